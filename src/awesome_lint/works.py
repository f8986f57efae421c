"""Which work an entry lists, and whether two entries list the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint import titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Entry, Link

_PAPERS = ("arxiv:", "doi:", "acl:", "openreview:", "cvf:", "neurips:", "pmlr:")

_MOST_COMPARED = 50


def is_paper(identity: str) -> bool:
    """Whether an identity is that of one paper, by the service that publishes it."""
    return identity.startswith(_PAPERS)


def primary(entry: Entry) -> Link | None:
    """Return the link that stands for the listed work: the title's, else a paper's, else the first that leads out."""
    links = [link for link in entry.links if link.outside and not link.image]
    span = entry.title_span
    titled = next((link for link in links if span and (span.contains(link.label) or link.span.contains(span))), None)
    return titled or next((link for link in links if is_paper(link.identity)), None) or next(iter(links), None)


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries whose primary links have one identity list the same work.

    Their titles must be alike, or their whole texts where an address stands for the title. Other
    links that differ tell two works apart on a page that is no paper, and so they do where the dates
    differ too: parts of a series, sizes of a model, talks about one book.
    """
    if "://" in one.title or "://" in other.title:
        return _text(one) == _text(other)
    if not titles.like(one.title, other.title):
        return False
    mine, others = set(_secondary(one)), set(_secondary(other))
    if one.date and other.date and one.date[2:5] != other.date[2:5]:
        return mine <= others or others <= mine
    link = primary(one)
    return (link is not None and is_paper(link.identity)) or not mine or not others or bool(mine & others)


class Listed:
    """Entries whose primary links have one identity, in the order in which they are listed.

    A page behind very many entries, a catalogue's front door, names none of them. Each entry is compared
    with the first of them and with those of its own title, so that long lists take no time of their own.
    """

    def __init__(self) -> None:
        """Begin with nothing listed."""
        self._entries: list[Entry] = []
        self._titled: dict[tuple[str, ...], list[Entry]] = {}

    def add(self, entry: Entry) -> Entry | None:
        """List *entry*; return the first one before it that lists the same work, or None."""
        titled = self._titled.setdefault(titles.words(entry.title), [])
        first = next((earlier for earlier in (*self._entries, *titled) if same(earlier, entry)), None)
        for group in (self._entries, titled):
            if len(group) < _MOST_COMPARED:
                group.append(entry)
        return first


def _secondary(entry: Entry) -> Iterator[str]:
    link = primary(entry)
    return (
        other.identity
        for other in entry.links
        if other.outside and not other.image and link and other.identity != link.identity
    )


def _text(entry: Entry) -> list[str]:
    return " ".join(content.text for content in entry.contents).split()
