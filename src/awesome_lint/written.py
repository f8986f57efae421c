"""An entry's text as written, whatever its layout: what it is compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.document import Entry
    from awesome_lint.source import Source

_GAP = regex(r"[ \t\n]+")


def normalised(text: str) -> str:
    """Return *text* on one line: blanks and breaks are one blank, those at its ends are gone."""
    return _GAP.sub(" ", text).strip(" ")


def written(entry: Entry, source: Source) -> str:
    """Return an entry's own text without marker, number, padding and empty last cells, on one line.

    Two entries with one text differ in their layout at most. Entries below it, and its section, are left out.
    """
    if entry.row:
        cells = [source.slice(cell.content.span) for cell in (*entry.row.cells, *entry.row.overflow)]
        while cells and not cells[-1]:
            cells.pop()
        return normalised(" | ".join(cells))
    if entry.contents:
        return normalised(" ".join(source.slice(content.span) for content in entry.contents))
    return normalised(source.slice(entry.span))
