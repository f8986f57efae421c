"""A content's running text: what is no plain text is masked, so that offsets stay and brackets inside do not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.document import LinkKind
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.document import Content, Inline

LINK, IMAGE, OTHER, ESCAPED = "\ue000", "\ue001", "\ue002", "\ue003"
"""What stands for each masked character: ``ESCAPED`` for an escape's two, ``OTHER`` for code and tags."""

_ESCAPE = regex(r"\\[!-/:-@\[-`{-~]")


def running_text(text: str, content: Content) -> str:
    """Return the text of *content* with links, code, tags and escapes blotted out; bare addresses stay."""
    start = content.span.start
    chars = list(_ESCAPE.sub(ESCAPED * 2, text[start : content.span.end]))
    for inline in sorted(content.inlines, key=_images_first):
        link = inline.link
        if inline.kind in ("code", "html") or (link and link.kind is not LinkKind.BARE):
            mark = OTHER if not link else IMAGE if link.image else LINK
            first, last = inline.span.start - start, inline.span.end - start
            chars[first:last] = mark * (last - first)
    return "".join(chars)


def _images_first(inline: Inline) -> bool:
    return not (inline.link and inline.link.image)


def brackets(masked: str) -> tuple[dict[int, int], set[int]]:
    """Return each closing bracket that has an opening one with it, and the opening ones left alone."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"[\[\]]", masked):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            pairs[match.start()] = opened.pop()
    return pairs, set(opened)


def shown(label: str) -> str:
    """Return *label* for a message: images by a word, the middle of a long one left out."""
    label = re.sub(f"{IMAGE}+", "image", re.sub(f"[{OTHER}{ESCAPED}]+", "…", label)).replace("\n", " ")
    return label if len(label) <= 40 else f"{label[:24]}…{label[-12:]}"  # noqa: PLR2004  (fits one line)


def short(address: str) -> str:
    """Return *address* for a message, the end of a long one left out."""
    return address if len(address) <= 60 else f"{address[:48]}…"  # noqa: PLR2004  (fits one line)
