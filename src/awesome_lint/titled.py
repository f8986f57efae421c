"""Entries of the form `- [Name](address) - Description.`: what stands behind the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.document import Carrier, LinkKind
from awesome_lint.reading.words import is_label
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Content, Document, Entry, Link

_KINDS = (LinkKind.INLINE, LinkKind.REFERENCE)
_LEAD = regex(r"[*_~]{0,3}")
_SEPARATOR = regex(r"[*_~]{0,3}(?P<separator>[ \t\u00a0]*(?:(?:[-–—]{1,2}|：|:(?![\w+-]+:))(?![-–—])[ \t\u00a0]*)?)")


class Titled(NamedTuple):
    """An item that begins with its title link: ``separator`` is what parts the link from the description.

    ``description`` reaches from there to the end of the content, and holds something.
    """

    entry: Entry
    content: Content
    title: Link
    separator: Span
    description: Span


def titled(document: Document) -> Iterator[Titled]:
    """Yield the items that begin with their title link and go on behind it."""
    text = document.source.text
    for entry in document.entries:
        content = entry.contents[0] if entry.carrier is Carrier.ITEM and entry.contents else None
        title = next((link for link in content.links if not link.image), None) if content and content.exact else None
        if content is None or title is None or title.kind not in _KINDS or is_label(title.text):
            continue
        lead = _LEAD.match(text, content.span.start)
        after = _SEPARATOR.match(text, title.span.end, content.span.end)
        if lead and lead.end() == title.span.start and after and after.end() < content.span.end:
            description = Span(after.end(), content.span.end)
            yield Titled(entry, content, title, Span(*after.span("separator")), description)
