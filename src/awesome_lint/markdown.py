"""Markdown text to blocks with exact spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from awesome_lint.blocks import block_tokens
from awesome_lint.content import ContentReader, Mapped
from awesome_lint.definitions import definitions_in
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
from awesome_lint.html import comments_in, headings_in, links_in
from awesome_lint.regex import regex
from awesome_lint.rows import row_bounds
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = regex(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?=\n|\Z)")
_BLANKS = " \t"


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
    tokens, references = block_tokens(text)
    tree = _Builder(source, tokens, ContentReader(references)).build(front_end)
    tree.definitions += definitions_in(source, references)
    return tree


def without_front_matter(text: str) -> tuple[str, int]:
    """Return *text* with blanks for its front matter, every offset as before, and where that ends, 0 without any."""
    front = _FRONT_MATTER.match(text)
    if not front:
        return text, 0
    return re.sub(r"[^\n]", " ", text[: front.end()]) + text[front.end() :], front.end()


class _Builder:
    """Builds blocks from the token list, front to back."""

    def __init__(self, source: Source, tokens: list[Token], reader: ContentReader) -> None:
        self.source = source
        self.tokens = tokens
        self.reader = reader
        # One more than there are lines: where the line behind the last one would start.
        self.starts = [*source.line_starts, len(source.text) + 1]
        self.at = 0
        self.marked = 0  # where the last marker ends: that of an item's first item is on the same line
        self.tree = Tree()

    def build(self, front_end: int) -> Tree:
        tree = self.tree
        blocks = [Opaque(Span(0, front_end), "front-matter")] if front_end else []
        tree.blocks = self._with_definitions([*blocks, *self._blocks(None)])
        tree.comments += self.reader.comments
        tree.comments.sort()
        return tree

    def _blocks(self, closing: str | None) -> list[Block]:
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                break
            blocks.append(self._block(token))
        return blocks

    def _block(self, token: Token) -> Block:
        kind = token.type
        span = self._span(token)
        block: Block
        if kind == "paragraph":
            block = Paragraph(span, self._content(token))
        elif kind == "setext":
            block = Heading(span, token.meta["level"], self._content(token))
            self.tree.headings.append(block)
        elif kind == "heading_open":
            block = Heading(span, len(token.markup), self._content(self.tokens[self.at]))
            self.at += 2
            self.tree.headings.append(block)
        elif kind in ("bullet_list_open", "ordered_list_open"):
            block = List(span, kind == "ordered_list_open", tuple(self._items(kind.replace("open", "close"))))
        elif kind == "blockquote_open":
            block = Quote(span, tuple(self._blocks("blockquote_close")))
        elif kind == "table":
            block = self._table(span, token.meta["lines"])
        elif kind == "html_block":
            block = self._html(span)
        else:
            block = Opaque(span, "break" if kind == "hr" else "code")
        return block

    def _span(self, token: Token) -> Span:
        """Return the lines of a block, without the blank lines that the library counts in at its end."""
        first, last = token.map or (0, 1)
        text, starts = self.source.text, self.starts
        while last > first + 1 and not text[starts[last - 1] : starts[last]].strip(_BLANKS + ">\n"):
            last -= 1
        return Span(starts[first], starts[last] - 1)

    def _content(self, token: Token) -> Content:
        return self._read(Mapped.lines(self.source.text, token.meta["lines"]))

    def _read(self, mapped: Mapped) -> Content:
        content = self.reader.read(mapped)
        self.tree.contents.append(content)
        self.tree.links.extend(content.links)
        return content

    def _items(self, closing: str) -> list[Item]:
        items: list[Item] = []
        while (token := self.tokens[self.at]).type != closing:
            self.at += 1
            span = self._span(token)
            marker = token.info + token.markup
            start = self.source.text.find(marker, max(span.start, self.marked))
            self.marked = start + len(marker)
            items.append(Item(span, Span(start, start + len(marker)), tuple(self._blocks("list_item_close"))))
        self.at += 1
        return items

    def _html(self, span: Span) -> Html:
        text = self.source.text
        comments = comments_in(text, span)
        self.tree.comments += comments
        links = tuple(links_in(text, span, comments))
        self.tree.links += links
        for part, level, label in headings_in(text, span, comments):
            content = self.reader.plain(part, label)
            self.tree.headings.append(Heading(part, level, content))
        return Html(span, links)

    def _table(self, span: Span, lines: list[Span]) -> Table:
        header = self._row(lines[0], None)
        width = len(header.cells)
        text = self.source.text[lines[1].start : lines[1].end].strip(_BLANKS).strip("|")
        alignments = tuple(_alignment(cell.strip(_BLANKS)) for cell in text.split("|"))
        rows = tuple(self._row(line, width) for line in lines[2:])
        table = Table(span, header, Span(lines[1].start, lines[1].end), alignments, rows)
        self.tree.tables.append(table)
        return table

    def _row(self, line: Span, width: int | None) -> Row:
        bounds, closed = row_bounds(self.source.text, line)
        cells = tuple([self._cell(a + 1, b) for a, b in pairwise(bounds)])
        shown = len(cells) if width is None else width
        return Row(Span(line.start, bounds[-1] + closed), cells[:shown], cells[shown:], closed)

    def _cell(self, start: int, end: int) -> Cell:
        raw = self.source.text[start:end]
        left = start + len(raw) - len(raw.lstrip(_BLANKS))
        return Cell(Span(start, end), self._read(Mapped.cell(raw.strip(_BLANKS), min(left, end))))

    def _with_definitions(self, blocks: list[Block]) -> tuple[Block, ...]:
        """Fill the gaps between blocks, which hold reference definitions."""
        text, filled, last = self.source.text, [], 0  # type: str, list[Block], int
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
