"""One online run: what is wanted, what the cache knows, and what must be asked for."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_lint.facts import Cause, Facts, Kind, LinkFact, Verdict
from awesome_lint.online import arxiv_api, github_api
from awesome_lint.online.arxiv_api import ArxivApi
from awesome_lint.online.github_api import GithubApi
from awesome_lint.online.links import Links, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from awesome_lint.facts import Paper, Repository
    from awesome_lint.online.cache import Cache
    from awesome_lint.online.fetcher import Fetcher
    from awesome_lint.online.links import Manners
    from awesome_lint.wanted import Wanted

_SAVED_TOGETHER = 200  # verdicts: what an interrupted run has asked for is not asked for again
_TOLD_EVERY = 0.2  # seconds
_UNREACHED = (Cause.CONNECTION, Cause.TIMEOUT)
_INTERRUPTED = "the run was interrupted"


@dataclass(frozen=True, slots=True)
class Services:
    """Where the services are, and the token for GitHub, empty without one."""

    arxiv: str = arxiv_api.API
    arxiv_gap: float = 3.0
    github: str = github_api.API
    github_token: str = field(default="", repr=False)


@dataclass
class Outcome:
    """What a session found out.

    ``complete`` is False where it was interrupted. ``reached`` tells whether anything answered or was known
    already. ``troubles`` say for people which of a kind could not be asked for, and why.
    """

    facts: Facts
    complete: bool = True
    reached: bool = True
    troubles: dict[Kind, str] = field(default_factory=dict)


class Session:
    """Finds out what is wanted. ``outcome`` holds what is known so far, also when ``run`` is cancelled."""

    def __init__(  # noqa: PLR0913  (one for each thing that a run may be told)
        self,
        fetcher: Fetcher,
        manners: Manners,
        services: Services,
        cache: Cache | None = None,
        skip: Callable[[str], bool] = lambda _url: False,
        *,
        key_of: Callable[[str], str] = str,
        refresh: bool = False,
    ) -> None:
        """Take what asks, how, whom, what is known from before, and which addresses are not asked for.

        *key_of* says under which key the cache has an address: it differs where settings make its answer another.
        With *refresh* all is asked for anew, and kept.
        """
        self._fetcher = fetcher
        self._manners = manners
        self._services = services
        self._cache = cache
        self._skip = skip
        self._key_of = key_of
        self._refresh = refresh
        self._links: dict[str, LinkFact] = {}
        self._papers: dict[str, Paper | None] = {}
        self._repositories: dict[str, Repository | None] = {}
        self._unsaved: list[tuple[str, LinkFact]] = []
        self._deep: frozenset[str] = frozenset()
        self.outcome = Outcome(Facts(self._links, self._papers, self._repositories), complete=False, reached=False)

    async def run(self, wanted: Wanted, watch: Callable[[Progress], None] | None = None) -> Outcome:
        """Ask for all that is wanted; *watch* is shown the progress five times a second."""
        self._deep = frozenset(wanted.deep)
        links = self._known_links(wanted)
        papers = self._unknown(Kind.PAPERS, wanted.papers, self._papers)
        names = wanted.repositories if self._services.github_token else set()
        repositories = self._unknown(Kind.REPOSITORIES, names, self._repositories)
        self.outcome.reached = self._knows()
        services, agent = self._services, self._manners.agent
        arxiv = ArxivApi(self._fetcher, agent, url=services.arxiv, gap=services.arxiv_gap)
        github = GithubApi(self._fetcher, agent, services.github_token, url=services.github)
        asker = Links(self._fetcher, self._manners, self._keep_link)
        watcher = asyncio.ensure_future(_watching(asker, watch)) if watch else None
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._ask(Kind.PAPERS, arxiv, papers, self._papers))
                group.create_task(self._ask(Kind.REPOSITORIES, github, repositories, self._repositories))
                group.create_task(asker.ask(links, wanted.deep))
            self.outcome.complete = True
        finally:
            if watcher:
                watcher.cancel()
            self._save_links()
            self.outcome.reached |= asker.reached or self._knows() or not (self._failed(links) or self.outcome.troubles)
        return self.outcome

    def _knows(self) -> bool:
        """Whether anything is known that somebody answered, now or before."""
        certain = any(fact.verdict is not Verdict.UNKNOWN for fact in self._links.values())
        return certain or bool(self._papers or self._repositories)

    def _failed(self, links: list[str]) -> bool:
        """Whether one of *links* was not reached, or not even asked for."""
        return any(url not in self._links or self._links[url].cause in _UNREACHED for url in links)

    def _known_links(self, wanted: Wanted) -> list[str]:
        """Take what is known or not to be asked for; return the rest."""
        rest = []
        for url in sorted(wanted.links):
            if self._skip(url):
                self._links[url] = LinkFact(Verdict.UNKNOWN, "left out by configuration", cause=Cause.SKIPPED)
            else:
                rest.append(url)
        if self._cache and not self._refresh:
            known = self._cache.get(Kind.LINKS, map(self._key_of, rest), dt.datetime.now(dt.UTC))
            for url in rest:
                fact = known.get(self._key_of(url))
                if isinstance(fact, LinkFact) and (url not in wanted.deep or _is_read(fact)):
                    self._links[url] = fact
        return [url for url in rest if url not in self._links]

    def _unknown(self, kind: Kind, names: set[str], known: dict[str, object] | Mapping[str, object]) -> list[str]:
        """Take from the cache what it knows of *names*; return the rest."""
        if self._cache and not self._refresh:
            known.update(self._cache.get(kind, sorted(names), dt.datetime.now(dt.UTC)))  # type: ignore[union-attr]
        return sorted(names - known.keys())

    async def _ask(self, kind: Kind, service: ArxivApi | GithubApi, names: list[str], known: dict[str, Any]) -> None:
        """Ask *service* for the facts of *kind* on *names*, and add them to those that are *known*."""
        if not names:
            return
        try:
            await service.ask(names)
        except asyncio.CancelledError:
            service.trouble = _INTERRUPTED
            raise
        finally:
            known.update(service.found)
            self.outcome.reached |= _answered(service.trouble)
            self._saved(kind, service.found, names, service.trouble)

    def _saved(
        self,
        kind: Kind,
        found: Mapping[str, Paper | None] | Mapping[str, Repository | None],
        names: list[str],
        trouble: str,
    ) -> None:
        if missing := len(names) - len(found):
            what = "papers" if kind is Kind.PAPERS else "repositories"
            self.outcome.troubles[kind] = (
                f"{missing:,} of {len(names):,} {what} could not be looked up: {trouble or 'no answer'}"
            )
        if self._cache:
            self._cache.put(kind, found.items(), dt.datetime.now(dt.UTC))

    def _keep_link(self, url: str, fact: LinkFact) -> None:
        if url in self._deep and not _is_read(fact):
            fact = fact._replace(names=frozenset())
        self._links[url] = fact
        self._unsaved.append((url, fact))
        if len(self._unsaved) >= _SAVED_TOGETHER:
            self._save_links()

    def _save_links(self) -> None:
        if self._cache and self._unsaved:
            kept = [(self._key_of(url), fact) for url, fact in self._unsaved]
            self._cache.put(Kind.LINKS, kept, dt.datetime.now(dt.UTC))
        self._unsaved = []


def _answered(trouble: str) -> bool:
    """Whether a *trouble* with a service is what it answered."""
    return bool(trouble) and trouble != _INTERRUPTED and "did not answer" not in trouble


def _is_read(fact: LinkFact) -> bool:
    """Whether there is no more to learn of a page's names."""
    return fact.names is not None or fact.verdict in (Verdict.DEAD, Verdict.UNKNOWN)


async def _watching(asker: Links, watch: Callable[[Progress], None]) -> None:
    while True:
        watch(asker.progress())
        await asyncio.sleep(_TOLD_EVERY)
