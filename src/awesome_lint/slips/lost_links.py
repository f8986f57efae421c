"""Links that a colon made a definition, of which a reader sees nothing: ``- [text]:(address)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import LinkKind
from awesome_lint.regex import regex
from awesome_lint.slips.slip import Slip
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Link

_IN_PARENTHESES = regex(r"\((?P<url>https?://[^\s()]+)\)")
_MARKER = regex(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
_LINE_END = regex(r"[ \t]*(?:\n|$)")
_NOTE = regex(r"[ xX]|\d+|\^.*")


def lost_links(document: Document) -> Iterator[Slip]:
    """Yield the definitions whose address stands in parentheses, and those alone in an item that nothing uses."""
    text = document.source.text
    used: set[str] | None = None
    for link in document.definitions:
        if _NOTE.fullmatch(link.text):
            continue
        wrapped = _IN_PARENTHESES.fullmatch(link.target)
        if not wrapped and used is None:
            used = {_normal(document.source.slice(each.url)) for each in document.links if _refers(each)}
        if not wrapped and (_normal(link.text) in (used or ()) or not _is_whole_item(text, link)):
            continue
        right = f"[{document.source.slice(link.label)}]({wrapped['url'] if wrapped else link.target})"
        message = f"Unexpected `:` behind `]`, expected `{right}`: GitHub takes it for a definition, and shows nothing"
        yield Slip(link.span, message, (Edit(*link.span, right),), certain=wrapped is not None)


def _is_whole_item(text: str, link: Link) -> bool:
    before = text[text.rfind("\n", 0, link.span.start) + 1 : link.span.start]
    return link.outside and bool(_MARKER.fullmatch(before) and _LINE_END.match(text, link.span.end))


def _refers(link: Link) -> bool:
    return link.kind is LinkKind.REFERENCE


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()
