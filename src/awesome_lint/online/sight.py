"""What one look at an address says: pure, from a trail to a verdict that may need a second look."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from awesome_lint.facts import Cause, Verdict
from awesome_lint.online import hosts, html_page
from awesome_lint.online.fetcher import Trouble
from awesome_lint.online.page_titles import is_gone_title, is_wall_title
from awesome_lint.regex import regex

if TYPE_CHECKING:
    import datetime as dt
    from urllib.parse import SplitResult

    from awesome_lint.online.fetcher import Answer
    from awesome_lint.online.trail import Trail

_WALLS = frozenset((401, 402, 403, 405, 406, 407, 415, 418, 451, 999))
_GONE = frozenset((404, 410))
_TOO_MANY, _UNAVAILABLE, _ACCEPTED = 429, 503, 202

_SAYS_GONE_ITSELF = regex(r"404|410|not-?found", re.IGNORECASE)
_TRACKS = regex(r"(?:^|&)(?:utm_|session|sid=|jsessionid|return|redirect|next=|continue=|from=|ref)", re.IGNORECASE)
_LOCALE_OR_VERSION = regex(
    r"[a-z]{2}(?:[-_][a-z]{2,4})?|latest|stable|current|main|master|develop|v?\d+(?:\.\d+)*(?:\.x)?|index\.(?:html?|php)",
    re.IGNORECASE,
)
_FRONT = regex(r"/?(?:[a-z]{2}(?:[-_][a-z]{2,4})?/?)?(?:(?:index|default|home)(?:\.\w+)?/?)?", re.IGNORECASE)
_KINDS = {"pdf": "pdf", "zip": "file", "gz": "file", "tgz": "file", "7z": "file", "exe": "file", "bin": "file"} | {
    ending: kind
    for kind, endings in {
        "image": ("png", "jpg", "jpeg", "gif", "svg", "webp", "ico"),
        "video": ("mp4", "webm", "mov"),
        "audio": ("mp3", "wav", "ogg"),
    }.items()
    for ending in endings
}


class Sight(NamedTuple):
    """One look. ``sure`` needs no second one; ``again`` wants one soon, ``wait`` seconds later at the least."""

    verdict: Verdict
    reason: str = ""
    target: str = ""
    cause: Cause | None = None
    sure: bool = False
    again: bool = False
    wait: float = 0.0


_OK = Sight(Verdict.OK, sure=True)

_TROUBLES = {
    Trouble.TIMEOUT: Cause.TIMEOUT,
    Trouble.PRIVATE: Cause.PRIVATE,
    Trouble.ADDRESS: Cause.SKIPPED,
}


def judge(trail: Trail, now: dt.datetime) -> Sight:
    """Say what *trail* shows; *now*, with a time zone, is what a date in ``Retry-After`` is held against."""
    if trail.looped:
        return Sight(Verdict.UNKNOWN, "redirects in a circle", cause=Cause.WALL, again=True)
    if trail.hops and hosts.is_wall(hosts.host_of(trail.last)):
        return _wall(f"redirects to {hosts.host_of(trail.last)}, which tells robots nothing")
    if trail.answer is None:
        return _troubled(trail)
    behind = [hop.url for hop in trail.hops[1:]] + [trail.last] if trail.hops else []
    if any(hosts.is_captcha(url) for url in behind):
        return _wall("redirects to a captcha")
    if not hosts.is_login(trail.url) and any(hosts.is_login(url) for url in behind):
        return _wall("redirects to a login")
    return _answered(trail, trail.answer, now)


def _troubled(trail: Trail) -> Sight:
    trouble = trail.trouble or Trouble.RESET
    if trouble is Trouble.NO_HOST:
        where = f" ({hosts.host_of(trail.last)})" if trail.hops else ""
        return Sight(Verdict.DEAD, trouble.value + where)
    cause = _TROUBLES.get(trouble, Cause.CONNECTION)
    again = cause not in (Cause.PRIVATE, Cause.SKIPPED)
    return Sight(Verdict.UNKNOWN, trouble.value, cause=cause, sure=not again, again=again)


def _answered(trail: Trail, answer: Answer, now: dt.datetime) -> Sight:  # noqa: PLR0911  (one for each row of the table)
    status, host = answer.status, hosts.host_of(trail.last)
    if "cf-mitigated" in answer.headers:
        return _wall("a wall against robots")
    if status == _TOO_MANY or (status == _UNAVAILABLE and "retry-after" in answer.headers):
        wait = retry_after(answer.headers.get("retry-after", ""), now)
        return Sight(Verdict.UNKNOWN, _named(status), cause=Cause.LIMIT, again=True, wait=wait)
    if hosts.is_registry(host):
        return _registered(status)
    if status in _GONE:
        return Sight(Verdict.DEAD, _named(status))
    if status in _WALLS or status == _ACCEPTED:
        return _wall(_named(status))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Sight(Verdict.UNKNOWN, _named(status), cause=Cause.SERVER, again=True)
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Sight(Verdict.UNKNOWN, _named(status), cause=Cause.SERVER)
    return _page(trail, answer, host)


def _page(trail: Trail, answer: Answer, host: str) -> Sight:
    if html_page.is_html(answer.headers):
        text = html_page.text_of(answer)
        if hosts.says_gone(host, text):
            return Sight(Verdict.DEAD, "the page says that it was taken down")
        title = html_page.title_of(text)
        if is_wall_title(title):
            return _wall(f"the page is titled “{_short(title)}”")
        if is_gone_title(title) and not _SAYS_GONE_ITSELF.search(trail.url):
            return Sight(Verdict.DEAD, f"the page is titled “{_short(title)}”")
    if not trail.hops:
        return _OK
    if is_home(trail.last) and not is_home(trail.url) and not _same_site_root(trail):
        return Sight(Verdict.UNKNOWN, "redirects to the front page", trail.last, Cause.HOME)
    return Sight(Verdict.MOVED, _named(trail.hops[0].status), trail.last) if _has_moved(trail, answer) else _OK


def _registered(status: int) -> Sight:
    if status in _GONE:
        return Sight(Verdict.DEAD, "the registry has no such name", sure=True)
    if status < HTTPStatus.BAD_REQUEST:
        return _OK
    return Sight(Verdict.UNKNOWN, _named(status), cause=Cause.SERVER, again=True)


def _wall(reason: str) -> Sight:
    return Sight(Verdict.UNKNOWN, reason, cause=Cause.WALL)


def _has_moved(trail: Trail, answer: Answer) -> bool:
    """Whether the redirects prove that the same thing now stands at another address."""
    if not trail.permanent or answer.status != HTTPStatus.OK or is_home(trail.url):
        return False
    old, new = urlsplit(trail.url), urlsplit(trail.last)
    behind = (*(hop.url for hop in trail.hops[1:]), trail.last)
    in_between = any(map(hosts.is_in_between, behind)) and not hosts.is_in_between(trail.url)
    worse = "@" in new.netloc or (old.scheme == "https" and new.scheme != "https") or not new.path.strip("/")
    if in_between or worse:
        return False
    same_place = _same_place(old.path, new.path)
    if old.query != new.query and (_TRACKS.search(new.query) or (not new.query and same_place)):
        return False
    if is_same_place(trail):
        return old.scheme != new.scheme or old.hostname != new.hostname
    if _site(old.hostname) == _site(new.hostname) and same_place:
        return False  # where a reader's language or the newest version stands is no new address
    return _kind_of_path(old.path) == _kind_of_answer(answer, new.path)


def _plain(parts: SplitResult) -> tuple[str, str]:
    return parts.path.rstrip("/").lower(), parts.query


def is_same_place(trail: Trail) -> bool:
    """Whether redirects led to no other page: but for the scheme, ``www.`` and a slash it is the same address."""
    old, new = urlsplit(trail.url), urlsplit(trail.last)
    return _bare(old.hostname) == _bare(new.hostname) and _plain(old) == _plain(new)


def _same_place(one: str, other: str) -> bool:
    """Whether two paths differ in no more than languages and versions."""
    return _steps(one) == _steps(other)


def _steps(path: str) -> list[str]:
    return [step for step in path.lower().split("/") if step and not _LOCALE_OR_VERSION.fullmatch(step)]


def _kind_of_path(path: str) -> str:
    """Return what *path* ends in: ``pdf``, ``image`` and so on, nothing for a page."""
    return _KINDS.get(path.lower().rpartition(".")[2], "")


def _kind_of_answer(answer: Answer, path: str) -> str:
    content = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    main = content.partition("/")[0]
    if main in ("image", "video", "audio"):
        return main
    if main == "text" or not content:
        return _kind_of_path(path) if not html_page.is_html(answer.headers) else ""
    return {"application/pdf": "pdf", "application/xhtml+xml": ""}.get(content) or _kind_of_path(path)


def _same_site_root(trail: Trail) -> bool:
    """Whether an address below a site's front page, a language's or an index, leads to that front page."""
    return not _steps(urlsplit(trail.url).path) and _bare(urlsplit(trail.url).hostname) == _bare(
        urlsplit(trail.last).hostname
    )


def is_home(url: str) -> bool:
    """Whether *url* is a site's front page."""
    parts = urlsplit(url)
    return parts.path.strip("/").lower() in ("", "index.html", "index.php", "home", "en", "zh") and not parts.query


def is_front(url: str) -> bool:
    """Whether *url* is a site's front page, be it in some language or with a query that changes nothing of it."""
    return bool(_FRONT.fullmatch(urlsplit(url).path))


def retry_after(value: str, now: dt.datetime) -> float:
    """Read ``Retry-After``, a number of seconds or a date, in seconds from *now*; 0 for anything else."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max((parsedate_to_datetime(value) - now).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 0.0


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _site(host: str | None) -> str:
    """Return *host* without what stands before it for a language or for small screens."""
    return re.sub(r"^(?:www|m|mobile|[a-z]{2})\.(?=[^.]+\.)", "", host or "")


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _short(title: str) -> str:
    return title if len(title) <= 60 else title[:59] + "…"  # noqa: PLR2004  (characters)
