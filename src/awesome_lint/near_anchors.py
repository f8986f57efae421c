"""Which heading a fragment was meant for that leads nowhere."""

from __future__ import annotations

from posixpath import commonprefix
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.slugs import slug_of, squashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.slugs import Anchor

_CLOSE = 0.75
_LONGEST = 100
# Comparisons in one document; a list with so many faults is not told the nearest heading of the last ones.
_BUDGET = 30_000
# A shorter fragment is one edit from too much.
_SHORTEST = 4


class Near(NamedTuple):
    """A heading's anchor, and whether it is surely the one that was meant."""

    anchor: Anchor
    certain: bool


class NearAnchors:
    """Finds the anchor that was meant, among those of one document."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        """Take the anchors to choose from."""
        self._anchors = [anchor for anchor in anchors if anchor.slug]
        self._by_slug = {anchor.slug: anchor for anchor in anchors}
        self._by_letters: dict[str, list[Anchor]] = {}
        for anchor in self._anchors:
            self._by_letters.setdefault(squashed(anchor.slug), []).append(anchor)
        self._budget = _BUDGET

    def to(self, fragment: str, label: str) -> Near | None:
        """Return the anchor nearest to *fragment*, of a link that reads *label*, or None where none is near.

        It is certain where one heading alone has the same letters, the label's text, or is one edit away,
        and its digits are the fragment's: a number more or less asks for another heading.
        """
        same = self._with_letters(squashed(fragment), fragment)
        if same:
            return Near(same[0], len(same) == 1 and same[0].only)
        labelled = self._with_letters(squashed(slug_of(label)), fragment)
        edited = self._one_edit_from(fragment)
        found = labelled or edited
        if not found:
            return self._like(fragment)
        first = found[0]
        agreed = all(anchor.slug == first.slug for anchor in labelled + edited)
        return Near(first, agreed and first.only and _digits(first.slug) == _digits(fragment))

    def _with_letters(self, letters: str, fragment: str) -> list[Anchor]:
        """Return the anchors that have *letters*, the one that begins most like *fragment* first."""
        found = self._by_letters.get(letters, []) if letters else []
        return sorted(found, key=lambda anchor: -len(commonprefix((anchor.slug, fragment))))

    def _one_edit_from(self, fragment: str) -> list[Anchor]:
        if len(fragment) < _SHORTEST or not self._affords(fragment):
            return []
        folded = fragment.casefold()
        return [anchor for anchor in self._anchors if is_one_edit(folded, anchor.slug)]

    def _like(self, fragment: str) -> Near | None:
        if not self._affords(fragment):
            return None
        from difflib import get_close_matches  # noqa: PLC0415  (few lists have such a slip)

        slugs = [anchor.slug for anchor in self._anchors if len(anchor.slug) <= _LONGEST]
        close = get_close_matches(fragment.casefold(), slugs, 1, _CLOSE)
        return Near(self._by_slug[close[0]], certain=False) if close else None

    def _affords(self, fragment: str) -> bool:
        self._budget -= len(self._anchors)
        return self._budget >= 0 and len(fragment) <= _LONGEST


def is_one_edit(one: str, other: str) -> bool:
    """Whether the two differ by one character more, less or other, or by two that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    mine, others = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(mine), len(others)) == 1 or (len(mine) == 2 and mine == others[::-1])  # noqa: PLR2004  (a pair)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())
