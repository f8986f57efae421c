"""Where places of a text are after edits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.source import Edit


class Shifts:
    """Where offsets of the text before went, and what the edits touched.

    ``edits`` are sorted and do not overlap; ``shifts`` holds how far text went that stands before each of them, and
    behind the last.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        """Take the edits of one text."""
        self.edits = edits
        self.shifts = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]
        self._starts = [edit.start for edit in edits]
        self._ends = [edit.end for edit in edits]

    def start(self, offset: int) -> int:
        """Return where text that starts at *offset* starts now."""
        return offset + self.shifts[bisect_right(self._ends, offset)]

    def image(self, span: Span) -> Span | None:
        """Return where *span* is now; None where an edit overlaps it or inserts at one of its ends."""
        number = bisect_left(self._ends, span.start)
        if number == len(self._ends) or self._starts[number] > span.end:  # as for nearly all
            shift = self.shifts[number]
            return Span(span.start + shift, span.end + shift)
        if self.touches(span):
            return None
        return self.span(span)

    def span(self, span: Span) -> Span:
        """Return where what no edit touches in *span* is now."""
        return Span(self.start(span.start), span.end + self.shifts[bisect_left(self._starts, span.end)])

    def touches(self, span: Span, *, inside: bool = False) -> bool:
        """Whether an edit overlaps *span* or, but for *inside*, inserts at one of its ends."""
        for number in range(bisect_left(self._ends, span.start), len(self.edits)):
            start, end, _ = self.edits[number]
            if start > span.end:
                break
            if (start < span.end and end > span.start) if inside else Span(start, end).overlaps(span):
                return True
        return False
