"""Emphasis: which runs of ``*``, ``_`` and ``~`` belong together, by cmark-gfm's algorithm."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACES = frozenset("\t\n\f\r \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
_ASCII = 128
# The kinds of characters that decide which runs open and close.
_SPACE, _PUNCTUATION, _WORD = range(3)
_STRONG = 2
# cmark's "rule of three": a run that both opens and closes is matched by the sum of the lengths.
_THREE = 3


class Enclosing(NamedTuple):
    """What a pair of runs encloses, markers included; offsets in the content."""

    kind: Literal["strong", "emphasis", "strike"]
    start: int
    end: int


class Run:
    """A run of delimiters; ``start`` to ``end`` are the characters that no pair has used, which are text."""

    __slots__ = ("can_close", "can_open", "char", "end", "length", "position", "start")

    def __init__(self, src: str, start: int, end: int) -> None:
        self.char = char = src[start]
        self.start = self.position = start
        self.end = end
        self.length = end - start
        before, after = _kind(_neighbour(src, start - 1, -1)), _kind(_neighbour(src, end, 1))
        left = after == _WORD or (after == _PUNCTUATION and before != _WORD)
        right = before == _WORD or (before == _PUNCTUATION and after != _WORD)
        if char == "_":
            left, right = left and (not right or before == _PUNCTUATION), right and (not left or after == _PUNCTUATION)
        # GitHub strikes by one or two tildes.
        pairs = char != "~" or self.length <= _STRONG
        self.can_open = left and pairs
        self.can_close = right and pairs


def _neighbour(src: str, at: int, step: int) -> str:
    """Return the character beside a run; cmark-gfm looks through tildes."""
    while 0 <= at < len(src):
        char = src[at]
        if char != "~":
            return char
        at += step
    return "\n"


@cache
def _kind(char: str) -> int:
    """Return what *char* is for a run beside it."""
    if char in _SPACES:
        return _SPACE
    if ord(char) < _ASCII:
        return _PUNCTUATION if char.isprintable() and not char.isalnum() else _WORD
    return _PUNCTUATION if category(char)[0] == "P" else _WORD


def pair(runs: Sequence[Run]) -> list[Enclosing]:
    """Match closing runs with opening ones; shortens the runs to what stays text."""
    found: list[Enclosing] = []
    waiting: list[Run] = []
    bottoms: dict[tuple[str, int], int] = {}
    for closer in runs:
        while closer.can_close and closer.start < closer.end:
            key = closer.char, closer.length % _THREE
            index = _opener(waiting, closer, bottoms.get(key, 0))
            if index is None:
                bottoms[key] = closer.position
                break
            opener = waiting[index]
            del waiting[index + 1 :]
            if closer.char == "~":
                waiting.pop()
                if opener.length == closer.length:
                    found.append(Enclosing("strike", opener.start, closer.end))
                    opener.end, closer.start = opener.start, closer.end
                else:
                    closer.can_open = False
                break
            used = _STRONG if min(opener.end - opener.start, closer.end - closer.start) >= _STRONG else 1
            opener.end -= used
            closer.start += used
            found.append(Enclosing("strong" if used == _STRONG else "emphasis", opener.end, closer.start))
            if opener.start == opener.end:
                waiting.pop()
        if closer.can_open and closer.start < closer.end:
            waiting.append(closer)
    return found


def _opener(waiting: list[Run], closer: Run, bottom: int) -> int | None:
    for index in range(len(waiting) - 1, -1, -1):
        opener = waiting[index]
        if opener.position < bottom:
            return None
        if opener.char == closer.char and (
            not (closer.can_open or opener.can_close)
            or closer.length % _THREE == 0
            or (opener.length + closer.length) % _THREE
        ):
            return index
    return None
