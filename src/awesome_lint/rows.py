"""Where the cells of a row begin and end, as GitHub cuts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.source import Span

_PIPE = regex(r"(?<!\\)\|")


def row_bounds(text: str, line: Span) -> tuple[list[int], bool]:
    """Return the offsets before each cell of a row and after its last, and whether a last pipe is written.

    A backslash before a pipe always escapes it, as on GitHub.
    """
    start, end = line
    while end > start and text[end - 1] in " \t":
        end -= 1
    inner = start + 1 if text.startswith("|", start) else start
    pipes = [match.start() for match in _PIPE.finditer(text, inner, end)]
    closed = bool(pipes) and pipes[-1] == end - 1
    return ([inner - 1, *pipes] if closed else [inner - 1, *pipes, end]), closed


def width(text: str, line: Span) -> int:
    """Return the number of cells of a row; a pipe alone is none."""
    return len(row_bounds(text, line)[0]) - 1 if text[line.start : line.end].strip(" \t") != "|" else 0
