"""Pages that answer 200 although what stood there is gone: found by comparing what a host answers."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from posixpath import commonpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_lint.online import hosts, html_page
from awesome_lint.online.sight import is_home
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from awesome_lint.online.fetcher import Answer

_ONE_TARGET = 3
"""So many different paths that end on one page were not all that page."""
_FEWEST_WORDS = 8
"""A page with fewer visible words is filled in by a script, and says nothing of itself."""
_DIFFERENT_WORDS = 2
_LONGEST_WALL = 3_000  # characters
_IN_BETWEEN = regex(
    r"\b(?:log|sign) ?in\b|\bpassword\b|\bconsent|\bcookies\b|\bcaptcha|\brobots?\b|\bhuman\b|\bbots\b|\bjavascript\b|"
    r"\b(?:your|this) (?:region|country|location)\b|\bmaintenance\b|\btemporarily\b|\btry again\b|\bunusual traffic\b|"
    r"\baccess denied\b|\bblocked\b|\bloading\b|\bredirect|登录|验证|维护|稍后"
)
_WORD = regex(r"[^\W\d_]{2,}")
_SIGN = "[\u3040-\u30ff\u3400-\u9fff]"  # Chinese and Japanese put no blanks between words: each sign tells
_TOKEN = regex(rf"{_SIGN}|(?:(?!{_SIGN})[^\W\d_]){{2,}}")


def sibling(url: str) -> str:
    """Return an address beside *url* where nothing can stand."""
    parts = urlsplit(url)
    folder = parts.path.rstrip("/").rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{folder}/{secrets.token_hex(8)}"


def folder_of(url: str) -> str:
    """Return the host and folder of *url*: one sibling speaks for all pages in it."""
    parts = urlsplit(url)
    return parts.netloc + parts.path.rstrip("/").rpartition("/")[0]


def words_of(answer: Answer, url: str) -> Counter[str] | None:
    """Return the visible words and CJK signs of a page, those of its own address left out; None where they say nothing.

    Nothing say pages that are no HTML or were cut off, the shells that a script fills in, and those that stand
    before another page: to log in, to consent, to prove to be human.
    """
    if not html_page.is_html(answer.headers) or not answer.whole:
        return None
    page = html_page.Page(html_page.text_of(answer))
    text = " ".join(page.words).lower()
    if page.filled or page.asks or (len(text) < _LONGEST_WALL and _IN_BETWEEN.search(text)):
        return None
    own = set(_WORD.findall(url.lower()))
    if sum(word not in own for word in _WORD.findall(text)) < _FEWEST_WORDS:
        return None
    return Counter(word for word in _TOKEN.findall(text) if word not in own)


def alike(one: Counter[str], other: Counter[str]) -> bool:
    """Whether two pages say the same, but for a word or two."""
    return ((one - other) + (other - one)).total() <= _DIFFERENT_WORDS


def gathered(targets: Mapping[str, str]) -> set[str]:
    """Return the addresses that a site sends to one page together, whatever they were.

    *targets* has for each redirected address the page where it ended.
    """
    by_target: dict[str, list[str]] = defaultdict(list)
    for url, target in targets.items():
        if not hosts.is_in_between(target) and not hosts.is_shortener(hosts.host_of(url)):
            by_target[target].append(url)
    return {url for target, urls in by_target.items() if _is_dump(target, urls) for url in urls}


def _is_dump(target: str, urls: Iterable[str]) -> bool:
    """Whether *target* is where unlike pages of one host end."""
    by_host: dict[str, set[str]] = defaultdict(set)
    for url in urls:
        if not is_home(url):
            parts = urlsplit(url)
            by_host[parts.netloc].add(parts.path.lower())
    end = urlsplit(target).path.lower()
    return any(len(_unlike(paths, end)) >= _ONE_TARGET for paths in by_host.values())


def _unlike(paths: set[str], end: str) -> list[str]:
    """Return those of *paths* that share no name with *end*, the folder aside that all of them stand in."""
    above = len(commonpath([end or "/", *(path or "/" for path in paths)]))
    there = set(_WORD.findall(end[above:]))
    return [path for path in paths if not there & set(_WORD.findall(path[above:]))]
