"""Where entries sit: rows, items, paragraphs, heading blocks, and rows and items written in HTML.

A carrier is found by structure alone; ``parts`` then reads title, date and the rest from what it carries.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.document import (
    Block,
    Carrier,
    Content,
    Field,
    Heading,
    Html,
    Inline,
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
from awesome_lint.reading.sections import SectionFinder
from awesome_lint.reading.words import ATTRIBUTE_WORDS, is_label, words
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.markdown import Tree

_ATTRIBUTE = re.compile(r"[\s*_`]*([^\W\d_][\w /&;()-]{0,28}?)[\s*_`]*[:：]")
_HTML_ROW = re.compile(r"<(tr|li)\b[^>]*>.*?(?:</\1\s*>|(?=<\1\b))", re.DOTALL | re.IGNORECASE)
_HTML_TOPIC = re.compile(r"<(?:summary|h[1-6]|b|strong|caption)\b", re.IGNORECASE)
# A line without links that is no longer than this serves as a heading.
_TOPIC_LENGTH = 80
_MARKUP = " \t\n*_"
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

    def __init__(self, source: Source, tree: Tree, sections: Sequence[Section]) -> None:
        self.source = source
        self.tree = tree
        self.sections = SectionFinder(sections)
        self.group = 0
        self.siblings: dict[int, int] = {}

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
        """Take a heading for an entry if it links outside or has a line of labelled links below, and no list of its own."""
        start, level = heading.span.start, heading.level
        self.siblings = {other: first for other, first in self.siblings.items() if other <= level}
        group = self.siblings.setdefault(level, start)
        self.group = start
        titled = any(_leads_out(link) and link.text.strip() for link in heading.content.links)
        labelled = bool(below) and isinstance(below[0], Paragraph) and _labelled(below[0].content)
        if not (titled or labelled) or any(self._lists(block) for block in below):
            return None
        contents = (heading.content, *_contents(below))
        links = tuple(link for content in contents for link in content.links)
        end = below[-1].span.end if below else heading.span.end
        section = self.sections.around(start)
        return Carried(Span(start, end), Carrier.HEADING, section, group, contents, links)

    def _lists(self, block: Block) -> bool:
        """Whether a block below a heading holds entries of its own."""
        if isinstance(block, Table):
            return True
        if isinstance(block, List):
            linked = [item for item in block.items if any(map(_leads_out, _own_links(item)))]
            return sum(not self._attribute(item) for item in linked) > 1
        return isinstance(block, Html) and sum(_leads_out(link) and not link.image for link in block.links) > 1

    def _paragraph(self, block: Paragraph) -> Iterator[Carried]:
        content = block.content
        if not any(map(_leads_out, content.links)):
            if len(content.text) <= _TOPIC_LENGTH and not any(link.image for link in content.links):
                self.group = block.span.start
            return
        lines = _lines(content)
        if not _begins_entry(lines[0]):
            return
        split = len(lines) > 1 and all(_begins_entry(line) and any(map(_leads_out, line.links)) for line in lines)
        section = self.sections.at(block.span.start)
        for part in lines if split else [content]:
            yield Carried(part.span, Carrier.PARAGRAPH, section, self.group, (part,), tuple(part.links))

    def _items(self, block: List, group: int) -> Iterator[Carried]:
        linked = [any(map(_leads_out, _own_links(item))) for item in block.items]
        full = len(linked) > _SIBLINGS and sum(linked) >= _MOST * len(linked)
        for item, has_link in zip(block.items, linked, strict=True):
            yield from self._item(item, group, listed=has_link or (full and _plain(item)))

    def _item(self, item: Item, group: int, *, listed: bool) -> Iterator[Carried]:
        nested = [block for block in item.blocks if isinstance(block, List)]
        attributes, rest = list[Item](), list[List]()
        for block in nested:
            if self._are_attributes(block):
                attributes += block.items
            else:
                rest.append(block)
        below = tuple(link for child in attributes for link in _own_links(child))
        if listed or any(map(_leads_out, below)):
            yield self._carried_item(item, group, attributes)
        elif attributes:
            rest = nested
        for block in rest:
            yield from self._items(block, item.span.start)
        for block in item.blocks:
            if isinstance(block, Table):
                yield from self._rows(block)
            elif isinstance(block, Quote):
                yield from self._blocks(block.blocks)

    def _carried_item(self, item: Item, group: int, attributes: list[Item]) -> Carried:
        own = tuple(block.content for block in item.blocks if isinstance(block, Paragraph))
        links = (*_own_links(item), *(link for child in attributes for link in _own_links(child)))
        fields = tuple(field for child in attributes if (field := self._attribute(child)))
        first_nested = next((block.span.start for block in item.blocks if isinstance(block, List)), None)
        end = item.span.end
        if first_nested is not None and not attributes:
            end = len(self.source.text[:first_nested].rstrip())
        section = self.sections.at(item.span.start)
        return Carried(Span(item.span.start, end), Carrier.ITEM, section, group, own, links, fields)

    def _are_attributes(self, block: List) -> bool:
        """Whether a nested list tells about its parent: labelled values, or a line of label links."""
        told = sum(self._attribute(item) is not None for item in block.items)
        strangers = any(any(map(_leads_out, _own_links(item))) and not self._attribute(item) for item in block.items)
        return bool(told) and not strangers and (told > 1 or told == len(block.items))

    def _attribute(self, item: Item) -> Field | None:
        """Read ``Label: value``, where the label is one that entries have, or an item of label links alone."""
        content = item.content
        if content is None or not content.inlines:
            return None
        links = [link for link in content.links if not link.image]
        if links and all(is_label(link.text) for link in links) and is_label(content.text):
            return Field("", " ".join(content.text.split()), content.span)
        raw = self.source.slice(content.span)
        match = _ATTRIBUTE.match(raw)
        if match is None or not all(word in ATTRIBUTE_WORDS or is_label(word) for word in words(match[1])):
            return None
        rest = raw[match.end() :]
        value = rest.strip(_MARKUP)
        start = content.span.start + match.end() + len(rest) - len(rest.lstrip(_MARKUP))
        return Field(match[1].strip(), value, Span(start, start + len(value)))

    def _rows(self, table: Table) -> Iterator[Carried]:
        columns = Columns.of(table)
        section = self.sections.at(table.span.start)
        for row in table.rows:
            contents = tuple(cell.content for cell in (*row.cells, *row.overflow))
            links = tuple(link for content in contents for link in content.links)
            if not links and not any(content.text.strip() for content in contents):
                continue
            yield Carried(
                row.span, Carrier.ROW, section, table.span.start, contents, links, (), row, columns
            )

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
            if in_block and any(_leads_out(link) and not link.image for link in inside):
                section = self.sections.at(span.start)
                yield Carried(span, Carrier.HTML, section, blocks[last].start, (), inside)


def _start(carried: Carried) -> int:
    return carried.span.start


def _range(spans: Sequence[Span]) -> tuple[int, int]:
    return spans[0].start, spans[-1].end


def _leads_out(link: Link) -> bool:
    return link.outside and not link.image


def _own_links(item: Item) -> list[Link]:
    links = [link for block in item.blocks if isinstance(block, Paragraph) for link in block.content.links]
    return links + [link for block in item.blocks if isinstance(block, Html) for link in block.links]


def _plain(item: Item) -> bool:
    """Whether the item is one line of text, as an entry is whose link is missing."""
    return len(item.blocks) == 1 and item.content is not None and not any(True for _ in item.content.links)


def _contents(blocks: Sequence[Block]) -> Iterator[Content]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.content
        elif isinstance(block, List):
            for item in block.items:
                yield from _contents(item.blocks)
        elif isinstance(block, Quote):
            yield from _contents(block.blocks)


def _lines(content: Content) -> list[Content]:
    """Split at line breaks and ``<br>``."""
    lines = []
    for broken, pieces in groupby(content.inlines, key=_breaks):
        inlines = tuple(pieces)
        if not broken and any(inline.text.strip() or inline.link for inline in inlines):
            end = max(inline.span.end for inline in inlines)
            lines.append(Content(Span(inlines[0].span.start, end), inlines, content.exact))
    return lines or [content]


def _breaks(inline: Inline) -> bool:
    return inline.kind in ("break", "html") and inline.text == "\n"


def _begins_entry(line: Content) -> bool:
    """Whether a line starts with a link that is a title, a title in bold or quotes, or a date."""
    for inline in line.inlines:
        if inline.kind == "link" and inline.link:
            return _leads_out(inline.link) and bool(inline.text.strip() or inline.link.text.strip())
        if inline.kind == "strong":
            return True
        if inline.kind == "text" and inline.text.strip():
            return bool(re.match(r"\s*[\[(（【\"“《]?\s*(?:[\"“《]|\d{4}|\W*$)", inline.text))
    return False


def _labelled(content: Content) -> bool:
    """Whether a paragraph starts with a label and a link: ``**Paper:** [title](address)``."""
    first = content.inlines[0] if content.inlines else None
    if first is None or first.kind != "strong":
        return False
    inside = "".join(inline.text for inline in content.inlines[1:] if inline.span.end <= first.span.end)
    after = "".join(inline.text for inline in content.inlines if inline.span.start >= first.span.end)
    colon = inside.rstrip().endswith((":", "：")) or after.startswith((":", "："))
    return any(map(_leads_out, content.links)) and bool(said := words(inside)) and (is_label(inside) or (colon and len(said) <= 2))  # noqa: PLR2004
