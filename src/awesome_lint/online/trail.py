"""Following one address through its redirects, as a browser would: cookies kept, bounds set."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from awesome_lint.online.fetcher import BODY_LIMIT, Answer, FetchError, Request, Trouble
from awesome_lint.online.hosts import host_of, is_registry, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


async def follow(
    fetcher: Fetcher, url: str, headers: Callable[[str], Mapping[str, str]], limit: int = BODY_LIMIT
) -> Trail:
    """Ask for *url* and go where redirects lead. Raises nothing that a server can cause.

    *headers* gives those to send to an address, of each redirect anew: what is meant for one host goes to no
    other. *limit* bounds the last page's body, in bytes. A registry's redirect away is its answer and is
    not followed.
    """
    hops: list[Hop] = []
    jar = Cookies()
    seen: set[tuple[str, str]] = set()
    at = url
    while True:
        sent = {**headers(at), **jar.header(at)}
        if (at, sent.get("cookie", "")) in seen or len(hops) > _HOPS:
            return Trail(url, tuple(hops), at, looped=True)
        seen.add((at, sent.get("cookie", "")))
        try:
            answer = await fetcher.fetch(Request(at, sent, limit=limit))
        except FetchError as error:
            return Trail(url, tuple(hops), at, trouble=error.trouble, detail=str(error))
        jar.take(at, answer.headers.get("set-cookie", ""))
        target = _target(at, answer)
        if not target or (is_registry(host_of(at)) and not is_registry(host_of(target))):
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
    """The cookies of one trail, by host; they are forgotten with it.

    ASCII is kept and nothing else: other cookies cannot be sent back without guessing what was meant.
    """

    def __init__(self) -> None:
        """Start without any."""
        self._known: dict[tuple[str, str], tuple[str, bool]] = {}

    def take(self, url: str, lines: str) -> None:
        """Keep what the ``set-cookie`` *lines* of an answer from *url* set."""
        host = name_of(host_of(url))
        for line in lines.splitlines():
            pair, *rest = line.split(";")
            name, _, value = pair.strip().partition("=")
            attributes = {key.strip().lower(): each.strip() for key, _, each in (one.partition("=") for one in rest)}
            domain = attributes.get("domain", "").lstrip(".").lower()
            owner = domain if _may_share(host, domain) else host
            if attributes.get("max-age", "").startswith(("0", "-")):
                self._known.pop((owner, name), None)
            elif name and f"{name}{value}".isascii() and f"{name}{value}".isprintable():
                self._known[owner, name] = value, "secure" in attributes

    def header(self, url: str) -> dict[str, str]:
        """Return the header to send to *url*, if any."""
        if not self._known:
            return {}
        host, open_to_all = f".{name_of(host_of(url))}", not url.lower().startswith("https:")
        pairs = [
            f"{name}={value}"
            for (owner, name), (value, secure) in self._known.items()
            if host.endswith(f".{owner}") and not (secure and open_to_all)
        ]
        return {"cookie": "; ".join(pairs)} if pairs else {}


def _may_share(host: str, domain: str) -> bool:
    """Whether *host* may set a cookie for all of *domain*: its own, and not one under which strangers register."""
    first, _, rest = domain.partition(".")
    public = not rest or ("." not in rest and len(rest) == 2 and len(first) <= 3)  # noqa: PLR2004  (`co.uk`)
    return not public and not host.rpartition(".")[2].isdigit() and f".{host}".endswith(f".{domain}")
