"""The order in which arXiv gave out the ids of entries, which is that of submission to the minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.arxiv import from_url, parse_id
from awesome_lint.order import SHARE, misplaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.arxiv import ArxivId
    from awesome_lint.document import Entry, Link

# Further from its id's month a date is no later version's, but a slip.
_SLACK = 1


def arxiv_links(entry: Entry) -> list[Link]:
    """Return the links of an entry to papers on arXiv, on other sites' pages about them too."""
    return [link for link in entry.links if (found := from_url(link.target)) and found.id]


def paper_of(entry: Entry) -> ArxivId | None:
    """Return the id of the one arXiv paper that an entry links, or None."""
    papers = {link.identity for link in arxiv_links(entry)}
    return parse_id(papers.pop().removeprefix("arxiv:")) if len(papers) == 1 else None


def in_place(entries: Sequence[Entry], *, newest_first: bool) -> set[int]:
    """Return the positions of *entries* that their ids put where they stand.

    None, unless at least 90 % of the ids are in order. An entry whose date is two or more months
    from its id is left out.
    """
    papers = [(at, paper) for at, entry in enumerate(entries) if (paper := paper_of(entry))]
    sign = -1 if newest_first else 1
    keys = [
        sign * (paper.year * 10**8 + paper.month * 10**6 + int(paper.text[-5:].lstrip("./"))) for _, paper in papers
    ]
    out = {one.position for one in misplaced(keys)}
    if len(out) > (1 - SHARE) * len(papers):
        return set()
    return {
        at
        for number, (at, paper) in enumerate(papers)
        if number not in out and _months_apart(entries[at], paper) <= _SLACK
    }


def _months_apart(entry: Entry, paper: ArxivId) -> int:
    date = entry.date
    return abs((date.year - paper.year) * 12 + (date.month or 0) - paper.month) if date else 0
