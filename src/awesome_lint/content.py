"""Inline content to pieces that know their place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_lint import html
from awesome_lint.document import Content, Inline, Link, LinkKind
from awesome_lint.inline import SPECIAL
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)
_ENCLOSING = {"strong_open": "strong", "em_open": "emphasis", "s_open": "strike"}
_CLOSING = {"strong_close": "strong", "em_close": "emphasis", "s_close": "strike"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Text as the inline parser sees it, and where its pieces stand in the file.

    ``pieces`` holds, by rising offset in ``text``, pairs of that offset and the file's.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    exact: bool = True

    @classmethod
    def lines(cls, source: str, text: str, lines: Sequence[Span]) -> Mapped:
        """Map the lines of *text*, each the end of its line in the file but for block markers before it."""
        pieces, at, exact = [], 0, True
        parts = text.split("\n")
        for part, line in zip(parts, lines, strict=False):
            raw, shown = source[line.start : line.end], part.strip(" \t")
            found = raw.rfind(shown)
            exact = exact and found >= 0 and (len(parts) > 1 or raw.count(shown) == 1 or raw.rstrip().endswith(shown))
            pieces.append((at, line.start + max(found, 0) - (len(part) - len(part.lstrip(" \t")))))
            at += len(part) + 1
        return cls(text, tuple(pieces) or ((0, lines[0].start),), exact and len(parts) <= len(lines))

    @classmethod
    def cell(cls, raw: str, start: int) -> Mapped:
        r"""Map the raw text of a cell, in which ``\|`` stands for ``|``."""
        if "\\|" not in raw:
            return cls(raw, ((0, start),))
        pieces, text, last = [(0, start)], "", 0
        for match in re.finditer(r"\\\|", raw):
            text += raw[last : match.start()]
            last = match.start() + 1
            pieces.append((len(text), start + last))
        return cls(text + raw[last:], tuple(pieces))

    def place(self, offset: int) -> int:
        """Return the file's offset of the character at *offset*."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + offset
        inner, outer = self.pieces[bisect_right(self.pieces, offset, key=_first) - 1]
        return outer + offset - inner

    def span(self, start: int, end: int) -> Span:
        """Return the file's span of a range of the text."""
        first = self.place(start)
        return Span(first, self.place(end - 1) + 1 if end > start else first)


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


class ContentReader:
    """Reads inline contents with the reference definitions of one file; collects the comments it meets."""

    def __init__(self, markdown: MarkdownIt, env: dict[str, Any]) -> None:
        self.markdown = markdown
        self.env = env
        self.comments: list[Span] = []

    def plain(self, span: Span, text: str) -> Content:
        """Return a content that is taken as plain text, as for a heading in HTML."""
        return Content(span, (Inline("text", span, text),), exact=False)

    def read(self, mapped: Mapped) -> Content:
        """Return the pieces of *mapped*."""
        span = mapped.span(0, len(mapped.text))
        if not mapped.text:
            return Content(span, ())
        if not SPECIAL.search(mapped.text):
            return Content(span, (Inline("text", span, mapped.text),), mapped.exact)
        tokens = self.markdown.inline.parse(mapped.text, self.markdown, self.env, [])
        pieces = _Pieces(mapped, tokens)
        self.comments += pieces.comments
        return Content(span, tuple(pieces.inlines), mapped.exact)


