"""The parts of an entry: title, authors, description, marks."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from awesome_lint.document import Carrier, LinkKind
from awesome_lint.html import plain
from awesome_lint.reading.dates import bare_years, month_dates, venue_years
from awesome_lint.reading.words import has_words, is_label, length, words
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.document import Content, Inline, Link
    from awesome_lint.reading.carriers import Carried
    from awesome_lint.source import Source

MASK = "\ufffc"
"""Stands for each character of a link in a skeleton."""

_QUOTED = regex(r"[\"“《]([^\"”》\n]{8,}?)[,.]?[\"”》]")
_LEAD = regex(r"[\s\W_]*(?:\d{4}(?:[-./年]\d{1,2})*(?:月|日)?[\s\W_]*)?")
_EDGES = ' \t\n*_~`-–—:：,，.。|·•>"“”[]()（）【】《》'
# Brackets that close belong to the title.
_TAIL = _EDGES.translate(str.maketrans("", "", ")）》"))
_COLONS = ":："
# `[Arxiv, 2024.5]`, `(ICML 24')`, `(NVIDIA)` before the title.
_TAG = regex(rf"[\s*_]*[\[(（【][^\])）】{MASK}\n]{{1,40}}[\])）】]")
_END_OF_TITLE = regex(f"[{MASK}\n<]|[,.]? [*_]|[,.] \\[")
# `Name 2023-5 | All | EN |`: lists that set columns by pipes outside a table.
_COLUMN = regex(r" \| |\s+\d{4}[-./]\d{1,2}(?= \|)")
_MASKED = frozenset(("link", "html", "code"))
_SHOWN_ADDRESS = (LinkKind.BARE, LinkKind.AUTOLINK)
_SENTENCE_ENDS = (".", ",", "。", "，", "?", "!")
_NAME_WORDS = 2
# A shorter text before a label link leads up to it.
_TITLE_WORDS = 3
_SEPARATOR = regex(r"[ \t]*(?:[-–—|:：,，·]+[ \t]*)?")
_MARK = regex(r"[✅☑✔❌✖⭐🌟🔥🚧❗🆕🎉✨💎👑🏆📌]|:[a-z_]+:")


def skeleton(source: Source, content: Content) -> str:
    """Return the raw text of *content* with its links masked and its tags and code blanked, offsets kept."""
    pieces: list[str] = []
    last = start = content.span.start
    text = source.text
    for kind, (begin, end), said, _ in content.inlines:
        if kind in _MASKED and begin >= last:
            mask = MASK if kind == "link" else "\n" if said == "\n" else " "
            pieces += (text[last:begin], mask * (end - begin))
            last = end
    if last == start:
        return text[start : content.span.end]
    pieces.append(text[last : content.span.end])
    return "".join(pieces)


def title_of(source: Source, carried: Carried, skeletons: list[str]) -> tuple[str, Span | None]:
    """Return an entry's title with its span.

    In a row it is what the title column says; elsewhere the first bold text, quoted text, link text
    that is no mere label, or plain text, whichever stands first.
    """
    if carried.row is not None and carried.columns is not None:
        index = next((i for i, role in enumerate(carried.columns.roles) if role == "title"), None)
        cells = carried.row.cells
        if index is None or index >= len(cells):
            return "", None
        return _title_in(cells[index].content, skeletons[index], cell=True)
    if carried.carrier is Carrier.HTML:
        link = next((link for link in carried.links if link.outside and not is_label(link.text)), None)
        if link:
            return _clean(link.text), link.label
        return _clean(plain(source.slice(carried.span))[:120]), None
    for content, bones in zip(carried.contents, skeletons, strict=True):
        title, span = _title_in(content, bones, cell=carried.carrier is Carrier.HEADING)
        if title:
            return title, span
    return (
        _said_first(carried.contents[0], skeletons[0]) if carried.carrier is Carrier.ITEM and skeletons else ("", None)
    )


def _title_in(content: Content, bones: str, *, cell: bool) -> tuple[str, Span | None]:
    start = content.span.start
    first = next((link for link in content.links if not link.image), None)
    plain_too = not cell and not (first is not None and _is_title(first))
    tag = _TAG.match(bones)
    begin = start + tag.end() if tag else start
    for inline in content.inlines:
        if inline.span.end > begin and (found := _title_at(content, inline, bones, begin, plain_too=plain_too)):
            return found
    if cell:
        text = _clean(content.text.split("\n", 1)[0])
        return text, content.span if text else None
    if first is not None and first.kind in _SHOWN_ADDRESS:
        said = _said_first(content, bones)
        if said[0]:
            return said
    link = next((link for link in content.links if not link.image and link.text.strip()), None)
    return (_clean(link.text), link.label) if link else ("", None)


def _title_at(content: Content, inline: Inline, bones: str, begin: int, *, plain_too: bool) -> tuple[str, Span] | None:
    """Take a piece for the title: bold text, a link that says more than a label, else emphasised or plain text."""
    start = content.span.start
    if inline.kind == "strong":
        inside = _inside(content, inline)
        titles = has_words(inside) and not is_label(inside)
        return _bold(inside, inline.span, bones, start) if titles else None
    if inline.link and _is_title(inline.link):
        quoted = _quoted(bones[: inline.span.start - start], start)
        return quoted or (_clean(inline.link.text), inline.link.label)
    if plain_too and inline.kind == "emphasis":
        return _emphasised(content, inline, bones, start)
    if plain_too and inline.kind == "text":
        return _plain(bones, max(inline.span.start, begin) - start, inline.span.end - start, start)
    return None


def _said_first(content: Content, bones: str) -> tuple[str, Span | None]:
    """Take the text before the first link, for want of another title: ``Name: https://…``, or all links stand below."""
    tag = _TAG.match(bones)
    lead = _LEAD.match(bones, tag.end() if tag else 0)
    begin = lead.end() if lead else 0
    end = _END_OF_TITLE.search(bones, begin)
    text = _undated(bones[begin : end.start() if end else len(bones)]).rstrip(_TAIL)
    start = content.span.start + begin
    return ("", None) if is_label(text) else (_clean(text), Span(start, start + len(text)))


