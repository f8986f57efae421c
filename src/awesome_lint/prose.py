"""Running text: what rules of style may judge, and nothing that an address, code or markup says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.source import Span

_Form = TypeVar("_Form")

LEAST = 20
"""The least number of places that make a convention of style."""

SHARE = 0.9
"""The least share of them that a convention has."""


class Majority(NamedTuple):
    """How many of the places follow a form, and how many there are."""

    following: int
    total: int

    @property
    def said(self) -> str:
        """The end of a message."""
        return f", as in {self.following} of {self.total} places of this list"


def majority(counted: Counter[_Form]) -> tuple[_Form, Majority] | None:
    """Return the form of at least 90 % of at least twenty places, or None."""
    total = counted.total()
    if total < LEAST:
        return None
    form, count = counted.most_common(1)[0]
    return (form, Majority(count, total)) if count >= SHARE * total else None


def pieces(document: Document) -> Iterator[Span]:
    """Yield the spans of running text, in order: that of paragraphs and cells, labels of links left out.

    A piece holds text as it is read, without escapes, entities and markup. Headings are left out, as their
    words are addresses too; the label of a link is a title, and as its owner writes it.
    """
    text = document.source.text
    headings = {heading.content.span for heading in document.headings}
    for content in document.contents:
        if content.exact and content.span not in headings:
            for inline in content.inlines:
                start, end = inline.span
                if inline.kind == "text" and end - start == len(inline.text) and text.startswith(inline.text, start):
                    yield inline.span
