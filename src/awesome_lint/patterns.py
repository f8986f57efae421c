"""Glob patterns for paths, as `exclude` and `per-file-ignores` have them."""

from __future__ import annotations

import re
from functools import cache

from awesome_lint.regex import regex

_PIECES = regex(r"(\*\*/|\*\*|\*|\?|\{[^{}/]*,[^{}/]*\})")
_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, path: str) -> bool:
    """Whether the glob *pattern* names *path* or a folder above it.

    Without a slash it fits a name at any depth; with one it starts at the configuration's folder.
    ``*`` and ``?`` stay inside a name, ``**`` does not, and ``{a,b}`` is either text.
    """
    parts = path.split("/")
    expression = _regex(pattern.removeprefix("./").strip("/"))
    if "/" not in pattern.rstrip("/"):
        return any(expression.fullmatch(part) for part in parts)
    return any(expression.fullmatch("/".join(parts[:count])) for count in range(1, len(parts) + 1))


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(map(_translated, _PIECES.split(pattern))), re.DOTALL)


def _translated(piece: str) -> str:
    if piece in _WILD:
        return _WILD[piece]
    if _PIECES.fullmatch(piece):
        return f"(?:{'|'.join(''.join(map(_translated, _PIECES.split(text))) for text in piece[1:-1].split(','))})"
    return re.escape(piece)
