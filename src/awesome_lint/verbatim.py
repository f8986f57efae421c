"""Where blanks and line ends are content: code, HTML, front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import Html, Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.source import Span


def verbatim_blocks(document: Document) -> Iterator[Span]:
    """Yield the spans of the blocks whose blanks are their own business: code, HTML, front matter."""
    for node in document.nodes:
        if isinstance(node, Html) or (isinstance(node, Opaque) and node.kind in ("code", "front-matter")):
            yield node.span
