"""Connections that are kept open for the next request to the same host.

``httpcore2``'s own pool looks at all its connections for each request, and at each of them with a system call:
at a hundred connections that is most of a run's time. This one finds its connection by host.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

import httpcore2

if TYPE_CHECKING:
    from collections.abc import Callable

    Connection = httpcore2.AsyncConnectionInterface
    Key = tuple[bytes, bytes, int]


class Pool:
    """Sends requests, each on a connection of its own, and keeps up to ``size`` idle ones.

    How many are open at once is the business of who sends. ``make`` gives a new connection.
    """

    def __init__(self, make: Callable[[httpcore2.Origin], Connection], size: int) -> None:
        """Open nothing yet."""
        self._make = make
        self._size = size
        self._idle: dict[Key, deque[Connection]] = defaultdict(deque)
        self._age: dict[Connection, Key] = {}  # the idle ones, oldest first
        self._busy: set[Connection] = set()

    async def send(self, request: httpcore2.Request) -> tuple[httpcore2.Response, Connection]:
        """Return the answer, and the connection to hand back once it was read. Raises ``httpcore2``'s errors.

        A host may close a connection while it is idle: what was sent into that is sent once more.
        """
        origin = request.url.origin
        while connection := await self._kept(_key(origin)):
            try:
                return await self._on(connection, request), connection
            except (httpcore2.NetworkError, httpcore2.RemoteProtocolError, httpcore2.ConnectionNotAvailable):
                if request.method != b"GET":
                    raise
        connection = self._make(origin)
        return await self._on(connection, request), connection

    async def _on(self, connection: Connection, request: httpcore2.Request) -> httpcore2.Response:
        self._busy.add(connection)
        try:
            return await connection.handle_async_request(request)
        except BaseException:
            self._busy.discard(connection)
            await connection.aclose()
            raise

    async def _kept(self, key: Key) -> Connection | None:
        """Return the idle connection to a host that was used last, if one still holds."""
        idle = self._idle.get(key)
        while idle:
            connection = idle[-1]
            self._forget(connection)
            if not connection.has_expired() and not connection.is_closed():
                return connection
            await connection.aclose()
        return None

    async def take_back(self, connection: Connection, origin: httpcore2.Origin) -> None:
        """Keep *connection* to *origin*, whose answer is closed, where it can serve again."""
        self._busy.discard(connection)
        if not connection.is_idle() or connection.is_closed():
            await connection.aclose()
            return
        key = self._age[connection] = _key(origin)
        self._idle[key].append(connection)
        if len(self._age) > self._size:
            oldest = next(iter(self._age))
            self._forget(oldest)
            await oldest.aclose()

    def _forget(self, connection: Connection) -> None:
        key = self._age.pop(connection)
        self._idle[key].remove(connection)
        if not self._idle[key]:
            del self._idle[key]

    async def aclose(self) -> None:
        """Close all connections."""
        for connection in [*self._age, *self._busy]:
            await connection.aclose()
        self._idle.clear()
        self._age.clear()
        self._busy.clear()


def _key(origin: httpcore2.Origin) -> Key:
    return origin.scheme, origin.host, origin.port
