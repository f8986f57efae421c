"""Backslash escapes and entities, as GitHub resolves them."""

from __future__ import annotations

from html.entities import html5
from typing import TYPE_CHECKING

from awesome_lint.regex import regex

if TYPE_CHECKING:
    import re

ENTITY = regex(r"&(?:#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}))|([A-Za-z][A-Za-z0-9]{1,31}));")
_ESCAPE_OR_ENTITY = regex(rf"\\([!-/:-@\[-`{{-~])|{ENTITY.pattern}")
_LAST_CODE_POINT = 0x10FFFF


def unescaped(text: str, *, escapes: bool = True) -> str:
    r"""Return *text* with its entities resolved, and its backslash escapes unless *escapes* is False."""
    if "&" not in text and "\\" not in text:
        return text
    return _ESCAPE_OR_ENTITY.sub(_resolved if escapes else _entity_alone, text)


def _resolved(match: re.Match[str]) -> str:
    return match[1] or _named(match[2], match[3], match[4]) or match.group()


def _entity_alone(match: re.Match[str]) -> str:
    return match.group() if match[1] else _resolved(match)


def entity(match: re.Match[str]) -> str:
    """Return the character that a match of ``ENTITY`` stands for, or nothing for an unknown name."""
    return _named(match[1], match[2], match[3])


def _named(hexadecimal: str | None, decimal: str | None, name: str | None) -> str:
    if name:
        return html5.get(f"{name};", "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
    possible = 0 < code <= _LAST_CODE_POINT and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004  (surrogates)
    return chr(code) if possible else "\ufffd"
