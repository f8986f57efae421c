"""Spans to look places up in; they may overlap, and touch."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.source import Span


class Spans:
    """A set of spans. Each question takes time in proportion to the logarithm of their number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take the *spans*, in any order."""
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))
        """The furthest end of a span and of all before it."""

    def hold(self, offset: int) -> bool:
        """Whether the character at *offset* lies in a span."""
        at = bisect_right(self._starts, offset)
        return at > 0 and offset < self._reach[at - 1]

    def contain(self, span: Span) -> bool:
        """Whether *span*, which may be empty, lies wholly in one of the spans."""
        at = bisect_right(self._starts, span.start)
        return at > 0 and span.end <= self._reach[at - 1]

    def overlap(self, span: Span) -> bool:
        """Whether *span* overlaps one of the spans, as ``Span.overlaps`` has it."""
        at = bisect_right(self._starts, span.end)
        while at and self._reach[at - 1] >= span.start:
            at -= 1
            if self._spans[at].overlaps(span):
                return True
        return False
