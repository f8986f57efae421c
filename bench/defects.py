"""Defects as people make them in lists, each put into a place where a reader of the text would see it.

Every planter takes a `Page` and yields `Defect`s. Places are chosen by regular expressions on lines alone, by no code
of the linter: a rule that does not see what this file sees has missed something.
"""

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


# --- dates


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


# --- arXiv and addresses


def id_with(change: Callable[[str], str | None]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another id in an arXiv address."""

    def plant(page: Page) -> Iterator[Defect]:
        for number, match in page.papers():
            new = change(match["id"])
            if new is not None:
                yield page.replaced(number, *match.span("id"), new)

    return plant


def address_with(change: Callable[[str], str | None]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another address in an inline link."""

    def plant(page: Page) -> Iterator[Defect]:
        for number, match in page.links():
            new = change(match["url"])
            if new is not None:
                yield page.replaced(number, *match.span("url"), new)

    return plant


def link_with(change: Callable[[re.Match[str]], str]) -> Callable[[Page], Iterator[Defect]]:
    """Plant something else for a whole link."""

    def plant(page: Page) -> Iterator[Defect]:
        for number, match in page.links():
            yield page.replaced(number, *match.span(), change(match))

    return plant


def plain_address(change: Callable[[str], str]) -> Callable[[str], str | None]:
    """Change an address that has no query and no fragment."""
    return lambda url: None if re.search(r"[?#]|/$", url) else change(url)


def at_host(host: str, change: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Change an address of one host."""
    return lambda url: change(url) if re.match(rf"https?://(?:www\.)?{host}/", url) else None


def other_papers_id(page: Page) -> Iterator[Defect]:
    """Paste the id of another paper below a title."""
    full = [
        (n, match)
        for n, match in page.links()
        if ARXIV.match(match["url"] + ")") and len(match["label"].split()) >= 6  # noqa: PLR2004
    ]
    uses = Counter(match["url"] for _, match in full)
    single = [
        (n, m) for n, m in full if uses[m["url"]] == 1 and len(set(re.findall(r"\d{4}\.\d{5}", page.lines[n]))) == 1
    ]
    for (one, first), (other, second) in zip(single, single[5:], strict=False):
        if not set(first["label"].lower().split()) & set(second["label"].lower().split()) - {"for", "with", "of", "in"}:
            defect = page.replaced(other, *second.span("url"), first["url"])
            yield defect._replace(also=(one,))


# --- duplicates


def _sole(page: Page) -> Iterator[int]:
    """Yield bullets and rows with a title of some length whose first address stands once in the page."""
    addresses = Counter(match["url"].rstrip("/").lower() for _, match in page.links())
    for number in (*page.bullets, *page.rows):
        links = list(LINK.finditer(page.lines[number]))
        said = re.sub(r"\([^()]*\)|[\W\d_]+", " ", page.lines[number])
        if links and len(said.split()) >= 5 and addresses[links[0]["url"].rstrip("/").lower()] == 1:  # noqa: PLR2004
            yield number


def _block_end(page: Page, number: int) -> int:
    """Return the line after the last bullet or row of the run around this one."""
    members = set(page.bullets) | set(page.rows)
    while number in members:
        number += 1
    return number


def again(change: Callable[[str], str | None], *, far: bool = False) -> Callable[[Page], Iterator[Defect]]:
    """Paste an entry again, below itself or at the end of its run of lines."""

    def plant(page: Page) -> Iterator[Defect]:
        for number in _sole(page):
            new = change(page.lines[number])
            at = _block_end(page, number) if far else number + 1
            if new is not None and page.sections[number] == page.sections.get(at - 1):
                yield page.inserted(at, new, number)

    return plant


def with_pdf(line: str) -> str | None:
    """Write the address of the other page of each paper."""
    swapped = ARXIV.sub(
        lambda match: f"https://arxiv.org/{'pdf' if match['kind'] == 'abs' else 'abs'}/{match['id']}", line
    )
    return swapped if swapped != line else None


def in_title_case(line: str) -> str | None:
    """Write the first link's text in capitals or lower case."""
    match = LINK.search(line)
    if match is None or not re.fullmatch(r"[\x20-\x7e]+", match["label"]) or len(match["label"].split()) < 4:  # noqa: PLR2004
        return None
    return line[: match.start("label")] + match["label"].title() + line[match.end("label") :]


def with_slash(line: str) -> str | None:
    """Write a slash at the end of the first GitHub address."""
    match = re.search(r"\]\(https://github\.com/[\w.-]+/[\w.-]+(?=\))", line)
    return line[: match.end()] + "/" + line[match.end() :] if match else None


def with_http(line: str) -> str | None:
    """Write `http:` for all addresses."""
    return line.replace("https://", "http://") if "https://" in line else None


# --- structure


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


# --- tables


def row_with(change: Callable[[Table, list[str]], str | None]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another row, where all others are whole."""

    def plant(page: Page) -> Iterator[Defect]:
        for table in page.tables:
            for row, cells in table.cells.items():
                new = change(table, cells)
                if new is not None and page.lines[row].rstrip().endswith("|"):
                    yield Defect(row, row + 1, (new,), row)

    return plant


def _row(cells: list[str]) -> str:
    return "|" + "|".join(cells) + "|"


def pipe_in_text(table: Table, cells: list[str]) -> str | None:
    """Write a pipe in a cell of several words."""
    for index, cell in enumerate(cells):
        match = re.search(r"(?<=[a-z]) (?=[A-Z]?[a-z]+ )", cell)
        if match and cells[-1].strip() and table.width > 1:
            return _row([*cells[:index], cell[: match.start()] + " | " + cell[match.end() :], *cells[index + 1 :]])
    return None


def without_last(table: Table, cells: list[str]) -> str | None:
    """Leave the last cell out."""
    return _row(cells[:-1]) if table.width > 2 and cells[-1].strip() else None  # noqa: PLR2004


def without_middle(table: Table, cells: list[str]) -> str | None:
    """Leave a cell in the middle out."""
    return _row([*cells[:1], *cells[2:]]) if table.width > 2 else None  # noqa: PLR2004


def text_below(page: Page) -> Iterator[Defect]:
    """Write a sentence directly below a table."""
    for table in page.tables:
        if table.rows.stop < len(page.lines) and not page.lines[table.rows.stop].strip():
            yield page.inserted(table.rows.stop, "More of these are collected in another list.")


def dashes(change: Callable[[str], str]) -> Callable[[Page], Iterator[Defect]]:
    """Write a delimiter row of another width."""

    def plant(page: Page) -> Iterator[Defect]:
        for table in page.tables:
            at = table.header + 1
            yield Defect(at, at + 1, (change(page.lines[at]),), at, (table.header,))

    return plant


def header_short(page: Page) -> Iterator[Defect]:
    """Leave a header cell out."""
    for table in page.tables:
        if table.width > 2:  # noqa: PLR2004
            cells = cells_of(page.lines[table.header])
            yield Defect(table.header, table.header + 1, (_row(cells[:-1]),), table.header, (table.header + 1,))


def blank_inside(page: Page) -> Iterator[Defect]:
    """Put an empty line into a table: the rows below are text then."""
    for table in page.tables:
        if len(table.rows) > 8:  # noqa: PLR2004
            at = table.rows[4]
            yield Defect(at, at, ("",), at, (at + 1,))


def word_for_date(page: Page) -> Iterator[Defect]:
    """Write words where a column has dates."""
    for number, (match, place) in page.dates.items():
        if place.startswith("table"):
            yield page.replaced(number, match.start("y"), match.end("d" if match["d"] else "m"), "fresh off the press")


def label_for_link(page: Page) -> Iterator[Defect]:
    """Leave the address of a label out, where a column has links."""
    for table in page.tables:
        for column in range(table.width):
            linked = [row for row, cells in table.cells.items() if LINK.fullmatch(cells[column].strip())]
            if len(linked) < max(ENOUGH, NEARLY_ALL * len(table.cells)):
                continue
            for row in linked:
                cells = list(table.cells[row])
                match = LINK.search(cells[column])
                if match and len(LINK.findall(page.lines[row])) > 1:
                    cells[column] = f" {match['label']} "
                    yield Defect(row, row + 1, (_row(cells),), row)


# --- entries


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


# --- characters and layout


def zero_width_in_text(page: Page) -> Iterator[Defect]:
    """Paste a zero-width space between two words."""
    for number in page.bullets:
        if match := re.search(r"(?<=[a-z]{3}) (?=[a-z]{3})", page.lines[number]):
            yield page.replaced(number, match.start(), match.start(), "\u200b")


def swallowed(page: Page) -> Iterator[Defect]:
    """Write a bare address with full-width signs behind it."""
    for number in page.bullets:
        yield page.replaced(
            number,
            len(page.lines[number].rstrip()),
            len(page.lines[number]),
            "，代码见 https://example.org/code（非官方）。",
        )


def trailing(page: Page) -> Iterator[Defect]:
    """Leave a blank at the end of a line."""
    clean = not any(line != line.rstrip() for line in page.lines)
    for number in page.bullets if clean else ():
        yield page.replaced(number, len(page.lines[number]), len(page.lines[number]), " ")


def no_final_newline(page: Page) -> Iterator[Defect]:
    """Leave the last newline out."""
    if page.lines[-1] == "" and page.lines[-2].strip():
        yield Defect(len(page.lines) - 1, len(page.lines), (), len(page.lines) - 2)


def wide_cells(page: Page) -> Iterator[Defect]:
    """Write a row without blanks in a table that has one around each cell."""
    for table in page.tables:
        if all(cell[:1] + cell[-1:] == "  " and cell[1:2] != " " for cells in table.cells.values() for cell in cells):
            for row, cells in table.cells.items():
                new = _row([cell.strip() for cell in cells])
                yield Defect(row, row + 1, (new,), row, (table.header,))


def comment(text: str) -> Callable[[Page], Iterator[Defect]]:
    """Leave a suppression where nothing is to suppress."""

    def plant(page: Page) -> Iterator[Defect]:
        for number in page.bullets:
            end = len(page.lines[number].rstrip())
            yield page.replaced(number, end, len(page.lines[number]), f" <!-- awesome-lint {text} -->")

    return plant


_ARXIV_OR_LINK = ("malformed-link", "invalid-arxiv-id")
KINDS = (
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
    Kind("invalid-arxiv-id", "digit too many", id_with(lambda i: i + "1")),
    Kind("invalid-arxiv-id", "digit too few", id_with(lambda i: i[:-1] if i > "1501" else None)),
    Kind("invalid-arxiv-id", "cut at the dot", id_with(lambda i: i[:4])),
    Kind("invalid-arxiv-id", "empty", id_with(lambda _: "")),
    Kind("invalid-arxiv-id", "month 13", id_with(lambda i: i[:2] + "13" + i[4:])),
    Kind("invalid-arxiv-id", "month 00", id_with(lambda i: i[:2] + "00" + i[4:])),
    Kind("invalid-arxiv-id", "letter O", id_with(lambda i: i.replace("0", "O", 1) if "0" in i else None)),
    Kind("invalid-arxiv-id", "no dot", id_with(lambda i: i.replace(".", ""))),
    Kind("invalid-arxiv-id", "bracket glued on", id_with(lambda i: i + "]"), _ARXIV_OR_LINK),
    Kind("invalid-arxiv-id", "comma glued on", id_with(lambda i: i + ",")),
    Kind("invalid-arxiv-id", "month to come", id_with(lambda i: "39" + i[2:])),
    Kind("invalid-arxiv-id", "version 0", id_with(lambda i: i + "v0")),
    Kind("conflicting-arxiv-id", "another paper's id", other_papers_id),
    Kind(
        "noncanonical-arxiv-url",
        "http:",
        address_with(at_host(r"arxiv\.org", lambda u: re.sub("https?", "http", u) if u.startswith("https") else None)),
    ),
    Kind(
        "noncanonical-arxiv-url",
        "www.",
        address_with(at_host(r"arxiv\.org", lambda u: u.replace("//arxiv", "//www.arxiv") if "//arxiv" in u else None)),
    ),
    Kind(
        "noncanonical-arxiv-url",
        "browse.",
        address_with(
            at_host(r"arxiv\.org", lambda u: u.replace("//arxiv", "//browse.arxiv") if "//arxiv" in u else None)
        ),
    ),
    Kind("duplicate-entry", "pasted twice", again(lambda line: line)),
    Kind("duplicate-entry", "again at the end", again(lambda line: line, far=True)),
    Kind("duplicate-entry", "the paper's other page", again(with_pdf)),
    Kind("duplicate-entry", "the other page, at the end", again(with_pdf, far=True)),
    Kind("duplicate-entry", "other capitals", again(in_title_case)),
    Kind("duplicate-entry", "slash at the address's end", again(with_slash)),
    Kind("duplicate-entry", "by http:", again(with_http)),
    Kind("malformed-link", "[t] (u)", link_with(lambda m: f"[{m['label']}] ({m['url']})"), _ARXIV_OR_LINK),
    Kind("malformed-link", "t](u)", link_with(lambda m: f"{m['label']}]({m['url']})")),
    Kind("malformed-link", "[t(u)", link_with(lambda m: f"[{m['label']}({m['url']})")),
    Kind("malformed-link", "[t](u", link_with(lambda m: f"[{m['label']}]({m['url']}")),
    Kind("malformed-link", "[t]u)", link_with(lambda m: f"[{m['label']}]{m['url']})")),
    Kind("malformed-link", "(t)[u]", link_with(lambda m: f"({m['label']})[{m['url']}]")),
    Kind("malformed-link", "[t]（u）", link_with(lambda m: f"[{m['label']}]（{m['url']}）")),
    Kind("malformed-link", "【t】(u)", link_with(lambda m: f"【{m['label']}】({m['url']})")),
    Kind("malformed-link", "[t][u]", link_with(lambda m: f"[{m['label']}][{m['url']}]")),
    Kind("malformed-link", "[t]:(u)", link_with(lambda m: f"[{m['label']}]:({m['url']})")),
    Kind("malformed-link", "[t]((u))", link_with(lambda m: f"[{m['label']}](({m['url']}))")),
    Kind("malformed-link", "[t](<u)", link_with(lambda m: f"[{m['label']}](<{m['url']})")),
    Kind("malformed-link", "blank in the address", address_with(lambda u: u[:-3] + " " + u[-3:])),
    Kind("malformed-link", "no scheme", address_with(plain_address(lambda u: u.partition("://")[2]))),
    Kind("malformed-link", "http:/", address_with(lambda u: u.replace("://", ":/"))),
    Kind("malformed-link", "htps", address_with(lambda u: "htps" + u[u.index(":") :])),
    Kind("malformed-link", "https//", address_with(lambda u: u.replace("://", "//", 1))),
    Kind("malformed-link", "https://https://", address_with(lambda u: "https://" + u)),
    Kind("malformed-link", "address twice", address_with(plain_address(lambda u: u + u))),
    Kind("malformed-link", "quote at the end", address_with(lambda u: u + '"')),
    Kind(
        "malformed-link",
        "host without a dot",
        address_with(plain_address(lambda u: re.sub(r"(://[\w-]+)\.[\w.-]+", r"\1", u))),
    ),
    Kind("missing-anchor", "a word more", anchor_with(lambda slug: slug + "-more")),
    Kind("missing-anchor", "a letter less", anchor_with(lambda slug: slug[:2] + slug[3:])),
    Kind("missing-anchor", "heading renamed", heading_renamed),
    Kind("missing-file", "file of another name", path_with("-planted")),
    Kind("invisible-character", "zero-width space in an address", address_with(lambda u: u + "\u200b")),
    Kind(
        "invisible-character", "no-break space in an address", address_with(lambda u: u + "\u00a0"), ("malformed-link",)
    ),
    Kind("invisible-character", "BOM in an address", address_with(lambda u: "\ufeff" + u), ("malformed-link",)),
    Kind("invisible-character", "zero-width space in text", zero_width_in_text),
    Kind("tracking-parameter", "utm_source", address_with(plain_address(lambda u: u + "?utm_source=chatgpt.com"))),
    Kind("tracking-parameter", "fbclid", address_with(plain_address(lambda u: u + "?fbclid=IwAR0abc"))),
    Kind(
        "tracking-parameter",
        "YouTube si",
        address_with(at_host(r"(?:youtube\.com|youtu\.be)", lambda u: u + ("&" if "?" in u else "?") + "si=abc123")),
    ),
    Kind("swallowed-punctuation", "（…）。 behind a bare address", swallowed),
    Kind("hidden-cell", "cell too many", row_with(lambda _, cells: _row([*cells, " runs on a watch "]))),
    Kind("hidden-cell", "pipe in a title", row_with(pipe_in_text), ("malformed-link",)),
    Kind("missing-cell", "last cell left out", row_with(without_last)),
    Kind("missing-cell", "cell in the middle left out", row_with(without_middle)),
    Kind("text-joined-to-table", "sentence below", text_below),
    Kind("broken-table", "dash cell too few", dashes(lambda line: "|" + "---|" * (len(cells_of(line)) - 1))),
    Kind("broken-table", "dash cell too many", dashes(lambda line: "|" + "---|" * (len(cells_of(line)) + 1))),
    Kind("broken-table", "header cell too few", header_short),
    Kind("broken-table", "empty line inside", blank_inside),
    Kind("column-outlier", "words for a date", word_for_date),
    Kind("column-outlier", "label without its address", label_for_link, ("missing-link",)),
    Kind("entry-off-template", "no blank before the dash", separator_with("- ")),
    Kind("entry-off-template", "colon", separator_with(": ")),
    Kind("entry-off-template", "only a blank", separator_with(" ")),
    Kind("unbalanced-bracket", "[[t](u)", bracket_left),
    Kind("unbalanced-bracket", "[t](u)]", bracket_alone),
    Kind("missing-link", "title without its address", unlinked),
    Kind("stale-contents", "section that the contents leave out", heading_unlisted),
    Kind("trailing-space", "blank at a line's end", trailing),
    Kind("final-newline", "no last newline", no_final_newline),
    Kind("table-layout", "row without blanks", wide_cells),
    Kind("unused-suppression", "nothing to suppress", comment("ignore invalid-date")),
    Kind("unused-suppression", "misspelt", comment("ignore invalid-dat")),
)
