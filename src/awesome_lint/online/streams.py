"""Bytes to and from one host, straight on asyncio's transports."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpcore2

if TYPE_CHECKING:
    import ssl

_FULL = 256 * 1024  # bytes that wait to be read, from which on the host has to wait


class _Received(asyncio.Protocol):
    """What has arrived and nobody has read yet."""

    def __init__(self) -> None:
        self.waiting = bytearray()
        self.ended = False
        self.broken: Exception | None = None
        self.news: asyncio.Future[None] | None = None
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]  # a stream's transport has both ways

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        if len(self.waiting) > _FULL:
            self.transport.pause_reading()
        self.tell()

    def eof_received(self) -> None:
        self.ended = True
        self.tell()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended, self.broken = True, exc
        self.tell()

    def tell(self) -> None:
        if self.news and not self.news.done():
            self.news.set_result(None)


class Stream(httpcore2.AsyncNetworkStream):
    """An open connection. Of timeouts it keeps those of handshakes: a whole request is bounded where it is made."""

    def __init__(self, received: _Received) -> None:
        """Take over a connection that was made."""
        self._received = received
        self._tls: object = None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109  (httpcore2's own)
        """Return what has come, nothing at the end. Raises ``httpcore2.ReadError``."""
        received = self._received
        while not received.waiting:
            if received.broken:
                raise httpcore2.ReadError from received.broken
            if received.ended:
                return b""
            received.news = asyncio.get_running_loop().create_future()
            await received.news
        data = bytes(received.waiting[:max_bytes])
        del received.waiting[:max_bytes]
        if len(received.waiting) <= _FULL and not received.ended:
            received.transport.resume_reading()
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109  (httpcore2's own)
        """Send; requests are small, so nothing waits until they have left. Raises ``httpcore2.WriteError``."""
        if self._received.transport.is_closing():
            raise httpcore2.WriteError
        self._received.transport.write(buffer)

    async def aclose(self) -> None:
        """Close at once, without the goodbyes that a slow host could draw out."""
        self._received.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore2's own)
    ) -> httpcore2.AsyncNetworkStream:
        """Shake hands. Raises ``httpcore2.ConnectError`` and ``httpcore2.ConnectTimeout``."""
        received = self._received
        try:
            async with asyncio.timeout(timeout):
                found = await asyncio.get_running_loop().start_tls(
                    received.transport, received, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as error:
            received.transport.abort()
            raise httpcore2.ConnectTimeout from error
        except (OSError, ValueError) as error:  # ValueError: the host's name is none that TLS can carry
            received.transport.abort()
            raise httpcore2.ConnectError from error
        if found is None:
            raise httpcore2.ConnectError from received.broken
        received.transport = found
        self._tls = found.get_extra_info("ssl_object")
        return self

    def get_extra_info(self, info: str) -> object:
        """Return what ``httpcore2`` asks for: whether the host has spoken or gone, and what TLS agreed on."""
        if info == "is_readable":
            received = self._received
            return received.ended or bool(received.waiting) or received.transport.is_closing()
        return self._tls if info == "ssl_object" else None


async def connect(address: str, port: int, seconds: float | None) -> Stream:
    """Connect to the IP *address*. Raises ``httpcore2.ConnectError`` and ``httpcore2.ConnectTimeout``."""
    try:
        async with asyncio.timeout(seconds):
            _, received = await asyncio.get_running_loop().create_connection(_Received, address, port)
    except TimeoutError as error:
        raise httpcore2.ConnectTimeout from error
    except (OSError, OverflowError) as error:
        raise httpcore2.ConnectError from error
    return Stream(received)
