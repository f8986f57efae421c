"""Tables whose cells are not laid out in one way."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.layout.table_form import Aligned, Compact, columns_of, delimiter_slots, slots_by_row
from awesome_lint.rule import Option, Rule
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Row, Table
    from awesome_lint.layout.table_form import Columns, Slot
    from awesome_lint.rule import Context


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report each table that is neither aligned nor compact throughout."""
    style, delimiter = context.options["style"], context.options["delimiter"]
    columns = [_columns(table, document, style) for table in document.tables]
    compact = [table for table, found in zip(document.tables, columns, strict=True) if not found]
    habits = Compact(document, compact, delimiter)
    for table, found in zip(document.tables, columns, strict=True):
        form = Aligned(document, found, delimiter) if found else habits
        edits = list(_edits(table, document, form))
        if edits:
            lines = len({document.source.line_number(edit.start) for edit in edits})
            expected = "columns of one width" if found else "one blank around each cell's text"
            where = f"{lines} {'lines' if lines > 1 else 'line'} of the table"
            message = f"Unexpected blanks or pipes in {where}, expected {expected}"
            yield Diagnostic(table.header.span, message, Fix("Lay out the table in one way", tuple(edits)))


def _columns(table: Table, document: Document, style: str) -> Columns | None:
    if style == "compact":
        return None
    return columns_of(table, document, forced=style == "aligned")


def _edits(table: Table, document: Document, form: Compact | Aligned) -> Iterator[Edit]:
    text = document.source.text
    if "|" not in document.source.slice(table.header.span):
        return  # a table for GitHub, running text for others: they would show other blanks
    for column, slot in enumerate(slots := delimiter_slots(document.source, table.delimiter)):
        before, size, after = form.delimiter(slot, column)
        first = column == 0 and text[table.delimiter.start] != "|"
        last = column == len(slots) - 1 and text[slot.end : slot.end + 1] != "|"
        new = f"{'|' if first else ''}{before}{_dashes(text, slot, size)}{after}{'|' if last else ''}"
        yield from _replaced(text, slot.start, slot.end, new)  # one edit: a lone dash has both its ends at one place
    slots_of = slots_by_row(document)
    for row in (table.header, *table.rows):
        if "|" in document.source.slice(row.span):
            yield from _row(text, row, slots_of[row.span.start], table.width, form)


def _row(text: str, row: Row, slots: list[Slot], columns: int, form: Compact | Aligned) -> Iterator[Edit]:
    for column, slot in enumerate(slots):
        before, after = form.cell(slot, column)
        first = column == 0 and text[row.span.start] != "|"
        if first and len(slots) < columns:  # it may go on with the row above
            before = text[slot.start : slot.left]
        if first and len(slots) == columns:
            before = "|" + before
        if text[slot.start : slot.left] != before:
            yield from _replaced(text, slot.start, slot.left, before)
        if slot.end < row.span.end:
            if text[slot.right : slot.end] != after:
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
        same = _shared(old, new)
        rest = _shared(old[same:][::-1], new[same:][::-1])
        yield Edit(start + same, end - rest, new[same : len(new) - rest])


def _shared(one: str, other: str) -> int:
    """Return how many characters the two start with alike."""
    return sum(1 for _ in takewhile(bool, (a == b for a, b in zip(one, other, strict=False))))


def _dashes(text: str, slot: Slot, size: int) -> str:
    first, last = text[slot.left] == ":", text[slot.right - 1] == ":"
    return ":" * first + "-" * (size - first - last) + ":" * last


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
        "delimiter": Option(
            "keep",
            "blanks beside the dashes of delimiter rows: `keep` is as written, or as in most compact tables",
            ("keep", "spaced", "tight"),
        ),
    },
)
