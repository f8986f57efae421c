"""Which work an entry lists, and whether two entries list the same one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import titles
from awesome_lint.reading.words import header_role, length
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Entry, Link
    from awesome_lint.source import Span

_PAPERS = ("arxiv:", "doi:", "acl:", "openreview:", "cvf:", "neurips:", "pmlr:")

_MOST_COMPARED = 50

# A change, a question about a work and a person are no works: of a changelog's lines many tell of one.
_REFERENCE = regex(
    r"//(?:[^/]*\.)?(?:github|gitlab|gitee|bitbucket|codeberg)\.[a-z]+/(?:[^?#]+/)?"
    r"(?:issues?|pull|pulls|pull-requests|merge_requests|commits?|compare|discussions)/",
    re.IGNORECASE,
)
_LETTERS = regex(r"[^\W\d_]{2,}")
_SETS_APART = regex(r"[^\w\s,(（，、]\s*$")
_SENTENCE = regex(r"[*_~]*[ \n][a-z]")
_MOST_BEFORE = 3
_SHORT = 3


def is_paper(identity: str) -> bool:
    """Whether an identity is that of one paper, by the service that publishes it."""
    return identity.startswith(_PAPERS)


def primary(entry: Entry) -> Link | None:
    """Return the link that stands for the listed work: the title's, else a paper's, else the first that leads out."""
    span = entry.title_span
    others: list[Link] = []
    for link in entry.links:
        if link.image or not link.outside:
            continue
        if span and (link.label == span or span.contains(link.label) or link.span.contains(span)):
            return link
        others.append(link)
    return next((link for link in others if is_paper(link.identity)), others[0] if others else None)


class Work(NamedTuple):
    """What tells the work of an entry from others, without the entry.

    ``others`` are the identities of its further links, ``when`` its year, month and day, ``text`` the
    words of the whole entry where they alone tell: where an address stands for the title, of a *reference*, and where
    the title is a name inside a sentence. ``fragment`` is the place on its page, ``marks`` are the headers and short
    values of a row.
    """

    identity: str
    title: str
    others: frozenset[str] = frozenset()
    when: tuple[int | None, ...] | None = None
    text: str = ""
    reference: bool = False
    fragment: str = ""
    marks: tuple[tuple[str, str], ...] = ()


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
    reference = link.text.startswith("@") or _REFERENCE.search(link.target) is not None
    inside = not titles.full(entry.title) and not _leads(entry)
    text = _text(entry) if reference or inside or "://" in entry.title else ""
    fragment = "" if is_paper(identity) else link.target.partition("#")[2]
    return Work(identity, entry.title, others, when, text, reference, fragment, tuple(_marks(entry)))


def place_of(entry: Entry) -> Span:
    """Return the span by which an entry is pointed at: its title's, else its own."""
    return entry.title_span or entry.span


def same(one: Work, other: Work) -> bool:
    """Whether two works of one identity are one.

    Their titles must be alike, or the whole texts of their entries where an address stands for the title, or where
    a name stands inside a sentence; two lines about one change or one person are one only word by word. On
    a page that is no paper other links or dates that differ tell two works apart, on a paper both
    together do: parts of a series, sizes of a model, editions, talks about one book.
    """
    if "://" in one.title or "://" in other.title:
        return one.title == other.title and one.text == other.text != ""
    if not titles.like(one.title, other.title):
        return False
    if one.reference or other.reference:
        return one.text == other.text != ""
    if one.text != other.text or "" != one.fragment != other.fragment != "" or _are_variants(one, other):
        return False
    paper = is_paper(one.identity)
    mine, others = one.others, other.others
    if one.when and other.when and one.when != other.when:
        return paper and (mine <= others or others <= mine)
    return paper or not mine or not others or bool(mine & others)


def _are_variants(one: Work, other: Work) -> bool:
    """Whether two rows differ in a word or a number of their own: the size of a model, its backbone, a language."""
    marks = dict(other.marks)
    return any(marks.get(name, value) != value for name, value in one.marks)


def _marks(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the headers and values of a row's short cells that are no title, date, venue, people, text or links."""
    title = entry.title_span
    for field, cell in zip(entry.fields, entry.row.cells if entry.row else (), strict=False):
        if header_role(field.name) or cell.content.links or (title and field.span.overlaps(title)):
            continue
        if 0 < length(field.text) <= _SHORT:
            yield field.name, " ".join(titles.words(field.text))


def _leads(entry: Entry) -> bool:
    """Whether an entry's title stands in front, or behind a name that is set apart (``ANT - Counting ants``)."""
    span = entry.title_span
    if span is None:
        return True
    before = ""
    for content in entry.contents:
        if not content.span.contains(span):
            before += f"{content.text}|"
            continue
        after, named = "", False
        for inline in content.inlines:
            start, end = inline.span
            named = named or (inline.kind == "strong" and end <= span.start)
            if start < span.start:
                inside = inline.kind == "text" and end > span.start
                before += inline.text[: span.start - start] if inside else inline.text if end <= span.start else ""
            elif end > span.end and inline.link is None:
                after += inline.text
        found = _LETTERS.findall(before)
        apart = named or not found or (len(found) <= _MOST_BEFORE and _SETS_APART.search(before) is not None)
        return apart and not _SENTENCE.match(after)
    return True


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