def _undated(text: str) -> str:
    """Cut a venue with its year or a date from the end of a title: ``The title. arXiv, 2024``."""
    for dates in (venue_years(text, 0), month_dates(text, 0), bare_years(text, 0)):
        for date in dates:
            before = text[: date.span.start].rstrip(" \t(（[")
            if before.endswith(_SENTENCE_ENDS) and not has_words(text[date.span.end :]):
                return before
    return text


def _is_title(link: Link) -> bool:
    return (
        not link.image
        and link.kind not in _SHOWN_ADDRESS
        and has_words(link.text)
        and not is_label(link.text)
        and not link.target.startswith("#")
    )


def _inside(content: Content, outer: Inline) -> str:
    inlines = content.inlines
    first, last = (bisect_left(inlines, offset, key=_start) for offset in outer.span)
    return "".join(
        inline.link.text if inline.link and not inline.link.image else inline.text
        for inline in inlines[first:last]
        if inline is not outer and outer.span.contains(inline.span)
    )


def _start(inline: Inline) -> int:
    return inline.span.start


def _bold(inside: str, span: Span, bones: str, start: int) -> tuple[str, Span] | None:
    """Take bold text for the title or its beginning (``**Name**: the title``), but not for a label (``**Blog:**``)."""
    after = bones[span.end - start :].lstrip(_COLONS + " ")
    colon = inside.rstrip().endswith((":", "：")) or bones[span.end - start :].startswith((":", "："))
    if not colon or len(words(inside)) > _NAME_WORDS:
        return _clean(_COLUMN.split(inside, maxsplit=1)[0]), span
    if not after or after[0] in MASK + "\n":
        return None
    if quoted := _QUOTED.match(after):
        begin = span.end + bones[span.end - start :].index(quoted.group())
        return _clean(quoted[1]), Span(begin + 1, begin + 1 + len(quoted[1]))
    end = _END_OF_TITLE.search(bones, span.end - start)
    whole = bones[span.start - start : end.start() if end else len(bones)].rstrip(" ,.")
    return _clean(whole), Span(span.start, span.start + len(whole))


