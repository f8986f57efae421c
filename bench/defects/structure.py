"""Anchors, files, headings, and what git leaves."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from defects.page import HEADING, Defect, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from defects.page import Page


def _anchors(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    for number in sorted(page.text):
        for match in re.finditer(r"\]\(#(?P<slug>[^)\s%]{4,})\)", page.lines[number]):
            yield number, match


def anchor_with(change: Callable[[str], str]) -> Callable[[Page], Iterator[Defect]]:
    """Lead a link of the contents to a place that is none."""

    def plant(page: Page) -> Iterator[Defect]:
        slugs = Counter(match["slug"] for _, match in _anchors(page))
        for number, match in _anchors(page):
            new = change(match["slug"])
            if slugs[match["slug"]] == 1 and new not in slugs:
                yield page.replaced(number, *match.span("slug"), new)

    return plant


def heading_renamed(page: Page) -> Iterator[Defect]:
    """Change the words of a heading that the contents list."""
    slugs = {match["slug"]: number for number, match in _anchors(page)}
    for number in sorted(page.text):
        match = HEADING.match(page.lines[number])
        slug = re.sub(r"[^\w -]", "", match["text"].lower()).replace(" ", "-") if match else ""
        if match and slug in slugs and slugs[slug] < number and re.fullmatch(r"[\w ]+", match["text"]):
            defect = page.replaced(number, *match.span("text"), f"{match['text']} in the Kitchen")
            yield defect._replace(at=slugs[slug], also=(number,))


def heading_unlisted(page: Page) -> Iterator[Defect]:
    """Add a section that the contents do not list, where they list all others."""
    slugs = {match["slug"]: number for number, match in _anchors(page)}
    if len(slugs) < 6:  # noqa: PLR2004
        return
    last = max(slugs.values())
    headings = [
        (number, match)
        for number in sorted(page.text)
        if number > last and (match := HEADING.match(page.lines[number]))
    ]
    if len(headings) < 6 or not all(  # noqa: PLR2004
        re.sub(r"[^\w -]", "", match["text"].lower()).replace(" ", "-") in slugs for _, match in headings
    ):
        return
    for number, match in headings[1:]:
        lines = (f"{match[1]} Kitchen Robots", "", "- [A robot that peels](https://example.org/peels)", "")
        yield Defect(number, number, lines, number)


def path_with(suffix: str) -> Callable[[Page], Iterator[Defect]]:
    """Lead a relative link to a file that is not there."""

    def plant(page: Page) -> Iterator[Defect]:
        for number in sorted(page.text):
            for match in re.finditer(
                r"\]\((?P<path>\.{0,2}/?[\w-]+(?:/[\w.-]+)*\.(?:md|png|jpg|gif|pdf))\)", page.lines[number]
            ):
                stem, dot, ending = match["path"].rpartition(".")
                yield page.replaced(number, *match.span("path"), f"{stem}{suffix}{dot}{ending}")

    return plant


def conflict(page: Page) -> Iterator[Defect]:
    """Leave what git wrote around two versions of a line."""
    for number in (*page.bullets, *page.rows):
        line = page.lines[number]
        lines = ("<<<<<<< HEAD", line, "=======", f"{line} ", ">>>>>>> spring")
        yield Defect(number, number + 1, lines, number)


KINDS: tuple[Kind, ...] = (
    Kind("missing-anchor", "a word more", anchor_with(lambda slug: slug + "-more")),
    Kind("missing-anchor", "a letter less", anchor_with(lambda slug: slug[:2] + slug[3:])),
    Kind("missing-anchor", "heading renamed", heading_renamed),
    Kind("missing-file", "file of another name", path_with("-planted")),
    Kind("stale-contents", "section that the contents leave out", heading_unlisted),
    Kind("merge-conflict", "two versions of an entry", conflict),
)
