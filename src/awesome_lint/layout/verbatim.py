"""Where blanks and line ends are content: code, HTML, front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import Html, Opaque
from awesome_lint.views import view

if TYPE_CHECKING:
    from awesome_lint.document import Content, Document
    from awesome_lint.source import Span


@view
def verbatim_blocks(document: Document) -> list[Span]:
    """Return the spans of the blocks whose blanks are their own business: code, HTML, front matter."""
    return [
        node.span
        for node in document.nodes
        if isinstance(node, Html) or (isinstance(node, Opaque) and node.kind in ("code", "front-matter"))
    ]


@view
def broken_contents(document: Document) -> list[Content]:
    """Return the contents of several lines, whose line ends are blanks or breaks to a reader."""
    text = document.source.text
    return [content for content in document.contents if text.find("\n", *content.span) >= 0]
