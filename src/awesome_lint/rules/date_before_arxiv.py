"""``date-before-arxiv``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.by_id import paper_of
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.places import is_of_work
from awesome_lint.reading.dates import impossible, write
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.arxiv import ArxivId
    from awesome_lint.document import Date, Document, Entry

# Where fewer of a file's dates agree with their ids, its dates mean something else.
_LEAST = 8
_SHARE = 0.8
# A paper submitted on a month's last days gets the next month's id.
_SLACK = 1
# Below this, in months, several in one file are dates of submission or release, not slips.
_FAR = 6
_SEVERAL = 2


class _Dated(NamedTuple):
    date: Date
    paper: ArxivId
    late: int
    """Months from the id's month to the date's."""


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry dated two or more months before its arXiv id was given out."""
    dated = [found for entry in document.entries if (found := _dated(entry))]
    agreeing = sum(abs(found.late) <= _SLACK for found in dated)
    if len(dated) < _LEAST or agreeing < _SHARE * len(dated):
        return
    near = sum(-_FAR < found.late < -_SLACK for found in dated)
    for found in dated:
        if found.late < -_SLACK:
            meant = near >= _SEVERAL and found.late > -_FAR
            date, paper = found.date, found.paper
            yield Diagnostic(
                date.span,
                f"Unexpected date `{date.text}`, expected {paper.year}-{paper.month:02} or later: "
                f"arXiv gave out the id `{paper.text}` in that month",
                _fix(date, paper),
                help="either the date or the link is wrong" if date.year < paper.year - 1 else "",
                severity=Severity.INFO if meant else None,
            )


def _dated(entry: Entry) -> _Dated | None:
    """Return date and id of an entry that has just one id and a date with its month."""
    date = entry.date
    if date is None or date.month is None or impossible(date) or not is_of_work(entry):
        return None
    paper = paper_of(entry)
    if paper is None:
        return None
    return _Dated(date, paper, (date.year - paper.year) * 12 + date.month - paper.month)


def _fix(date: Date, paper: ArxivId) -> Fix | None:
    """Write the id's month; a day is kept only where the year alone is wrong."""
    if date.day is not None and date.month != paper.month:
        return None
    moved = date._replace(year=paper.year, month=paper.month)
    padded = date.padded if date.padded is not None else True
    new = write(moved, date.form, padded=padded, long_month=bool(date.long_month))
    if new is None:
        return None
    return Fix(f"Write `{new}`, the month of the arXiv id", (Edit(*date.span, new),), Applicability.UNSAFE)


RULE = Rule(
    name="date-before-arxiv",
    group="dates",
    summary="A date two or more months before the month of the entry's arXiv id",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.UNSAFE,),
    supersedes=("unsorted-entry",),
)
