"""How tables, lists, headings and addresses of arXiv are written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint import arxiv
from awesome_lint.addresses import written_addresses
from awesome_lint.layout.list_form import bullet_lists
from awesome_lint.layout.table_form import styles
from awesome_lint.proposal.habit import LEAST_LINKS, SHARE, Habit, of_all, one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Document

_LEAST_BLOCKS = 3
_ATX, _SETEXT = "written with `#`", "underlined"


def tables(documents: Sequence[Document]) -> Iterator[Habit]:
    """Yield whether most tables are aligned or compact."""
    counted: Counter[str] = Counter()
    for document in documents:
        counted += styles(document)
    if counted:
        value, told, clear = _most(counted, "table", "{}")
        yield one("table-layout", "style", value, told, clear=clear)


def markers(documents: Sequence[Document]) -> Iterator[Habit]:
    """Yield the marker of most bullet lists."""
    counted = Counter(
        document.source.slice(list_.items[0].marker) for document in documents for list_ in bullet_lists(document)
    )
    if counted.total() >= _LEAST_BLOCKS:
        value, told, clear = _most(counted, "bullet list", "marked with `{}`")
        yield one("list-layout", "marker", value, told, clear=clear)


def headings(documents: Sequence[Document]) -> Iterator[Habit]:
    """Yield whether most headings have signs in front (ATX) or a line below (setext); those of HTML have neither."""
    counted: Counter[str] = Counter()
    for document in documents:
        for heading in document.headings:
            start = document.source.slice(heading.span).lstrip(" \t")[:1]
            if start != "<":
                counted[_ATX if start == "#" else _SETEXT] += 1
    if counted.total() >= _LEAST_BLOCKS:
        value, told, clear = _most(counted, "heading", "{}")
        yield one("heading-layout", "style", "atx" if value == _ATX else "setext", told, clear=clear)


def papers(documents: Sequence[Document]) -> Iterator[Habit]:
    """Yield whether arXiv links lead to the abstract, and name no version."""
    found = [
        paper
        for document in documents
        for _, text in written_addresses(document)
        if (paper := arxiv.from_url(text)) and paper.own and paper.id
    ]
    if len(found) < LEAST_LINKS:
        return
    abstracts = sum(paper.kind == "abs" for paper in found)
    plain = sum(paper.id is not None and paper.id.version is None for paper in found)
    for option, value, count, what in (
        ("form", "abs", abstracts, "lead to the abstract"),
        ("version", "drop", plain, "name no version"),
    ):
        why = f"{of_all(count, len(found), 'arXiv links')} {what}"
        if count >= SHARE * len(found):
            yield one("noncanonical-arxiv-url", option, value, why)


def _most(counted: Counter[str], what: str, says: str) -> tuple[str, str, bool]:
    """Return the most frequent value, the evidence for it, and whether it is clear; *says* has a ``{}`` for a value."""
    total = counted.total()
    (value, count), *others = counted.most_common()
    why = f"{of_all(count, total, what if total == 1 else f'{what}s')} {'is' if count == 1 else 'are'} "
    why += says.format(value) + "".join(f", {count} {says.format(other)}" for other, count in others)
    return value, why, count >= SHARE * total
