"""``unknown-arxiv-id``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from awesome_lint import arxiv
from awesome_lint.addresses import place_of
from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.facts import Facts, Kind
from awesome_lint.mentions import mentions
from awesome_lint.rule import Context, Rule
from awesome_lint.wanted import links_of, paper_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_NEWS = dt.timedelta(days=4)  # arXiv's API learns of new papers a day late, after a weekend or holiday later


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry with an id that arXiv has no paper for."""
    papers = (context.facts or Facts()).papers
    newest = context.today - _NEWS
    for link, name, _ in mentions(document, links_of(document), paper_of):
        if papers.get(name, name) is None and not _is_news(name, newest):
            message = f"Unexpected arXiv id `{name}`, which arXiv has no paper for; expected the id of one"
            yield Diagnostic(place_of(document, link), message)


def _is_news(name: str, newest: dt.date) -> bool:
    """Whether *name* may have been given so late that arXiv's API does not know of it yet, or is of a month to come."""
    found = arxiv.parse_id(name)
    return found is not None and (found.year, found.month) >= (newest.year, newest.month)


RULE = Rule(
    name="unknown-arxiv-id",
    group="arxiv",
    summary="A well-formed arXiv id that arXiv has no paper for",
    severity=Severity.ERROR,
    check=check,
    facts=(Kind.PAPERS,),
)
