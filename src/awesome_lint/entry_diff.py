"""What happened to a list's entries between two states of it. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import titles
from awesome_lint.subsequence import longest_increasing
from awesome_lint.works import is_paper, primary, same, work_of
from awesome_lint.written import written

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from awesome_lint.document import Document, Entry

    Key = Callable[["_Side", int], Hashable | None]

Path = tuple[str, ...]
"""The titles of a section and of those around it, from the top."""


class Kind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """To another section, or past entries that stayed in order. Its text may have changed, too."""
    CHANGED = "changed"


class Edited(NamedTuple):
    """A part of an entry that changed: ``title``, ``date``, ``address``, or ``text`` for all else."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What happened to one entry: ``before`` is None for an added one, ``after`` for a removed one.

    ``edited`` holds what changed in its text. ``duplicates`` is the entry of the same section that an added
    one lists again, ``elsewhere`` one of another section.
    """

    kind: Kind
    before: Entry | None
    after: Entry | None
    edited: tuple[Edited, ...] = ()
    duplicates: Entry | None = None
    elsewhere: Entry | None = None

    @property
    def entry(self) -> Entry:
        """The entry as it is now, or as it was when it went."""
        entry = self.after or self.before
        assert entry is not None  # noqa: S101  (there is one at least)
        return entry


class _Side:
    """The entries of one state, each with what it is known by."""

    def __init__(self, document: Document) -> None:
        self.entries = document.entries
        self.texts = [written(entry, document.source) for entry in self.entries]
        self.works = [work_of(entry) for entry in self.entries]
        self.words = [titles.words(entry.title) for entry in self.entries]

    def identity(self, index: int) -> str | None:
        work = self.works[index]
        return work.identity if work else None


def _section(side: _Side, index: int) -> Path:
    return side.entries[index].section.path


def _in_section(key: Key) -> Key:
    def with_section(side: _Side, index: int) -> Hashable | None:
        value = key(side, index)
        return None if value is None else (_section(side, index), value)

    return with_section


def _text(side: _Side, index: int) -> Hashable | None:
    return side.texts[index] or None


def _work(side: _Side, index: int) -> Hashable | None:
    identity, words = side.identity(index), side.words[index]
    return (identity, words) if identity and words else None


def _title(side: _Side, index: int) -> Hashable | None:
    return side.words[index] or None


def _full_title(side: _Side, index: int) -> Hashable | None:
    return side.words[index] if titles.full(side.entries[index].title) else None


def _address(side: _Side, index: int) -> Hashable | None:
    return side.identity(index)


def _paper(side: _Side, index: int) -> Hashable | None:
    identity = side.identity(index)
    return identity if identity and is_paper(identity) else None


# The surest first: what is the same entry by one of these is not asked for by the next.
_KEYS = (
    _in_section(_text),
    _text,
    _in_section(_work),
    _work,
    _in_section(_title),
    _in_section(_address),
    _paper,
    _full_title,
)


def differences(before: Document | None, after: Document | None) -> list[EntryChange]:
    """Return what happened to the entries from one document to the other, added ones first; None has no entries.

    An entry is the same where its text, its work or its title is, in that order and rather in its section
    than in another. One whose neighbours alone came, went or moved did not move.
    """
    if before is None or after is None:
        kind, only = (Kind.ADDED, after) if after else (Kind.REMOVED, before)
        entries = only.entries if only else ()
        return [EntryChange(kind, *((None, entry) if after else (entry, None))) for entry in entries]
    old, new = _Side(before), _Side(after)
    pairs = _pairs(old, new)
    gone = [index for index in range(len(old.entries)) if index not in pairs]
    kept = {new_index: old_index for old_index, new_index in pairs.items()}
    came = [index for index in range(len(new.entries)) if index not in kept]
    moved = _moved(old, new, pairs)
    added = _added(new, came)
    removed = [EntryChange(Kind.REMOVED, old.entries[index], None) for index in gone]
    return [*added, *removed, *_kept(old, new, kept, moved)]


def _pairs(old: _Side, new: _Side) -> dict[int, int]:
    """Return the index of each old entry that is still there, with its new one."""
    pairs: dict[int, int] = {}
    waiting = set(range(len(new.entries)))
    for key in _KEYS:
        offered: dict[Hashable, deque[int]] = defaultdict(deque)
        for index in sorted(waiting):
            if (value := key(new, index)) is not None:
                offered[value].append(index)
        for index in range(len(old.entries)):
            if index in pairs or (value := key(old, index)) is None or not offered.get(value):
                continue
            pairs[index] = offered[value].popleft()
            waiting.discard(pairs[index])
    return pairs


def _moved(old: _Side, new: _Side, pairs: Mapping[int, int]) -> set[int]:
    """Return the new indices of the entries that moved: to another section, or past those that stayed in order."""
    renamed = _renamed(old, new, pairs)
    moved: set[int] = set()
    stayed: dict[Path, list[int]] = defaultdict(list)
    for index, new_index in sorted(pairs.items()):
        path = _section(old, index)
        if renamed.get(path, path) == _section(new, new_index):
            stayed[path].append(new_index)
        else:
            moved.add(new_index)
    for order in stayed.values():
        kept = longest_increasing(order)
        moved.update(value for at, value in enumerate(order) if at not in kept)
    return moved


def _renamed(old: _Side, new: _Side, pairs: Mapping[int, int]) -> dict[Path, Path]:
    """Return the sections that are no more, each with the new one that took most of its entries."""
    votes: dict[Path, Counter[Path]] = defaultdict(Counter)
    before = {_section(old, index) for index in range(len(old.entries))}
    after = {_section(new, index) for index in range(len(new.entries))}
    for index, new_index in pairs.items():
        if (path := _section(old, index)) not in after and (to := _section(new, new_index)) not in before:
            votes[path][to] += 1
    return {path: counted.most_common(1)[0][0] for path, counted in votes.items()}


def _added(new: _Side, came: Iterable[int]) -> Iterator[EntryChange]:
    listed: dict[str, list[int]] = defaultdict(list)
    for index in range(len(new.entries)):
        if identity := new.identity(index):
            listed[identity].append(index)
    fresh = set(came)
    for index in sorted(fresh):
        entry, work = new.entries[index], new.works[index]
        others = [
            other
            for other in listed.get(work.identity if work else "", ())
            if other != index
            and (other not in fresh or other < index)
            and work
            and (its := new.works[other])
            and same(its, work)
        ]
        here = [new.entries[other] for other in others if _beside(new.entries[other], entry)]
        there = [new.entries[other] for other in others if not _beside(new.entries[other], entry)]
        yield EntryChange(Kind.ADDED, None, entry, duplicates=next(iter(here), None), elsewhere=next(iter(there), None))


def _beside(one: Entry, other: Entry) -> bool:
    return (one.section.span, one.group) == (other.section.span, other.group)


def _kept(old: _Side, new: _Side, kept: Mapping[int, int], moved: set[int]) -> Iterator[EntryChange]:
    changes = []
    for index, old_index in sorted(kept.items()):
        edited = tuple(_edited(old, old_index, new, index))
        if index in moved or edited:
            kind = Kind.MOVED if index in moved else Kind.CHANGED
            changes.append(EntryChange(kind, old.entries[old_index], new.entries[index], edited))
    yield from sorted(changes, key=lambda change: change.kind is Kind.CHANGED)


def _edited(old: _Side, old_index: int, new: _Side, index: int) -> Iterator[Edited]:
    if old.texts[old_index] == new.texts[index]:
        return
    before, after = old.entries[old_index], new.entries[index]
    old_link, new_link = primary(before), primary(after)
    parts = (
        Edited("title", before.title, after.title),
        Edited("date", before.date.text if before.date else "", after.date.text if after.date else ""),
        Edited("address", old_link.target if old_link else "", new_link.target if new_link else ""),
    )
    named = [part for part in parts if part.before != part.after]
    yield from named or [Edited("text", old.texts[old_index], new.texts[index])]
