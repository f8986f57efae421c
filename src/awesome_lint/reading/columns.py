"""What each column of a table holds: content decides, the header's word helps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.reading.dates import bare_years, holds_digits, impossible, month_dates, venue_years
from awesome_lint.reading.words import FULL_TITLE_HEADERS, LINK_ROLES, header_role, is_label, words
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from awesome_lint.document import Cell, Table

# `2024.2` below these is no month.
_VERSION = regex(r"\b(?:versions?|ver|build|tag|release no|revision)\b|版本", re.IGNORECASE)
# `12.50` below these is a time, or a sum of them.
_MEASURE = regex(r"^time\b|\((?:[mµun]?s|secs?|seconds?|min|minutes?|h|hours?|days?)\)", re.IGNORECASE)
# A column is what at least this share of its filled cells is.
_SHARE = 0.6
_PLACEHOLDERS = frozenset(("", "-", "--", "—", "/", "n/a", "na", "none", "tbd", "无", "?"))


OPAQUE = "none"
"""The configured role of a column that is not to be understood."""
LINKS = "links"
"""The configured role of a column of links to all sorts of pages."""
ROLES = ("title", "date", "venue", "authors", "description", LINKS, *LINK_ROLES, OPAQUE)
"""The roles that configuration can give to a column."""


def key(header: str) -> str:
    """Return what a column's *header* is known by in configuration: without case, and with single blanks."""
    return " ".join(header.split()).casefold()


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns by index: ``title``, ``date``, ``venue``, ``authors``, ``description`` or none.

    ``given`` are the indexes whose roles are configured; those can be any of ``ROLES``, and several of one role.
    """

    names: tuple[str, ...]
    roles: tuple[str, ...]
    given: frozenset[int] = frozenset()

    @property
    def opaque(self) -> frozenset[int]:
        """The indexes of the columns that are not to be understood."""
        return frozenset(index for index in self.given if self.roles[index] == OPAQUE)

    @classmethod
    def of(cls, table: Table, configured: Mapping[str, str]) -> Columns:
        """Decide the roles of *table*: those *configured* by header hold, the others are learned.

        At most one column is learned to be the title, and at most one the date, where none is configured so.
        """
        names = tuple(" ".join(cell.text.split()) for cell in table.header.cells)
        said = {at: role for at, name in enumerate(names) if (role := configured.get(key(name)))} if configured else {}
        learned = _learned(table, names, said)
        return cls(names, tuple(said.get(at, role) for at, role in enumerate(learned)), frozenset(said))


def _learned(table: Table, names: tuple[str, ...], said: Mapping[int, str]) -> list[str]:
    """Return the role that each column seems to have; those with a role that is *said* are left out."""
    cells: list[list[Cell]] = [[] for _ in names]
    for row in table.rows:
        for column, cell in zip(cells, row.cells, strict=False):
            if filled(cell):
                column.append(cell)
    roles = ["" if at in said else header_role(name) for at, name in enumerate(names)]
    for index in said:
        cells[index] = []
    taken = set(said.values())
    title = None if "title" in taken else _title(names, roles, cells)
    dates = [
        i
        for i, column in enumerate(cells)
        if i != title and not _VERSION.search(names[i]) and _are_dates(column, names[i], by_name=roles[i] == "date")
    ]
    date = next((i for i in dates if roles[i] == "date"), next(iter(dates), None)) if "date" not in taken else None
    for index, role in enumerate(roles):
        if role in ("title", "date"):
            roles[index] = ""
    if title is not None:
        roles[title] = "title"
    if date is not None:
        roles[date] = "date"
    return roles


def filled(cell: Cell) -> bool:
    """Whether a cell says something: it has a link, or text that is no placeholder."""
    return bool(cell.content.links) or cell.text.strip().lower() not in _PLACEHOLDERS


def _title(names: Sequence[str], roles: list[str], cells: list[list[Cell]]) -> int | None:
    """Choose a column called a title, unless it holds labels, else the first with title links, else with words."""
    named = [i for i, role in enumerate(roles) if role == "title" and not _share(cells[i], _is_label_cell)]
    named.sort(key=lambda i: not FULL_TITLE_HEADERS.intersection(words(names[i])))
    linked = [i for i, column in enumerate(cells) if roles[i] != "date" and _share(column, _is_title_cell)]
    plain = [i for i, column in enumerate(cells) if not roles[i] and _share(column, _has_words)]
    return next((i for i in (*(i for i in named if i in linked), *named, *linked, *plain)), None)


def _share(column: list[Cell], holds: Callable[[Cell], bool]) -> bool:
    return bool(column) and sum(map(holds, column)) >= _SHARE * len(column)


def _is_label_cell(cell: Cell) -> bool:
    links = [link for link in cell.content.links if not link.image]
    return bool(links) and is_label(cell.text)


def _is_title_cell(cell: Cell) -> bool:
    return any(not link.image and not is_label(link.text) for link in cell.content.links)


def _has_words(cell: Cell) -> bool:
    return len(cell.text.strip()) > 1 and any(char.isalpha() for char in cell.text)


def _are_dates(column: list[Cell], name: str, *, by_name: bool) -> bool:
    """Whether a column holds dates. Without a header that says so, `12.50` and `24.13` tell that `24.12` is none."""
    surely = by_name and not _MEASURE.search(name)

    def is_date(cell: Cell) -> bool:
        text = cell.text.strip()
        if not holds_digits(text):
            return False
        short = next(month_dates(text, 0, short_years=True), None)
        if short or not by_name:
            return short is not None and len(short.text) >= len(text) - len("[()]")
        return bool(next(venue_years(text, 0), None) or next(bare_years(text, 0), None))

    return _share(column, is_date) and (surely or not any(map(_is_number, column)))


def _is_number(cell: Cell) -> bool:
    """Whether a cell holds what is a date of two-digit years in form alone: a measure, a version, a range."""
    text = cell.text.strip()
    date = next(month_dates(text, 0, short_years=True), None) if holds_digits(text) else None
    if date is None:
        return text.replace(".", "", 1).isdecimal() and not next(bare_years(text, 0), None)
    return date.form.short_year and date.form.order == "YMD" and (date.padded is False or impossible(date) != "")
