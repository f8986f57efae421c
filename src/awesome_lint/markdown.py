"""Markdown text to blocks with exact spans: markdown-it-py, set up once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import table as table_rule

from awesome_lint.content import ContentReader, Mapped
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
from awesome_lint.inline import SpanInline
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?=\n|\Z)")
_PIPE = re.compile(r"(?<!\\)\|")
_BLANKS = " \t"
# Blocks nested deeper are not read. The preset's 20 forgets the deeper levels of real lists.
_MAX_NESTING = 150


class TableLine(NamedTuple):
    """One line of a table without its block prefix: line number from 0, offsets of its first character and its end."""

    number: int
    start: int
    end: int


@dataclass(slots=True)
class Tree:
    """What a file's text is made of, before anything is known about entries."""

    blocks: tuple[Block, ...] = ()
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)


def parse(source: Source) -> Tree:
    """Return the blocks of *source*; total: any text is some Markdown."""
    front = _FRONT_MATTER.match(source.text)
    text = source.text
    if front:
        text = re.sub(r"[^\n]", " ", text[: front.end()]) + text[front.end() :]
    markdown, env, tokens = _markdown(), {}, []  # type: tuple[MarkdownIt, dict[str, Any], list[Token]]
    markdown.block.parse(text, markdown, env, tokens)
    builder = _Builder(source, tokens, ContentReader(markdown, env))
    return builder.build(front.end() if front else 0)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING, "strikethrough_single_tilde": True})
    markdown.block.ruler.enable(["table"])
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    markdown.inline = SpanInline()
    # Both prepare addresses for HTML, which is not made here.
    markdown.normalizeLink = _as_written  # type: ignore[method-assign]
    markdown.validateLink = _any_address  # type: ignore[method-assign]
    return markdown


def _as_written(url: str) -> str:
    return url


def _any_address(_url: str) -> bool:
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """Read a table as one token that holds its lines: the library's own rule drops the cells beyond the header."""
    if not table_rule(state, start, end, True):  # noqa: FBT003
        return False
    if silent:
        return True
    parent, state.parentType = state.parentType, "table"
    terminators = state.md.block.ruler.getRules("blockquote")
    last = start + 2
    while last < end and state.sCount[last] >= state.blkIndent:
        if any(rule(state, last, end, True) for rule in terminators) or state.isEmpty(last):
            break
        if state.is_code_block(last):
            break
        last += 1
    token = state.push("table", "table", 0)
    token.map = [start, last]
    token.meta["lines"] = [
        TableLine(number, state.bMarks[number] + state.tShift[number], state.eMarks[number])
        for number in range(start, last)
    ]
    state.parentType = parent
    state.line = last
    return True


class _Builder:
    """Builds blocks from the token list, front to back."""

    def __init__(self, source: Source, tokens: list[Token], reader: ContentReader) -> None:
        self.source = source
        self.tokens = tokens
        self.reader = reader
        self.at = 0
        self.tree = Tree()

    def build(self, front_end: int) -> Tree:
        tree, source = self.tree, self.source
        blocks = [Opaque(Span(0, front_end), "front-matter")] if front_end else []
        tree.blocks = self._with_definitions([*blocks, *self._blocks(None)])
        tree.comments += self.reader.comments
        tree.comments.sort()
        del source
        return tree

    def _blocks(self, closing: str | None) -> list[Block]:
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                break
            blocks.extend(self._block(token))
        return blocks

    def _block(self, token: Token) -> list[Block]:
        kind = token.type
        span = self._span(token)
        if kind == "paragraph_open":
            return [Paragraph(span, self._inline("paragraph_close"))]
        if kind == "heading_open":
            heading = Heading(span, int(token.tag[1]), self._inline("heading_close"))
            self.tree.headings.append(heading)
            return [heading]
        if kind in ("bullet_list_open", "ordered_list_open"):
            ordered = kind == "ordered_list_open"
            items = tuple(self._items("ordered_list_close" if ordered else "bullet_list_close"))
            return [List(span, ordered, items)]
        if kind == "blockquote_open":
            return [Quote(span, tuple(self._blocks("blockquote_close")))]
        if kind == "table":
            return [self._table(span, token.meta["lines"])]
        if kind == "html_block":
            return [self._html(span)]
        return [Opaque(span, "break" if kind == "hr" else "code")]

    def _span(self, token: Token) -> Span:
        """The lines of a block, without the blank lines that the library counts in at its end."""
        first, last = token.map or (0, 1)
        source = self.source
        while last > first + 1 and not source.slice(source.line_span(last)).strip(_BLANKS + ">"):
            last -= 1
        return source.lines_span(first + 1, last)

    def _inline(self, closing: str) -> Content:
        token = self.tokens[self.at]
        self.at += 1
        content = self._content(token)
        while self.tokens[self.at].type != closing:
            self.at += 1
        self.at += 1
        return content

    def _content(self, token: Token) -> Content:
        first, last = token.map or (0, 1)
        lines = [self.source.line_span(number + 1) for number in range(first, last)]
        return self._read(Mapped.lines(self.source.text, token.content, lines))

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
            start = self.source.text.find(marker, span.start)
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

    def _table(self, span: Span, lines: list[TableLine]) -> Table:
        header = self._row(lines[0], None)
        width = len(header.cells)
        text = self.source.text[lines[1].start : lines[1].end].strip(_BLANKS).strip("|")
        alignments = tuple(_alignment(cell.strip(_BLANKS)) for cell in text.split("|"))
        rows = tuple(self._row(line, width) for line in lines[2:])
        table = Table(span, header, Span(lines[1].start, lines[1].end), alignments, rows)
        self.tree.tables.append(table)
        return table

    def _row(self, line: TableLine, width: int | None) -> Row:
        """Split a row at its pipes; a backslash before a pipe always escapes it, as on GitHub."""
        text = self.source.text
        start, end = line.start, line.end
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        inner = start + 1 if text.startswith("|", start) else start
        pipes = [match.start() for match in _PIPE.finditer(text, inner, end)]
        closed = bool(pipes) and pipes[-1] == end - 1
        bounds = [inner - 1, *pipes] if closed else [inner - 1, *pipes, end]
        cells = tuple(self._cell(a + 1, b) for a, b in pairwise(bounds))
        shown = len(cells) if width is None else width
        return Row(Span(start, end), cells[:shown], cells[shown:], closed)

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
