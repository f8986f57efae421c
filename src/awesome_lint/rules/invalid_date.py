"""``invalid-date``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.reading.conventions import same_form
from awesome_lint.reading.dates import impossible
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Date, Document, Entry


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date that no calendar has, where dates stand."""
    for entry in document.entries:
        date = entry.date
        if date and (wrong := impossible(date)) and not _is_range(date) and _is_meant(document, entry, date):
            yield Diagnostic(date.span, f"Unexpected date `{date.text}`: {wrong}")


def _is_range(date: Date) -> bool:
    """Whether ``2019-20`` stands for a season of two years."""
    return date.day is None and date.month == (date.year + 1) % 100


def _is_meant(document: Document, entry: Entry, date: Date) -> bool:
    """Whether this is a date for sure: its neighbours have its form, its column holds dates, or it has a day.

    With dots a number of three parts is as often a version.
    """
    convention = document.conventions.dates.get(entry.place)
    alike = convention is not None and same_form(convention.form, date.form)
    has_day = date.day is not None and date.form.separator != "."
    return alike or has_day or entry.place[:1] == ("column",)


RULE = Rule(
    name="invalid-date",
    group="dates",
    summary="A date that does not exist, such as month 13 or 30 February",
    severity=Severity.ERROR,
    check=check,
    supersedes=("mixed-date-form", "future-date", "date-before-arxiv"),
)
