"""A small forward proxy, which leads every name to one server on the loopback interface."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from hostile.serving import Serving


class Proxy(Serving):
    """Forwards to ``target``; ``heads`` are the request heads that came, as text."""

    def __init__(self, target: int) -> None:
        super().__init__()
        self.heads: list[str] = []
        self._target = target

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.heads.append(head.decode("latin-1"))
        there, onward = await asyncio.open_connection("127.0.0.1", self._target)
        try:
            if head.startswith(b"CONNECT"):
                writer.write(b"HTTP/1.1 200 Go\r\n\r\n")
            else:
                onward.write(head)
            await asyncio.gather(_pour(reader, onward), _pour(there, writer))
        finally:
            with suppress(Exception):
                onward.close()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()
    writer.close()
