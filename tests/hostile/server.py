"""The server: what a visit is, and how it is answered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hostile.serving import Serving

if TYPE_CHECKING:
    import asyncio
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


class Server(Serving):
    """Serves cases by the first step of a path; ``visits`` are all so far."""

    def __init__(
        self, cases: Mapping[str, Serve], tls: ssl.SSLContext | None = None, addresses: Sequence[str] = ("127.0.0.1",)
    ) -> None:
        super().__init__(tls, addresses)
        self.visits: list[Visit] = []
        self._cases = cases
        self._counts: Counter[str] = Counter()

    def of(self, case: str) -> list[Visit]:
        """Return the visits to one case."""
        return [visit for visit in self.visits if visit.case == case]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
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
