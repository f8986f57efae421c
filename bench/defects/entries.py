"""Entries that differ from their neighbours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from defects.page import ENOUGH, NEARLY_ALL, Defect, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from defects.page import Page


def _sections_of_bullets(page: Page) -> Iterator[list[int]]:
    """Yield the bullets of each section with at least 25 that begin with a link."""
    sections: dict[int, list[int]] = defaultdict(list)
    for number in page.bullets:
        sections[page.sections[number]].append(number)
    for numbers in sections.values():
        if len(numbers) >= 25:  # noqa: PLR2004
            yield numbers


def separator_with(new: str) -> Callable[[Page], Iterator[Defect]]:
    """Write another separator between a title and its description, where nearly all have one."""

    def plant(page: Page) -> Iterator[Defect]:
        joint = re.compile(r"[-*+] +\[[^\[\]]+\]\([^\s()]+\)(?P<sep> [-–—] |: |：|, | )(?=\w)")
        for numbers in _sections_of_bullets(page):
            found = {n: match for n in numbers if (match := joint.match(page.lines[n]))}
            signs = Counter(match["sep"] for match in found.values())
            for sign, count in signs.most_common(1):
                if count >= NEARLY_ALL * len(found) and len(found) >= 0.9 * len(numbers) and sign not in (" ", new):
                    for number, match in found.items():
                        yield page.replaced(number, *match.span("sep"), new)

    return plant


def bracket_left(page: Page) -> Iterator[Defect]:
    """Leave the closing bracket around a label link out."""
    for number in page.bullets:
        for match in re.finditer(r"\[\[[\w ]+\]\([^\s()]+\)(?P<close>\])", page.lines[number]):
            yield page.replaced(number, *match.span("close"), "")


def bracket_alone(page: Page) -> Iterator[Defect]:
    """Leave the opening bracket around a label link out."""
    for number in page.bullets:
        for match in re.finditer(r"(?P<open>\[)\[[\w ]+\]\([^\s()]+\)\]", page.lines[number]):
            yield page.replaced(number, *match.span("open"), "")


def unlinked(page: Page) -> Iterator[Defect]:
    """Leave the only address of an entry out, where all its neighbours have one."""
    for numbers in _sections_of_bullets(page):
        for number in numbers:
            match = re.match(r"[-*+] +(?P<link>\[(?P<label>[^\[\]]{8,})\]\([^\s()]+\))", page.lines[number])
            if match and len(re.findall(r"\]\(|<http|\]\[", page.lines[number])) == 1:
                yield page.replaced(number, *match.span("link"), match["label"])


def bullet_with(change: Callable[[str], str]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another beginning of a bullet that begins with a link, between two others that do."""

    def plant(page: Page) -> Iterator[Defect]:
        for section in _sections_of_bullets(page):
            begins = [number for number in section if re.match(r"[-*+] \[[^\[\]]+\]\(https?:", page.lines[number])]
            if len(begins) < NEARLY_ALL * len(section) or section[-1] - section[0] != len(section) - 1:
                continue
            for number in begins[1:-1]:
                line = page.lines[number]
                yield page.replaced(number, 0, 2, change(line[0]))

    return plant


def bold_with(change: Callable[[str], str]) -> Callable[[Page], Iterator[Defect]]:
    """Plant half of the signs around the only bold text of a bullet, where nearly all of its section have one."""

    def plant(page: Page) -> Iterator[Defect]:
        for section in _sections_of_bullets(page):
            bold = [
                (n, re.search(r"\*\*([^*]+)\*\*", page.lines[n]))
                for n in section
                if page.lines[n].split("**")[3:] == [] and "**" in page.lines[n]
            ]
            if len(bold) < max(ENOUGH + 2, NEARLY_ALL * len(section)):
                continue
            for number, match in bold:
                if match:
                    yield page.replaced(number, *match.span(), change(match[1]))

    return plant


def closed_twice(page: Page) -> Iterator[Defect]:
    """Write another parenthesis behind a link on a line that has no others."""
    for number, match in page.links():
        line = page.lines[number]
        if line.count("(") == line.count("](") and not re.search("[（）]", line):
            yield page.replaced(number, match.end(), match.end(), ")")


KINDS: tuple[Kind, ...] = (
    Kind("entry-off-template", "no blank before the dash", separator_with("- ")),
    Kind("entry-off-template", "colon", separator_with(": ")),
    Kind("entry-off-template", "only a blank", separator_with(" ")),
    Kind("unbalanced-bracket", "[[t](u)", bracket_left),
    Kind("unbalanced-bracket", "[t](u)]", bracket_alone),
    Kind("missing-link", "title without its address", unlinked),
    Kind("unmarked-entry", "no blank behind the bullet", bullet_with(lambda sign: sign)),
    Kind("unmarked-entry", "another bullet", bullet_with(lambda _: "• ")),
    Kind("unmarked-entry", "no bullet", bullet_with(lambda _: "")),
    Kind("unclosed-emphasis", "** left open", bold_with(lambda inner: f"**{inner}")),
    Kind("unclosed-emphasis", "** left closed", bold_with(lambda inner: f"{inner}**")),
    Kind("unbalanced-bracket", "[t](u))", closed_twice),
)
