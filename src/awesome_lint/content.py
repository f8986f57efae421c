"""Inline content to pieces that know their place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import html
from awesome_lint.document import Content, Inline, Link, LinkKind
from awesome_lint.inline import SIMPLE_LINK, SPECIAL, pieces_of
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.pieces import Piece

_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR = regex(r"<a\b", re.IGNORECASE)
_IMAGE = regex(r"<img\b", re.IGNORECASE)
_BLANKS = " \t"
_INLINE = LinkKind.INLINE
# Half a million are made for a large list; this skips the named tuple's own constructor.
_made = tuple.__new__


class Mapped(NamedTuple):
    """Text as the inline parser sees it, and where its pieces stand in the file.

    ``pieces`` holds, by rising offset in ``text``, pairs of that offset and the file's.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]

    @classmethod
    def lines(cls, source: str, lines: Sequence[Span]) -> Mapped:
        """Join *lines*, which begin behind their block markers and blanks; the last line's trailing blanks are cut."""
        if len(lines) == 1:
            start, end = lines[0]
            return cls(source[start:end].rstrip(_BLANKS), ((0, start),))
        text = "\n".join([source[start:end] for start, end in lines]).rstrip(_BLANKS)
        pieces, at = [], 0
        for start, end in lines:
            pieces.append((at, start))
            at += end - start + 1
        return cls(text, tuple(pieces))

    @classmethod
    def cell(cls, raw: str, start: int) -> Mapped:
        r"""Map the raw text of a cell, in which ``\|`` stands for ``|``."""
        if "\\|" not in raw:
            return cls(raw, ((0, start),))
        parts = raw.split("\\|")
        pieces, at, place = [(0, start)], 0, start
        for part in parts[:-1]:
            at += len(part)
            place += len(part) + 1
            pieces.append((at, place))
            at += 1
            place += 1
        return cls("|".join(parts), tuple(pieces))

    def place(self, offset: int) -> int:
        """Return the file's offset of the character at *offset*."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + offset
        inner, outer = self.pieces[bisect_right(self.pieces, offset, key=_first) - 1]
        return outer + offset - inner

    def span(self, start: int, end: int) -> Span:
        """Return the file's span of a range of the text."""
        pieces = self.pieces
        if len(pieces) == 1:
            base = pieces[0][1]
            return _made(Span, (base + start, base + end))
        first = self.place(start)
        return Span(first, self.place(end - 1) + 1 if end > start else first)


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


class ContentReader:
    """Reads inline contents with the reference definitions of one file; collects the comments it meets."""

    def __init__(self, references: Mapping[str, Mapping[str, str]]) -> None:
        self.references = references
        self.comments: list[Span] = []

    def plain(self, span: Span, text: str) -> Content:
        """Return a content that is taken as plain text, as for a heading in HTML."""
        return Content(span, (Inline("text", span, text),), exact=False)

    def read(self, mapped: Mapped) -> Content:
        """Return the pieces of *mapped*."""
        if len(mapped.pieces) == 1:
            base = mapped.pieces[0][1]
            whole = _made(Span, (base, base + len(mapped.text)))
            simple = simple_inlines(mapped.text, base)
            if simple is not None:
                return Content(whole, simple)
            pieces = pieces_of(mapped.text, self.references)

            def place(start: int, end: int) -> Span:
                return _made(Span, (base + start, base + end))
        else:
            pieces = pieces_of(mapped.text, self.references)
            whole, place = mapped.span(0, len(mapped.text)), mapped.span
        inlines: list[Inline] = []
        for index, (kind, start, end, text, target) in enumerate(pieces):
            span = place(start, end)
            if target is not None:
                label, url, href, link_kind, image = target
                link = _made(Link, (span, place(*label), place(*url), href, text, link_kind, image))
                inlines.append(_made(Inline, ("link", span, "" if image else text, link)))
            elif kind == "html":
                if tagged := _tagged(mapped, pieces, index):
                    inlines.append(Inline("link", tagged.span, "", tagged))
                if text.startswith("<!--"):
                    self.comments.append(span)
                inlines.append(Inline("html", span, "\n" if _BREAK.match(text) else ""))
            else:
                inlines.append(_made(Inline, (kind, span, text, None)))
        return Content(whole, tuple(inlines))


def simple_inlines(text: str, base: int) -> tuple[Inline, ...] | None:
    """Return what the inline parser finds in *text*, which stands at offset *base*: simple links and plain text.

    None where there may be anything else. Two of three contents are like this, and take a third of the time so.
    """
    inlines: list[Inline] = []
    pos, end = 0, len(text)
    seek = 0
    while special := SPECIAL.search(text, seek):
        start = special.start()
        link = SIMPLE_LINK.match(text, start)
        if link is None:
            if text[start] != "!" or text.startswith("[", start + 1):
                return None
            seek = start + 1
            continue
        if start > pos:
            inlines.append(_made(Inline, ("text", _made(Span, (base + pos, base + start)), text[pos:start], None)))
        seek = pos = link.end()
        span = _made(Span, (base + start, base + pos))
        image = text[start] == "!"
        label, url = link.groups()
        a, b = link.span(1)
        label_span = _made(Span, (base + a, base + b))
        url_span = _made(Span, (base + b + 2, base + pos - 1))
        made = _made(Link, (span, label_span, url_span, url, label, _INLINE, image))
        inlines.append(_made(Inline, ("link", span, "" if image else label, made)))
    if pos < end:
        inlines.append(_made(Inline, ("text", _made(Span, (base + pos, base + end)), text[pos:], None)))
    if ("://" in text or "www." in text) and any(
        "://" in said or "www." in said for kind, _, said, _ in inlines if kind == "text"
    ):
        return None  # GitHub links bare addresses
    return tuple(inlines)


def _tagged(mapped: Mapped, pieces: Sequence[Piece], index: int) -> Link | None:
    """Return the link that an ``a`` or ``img`` tag makes; the text up to ``</a>`` is its label."""
    _, start, tag_end, tag, _ = pieces[index]
    image = bool(_IMAGE.match(tag))
    if not image and not _ANCHOR.match(tag):
        return None
    label_end, end = tag_end, tag_end
    for i in range(index + 1, 0 if image else min(len(pieces), index + html.LABEL_PIECES)):
        following = pieces[i]
        if following.kind == "html" and following.text[:3].lower() == "</a":
            label_end, end = following.start, following.end
            break
    link = html.link_of(mapped.text, Span(start, tag_end), Span(tag_end, label_end), end, image=image)
    if link is None:
        return None
    span = mapped.span
    return link._replace(span=span(*link.span), label=span(*link.label), url=span(*link.url))
