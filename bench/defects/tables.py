"""Rows and cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from defects.page import ENOUGH, LINK, NEARLY_ALL, Defect, Kind, cells_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from defects.page import Page, Table


def row_with(change: Callable[[Table, list[str]], str | None]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another row, where all others are whole."""

    def plant(page: Page) -> Iterator[Defect]:
        for table in page.tables:
            for row, cells in table.cells.items():
                new = change(table, cells)
                if new is not None and page.lines[row].rstrip().endswith("|"):
                    yield Defect(row, row + 1, (new,), row)

    return plant


def _row(cells: list[str]) -> str:
    return "|" + "|".join(cells) + "|"


def pipe_in_text(table: Table, cells: list[str]) -> str | None:
    """Write a pipe in a cell of several words."""
    for index, cell in enumerate(cells):
        match = re.search(r"(?<=[a-z]) (?=[A-Z]?[a-z]+ )", cell)
        if match and cells[-1].strip() and table.width > 1:
            return _row([*cells[:index], cell[: match.start()] + " | " + cell[match.end() :], *cells[index + 1 :]])
    return None


def without_last(table: Table, cells: list[str]) -> str | None:
    """Leave the last cell out."""
    return _row(cells[:-1]) if table.width > 2 and cells[-1].strip() else None  # noqa: PLR2004


def without_middle(table: Table, cells: list[str]) -> str | None:
    """Leave a cell in the middle out."""
    return _row([*cells[:1], *cells[2:]]) if table.width > 2 else None  # noqa: PLR2004


def text_below(page: Page) -> Iterator[Defect]:
    """Write a sentence directly below a table."""
    for table in page.tables:
        if table.rows.stop < len(page.lines) and not page.lines[table.rows.stop].strip():
            yield page.inserted(table.rows.stop, "More of these are collected in another list.")


def dashes(change: Callable[[str], str]) -> Callable[[Page], Iterator[Defect]]:
    """Write a delimiter row of another width."""

    def plant(page: Page) -> Iterator[Defect]:
        for table in page.tables:
            at = table.header + 1
            yield Defect(at, at + 1, (change(page.lines[at]),), at, (table.header,))

    return plant


def header_short(page: Page) -> Iterator[Defect]:
    """Leave a header cell out."""
    for table in page.tables:
        if table.width > 2:  # noqa: PLR2004
            cells = cells_of(page.lines[table.header])
            yield Defect(table.header, table.header + 1, (_row(cells[:-1]),), table.header, (table.header + 1,))


def blank_inside(page: Page) -> Iterator[Defect]:
    """Put an empty line into a table: the rows below are text then."""
    for table in page.tables:
        if len(table.rows) > 8:  # noqa: PLR2004
            at = table.rows[4]
            yield Defect(at, at, ("",), at, (at + 1,))


def word_for_date(page: Page) -> Iterator[Defect]:
    """Write words where a column has dates."""
    for number, (match, place) in page.dates.items():
        if place.startswith("table"):
            yield page.replaced(number, match.start("y"), match.end("d" if match["d"] else "m"), "fresh off the press")


def label_for_link(page: Page) -> Iterator[Defect]:
    """Leave the address of a label out, where a column has links."""
    for table in page.tables:
        for column in range(table.width):
            linked = [row for row, cells in table.cells.items() if LINK.fullmatch(cells[column].strip())]
            if len(linked) < max(ENOUGH, NEARLY_ALL * len(table.cells)):
                continue
            for row in linked:
                cells = list(table.cells[row])
                match = LINK.search(cells[column])
                if match and len(LINK.findall(page.lines[row])) > 1:
                    cells[column] = f" {match['label']} "
                    yield Defect(row, row + 1, (_row(cells),), row)


def wide_cells(page: Page) -> Iterator[Defect]:
    """Write a row without blanks in a table that has one around each cell."""
    for table in page.tables:
        if all(cell[:1] + cell[-1:] == "  " and cell[1:2] != " " for cells in table.cells.values() for cell in cells):
            for row, cells in table.cells.items():
                new = _row([cell.strip() for cell in cells])
                yield Defect(row, row + 1, (new,), row, (table.header,))


def broken_row(page: Page) -> Iterator[Defect]:
    """Break the line of a row behind a cell in the middle."""
    for table in page.tables:
        for number in table.cells:
            cells = cells_of(page.lines[number])
            if table.width > 2 and all(cell.strip() for cell in cells):  # noqa: PLR2004
                half = len(cells) // 2
                lines = (f"|{'|'.join(cells[:half])}|", f"{'|'.join(cells[half:]).lstrip()}|")
                yield Defect(number, number + 1, lines, number)


KINDS: tuple[Kind, ...] = (
    Kind("hidden-cell", "cell too many", row_with(lambda _, cells: _row([*cells, " runs on a watch "]))),
    Kind("hidden-cell", "pipe in a title", row_with(pipe_in_text), ("malformed-link",)),
    Kind("missing-cell", "last cell left out", row_with(without_last)),
    Kind("missing-cell", "cell in the middle left out", row_with(without_middle)),
    Kind("text-joined-to-table", "sentence below", text_below),
    Kind("broken-table", "dash cell too few", dashes(lambda line: "|" + "---|" * (len(cells_of(line)) - 1))),
    Kind("broken-table", "dash cell too many", dashes(lambda line: "|" + "---|" * (len(cells_of(line)) + 1))),
    Kind("broken-table", "header cell too few", header_short),
    Kind("broken-table", "empty line inside", blank_inside),
    Kind("column-outlier", "words for a date", word_for_date),
    Kind("column-outlier", "label without its address", label_for_link, ("missing-link",)),
    Kind("table-layout", "row without blanks", wide_cells),
    Kind("missing-cell", "row on two lines", broken_row),
)
