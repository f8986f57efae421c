"""What the inline parser finds: pieces with their places in the content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from awesome_lint.delimiters import Enclosing, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.document import LinkKind


class Target(NamedTuple):
    """Where a link leads: ranges of its label and its address in the content, and the address as read."""

    label: tuple[int, int]
    url: tuple[int, int]
    href: str
    kind: LinkKind
    image: bool = False


class Piece(NamedTuple):
    """A piece of a content; like ``document.Inline``, with offsets in the content."""

    kind: Literal["text", "code", "strong", "emphasis", "strike", "html", "break", "link"]
    start: int
    end: int
    text: str
    target: Target | None = None


def shown(piece: Piece) -> str:
    """Return what a piece adds to the text of the link that it stands in."""
    if piece.kind == "break":
        return " "
    return piece.text if piece.kind in ("text", "code") else ""


def merged(src: str, nodes: Sequence[Piece | Run], enclosing: Sequence[Enclosing]) -> list[Piece]:
    """Join neighbouring texts, unused delimiters among them, and put the enclosing pieces in their places."""
    pieces: list[Piece] = []
    last: Piece | None = None
    for node in nodes:
        if isinstance(node, Run):
            if node.start == node.end:
                last = None
                continue
            node = Piece("text", node.start, node.end, src[node.start : node.end])  # noqa: PLW2901
        if node.kind == "text":
            if last is not None and last.end == node.start:
                last = Piece("text", last.start, node.end, last.text + node.text)
                pieces[-1] = last
                continue
            last = node
        else:
            last = None
        pieces.append(node)
    if enclosing:
        pieces += [Piece(kind, start, end, "") for kind, start, end in enclosing]
        pieces.sort(key=_start)
    return pieces


def _start(piece: Piece) -> int:
    return piece.start
