"""Dates in other forms, that do not exist, or in the wrong place."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from defects.page import ARXIV, ENOUGH, Defect, Kind, _month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from defects.page import Page


def date_with(change: Callable[[re.Match[str]], str | None]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another date where dates stand."""

    def plant(page: Page) -> Iterator[Defect]:
        for number, (match, _) in page.dates.items():
            if new := change(match):
                yield page.replaced(number, match.start("y"), match.end("d" if match["d"] else "m"), new)

    return plant


def _joined(match: re.Match[str], *parts: str | None, by: str = "") -> str:
    return (by or match["s"]).join(part for part in parts if part)


def other_separator(match: re.Match[str]) -> str:
    """Write `/` for `-`, and `.` or `-` for the others."""
    return _joined(match, match["y"], match["m"], match["d"], by={"-": "/", ".": "-", "/": "."}[match["s"]])


def month_unpadded(match: re.Match[str]) -> str | None:
    """Leave the zero of a month out."""
    return _joined(match, match["y"], match["m"][1], match["d"]) if match["m"][0] == "0" else None


def month_named(match: re.Match[str]) -> str | None:
    """Write the month by its name."""
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return None if match["d"] else f"{names[int(match['m']) - 1]} {match['y']}"


def month_of(text: str) -> Callable[[re.Match[str]], str]:
    """Write a month that no year has."""
    return lambda match: _joined(match, match["y"], text, match["d"])


def no_such_day(match: re.Match[str]) -> str | None:
    """Write 30 February, or day 32."""
    return _joined(match, match["y"], match["m"], "30" if match["m"] == "02" else "32") if match["d"] else None


def year_of(text: str) -> Callable[[re.Match[str]], str]:
    """Write a year to come."""
    return lambda match: _joined(match, text, match["m"], match["d"])


def _paired(page: Page) -> dict[int, tuple[re.Match[str], re.Match[str]]]:
    """Return the dates whose line has one arXiv id, where nearly all of the page's say the same month."""
    found = {}
    for number, (match, _) in page.dates.items():
        ids = {paper["id"]: paper for paper in ARXIV.finditer(page.lines[number])}
        if len(ids) == 1:
            found[number] = match, next(iter(ids.values()))
    agree = {n: pair for n, pair in found.items() if abs(_gap(*pair)) <= 1}
    return agree if len(agree) >= max(ENOUGH, 0.9 * len(found)) else {}


def _gap(date: re.Match[str], paper: re.Match[str]) -> int:
    return _month(date) - (2000 + int(paper["yy"])) * 12 - int(paper["mm"])


def year_before(page: Page) -> Iterator[Defect]:
    """Date a paper a year too early."""
    for number, (match, _) in _paired(page).items():
        yield page.replaced(number, *match.span("y"), str(int(match["y"]) - 1))


def badge_month(page: Page) -> Iterator[Defect]:
    """State another month in a badge."""
    badge = re.compile(r"img\.shields\.io/badge/[^)\s]*?(?P<y>20\d\d)\.(?P<m>0[1-9]|1[0-2])(?=-)")
    found = [
        (number, match)
        for number, line in enumerate(page.lines)
        for match in [badge.search(line)]
        if match and len({paper["id"] for paper in ARXIV.finditer(line)}) == 1
    ]
    agree = [(n, m) for n, m in found if abs(_gap(m, next(ARXIV.finditer(page.lines[n])))) <= 1]
    if len(agree) >= max(ENOUGH, 0.9 * len(found)):
        for number, match in agree:
            month = (int(match["m"]) + 4) % 12 + 1
            yield page.replaced(number, *match.span("m"), f"{month:02}")


def moved(page: Page) -> Iterator[Defect]:
    """Paste a dated line some lines away from its place in a section that is sorted."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, (_, place) in page.dates.items():
        places[place].append(number)
    for numbers in places.values():
        months = [_month(page.dates[n][0]) * 32 + int(page.dates[n][0]["d"] or 0) for n in numbers]
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))) or months not in (
            sorted(months),
            sorted(months, reverse=True),
        ):
            continue
        for at in range(len(numbers) - 6):
            if abs(months[at] - months[at + 5]) >= 3 * 32 and months[at] != months[at + 1]:
                lines = [page.lines[n] for n in numbers[at : at + 6]]
                first = numbers[at]
                yield Defect(first, first + 6, (*lines[1:], lines[0]), first + 5)


def other_brackets(page: Page) -> Iterator[Defect]:
    """Write a leading date in the other brackets."""
    for number, (match, place) in page.dates.items():
        line = page.lines[number]
        first, last = match.start("y") - 1, match.end("d" if match["d"] else "m")
        pair = line[first] + line[last : last + 1]
        if place.startswith("section") and pair in ("[]", "()") and line[last + 1 : last + 2] not in ("(", "["):
            new = "(" if pair == "[]" else "["
            inner = line[first + 1 : last]
            yield page.replaced(number, first, last + 1, f"{new}{inner}{')' if new == '(' else ']'}")


KINDS: tuple[Kind, ...] = (
    Kind("mixed-date-form", "other separator", date_with(other_separator)),
    Kind("mixed-date-form", "month without its zero", date_with(month_unpadded)),
    Kind("mixed-date-form", "month by its name", date_with(month_named)),
    Kind("invalid-date", "month 13", date_with(month_of("13"))),
    Kind("invalid-date", "month 00", date_with(month_of("00"))),
    Kind("invalid-date", "day 32 or 30 February", date_with(no_such_day)),
    Kind("future-date", "year 2042", date_with(year_of("2042"))),
    Kind("future-date", "next year", date_with(year_of("2027"))),
    Kind("date-before-arxiv", "a year too early", year_before),
    Kind("badge-date-mismatch", "another month in a badge", badge_month),
    Kind("unsorted-entry", "line five lines too low", moved),
    Kind("mixed-date-form", "other brackets", other_brackets),
)
