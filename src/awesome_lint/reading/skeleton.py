"""The skeleton of a content: its raw text with all that is no plain text masked, so that offsets stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_lint.document import Content
    from awesome_lint.source import Source

MASK = "\ufffc"
"""Stands for each character of a link."""

_MASKED = frozenset(("link", "html", "code"))


def skeleton_of(source: Source, content: Content) -> str:
    """Return the raw text of *content* with its links masked and its tags and code blanked, offsets kept."""
    pieces: list[str] = []
    last = start = content.span.start
    text = source.text
    for kind, (begin, end), said, _ in content.inlines:
        if kind in _MASKED and begin >= last:
            mask = MASK if kind == "link" else "\n" if said == "\n" else " "
            pieces += (text[last:begin], mask * (end - begin))
            last = end
    if last == start:
        return text[start : content.span.end]
    pieces.append(text[last : content.span.end])
    return "".join(pieces)
