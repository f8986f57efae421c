"""Where the cells of a row begin and end, as GitHub cuts it."""

from __future__ import annotations

from awesome_lint.regex import regex

_PIPE = regex(r"\|")


def row_bounds(text: str, line: tuple[int, int]) -> tuple[list[int], bool]:
    """Return the offsets before each cell of a row and after its last, and whether a last pipe is written.

    A backslash before a pipe always escapes it, as on GitHub.
    """
    start, end = line
    while end > start and text[end - 1] in " \t":
        end -= 1
    inner = start + 1 if text.startswith("|", start) else start
    bounds = [inner - 1]
    bounds += [at for match in _PIPE.finditer(text, inner, end) if text[(at := match.start()) - 1] != "\\"]
    closed = len(bounds) > 1 and bounds[-1] == end - 1
    if not closed:
        bounds.append(end)
    return bounds, closed


def width(text: str, line: tuple[int, int]) -> int:
    """Return the number of cells of a row; a pipe alone is none."""
    return len(row_bounds(text, line)[0]) - 1 if text[line[0] : line[1]].strip(" \t") != "|" else 0
