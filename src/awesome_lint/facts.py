"""Outside knowledge that rules may have: what links answer, what arXiv and GitHub say.

Facts are fetched before a file is judged and handed over as one value, so that rules stay pure. A
document says with ``wanted`` which facts its rules need.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What a rule may need to know."""

    LINKS = "links"
    PAPERS = "papers"
    REPOSITORIES = "repositories"


class Verdict(StrEnum):
    """What is known of an address."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"
    """Nothing certain: a wall for robots, a rate limit, a timeout. Never a failure."""


class Cause(StrEnum):
    """Why nothing certain is known of an address; the words are those of the summary line, in the singular."""

    WALL = "bot wall"
    LIMIT = "rate limit"
    TIMEOUT = "timeout"
    SERVER = "server error"
    CONNECTION = "connection error"
    HOME = "redirect to a front page"
    PRIVATE = "private address"
    SKIPPED = "not asked"


class LinkFact(NamedTuple):
    """What asking for an address came to.

    ``reason`` says in a few words for people what was seen (``404 Not Found, twice``). ``target`` is
    the new address of a moved one, ``cause`` is given for an unknown one. ``names`` are the names
    that a fragment can lead to; None where nobody looked for them, none where the page does not tell them.
    """

    verdict: Verdict
    reason: str = ""
    target: str = ""
    cause: Cause | None = None
    names: frozenset[str] | None = None


class Paper(NamedTuple):
    """An arXiv record: the title of the newest version, the day of the first, whether it was withdrawn.

    ``summary`` is the abstract with the authors' comment: where papers name what they are known by.
    """

    title: str
    published: dt.date | None = None
    withdrawn: bool = False
    summary: str = ""


class Repository(NamedTuple):
    """A GitHub repository: ``name`` is ``owner/name`` as GitHub has it now."""

    name: str
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found out.

    ``links`` is keyed by address without fragment, ``papers`` by canonical arXiv id without version,
    ``repositories`` by ``owner/name`` in lower case. None among papers or repositories is the
    service's own word that there is none; what is not in a mapping is not known.
    """

    links: Mapping[str, LinkFact] = field(default_factory=dict)
    papers: Mapping[str, Paper | None] = field(default_factory=dict)
    repositories: Mapping[str, Repository | None] = field(default_factory=dict)

    def link(self, address: str) -> LinkFact | None:
        """Return what is known of *address*, whose fragment is left out."""
        return self.links.get(address.partition("#")[0])


def from_mapping(data: Mapping[str, Any]) -> Facts:
    """Read facts as rule pages write them in JSON.

    ``{"links": {url: {"verdict": "dead", "reason": "404 Not Found"}}, "papers": {id: {"title": "…"} | null},
    "repositories": {"owner/name": {"name": "owner/new", "archived": true} | null}}``. Raises ``ValueError`` or
    ``TypeError`` for anything else.
    """
    if unknown := data.keys() - set(Kind):
        message = f"unknown kinds of facts: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return Facts(
        {url: _link(**each) for url, each in data.get("links", {}).items()},
        {name: each and _paper(**each) for name, each in data.get("papers", {}).items()},
        {name: each and Repository(**each) for name, each in data.get("repositories", {}).items()},
    )


def _link(
    verdict: str, reason: str = "", target: str = "", cause: str | None = None, names: list[str] | None = None
) -> LinkFact:
    why = Cause(cause) if cause else None
    return LinkFact(Verdict(verdict), reason, target, why, None if names is None else frozenset(names))


def _paper(title: str, published: str | None = None, *, withdrawn: bool = False, summary: str = "") -> Paper:
    return Paper(title, dt.date.fromisoformat(published) if published else None, withdrawn, summary)
