"""``invalid-date``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.arxiv import parse_id
from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.reading.conventions import same_form
from awesome_lint.reading.dates import impossible
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Date, Document, Entry


_LEADING = regex(r"[\s*_`]*(?P<bracket>[\[(（【])(?P<token>(?!\d{4}[-–/]\d{4}[\])）】])\d[\w./–-]{4,11})[\])）】]")
_LEAST_DIGITS = 4
_LEAST_NEIGHBOURS = 10
_DATED = frozenset(("leading", "column", "attribute"))


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date that no calendar has, where dates stand."""
    for entry in document.entries:
        date = entry.date
        if (date is None or date.month is None) and (found := _no_date(document, entry)):
            yield found
        elif date and (wrong := impossible(date)) and not _is_range(date) and _is_meant(document, entry, date):
            yield Diagnostic(date.span, f"Unexpected date `{date.text}`: {wrong}")


def _no_date(document: Document, entry: Entry) -> Diagnostic | None:
    """Judge what stands in a bracket where nearly all neighbours have their date: `[2023-O1]`, `[20223-01]`."""
    if entry.row is not None or not entry.contents:
        return None
    match = _LEADING.match(document.source.text, entry.contents[0].span.start, entry.contents[0].span.end)
    if not match or sum(map(str.isdigit, match["token"])) < _LEAST_DIGITS or parse_id(match["token"]):
        return None
    place = ("leading", "/".join(entry.section.path), str(entry.group), match["bracket"])
    convention = document.conventions.dates.get(place)
    if convention is None or convention.total < _LEAST_NEIGHBOURS or convention.form.month != "number":
        return None
    message = f"Unexpected `{match['token']}` for a date, expected one as {convention.count} entries here have it"
    return Diagnostic(Span(*match.span("token")), message)


def _is_range(date: Date) -> bool:
    """Whether ``2019-20`` stands for a season of two years."""
    return date.day is None and date.month == (date.year + 1) % 100


def _is_meant(document: Document, entry: Entry, date: Date) -> bool:
    """Whether this is a date for sure: its neighbours have its form, its column holds dates, or it has a day.

    With dots a number of three parts is as often a version.
    """
    convention = document.conventions.dates.get(entry.place)
    alike = convention is not None and same_form(convention.form, date.form)
    has_day = date.day is not None and (date.form.separator != "." or convention is not None)
    stands = convention is not None and entry.place[0] in _DATED
    return alike or has_day or stands or entry.place[:1] == ("column",)


RULE = Rule(
    name="invalid-date",
    group="dates",
    summary="A date that does not exist, such as month 13 or 30 February",
    severity=Severity.ERROR,
    check=check,
    supersedes=("mixed-date-form", "future-date", "date-before-arxiv"),
)
