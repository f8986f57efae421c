"""A list as its reader sees it: lines, tables, bullets, links; and what a defect is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LINK = re.compile(r"(?<![!\]\\])\[(?P<label>[^\[\]!\n`|]+)\]\((?P<url>https?://[^\s()<>\[\]\"'`]+)\)(?!\])")
ARXIV = re.compile(r"https?://arxiv\.org/(?P<kind>abs|pdf)/(?P<id>(?P<yy>\d\d)(?P<mm>\d\d)\.\d{5})(?=\))")
DATE = re.compile(r"(?P<y>20[0-2]\d)(?P<s>[-./])(?P<m>0[1-9]|1[0-2])(?:(?P=s)(?P<d>\d\d))?")
LEADING = re.compile(rf"[-*+] [\[(]?{DATE.pattern}\b(?![-./]\d)")
BULLET = re.compile(r"[ \t]*[-*+] +(?=\S)")
DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
FENCE = re.compile(r"[ \t]*(```|~~~)")
HEADING = re.compile(r"(#{1,6}) +(?P<text>.+?)[ \t#]*$")
ENOUGH, NEARLY_ALL = 10, 0.95


class Defect(NamedTuple):
    """One change of a page's lines: those from *first* to *last* (exclusive, from 0) become *lines*.

    The fault then stands on the line with the number *at*, from 0, of the new text, or on one of *also*.
    """

    first: int
    last: int
    lines: tuple[str, ...]
    at: int
    also: tuple[int, ...] = ()


class Kind(NamedTuple):
    """A way to go wrong: the rule that names it, others that name it as well, and what plants it."""

    rule: str
    what: str
    plant: Callable[[Page], Iterator[Defect]]
    others: tuple[str, ...] = ()


@dataclass
class Table:
    """A pipe table by its line numbers, with the cells of each row."""

    header: int
    rows: range
    width: int
    cells: dict[int, list[str]]


@dataclass
class Page:
    """A list's lines, and which of them are running text: no code, no comment, no HTML."""

    lines: list[str]
    text: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> Page:
        """Split *text*; what stands in code or comments is left out."""
        page, fenced, comment = cls(text.split("\n")), False, False
        for number, line in enumerate(page.lines):
            fence = FENCE.match(line)
            fenced ^= bool(fence)
            comment = comment or "<!--" in line
            if not (fenced or fence or comment or line.startswith("    ") or "<" in line[:4]):
                page.text.add(number)
            comment = comment and "-->" not in line
        return page

    @cached_property
    def tables(self) -> list[Table]:
        """The tables that have at least 8 whole rows."""
        found = []
        for number in sorted(self.text):
            if number and DELIMITER.match(self.lines[number]) and "|" in self.lines[number - 1]:
                end = number + 1
                while end in self.text and "|" in self.lines[end]:
                    end += 1
                width = len(cells_of(self.lines[number - 1]))
                cells = {row: cells_of(self.lines[row]) for row in range(number + 1, end)}
                whole = {
                    row: found for row, found in cells.items() if len(found) == width and self.lines[row][0] == "|"
                }
                if len(whole) >= 8 and len(whole) >= NEARLY_ALL * len(cells):  # noqa: PLR2004
                    found.append(Table(number - 1, range(number + 1, end), width, whole))
        return found

    @cached_property
    def sections(self) -> dict[int, int]:
        """For each line the line of the heading above it."""
        found, last = {}, -1
        for number, line in enumerate(self.lines):
            if number in self.text and (line.startswith("#") or re.match(r"<h\d|\*\*[^*]+\*\*$|</?details", line)):
                last = number
            found[number] = last
        return found

    @cached_property
    def bullets(self) -> list[int]:
        """The lines of bullets that are one line each and have a link."""
        return [
            n
            for n in sorted(self.text)
            if BULLET.match(self.lines[n])
            and LINK.search(self.lines[n])
            and (n + 1 == len(self.lines) or not self.lines[n + 1].strip() or BULLET.match(self.lines[n + 1]))
            and self.lines[n][:1] not in " \t"
        ]

    @cached_property
    def rows(self) -> list[int]:
        """The whole rows of tables."""
        return [row for table in self.tables for row in table.cells]

    def links(self) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the inline links of bullets and rows with their lines."""
        for number in (*self.bullets, *self.rows):
            for match in LINK.finditer(self.lines[number]):
                yield number, match

    def papers(self) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the links to arXiv in bullets and rows."""
        for number in (*self.bullets, *self.rows):
            for match in ARXIV.finditer(self.lines[number]):
                yield number, match

    @cached_property
    def dates(self) -> dict[int, tuple[re.Match[str], str]]:
        """The dates of date columns and of beginnings of bullets where nearly all have one form, with their place."""
        places: dict[str, dict[int, re.Match[str]]] = defaultdict(dict)
        sizes: Counter[str] = Counter()
        for table in self.tables:
            for column in range(table.width):
                for row, cells in table.cells.items():
                    if cells[column].strip():
                        place = f"table {table.header} {column}"
                        sizes[place] += 1
                        at = sum(len(cell) + 1 for cell in cells[:column]) + 1
                        if match := re.compile(rf"[ \t]*{DATE.pattern}[ \t]*\|").match(self.lines[row], at):
                            places[place][row] = match
        for number in self.bullets:
            place = f"section {self.sections[number]}"
            sizes[place] += 1
            if match := LEADING.match(self.lines[number]):
                places[place][number] = match
        found = {}
        for place, dates in places.items():
            forms = Counter((match["s"], match["d"] is None) for match in dates.values())
            (form, count), *_ = forms.most_common(1)
            if count >= max(ENOUGH, NEARLY_ALL * sizes[place]):
                found |= {n: (m, place) for n, m in dates.items() if (m["s"], m["d"] is None) == form}
        return found

    def replaced(self, number: int, start: int, end: int, text: str) -> Defect:
        """Return the defect of one piece of one line."""
        line = self.lines[number]
        return Defect(number, number + 1, (line[:start] + text + line[end:],), number)

    def inserted(self, number: int, line: str, *also: int) -> Defect:
        """Return the defect of a new line before the line with this number."""
        return Defect(number, number, (line,), number, also)


def cells_of(line: str) -> list[str]:
    """Split a row at its pipes, escaped ones aside."""
    return re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))


def _month(match: re.Match[str]) -> int:
    return int(match["y"]) * 12 + int(match["m"])
