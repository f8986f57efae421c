"""Asking for many links: each address once, hosts side by side, and a second look before anything is called dead."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.facts import Cause, LinkFact, Verdict
from awesome_lint.online import hosts, html_page, soft
from awesome_lint.online.fetcher import BODY_LIMIT
from awesome_lint.online.queues import Pace, Queues
from awesome_lint.online.siblings import Siblings
from awesome_lint.online.sight import Sight, is_same_place, judge
from awesome_lint.online.trail import follow

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from awesome_lint.online.fetcher import Fetcher
    from awesome_lint.online.trail import Trail

_LONG_PAGE = 2 * 1024 * 1024  # bytes; a page is read as far as this where a fragment is looked for
_DEFAULT_WAIT = 5.0
_README = "user-content-"  # before the names of what people wrote
_QUICK_RETRIES = 1
_LOOKS = 3  # spaced ones, where a host says one thing first and then another
_PATIENCE = 2  # times the longest wait that a host's gate is closed in all, before it is asked no more
_PLAIN = {"accept": "*/*"}
_BROWSER_LIKE = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "accept-language": "en,zh;q=0.8,*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Manners:
    """How links are asked for.

    ``confirm_after`` is the time in seconds between the two looks that a death takes, ``pace_of`` gives
    a host's pace, ``headers`` are those sent to a host besides our own, with lower-case names, ``accept`` the
    statuses that are taken for fine where links to a host end with them, ``agent`` is our name. A host that wants
    more than ``longest_wait`` seconds of rest is not asked again in this run.
    """

    agent: str
    workers: int = 100
    confirm_after: float = 30.0
    longest_wait: float = 60.0
    pace_of: Callable[[str], Pace] = lambda _host: Pace(6)
    headers: Callable[[str], Mapping[str, str]] = lambda _host: {}
    accept: Callable[[str], Container[int]] = lambda _host: ()


class _Task(NamedTuple):
    """One address to look at; ``retries`` counts those made at once, ``spaced`` the looks that were waited for.

    ``before`` is what the last look showed that took a further one to be believed.
    """

    url: str
    retries: int = 0
    spaced: int = 0
    browser_like: bool = False
    before: Sight | None = None


@dataclass
class Progress:
    """What is known so far, for people who watch; ``waiting`` has the number of addresses by host."""

    total: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    waiting: Mapping[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many addresses have a verdict."""
        return self.verdicts.total()


