"""Asking beside a page where nothing can stand, to know what its host answers then."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from awesome_lint.online import hosts, soft
from awesome_lint.online.sight import is_front

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable

    from awesome_lint.online.trail import Trail


class Siblings:
    """What hosts answer where nothing can stand, asked for once a folder."""

    def __init__(self, trail_of: Callable[[str], Awaitable[Trail]]) -> None:
        """Take what asks."""
        self._trail_of = trail_of
        self._known: dict[tuple[str, bool], asyncio.Task[Counter[str] | None]] = {}

    async def are_like(self, trail: Trail, *, again: bool) -> bool:
        """Whether the page at *trail*'s end is what its host shows of whatever is missing; *again* asks once more."""
        if trail.answer is None or is_front(trail.last) or hosts.is_honest(hosts.host_of(trail.last)):
            return False
        folder = soft.folder_of(trail.last), again
        known = self._known.get(folder)
        if known and known.done() and known.result() is None:
            return False  # most hosts say that it is missing, and their pages need not be read
        words = soft.words_of(trail.answer, trail.last)
        if words is None:
            return False
        if folder not in self._known:
            self._known[folder] = asyncio.ensure_future(self._words_beside(trail.last))
        beside = await asyncio.shield(self._known[folder])
        return beside is not None and soft.alike(words, beside)

    async def aclose(self) -> None:
        """Wait for no answer any more."""
        for task in self._known.values():
            task.cancel()
        await asyncio.gather(*self._known.values(), return_exceptions=True)
        self._known.clear()

    async def _words_beside(self, url: str) -> Counter[str] | None:
        beside = soft.sibling(url)
        trail = await self._trail_of(beside)
        if trail.hops or trail.answer is None or trail.answer.status != HTTPStatus.OK:
            return None
        return soft.words_of(trail.answer, beside)
