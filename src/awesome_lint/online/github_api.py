"""Asking GitHub for repositories, many in one question.

https://docs.github.com/en/graphql: aliases put up to a hundred ``repository`` fields into one query of few points.
"""

from __future__ import annotations

import asyncio
import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from awesome_lint.facts import Repository
from awesome_lint.online.fetcher import FetchError, Request
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.online.fetcher import Fetcher

API = "https://api.github.com/graphql"
_BATCH = 80
_ANSWER_LIMIT = 4 * 1024 * 1024  # bytes
_NAME = regex(r"[\w-]{1,64}/[\w.-]{1,100}", re.ASCII)
_TRIES, _PAUSE = 2, 1.0  # seconds; a large question sometimes takes GitHub too long the first time


_LIMITS = ("RATE_LIMITED", "RATE_LIMIT")
_REASONS = {
    401: "GitHub does not take the token (401)",
    403: "GitHub refuses the token, or it was asked too often (403)",
    429: "GitHub was asked too often (429)",
}


class GithubApi:
    """Asks for repositories with *token*, which is sent to this service alone.

    ``found`` fills while ``ask`` runs. ``trouble`` says for people why some are not known, where any are not.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        agent: str,
        token: str,
        *,
        url: str = API,
        pause: float = _PAUSE,
    ) -> None:
        """Take what asks, our name and the token; *pause*, before a second try, is in seconds."""
        self.found: dict[str, Repository | None] = {}
        self.trouble = ""
        self._fetcher = fetcher
        self._headers = {"user-agent": agent, "authorization": f"bearer {token}", "content-type": "application/json"}
        self._url = url
        self._pause = pause

    async def ask(self, names: Iterable[str]) -> dict[str, Repository | None]:
        """Return what GitHub has of *names* (``owner/name``, any case), keyed in lower case.

        None is GitHub's own word that there is no such public repository. What it did not say is left out.
        """
        wanted = [name for name in dict.fromkeys(each.lower() for each in names) if _NAME.fullmatch(name)]
        for start in range(0, len(wanted), _BATCH):
            if not await self._batch(wanted[start : start + _BATCH]):
                break
        return self.found

    async def _batch(self, names: list[str]) -> bool:
        """Ask for *names*; whether to go on."""
        data = await self._data(Request(self._url, self._headers, "POST", _query(names), _ANSWER_LIMIT))
        if data is None:
            return False
        errors = [each for each in _list(data.get("errors")) if isinstance(each, dict)]
        missing = {
            str(_list(each.get("path"))[0]) for each in errors if each.get("type") == "NOT_FOUND" and each.get("path")
        }
        repositories = data.get("data")
        for number, name in enumerate(names):
            alias = f"r{number}"
            found = repositories.get(alias) if isinstance(repositories, dict) else None
            if isinstance(found, dict) and isinstance(found.get("nameWithOwner"), str):
                self.found[name] = Repository(found["nameWithOwner"], found.get("isArchived") is True)
            elif alias in missing:
                self.found[name] = None
        others = [each for each in errors if each.get("type") != "NOT_FOUND"]
        if others:
            self.trouble = f"GitHub: {others[0].get('message', 'an error without a message')}"
        return bool(repositories) and not any(each.get("type") in _LIMITS for each in others)

    async def _data(self, request: Request) -> dict[str, Any] | None:
        """Return the answer's data; None where there is none, with ``trouble`` set."""
        for attempt in range(_TRIES):
            await asyncio.sleep(self._pause * attempt)
            try:
                answer = await self._fetcher.fetch(request)  # no redirect is followed, so the token goes nowhere else
            except FetchError as error:
                self.trouble = f"GitHub did not answer: {error}"
                continue
            if answer.status == HTTPStatus.OK and (data := _object(answer.body)) is not None:
                return data
            self.trouble = _REASONS.get(answer.status, f"GitHub answered {answer.status}")
            if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                break
        return None


def _query(names: list[str]) -> bytes:
    fields = []
    for number, full in enumerate(names):
        owner, _, name = full.partition("/")
        fields.append(f'r{number}: repository(owner: "{owner}", name: "{name}") {{ nameWithOwner isArchived }}')
    return json.dumps({"query": "query { " + " ".join(fields) + " }"}).encode()


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
