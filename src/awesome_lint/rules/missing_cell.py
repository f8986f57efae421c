"""``missing-cell``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.width import width as columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Row, Table

_LEAST_ROWS = 5


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each row with fewer cells than the header.

    A line without a pipe is no such row: it is text that slipped into the table. A row of one cell
    in bold is a heading inside the table. Where most rows leave out the same last cells, that is the
    table's own way.
    """
    for table in document.tables:
        usual = _usual_width(table)
        for row in table.rows:
            if len(row.cells) < min(usual, table.width) and not _is_text(document, row) and not _is_heading(row):
                few = f"{len(row.cells)} of {table.width} cells"
                yield Diagnostic(
                    Span(row.cells[-1].content.span.start, row.span.end),
                    f"Unexpected end of row after {few}, expected as many cells as in the header",
                    _fix(document, table, row),
                )


def _usual_width(table: Table) -> int:
    """Return the number of cells that most rows have: leaving the last ones out can be a table's own way."""
    if len(table.rows) < _LEAST_ROWS:
        return table.width
    width, count = Counter(len(row.cells) for row in table.rows).most_common(1)[0]
    return width if count > len(table.rows) / 2 else table.width


def _is_text(document: Document, row: Row) -> bool:
    return len(row.cells) <= 1 and "|" not in document.source.slice(row.span)


def _is_heading(row: Row) -> bool:
    inlines = row.cells[0].content.inlines if len(row.cells) == 1 else ()
    return bool(inlines) and inlines[0].kind == "strong"


def _fix(document: Document, table: Table, row: Row) -> Fix:
    """Pad the row with empty cells and close it, as wide as the header's cells where the table is aligned."""
    source = document.source
    widths = [columns(source.slice(cell.span)) for cell in table.header.cells]
    dashes = source.slice(table.delimiter).strip("|").split("|")
    aligned = widths == [columns(cell) for cell in dashes]
    text = (
        "" if row.closed else _closing(source.slice(row.cells[-1].span), widths[len(row.cells) - 1] if aligned else 0)
    )
    for width in widths[len(row.cells) :]:
        text += " " * (width if aligned else 1) + "|"
    return Fix("Add the missing cells, empty", (Edit(row.span.end, row.span.end, text),))


def _closing(cell: str, width: int) -> str:
    return " " * max(width - columns(cell), 0 if cell.endswith(" ") else 1) + "|"


RULE = Rule(
    name="missing-cell",
    group="tables",
    summary="A row with fewer cells than the header",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    many="{count} rows with fewer cells than their header",
)
