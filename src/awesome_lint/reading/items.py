"""What belongs to a list item: its own links, and the nested items that tell about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import Field, Html, Paragraph
from awesome_lint.reading.shapes import lead_out
from awesome_lint.reading.words import ATTRIBUTE_WORDS, is_label, words
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.document import Item, Link, List
    from awesome_lint.source import Source

_ATTRIBUTE = regex(r"[\s*_`]*([^\W\d_][\w /&;()-]{0,28}?)[\s*_`]*[:：]")
_MARKUP = " \t\n*_"


def own_links(item: Item) -> tuple[Link, ...]:
    """Return the links of the item's own paragraphs and HTML, nested lists left out."""
    links: tuple[Link, ...] = ()
    html: tuple[Link, ...] = ()
    for block in item.blocks:
        if isinstance(block, Paragraph):
            links += block.content.links
        elif isinstance(block, Html):
            html += block.links
    return links + html


def is_plain(item: Item) -> bool:
    """Whether the item is one line of text, as an entry is whose link is missing."""
    return len(item.blocks) == 1 and item.content is not None and not item.content.links


def are_attributes(source: Source, block: List) -> bool:
    """Whether a nested list tells about its parent: labelled values, or a line of label links."""
    told = 0
    for item in block.items:
        if attribute(source, item) is not None:
            told += 1
        elif lead_out(own_links(item)):
            return False
    return told > 1 or told == len(block.items)


def attribute(source: Source, item: Item) -> Field | None:
    """Read ``Label: value``, where the label is one that entries have, or an item of label links alone."""
    content = item.content
    if content is None or not content.inlines:
        return None
    links = [link for link in content.links if not link.image]
    if links and all(is_label(link.text) for link in links) and is_label(content.text):
        return Field("", " ".join(content.text.split()), content.span)
    raw = source.slice(content.span)
    match = _ATTRIBUTE.match(raw)
    if match is None or not all(word in ATTRIBUTE_WORDS or is_label(word) for word in words(match[1])):
        return None
    rest = raw[match.end() :]
    value = rest.strip(_MARKUP)
    start = content.span.start + match.end() + len(rest) - len(rest.lstrip(_MARKUP))
    return Field(match[1].strip(), value, Span(start, start + len(value)))
