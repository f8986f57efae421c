"""The list's own majority forms, learned place by place.

Thresholds are shares of real lists' own usage: below five dates or 80 % there is no convention.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from awesome_lint.document import Date, DateForm, Document

    Place = tuple[str, ...]

LEAST_DATES = 5
SHARE = 0.8
# A section too small to have a form of its own has the file's, if the file has one.
_POOLED = frozenset(("leading", "trailing"))


@dataclass(frozen=True, slots=True)
class DateConvention:
    """The majority form of a place; ``padded`` and ``long_month`` are None where the dates leave it open.

    ``count`` of ``total`` dates follow it.
    """

    form: DateForm
    padded: bool | None
    long_month: bool | None
    count: int
    total: int

    def holds(self, date: Date) -> bool:
        """Whether *date* follows the convention."""
        if not same_form(self.form, date.form):
            return False
        return (None in (self.padded, date.padded) or self.padded == date.padded) and (
            None in (self.long_month, date.long_month) or self.long_month == date.long_month
        )


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the document's own majority does."""

    dates: Mapping[Place, DateConvention] = field(default_factory=dict)


def same_form(form: DateForm, other: DateForm) -> bool:
    """Whether two forms differ in precision alone."""
    if form == other:
        return True
    orders = {form.order, other.order}
    return "MY" in orders and orders <= {"MY", "DMY", "MDY"} and form[1:] == other[1:]


def learn(document: Document) -> Conventions:
    """Learn the conventions of *document*."""
    places: dict[Place, list[Date]] = {}
    for entry in document.entries:
        if entry.date and entry.date.month is not None and entry.place:
            places.setdefault(entry.place, []).append(entry.date)
    learned: dict[Place, DateConvention] = {}
    small: dict[Place, list[Place]] = {}
    for place, dates in places.items():
        if len(dates) >= LEAST_DATES:
            if convention := date_convention(dates):
                learned[place] = convention
        elif place[0] in _POOLED:
            small.setdefault(_kind(place), []).append(place)
    for kind, alone in small.items():
        everywhere = [date for place, dates in places.items() if _kind(place) == kind for date in dates]
        if convention := date_convention(everywhere):
            learned.update(dict.fromkeys(alone, convention))
    return Conventions(learned)


def _kind(place: Place) -> Place:
    """Return what the small places of a file are pooled by: leading or trailing, and the bracket before."""
    return place[0], place[-1]


def date_convention(dates: Iterable[Date]) -> DateConvention | None:
    """Return the form of at least 80 % of at least five dates, padding learned from months 1 to 9 alone."""
    dates = list(dates)
    if len(dates) < LEAST_DATES:
        return None
    counted = Counter(date.form for date in dates)

    def following_of(form: DateForm) -> tuple[int, int]:
        return sum(count for other, count in counted.items() if same_form(form, other)), counted[form]

    form = max(counted, key=following_of)
    following = [date for date in dates if same_form(form, date.form)]
    padded = _majority(date.padded for date in following)
    long_month = _majority(date.long_month for date in following)
    convention = DateConvention(form, padded, long_month, 0, len(dates))
    count = sum(map(convention.holds, dates))
    return replace(convention, count=count) if count >= SHARE * len(dates) else None


def _majority(values: Iterable[bool | None]) -> bool | None:
    """Return the value of at least 80 % of those that say one, else None."""
    said = [value for value in values if value is not None]
    for value in (True, False):
        if said and said.count(value) >= SHARE * len(said):
            return value
    return None
