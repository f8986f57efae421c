"""``future-date``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.document import Carrier
from awesome_lint.places import is_announced, is_of_event
from awesome_lint.reading.dates import impossible
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Date, Document, Entry

    _Home = tuple[Carrier, int]

# Slips are few: of so many dates to come, and so large a share, none is one.
_CALENDAR_DATES = 3
_CALENDAR_SHARE = 0.5


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry whose date is later than tomorrow.

    Tomorrow, because it is that already somewhere. A year alone may be next year's: venues announce
    what they accepted ahead of their date. Where most dates of a table or a section are to come, it is
    a calendar.
    """
    late: dict[_Home, list[Diagnostic]] = {}
    for entry in document.entries:
        date = entry.date
        if date and (limit := _limit(date, context.today)) and _stands_for_entry(document, entry, date):
            message = f"Unexpected date `{date.text}` in the future, expected {limit} at the latest"
            late.setdefault(_home(entry), []).append(Diagnostic(date.span, message))
    if not late:
        return
    dated = Counter(
        _home(entry)
        for entry in document.entries
        if entry.date and not impossible(entry.date) and _stands_for_entry(document, entry, entry.date)
    )
    for home, found in late.items():
        if len(found) < _CALENDAR_DATES or len(found) < _CALENDAR_SHARE * dated[home]:
            yield from found


def _home(entry: Entry) -> _Home:
    return entry.carrier, entry.group if entry.carrier is Carrier.ROW else entry.section.span.start


def _limit(date: Date, today: dt.date) -> str:
    """Return the last date that is not too late, as precise as *date*, or nothing where *date* is not later or none."""
    if date.year < today.year or impossible(date):
        return ""
    tomorrow = today + dt.timedelta(days=1)
    if date.month is None:
        late, limit = date.year > today.year + 1, str(today.year + 1)
    elif date.day is None:
        late, limit = (date.year, date.month) > (tomorrow.year, tomorrow.month), f"{tomorrow:%Y-%m}"
    else:
        late, limit = dt.date(date.year, date.month, date.day) > tomorrow, f"{tomorrow:%Y-%m-%d}"
    return limit if late else ""


def _stands_for_entry(document: Document, entry: Entry, date: Date) -> bool:
    """Whether the date is the entry's own: it stands where dates stand, or by a venue, and is no deadline."""
    return bool(entry.place or date.venue) and not is_of_event(entry) and not is_announced(document, date)


RULE = Rule(
    name="future-date",
    group="dates",
    summary="A date later than tomorrow",
    severity=Severity.ERROR,
    check=check,
    supersedes=("date-before-arxiv",),
)
