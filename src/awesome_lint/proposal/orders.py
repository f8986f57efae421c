"""The order of the lists' entries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import order
from awesome_lint.proposal.habit import LEAST, SHARE, Candidate, Habit, of_all
from awesome_lint.reading.dates import impossible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.document import Date, Document, Entry
    from awesome_lint.proposal.habit import Setting

_RULE = "unsorted-entry"
_WORDS = {"newest-first": "newest first", "oldest-first": "oldest first", "alphabetical": "in alphabetical order"}
_MOST_TITLES = 6
"""Of sections in one setting: more, and nobody reads it."""


class _Group(NamedTuple):
    """Entries that stand together: the title of their section, empty without one, and their order, if any."""

    title: str
    dated: bool
    order: str


def orders(documents: Sequence[Document]) -> Iterator[Habit]:
    """Yield the order of most sections and tables, by dates where there are any, and the sections that have another."""
    groups = [group for document in documents for group in _groups(document)]
    dated = [group for group in groups if group.dated]
    judged = dated or groups
    if not judged:
        return
    counted = Counter(group.order for group in judged if group.order)
    what = "sections and tables" if len(judged) > 1 else "section or table"
    what += f" with {LEAST} {'dates' if dated else 'entries'} or more"
    if not counted:
        if dated:  # dates out of order may be news to the maintainer; titles are not
            why = f"{of_all(len(judged), len(judged), what)} {'is' if len(judged) == 1 else 'are'} in no order"
            yield Habit(_RULE, why, (Candidate({"order": "newest-first"}),), clear=False)
        return
    top, count = counted.most_common(1)[0]
    why = f"{of_all(count, len(judged), what)} {'is' if count == 1 else 'are'} {_WORDS[top]}"
    why += "".join(f", {others} {_WORDS[other]}" for other, others in counted.most_common()[1:])
    clear = counted.total() >= SHARE * len(judged)
    if top == "alphabetical" and count <= len(judged) / 2:
        return
    yield Habit(_RULE, why, tuple(map(Candidate, _settings(groups, top))), clear=clear)


def _settings(groups: Sequence[_Group], top: str) -> Iterator[Mapping[str, Setting]]:
    """Yield what may say the orders: one for all, and one with the sections that have another, by their titles.

    One section with dates among many without, as news are, says nothing of the others.
    """
    dated = [group for group in groups if group.dated]
    if len(dated) == 1 < len(groups) and dated[0].title and dated[0].order:
        yield {top: (_pattern(dated[0].title),)}
    yield {"order": top}
    others = sorted({group.order for group in groups} - {"", top})
    if others and (titles := _titles(groups, others)):
        yield {"order": top, **titles}
    if titles := _titles(dated or groups, [*others, ""]):
        yield {"order": top, **titles}


def _titles(groups: Sequence[_Group], orders: Sequence[str]) -> Mapping[str, tuple[str, ...]] | None:
    """Return patterns for the sections of each of *orders*; None where one has no title, or they are too many."""
    titles = {
        order or "unsorted": tuple(dict.fromkeys(_pattern(group.title) for group in groups if group.order == order))
        for order in orders
    }
    fit = all(all(given) and len(given) <= _MOST_TITLES for given in titles.values())
    return {order: given for order, given in titles.items() if given} if fit else None


def _pattern(title: str) -> str:
    """Return a pattern that *title* fits; a bracket would begin a set of characters, and ``*`` is any text."""
    return title.replace("[", "*")


def _groups(document: Document) -> Iterator[_Group]:
    """Yield the groups of enough entries: dated ones with the order of their dates, others of their titles."""
    together: dict[tuple[int, int], list[Entry]] = {}
    for entry in document.entries:
        together.setdefault((entry.section.span.start, entry.group), []).append(entry)
    for entries in together.values():
        title = entries[0].section.path[-1] if entries[0].section.path else ""
        dates = [entry.date for entry in entries if entry.date and _comparable(entry.date)]
        if len(dates) >= LEAST:
            learned = order.learned(dates)
            yield _Group(title, dated=True, order=learned.name if learned else "")
        elif len(entries) >= LEAST:
            titles = [entry.title for entry in entries]
            yield _Group(title, dated=False, order="alphabetical" if _is_alphabetical(titles) else "")


def _is_alphabetical(titles: Sequence[str]) -> bool:
    slips = order.misplaced(order.by_title(titles))
    return all(titles) and len(set(titles)) >= LEAST and len(slips) <= (1 - order.SHARE) * len(titles)


def _comparable(date: Date) -> bool:
    return date.month is not None and not date.ambiguous and not impossible(date)
