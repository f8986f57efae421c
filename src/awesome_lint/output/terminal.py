"""Text for a terminal: what must not reach it raw, how wide it is, and its colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from awesome_lint.regex import regex
from awesome_lint.width import width

if TYPE_CHECKING:
    from collections.abc import Mapping

# C0 and C1 controls, soft hyphen and NBSP, bidi controls, zero-width characters and fillers, line and
# paragraph separators, tags, surrogates of undecodable file names.
_HIDDEN = regex(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
_CLUSTER = regex(
    "<U\\+[0-9A-F]{4,6}>|.(?:[\u0300-\u036f\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*", re.DOTALL
)  # what must not be cut in two
_COMMAND = regex(r"^(\s*)::|##(?=(?:vso|teamcity)?\[)", re.MULTILINE)
_JOINER = "\u200d"
_EMOJI_TAIL = regex("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]+$")


def visible(text: str) -> str:
    """Return *text* with everything that a terminal would obey or hide written as ``<U+001B>``.

    A tab becomes four blanks; joiners inside an emoji stay.
    """
    if not _HIDDEN.search(text):
        return text
    return _HIDDEN.sub(_name, text)


def inert(line: str) -> str:
    """Return a *line* of text so that the runner of a GitHub workflow, or of its like, finds no command in it.

    It obeys ``::name::`` at the start of a line and ``##[name]`` anywhere (``ActionCommand.cs`` in actions/runner);
    Azure Pipelines obeys ``##vso[name]``, TeamCity ``##teamcity[name]``.
    """
    return _COMMAND.sub(lambda match: "#<U+0023>" if match[1] is None else f"{match[1]}<U+003A>:", line)


def _name(match: re.Match[str]) -> str:
    char = match.group()
    if char == "\t":
        return "    "
    if char == _JOINER and _joins_emoji(match.string, match.start()):
        return char
    return f"<U+{ord(char):04X}>"


def _joins_emoji(text: str, at: int) -> bool:
    before = _EMOJI_TAIL.sub("", text[max(0, at - 3) : at])
    return category(before[-1:] or " ") == "So" and category(text[at + 1 : at + 2] or " ") == "So"


class Window(NamedTuple):
    """A line as shown, and the columns, from 0, where the mark on it starts and ends."""

    text: str
    start: int
    end: int


_NEAR = 20
"""So many characters for each column are looked at: some take none."""


def window(line: str, start: int, end: int, columns: int) -> Window:
    """Show *line* in at most *columns*, with the characters from *start* to *end* kept in sight.

    ``…`` stands for what is cut. A mark wider than the window is cut at its end.
    """
    near = _NEAR * columns  # a line may be as long as the file
    before, marked, after = (
        visible(part) for part in (line[max(start - near, 0) : start], line[start:end][:near], line[end:][:near])
    )
    left, mid, right = width(before), width(marked), width(after)
    if left + mid + right <= columns:
        return Window(before + marked + after, left, left + mid)
    if left + mid + bool(right) > columns:
        room = max(columns - mid, columns // 4)
        before = _last(before, room - min(right, room // 2))
        left = width(before)
    shown = _first(marked, columns - left, more=bool(after))
    mid = width(shown)
    after = _first(after, columns - left - mid, more=False) if shown == marked else ""
    return Window(before + shown + after, left, left + mid)


def shorten(text: str, columns: int) -> str:
    """Return *text* made visible, on one line, and cut to *columns*."""
    return _first(visible(" ".join(text.split("\n"))), columns, more=False)


def _first(text: str, columns: int, *, more: bool) -> str:
    """Return the start of *text* that fits, ending with ``…`` if cut; *more* keeps a column for what follows."""
    if width(text) <= columns - more:
        return text
    kept, used = "", 0
    for piece in _CLUSTER.findall(text):
        used = width(kept + piece)
        if used > columns - 1:
            break
        kept += piece
    return kept + "…"


def _last(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    kept = ""
    for piece in reversed(_CLUSTER.findall(text)):
        if width(piece + kept) > columns - 1:
            break
        kept = piece + kept
    return "…" + kept


_CODES: Mapping[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "bold": "1",
    "dim": "2",
    "add": "32",
    "remove": "31",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How text is dressed: whether in colour, and how many columns there are."""

    color: bool = False
    columns: int = 80

    def paint(self, text: str, kind: str) -> str:
        """Return *text* in the colour of *kind*: a severity, or ``bold``, ``dim``, ``add``, ``remove``."""
        return f"\x1b[{_CODES[kind]}m{text}\x1b[0m" if self.color and text else text


def wants_color(choice: str, environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Decide on colour: *choice* (``auto``, ``always``, ``never``), then NO_COLOR, FORCE_COLOR and the terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"
