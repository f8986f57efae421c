"""A bound on how many requests start in a second, all hosts together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_lint.online.fetcher import Answer, Fetcher, Request


class Throttle:
    """A fetcher that lets another one start at most *rate* requests a second."""

    def __init__(self, fetcher: Fetcher, rate: float) -> None:
        """Take what asks, and the rate, which is above 0."""
        self._fetcher = fetcher
        self._gap = 1 / rate
        self._free_at = 0.0

    async def fetch(self, request: Request) -> Answer:
        """Return the answer when it is the request's turn. Raises ``FetchError``."""
        now = asyncio.get_running_loop().time()
        start = max(now, self._free_at)
        self._free_at = start + self._gap
        if start > now:
            await asyncio.sleep(start - now)
        return await self._fetcher.fetch(request)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._fetcher.aclose()
