"""Asking arXiv's API for papers by their ids: one batch after the other, as its terms want it.

https://info.arxiv.org/help/api/user-manual.html and https://info.arxiv.org/help/api/tou.html
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from awesome_lint import arxiv
from awesome_lint.facts import Paper
from awesome_lint.online.fetcher import FetchError, Request
from awesome_lint.online.sight import retry_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from awesome_lint.online.fetcher import Answer, Fetcher

API = "https://export.arxiv.org/api/query"
_BATCH = 100
_GAP = 3.0  # seconds between requests: the API's terms of use
_ANSWER_LIMIT = 8 * 1024 * 1024  # bytes; a hundred records with long abstracts take half a megabyte
_LONGEST_WAIT = 60.0
_TRIES = 2

_ATOM = "{http://www.w3.org/2005/Atom}"
_COMMENT = "{http://arxiv.org/schemas/atom}comment"
_ID = re.compile(r"arxiv\.org/abs/(.+?)(?:v\d+)?$")
_WITHDRAWN = re.compile(r"\b(?:withdrawn|retracted)\b(?!\s+from\s+(?!arxiv))", re.IGNORECASE)
_NOT_ITSELF = re.compile(r"\b(?:not|previously|supersedes|replaces|earlier|old)\b[^.]*\bwithdrawn\b", re.IGNORECASE)


class _StopError(Exception):
    """The service does not want to be asked any more."""


class ArxivApi:
    """Asks for papers.

    ``found`` fills while ``ask`` runs. ``trouble`` says for people why some papers are not known, where any are not;
    ``answered`` whether the service answered at all.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        agent: str,
        *,
        url: str = API,
        gap: float = _GAP,
        told: Callable[[str, Paper | None], None] | None = None,
    ) -> None:
        """Take what asks, our name, and who hears of each paper; *gap* is in seconds."""
        self.found: dict[str, Paper | None] = {}
        self.trouble = ""
        self.answered = False
        self._fetcher = fetcher
        self._agent = agent
        self._url = url
        self._gap = gap
        self._told = told
        self._free_at = 0.0

    async def ask(self, names: Iterable[str]) -> dict[str, Paper | None]:
        """Return what arXiv has of the ids *names*; None for one that it has twice said not to have.

        An id that is no id is left out; so is everything that the service gave no answer to.
        """
        wanted = [name for name in dict.fromkeys(names) if arxiv.parse_id(name)]
        try:
            absent = await self._round(wanted)
            for name in await self._round(absent):
                self._keep(name, None)
        except _StopError as error:
            self.trouble = str(error)
        return self.found

    async def _round(self, names: list[str]) -> list[str]:
        """Ask for *names* in batches; return those that the answers left out."""
        absent: list[str] = []
        for start in range(0, len(names), _BATCH):
            absent += await self._batch(names[start : start + _BATCH])
        return absent

    async def _batch(self, names: list[str]) -> list[str]:
        answer = await self._answer(names)
        if answer is None:
            return []
        if answer.status == 400:  # noqa: PLR2004  (one id that it cannot read spoils its whole batch)
            if len(names) == 1:
                return names
            middle = len(names) // 2
            return await self._batch(names[:middle]) + await self._batch(names[middle:])
        try:
            papers = dict(_papers(answer.body))
        except ET.ParseError:
            self.trouble = "arXiv's answer could not be read"
            return []
        for name in names:
            if name in papers:
                self._keep(name, papers[name])
        return [name for name in names if name not in papers]

    async def _answer(self, names: list[str]) -> Answer | None:
        """Return the answer to one batch, None where there was none. Raises ``_StopError``."""
        url = f"{self._url}?id_list={','.join(names)}&max_results={len(names)}"
        for _ in range(_TRIES):
            await self._turn()
            try:
                answer = await self._fetcher.fetch(Request(url, {"user-agent": self._agent}, limit=_ANSWER_LIMIT))
            except FetchError as error:
                self.trouble = f"arXiv did not answer: {error}"
                continue
            self.answered = True
            if answer.status in (200, 400):
                return answer
            self.trouble = f"arXiv answered {answer.status}"
            if answer.status == 403:  # noqa: PLR2004  (its terms: stop)
                raise _StopError(self.trouble)
            told = retry_after(answer.headers.get("retry-after", ""), dt.datetime.now(dt.UTC))
            self._free_at += min(told, _LONGEST_WAIT)
        if self.trouble.endswith("429"):
            raise _StopError(self.trouble)
        return None

    async def _turn(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._free_at > now:
            await asyncio.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._gap

    def _keep(self, name: str, paper: Paper | None) -> None:
        self.found[name] = paper
        if self._told:
            self._told(name, paper)


def _papers(body: bytes) -> Iterable[tuple[str, Paper]]:
    """Yield the papers of an Atom feed by their ids. Raises ``ElementTree.ParseError``."""
    for entry in ET.fromstring(body).iter(f"{_ATOM}entry"):  # noqa: S314  (expat bounds what entities expand to)
        name = _ID.search((entry.findtext(f"{_ATOM}id") or "").strip())
        parsed = arxiv.parse_id(name[1]) if name else None
        title, summary, comment = (_text(entry, tag) for tag in (f"{_ATOM}title", f"{_ATOM}summary", _COMMENT))
        if parsed and title:
            day = _day(entry.findtext(f"{_ATOM}published"))
            yield parsed.text, Paper(title, day, is_withdrawn(comment), f"{summary} {comment}".strip())


def _text(entry: ET.Element, tag: str) -> str:
    return " ".join((entry.findtext(tag) or "").split())


def is_withdrawn(comment: str) -> bool:
    """Whether an author's comment says that the paper was withdrawn; the API has no other sign of it."""
    return bool(_WITHDRAWN.search(comment)) and not _NOT_ITSELF.search(comment)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
