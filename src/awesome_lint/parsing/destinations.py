"""Where a link leads: ``(address "title")`` after its label."""

from __future__ import annotations

from awesome_lint.regex import regex

_SPACES = regex(r"[ \t\n\v\f\r]*")
_POINTED = regex(r"<((?:[^<>\n\\]|\\.)*+)>")
_PLAIN = regex(r"(?:[^ \t\n\v\f\r()\\]|\\[!-/:-@\[-`{-~]|\\)*+")
_TITLE = regex(r"""(?s:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))""")
_MOST_PARENTHESES = 32


def destination(src: str, pos: int) -> tuple[int, int, int] | None:
    """Return start and end of the address in the parentheses that open at *pos*, and where they end, or None."""
    if not src.startswith("(", pos):
        return None
    url = _address_range(src, _blanks(src, pos + 1))
    if url is None:
        return None
    start, end, after = url
    at = _blanks(src, after)
    if at > after and (title := _TITLE.match(src, at)):
        at = _blanks(src, title.end())
    return (start, end, at + 1) if src.startswith(")", at) else None


def _address_range(src: str, start: int) -> tuple[int, int, int] | None:
    """Return start and end of the address at *start*, and where what follows it begins."""
    if src.startswith("<", start):
        match = _POINTED.match(src, start)
        return (start + 1, match.end() - 1, match.end()) if match else None
    at, depth = start, 0
    while True:
        match = _PLAIN.match(src, at)
        at = match.end() if match else at
        char = src[at : at + 1]
        if char == "(" and depth < _MOST_PARENTHESES:
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif char == "(" or not char or (char != ")" and at == start):
            return None
        else:
            return start, at, at
        at += 1


def _blanks(src: str, pos: int) -> int:
    match = _SPACES.match(src, pos)
    return match.end() if match else pos
