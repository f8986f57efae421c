"""The values that running text is made of: links, other pieces of inline content, and a content as a whole."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from awesome_lint.identity import identity_of
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# Skips the named tuple's own constructor, for what a large list has fifty thousand of.
_made = tuple.__new__


class LinkKind(StrEnum):
    """How a link is written."""

    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    """``<https://…>``"""
    BARE = "bare"
    """An address in running text, which GitHub links."""
    HTML = "html"
    DEFINITION = "definition"
    """``[label]: https://…``, which is a link nowhere but where its label is."""


class Link(NamedTuple):
    """One link or image.

    ``span`` covers the whole construct, ``label`` the text between its brackets, and ``url`` the
    address as written, which for a reference link is its reference label. ``target`` is the
    address as read, with escapes and entities resolved, and ``text`` the label without markup.
    """

    span: Span
    label: Span
    url: Span
    target: str
    text: str
    kind: LinkKind
    image: bool = False

    @property
    def identity(self) -> str:
        """The key that two links share when they mean the same work."""
        return identity_of(self.target)

    def moved(self, offset: int) -> Link:
        """Return the link as it stands *offset* characters further on."""
        span, label, url = (Span(start + offset, end + offset) for start, end in (self.span, self.label, self.url))
        return self._replace(span=span, label=label, url=url)

    @property
    def outside(self) -> bool:
        """Whether the link leaves the repository: it has a scheme and a host."""
        return "://" in self.target or self.target.startswith("//")


class Inline(NamedTuple):
    """A piece of inline content; ``text`` is what a reader sees of it.

    Pieces come in the order of their starts. ``strong`` and ``emphasis`` enclose the pieces that
    follow inside their span; what stands inside a link's label is in the link alone.
    """

    kind: Literal["text", "code", "strong", "emphasis", "strike", "html", "break", "link"]
    span: Span
    text: str = ""
    link: Link | None = None


class Content(NamedTuple):
    """The inline content of a paragraph, a heading or a cell; made by `of`.

    ``links`` are the links and images, in order, and ``text`` is what a reader sees, without markup
    and HTML tags. ``exact`` is False where the spans could not be proved: nothing inside may be edited.
    """

    span: Span
    inlines: tuple[Inline, ...]
    links: tuple[Link, ...]
    text: str
    exact: bool = True

    @classmethod
    def of(cls, span: Span, inlines: Sequence[Inline], *, exact: bool = True) -> Content:
        """Return the content that *inlines* make."""
        if len(inlines) == 1:
            _, _, text, link = inlines[0]
            return _made(cls, (span, tuple(inlines), (link,) if link else (), text, exact))
        links = tuple([inline.link for inline in inlines if inline.link])
        text = "".join([inline.text for inline in inlines])
        return _made(cls, (span, tuple(inlines), links, text, exact))
