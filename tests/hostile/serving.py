"""What servers of tests share: a loop in a thread of its own, and the tasks that serve connections."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence

# How a connection ends that somebody breaks off.
_ENDS = (ConnectionError, TimeoutError, asyncio.CancelledError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)


class Serving:
    """Listens at ``port`` of *addresses* while the context lasts; ``trouble`` is what went wrong in ``talk``."""

    def __init__(self, tls: ssl.SSLContext | None = None, addresses: Sequence[str] = ("127.0.0.1",)) -> None:
        self.port = 0
        self.trouble: list[BaseException] = []
        self._tls = tls
        self._addresses = addresses
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a connection."""
        raise NotImplementedError

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
            await self.talk(reader, writer)
        except _ENDS:
            pass
        except Exception as error:  # noqa: BLE001  (a test looks at it)
            self.trouble.append(error)
        finally:
            self._tasks.discard(task)
            with suppress(Exception):
                writer.close()
