"""Spans to look places up in; they may overlap, and touch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


class Spans:
    """A set of spans. Each question takes time in proportion to the logarithm of their number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take the *spans*, in any order."""
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))
        """The furthest end of a span and of all before it."""
        self._points = sorted({span.start for span in self._spans if span.start == span.end})
        self._joined = _joined(self._spans)

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
        at = bisect_left(self._points, span.start)
        if at < len(self._points) and self._points[at] <= span.end:
            return True
        empty = span.start == span.end
        at = (
            bisect_right(self._joined, span.end, key=_start)
            if empty
            else bisect_left(self._joined, span.end, key=_start)
        )
        return at > 0 and (self._joined[at - 1].end >= span.start if empty else self._joined[at - 1].end > span.start)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return what *spans*, sorted, cover together, as spans that lie apart; empty ones cover nothing."""
    joined: list[Span] = []
    for span in spans:
        if span.start == span.end:
            continue
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _start(span: Span) -> int:
    return span.start


class ByPlace(Generic[T]):
    """Things with a span each, to be found by place as fast."""

    def __init__(self, things: Iterable[T], span_of: Callable[[T], Span]) -> None:
        """Take the *things*, in any order."""
        self._things = sorted(((span_of(thing), thing) for thing in things), key=lambda placed: placed[0])
        self._starts = [span.start for span, _ in self._things]
        self._reach = list(accumulate((span.end for span, _ in self._things), max))

    def overlapping(self, span: Span) -> list[T]:
        """Return what overlaps *span*, as ``Span.overlaps`` has it, in the order of places."""
        found: list[T] = []
        at = bisect_right(self._starts, span.end)
        while at and self._reach[at - 1] >= span.start:
            at -= 1
            if self._things[at][0].overlaps(span):
                found.append(self._things[at][1])
        return found[::-1]
