"""What most of a file does, where that is a convention."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from awesome_lint.reading.conventions import SHARE

if TYPE_CHECKING:
    from collections import Counter

LEAST = 5

T = TypeVar("T")


def majority(counted: Counter[T]) -> T | None:
    """Return what at least 80 % of at least five say, else None."""
    if counted.total() < LEAST:
        return None
    value, count = counted.most_common(1)[0]
    return value if count >= SHARE * counted.total() else None
