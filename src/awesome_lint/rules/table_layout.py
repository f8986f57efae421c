"""Tables whose cells are not laid out in one way."""

from __future__ import annotations

from os.path import commonprefix
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.rule import Option, Rule
from awesome_lint.source import Edit
from awesome_lint.table_form import Columns, Slot, columns_of, delimiter_slots, slots_of
from awesome_lint.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Row, Table
    from awesome_lint.rule import Context
    from awesome_lint.table_form import Justification


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report each table that is neither aligned nor compact throughout."""
    style = context.options["style"]
    columns = [_columns(table, document, style) for table in document.tables]
    compact = [table for table, found in zip(document.tables, columns, strict=True) if not found]
    habits = _Compact(document, compact)
    for table, found in zip(document.tables, columns, strict=True):
        edits = list(_edits(table, document, _Aligned(document, found) if found else habits))
        if edits:
            lines = len({document.source.line_number(edit.start) for edit in edits})
            expected = "columns of one width" if found else "one blank around each cell's text"
            yield Diagnostic(
                table.header.span,
                f"Unexpected blanks or pipes in {lines} {'lines' if lines > 1 else 'line'} of the table, expected {expected}",
                Fix("Lay out the table in one way", tuple(edits)),
            )


def _columns(table: Table, document: Document, style: str) -> Columns | None:
    if style == "compact":
        return None
    return columns_of(table, document.source, forced=style == "aligned")


class _Compact:
    """One blank around each cell's text. Empty cells and delimiter rows are written as most in the file are."""

    def __init__(self, document: Document, tables: list[Table]) -> None:
        text = document.source.text
        empty = [text[s.start : s.end] for t in tables for r in (t.header, *t.rows) for s in slots_of(r) if s.empty]
        self.empty = "  " if empty.count("  ") > empty.count(" ") else " "
        rows = [delimiter_slots(document.source, table.delimiter) for table in tables]
        tight = sum(all(slot.end - slot.start == slot.right - slot.left for slot in row) for row in rows)
        spaced = sum(all(slot.end - slot.start == slot.right - slot.left + 2 for slot in row) for row in rows)
        self.around = "" if tight > spaced else " "

    def cell(self, slot: Slot, _column: int) -> tuple[str, str]:
        """Return the blanks before and after the text."""
        return (self.empty, "") if slot.empty else (" ", " ")

    def delimiter(self, slot: Slot, _column: int) -> tuple[str, int, str]:
        """Return the blanks before and after the dashes, and how many characters these take."""
        return self.around, slot.right - slot.left, self.around


class _Aligned:
    """Every cell as wide as its column, or as its text where that does not fit."""

    def __init__(self, document: Document, columns: Columns) -> None:
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
        around = " " if slot.left > slot.start else ""
        return around, self.columns.widths[column] - 2 * len(around), around


def _justified(free: int, side: Justification) -> tuple[str, str]:
    before = {"left": 1, "center": free // 2, "right": free - 1}[side]
    return " " * before, " " * (free - before)


def _edits(table: Table, document: Document, form: _Compact | _Aligned) -> Iterator[Edit]:
    text = document.source.text
    for column, slot in enumerate(slots := delimiter_slots(document.source, table.delimiter)):
        before, size, after = form.delimiter(slot, column)
        first = column == 0 and text[table.delimiter.start] != "|"
        last = column == len(slots) - 1 and text[slot.end : slot.end + 1] != "|"
        yield from _replaced(text, slot.start, slot.left, "|" + before if first else before)
        yield from _dashes(text, slot, size)
        yield from _replaced(text, slot.right, slot.end, after + "|" if last else after)
    for row in (table.header, *table.rows):
        if "|" in document.source.slice(row.span):
            yield from _row(text, row, table.width, form)


def _row(text: str, row: Row, columns: int, form: _Compact | _Aligned) -> Iterator[Edit]:
    slots = slots_of(row)
    for column, slot in enumerate(slots):
        before, after = form.cell(slot, column)
        first = column == 0 and text[row.span.start] != "|"
        yield from _replaced(text, slot.start, slot.left, "|" + before if first else before)
        if slot.end < row.span.end:
            yield from _replaced(text, slot.right, slot.end, after)
        elif len(slots) == columns:  # a row with cells missing is another rule's
            yield from _replaced(text, slot.right, slot.end, after + "|")
    hidden = list(row.overflow)
    while row.closed and hidden and not text[hidden[-1].span.start : hidden[-1].span.end].strip(" \t"):
        hidden.pop()
    if len(hidden) < len(row.overflow):
        yield Edit(row.overflow[len(hidden)].span.start, row.span.end, "")


def _replaced(text: str, start: int, end: int, new: str) -> Iterator[Edit]:
    """Yield the smallest edit that makes *new* of the range."""
    old = text[start:end]
    if old != new:
        same = len(commonprefix((old, new)))
        rest = min(len(commonprefix((old[::-1], new[::-1]))), len(old) - same, len(new) - same)
        yield Edit(start + same, end - rest, new[same : len(new) - rest])


def _dashes(text: str, slot: Slot, size: int) -> Iterator[Edit]:
    at = slot.left + (text[slot.left] == ":") + 1
    more = size - (slot.right - slot.left)
    if more:
        yield Edit(at, at + max(-more, 0), "-" * more)


RULE = Rule(
    name="table-layout",
    group="layout",
    summary="A table that is neither aligned nor compact throughout",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
    options={
        "style": Option(
            "keep",
            "`keep` leaves aligned tables aligned and makes the others compact; the other two want one form of all",
            ("keep", "compact", "aligned"),
        ),
    },
)
