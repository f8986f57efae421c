"""The order of entries: which one a group keeps, what is out of it, and where that belongs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.regex import regex
from awesome_lint.subsequence import longest_increasing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.document import Date

LEAST = 8
SHARE = 0.9
# Two or three different dates are in some order by chance.
_LEAST_DIFFERENT = 4
_MARKS = regex(r"[\u0300-\u036f]")
_LEADING = regex(r"^[\W_]+")


class Misplaced(NamedTuple):
    """What stands out of order, by positions in its group.

    It belongs after ``after`` and before ``before``, which are in order; one of them is None at an end.
    ``crossed`` are the positions in order that it stands on the wrong side of.
    """

    position: int
    after: int | None
    before: int | None
    crossed: tuple[int, ...]


class Order(NamedTuple):
    """An order that a group of *total* entries follows, with what does not."""

    name: str
    total: int
    misplaced: tuple[Misplaced, ...]

    @property
    def in_order(self) -> int:
        """How many entries follow it."""
        return self.total - len(self.misplaced)


def by_date(dates: Sequence[Date], *, newest_first: bool) -> list[int]:
    """Return a key for each date; days count only where every date has one."""
    sign = -1 if newest_first else 1
    days = all(date.day is not None for date in dates)
    return [sign * (date.year * 400 + (date.month or 0) * 32 + ((date.day or 0) if days else 0)) for date in dates]


def by_title(titles: Sequence[str]) -> list[int]:
    """Return a key for each title: its place among them without case, accents and leading punctuation.

    What is left is compared by code points. Leading articles count.
    """
    plain = [_LEADING.sub("", _MARKS.sub("", unicodedata.normalize("NFKD", title.casefold()))) for title in titles]
    ranks = {title: rank for rank, title in enumerate(sorted(set(plain)))}
    return [ranks[title] for title in plain]


def learned(dates: Sequence[Date]) -> Order | None:
    """Return the order that at least 90 % of at least eight dates follow, by days or else by months; None for none."""
    if len(dates) < LEAST:
        return None
    months = [date._replace(day=None) for date in dates]
    for compared in (dates, months):
        keys = {
            name: by_date(compared, newest_first=name == "newest-first") for name in ("newest-first", "oldest-first")
        }
        out = {name: len(dates) - len(_kept(keys[name])) for name in keys}
        name, other = sorted(out, key=lambda name: out[name])
        different = len({date[2:5] for date in compared})
        if out[name] <= (1 - SHARE) * len(dates) + 1e-9 and out[name] < out[other] and different >= _LEAST_DIFFERENT:
            return Order(name, len(dates), misplaced(keys[name]))
    return None


def misplaced(keys: Sequence[int]) -> tuple[Misplaced, ...]:
    """Return the fewest positions without which *keys* never fall."""
    kept = _kept(keys)
    sorted_keys = [keys[position] for position in kept]
    return tuple(_misplaced(keys[at], kept, sorted_keys, at) for at in sorted(set(range(len(keys))).difference(kept)))


def _kept(keys: Sequence[int]) -> list[int]:
    """Return the most positions at which *keys* never fall, in order."""
    return sorted(longest_increasing([key * len(keys) + at for at, key in enumerate(keys)]))


def _misplaced(key: int, kept: Sequence[int], keys: Sequence[int], at: int) -> Misplaced:
    """Return where the entry *at* with its *key* stands among those *kept*, whose *keys* never fall."""
    behind = bisect_left(kept, at)
    # It stands too low where one above it has a greater key, else too high.
    first = bisect_right(keys, key, 0, behind)
    if first < behind:
        return Misplaced(at, kept[first - 1] if first else None, kept[first], tuple(kept[first:behind]))
    end = bisect_left(keys, key, behind)
    return Misplaced(at, kept[end - 1], kept[end] if end < len(kept) else None, tuple(kept[behind:end]))
