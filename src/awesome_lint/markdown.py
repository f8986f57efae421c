"""Markdown text to blocks with exact spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from awesome_lint.document import (
    Block,
    Cell,
    Content,
    Heading,
    Html,
    Item,
    Link,
    List,
    Opaque,
    Paragraph,
    Quote,
    Row,
    Table,
)
from awesome_lint.parsing.blocks import block_nodes
from awesome_lint.parsing.content_reader import ContentReader
from awesome_lint.parsing.definitions import definitions_in
from awesome_lint.parsing.html import comments_in, headings_in, links_in
from awesome_lint.parsing.rows import row_bounds
from awesome_lint.regex import regex
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.parsing.block_state import Node

_FRONT_MATTER = regex(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?=\n|\Z)")
_BLANKS = " \t"
# What the last line of a block ends with where it may be blank, in a quote too; a line may be empty.
_BLANK_ENDS = "\n \t>"
# Skips the named tuple's own constructor, where most values are made.
_made = tuple.__new__


@dataclass(slots=True)
class Tree:
    """What a file's text is made of, before anything is known about entries."""

    blocks: tuple[Block, ...] = ()
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    definitions: list[Link] = field(default_factory=list)


def parse(source: Source) -> Tree:
    """Return the blocks of *source*; total: any text is some Markdown."""
    text, front_end = without_front_matter(source.text)
    nodes, references = block_nodes(text)
    tree = _Builder(source, ContentReader(source.text, references)).build(nodes, front_end)
    tree.definitions += definitions_in(source, references)
    return tree


def without_front_matter(text: str) -> tuple[str, int]:
    """Return *text* with blanks for its front matter, every offset as before, and where that ends, 0 without any."""
    front = _FRONT_MATTER.match(text)
    if not front:
        return text, 0
    return re.sub(r"[^\n]", " ", text[: front.end()]) + text[front.end() :], front.end()


class _Builder:
    """Builds blocks from nodes, front to back."""

    def __init__(self, source: Source, reader: ContentReader) -> None:
        self.text = source.text
        self.reader = reader
        # One more than there are lines: where the line behind the last one would start.
        self.starts = [*source.line_starts, len(source.text) + 1]
        self.tree = Tree()

    def build(self, nodes: Sequence[Node], front_end: int) -> Tree:
        tree = self.tree
        blocks = [Opaque(Span(0, front_end), "front-matter")] if front_end else []
        tree.blocks = self._with_definitions([*blocks, *map(self._block, nodes)])
        tree.comments += self.reader.comments
        tree.comments.sort()
        return tree

    def _block(self, node: Node) -> Block:
        kind = node.kind
        span = self._span(node)
        if kind == "paragraph":
            return _made(Paragraph, (span, self._note(self.reader.lines(node.lines))))
        if kind in ("bullet_list", "ordered_list"):
            return List(span, kind == "ordered_list", tuple([self._item(item) for item in node.children]))
        if kind in ("heading", "setext"):
            heading = Heading(span, node.level, self._note(self.reader.lines(node.lines)))
            self.tree.headings.append(heading)
            return heading
        if kind == "table":
            return self._table(span, node.lines)
        if kind == "blockquote":
            return Quote(span, tuple(map(self._block, node.children)))
        return self._html(span) if kind == "html_block" else Opaque(span, "break" if kind == "hr" else "code")

    def _item(self, node: Node) -> Item:
        children = node.children
        blocks = tuple([self._block(child) for child in children])
        # Most items are a paragraph of the same lines.
        same = len(children) == 1 and children[0].map == node.map
        return _made(Item, (blocks[0].span if same else self._span(node), _made(Span, node.marker), blocks))

    def _span(self, node: Node) -> Span:
        """Return the lines of a block, without the blank lines that the library counts in at its end."""
        first, last = node.map
        text, starts = self.text, self.starts
        end = starts[last] - 1
        if text[end - 1 : end] in _BLANK_ENDS:
            while last > first + 1 and not text[starts[last - 1] : starts[last]].strip(_BLANKS + ">\n"):
                last -= 1
            end = starts[last] - 1
        return _made(Span, (starts[first], end))

    def _note(self, content: Content) -> Content:
        self.tree.contents.append(content)
        if content.links:
            self.tree.links += content.links
        return content

    def _html(self, span: Span) -> Html:
        text = self.text
        comments = comments_in(text, span)
        self.tree.comments += comments
        links = tuple(links_in(text, span, comments))
        self.tree.links += links
        for part, level, label in headings_in(text, span, comments):
            content = self.reader.plain(part, label)
            self.tree.headings.append(Heading(part, level, content))
        return Html(span, links)

    def _table(self, span: Span, lines: Sequence[tuple[int, int]]) -> Table:
        header = self._row(lines[0], None)
        width = len(header.cells)
        delimiter = Span(*lines[1])
        text = self.text[delimiter.start : delimiter.end].strip(_BLANKS).strip("|")
        alignments = tuple(_alignment(cell.strip(_BLANKS)) for cell in text.split("|"))
        rows = tuple([self._row(line, width) for line in lines[2:]])
        table = Table(span, header, delimiter, alignments, rows)
        self.tree.tables.append(table)
        return table

    def _row(self, line: tuple[int, int], width: int | None) -> Row:
        bounds, closed = row_bounds(self.text, line)
        read, note = self.reader.cell, self._note
        cells = [
            _made(Cell, (_made(Span, (before + 1, after)), note(read(before + 1, after))))
            for before, after in pairwise(bounds)
        ]
        span = Span(line[0], bounds[-1] + closed)
        if width is None or len(cells) <= width:
            return Row(span, tuple(cells), (), closed)
        return Row(span, tuple(cells[:width]), tuple(cells[width:]), closed)

    def _with_definitions(self, blocks: list[Block]) -> tuple[Block, ...]:
        """Fill the gaps between blocks, which hold reference definitions."""
        text, filled, last = self.text, [], 0  # type: str, list[Block], int
        for block in [*blocks, None]:
            start = block.span.start if block else len(text)
            if (gap := text[last:start]).strip(_BLANKS + "\n"):
                left = last + len(gap) - len(gap.lstrip("\n"))
                filled.append(Opaque(Span(left, last + len(gap.rstrip(_BLANKS + "\n"))), "definition"))
            if block:
                filled.append(block)
                last = block.span.end
        return tuple(filled)


def _alignment(cell: str) -> Literal["", "left", "center", "right"]:
    if cell.startswith(":"):
        return "center" if cell.endswith(":") else "left"
    return "right" if cell.endswith(":") else ""
