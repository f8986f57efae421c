"""The form that a table is written in: aligned columns or compact cells, and how wide its columns are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from awesome_lint.views import view
from awesome_lint.width import width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_lint.document import Document, Row, Table
    from awesome_lint.source import Source, Span

_CELLS = 0.7
"""Share of the cells that must end where their column does, among those that could tell."""
_ROWS = 0.5
"""Share of the rows without a slip: fewer, and the eye sees no columns."""
_WIDEST = 60
"""Columns wider than this are not grown: editors that align tables let longer text stand out."""

_AROUND = {"spaced": " ", "tight": ""}

Justification = Literal["left", "center", "right"]


class Slot(NamedTuple):
    """One cell by offsets: pipe to pipe from ``start`` to ``end``, its text from ``left`` to ``right``."""

    start: int
    left: int
    right: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing but blanks stands between the pipes."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an aligned table: their widths from pipe to pipe, and to which side their cells lean."""

    widths: tuple[int, ...]
    sides: tuple[Justification, ...]


@view
def slots_by_row(document: Document) -> dict[int, list[Slot]]:
    """Return, by the offset of each table's rows, the slots of the cells that the header has a column for."""
    return {row.span.start: _slots(row) for table in document.tables for row in (table.header, *table.rows)}


def _slots(row: Row) -> list[Slot]:
    slots = []
    for cell in row.cells:
        (start, end), (left, right) = cell.span, cell.content.span
        slots.append(Slot(start, left, right, end))
    return slots


def delimiter_slots(source: Source, delimiter: Span) -> list[Slot]:
    """Return the slots of a delimiter row."""
    text = source.slice(delimiter).rstrip(" \t")
    inner = text.removesuffix("|")
    at = delimiter.start + text.startswith("|")
    slots = []
    for part in inner.removeprefix("|").split("|"):
        left = at + len(part) - len(part.lstrip(" \t"))
        slots.append(Slot(at, left, left + len(part.strip(" \t")), at + len(part)))
        at += len(part) + 1
    return slots


def styles(document: Document) -> Counter[str]:
    """Return how many tables are ``aligned`` and how many ``compact``."""
    return Counter("aligned" if columns_of(table, document) else "compact" for table in document.tables)


def columns_of(table: Table, document: Document, *, forced: bool = False) -> Columns | None:
    """Return the columns of *table*, None where it is not aligned; *forced* makes columns of any table.

    Aligned means that cells end where their column does, counted in display columns or in
    characters. Text too wide for its column stands out by itself and speaks neither way.
    """
    source, text, slots = document.source, document.source.text, slots_by_row(document)
    rows = [slots[row.span.start] for row in (table.header, *table.rows) if "|" in source.slice(row.span)]
    written = source.slice(table.span)
    if not forced and "\t" not in written and not any(map(_has_room, chain.from_iterable(rows))):
        return None
    delimiter = delimiter_slots(source, table.delimiter)
    for measure in _measures(written):
        outer = [[measure(text[slot.start : slot.end]) for slot in row] for row in (delimiter, *rows)]
        common = [_common([row[n] for row in outer if n < len(row)]) for n in range(table.width)]
        inner = [[measure(text[slot.left : slot.right]) + 2 for slot in row] for row in rows]
        if _aligned(outer[1:], inner, common):
            break
    else:
        if not forced:
            return None
        common = [0] * table.width
    cells = [[row[n] for row in rows if n < len(row)] for n in range(table.width)]
    room = [_least(slot, text) for slot in delimiter]
    return Columns(
        tuple(max(least, _grown(base, column, text)) for base, column, least in zip(common, cells, room, strict=True)),
        tuple(_side(base, column, text) for base, column in zip(common, cells, strict=True)),
    )


def _has_room(slot: Slot) -> bool:
    """Whether a cell has more than a blank on both sides: in a table without such cells no columns show."""
    start, left, right, end = slot
    return left - start + end - right > 2  # noqa: PLR2004  (one each)


def _measures(written: str) -> tuple[Callable[[str], int], ...]:
    """Return what a table can be aligned by: display columns or characters, where the two differ."""
    return (len,) if written.isascii() and written.replace("\n", "").isprintable() else (width, len)


def _common(widths: Sequence[int]) -> int:
    """Return the most frequent width; the delimiter row's, which comes first, where several are."""
    return Counter(widths).most_common(1)[0][0]


