"""Which work an entry lists, and whether two entries list the same one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint import titles
from awesome_lint.reading.words import header_role, length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Entry, Link

_PAPERS = ("arxiv:", "doi:", "acl:", "openreview:", "cvf:", "neurips:", "pmlr:")

_MOST_COMPARED = 50

# A change, a question about a work and a person are no works: of a changelog's lines many tell of one.
_REFERENCE = re.compile(
    r"//(?:[^/]*\.)?(?:github|gitlab|gitee|bitbucket|codeberg)\.[a-z]+/(?:[^?#]+/)?"
    r"(?:issues?|pull|pulls|pull-requests|merge_requests|commits?|compare|discussions)/",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SETS_APART = re.compile(r"[^\w\s,(（，、]\s*$")
_SENTENCE = re.compile(r"[*_~]*[ \n][a-z]")
_MOST_BEFORE = 3
_SHORT = 3


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

    Their titles must be alike, or their whole texts where an address stands for the title, or where a name
    stands inside a sentence; two lines about one change or one person are one only word by word. On
    a page that is no paper other links or dates that differ tell two works apart, on a paper both
    together do: parts of a series, sizes of a model, editions, talks about one book.
    """
    addressed = "://" in one.title or "://" in other.title
    if not addressed and not titles.like(one.title, other.title):
        return False
    if addressed or _is_reference(one) or _is_reference(other):
        return _text(one) == _text(other) != []
    if _are_told_apart(one, other) or _are_variants(one, other):
        return False
    link = primary(one)
    paper = link is not None and is_paper(link.identity)
    mine, others = set(_secondary(one)), set(_secondary(other))
    if one.date and other.date and one.date[2:5] != other.date[2:5]:
        return paper and (mine <= others or others <= mine)
    return paper or not mine or not others or bool(mine & others)


def _are_told_apart(one: Entry, other: Entry) -> bool:
    """Whether two entries lead to two places of one page, or name their work inside sentences that differ."""
    link, again = primary(one), primary(other)
    if link and again and not is_paper(link.identity) and "" != _fragment(link) != _fragment(again) != "":
        return True
    if titles.full(one.title) or (_leads(one) and _leads(other)):
        return False
    return titles.words(" ".join(_text(one))) != titles.words(" ".join(_text(other)))


def _is_reference(entry: Entry) -> bool:
    link = primary(entry)
    return link is not None and (link.text.startswith("@") or _REFERENCE.search(link.target) is not None)


def _fragment(link: Link) -> str:
    return link.target.partition("#")[2]


def _are_variants(one: Entry, other: Entry) -> bool:
    """Whether two rows differ in a word or a number of their own: the size of a model, its backbone, a language."""
    if one.row is None or other.row is None or [f.name for f in one.fields] != [f.name for f in other.fields]:
        return False
    title = one.title_span
    for field, again, cell in zip(one.fields, other.fields, one.row.cells, strict=False):
        if header_role(field.name) or any(True for _ in cell.content.links) or (title and field.span.overlaps(title)):
            continue
        short = 0 < length(field.text) <= _SHORT and 0 < length(again.text) <= _SHORT
        if short and titles.words(field.text) != titles.words(again.text):
            return True
    return False


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
