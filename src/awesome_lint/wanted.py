"""Which facts a document's rules need: the addresses, papers and repositories to ask for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint import arxiv
from awesome_lint.facts import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from awesome_lint.document import Document, Link
    from awesome_lint.source import Span

_REPOSITORY = re.compile(r"gh:([^/?#]+/[^/?#]+)")
_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to ask for: addresses without fragment, those of which the whole page is needed, ids, ``owner/name``."""

    links: set[str] = field(default_factory=set)
    deep: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    repositories: set[str] = field(default_factory=set)

    def add(self, document: Document, kinds: Collection[Kind], concerns: Callable[[Span], bool] | None = None) -> None:
        """Add what rules that need *kinds* of facts want to know of *document*.

        Links for which *concerns* says no are left out. An arXiv paper's own page is asked for by its id: its
        PDF may be missing although the paper is there. So is a repository, by its name.
        """
        for link in links_of(document):
            if concerns and not concerns(link.span):
                continue
            paper, repository = paper_of(link), repository_of(link)
            if paper and Kind.PAPERS in kinds:
                self.papers.add(paper)
            if repository and Kind.REPOSITORIES in kinds:
                self.repositories.add(repository)
            if Kind.LINKS in kinds and not paper and not (repository and Kind.REPOSITORIES in kinds):
                self._add_link(link)

    def _add_link(self, link: Link) -> None:
        address, _, fragment = link.target.partition("#")
        if address.startswith("//"):
            address = f"https:{address}"
        if _WEB.match(address):
            self.links.add(address)
            if fragment:
                self.deep.add(address)


def links_of(document: Document) -> Iterator[Link]:
    """Yield the links and images that leave the repository."""
    return (link for link in document.links if link.outside)


def paper_of(link: Link) -> str:
    """Return the canonical arXiv id of a link to one of arXiv's own pages of a paper, or nothing."""
    found = arxiv.from_url(link.target)
    return found.id.text if found and found.id and found.own else ""


def repository_of(link: Link) -> str:
    """Return ``owner/name`` in lower case of a link to a GitHub repository itself, or nothing."""
    found = _REPOSITORY.fullmatch(link.identity)
    return found[1] if found else ""
