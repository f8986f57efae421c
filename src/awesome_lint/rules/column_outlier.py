"""``column-outlier``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.placeholders import is_placeholder
from awesome_lint.reading.columns import LINKS, Columns
from awesome_lint.reading.dates import bare_years, holds_digits, month_dates, venue_years
from awesome_lint.reading.words import LINK_ROLES, is_label
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Cell, Document, Row, Table

_LEAST_CELLS = 8
_SHARE = 0.9
# `2023-O1`, `2023-001`; `2023-Q1` says what it says.
_SLIPPED_DATE = regex(r"\d{4}[-./–_](?![HQST]\d$)(?=\w*\d)\w{1,4}", re.IGNORECASE)
_YEARS = regex(r"(?:19|20)\d\d[ ]?[-–/][ ]?(?:(?:19|20)\d\d|\d\d|present|now)?")
_SHOWN = 40
_PERIOD = regex(r"\b(?:19|20)\d(?:0'?s|\d ?[/–-] ?\d\d)\b")
_LINKED = (LINKS, *LINK_ROLES)
_TYPES = {"date": "date", "title": "link", "label": "link"}


class _Column(NamedTuple):
    """The filled cells of a column, of one table or of several small ones: those that are of its type, and the rest."""

    fitting: list[Cell]
    others: list[Cell]


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each cell that is no date in a column of dates, or no link in a column of links."""
    columns: dict[tuple[object, ...], _Column] = defaultdict(lambda: _Column([], []))
    for table in document.tables:
        for key, cell, fits in _judged(
            table, document.columns.get(table.span.start) or Columns.of(table, document.roles)
        ):
            column = columns[key]
            (column.fitting if fits else column.others).append(cell)
    lines: set[int] = set()
    for (kind, configured, *_), column in columns.items():
        total = len(column.fitting) + len(column.others)
        if not configured and (total < _LEAST_CELLS or len(column.fitting) < _SHARE * total):
            continue
        labels = {cell.text for cell in column.fitting} if kind == "label" else set()
        for cell in column.others:
            unlabelled = kind == "label" and not configured and not is_label(cell.text) and cell.text not in labels
            if is_placeholder(cell.text) or unlabelled:
                continue
            line = document.source.line_number(cell.span.start)
            # Two cells that changed places are one fault.
            if line in lines and not configured:
                continue
            lines.add(line)
            text = cell.text if len(cell.text) <= _SHOWN else f"{cell.text[:_SHOWN].rstrip()}…"
            why = "as configured" if configured else f"as in {len(column.fitting)} of {total} cells of this column"
            yield Diagnostic(
                cell.content.span,
                f"Unexpected text `{text}`, expected a {_TYPES[str(kind)]}{', ' if configured else ' '}{why}",
            )


def _judged(table: Table, columns: Columns) -> Iterator[tuple[tuple[object, ...], Cell, bool]]:
    """Yield the filled cells of date columns and link columns, with their column's key and whether they fit.

    A key starts with the kind of column, and whether its role is *configured*. Small tables with one header
    are one. Rows with a cell too few or too many may have slipped to the side.
    """
    rows = [row for row in table.rows if len(row.cells) == table.width and not row.overflow and not _is_heading(row)]
    own = table.span.start if len(rows) >= _LEAST_CELLS else -1
    for index, role in enumerate(columns.roles):
        cells = [row.cells[index] for row in rows]
        cells = [cell for cell in cells if cell.text.strip() or _has_link(cell)]
        given = index in columns.given
        where = (given, own, columns.names, index)
        if role == "date":
            for cell in cells:
                yield ("date", *where), cell, _is_date(cell)
        elif given and role in _LINKED:
            for cell in cells:
                yield ("label", *where), cell, _has_link(cell)
        elif given and role != "title":
            continue
        elif (label := sum(map(_is_label, cells)) * 2 > len(cells) or _says_the_same(cells)) or role == "title":
            for cell in cells:
                yield ("label" if label else "title", False, *where[1:]), cell, _has_link(cell)


def _is_heading(row: Row) -> bool:
    """Whether one cell alone says something: a heading inside the table."""
    return sum(bool(cell.text.strip()) or _has_link(cell) for cell in row.cells) == 1


def _has_link(cell: Cell) -> bool:
    return bool(cell.content.links)


def _says_the_same(cells: list[Cell]) -> bool:
    """Whether most cells are links with one text, which is a label then."""
    texts = Counter(cell.text for cell in cells if _has_link(cell) and cell.text.strip())
    return any(count * 2 > len(cells) for _, count in texts.most_common(1))


def _is_label(cell: Cell) -> bool:
    return any(not link.image and is_label(link.text) for link in cell.content.links)


def _is_date(cell: Cell) -> bool:
    if not holds_digits(cell.text):
        return False
    if _YEARS.fullmatch(cell.text.strip()):
        return True
    if _SLIPPED_DATE.fullmatch(cell.text.strip()) and not any(month_dates(cell.text, 0, short_years=True)):
        return False
    dates = (month_dates(cell.text, 0, short_years=True), venue_years(cell.text, 0), bare_years(cell.text, 0))
    return any(next(found, None) for found in dates) or _PERIOD.search(cell.text) is not None


RULE = Rule(
    name="column-outlier",
    group="tables",
    summary="A cell that is no date in a column of dates, or no link in a column of links",
    severity=Severity.WARNING,
    check=check,
)
