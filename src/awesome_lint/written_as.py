"""Writing an address where another one stood, so that every reader of Markdown and HTML reads exactly that one."""

from __future__ import annotations

import re

from awesome_lint.document import LinkKind
from awesome_lint.regex import regex

_ADDRESS = regex(r"https?://[^\s/?#@]+(?:[/?#].*)?", re.IGNORECASE)
# What ends or splits an address in Markdown, in a cell of a table or in an HTML attribute.
_SIGNS = regex(r"[\x00-\x20\x7f-\xa0\\|<>\"'`\[\]{}^\u200b-\u200f\u2028-\u202e\u2060-\u2064\u3000\ufeff]")
_ENTITY = regex(r"&(?=#?\w{1,32};)")
# Where a bare address begins and ends depends on the text around it: only a plain one is surely linked whole.
_PLAIN = regex(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#](?:[\w./?=&%#~+:@,;!$-]*[a-z0-9/=#-])?)?",
    re.ASCII | re.IGNORECASE,
)


def written_as(address: str, kind: LinkKind, *, pointed: bool = False) -> str:
    """Return *address* as it is written in a link of *kind*, or nothing where that is not surely possible.

    *pointed* tells that it stands between ``<`` and ``>``. Signs that end an address are percent-encoded, which
    is how any client sends them; all else stays as it is.
    """
    if not _ADDRESS.fullmatch(address):
        return ""
    text = _SIGNS.sub(_encoded, address)
    if kind is LinkKind.HTML:
        return text.replace("&", "&amp;")
    if kind is LinkKind.BARE:
        return text if _PLAIN.fullmatch(text) and not _ENTITY.search(text) else ""
    if kind is LinkKind.AUTOLINK:
        return "" if _ENTITY.search(text) else text
    text = _ENTITY.sub("&amp;", text)
    return text if pointed or _balanced(text) else text.replace("(", r"\(").replace(")", r"\)")


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return not depth
