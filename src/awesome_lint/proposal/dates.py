"""The form of the lists' dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.output.terminal import shorten
from awesome_lint.proposal.habit import SHARE, Habit, of_all, one
from awesome_lint.reading.conventions import LEAST_DATES, DateConvention
from awesome_lint.reading.dates import FORMS, impossible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Date, Document, Entry

_PLACES = {"leading": "before the title", "trailing": "after the title"}
_MOST = 3
_LONGEST = 40


def forms(documents: Sequence[Document]) -> Iterator[Habit]:
    """Yield the form of most dates, where one form can say it."""
    dates = []
    places: Counter[str] = Counter()
    for document in documents:
        for entry in document.entries:
            if entry.date and entry.date.month is not None and entry.place and not impossible(entry.date):
                dates.append(entry.date)
                places[_place(entry)] += 1
    if len(dates) < LEAST_DATES:
        return
    counted = list(_by_form(dates))
    where = _told(places)
    if not counted:
        return
    name, count = counted[0]
    clear = count >= SHARE * len(dates)
    if clear:
        why = f"{of_all(count, len(dates), 'dates')}, {where}"
    else:
        why = f"no form has most of the {len(dates)} dates: {_told(Counter(dict(counted)))}; each place has its own"
    yield one("mixed-date-form", "form", name, why, clear=clear)


def _by_form(dates: Sequence[Date]) -> Iterator[tuple[str, int]]:
    """Yield the forms that have a name with how many dates follow each, the most frequent first, each date once."""
    kinds = {form: DateConvention(*form, 0, 0) for form in FORMS.values()}
    left = list(dates)
    while left:
        form, convention = max(kinds.items(), key=lambda kind: sum(map(kind[1].holds, left)))
        following = [date for date in left if convention.holds(date)]
        if not following:
            return
        # Names of one form differ in their day alone.
        names = [name for name, other in FORMS.items() if other == form]
        with_day = sum(date.day is not None for date in following)
        fitting = [name for name in names if ("D" in name) == (with_day > len(following) / 2)]
        yield (fitting or names)[0], len(following)
        left = [date for date in left if not convention.holds(date)]


def _place(entry: Entry) -> str:
    kind, label = entry.place[:2]
    name = next((field.name for field in entry.fields if field.name.lower() == label), label)
    if kind in _PLACES:
        return _PLACES[kind]
    return f"{'in the column' if kind == 'column' else 'after the label'} `{shorten(name, _LONGEST)}`"


def _told(counted: Counter[str]) -> str:
    """Return the most frequent with their counts; one alone needs none."""
    if len(counted) == 1:
        return next(iter(counted))
    told = ", ".join(f"{name} {count}" for name, count in counted.most_common(_MOST))
    return f"{told}, …" if len(counted) > _MOST else told
