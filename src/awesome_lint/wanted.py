"""Which facts a document's rules need: the addresses, papers and repositories to ask for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint import arxiv
from awesome_lint.facts import Kind
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from awesome_lint.document import Document, Link
    from awesome_lint.source import Span

_REPOSITORY = regex(r"gh:([\w-]{1,64}/[\w.-]{1,100})(?=[/?#]|$)", re.ASCII)
_WEB = regex(r"(?:https?:)?//[^\s/?#]", re.IGNORECASE)
_BADGES = regex(
    r"(?:https?:)?//(?:(?:img\.)?shields\.io|(?:flat\.)?badgen\.net|badge\.fury\.io|komarev\.com|"
    r"visitor-badge\.\w+\.app|hits\.(?:dwyl\.\w+|seeyoufarm\.com|sh)|api\.star-history\.com)(?=[/?#:]|$)",
    re.IGNORECASE,
)
# Routes, quoted text, lines, pages of a PDF, moments of a film, and the places that GitHub makes itself.
_NO_NAME = regex(
    r"|top|readme|start-of-content|.*-ov-file|L\d+.*|[CL]?\d+(?:[-,:]L?\d+)*|[/!:?].*|.*[=&:{}].*|issuecomment-.*|"
    r"discussion.*|diff-.*|pullrequestreview-.*",
    re.IGNORECASE | re.DOTALL,
)


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
        PDF may be missing although the paper is there. So is a repository's front page, by its name.
        """
        for link in links_of(document):
            if concerns and not concerns(link.span):
                continue
            paper, repository = paper_of(link), repository_of(link)
            if paper and Kind.PAPERS in kinds:
                self.papers.add(paper)
            if repository and Kind.REPOSITORIES in kinds:
                self.repositories.add(repository)
            if Kind.LINKS in kinds and not paper:
                named = fragment_of(link)
                if named or not (repository and Kind.REPOSITORIES in kinds and is_front_page(link)):
                    self._add_link(address_of(link), deep=bool(named))

    def _add_link(self, address: str, *, deep: bool) -> None:
        if address:
            self.links.add(address)
            if deep:
                self.deep.add(address)


def links_of(document: Document) -> Iterator[Link]:
    """Yield the links and images that leave the repository; badges are drawn from their address, whatever it is."""
    return (link for link in document.links if link.outside and not (link.image and _BADGES.match(link.target)))


def address_of(link: Link) -> str:
    """Return the address to ask for, without fragment; nothing for a link that is none of the web."""
    address = link.target.partition("#")[0]
    if not _WEB.match(address):
        return ""
    return f"https:{address}" if address.startswith("//") else address


def fragment_of(link: Link) -> str:
    """Return the name on the page that a link leads to, decoded; nothing for what is no name, such as ``#L10``."""
    name = unquote(link.target.partition("#")[2])
    return "" if link.image or _NO_NAME.fullmatch(name) else name


def paper_of(link: Link) -> str:
    """Return the canonical arXiv id of a link to one of arXiv's own pages of a paper, or nothing."""
    found = arxiv.from_url(link.target)
    return found.id.text if found and found.id and found.own else ""


def repository_of(link: Link) -> str:
    """Return ``owner/name`` in lower case of a link to a GitHub repository or a page in it, or nothing."""
    found = _REPOSITORY.match(link.identity)
    return found[1] if found else ""


def is_front_page(link: Link) -> bool:
    """Whether a link leads to a repository itself, and not to a page in it."""
    found = _REPOSITORY.match(link.identity)
    return bool(found) and link.identity[found.end() : found.end() + 1] != "/"  # type: ignore[union-attr]
