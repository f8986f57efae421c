"""What stays in order when some things of a sequence are out of it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def longest_increasing(values: Sequence[int]) -> set[int]:
    """Return the positions of a longest strictly increasing subsequence of *values*."""
    tails: list[int] = []  # the least value that ends a subsequence of each length
    ends: list[int] = []  # and its position
    previous: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(tails, value)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1], ends[length : length + 1] = [value], [position]
    chosen: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        chosen.add(position)
        position = previous[position]
    return chosen