def _aligned(outer: list[list[int]], inner: list[list[int]], common: list[int]) -> bool:
    """Whether cells so wide from pipe to pipe, and so wide inside, stand in columns of the *common* widths."""
    fits = slips = tidy = 0
    for whole, text in zip(outer, inner, strict=True):
        before = slips
        for taken, needed, column in zip(whole, text, common, strict=False):
            if needed < column:
                fits += taken == column
                slips += taken != column
            else:
                slips += taken > needed
        tidy += slips == before
    return fits > 0 and fits >= _CELLS * (fits + slips) and tidy >= _ROWS * len(outer)


def _grown(base: int, column: list[Slot], text: str) -> int:
    """Return the column's width, grown to hold its text; text far beyond stands out instead."""
    inner = [width(text[slot.left : slot.right]) + 2 for slot in column]
    limit = _WIDEST if base <= _WIDEST + 2 else max(inner)
    return max([base, *(each for each in inner if each <= limit + 2)])


def _least(slot: Slot, text: str) -> int:
    """Return the width that a delimiter cell needs for one dash with its colons and blanks."""
    return 1 + text.count(":", slot.left, slot.right) + (2 if slot.left > slot.start else 0)


def _side(base: int, column: list[Slot], text: str) -> Justification:
    sides: Counter[Justification] = Counter()
    for slot in column:
        before, after = slot.left - slot.start, slot.end - slot.right
        if not slot.empty and before + after > 2 and width(text[slot.start : slot.end]) == base:  # noqa: PLR2004  (it has room)
            sides["right" if after == 1 else "center" if before > 1 else "left"] += 1
    return sides.most_common(1)[0][0] if sides else "left"


class Compact:
    """One blank around each cell's text. Empty cells and delimiter rows are written as most in the file are."""

    def __init__(self, document: Document, tables: list[Table], delimiter: str = "keep") -> None:
        """Learn the habits of the compact *tables*; *delimiter* is ``keep``, ``spaced`` or ``tight``."""
        text, slots = document.source.text, slots_by_row(document)
        rows = [slots[row.span.start] for table in tables for row in (table.header, *table.rows)]
        empty = [text[slot.start : slot.end] for row in rows for slot in row if slot.left == slot.right]
        self.empty = "  " if empty.count("  ") > empty.count(" ") else " "
        airy = [
            table
            for table in tables
            if all(s.empty or s.end - s.start > s.right - s.left for s in slots[table.header.span.start])
        ]
        below = [delimiter_slots(document.source, table.delimiter) for table in airy]
        tight = sum(all(slot.end - slot.start == slot.right - slot.left for slot in row) for row in below)
        self.around = _AROUND.get(delimiter, "" if tight > len(below) - tight else " ")

    def cell(self, slot: Slot, _column: int) -> tuple[str, str]:
        """Return the blanks before and after the text."""
        return (self.empty, "") if slot.empty else (" ", " ")

    def delimiter(self, slot: Slot, _column: int) -> tuple[str, int, str]:
        """Return the blanks before and after the dashes, and how many characters these take."""
        return self.around, slot.right - slot.left, self.around


class Aligned:
    """Every cell as wide as its column, or as its text where that does not fit."""

    def __init__(self, document: Document, columns: Columns, delimiter: str = "keep") -> None:
        """Take the columns of one table of *document*; *delimiter* is ``keep``, ``spaced`` or ``tight``."""
        self.around = _AROUND.get(delimiter)
        self.text = document.source.text
        self.columns = columns

    def cell(self, slot: Slot, column: int) -> tuple[str, str]:
        """Return the blanks before and after the text."""
        before, after = self.text[slot.start : slot.left], self.text[slot.right : slot.end]
        inner = width(self.text[slot.left : slot.right])
        free = max(self.columns.widths[column] - inner, 2)
        if slot.empty:
            return " " * self.columns.widths[column], ""
        if before and after and "\t" not in before + after and len(before + after) == free:
            return before, after
        return _justified(free, self.columns.sides[column])

    def delimiter(self, slot: Slot, column: int) -> tuple[str, int, str]:
        """Return the blanks before and after the dashes, and how many characters these take."""
        around = (" " if slot.left > slot.start else "") if self.around is None else self.around
        room = self.columns.widths[column] - 1 - self.text.count(":", slot.left, slot.right)
        around = around if room >= 2 * len(around) else ""
        return around, self.columns.widths[column] - 2 * len(around), around


def _justified(free: int, side: Justification) -> tuple[str, str]:
    before = {"left": 1, "center": free // 2, "right": free - 1}[side]
    return " " * before, " " * (free - before)
