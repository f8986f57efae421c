"""Text of others in Markdown, where it must not become links, images, HTML or mentions."""

from __future__ import annotations

import re

from awesome_lint.output.terminal import visible
from awesome_lint.regex import regex

_LITERAL = regex(r"(`[^`]+`)")
_STRUCTURAL = regex(r"[\\`*_{}\[\]<>#|~&!$^=]")
_LINKING = regex(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# GitHub turns these into links after Markdown is done, entities or not; a zero-width space stops it.
_CALLING = regex(r"@(?=[\w-])|#(?=\d)|\bGH-(?=\d)", re.IGNORECASE)

_UNCODABLE = regex(r"[`|]|##(?:vso|teamcity)?\[")


def prose(text: str) -> str:
    """Return *text*, a message of ours, as Markdown on one line, fit for a table's cell.

    Literals in backticks become code. All else is shown as it is, whatever it holds; most messages come back unchanged.
    """
    done = ""
    for piece in _LITERAL.split(visible(text)):
        literal = _LITERAL.fullmatch(piece) and not done.endswith("`")  # two codes in a row would be one
        done += code(piece[1:-1]) if literal else plain(piece)
    return done


def code(text: str) -> str:
    """Return *text* as inline code where that is possible, else as plain text.

    It is not with a backtick, with a bar, which would end a table's cell, and with a command of a workflow's log.
    """
    text = visible(text)
    if not text.strip(" ") or _UNCODABLE.search(text):
        return plain(text)
    return f"` {text} `" if text[0] == text[-1] == " " else f"`{text}`"  # Markdown takes a pair of blanks away


def plain(text: str) -> str:
    """Return *text* so that Markdown shows it character by character and finds nothing in it."""
    text = _CALLING.sub(_stopped, visible(text))
    return _LINKING.sub(_entity, _STRUCTURAL.sub(_entity, text))


def _stopped(match: re.Match[str]) -> str:
    return f"{match.group()}\u200b"


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"
