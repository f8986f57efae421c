"""The tree that rules read: blocks, sections, tables, entries and links, each with its exact span."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from awesome_lint.content import Content, Inline, Link, LinkKind
from awesome_lint.entry import Carrier, Date, DateForm, Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from awesome_lint.reading.columns import Columns
    from awesome_lint.reading.conventions import Conventions
    from awesome_lint.source import Source, Span


__all__ = [
    "Block",
    "Carrier",
    "Cell",
    "Content",
    "Date",
    "DateForm",
    "Document",
    "Entry",
    "Field",
    "Heading",
    "Html",
    "Inline",
    "Item",
    "Link",
    "LinkKind",
    "List",
    "Opaque",
    "Paragraph",
    "Quote",
    "Row",
    "Section",
    "Table",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """An ATX, setext or HTML heading."""

    span: Span
    level: int
    content: Content


class Paragraph(NamedTuple):
    """Running text."""

    span: Span
    content: Content


class Cell(NamedTuple):
    """One cell: ``span`` reaches from pipe to pipe, ``content`` has its blanks stripped."""

    span: Span
    content: Content

    @property
    def text(self) -> str:
        """What a reader sees."""
        return self.content.text


class Row(NamedTuple):
    """One line of a table.

    ``cells`` are at most as many as the header's; ``overflow`` are the cells beyond, which GitHub
    does not show. ``closed`` tells whether a last pipe is written.
    """

    span: Span
    cells: tuple[Cell, ...]
    overflow: tuple[Cell, ...] = ()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table: header, delimiter row and body rows."""

    span: Span
    header: Row
    delimiter: Span
    alignments: tuple[Literal["", "left", "center", "right"], ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.header.cells)


class Item(NamedTuple):
    """A list item; ``marker`` is the span of its bullet or number, ``content`` its first paragraph."""

    span: Span
    marker: Span
    blocks: tuple[Block, ...]

    @property
    def content(self) -> Content | None:
        """The item's first paragraph, if it starts with one."""
        first = self.blocks[0] if self.blocks else None
        return first.content if isinstance(first, Paragraph) else None


@dataclass(frozen=True, slots=True)
class List:
    """A bullet or ordered list."""

    span: Span
    ordered: bool
    items: tuple[Item, ...]


class Quote(NamedTuple):
    """A block quote."""

    span: Span
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Html:
    """A block of HTML; ``links`` are those of its ``a`` and ``img`` tags, comments left out."""

    span: Span
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Opaque:
    """A block that holds no entries: code, thematic break, front matter, definition."""

    span: Span
    kind: Literal["code", "break", "front-matter", "definition"]


Block = Heading | Paragraph | Table | List | Quote | Html | Opaque


def walk(blocks: Iterable[Block], *, quoted: bool = True) -> Iterator[Block | Item]:
    """Yield *blocks* with all that they hold, lists' items too, in the order of their starts; *quoted* ones or none."""
    for block in blocks:
        yield block
        if isinstance(block, Quote) and quoted:
            yield from walk(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield item
                yield from walk(item.blocks, quoted=quoted)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's scope: up to the next heading of its level or above. ``path`` holds the titles from the top."""

    span: Span
    level: int
    path: tuple[str, ...]
    heading: Heading | None = None


@dataclass(frozen=True)
class Document:
    """A parsed list."""

    source: Source
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]
    contents: tuple[Content, ...] = field(repr=False)
    links: tuple[Link, ...] = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    comments: tuple[Span, ...] = field(repr=False)
    """The spans of HTML comments, in blocks and in running text."""
    definitions: tuple[Link, ...] = field(default=(), repr=False)
    """The reference definitions whose address could be found; ``links`` has the places that use them."""
    columns: Mapping[int, Columns] = field(default_factory=dict, repr=False)
    """The roles of the columns of tables with entries, by the offset of the table."""
    roles: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The roles that configuration gives to columns, as ``reading.read`` takes them."""
    views: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What ``views.view`` keeps."""

    @cached_property
    def nodes(self) -> tuple[Block | Item, ...]:
        """All blocks and items, as `walk` yields them."""
        return tuple(walk(self.blocks))

    @cached_property
    def conventions(self) -> Conventions:
        """What the list's own majority does; learned once, on first use."""
        from awesome_lint.reading.conventions import learn  # noqa: PLC0415  (the types are needed first)

        return learn(self)
