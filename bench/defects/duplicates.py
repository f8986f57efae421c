"""Works listed twice."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from defects.page import ARXIV, LINK, Defect, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from defects.page import Page


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


KINDS: tuple[Kind, ...] = (
    Kind("duplicate-entry", "pasted twice", again(lambda line: line)),
    Kind("duplicate-entry", "again at the end", again(lambda line: line, far=True)),
    Kind("duplicate-entry", "the paper's other page", again(with_pdf)),
    Kind("duplicate-entry", "the other page, at the end", again(with_pdf, far=True)),
    Kind("duplicate-entry", "other capitals", again(in_title_case)),
    Kind("duplicate-entry", "slash at the address's end", again(with_slash)),
    Kind("duplicate-entry", "by http:", again(with_http)),
)
