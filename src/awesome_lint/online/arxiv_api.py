"""Asking arXiv's API for papers by their ids: one batch after the other, as its terms want it.

https://info.arxiv.org/help/api/user-manual.html and https://info.arxiv.org/help/api/tou.html
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from awesome_lint import arxiv
from awesome_lint.facts import Paper
from awesome_lint.online.sight import retry_after
from awesome_lint.online.trail import follow
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from awesome_lint.online.fetcher import Answer, Fetcher

API = "https://export.arxiv.org/api/query"
_BATCH = 100
_GAP = 3.0  # seconds between requests: the API's terms of use
_ANSWER_LIMIT = 8 * 1024 * 1024  # bytes; a hundred records with long abstracts take half a megabyte
_LONGEST_WAIT = 60.0
_BACKOFF = 4  # gaps that are waited where a refusal does not say how long
_TRIES = 3
_CONTROL = "0704.0001"
"""A paper that is there: an answer without it is cut short, and no proof that others are not."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_COMMENT = "{http://arxiv.org/schemas/atom}comment"
_ID = regex(r"arxiv\.org/abs/(.+?)(?:v\d+)?$")
_WITHDRAWN = regex(
    r"(?:^\W*(?:(?:temporarily|now|arxiv|admin|note|version)\W+)*(?:withdrawn|retracted)|"
    r"\b(?:paper|article|submission|manuscript|preprint|work|version|report|note|it)s?\s+"
    r"(?:(?:has|have|had|was|were|is|been|being|now|temporarily|hereby|by the authors?)\s+)*(?:withdrawn|retracted)|"
    r"\b(?:withdrawn|retracted)\s+(?:by|due|because|since|as)|"
    r"\b(?:withdraw|retract)\s+(?:this|our|the)\s+(?:paper|article|submission|manuscript|preprint|work))\b"
    r"(?!\s+from\s+(?!arxiv))",
    re.IGNORECASE,
)
_NOT_ITSELF = regex(
    r"\b(?:not|never|previously|supersedes|replaces|earlier|former|old|original|another|companion|of (?:a|the))\b[^.;]*"
    r"\b(?:withdrawn|retracted)\b",
    re.IGNORECASE,
)


_REFUSED = "arXiv answered {}"
_MALFORMED: Mapping[str, Paper] = MappingProxyType({})
"""Stands for an answer that there is an id in the batch which arXiv cannot read."""


class _StopError(Exception):
    """The service does not want to be asked any more."""


class ArxivApi:
    """Asks for papers.

    ``found`` fills while ``ask`` runs. ``trouble`` says for people why some papers are not known, where any are not.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        agent: str,
        *,
        url: str = API,
        gap: float = _GAP,
    ) -> None:
        """Take what asks and our name; *gap*, between requests, is in seconds."""
        self.found: dict[str, Paper | None] = {}
        self.trouble = ""
        self._fetcher = fetcher
        self._agent = agent
        self._url = url
        self._gap = gap
        self._free_at = 0.0

    async def ask(self, names: Iterable[str]) -> dict[str, Paper | None]:
        """Return what arXiv has of the ids *names*; None for one that it has twice said not to have.

        An id that is no id is left out; so is everything that the service gave no answer to.
        """
        wanted = [name for name in dict.fromkeys(names) if arxiv.parse_id(name)]
        try:
            absent = await self._round(wanted)
            for name in await self._round(absent, control=[_CONTROL]):
                self.found[name] = None
        except _StopError as error:
            self.trouble = str(error)
        return self.found

    async def _round(self, names: list[str], control: Sequence[str] = ()) -> list[str]:
        """Ask for *names* in batches; return those that the answers left out, though they have *control*."""
        absent: list[str] = []
        for start in range(0, len(names), _BATCH):
            absent += await self._batch(names[start : start + _BATCH], control)
        return absent

    async def _batch(self, names: list[str], control: Sequence[str]) -> list[str]:
        papers = await self._papers({*names, *control})
        if papers is None:
            return []
        if papers is _MALFORMED:
            if len(names) == 1:
                return names
            middle = len(names) // 2
            return await self._batch(names[:middle], control) + await self._batch(names[middle:], control)
        for name in names:
            if name in papers:
                self.found[name] = papers[name]
        absent = [name for name in names if name not in papers]
        if absent and not papers.keys() >= set(control):
            self.trouble = "arXiv's answer was not complete"
            return []
        return absent

    async def _papers(self, names: Collection[str]) -> Mapping[str, Paper] | None:
        """Return what arXiv has of *names*, None without an answer. Raises ``_StopError``."""
        url = f"{self._url}?id_list={','.join(sorted(names))}&max_results={len(names)}"
        refused = False
        for _ in range(_TRIES):
            await self._turn()
            trail = await follow(self._fetcher, url, lambda _at: {"user-agent": self._agent}, _ANSWER_LIMIT)
            answer, refused = trail.answer, True
            if answer is None:
                self.trouble = f"arXiv did not answer: {trail.detail or 'redirects in a circle'}"
            elif answer.status == HTTPStatus.FORBIDDEN:  # its terms: stop
                raise _StopError(_REFUSED.format(403))
            elif answer.status in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST):
                papers = _read(answer)
                if papers is not None:
                    return papers
                self.trouble, refused = "arXiv's answer could not be read", False
            else:
                self.trouble = _REFUSED.format(answer.status)
                told = retry_after(answer.headers.get("retry-after", ""), dt.datetime.now(dt.UTC))
                self._wait(min(told, _LONGEST_WAIT) or _BACKOFF * self._gap)
        if refused:
            raise _StopError(self.trouble)
        return None

    def _wait(self, seconds: float) -> None:
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    async def _turn(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._free_at > now:
            await asyncio.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._gap


def _read(answer: Answer) -> Mapping[str, Paper] | None:
    """Return the papers of an Atom feed by their ids, ``_MALFORMED`` where it tells of an id, None for no feed."""
    try:
        feed = ET.fromstring(answer.body)  # noqa: S314  (expat bounds what entities expand to)
    except (ET.ParseError, ValueError, LookupError):
        return None
    if not answer.whole or feed.tag != f"{_ATOM}feed":
        return None
    papers = {}
    for entry in feed.iter(f"{_ATOM}entry"):
        name = _ID.search((entry.findtext(f"{_ATOM}id") or "").strip())
        parsed = arxiv.parse_id(name[1]) if name else None
        title, summary, comment = (_text(entry, tag) for tag in (f"{_ATOM}title", f"{_ATOM}summary", _COMMENT))
        if title == "Error" and not parsed:
            return _MALFORMED
        if parsed and title:
            day = _day(entry.findtext(f"{_ATOM}published"))
            papers[parsed.text] = Paper(title, day, is_withdrawn(comment), f"{summary} {comment}".strip())
    return papers if answer.status == HTTPStatus.OK else None


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
