"""What a piece of content looks like: a line that begins an entry, a label with its link, a line of badges."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from awesome_lint.document import Content, List, Paragraph, Quote
from awesome_lint.reading.words import is_label, words
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.document import Block, Inline, Link

_BEGINNING = regex(r"\s*[\[(（【\"“《]?\s*(?:[\"“《]|\d{4}|\W*$)")
# A longer text before a colon is a name, not a label.
_LABEL_WORDS = 2


def leads_out(link: Link) -> bool:
    """Whether a link is one that a reader can follow out of the list."""
    return not link.image and link.outside


def lead_out(links: Iterable[Link]) -> bool:
    """Whether one of *links* is such."""
    for link in links:  # noqa: SIM110  (asked for every item, cell and line: a generator takes longer)
        if not link.image and link.outside:
            return True
    return False


def contents_of(blocks: Sequence[Block]) -> Iterator[Content]:
    """Yield the contents of paragraphs, lists and quotes."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.content
        elif isinstance(block, List):
            for item in block.items:
                yield from contents_of(item.blocks)
        elif isinstance(block, Quote):
            yield from contents_of(block.blocks)


def lines_of(content: Content) -> list[Content]:
    """Split at line breaks and ``<br>``."""
    lines = []
    for broken, pieces in groupby(content.inlines, key=_breaks):
        inlines = tuple(pieces)
        if not broken and any(inline.text.strip() or inline.link for inline in inlines):
            end = max(inline.span.end for inline in inlines)
            lines.append(Content.of(Span(inlines[0].span.start, end), inlines, exact=content.exact))
    return lines or [content]


def _breaks(inline: Inline) -> bool:
    return inline.kind in ("break", "html") and inline.text == "\n"


def begins_entry(line: Content) -> bool:
    """Whether a line starts with a link that is a title, a title in bold or quotes, or a date."""
    for inline in line.inlines:
        if inline.kind == "link" and inline.link:
            return leads_out(inline.link) and bool(inline.text.strip() or inline.link.text.strip())
        if inline.kind == "strong":
            return True
        if inline.kind == "text" and inline.text.strip():
            return bool(_BEGINNING.match(inline.text))
    return False


def has_badges(blocks: Sequence[Block]) -> bool:
    """Whether one of *blocks* is a paragraph of linked images alone."""
    return any(
        isinstance(block, Paragraph)
        and not block.content.text.strip()
        and any(leads_out(link) and not link.text.strip() for link in block.content.links)
        for block in blocks
    )


def is_labelled(content: Content) -> bool:
    """Whether a paragraph starts with a label and a link: ``**Paper:** [title](address)``."""
    first = content.inlines[0] if content.inlines else None
    if first is None or first.kind != "strong":
        return False
    inside = "".join(inline.text for inline in content.inlines[1:] if inline.span.end <= first.span.end)
    after = "".join(inline.text for inline in content.inlines if inline.span.start >= first.span.end)
    colon = inside.rstrip().endswith((":", "：")) or after.startswith((":", "："))
    return (
        lead_out(content.links)
        and bool(said := words(inside))
        and (is_label(inside) or (colon and len(said) <= _LABEL_WORDS))
    )


def inside_of(content: Content, outer: Inline) -> str:
    """Return what a reader sees of *content* inside *outer*, such as bold text, images left out."""
    inlines = content.inlines
    first, last = (bisect_left(inlines, offset, key=_start) for offset in outer.span)
    return "".join(
        inline.link.text if inline.link and not inline.link.image else inline.text
        for inline in inlines[first:last]
        if inline is not outer and outer.span.contains(inline.span)
    )


def _start(inline: Inline) -> int:
    return inline.span.start