class _Pieces:
    """Turns the inline tokens of one content into pieces."""

    def __init__(self, mapped: Mapped, tokens: list[Token]) -> None:
        self.mapped = mapped
        self.tokens = tokens
        self.inlines: list[Inline] = []
        self.comments: list[Span] = []
        self.open: list[int] = []
        at = 0
        while at < len(tokens):
            at = self._piece(at)

    def _piece(self, at: int) -> int:
        token = self.tokens[at]
        start, end = token.map or (0, 0)
        kind = token.type
        if kind in ("text", "text_special"):
            self._text(token.content, start, end)
        elif kind == "link_open":
            return self._link(at)
        elif kind in ("image", "bare"):
            self._add_link(self._image(token) if kind == "image" else self._bare(token))
        elif kind == "html_inline":
            return self._html(at)
        elif kind in ("softbreak", "hardbreak"):
            self.inlines.append(Inline("break", self.mapped.span(start, end), "\n"))
        elif kind in _ENCLOSING:
            self.open.append(len(self.inlines))
            outer = start - (len(token.markup) - 1 if kind == "strong_open" else 0)
            self.inlines.append(Inline("strong", Span(self.mapped.place(outer), 0)))
        elif kind in _CLOSING:
            self._close(_CLOSING[kind], end + (len(token.markup) - 1 if kind == "strong_close" else 0))
        else:
            self.inlines.append(Inline("code", self.mapped.span(start, end), token.content))
        return at + 1

    def _text(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        span, last = self.mapped.span(start, end), self.inlines[-1] if self.inlines else None
        if last and last.kind == "text" and last.span.end == span.start:
            self.inlines[-1] = Inline("text", Span(last.span.start, span.end), last.text + text)
        else:
            self.inlines.append(Inline("text", span, text))

    def _close(self, kind: Any, end: int) -> None:  # noqa: ANN401
        first = self.open.pop()
        start = self.inlines[first].span.start
        self.inlines[first] = Inline(kind, Span(start, self.mapped.span(end - 1, end).end))

    def _add_link(self, link: Link | None) -> None:
        if link:
            text = "" if link.image or link.kind is LinkKind.HTML else link.text
            self.inlines.append(Inline("link", link.span, text, link))

    def _link(self, at: int) -> int:
        """Read a link with all that its label holds; images in the label follow it as links of their own."""
        token, level, images, text = self.tokens[at], 1, [], []
        last = at
        while level:
            last += 1
            inner = self.tokens[last]
            level += (inner.type == "link_open") - (inner.type == "link_close")
            if inner.type == "image":
                images.append(self._image(inner))
            text.append(_shown(inner))
        label = "".join(text)
        start, end = token.map or (0, 0)
        if token.info == "auto":
            kind, label_range, url = LinkKind.AUTOLINK, (start + 1, end - 1), (start + 1, end - 1)
            target = token.attrs["href"]
        else:
            kind = LinkKind.REFERENCE if token.meta.get("reference") else LinkKind.INLINE
            label_range, url, target = token.meta["label"], token.meta["url"], token.meta["href"]
        span = self.mapped.span
        self._add_link(Link(span(start, end), span(*label_range), span(*url), str(target), label, kind))
        for image in images:
            self._add_link(image)
        return last + 1

    def _image(self, token: Token) -> Link:
        span, meta = self.mapped.span, token.meta
        kind = LinkKind.REFERENCE if meta.get("reference") else LinkKind.INLINE
        alt = self.mapped.text[slice(*meta["label"])]
        return Link(
            span(*(token.map or (0, 0))), span(*meta["label"]), span(*meta["url"]), meta["href"], alt, kind, True
        )  # noqa: FBT003

    def _bare(self, token: Token) -> Link:
        span = self.mapped.span(*(token.map or (0, 0)))
        url = token.content
        target = url if "://" in url else f"http://{url}"
        return Link(span, span, span, target, url, LinkKind.BARE)

    def _html(self, at: int) -> int:
        """Read a tag; an ``a`` with its label is a link, and what stands inside follows it."""
        token = self.tokens[at]
        start, end = token.map or (0, 0)
        tag = token.content
        span = self.mapped.span(start, end)
        if tag.startswith("<!--"):
            self.comments.append(span)
        if _ANCHOR.match(tag) or _IMAGE.match(tag):
            self._add_link(self._tagged(at, image=bool(_IMAGE.match(tag))))
        self.inlines.append(Inline("html", span, "\n" if _BREAK.match(tag) else ""))
        return at + 1

    def _tagged(self, at: int, *, image: bool) -> Link | None:
        start, tag_end = self.tokens[at].map or (0, 0)
        label_end, end = tag_end, tag_end
        for token in self.tokens[at + 1 :] if not image else ():
            if token.type == "html_inline" and token.content.lower().startswith("</a"):
                label_end, end = token.map or (tag_end, tag_end)
                break
        text = self.mapped.text
        link = html.link_of(text, Span(start, tag_end), Span(tag_end, label_end), end, image=image)
        if link is None:
            return None
        span = self.mapped.span
        return link._replace(span=span(*link.span), label=span(*link.label), url=span(*link.url))


def _shown(token: Token) -> str:
    if token.type in ("text", "text_special", "code_inline", "bare"):
        return token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""
