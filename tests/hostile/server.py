"""The server: what a visit is, and how it is answered. It runs in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    Serve = Callable[["Visit"], Awaitable[None]]

_HTML = {"content-type": "text/html; charset=utf-8"}


class Visit:
    """One request, and the means to answer it well or badly.

    ``rest`` is the path behind the case's name, ``count`` how often that address was asked for before.
    """

    def __init__(self, method: str, target: str, headers: Mapping[str, str], count: int) -> None:
        self.method, self.target, self.headers, self.count = method, target, headers, count
        path = (
            target.partition("?")[0].partition("://")[2].partition("/")[2] if target.startswith("http") else target[1:]
        )
        self.case, _, self.rest = path.partition("?")[0].partition("/")
        self.close = False
        self.writer: asyncio.StreamWriter

    async def send(
        self, status: int, body: str | bytes = b"", headers: Mapping[str, str] | None = None, **more: str
    ) -> None:
        """Answer as a good server does, *headers* with any names."""
        data = body.encode() if isinstance(body, str) else body
        found = {"content-length": str(len(data)), **_HTML, **(headers or {}), **more}
        lines = [f"HTTP/1.1 {status} Some Reason", *(f"{name}: {value}" for name, value in found.items() if value)]
        head = "\r\n".join([*lines, "", ""]).encode("utf-8")
        await self.raw(head + (b"" if self.method == "HEAD" else data))

    async def raw(self, data: bytes) -> None:
        """Send just this."""
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Break the connection off."""
        self.close = True
        self.writer.transport.abort()


class Server:
    """Serves cases by the first step of a path, at ``port``; ``visits`` are all so far."""

    def __init__(
        self, cases: Mapping[str, Serve], tls: ssl.SSLContext | None = None, addresses: Sequence[str] = ("127.0.0.1",)
    ) -> None:
        self.port = 0
        self.visits: list[Visit] = []
        self.trouble: list[BaseException] = []
        self._cases = cases
        self._tls = tls
        self._addresses = addresses
        self._counts: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        assert not self._thread.is_alive()

    @property
    def open(self) -> int:
        """How many connections are open."""
        return len(self._tasks)

    def of(self, case: str) -> list[Visit]:
        """Return the visits to one case."""
        return [visit for visit in self.visits if visit.case == case]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        servers = [self._loop.run_until_complete(self._listen(address)) for address in self._addresses]
        self._ready.set()
        self._loop.run_forever()
        for server in servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _listen(self, address: str) -> asyncio.Server:
        server = await asyncio.start_server(self._meet, address, self.port, ssl=self._tls, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            await self._talk(reader, writer)
        except (
            ConnectionError,
            asyncio.CancelledError,
            asyncio.IncompleteReadError,
            asyncio.LimitOverrunError,
            TimeoutError,
        ):
            pass
        except Exception as error:  # noqa: BLE001  (a test looks at it)
            self.trouble.append(error)
        finally:
            self._tasks.discard(task)
            with suppress(Exception):
                writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, target, _ = head[0].split(" ")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            await reader.readexactly(int(headers.get("content-length", 0)))
            where = headers.get("host", "") + target
            visit = Visit(method, target, headers, self._counts[where])
            visit.writer = writer
            self._counts[where] += 1
            self.visits.append(visit)
            await self._cases.get(visit.case, _missing)(visit)
            if visit.close:
                return


async def _missing(visit: Visit) -> None:
    await visit.send(404, "<title>Nothing</title>")
