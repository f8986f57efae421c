"""What lists say in raw HTML: links, headings, rows and comments, found by their tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import TYPE_CHECKING

from awesome_lint.document import Link, LinkKind
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = regex(r"<(/?)h([1-6])\b[^<>]*>", re.IGNORECASE)
_ANCHOR = regex(r"<a\b[^>]*>", re.IGNORECASE)
# An `<a>` that is not closed ends with what holds it.
_ANCHOR_END = regex(r"</a\s*>|<(?:a|/?(?:li|t[rdh]))\b", re.IGNORECASE)
_IMAGE = regex(r"<img\b[^>]*>", re.IGNORECASE)
_ADDRESS = regex(r"""\b(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_TAG = regex(r"<[^>]*>")
_BLANKS = regex(r"\s+")
_ENTITY = regex(r"&#?\w+;")
# An unclosed `<a>` is no reason to read the rest of the file as its label.
_LABEL_LIMIT = 2000
LABEL_PIECES = 200
"""How many pieces of inline content are looked at for the end of an ``<a>``."""


def comments_in(text: str, span: Span) -> list[Span]:
    """Return the spans of the comments in *span*."""
    if text.find("<!--", span.start, span.end) < 0:
        return []
    return [Span(*match.span()) for match in _COMMENT.finditer(text, span.start, span.end)]


def links_in(text: str, span: Span, comments: list[Span]) -> Iterator[Link]:
    """Yield the ``a`` and ``img`` tags of *span* that have an address, by their starts."""
    found = []
    last = text.rfind(">", span.start, span.end) + 1  # behind it no tag ends, and each would be sought to the end
    for match in _ANCHOR.finditer(text, span.start, last):
        close = _ANCHOR_END.search(text, match.end(), min(span.end, match.end() + _LABEL_LIMIT))
        label = Span(match.end(), close.start() if close else match.end())
        end = close.end() if close and close.group()[:3].lower() == "</a" else label.end
        found.append(link_of(text, Span(*match.span()), label, end))
    found += [
        link_of(text, Span(*match.span()), Span(match.end(), match.end()), match.end(), image=True)
        for match in _IMAGE.finditer(text, span.start, last)
    ]
    for link in sorted(link for link in found if link):
        if not _commented(comments, link.span):
            yield link


def link_of(text: str, tag: Span, label: Span, end: int, *, image: bool = False) -> Link | None:
    """Return the link that the *tag* makes, or None where it has no address."""
    match = _ADDRESS.search(text, tag.start, tag.end)
    if match is None:
        return None
    quoted = text[match.start(1)] in "\"'"
    url = Span(match.start(1) + quoted, match.end(1) - quoted)
    # In an attribute an entity needs its semicolon: `&noteId=` is no negation sign.
    target = _ENTITY.sub(lambda entity: unescape(entity.group()), text[url.start : url.end]).strip()
    return Link(Span(tag.start, end), label, url, target, plain(text[label.start : label.end]), LinkKind.HTML, image)


def headings_in(text: str, span: Span, comments: list[Span]) -> Iterator[tuple[Span, int, str]]:
    """Yield span, level and plain text of the headings in *span*."""
    opened: re.Match[str] | None = None
    for tag in _HEADING.finditer(text, span.start, span.end):
        if _commented(comments, Span(*tag.span())):
            continue
        if not tag[1]:
            opened = tag
        elif opened and opened[2] == tag[2]:
            yield Span(opened.start(), tag.end()), int(tag[2]), plain(text[opened.end() : tag.start()])
            opened = None


def _commented(comments: list[Span], span: Span) -> bool:
    """Whether *span* lies in one of *comments*, which are sorted and apart."""
    index = bisect_right(comments, span.start, key=_start) - 1
    return index >= 0 and comments[index].contains(span)


def _start(span: Span) -> int:
    return span.start


def plain(html: str) -> str:
    """Return what a reader sees of *html*, on one line."""
    last = html.rfind(">") + 1
    return _BLANKS.sub(" ", unescape(_TAG.sub("", html[:last]) + html[last:])).strip()
