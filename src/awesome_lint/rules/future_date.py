"""``future-date``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.places import is_of_event
from awesome_lint.reading.dates import impossible
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Date, Document, Entry


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry whose date is later than tomorrow.

    Tomorrow, because it is that already somewhere. A year alone may be next year's: venues announce
    what they accepted ahead of their date.
    """
    tomorrow = context.today + dt.timedelta(days=1)
    for entry in document.entries:
        date = entry.date
        if date is None or impossible(date) or not _stands_for_entry(entry, date):
            continue
        if date.month is None:
            late, limit = date.year > context.today.year + 1, str(context.today.year + 1)
        elif date.day is None:
            late, limit = (date.year, date.month) > (tomorrow.year, tomorrow.month), f"{tomorrow:%Y-%m}"
        else:
            late, limit = dt.date(date.year, date.month, date.day) > tomorrow, f"{tomorrow:%Y-%m-%d}"
        if late:
            yield Diagnostic(date.span, f"Unexpected date `{date.text}` in the future, expected {limit} at the latest")


def _stands_for_entry(entry: Entry, date: Date) -> bool:
    """Whether the date is the entry's own: it stands where dates stand, or by a venue, and is no deadline."""
    return bool(entry.place or date.venue) and not is_of_event(entry)


RULE = Rule(
    name="future-date",
    group="dates",
    summary="A date later than tomorrow",
    severity=Severity.ERROR,
    check=check,
    supersedes=("date-before-arxiv",),
)
