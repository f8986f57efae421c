"""Characters that nobody sees, blanks, and comments for the linter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from defects.links import address_with
from defects.page import Defect, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from defects.page import Page


def zero_width_in_text(page: Page) -> Iterator[Defect]:
    """Paste a zero-width space between two words."""
    for number in page.bullets:
        if match := re.search(r"(?<=[a-z]{3}) (?=[a-z]{3})", page.lines[number]):
            yield page.replaced(number, match.start(), match.start(), "\u200b")


def trailing(page: Page) -> Iterator[Defect]:
    """Leave a blank at the end of a line."""
    clean = not any(line != line.rstrip() for line in page.lines)
    for number in page.bullets if clean else ():
        yield page.replaced(number, len(page.lines[number]), len(page.lines[number]), " ")


def no_final_newline(page: Page) -> Iterator[Defect]:
    """Leave the last newline out."""
    if page.lines[-1] == "" and page.lines[-2].strip():
        yield Defect(len(page.lines) - 1, len(page.lines), (), len(page.lines) - 2)


def comment(text: str) -> Callable[[Page], Iterator[Defect]]:
    """Leave a suppression where nothing is to suppress."""

    def plant(page: Page) -> Iterator[Defect]:
        for number in page.bullets:
            end = len(page.lines[number].rstrip())
            yield page.replaced(number, end, len(page.lines[number]), f" <!-- awesome-lint {text} -->")

    return plant


KINDS: tuple[Kind, ...] = (
    Kind("invisible-character", "zero-width space in an address", address_with(lambda u: u + "\u200b")),
    Kind(
        "invisible-character", "no-break space in an address", address_with(lambda u: u + "\u00a0"), ("malformed-link",)
    ),
    Kind("invisible-character", "BOM in an address", address_with(lambda u: "\ufeff" + u), ("malformed-link",)),
    Kind("invisible-character", "zero-width space in text", zero_width_in_text),
    Kind("trailing-space", "blank at a line's end", trailing),
    Kind("final-newline", "no last newline", no_final_newline),
    Kind("unused-suppression", "nothing to suppress", comment("ignore invalid-date")),
    Kind("unused-suppression", "misspelt", comment("ignore invalid-dat")),
)
