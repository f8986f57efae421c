"""What is wrong with an arXiv identifier, and which one was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from awesome_lint.arxiv import digits_of, leading_id, parse_id
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LIKE_NEW = regex(r"(\d\d)(\d\d)\.(\d+)(?:v(\d+))?", re.ASCII)
_LIKE_OLD = regex(r"([a-z-]+)(?:\.[a-z-]+)?/\d{7}", re.ASCII | re.IGNORECASE)
_SEPARATED = regex(r"(\d{4})[-_,:.]*(\d{5})", re.ASCII)
_MENTION = regex(r"(?<![\d.])\d{4}\.\d{4,5}(?![\d.]\d)", re.ASCII)
# Glued to an identifier, a digit or an address may be a second one that its author wants.
_MEANT = regex(r"\d|//")
_DECEMBER = 12


class Repair(NamedTuple):
    """What an invalid identifier should be, and whether nothing else can be meant."""

    text: str
    certain: bool


def fault(text: str) -> str:
    """Say what stands where an invalid identifier does and what was expected, for a message."""
    if found := leading_id(text):
        return f"text after arXiv id `{found}`, expected the id alone"
    if like := _LIKE_NEW.fullmatch(text):
        return f"arXiv id `{text}`, expected {_expected(like)}"
    if like := _LIKE_OLD.match(text):
        return f"arXiv id `{text}`, expected an id such as `math/0601001`"
    return (
        f"arXiv id `{text}`, expected one such as `2101.00001`"
        if text
        else "arXiv address without an id, expected one at its end"
    )


def _expected(like: re.Match[str]) -> str:
    yy, mm, number, version = like.groups()
    year, month = 2000 + int(yy), int(mm)
    if not 1 <= month <= _DECEMBER:
        return f"a month from `01` to `12`, not `{mm}`"
    if (digits := digits_of(year, month)) != len(number):
        return f"{digits} digits after the dot, not {len(number)}"
    if not int(number):
        return "a number from 1 after the dot"
    return f"a version from `v1`, not `v{version}`" if version else "no id of this form before `0704`"


def repair(text: str, near: Iterable[str] = ()) -> Repair | None:
    """Return the likely identifier behind an invalid one.

    Text glued to a whole identifier goes for certain, unless it could be a second one. Else it is
    one of *near*, valid identifiers from the same entry, that is one slip away.
    """
    if parse_id(text.lower()):
        return Repair(text.lower(), certain=True)
    if found := leading_id(text):
        return Repair(found, certain=not _MEANT.search(unquote(text[len(found) :])))
    for candidate in near:
        if one_slip(text, candidate):
            return Repair(candidate, certain=False)
    parts = _SEPARATED.fullmatch(text)
    if parts and parse_id(dotted := f"{parts[1]}.{parts[2]}"):
        return Repair(dotted, certain=False)
    return None


def page_meant(page: str) -> str:
    """Return arXiv's page that *page* is one slip away from, or nothing."""
    return next((meant for meant in ("abs", "pdf", "html") if one_slip(page.lower(), meant)), "")


def ids_in(text: str) -> Iterator[str]:
    """Yield the valid identifiers of the newer form that *text* mentions."""
    return (match.group() for match in _MENTION.finditer(text) if parse_id(match.group()))


def one_slip(one: str, other: str) -> bool:
    """Whether one character added, left out, replaced, or swapped with its neighbour makes *one* of *other*."""
    if abs(len(one) - len(other)) > 1:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    swapped = len(one) == 2 and one == other[::-1]  # noqa: PLR2004  (a pair)
    return swapped or max(len(one), len(other)) <= 1
