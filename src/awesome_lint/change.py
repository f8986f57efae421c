"""What a change touches: the lines of a patch, and the findings that are told of them."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Related

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.source import Source, Span

Lines = tuple[range, ...]
r"""Numbers of lines, from 1, in order; only ``\n`` ends one, as for Git."""

WHOLE: Lines = (range(1, sys.maxsize),)
"""Every line: the file is new."""

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def changed_lines(patch: bytes) -> Lines:
    """Return the lines of the new text that *patch*, a unified diff of one file, adds or rewrites.

    Where lines were only deleted nothing is changed, and a last line that merely gets its newline is not. Context is
    allowed for.
    """
    changed: list[int] = []
    removed = unended = None
    old = new = number = 0
    for line in patch.split(b"\n"):
        sign = line[:1]
        if not old and not new:
            if match := _HUNK.match(line):
                old, new = (1 if count is None else int(count) for count in match.group(1, 3))
                number = int(match[2])
            continue
        if sign == b"\\":  # `\ No newline at end of file`
            unended = removed
            continue
        removed = line[1:] if sign == b"-" else None
        old -= sign != b"+"
        if sign == b"+" and unended is not None and line[1:].removesuffix(b"\r") == unended:
            unended = None
        elif sign == b"+":
            changed.append(number)
        if sign != b"-":
            new, number = new - 1, number + 1
    return _ranges(changed)


def _ranges(numbers: list[int]) -> Lines:
    ranges: list[range] = []
    for number in numbers:
        if ranges and ranges[-1].stop == number:
            ranges[-1] = range(ranges[-1].start, number + 1)
        else:
            ranges.append(range(number, number + 1))
    return tuple(ranges)


class Touched:
    """Tells which spans of a source share a line with a change."""

    def __init__(self, source: Source, lines: Lines) -> None:
        """Take *lines*, the changed ones of *source*."""
        self._line_starts = _git_line_starts(source)
        self._lines = lines
        self._first = [each.start for each in lines]

    def __contains__(self, span: Span) -> bool:
        """Whether *span* starts on, ends on or runs over a changed line."""
        first = bisect_right(self._line_starts, span.start)
        last = bisect_right(self._line_starts, max(span.start, span.end - 1))
        at = bisect_right(self._first, last) - 1
        return at >= 0 and first < self._lines[at].stop


def _git_line_starts(source: Source) -> list[int]:
    r"""Return the offset of each line's first character, without the lines that a lone ``\r`` starts."""
    if source.newline != "\r" and all(ending != "\r" for _, ending in source.odd_newlines):
        return source.line_starts
    odd = dict(source.odd_newlines)
    return [0, *(start for start in source.line_starts[1:] if odd.get(start - 1, source.newline) != "\r")]


def concerning(diagnostic: Diagnostic, touched: Touched) -> Diagnostic | None:
    """Return *diagnostic* as whoever made the change should read it, or None where it is old.

    One on a changed line stays as it is. One between two places, whose second alone was changed, is
    told of the second; its fix, which is for the first, is left out.
    """
    if diagnostic.span in touched:
        return diagnostic
    for related in diagnostic.related:
        if related.mirror and not related.place and related.span in touched:
            back = Related(diagnostic.span, related.message, diagnostic.message)
            return replace(diagnostic, span=related.span, message=related.mirror, fix=None, related=(back,))
    return None
