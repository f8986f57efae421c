"""``mixed-date-form``."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.reading.conventions import DateConvention
from awesome_lint.reading.dates import FORMS, impossible, month_dates, write
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Date, DateForm, Document

_CLOSING = {"[": "]", "(": ")", "（": "）", "【": "】"}
_LINKS = ("(", "[", ":")
_LEAST_BRACKETS = 10
_SHARE = 0.9
_PLACES = {"column": "column", "attribute": "label", "leading": "section", "trailing": "section"}


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date that is written in another form than its neighbours."""
    yield from _other_brackets(document)
    configured = FORMS.get(context.options["form"])
    for entry in document.entries:
        date = entry.date
        if date is None or date.month is None or not entry.place or impossible(date):
            continue
        convention = DateConvention(*configured, 0, 0) if configured else document.conventions.dates.get(entry.place)
        if convention is None or convention.holds(date):
            continue
        why = (
            "as configured"
            if configured
            else f"as in {convention.count} of {convention.total} dates of this {_PLACES[entry.place[0]]}"
        )
        new = _written(date, convention, entry.place)
        if new or not configured:  # `YY.MM` has no room for a day: `24.06.07` is another date
            yield _diagnostic(date, new, convention, why)


def _other_brackets(document: Document) -> Iterator[Diagnostic]:
    """Yield the dates in front of entries that stand in other brackets than nearly all beside them."""
    text = document.source.text
    used: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    leading = [entry for entry in document.entries if entry.date and entry.place[:1] == ("leading",)]
    for entry in leading:
        used[entry.place[:-1]][entry.place[-1]] += 1
    for entry in leading:
        counted, own = used[entry.place[:-1]], entry.place[-1]
        usual, count = counted.most_common(1)[0]
        if own == usual or own not in _CLOSING or usual not in _CLOSING:
            continue
        date = entry.date
        if date is None or count < max(_LEAST_BRACKETS, _SHARE * counted.total()):
            continue
        start, end = date.span.start - 1, date.span.end + 1
        if text[end - 1 : end] == _CLOSING[own]:
            new = f"{usual}{date.text}{_CLOSING[usual]}"
            # `[2024](…)` would be a link.
            how = Applicability.MANUAL if text[end : end + 1] in _LINKS else Applicability.SAFE
            edits = (Edit(start, start + 1, usual), Edit(end - 1, end, _CLOSING[usual]))
            message = f"Unexpected brackets in `{text[start:end]}`, expected `{new}`, as {count} entries here have it"
            yield Diagnostic(Span(start, end), message, Fix(f"Write `{new}`", edits, how))


def _written(date: Date, convention: DateConvention, place: tuple[str, ...]) -> str | None:
    """Return *date* in the convention's form, None where that would be read as another date, or as none."""
    padded = convention.padded if convention.padded is not None else date.padded is not False
    new = write(date, convention.form, padded=padded, long_month=bool(convention.long_month))
    again = next(month_dates(new or "", 0, short_years=place[0] == "column"), None)
    same = again and (again.text, *again[2:5]) == (new, date.year, date.month, date.day)
    return new if same or (date.ambiguous and not convention.form.short_year) else None


def _diagnostic(date: Date, new: str | None, convention: DateConvention, why: str) -> Diagnostic:
    if new is None:
        return Diagnostic(date.span, f"Unexpected date form `{date.text}`, expected another, {why}")
    return Diagnostic(
        date.span,
        f"Unexpected date form `{date.text}`, expected `{new}`, {why}",
        Fix(f"Write `{new}`", (Edit(*date.span, new),), _applicability(date, convention.form)),
        help="day and month of this date could change places: make sure which is which" if date.ambiguous else "",
    )


def _applicability(date: Date, form: DateForm) -> Applicability:
    """Safe is what changes separator and padding alone: no part moves, no letter comes or goes."""
    if date.ambiguous:
        return Applicability.MANUAL
    separators = {date.form.separator, form.separator}
    same_parts = date.form._replace(separator="") == form._replace(separator="") and form.month == "number"
    return (
        Applicability.SAFE if same_parts and (len(separators) == 1 or "年" not in separators) else Applicability.UNSAFE
    )


RULE = Rule(
    name="mixed-date-form",
    group="dates",
    summary="A date in another form than at least 80 % of the dates of its column or section",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE, Applicability.MANUAL),
    options={
        "form": Option("", "the form that dates must have; empty means the one learned from the list", ("", *FORMS))
    },
    many="{count} dates in another form than their neighbours",
)