class Links:
    """Looks at addresses and says of each what it came to.

    ``found`` fills while ``ask`` runs and holds what is known when it is cancelled. ``reached`` tells
    whether any host answered at all.
    """

    def __init__(self, fetcher: Fetcher, manners: Manners, told: Callable[[str, LinkFact], None] | None = None) -> None:
        """Take what asks and how; *told* hears of each verdict when it falls."""
        self.found: dict[str, LinkFact] = {}
        self.reached = False
        self._fetcher = fetcher
        self._manners = manners
        self._told = told
        self._progress = Progress()
        self._deep: frozenset[str] = frozenset()
        self._ends: dict[str, str] = {}
        self._dumped: set[str] = set()
        self._waited: dict[str, float] = defaultdict(float)
        self._given_up: dict[str, Sight] = {}
        self._siblings = Siblings(self._beside)
        self._queues: Queues[_Task] = Queues(self._look, manners.pace_of, manners.workers)

    async def ask(self, urls: Iterable[str], deep: Iterable[str] = ()) -> dict[str, LinkFact]:
        """Return what each of *urls*, all without fragments, came to; of *deep* ones whole pages are read."""
        self._deep = frozenset(deep)
        for url in dict.fromkeys(urls):
            self._progress.total += 1
            host = hosts.host_of(url)
            if not host:
                self._settle(url, Sight(Verdict.UNKNOWN, "the address cannot be asked for", cause=Cause.SKIPPED))
            elif hosts.is_wall(host):
                self._settle(url, Sight(Verdict.UNKNOWN, f"{host} tells robots nothing", cause=Cause.WALL))
            else:
                self._queues.put(host, _Task(url))
        try:
            await self._queues.run()
            self._dumped = soft.gathered(self._ends)
            for url in self._dumped:
                task = _Task(url, spaced=1, browser_like=True, before=Sight(Verdict.DEAD))
                self._queues.put(hosts.host_of(url), task, self._manners.confirm_after)
            await self._queues.run()
        finally:
            await self._siblings.aclose()
        return self.found

    def progress(self) -> Progress:
        """Return how far it is, with the hosts that are still waited for."""
        self._progress.waiting = self._queues.waiting()
        return self._progress

    async def _look(self, task: _Task) -> None:
        host = hosts.host_of(task.url)
        if given_up := self._given_up.get(host):
            self._settle(task.url, given_up)
            return
        trail = await self._trail_of(task.url, browser_like=task.browser_like)
        self.reached |= trail.answer is not None
        sight = judge(trail, dt.datetime.now(dt.UTC))
        if trail.answer and trail.answer.status in self._manners.accept(hosts.host_of(task.url)):
            sight = Sight(Verdict.OK, sure=True)
        elif _may_be_soft(sight, trail) and await self._siblings.are_like(trail, again=task.spaced > 0):
            dead = Sight(Verdict.DEAD, "a made-up address beside it answers the same page")
            sight = dead if is_same_place(trail) else Sight(Verdict.OK, sure=True)
        if task.url in self._dumped and trail.last == self._ends[task.url]:
            sight = Sight(Verdict.DEAD, f"unlike pages of its host all redirect to {trail.last}")
        if sight.cause is Cause.LIMIT:
            self._rest(host, hosts.host_of(trail.last), sight)
        if later := self._next(task, sight, trail):
            self._queues.put(host, *later)
        else:
            self._settle(task.url, _believed(task, sight), trail)

    def _rest(self, host: str, last: str, sight: Sight) -> None:
        """Leave a host in peace that wants it, for as long as it says, or altogether."""
        wait = sight.wait or _DEFAULT_WAIT
        longest = self._manners.longest_wait
        if wait <= longest:
            self._queues.slow_down(host, self._manners.pace_of(host)._replace(at_once=1))
            self._queues.close_gate(last, wait)
            self._waited[host] += self._queues.close_gate(host, wait)
        if wait > longest or self._waited[host] > _PATIENCE * longest:
            self._given_up[host] = sight

    async def _beside(self, url: str) -> Trail:
        await self._queues.turn(hosts.host_of(url))
        return await self._trail_of(url)

    async def _trail_of(self, url: str, *, browser_like: bool = False) -> Trail:
        common = {"user-agent": self._manners.agent, **(_BROWSER_LIKE if browser_like else _PLAIN)}

        def headers(at: str) -> Mapping[str, str]:
            if at != url and not at.startswith("https:"):
                return common  # what is meant for a host goes to it in the open only where a list says so
            return {**common, **self._manners.headers(hosts.host_of(at))}

        return await follow(self._fetcher, url, headers, _LONG_PAGE if url in self._deep else BODY_LIMIT)

    def _next(self, task: _Task, sight: Sight, trail: Trail) -> tuple[_Task, float] | None:
        """Return the look that comes after, with its delay in seconds; None where this one was the last."""
        if sight.cause is Cause.WALL and not task.browser_like and trail.answer is not None:
            return task._replace(browser_like=True), 0.0
        claims = sight.verdict in (Verdict.DEAD, Verdict.MOVED)
        enough = _is_proven(task, sight) or task.spaced >= _LOOKS if claims else task.spaced or not sight.again
        if enough or sight.sure or hosts.host_of(task.url) in self._given_up:
            return None
        if not claims and task.retries < _QUICK_RETRIES:
            delay = max(sight.wait, random.uniform(0.5, 1.5))  # noqa: S311  (jitter)
            return task._replace(retries=task.retries + 1), delay
        delay = 0.0 if sight.verdict is Verdict.MOVED else self._manners.confirm_after
        return task._replace(spaced=task.spaced + 1, browser_like=True, before=sight), delay

    def _settle(self, url: str, sight: Sight, trail: Trail | None = None) -> None:
        if sight.verdict is Verdict.DEAD and trail and trail.answer is None and not self.reached:
            sight = Sight(Verdict.UNKNOWN, "no host at all could be reached", cause=Cause.CONNECTION)
        if trail and trail.hops and (sight.verdict in (Verdict.OK, Verdict.MOVED) or sight.cause is Cause.HOME):
            self._ends[url] = trail.last
        names = _names(trail) if trail and url in self._deep else None
        fact = LinkFact(sight.verdict, sight.reason, sight.target, sight.cause, names)
        if url in self.found:
            self._progress.verdicts[self.found[url].verdict] -= 1
        self._progress.verdicts[fact.verdict] += 1
        self.found[url] = fact
        if self._told:
            self._told(url, fact)


def _may_be_soft(sight: Sight, trail: Trail) -> bool:
    """Whether it matters that the page may be shown for whatever is missing."""
    return sight.verdict is Verdict.MOVED or (sight.verdict is Verdict.OK and not trail.hops)


def _is_proven(task: _Task, sight: Sight) -> bool:
    """Whether the look before showed the same."""
    before = task.before
    return before is not None and (sight.verdict, sight.target) == (before.verdict, before.target)


def _believed(task: _Task, sight: Sight) -> Sight:
    """Return what to make of the last look: a death or a move that was seen but once is neither."""
    if _is_proven(task, sight) or sight.sure:
        return sight
    if sight.verdict is Verdict.DEAD:
        return Sight(Verdict.UNKNOWN, f"{sight.reason}, but not at each look", cause=Cause.SERVER)
    return Sight(Verdict.OK) if sight.verdict is Verdict.MOVED else sight


def _names(trail: Trail) -> frozenset[str] | None:
    """Return the names that a fragment can lead to; None where the page was not read whole, or a script fills it in."""
    answer = trail.answer
    if answer is None or not answer.whole or not html_page.is_html(answer.headers):
        return None
    page = html_page.Page(html_page.text_of(answer))
    readme = any(name.startswith(_README) for name in page.names)  # GitHub sends it, whatever else its scripts do
    return frozenset(page.names) if readme or not page.filled else None
