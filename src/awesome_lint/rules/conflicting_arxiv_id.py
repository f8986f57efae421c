"""``conflicting-arxiv-id``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.titles import common, full, like, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry, Link

# One paper can introduce several data sets, or a model and its data, and all of them name it.
_DATA = re.compile(r"dataset|data set|corpus|corpora|数据集|语料", re.IGNORECASE)
_SAID = re.compile(r"(?:arxiv[: ]\s*)?(?P<id>\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)
_ENOUGH_TO_BE_MEANT = 3
_UNLIKE = 0.5


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each id other than its link's text says, and for the second title of one paper."""
    yield from _misnamed(document)
    users: dict[str, list[tuple[Entry, Link]]] = {}
    for entry in document.entries:
        for identity, link in {link.identity: link for link in reversed(entry.links) if not link.image}.items():
            if identity.startswith("arxiv:"):
                users.setdefault(identity, []).append((entry, link))
    for identity, found in users.items():
        if 1 < len(found) < _ENOUGH_TO_BE_MEANT:
            (first, first_link), (second, second_link) = found
            if _conflict(first, second):
                paper = identity.removeprefix("arxiv:")
                message = f"Unexpected second title for arXiv id `{paper}`, expected an id of its own"
                yield Diagnostic(
                    second_link.span,
                    message,
                    related=(Related(first_link.span, "first listed here", mirror=message),),
                    help="either one of the two links is wrong, or the paper was retitled and stands here twice",
                )


def _misnamed(document: Document) -> Iterator[Diagnostic]:
    """Yield the links whose text is an arXiv id, but not that of their address."""
    for link in document.links:
        said = _SAID.fullmatch(link.text.strip()) if link.identity.startswith("arxiv:") and not link.image else None
        paper = link.identity.removeprefix("arxiv:")
        if said and said["id"] != paper:
            yield Diagnostic(
                link.span, f"Unexpected arXiv id `{paper}` behind the text `{said['id']}`, expected the same id in both"
            )


def _conflict(first: Entry, second: Entry) -> bool:
    one, other = first.title, second.title
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
    return {link.identity for link in entry.links if link.identity.startswith("arxiv:")}


RULE = Rule(
    name="conflicting-arxiv-id",
    group="arxiv",
    summary="One arXiv paper under two unlike titles, or a link whose text is another paper's id",
    severity=Severity.WARNING,
    check=check,
)
