"""Connecting to hosts: each name is looked up once, its addresses checked, and the checked one connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import httpcore2

from awesome_lint.online import streams
from awesome_lint.online.fetcher import FetchError, Trouble
from awesome_lint.online.public import is_public

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    Resolver = Callable[[str, int], Awaitable[list[str]]]
    """From host and port to IP addresses, best first. Raises ``socket.gaierror``."""

_LOOKUPS = 32  # at once
_LOOKUP_TIME = 10.0  # seconds
_TRIED = 2  # addresses of a host; more would only draw out the wait for a dead one
_NOT_THERE = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class SystemResolver:
    """Looks names up as the system does, each in a thread that no end of the program waits for."""

    def __init__(self) -> None:
        """Start no thread yet."""
        self._free = asyncio.Semaphore(_LOOKUPS)

    async def __call__(self, host: str, port: int) -> list[str]:
        """Return the addresses of *host*, best first. Raises ``OSError``, ``UnicodeError`` and ``TimeoutError``."""
        with suppress(ValueError):
            return [str(ipaddress.ip_address(host))]  # no name at all
        async with self._free, asyncio.timeout(_LOOKUP_TIME):
            found: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
            threading.Thread(target=_look_up, args=(found, host, port), daemon=True).start()
            return await found


def _look_up(found: asyncio.Future[list[str]], host: str, port: int) -> None:
    """Look *host* up and say so where *found* is waited for, if it still is."""
    loop = found.get_loop()
    addresses: list[str] = []
    trouble: Exception | None = None
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]) for each in answers))
    except (OSError, ValueError, OverflowError) as error:
        trouble = error

    def say() -> None:
        if found.done():
            return
        if trouble:
            found.set_exception(trouble)
        else:
            found.set_result(addresses)

    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(say)


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections for ``httpcore2``, to public addresses alone unless told otherwise.

    The address that was checked is the one that is connected to, so a name that resolves to another
    address a moment later gains nothing.
    """

    def __init__(self, resolve: Resolver, *, allow_private: bool = False) -> None:
        """Take the resolver and the policy."""
        self._resolve = resolve
        self._allow_private = allow_private
        self._known: dict[tuple[str, int], asyncio.Task[list[str]]] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore2's own signature)
        local_address: str | None = None,  # noqa: ARG002  (as above)
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002  (as above)
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of *host* that answers. Raises ``FetchError`` and ``httpcore2``'s errors."""
        addresses = (await self.checked(host, port))[:_TRIED]
        last: Exception | None = None
        for address in addresses:
            try:
                return await streams.connect(address, port, timeout and timeout / len(addresses))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last or FetchError(Trouble.NO_HOST, host)

    async def checked(self, host: str, port: int) -> list[str]:
        """Return the addresses of *host* that may be asked, those of both families in front. Raises ``FetchError``."""
        found = await self._addresses(host.strip("[]"), port)
        allowed = [each for each in found if self._allow_private or is_public(each)]
        if not allowed:
            raise FetchError(Trouble.PRIVATE, host)
        first_of_others = [each for each in allowed if (":" in each) != (":" in allowed[0])][:1]
        return [allowed[0], *first_of_others, *(each for each in allowed[1:] if each not in first_of_others)]

    async def aclose(self) -> None:
        """Wait for no lookup any more."""
        for task in self._known.values():
            task.cancel()
        await asyncio.gather(*self._known.values(), return_exceptions=True)
        self._known.clear()

    async def _addresses(self, host: str, port: int) -> list[str]:
        task = self._known.get((host, port))
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._known[host, port] = asyncio.ensure_future(self._resolve(host, port))
            task.add_done_callback(_heard)
        try:
            found = await asyncio.shield(task)
        except socket.gaierror as error:
            trouble = Trouble.NO_HOST if error.errno in _NOT_THERE else Trouble.UNRESOLVED
            raise FetchError(trouble, host) from None
        except (OSError, RuntimeError):  # also no time, no file or no thread left: none of them the host's fault
            raise FetchError(Trouble.UNRESOLVED, host) from None
        except (ValueError, OverflowError):  # a label longer than 63 bytes is no host name
            raise FetchError(Trouble.NO_HOST, host) from None
        if not found:
            raise FetchError(Trouble.NO_HOST, host)
        return found

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


def _heard(task: asyncio.Task[list[str]]) -> None:
    """Take note of a failure that nobody waits for any more."""
    if not task.cancelled():
        task.exception()
