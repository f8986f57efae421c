"""What a list does, as settings that say the same: the words that the learners and their reader share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST = 8
"""Of how many entries an order is counted."""
LEAST_LINKS = 20
"""Of how many links a habit is counted."""
SHARE = 0.8

Setting = bool | int | str | tuple[str, ...]


class Candidate(NamedTuple):
    """Options of one rule that may say what the list does, by name; each has the type of the option's default."""

    options: Mapping[str, Setting]


class Habit(NamedTuple):
    """What the lists do where *rule* has a say.

    ``candidates`` say it in settings, the best first; ``clear`` tells whether there is a majority at all, without
    which none of them is to be written. ``why`` is the evidence: one line, which may quote the list raw.
    """

    rule: str
    why: str
    candidates: tuple[Candidate, ...]
    clear: bool = True


def of_all(count: int, total: int, what: str) -> str:
    """Return *count* of *total* in words; *what* fits *total*."""
    if count < total:
        return f"{count} of {total} {what}"
    return f"{ {1: 'the only', 2: 'both'}.get(total, f'all {total}') } {what}"


def one(rule: str, option: str, value: Setting, why: str, *, clear: bool = True) -> Habit:
    """Return the habit that one setting says."""
    return Habit(rule, why, (Candidate({option: value}),), clear)
