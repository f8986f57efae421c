"""When which address is asked: a queue for each host, with its own number at once, gap and gate."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Item = TypeVar("Item")


class Pace(NamedTuple):
    """How a host is asked: ``at_once`` requests, each at least ``gap`` seconds after the one before."""

    at_once: int
    gap: float = 0.0


@dataclass(slots=True)
class _Host(Generic[Item]):
    pace: Pace
    waiting: deque[Item] = field(default_factory=deque)
    running: int = 0
    delayed: int = 0
    """How many of its items wait for their own time."""
    opens: float = 0.0
    """When its next request may start, by the loop's clock."""
    queued: bool = False
    """Whether it stands among the hosts whose turn comes."""
    parked: bool = False
    """Whether it waits for its gate to open."""


class Queues(Generic[Item]):
    """Hands items to a worker, hosts in turn, at most ``workers`` at once in all.

    ``pace_of`` gives a host's pace when it is first met. Items may be put while others run.
    """

    def __init__(self, worker: Callable[[Item], Awaitable[None]], pace_of: Callable[[str], Pace], workers: int) -> None:
        """Start nothing yet."""
        self._worker = worker
        self._pace_of = pace_of
        self._free = self._workers = workers
        self._hosts: dict[str, _Host[Item]] = {}
        self._turns: deque[_Host[Item]] = deque()
        self._later: list[tuple[float, int, _Host[Item], tuple[Item, ...]]] = []
        self._numbers = count()
        self._wake = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._failed: BaseException | None = None

    def put(self, host: str, item: Item, delay: float = 0.0) -> None:
        """Have *item* worked on when it is its host's turn, *delay* seconds from now at the earliest."""
        found = self._host(host)
        if delay > 0:
            self._postpone(self._now() + delay, found, item)
            return
        found.waiting.append(item)
        self._queue(found)

    def close_gate(self, host: str, seconds: float) -> float:
        """Let no request to *host* start for so long; a longer closure that holds already stays.

        Return by how many seconds the gate opens later than before.
        """
        found = self._host(host)
        before, found.opens = found.opens, max(found.opens, self._now() + seconds)
        return found.opens - max(before, self._now())

    async def turn(self, host: str) -> None:
        """Wait until *host* may be asked once more by a worker that is at it already."""
        found = self._host(host)
        while (wait := found.opens - self._now()) > 0:  # noqa: ASYNC110  (a gate may be closed for longer meanwhile)
            await asyncio.sleep(wait)
        found.opens = self._now() + found.pace.gap

    def slow_down(self, host: str, pace: Pace) -> None:
        """Ask *host* by another pace from now on."""
        self._host(host).pace = pace

    def waiting(self) -> dict[str, int]:
        """Return how many items wait or run, by host, for the hosts with any."""
        found = {name: len(host.waiting) + host.delayed + host.running for name, host in self._hosts.items()}
        return {name: number for name, number in found.items() if number}

    async def run(self) -> None:
        """Work until nothing waits and nothing runs. Raises what a worker raised; cancelled, it ends the workers."""
        try:
            while self._step():
                await self._pause()
            if self._failed:
                raise self._failed
        finally:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    def _step(self) -> bool:
        """Start what may start; whether anything is left to wait for."""
        now = self._now()
        while self._later and self._later[0][0] <= now:
            _, _, host, items = heapq.heappop(self._later)
            host.parked = host.parked and bool(items)
            host.waiting.extend(items)
            host.delayed -= len(items)
            self._queue(host)
        while self._free and self._turns and not self._failed:
            self._start_one(self._turns.popleft(), now)
        return not self._failed and bool(self._free < self._workers or self._turns or self._later)

    def _start_one(self, host: _Host[Item], now: float) -> None:
        host.queued = False
        if not host.waiting or host.running >= max(host.pace.at_once, 1):
            return  # an ending request queues it again
        if host.opens > now:
            host.parked = True
            self._postpone(host.opens, host)
            return
        item = host.waiting.popleft()
        host.running += 1
        host.opens = now + host.pace.gap
        self._free -= 1
        task = asyncio.ensure_future(self._work(host, item))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        self._queue(host)

    async def _work(self, host: _Host[Item], item: Item) -> None:
        try:
            await self._worker(item)
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001  (told by `run`)
            self._failed = self._failed or error
        finally:
            host.running -= 1
            self._free += 1
            self._queue(host)
            self._wake.set()

    def _queue(self, host: _Host[Item]) -> None:
        if host.waiting and not host.queued and not host.parked:
            host.queued = True
            self._turns.append(host)
            self._wake.set()

    def _postpone(self, until: float, host: _Host[Item], *items: Item) -> None:
        host.delayed += len(items)
        heapq.heappush(self._later, (until, next(self._numbers), host, items))
        self._wake.set()

    async def _pause(self) -> None:
        delay = max(self._later[0][0] - self._now(), 0.0) if self._later else None
        with suppress(TimeoutError):
            async with asyncio.timeout(delay):
                await self._wake.wait()
        self._wake.clear()

    def _host(self, name: str) -> _Host[Item]:
        if name not in self._hosts:
            self._hosts[name] = _Host(self._pace_of(name))
        return self._hosts[name]

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
