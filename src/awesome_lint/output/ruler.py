"""Places in the units of other tools: bytes of UTF-8, and characters of the file as it is on disk."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_lint.source import Source, Span

_BOM_BYTES = 3


class Ruler:
    r"""Measures one source, whose offsets leave the byte order mark out and count every newline as one ``\n``."""

    def __init__(self, source: Source) -> None:
        """Measure *source*."""
        self.source = source

    def lines(self, span: Span) -> tuple[int, int]:
        """Return the numbers, from 1, of the first and the last line that *span* has characters on."""
        first = self.source.line_number(span.start)
        return first, max(first, self.source.line_number(max(span.end - 1, span.start)))

    def byte_column(self, offset: int) -> int:
        """Return the column, from 1, in bytes of UTF-8 as they stand in the file: a byte order mark counts."""
        line = self.source.line_number(offset)
        start = self.source.line_starts[line - 1]
        bom = _BOM_BYTES if self.source.bom and line == 1 else 0
        return bom + len(self.source.text[start:offset].encode()) + 1

    def file_offset(self, offset: int) -> int:
        r"""Return the offset in characters of the file, where ``\r\n`` is two; a byte order mark does not count."""
        if not self._has_returns:
            return offset
        odd = self.source.odd_newlines
        number = bisect_left(odd, (offset, ""))
        usual = self.source.line_number(offset) - 1 - number
        return offset + usual * (len(self.source.newline) - 1) + self._odd_extra[number]

    def raw(self, span: Span) -> str:
        """Return the text of *span* with the newlines that the file has there."""
        if not self._has_returns:
            return self.source.slice(span)
        return self._raw[self.file_offset(span.start) : self.file_offset(span.end)]

    def written(self, text: str) -> str:
        """Return *text*, which an edit puts in, with the newlines that it gets in the file."""
        return text if self.source.newline == "\n" else text.replace("\n", self.source.newline)

    @cached_property
    def _has_returns(self) -> bool:
        return self.source.newline != "\n" or bool(self.source.odd_newlines)

    @cached_property
    def _odd_extra(self) -> list[int]:
        return [0, *accumulate(len(ending) - 1 for _, ending in self.source.odd_newlines)]

    @cached_property
    def _raw(self) -> str:
        return self.source.encode().decode("utf-8-sig" if self.source.bom else "utf-8")
