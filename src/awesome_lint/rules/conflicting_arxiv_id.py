"""``conflicting-arxiv-id``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.by_id import arxiv_links
from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.titles import common, full, like, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry, Link

# One paper can introduce several data sets, or a model and its data, and all of them name it.
_DATA = regex(r"dataset|data set|corpus|corpora|数据集|语料", re.IGNORECASE)
_SAID = regex(r"\s*(?:arxiv[: ]\s*)?(?P<id>\d{4}\.\d{4,5})(?:v\d+)?\s*\Z", re.IGNORECASE)
_ENOUGH_TO_BE_MEANT = 3
_UNLIKE = 0.5


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each id other than its link's text says, and for the second title of one paper."""
    yield from _misnamed(document)
    users: dict[str, list[tuple[Entry, Link]]] = {}
    for entry in document.entries:
        links = [link for link in arxiv_links(entry) if not link.image]
        if not links:
            continue
        for identity, link in {link.identity: link for link in reversed(links)}.items():
            users.setdefault(identity, []).append((entry, link))
    for identity, found in users.items():
        if len(found) == 1:
            continue
        distinct = _distinct(found)
        # Of three that share a paper one may be news about it.
        if len(found) >= _ENOUGH_TO_BE_MEANT and not all(_is_named(document, *one) for one in distinct):
            continue
        if 1 < len(distinct) < _ENOUGH_TO_BE_MEANT:
            (first, first_link), (second, second_link) = distinct
            if _conflict(first, first_link, second, second_link):
                paper = identity.removeprefix("arxiv:")
                message = f"Unexpected second title for arXiv id `{paper}`, expected an id of its own"
                yield Diagnostic(
                    second_link.span,
                    message,
                    related=(Related(first_link.span, "first listed here", mirror=message),),
                    help="either one of the two links is wrong, or the paper was retitled and stands here twice",
                )


def _distinct(found: list[tuple[Entry, Link]]) -> list[tuple[Entry, Link]]:
    """Return the first entry under each of the titles of one paper: it may be listed in several sections."""
    distinct: list[tuple[Entry, Link]] = []
    for entry, link in found:
        title = _title(entry, link)
        if not any(_alike(title, _title(*other)) for other in distinct):
            distinct.append((entry, link))
            if len(distinct) == _ENOUGH_TO_BE_MEANT:
                break
    return distinct


def _alike(one: str, other: str) -> bool:
    return like(one, other) or bool(name(one) and name(one) == name(other))


def _misnamed(document: Document) -> Iterator[Diagnostic]:
    """Yield the links whose text is an arXiv id, but not that of their address."""
    for link in document.links:
        said = _SAID.match(link.text) if not link.image else None
        if not said or not (identity := link.identity).startswith("arxiv:"):
            continue
        if said["id"] != (paper := identity.removeprefix("arxiv:")):
            yield Diagnostic(
                link.span, f"Unexpected arXiv id `{paper}` behind the text `{said['id']}`, expected the same id in both"
            )


def _title(entry: Entry, link: Link) -> str:
    """Return what a link's text says if it is a title: that of its entry may be a short name."""
    return link.text if full(link.text) else entry.title


def _is_named(document: Document, entry: Entry, link: Link) -> bool:
    """Whether the title is set apart from other text: it is the link's own text, or bold."""
    bold = entry.title_span is not None and document.source.text.startswith(("**", "__"), entry.title_span.start)
    return bold or full(link.text)


def _conflict(first: Entry, first_link: Link, second: Entry, second_link: Link) -> bool:
    one, other = _title(first, first_link), _title(second, second_link)
    return (
        full(one)
        and full(other)
        and common(one, other) < _UNLIKE
        and not like(one, other)
        and len(_papers(first)) == len(_papers(second)) == 1
        and not (name(one) and name(one) == name(other))
        and not any(_DATA.search(text) for text in (one, other, *first.section.path, *second.section.path))
    )


def _papers(entry: Entry) -> set[str]:
    """Return the arXiv papers that *entry* links; of one that links several it is unknown which is its own."""
    return {link.identity for link in arxiv_links(entry)}


RULE = Rule(
    name="conflicting-arxiv-id",
    group="arxiv",
    summary="One arXiv paper under two unlike titles, or a link whose text is another paper's id",
    severity=Severity.WARNING,
    check=check,
    supersedes=("date-before-arxiv",),
)
