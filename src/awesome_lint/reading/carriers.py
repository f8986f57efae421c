"""Where entries sit: rows, items, paragraphs, heading blocks, and rows and items written in HTML.

A carrier is found by structure alone; ``parts`` then reads title, date and the rest from what it carries.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.document import (
    Block,
    Carrier,
    Content,
    Field,
    Heading,
    Html,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Row,
    Section,
    Table,
)
from awesome_lint.reading.columns import Columns
from awesome_lint.reading.items import are_attributes, attribute, is_plain, own_links
from awesome_lint.reading.sections import SectionFinder
from awesome_lint.reading.shapes import (
    begins_entry,
    contents_of,
    has_badges,
    is_labelled,
    lead_out,
    leads_out,
    lines_of,
)
from awesome_lint.regex import regex
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.markdown import Tree

_HTML_ROW = regex(r"<(tr|li)\b[^<>]*>.*?(?:</\1\s*>|(?=<\1\b))", re.DOTALL | re.IGNORECASE)
_HTML_TOPIC = regex(r"<(?:summary|h[1-6]|b|strong|caption)\b", re.IGNORECASE)
# A line without links that is no longer than this serves as a heading.
_TOPIC_LENGTH = 80
_SIBLINGS = 3
_MOST = 0.8


class Carried(NamedTuple):
    """What holds one entry, before its parts are known."""

    span: Span
    carrier: Carrier
    section: Section
    group: int
    contents: tuple[Content, ...]
    links: tuple[Link, ...]
    attributes: tuple[Field, ...] = ()
    row: Row | None = None
    columns: Columns | None = None


class CarrierFinder:
    """Walks a tree once, front to back, and yields its carriers in the order of the file."""

    def __init__(
        self,
        source: Source,
        tree: Tree,
        sections: Sequence[Section],
        columns: dict[int, Columns],
        roles: Mapping[str, str],
    ) -> None:
        self.source = source
        self.tree = tree
        self.columns = columns
        self.roles = roles
        self.sections = SectionFinder(sections)
        self.group = 0
        self.siblings: dict[int, int] = {}
        # Badges below the first heading are the list's own; below many they are the entries' links.
        self.badges_are_links = (
            sum(
                isinstance(block, Heading) and has_badges(tree.blocks[i + 1 : i + 3])
                for i, block in enumerate(tree.blocks)
            )
            > _SIBLINGS
        )

    def find(self) -> list[Carried]:
        """Return all carriers."""
        carried = [*self._blocks(self.tree.blocks), *self._html_rows()]
        carried.sort(key=_start)
        return carried

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Carried]:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            at += 1
            if isinstance(block, Heading):
                below = blocks[at : next((i for i in range(at, len(blocks)) if isinstance(blocks[i], Heading)), None)]
                entry = self._heading(block, below)
                if entry:
                    yield entry
                    at += len(below)
            elif isinstance(block, Paragraph):
                yield from self._paragraph(block)
            elif isinstance(block, List):
                yield from self._items(block, self.group)
            elif isinstance(block, Table):
                yield from self._rows(block)
            elif isinstance(block, Quote):
                yield from self._blocks(block.blocks)
            elif isinstance(block, Html) and _HTML_TOPIC.search(self.source.text, block.span.start, block.span.end):
                self.group = block.span.start

    def _heading(self, heading: Heading, below: Sequence[Block]) -> Carried | None:
        """Take a heading for an entry if it links outside or has labelled links below, and no list of its own."""
        start, level = heading.span.start, heading.level
        self.siblings = {other: first for other, first in self.siblings.items() if other <= level}
        group = self.siblings.setdefault(level, start)
        self.group = start
        titled = any(leads_out(link) and link.text.strip() for link in heading.content.links)
        labelled = bool(below) and isinstance(below[0], Paragraph) and is_labelled(below[0].content)
        labelled = labelled or (level > 1 and self.badges_are_links and has_badges(below[:2]))
        if not (titled or labelled) or any(self._lists(block) for block in below):
            return None
        contents = (heading.content, *contents_of(below))
        links = tuple(link for content in contents for link in content.links)
        end = below[-1].span.end if below else heading.span.end
        section = self.sections.around(start)
        return Carried(Span(start, end), Carrier.HEADING, section, group, contents, links)

    def _lists(self, block: Block) -> bool:
        """Whether a block below a heading holds entries of its own."""
        if isinstance(block, Table):
            return True
        if isinstance(block, List):
            linked = [item for item in block.items if lead_out(own_links(item))]
            return sum(not attribute(self.source, item) for item in linked) > 1
        return isinstance(block, Html) and sum(leads_out(link) and not link.image for link in block.links) > 1

    def _paragraph(self, block: Paragraph) -> Iterator[Carried]:
        content = block.content
        if not lead_out(content.links):
            if len(content.text) <= _TOPIC_LENGTH and not any(link.image for link in content.links):
                self.group = block.span.start
            return
        lines = lines_of(content)
        if not begins_entry(lines[0]):
            return
        split = len(lines) > 1 and all(begins_entry(line) and lead_out(line.links) for line in lines)
        section = self.sections.at(block.span.start)
        for part in lines if split else [content]:
            yield Carried(part.span, Carrier.PARAGRAPH, section, self.group, (part,), tuple(part.links))

    def _items(self, block: List, group: int) -> Iterator[Carried]:
        links = [own_links(item) for item in block.items]
        linked = [lead_out(own) for own in links]
        full = len(linked) > _SIBLINGS and sum(linked) >= _MOST * len(linked)
        for item, own, has_link in zip(block.items, links, linked, strict=True):
            listed = has_link or (full and is_plain(item))
            if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):  # as nearly all are
                if listed:
                    yield self._carried_item(item, group, own)
            else:
                yield from self._item(item, group, own, listed=listed)

    def _item(self, item: Item, group: int, links: tuple[Link, ...], *, listed: bool) -> Iterator[Carried]:
        nested = [block for block in item.blocks if isinstance(block, List)]
        telling = [block for block in nested if are_attributes(self.source, block)]
        attributes = [child for block in telling for child in block.items]
        if listed or any(lead_out(own_links(child)) for child in attributes):
            yield self._carried_item(item, group, links, nested, attributes)
            nested = [block for block in nested if block not in telling]
        for inner in nested:
            yield from self._items(inner, item.span.start)
        for block in item.blocks:
            if isinstance(block, Table):
                yield from self._rows(block)
            elif isinstance(block, Quote):
                yield from self._blocks(block.blocks)

    def _carried_item(
        self,
        item: Item,
        group: int,
        links: tuple[Link, ...],
        nested: Sequence[List] = (),
        attributes: Sequence[Item] = (),
    ) -> Carried:
        own = tuple([block.content for block in item.blocks if isinstance(block, Paragraph)])
        fields: tuple[Field, ...] = ()
        start, end = item.span
        if attributes:
            links += tuple([link for child in attributes for link in own_links(child)])
            fields = tuple([field for child in attributes if (field := attribute(self.source, child))])
        elif nested:
            end = nested[0].span.start
            while end > start and self.source.text[end - 1].isspace():
                end -= 1
        return Carried(Span(start, end), Carrier.ITEM, self.sections.at(start), group, own, links, fields)

    def _rows(self, table: Table) -> Iterator[Carried]:
        columns = self.columns[table.span.start] = Columns.of(table, self.roles)
        opaque = columns.opaque
        section = self.sections.at(table.span.start)
        for row in table.rows:
            contents = tuple([cell.content for cell in (*row.cells, *row.overflow)])
            links = tuple([link for content in contents for link in content.links])
            if not links and not any(content.text.strip() for content in contents):
                continue
            if opaque:
                shown = (cell.content for at, cell in enumerate(row.cells) if at not in opaque)
                links = tuple([link for content in shown for link in content.links])
            yield Carried(row.span, Carrier.ROW, section, table.span.start, contents, links, (), row, columns)

    def _html_rows(self) -> Iterator[Carried]:
        """Find rows and items of HTML tables and lists, Markdown inside them included."""
        text, links = self.source.text, self.tree.links
        starts = [link.span.start for link in links]
        blocks = [block.span for block in self.tree.blocks if isinstance(block, Html)]
        last = 0
        for match in _HTML_ROW.finditer(text, *_range(blocks)) if blocks else ():
            span = Span(*match.span())
            while last < len(blocks) and blocks[last].end <= span.start:
                last += 1
            inside = tuple(links[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
            in_block = last < len(blocks) and blocks[last].start <= span.start
            if in_block and any(leads_out(link) and not link.image for link in inside):
                section = self.sections.at(span.start)
                yield Carried(span, Carrier.HTML, section, blocks[last].start, (), inside)


def _start(carried: Carried) -> int:
    return carried.span.start


def _range(spans: Sequence[Span]) -> tuple[int, int]:
    return spans[0].start, spans[-1].end
