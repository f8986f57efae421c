"""What a fetched page of HTML says: its title, its visible words, the names that a fragment can lead to."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.online.fetcher import Answer

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>([^<]{0,1000})", re.IGNORECASE)
_UNSEEN = {"script", "style", "template", "noscript", "svg", "head"}
_HTML = ("text/html", "application/xhtml+xml")


def is_html(headers: Mapping[str, str]) -> bool:
    """Whether the answer is a page of HTML."""
    return headers.get("content-type", "").partition(";")[0].strip().lower() in _HTML


def text_of(answer: Answer) -> str:
    """Return the body as text; bytes that do not decode become U+FFFD."""
    declared = _CHARSET.search(answer.headers.get("content-type", ""))
    if not declared:
        declared = _CHARSET.search(answer.body[:2048].decode("latin-1"))
    try:
        return answer.body.decode(declared[1] if declared else "utf-8", "replace")
    except LookupError:
        return answer.body.decode("utf-8", "replace")


def title_of(page: str) -> str:
    """Return the text of the first ``<title>`` of *page*, blanks folded."""
    match = _TITLE.search(page)
    return " ".join(unescape(match[1]).split()) if match else ""


class Page(HTMLParser):
    """Gathers the visible words of a page, how many scripts it has, and the names in it."""

    def __init__(self, text: str) -> None:
        """Read *text*, whatever is wrong with it."""
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.names: set[str] = set()
        self.scripts = 0
        self._unseen: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, names, and where nothing is visible."""
        self.scripts += tag == "script"
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self.names.update(value for key, value in attrs if value and (key == "id" or (key == "name" and tag == "a")))

    def handle_endtag(self, tag: str) -> None:
        """Note where text is visible again."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]

    def handle_data(self, data: str) -> None:
        """Take visible text."""
        if not self._unseen:
            self.words += data.split()

    def error(self, message: str) -> None:
        """Take what is no HTML as it is."""
