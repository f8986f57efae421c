"""Asking GitHub for repositories, many in one question.

https://docs.github.com/en/graphql: aliases put up to a hundred ``repository`` fields into one query of few points.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from awesome_lint.facts import Repository
from awesome_lint.online.fetcher import FetchError, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from awesome_lint.online.fetcher import Answer, Fetcher

API = "https://api.github.com/graphql"
_BATCH = 80
_ANSWER_LIMIT = 4 * 1024 * 1024  # bytes
_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]{0,38})/([\w.-]{1,100})", re.ASCII)


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
        told: Callable[[str, Repository | None], None] | None = None,
    ) -> None:
        """Take what asks, our name, the token, and who hears of each repository."""
        self.found: dict[str, Repository | None] = {}
        self.trouble = ""
        self.answered = False
        self._fetcher = fetcher
        self._headers = {"user-agent": agent, "authorization": f"bearer {token}", "content-type": "application/json"}
        self._url = url
        self._told = told

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
        request = Request(self._url, self._headers, "POST", _query(names), _ANSWER_LIMIT)
        try:
            answer = await self._fetcher.fetch(request)  # no redirect is followed, so the token goes nowhere else
        except FetchError as error:
            self.trouble = f"GitHub did not answer: {error}"
            return False
        self.answered = True
        data = _data(answer)
        if data is None:
            self.trouble = f"GitHub answered {answer.status}"
            return False
        missing = set(_missing(data))
        repositories = data.get("data") or {}
        for number, name in enumerate(names):
            alias = f"r{number}"
            if found := repositories.get(alias):
                self._keep(name, Repository(str(found["nameWithOwner"]), bool(found["isArchived"])))
            elif alias in missing:
                self._keep(name, None)
        if limited := [each for each in data.get("errors") or () if each.get("type") == "RATE_LIMITED"]:
            self.trouble = f"GitHub: {limited[0].get('message', 'rate limit exceeded')}"
        return not limited

    def _keep(self, name: str, repository: Repository | None) -> None:
        self.found[name] = repository
        if self._told:
            self._told(name, repository)


def _query(names: list[str]) -> bytes:
    fields = []
    for number, full in enumerate(names):
        owner, _, name = full.partition("/")
        fields.append(f'r{number}: repository(owner: "{owner}", name: "{name}") {{ nameWithOwner isArchived }}')
    return json.dumps({"query": "query { " + " ".join(fields) + " }"}).encode()


def _data(answer: Answer) -> dict[str, Any] | None:
    if answer.status != 200:  # noqa: PLR2004
        return None
    try:
        data = json.loads(answer.body)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _missing(data: dict[str, Any]) -> Iterator[str]:
    """Yield the aliases of which GitHub says that there is nothing."""
    for error in data.get("errors") or ():
        path = error.get("path") or ()
        if error.get("type") == "NOT_FOUND" and path:
            yield str(path[0])
