"""How many columns a text takes in a terminal or an editor with a fixed pitch."""

from __future__ import annotations


def width(text: str) -> int:
    """Return the columns of one line of *text*: Chinese and emoji take 2, a joined emoji as much as one.

    Control characters count as nothing. The widths are those of Unicode's East Asian Width, by ``wcwidth``.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    from wcwidth import wcswidth, wcwidth  # noqa: PLC0415  (its tables cost start-up time, and most text needs none)

    columns = wcswidth(text)
    return columns if columns >= 0 else sum(max(0, wcwidth(char)) for char in text)
