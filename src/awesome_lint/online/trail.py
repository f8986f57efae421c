"""Following one address through its redirects, as a browser would: cookies kept, bounds set."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from awesome_lint.online.fetcher import BODY_LIMIT, Answer, FetchError, Request, Trouble
from awesome_lint.online.hosts import host_of, is_registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.online.fetcher import Fetcher

_HOPS = 10
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


class Hop(NamedTuple):
    """One redirect: where it was met, and its status."""

    url: str
    status: int


class Trail(NamedTuple):
    """What following *url* came to: the redirects, the last address, and its answer or the trouble there."""

    url: str
    hops: tuple[Hop, ...]
    last: str
    answer: Answer | None = None
    trouble: Trouble | None = None
    detail: str = ""
    looped: bool = False

    @property
    def permanent(self) -> bool:
        """Whether every redirect says that it is for good."""
        return bool(self.hops) and all(hop.status in (301, 308) for hop in self.hops)


async def follow(fetcher: Fetcher, url: str, headers: Mapping[str, str], limit: int = BODY_LIMIT) -> Trail:
    """Ask for *url* and go where redirects lead. Raises nothing that a server can cause.

    *limit* bounds the last page's body, in bytes. ``authorization`` is sent to the first host alone. A
    registry's redirect is its answer and is not followed.
    """
    hops: list[Hop] = []
    jar = Cookies()
    seen: set[tuple[str, str]] = set()
    first, at = host_of(url), url
    while True:
        sent = {**headers, **jar.header(at)}
        if host_of(at) != first:
            sent.pop("authorization", None)
        if (at, sent.get("cookie", "")) in seen or len(hops) > _HOPS:
            return Trail(url, tuple(hops), at, looped=True)
        seen.add((at, sent.get("cookie", "")))
        try:
            answer = await fetcher.fetch(Request(at, sent, limit=limit))
        except FetchError as error:
            return Trail(url, tuple(hops), at, trouble=error.trouble, detail=str(error))
        jar.take(at, answer.headers.get("set-cookie", ""))
        target = _target(at, answer)
        if not target or is_registry(host_of(at)):
            return Trail(url, tuple(hops), at, answer)
        hops.append(Hop(at, answer.status))
        at = target


def _target(at: str, answer: Answer) -> str:
    """Return where *answer* sends its reader, without fragment; nothing where it does not."""
    location = answer.headers.get("location", "")
    if answer.status not in _REDIRECTS or not location:
        return ""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")  # servers send CJK paths raw
    try:
        return urljoin(at, location.strip()).partition("#")[0]
    except ValueError:
        return ""


class Cookies:
    """The cookies of one trail, by host; they are forgotten with it."""

    def __init__(self) -> None:
        """Start without any."""
        self._by_host: dict[str, dict[str, str]] = {}

    def take(self, url: str, lines: str) -> None:
        """Keep what the ``set-cookie`` *lines* of an answer from *url* set."""
        host = urlsplit(url).hostname or ""
        for line in lines.splitlines():
            pair, *attributes = line.split(";")
            name, _, value = pair.strip().partition("=")
            domain = next((each.strip()[7:].lstrip(".").lower() for each in attributes if _is_domain(each)), "")
            owner = domain if "." in domain and f".{host}".endswith(f".{domain}") else host
            if name:
                self._by_host.setdefault(owner, {})[name] = value

    def header(self, url: str) -> dict[str, str]:
        """Return the header to send to *url*, if any."""
        host = urlsplit(url).hostname or ""
        pairs = {
            name: value
            for owner, cookies in self._by_host.items()
            if f".{host}".endswith(f".{owner}")
            for name, value in cookies.items()
        }
        return {"cookie": "; ".join(f"{name}={value}" for name, value in pairs.items())} if pairs else {}


def _is_domain(attribute: str) -> bool:
    return attribute.strip().lower().startswith("domain=")
