"""Emphasis: which runs of ``*``, ``_`` and ``~`` belong together, by cmark-gfm's algorithm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACES = frozenset("\t\n\f\r \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
_ASCII = 128
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
        before, after = _neighbour(src, start - 1, -1), _neighbour(src, end, 1)
        left, right, punct_before, punct_after = _flanking(before, after)
        if char == "_":
            left, right = left and (not right or punct_before), right and (not left or punct_after)
        # GitHub strikes by one or two tildes.
        pairs = char != "~" or self.length <= _STRONG
        self.can_open = left and pairs
        self.can_close = right and pairs


def _neighbour(src: str, at: int, step: int) -> str:
    """Return the character beside a run; cmark-gfm looks through tildes."""
    while 0 <= at < len(src) and src[at] == "~":
        at += step
    return src[at] if 0 <= at < len(src) else "\n"


def _flanking(before: str, after: str) -> tuple[bool, bool, bool, bool]:
    """Whether a run is left-flanking and right-flanking, and whether punctuation stands before and after."""
    if before.isalnum() and after.isalnum():
        return True, True, False, False
    space_before, space_after = before in _SPACES, after in _SPACES
    punct_before, punct_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not punct_after or space_before or punct_before)
    right = not space_before and (not punct_before or space_after or punct_after)
    return left, right, punct_before, punct_after


def _is_punctuation(char: str) -> bool:
    if ord(char) < _ASCII:
        return char.isprintable() and not char.isalnum() and char != " "
    return category(char)[0] == "P"


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
