"""Inline content to pieces that know their place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.content import Content, Inline
from awesome_lint.parsing import html
from awesome_lint.parsing.inline import inlines_of
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.content import Link

_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR = regex(r"<a\b", re.IGNORECASE)
_IMAGE = regex(r"<img\b", re.IGNORECASE)
_BLANKS = " \t"
# Skips the named tuple's own constructor, for what each content is made of.
_made = tuple.__new__


class Mapped(NamedTuple):
    """Text as the inline parser sees it, and where its pieces stand in the file.

    ``offsets`` says where pieces begin in ``text``, rising, and ``places`` where they begin in the file.
    """

    text: str
    offsets: list[int]
    places: list[int]

    @classmethod
    def lines(cls, source: str, lines: Sequence[tuple[int, int]]) -> Mapped:
        """Join *lines*, which begin behind their block markers and blanks; the last line's trailing blanks are cut."""
        text = "\n".join([source[start:end] for start, end in lines]).rstrip(_BLANKS)
        offsets, at = [], 0
        for start, end in lines:
            offsets.append(at)
            at += end - start + 1
        return cls(text, offsets, [start for start, _ in lines])

    @classmethod
    def cell(cls, raw: str, start: int) -> Mapped:
        r"""Map the raw text of a cell, in which ``\|`` stands for ``|``."""
        parts = raw.split("\\|")
        offsets, places, at, place = [0], [start], 0, start
        for part in parts[:-1]:
            at += len(part)
            place += len(part) + 1
            offsets.append(at)
            places.append(place)
            at += 1
            place += 1
        return cls("|".join(parts), offsets, places)

    def place(self, offset: int) -> int:
        """Return the file's offset of the character at *offset*."""
        index = bisect_right(self.offsets, offset) - 1
        return self.places[index] + offset - self.offsets[index]

    def span(self, span: Span) -> Span:
        """Return the file's span of a range of the text."""
        start, end = span
        first = self.place(start)
        return _made(Span, (first, self.place(end - 1) + 1 if end > start else first))

    def inline(self, inline: Inline) -> Inline:
        """Return *inline*, whose spans are of the text, with those of the file."""
        kind, span, text, link = inline
        if link:
            label, url = self.span(link.label), self.span(link.url)
            link = link._replace(span=self.span(link.span), label=label, url=url)
        return _made(Inline, (kind, self.span(span), text, link))


class ContentReader:
    """Reads inline contents of *source* with its reference definitions; collects the comments it meets."""

    def __init__(self, source: str, references: Mapping[str, Mapping[str, str]]) -> None:
        self.source = source
        self.references = references
        self.comments: list[Span] = []

    def plain(self, span: Span, text: str) -> Content:
        """Return a content that is taken as plain text, as for a heading in HTML."""
        return Content.of(span, (Inline("text", span, text),), exact=False)

    def lines(self, lines: Sequence[tuple[int, int]]) -> Content:
        """Read *lines*, which begin behind their block markers and blanks."""
        if len(lines) > 1:
            return self._mapped(Mapped.lines(self.source, lines))
        start, end = lines[0]
        return self._line(self.source[start:end].rstrip(_BLANKS), start)

    def cell(self, start: int, end: int) -> Content:
        """Read the cell from *start* to *end*."""
        raw = self.source[start:end]
        text = raw.strip(_BLANKS)
        if text != raw:
            start += len(raw) - len(raw.lstrip(_BLANKS))
        return self._mapped(Mapped.cell(text, start)) if "\\|" in text else self._line(text, start)

    def _line(self, text: str, base: int) -> Content:
        """Read *text* as it stands at *base*."""
        inlines = inlines_of(text, base, self.references)
        if "<" in text:
            inlines = _with_tag_links(inlines, text, base)
            self._note_comments(inlines)
        # One inline alone is the whole content.
        span = inlines[0].span if len(inlines) == 1 else _made(Span, (base, base + len(text)))
        return Content.of(span, inlines)

    def _mapped(self, mapped: Mapped) -> Content:
        text = mapped.text
        inlines = _with_tag_links(inlines_of(text, 0, self.references), text, 0)
        inlines = [mapped.inline(inline) for inline in inlines]
        self._note_comments(inlines)
        return Content.of(mapped.span(Span(0, len(text))), inlines)

    def _note_comments(self, inlines: Sequence[Inline]) -> None:
        comment = self.source.startswith
        self.comments += [span for kind, span, _, _ in inlines if kind == "html" and comment("<!--", span.start)]


def _with_tag_links(inlines: Sequence[Inline], text: str, base: int) -> list[Inline]:
    """Add the links that tags of *text*, which stands at *base*, make; a tag itself shows nothing but a break."""
    found: list[Inline] = []
    for index, inline in enumerate(inlines):
        if inline.kind == "html":
            if link := _tag_link(inlines, index, text, base):
                found.append(Inline("link", link.span, "", link))
            found.append(inline._replace(text="\n" if _BREAK.match(inline.text) else ""))
        else:
            found.append(inline)
    return found


def _tag_link(inlines: Sequence[Inline], index: int, text: str, base: int) -> Link | None:
    """Return the link that an ``a`` or ``img`` tag makes; the text up to ``</a>`` is its label."""
    tag = inlines[index]
    image = bool(_IMAGE.match(tag.text))
    if not image and not _ANCHOR.match(tag.text):
        return None
    start, end = tag.span.start - base, tag.span.end - base
    label = Span(end, end)
    for following in inlines[index + 1 : 0 if image else index + html.LABEL_PIECES]:
        if following.kind == "html" and following.text[:3].lower() == "</a":
            label, end = Span(end, following.span.start - base), following.span.end - base
            break
    link = html.link_of(text, Span(start, label.start), label, end, image=image)
    return link and link.moved(base)