def _emphasised(content: Content, inline: Inline, bones: str, start: int) -> tuple[str, Span] | None:
    """Take emphasised text for a title where nothing but a date or a tag stands before it."""
    inside = _inside(content, inline)
    if length(inside) < _TITLE_WORDS or "," in inside:
        return None
    said = bones[: inline.span.start - start]
    before = _LEAD.match(said)
    leads = not has_words(said) or (before is not None and before.end() == len(said)) or _TAG.fullmatch(said.strip())
    return (_clean(inside), inline.span) if leads else None


def _quoted(text: str, at: int) -> tuple[str, Span] | None:
    match = _QUOTED.search(text)
    return (_clean(match[1]), Span(at + match.start(1), at + match.end(1))) if match else None


def _plain(bones: str, begin: int, piece_end: int, start: int) -> tuple[str, Span] | None:
    """Take text before the first link for a title where label links follow it.

    *begin* to *piece_end* is the piece of text; a date or signs alone lead up to what follows.
    """
    link = bones.find(MASK)
    if link < begin:  # there is none, or one stands before: it is sought once for each piece of a long line
        return None
    lead = _LEAD.match(bones, begin)
    first = lead.end() if lead else begin
    if first >= piece_end or link < first:
        return None
    end = next((i for i in range(first, len(bones)) if bones[i] in MASK + "\n<"), len(bones))
    if length(bones[first:end]) < _TITLE_WORDS:
        return None
    quoted = _QUOTED.search(bones[begin:end])
    if quoted:
        first, text = begin + quoted.start(1), quoted[1]
    else:
        text = _undated(_COLUMN.split(bones[first:end], maxsplit=1)[0])
    return _clean(text), Span(start + first, start + first + len(text))


def _clean(text: str) -> str:
    return " ".join(text.replace("**", "").split()).strip(_TAIL)


def authors_of(carried: Carried) -> str:
    """Return the first emphasised text with a comma: lists set the names of authors so."""
    for content in carried.contents:
        for inline in content.inlines:
            if inline.kind == "emphasis" and "," in (text := _inside(content, inline)):
                return " ".join(text.split())
    return ""


def description_of(source: Source, carried: Carried, title_span: Span | None) -> str:
    """Return the text that follows a title link up to the end of its paragraph, without the separator."""
    for content in carried.contents:
        for link in content.links:
            if link.label != title_span:
                continue
            raw = source.text[link.span.end : content.span.end]
            separator = _SEPARATOR.match(raw)
            begin = link.span.end + (separator.end() if separator else 0)
            text = "".join(inline.text for inline in content.inlines if inline.span.start >= begin)
            if separator and separator.end() and not text.startswith(raw[separator.end() :][:1]):
                text = _clipped(content, begin)
            return " ".join(text.split())
    return ""


def _clipped(content: Content, begin: int) -> str:
    """Return the text after *begin*, which may lie inside a piece of plain text."""
    pieces = []
    for inline in content.inlines:
        if inline.span.end > begin and inline.kind != "strong":
            skip = max(begin - inline.span.start, 0) if inline.kind == "text" else 0
            pieces.append(inline.text[skip:])
    return "".join(pieces)


def marks_of(carried: Carried) -> tuple[str, ...]:
    """Return badges by their alternative text, and marks such as ✅."""
    marks = [link.text for link in carried.links if link.image and link.text]
    for content in carried.contents:
        for kind, _, text, _ in content.inlines:
            if kind == "text" and (":" in text or not text.isascii()):
                marks += _MARK.findall(text)
    return tuple(marks)
