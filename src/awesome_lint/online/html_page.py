"""What a fetched page of HTML says: its title, its visible words, the names that a fragment can lead to."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.online.fetcher import Answer

_CHARSET = regex(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TITLE = regex(r"<title(?:\s[^<>]{0,200})?>([^<]{0,1000})", re.IGNORECASE)
_UNSEEN = {"script", "style", "template", "noscript", "svg", "head"}
_NO_CHARSETS = ("idna", "punycode", "unicode", "raw", "undefined")  # Python's codecs that are no page's
_MOUNTS = {"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "react-root", "main-app"}  # where scripts fill in
_HTML = ("text/html", "application/xhtml+xml")


def is_html(headers: Mapping[str, str]) -> bool:
    """Whether the answer is a page of HTML."""
    return headers.get("content-type", "").partition(";")[0].strip().lower() in _HTML


def text_of(answer: Answer) -> str:
    """Return the body as text; bytes that do not decode become U+FFFD."""
    declared = _CHARSET.search(answer.headers.get("content-type", ""))
    if not declared:
        declared = _CHARSET.search(answer.body[:2048].decode("latin-1"))
    charset = declared[1] if declared and not declared[1].lower().startswith(_NO_CHARSETS) else "utf-8"
    try:
        return answer.body.decode(charset, "replace")
    except (LookupError, ValueError):
        return answer.body.decode("utf-8", "replace")


def title_of(page: str) -> str:
    """Return the text of the first ``<title>`` of *page*, blanks folded."""
    match = _TITLE.search(page)
    return " ".join(unescape(match[1]).split()) if match else ""


class Page(HTMLParser):
    """Gathers the visible words of a page and the names in it.

    ``filled`` tells whether a script fills the page in, so that what was sent is but a shell; ``asks`` whether
    it asks its reader for a password.
    """

    def __init__(self, text: str) -> None:
        """Read *text*, whatever is wrong with it."""
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.names: set[str] = set()
        self.filled = self.asks = False
        self._unseen = ""
        self._depth = 0
        self.feed(text)

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002, FBT001, FBT002  (html.parser's own)
        """Pass over ``<![`` up to ``>``, as browsers do; some versions of Python raise for what they do not know."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note names, signs of a shell, and where nothing is visible."""
        if tag == "body":
            self._unseen = ""  # the end of a head may be left out
        elif tag in _UNSEEN and not self._unseen:
            self._unseen, self._depth = tag, 1
        elif tag == self._unseen:
            self._depth += 1
        values = dict(attrs)
        self.filled |= values.get("id") in _MOUNTS or "-" in tag or (tag, values.get("type")) == ("script", "module")
        self.asks |= (tag, values.get("type")) == ("input", "password")
        self.names.update(value for key, value in attrs if value and (key == "id" or (key == "name" and tag == "a")))

    def handle_endtag(self, tag: str) -> None:
        """Note where text is visible again."""
        if tag == self._unseen:
            self._depth -= 1
            self._unseen = self._unseen if self._depth else ""

    def handle_data(self, data: str) -> None:
        """Take visible text."""
        if not self._unseen:
            self.words += data.split()
