"""Titles of works: their words, and whether two of them name the same work."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from awesome_lint.regex import regex

# A run of letters and digits; each Chinese character and each kana stands for itself.
_WORD = regex(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_CJK = regex(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MARKS = regex(r"[\u0300-\u036f]")
_PART = regex(r"[:：]\s*|\s+[-–—|]+\s+|——|[（(]")
_FULL_WORDS, _FULL_CJK = 5, 8
_SAME_SHARE = 0.8
# A name before a colon is short and special; a word such as `Survey` alone names nothing.
_PART_LETTERS = 4


@lru_cache(maxsize=1 << 16)
def words(title: str) -> tuple[str, ...]:
    """Return the words of *title*, without case, accents, punctuation and markup; CJK by characters."""
    text = unicodedata.normalize("NFKD", title).casefold()
    return tuple(_WORD.findall(_MARKS.sub("", text).replace("'", "").replace("’", "")))


def full(title: str) -> bool:
    """Whether *title* says enough to know a work by it: 5 words, or 8 Chinese characters."""
    found = [word for word in words(title) if not word[0].isdigit()]
    return len(found) >= (_FULL_CJK if any(_CJK.match(word) for word in found) else _FULL_WORDS)


def common(one: str, other: str) -> float:
    """Return the share of common words, from 0 to 1, measured on the shorter title."""
    first, second = Counter(words(one)), Counter(words(other))
    shorter = min(first.total(), second.total())
    return (first & second).total() / shorter if shorter else 0.0


def like(one: str, other: str) -> bool:
    """Whether two titles name the same work.

    They have the same words, or at least 80 % of the longer one's words in common, or one is what
    stands before a colon, dash or parenthesis of the other.
    """
    first, second = words(one), words(other)
    if not first or not second:
        return False
    if first == second:
        return True
    shared = (Counter(first) & Counter(second)).total()
    return shared >= _SAME_SHARE * max(len(first), len(second)) or _is_part(first, other) or _is_part(second, one)


def name(title: str) -> tuple[str, ...]:
    """Return the words before the first colon, dash or parenthesis of *title*; none where nothing follows them."""
    head = _PART.split(title, maxsplit=1)[0]
    return words(head) if head != title else ()


def _is_part(short: tuple[str, ...], title: str) -> bool:
    return short == name(title) and len("".join(short)) >= _PART_LETTERS
