"""Which work an entry lists, and whether two entries list the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import titles

if TYPE_CHECKING:
    from awesome_lint.document import Entry, Link
    from awesome_lint.source import Span

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


class Work(NamedTuple):
    """What tells the work of an entry from others, without the entry.

    ``others`` are the identities of its further links, ``when`` its year, month and day, ``text`` the
    words of the whole entry where an address stands for the title, else nothing.
    """

    identity: str
    title: str
    others: frozenset[str] = frozenset()
    when: tuple[int | None, ...] | None = None
    text: str = ""


def work_of(entry: Entry) -> Work | None:
    """Return the work that *entry* lists, or None where it links to nothing outside."""
    link = primary(entry)
    if link is None:
        return None
    identity = link.identity
    others = frozenset(
        other.identity for other in entry.links if other.outside and not other.image and other.identity != identity
    )
    when = (entry.date.year, entry.date.month, entry.date.day) if entry.date else None
    return Work(identity, entry.title, others, when, _text(entry) if "://" in entry.title else "")


def place_of(entry: Entry) -> Span:
    """Return the span by which an entry is pointed at: its title's, else its own."""
    return entry.title_span or entry.span


def same(one: Work, other: Work) -> bool:
    """Whether two works of one identity are one.

    Their titles must be alike, or the whole texts of their entries where an address stands for the title. On
    a page that is no paper other links or dates that differ tell two works apart, on a paper both
    together do: parts of a series, sizes of a model, editions, talks about one book.
    """
    if "://" in one.title or "://" in other.title:
        return one.title == other.title and one.text == other.text
    if not titles.like(one.title, other.title):
        return False
    paper = is_paper(one.identity)
    mine, others = one.others, other.others
    if one.when and other.when and one.when != other.when:
        return paper and (mine <= others or others <= mine)
    return paper or not mine or not others or bool(mine & others)


class Listed:
    """Entries whose primary links have one identity, in the order in which they are listed.

    A page behind very many entries, a catalogue's front door, names none of them. Each entry is compared
    with the first of them and with those of its own title, so that long lists take no time of their own.
    """

    def __init__(self) -> None:
        """Begin with nothing listed."""
        self._entries: list[tuple[Work, Entry]] = []
        self._titled: dict[tuple[str, ...], list[tuple[Work, Entry]]] = {}

    def add(self, work: Work, entry: Entry) -> Entry | None:
        """List *entry* with its work; return the first one before it that lists the same work, or None."""
        titled = self._titled.setdefault(titles.words(entry.title), [])
        first = next((earlier for known, earlier in (*self._entries, *titled) if same(known, work)), None)
        for group in (self._entries, titled):
            if len(group) < _MOST_COMPARED:
                group.append((work, entry))
        return first


def _text(entry: Entry) -> str:
    return " ".join(" ".join(content.text for content in entry.contents).split())
