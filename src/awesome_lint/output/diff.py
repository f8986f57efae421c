"""A unified diff that ``git apply`` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTEXT = 3
_LINE = regex(r"[^\n]*\n|[^\n]+")
_NO_NEWLINE = "\n\\ No newline at end of file\n"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}

Change = tuple[int, int, int, int]
"""Lines from, to of the text before, and from, to of the text after; from 0, half-open."""


def unified(before: str, after: str, path: str) -> Iterator[str]:
    r"""Return the diff's lines, newlines included; *path* is relative to where the diff will be applied.

    The texts are the whole files, byte order mark and ``\r`` included; only ``\n`` ends a line.
    """
    old, new = _LINE.findall(before), _LINE.findall(after)
    changes = _changes(old, new)
    if not changes:
        return
    yield f"--- {_name(f'a/{path}')}\n"
    yield f"+++ {_name(f'b/{path}')}\n"
    for hunk in _hunks(changes):
        yield from _hunk(hunk, old, new)


def _name(path: str) -> str:
    if any(char in _ESCAPES or not char.isprintable() for char in path):
        quoted = "".join(_ESCAPES.get(char) or (char if char.isprintable() else _octal(char)) for char in path)
        return f'"{quoted}"'
    return f"{path}\t" if " " in path else path


def _octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    if len(old) == len(new):
        changed = [at for at in range(len(old)) if old[at] != new[at]]
        if {old[at] for at in changed}.isdisjoint(new[at] for at in changed):  # no line moved: nothing to search
            return _merged((at, at + 1, at, at + 1) for at in changed)
    from difflib import SequenceMatcher  # noqa: PLC0415  (only for fixes that add or remove lines)

    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]


def _merged(changes: Iterator[Change]) -> list[Change]:
    merged: list[Change] = []
    for change in changes:
        if merged and merged[-1][1] == change[0]:
            merged[-1] = (merged[-1][0], change[1], merged[-1][2], change[3])
        else:
            merged.append(change)
    return merged


def _hunks(changes: Sequence[Change]) -> Iterator[list[Change]]:
    hunk = [changes[0]]
    for change in changes[1:]:
        if change[0] - hunk[-1][1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _hunk(hunk: Sequence[Change], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    lead = min(_CONTEXT, hunk[0][0])
    trail = min(_CONTEXT, len(old) - hunk[-1][1])
    first, last = hunk[0][0] - lead, hunk[-1][1] + trail
    new_first, new_last = hunk[0][2] - lead, hunk[-1][3] + trail
    yield f"@@ -{_range(first, last)} +{_range(new_first, new_last)} @@\n"
    at = first
    for change in hunk:
        yield from _lines(" ", old[at : change[0]])
        yield from _lines("-", old[change[0] : change[1]])
        yield from _lines("+", new[change[2] : change[3]])
        at = change[1]
    yield from _lines(" ", old[at:last])


def _range(first: int, last: int) -> str:
    count = last - first
    return f"{first + 1 if count else first},{count}"


def _lines(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}{_NO_NEWLINE}"
