"""The address of a link as it is written, for rules that edit it."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from awesome_lint.document import LinkKind
from awesome_lint.regex import regex
from awesome_lint.views import view

if TYPE_CHECKING:
    from awesome_lint.document import Document, Link
    from awesome_lint.source import Span

_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")


def written(document: Document, link: Link) -> str:
    """Return the text of ``link.url``, or nothing where it is not surely the address.

    That is so for a reference link, whose address stands elsewhere, and where spans are not exact.
    """
    if link.kind is LinkKind.REFERENCE:
        return ""
    text, target = document.source.slice(link.url), link.target
    if text == target or (link.kind is LinkKind.BARE and target.endswith(text)):
        return text
    return text if is_written_as(target, text) else ""


def is_written_as(target: str, text: str) -> bool:
    """Whether *text*, with its escapes and entities, is the address *target*."""
    return text == target or unescape(_ESCAPED.sub(r"\1", text)).strip() == target


def place_of(document: Document, link: Link) -> Span:
    """Return where to tell of *link*: its address, or all of it where that is not surely written there."""
    return link.url if written(document, link) else link.span


@view
def written_addresses(document: Document) -> list[tuple[Link, str]]:
    """Return the links that a reader can follow out of the list, images left out, with their address as written.

    Links by reference come as their definition, once.
    """
    images = {link.target for link in document.links if link.image and link.kind is LinkKind.REFERENCE}
    links = (*document.links, *(each for each in document.definitions if each.target not in images))
    return [(link, text) for link in links if not link.image and link.outside and (text := written(document, link))]
