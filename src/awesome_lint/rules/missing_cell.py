"""``missing-cell``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.reading.columns import filled
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.width import width as columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.document import Document, Row, Table

# A slip is rare: what so many rows do, and so large a share of them, is meant.
_LEAST_ROWS = 5
_SHARE = 0.2
# Of two columns either half of a row is one cell, as two rows cut short are.
_LEAST_WIDTH = 3
# What at least this share of the other rows says is missed in one that does not say it.
_FILLED = 0.8


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each row with fewer cells than the header.

    A line without a pipe is no such row: it is text that slipped into the table. A row of one cell
    in bold is a heading inside the table. Where many rows leave out the same last cells, that is the
    table's own way. Cells that other rows leave empty too are hardly missed. Two short rows that make
    a whole one are a row whose line was broken.
    """
    own_ways = _own_ways(document.tables)
    for table in document.tables:
        widths = own_ways[_header(table)] | {table.width} if table.rows else set()
        short = [row for row in table.rows if len(row.cells) not in widths and not _is_text(document, row)]
        if not short:
            continue
        counts = Counter(index for row in table.rows for index, cell in enumerate(row.cells) if filled(cell))
        missed = {index for index in range(table.width) if counts[index] >= _FILLED * (len(table.rows) - 1)}
        at = 0
        while at < len(short):
            row = short[at]
            below = short[at + 1] if at + 1 < len(short) else row
            between = document.source.text[row.span.end : below.span.start]
            if between.strip(" \t>") == "\n" and (found := _broken_line(document, table, row, below, missed)):
                yield found
                at += 1
            elif not _is_heading(row):
                yield _too_short(document, table, row, missed)
            at += 1


def _too_short(document: Document, table: Table, row: Row, missed: set[int]) -> Diagnostic:
    few = f"{len(row.cells)} of {table.width} cells"
    told = not row.closed or not missed.isdisjoint(range(len(row.cells), table.width))
    return Diagnostic(
        Span(row.cells[-1].content.span.start, row.span.end),
        f"Unexpected end of row after {few}, expected as many cells as in the header",
        _fix(document, table, row),
        severity=None if told else Severity.INFO,
    )


def _broken_line(document: Document, table: Table, row: Row, below: Row, missed: set[int]) -> Diagnostic | None:
    """Judge two short rows, one below the other, that make a whole one: somebody broke its line.

    Where both begin and end with a pipe they may be two rows as well, unless what they lack is in all others.
    """
    opened = document.source.text.find("|", below.span.start, below.cells[0].content.span.start) >= 0
    inside = not row.closed and not opened
    if len(row.cells) + len(below.cells) - inside != table.width or _is_heading(row) or len(table.rows) < _LEAST_ROWS:
        return None
    twice = row.closed and opened
    if twice and (len(missed) < table.width or not below.closed or table.width < _LEAST_WIDTH):
        return None
    cells = f"{len(row.cells)} of {table.width} cells"
    message = f"Unexpected line break after {cells}, expected the whole row on one line: GitHub makes two rows of it"
    end = document.source.text.index("|", below.span.start) + 1 if twice else below.span.start
    fix = Fix("Join the lines", (Edit(row.span.end, end, "" if twice else " "),), Applicability.MANUAL)
    return Diagnostic(Span(row.cells[-1].content.span.start, below.span.end), message, fix)


def _own_ways(tables: Iterable[Table]) -> dict[tuple[str, ...], set[int]]:
    """Return, for each header, the numbers of cells that many rows below it stop at.

    To leave the last ones out is those tables' way; tables of one header count as one.
    """
    widths: dict[tuple[str, ...], Counter[int]] = {}
    for table in tables:
        widths.setdefault(_header(table), Counter()).update(len(row.cells) for row in table.rows)
    return {
        header: {width for width, count in counted.items() if count >= max(_LEAST_ROWS, _SHARE * counted.total())}
        for header, counted in widths.items()
    }


def _header(table: Table) -> tuple[str, ...]:
    return tuple(cell.text for cell in table.header.cells)


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
    fixes=(Applicability.SAFE, Applicability.MANUAL),
    supersedes=("missing-link", "column-outlier"),
    many="{count} rows with fewer cells than their header",
)
