"""What an entry calls its work: bold or quoted text, a link that is no mere label, or plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import Carrier, LinkKind
from awesome_lint.parsing.html import plain
from awesome_lint.reading.dates import bare_years, may_hold_date, month_dates, venue_years
from awesome_lint.reading.shapes import inside_of
from awesome_lint.reading.skeleton import MASK, skeleton_of
from awesome_lint.reading.words import has_words, is_label, length, words
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.document import Content, Inline, Link
    from awesome_lint.reading.carriers import Carried
    from awesome_lint.source import Source

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
_SHOWN_ADDRESS = (LinkKind.BARE, LinkKind.AUTOLINK)
_SENTENCE_ENDS = (".", ",", "。", "，", "?", "!")
_NAME_WORDS = 2
# A shorter text before a label link leads up to it.
_TITLE_WORDS = 3


def in_row(source: Source, carried: Carried) -> tuple[str, Span | None]:
    """Return what the title column of a row says, with its span."""
    assert carried.columns is not None and carried.row is not None  # noqa: S101, PT018
    cells = carried.row.cells
    for role, cell in zip(carried.columns.roles, cells, strict=False):
        if role == "title":
            return _title_in(cell.content, skeleton_of(source, cell.content), cell=True)
    return "", None


def in_text(source: Source, carried: Carried, skeletons: list[str]) -> tuple[str, Span | None]:
    """Return an entry's title with its span.

    That is the first bold text, quoted text, link text that is no mere label, or plain text, whichever stands first.
    """
    if carried.carrier is Carrier.HTML:
        link = next((link for link in carried.links if link.outside and not is_label(link.text)), None)
        if link:
            return _clean(link.text), link.label
        return _clean(plain(source.slice(carried.span))[:120]), None
    for content, bones in zip(carried.contents, skeletons, strict=True):
        title, span = _title_in(content, bones, cell=carried.carrier is Carrier.HEADING)
        if title:
            return title, span
    if carried.carrier is Carrier.ITEM and skeletons:
        return _said_first(carried.contents[0], skeletons[0])
    return "", None


def _title_in(content: Content, bones: str, *, cell: bool) -> tuple[str, Span | None]:
    leading = content.inlines[0].link if content.inlines else None
    if leading is not None and _is_title(leading):  # as in most entries
        return _clean(leading.text), leading.label
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
        inside = inside_of(content, inline)
        return None if is_label(inside) else _bold(inside, inline.span, bones, start)
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
    if not may_hold_date(text):
        return text
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
        and not link.target.startswith("#")
        and not is_label(link.text)
    )


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
    inside = inside_of(content, inline)
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
