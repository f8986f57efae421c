"""Which work an entry lists, and whether two entries list the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint import titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Entry, Link

_PAPERS = ("arxiv:", "doi:", "acl:", "openreview:", "cvf:", "neurips:", "pmlr:")


def is_paper(identity: str) -> bool:
    """Whether an identity is that of one paper, by the service that publishes it."""
    return identity.startswith(_PAPERS)


def primary(entry: Entry) -> Link | None:
    """Return the link that stands for the listed work: the title's, else a paper's, else the first that leads out."""
    links = [link for link in entry.links if link.outside and not link.image]
    span = entry.title_span
    titled = next((link for link in links if span and (span.contains(link.label) or link.span.contains(span))), None)
    return titled or next((link for link in links if is_paper(link.identity)), None) or next(iter(links), None)


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries whose primary links have one identity list the same work.

    Their titles must be alike. A page that is no paper may stand behind several works, so there
    other links that differ tell two works apart: parts of a series, talks about one book.
    """
    if not titles.like(one.title, other.title):
        return False
    link = primary(one)
    if link is not None and is_paper(link.identity):
        return True
    mine, others = set(_secondary(one)), set(_secondary(other))
    return not mine or not others or bool(mine & others)


def _secondary(entry: Entry) -> Iterator[str]:
    link = primary(entry)
    return (other.identity for other in entry.links if other.outside and link and other.identity != link.identity)
