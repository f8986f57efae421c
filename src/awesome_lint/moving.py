"""Move an entry's whole lines among those of its neighbours."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.document import Carrier, Item, walk
from awesome_lint.regex import regex
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.document import Document, Entry
    from awesome_lint.source import Source

_GAP = regex(r"\n(?:[ \t]*\n)*")
_BLANKS = regex(r"[ \t]*")
_NUMBERED = regex(r"[ \t]*\d")


def items_of(document: Document) -> dict[int, Span]:
    """Return the spans of the items of all lists, quoted ones left out, by the numbers of their first lines."""
    items = (node for node in walk(document.blocks, quoted=False) if isinstance(node, Item))
    return {document.source.line_number(item.span.start): item.span for item in items}


def move(
    source: Source, items: Mapping[int, Span], entries: Sequence[Entry], position: int, to: int
) -> tuple[Edit, ...]:
    """Return the edits that put the lines of the entry at *position* before those of the one at *to*.

    *items* are those of ``items_of``. *entries* are in the order of the text, and *to* may be their number:
    after the last. No edits where the lines of the two and all between are not those of rows or items alone,
    equally spaced, or where the items are numbered.
    """
    first, last = (position, to - 1) if position < to else (to, position)
    spans = [
        items.get(source.line_number(entry.span.start)) if entry.carrier is Carrier.ITEM else entry.span
        for entry in entries[first : last + 1]
    ]
    if None in spans:  # an item in a quote
        return ()
    bodies = [_lines(source, span) for span in spans if span]
    gaps = {source.text[one.end : other.start] for one, other in pairwise(bodies)}
    carriers = {entry.carrier for entry in entries[first : last + 1]}
    if len(gaps) != 1 or carriers not in ({Carrier.ROW}, {Carrier.ITEM}):
        return ()
    gap = gaps.pop()
    moved = source.slice(bodies[position - first])
    if not _GAP.fullmatch(gap) or _NUMBERED.match(moved) or not _alone(source, bodies):
        return ()
    if position < to:
        start, end = bodies[0].start, bodies[1].start
        return Edit(start, end, ""), Edit(bodies[-1].end, bodies[-1].end, gap + moved)
    start, end = bodies[-2].end, bodies[-1].end
    return Edit(bodies[0].start, bodies[0].start, moved + gap), Edit(start, end, "")


def _lines(source: Source, span: Span) -> Span:
    """Return the whole lines of a span, without the empty ones below."""
    text = source.slice(span).rstrip(" \t\n")
    return source.lines_span(source.line_number(span.start), source.line_number(span.start + len(text)))


def _alone(source: Source, bodies: Sequence[Span]) -> bool:
    """Whether all of the lines begin at one column, with nothing before."""
    return len({_BLANKS.match(source.text, body.start, body.end)[0] for body in bodies}) == 1  # type: ignore[index]  # may be empty
