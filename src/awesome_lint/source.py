"""Bytes to text and back: the one codec of the program, and the index of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOM = "\ufeff"
_NEWLINE = regex(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open range of characters in ``Source.text``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character, or one is empty and lies inside or at an end of the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether *other* lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Edit(NamedTuple):
    """Replace the characters from ``start`` to ``end`` (half-open) by ``text``."""

    start: int
    end: int
    text: str


class Location(NamedTuple):
    """A place for people: line and column, both from 1, the column in characters."""

    line: int
    column: int


class UnreadableSourceError(ValueError):
    """The bytes are no text that can be judged.

    ``offset`` is the position of the first bad byte, from 0, in the file's bytes.
    """

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


@dataclass(frozen=True)
class Source:
    r"""A file's text with all that is needed to write its bytes again.

    ``text`` has no byte order mark, and ``\n`` alone ends its lines. ``newline`` is the style of
    most lines; ``odd_newlines`` holds the offset in ``text`` and the characters of every other one.
    """

    text: str
    path: str = "<text>"
    bom: bool = False
    newline: str = "\n"
    odd_newlines: tuple[tuple[int, str], ...] = field(default=(), repr=False)

    @classmethod
    def decode(cls, data: bytes, path: str = "<text>") -> Source:
        """Read UTF-8 bytes.

        Raises ``UnreadableSourceError`` for invalid UTF-8 and for NUL, which Markdown renderers replace.
        """
        try:
            raw = data.decode("utf-8")
        except UnicodeDecodeError as error:
            reason = f"invalid UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}"
            raise UnreadableSourceError(reason, error.start) from None
        if "\0" in raw:
            offset = data.index(b"\0")
            reason = f"a NUL byte at offset {offset}"
            raise UnreadableSourceError(reason, offset)
        return cls.of(raw, path)

    @classmethod
    def of(cls, raw: str, path: str = "<text>") -> Source:
        """Take text as it stands in a file: a byte order mark and newlines of any kind are noted."""
        bom = raw.startswith(_BOM)
        raw = raw.removeprefix(_BOM)
        if "\r" not in raw:
            return cls(raw, path, bom)
        endings = _NEWLINE.findall(raw)
        newline = max(("\n", "\r\n", "\r"), key=endings.count)
        text = raw.replace("\r\n", "\n").replace("\r", "\n")
        if endings.count(newline) == len(endings):
            return cls(text, path, bom, newline)
        ends = (match.start() for match in re.finditer("\n", text))
        odd = tuple((at, ending) for at, ending in zip(ends, endings, strict=True) if ending != newline)
        return cls(text, path, bom, newline, odd)

    def encode(self) -> bytes:
        """Return the file's bytes: newline style and byte order mark as they were read."""
        pieces, last = [_BOM if self.bom else ""], 0
        for at, ending in self.odd_newlines:
            pieces += (self.text[last:at].replace("\n", self.newline), ending)
            last = at + 1
        pieces.append(self.text[last:].replace("\n", self.newline))
        return "".join(pieces).encode()

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line's first character."""
        return [0, *[match.end() for match in re.finditer("\n", self.text)]]

    def line_number(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds *offset*."""
        return bisect_right(self.line_starts, offset)

    def location(self, offset: int) -> Location:
        """Return line and column, from 1, of *offset*."""
        line = self.line_number(offset)
        return Location(line, offset - self.line_starts[line - 1] + 1)

    def line_span(self, number: int) -> Span:
        r"""Return the span of line *number*, from 1, without its ``\n``."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return Span(start, end)

    def lines_span(self, first: int, last: int) -> Span:
        r"""Return the span from the start of line *first* to the end of line *last*, both from 1."""
        return Span(self.line_span(first).start, self.line_span(last).end)

    def lines_around(self, span: Span) -> Span:
        """Return the span of the whole lines that hold *span*."""
        return self.lines_span(self.line_number(span.start), self.line_number(span.end))

    def slice(self, span: Span) -> str:
        """Return the text of *span*."""
        return self.text[span.start : span.end]

    def edited(self, edits: Iterable[Edit]) -> Source:
        """Return the source after *edits*, which do not overlap; every untouched newline keeps its kind.

        Insertions at one place stand in the order given. Raises ``ValueError`` where edits overlap.
        """
        pieces: list[str] = []
        odd: list[tuple[int, str]] = []
        last, shift, next_odd = 0, 0, 0
        for edit in sorted(edits, key=_range):
            if edit.start < last:
                message = f"edits overlap at offset {edit.start}"
                raise ValueError(message)
            pieces += (self.text[last : edit.start], edit.text)
            while next_odd < len(self.odd_newlines) and self.odd_newlines[next_odd][0] < edit.end:
                at, ending = self.odd_newlines[next_odd]
                next_odd += 1
                if at < edit.start:
                    odd.append((at + shift, ending))
            shift += len(edit.text) - (edit.end - edit.start)
            last = edit.end
        pieces.append(self.text[last:])
        odd += ((at + shift, ending) for at, ending in self.odd_newlines[next_odd:])
        text = "".join(pieces)
        return Source(text, self.path, self.bom, self.newline, _apart(text, odd, self.newline))


def _range(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _apart(text: str, odd: list[tuple[int, str]], newline: str) -> tuple[tuple[int, str], ...]:
    r"""Drop foreign newlines that an edit has made a neighbour's other half: ``\r`` before ``\n`` is one newline."""
    kinds = dict(odd)
    for at, ending in odd:
        if (ending == "\r" and text.startswith("\n", at + 1) and kinds.get(at + 1, newline) == "\n") or (
            ending == "\n" and text.startswith("\n", at - 1) and at and kinds.get(at - 1, newline) == "\r"
        ):
            del kinds[at]
    return tuple(sorted(kinds.items()))
