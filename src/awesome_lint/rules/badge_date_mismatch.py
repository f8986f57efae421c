"""``badge-date-mismatch``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.addresses import written
from awesome_lint.by_id import paper_of
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.arxiv import ArxivId
    from awesome_lint.document import Document, Entry

# https://shields.io/badges: label, message and colour are set apart by `-`; `--` is a hyphen of the text.
_BADGE = regex(
    r"(?:https?:)?//img\.shields\.io/badge/(?:[^?#]*?[-_:]|[^?#]*?%20)?"
    r"(?P<year>(?:19|20)\d\d)(?P<separator>\.|--|/|%2F)(?P<month>\d\d?)(?=[-_?#:]|%20|$)",
    re.IGNORECASE,
)
# As in `date-before-arxiv`: where fewer agree, the badge's date means something else.
_LEAST = 8
_SHARE = 0.8
_SLACK = 1
_MONTHS = 12


class _Badge(NamedTuple):
    span: Span
    year: int
    month: str
    separator: str
    paper: ArxivId

    @property
    def text(self) -> str:
        return self.write(self.year, self.month)

    @property
    def agrees(self) -> bool:
        month = int(self.month)
        late = (self.year - self.paper.year) * _MONTHS + month - self.paper.month
        return 1 <= month <= _MONTHS and abs(late) <= _SLACK

    def write(self, year: int, month: str) -> str:
        return f"{year}{self.separator.replace('--', '-')}{month}"


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each badge that states another month than that of its entry's arXiv id."""
    badges = [badge for entry in document.entries for badge in _badges(document, entry)]
    if len(badges) < _LEAST or sum(badge.agrees for badge in badges) < _SHARE * len(badges):
        return
    for badge in badges:
        if not badge.agrees:
            yield _diagnostic(badge)


def _diagnostic(badge: _Badge) -> Diagnostic:
    paper = badge.paper
    month = f"{paper.month:0{len(badge.month)}}"
    new = badge.write(paper.year, month)
    edit = Edit(*badge.span, f"{paper.year}{badge.separator}{month}")
    return Diagnostic(
        badge.span,
        f"Unexpected date `{badge.text}` in a badge, expected `{new}`, the month of the arXiv id `{paper.text}`",
        Fix(f"Write `{new}`", (edit,), Applicability.UNSAFE),
    )


def _badges(document: Document, entry: Entry) -> Iterator[_Badge]:
    """Yield the dated badges of an entry that links one arXiv paper."""
    badges = [link for link in entry.links if link.image and "/badge/" in link.target.lower()]
    paper = paper_of(entry) if badges else None
    for link in badges if paper else ():
        if paper and (match := _BADGE.match(written(document, link))):
            at = link.url.start
            span = Span(at + match.start("year"), at + match.end("month"))
            yield _Badge(span, int(match["year"]), match["month"], match["separator"], paper)


RULE = Rule(
    name="badge-date-mismatch",
    group="dates",
    summary="A badge that states another month than that of the entry's arXiv id",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.UNSAFE,),
)
