"""Code fences that are never closed: all that follows them is code, blank lines too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import List, Opaque, Quote

if TYPE_CHECKING:
    from awesome_lint.document import Block, Document

_FENCES = ("```", "~~~")
_MARKERS = " \t>-*+0123456789.)"


def ends_in_open_fence(document: Document) -> bool:
    """Whether the text ends inside a code fence."""
    last = _last(document.blocks)
    if not isinstance(last, Opaque) or last.kind != "code":
        return False
    lines = [line.lstrip(_MARKERS) for line in document.source.slice(last.span).split("\n")]
    return lines[0].startswith(_FENCES) and (len(lines) == 1 or not _closes(lines[-1], lines[0]))


def _closes(line: str, opening: str) -> bool:
    marker = opening[0]
    fence = line.rstrip(" \t")
    return set(fence) == {marker} and len(fence) >= len(opening) - len(opening.lstrip(marker))


def _last(blocks: tuple[Block, ...]) -> Block | None:
    last = blocks[-1] if blocks else None
    if isinstance(last, Quote):
        return _last(last.blocks)
    return _last(last.items[-1].blocks) if isinstance(last, List) else last
