"""Connecting to hosts: each name is looked up once, its addresses checked, and the checked one connected to."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpcore2

from awesome_lint.online.fetcher import FetchError, Trouble
from awesome_lint.online.public import is_public

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    Resolver = Callable[[str, int], Awaitable[list[str]]]
    """From host and port to IP addresses, best first. Raises ``socket.gaierror``."""

_LOOKUPS = 32  # at once; a lookup waits in a thread of its own
_NOT_THERE = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class SystemResolver:
    """Looks names up as the system does, in threads."""

    def __init__(self) -> None:
        """Start no thread yet."""
        self._threads = ThreadPoolExecutor(_LOOKUPS, "resolver")

    async def __call__(self, host: str, port: int) -> list[str]:
        """Return the addresses of *host*, best first. Raises ``socket.gaierror``."""
        found = await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, host, port)
        return list(dict.fromkeys(str(each[4][0]) for each in found))

    @staticmethod
    def _ask(host: str, port: int) -> list[tuple[object, object, object, object, tuple[object, ...]]]:
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    def close(self) -> None:
        """Wait for no lookup that still runs."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections for ``httpcore2``, to public addresses alone unless told otherwise.

    The address that was checked is the one that is connected to, so a name that resolves to another
    address a moment later gains nothing. ``free`` are hosts that may be private: the user's proxies.
    """

    def __init__(self, resolve: Resolver, *, allow_private: bool = False, free: Iterable[str] = ()) -> None:
        """Take the resolver and the policy."""
        self._resolve = resolve
        self._allow_private = allow_private
        self._free = frozenset(free)
        self._backend = httpcore2.AnyIOBackend()
        self._known: dict[tuple[str, int], asyncio.Task[list[str]]] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore2's own signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of *host* that answers. Raises ``FetchError`` and ``httpcore2``'s errors."""
        addresses = await self.checked(host, port)
        last: Exception | None = None
        for address in addresses[:2]:  # of both families the first: more would double the wait for a dead host
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last or FetchError(Trouble.NO_HOST, host)

    async def checked(self, host: str, port: int) -> list[str]:
        """Return the addresses of *host* that may be asked. Raises ``FetchError``."""
        found = await self._addresses(host.strip("[]"), port)
        allowed = [each for each in found if self._allow_private or host in self._free or is_public(each)]
        if not allowed:
            raise FetchError(Trouble.PRIVATE, host)
        first_of_others = [each for each in allowed if (":" in each) != (":" in allowed[0])][:1]
        return [allowed[0], *first_of_others, *(each for each in allowed[1:] if each not in first_of_others)]

    async def _addresses(self, host: str, port: int) -> list[str]:
        task = self._known.get((host, port))
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._known[host, port] = asyncio.ensure_future(self._resolve(host, port))
        try:
            found = await asyncio.shield(task)
        except socket.gaierror as error:
            trouble = Trouble.NO_HOST if error.errno in _NOT_THERE else Trouble.UNRESOLVED
            raise FetchError(trouble, host) from None
        except (OSError, UnicodeError):  # a label longer than 63 bytes is no host name
            raise FetchError(Trouble.NO_HOST, host) from None
        if not found:
            raise FetchError(Trouble.NO_HOST, host)
        return found

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
