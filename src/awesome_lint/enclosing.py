"""Which entry a place belongs to."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_lint.document import Entry
    from awesome_lint.source import Span


def innermost(entries: Sequence[Entry]) -> Callable[[Span], int | None]:
    """Return a function from a span to the index in *entries* of the innermost one that holds it, or None."""
    order = sorted(range(len(entries)), key=lambda index: (entries[index].span.start, -entries[index].span.end))
    spans = [entries[index].span for index in order]
    starts = [span.start for span in spans]
    parents: list[int] = []
    open_: list[int] = []
    for at, span in enumerate(spans):
        while open_ and spans[open_[-1]].end <= span.start:
            open_.pop()
        parents.append(open_[-1] if open_ else -1)
        open_.append(at)

    def entry_of(span: Span) -> int | None:
        at = bisect_right(starts, span.start) - 1
        while at >= 0 and not spans[at].contains(span):
            at = parents[at]
        return order[at] if at >= 0 else None

    return entry_of
