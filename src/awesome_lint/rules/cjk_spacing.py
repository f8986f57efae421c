"""``cjk-spacing``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.prose import majority, pieces
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

# Han and kana; Korean parts its words by blanks of its own, and sets its particles close.
_CJK = r"[\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]"
_SEAM = regex(
    rf"(?P<before>{_CJK})(?P<blank> ?)(?P<start>[A-Za-z0-9])|(?P<end>[A-Za-z0-9])(?P<gap> ?)(?P<after>{_CJK})"
)
# Signs that go on with the word: `C++`, `3.5`, `v1_0`.
_MORE = regex(r"[\w.+#%&/@$~'-]", re.ASCII)
# `2024年5月`, `第3章`: counting words and dates are written close by most who part the rest.
_COUNTED = regex(r"[年月日号時时分秒点點岁歳代版章节節回届集期季部第]")
# Names: of accounts, books, films.
_QUOTED = regex(r"「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》")
_ENCLOSED = regex(rf"{_CJK} ?[!-~]+ ?{_CJK}")
# One letter is part of the other script's word: `C语言`, `A股`.
_LEAST_LETTERS = 2


class _Place(NamedTuple):
    """A place where the scripts meet: the blank between them, the word on its one side, the sign on the other.

    ``enclosed`` tells whether the word has the other script on both sides; a blank elsewhere may part two phrases.
    """

    span: Span
    word: Span
    number: bool
    enclosed: bool

    @property
    def parted(self) -> bool:
        """Whether a blank stands there."""
        return self.span.end > self.span.start


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each place where the scripts meet in another way than in most of the list."""
    text = document.source.text
    places = [place for piece in pieces(document) for place in _places(text, piece)]
    counted: dict[bool, Counter[bool]] = defaultdict(Counter)
    for place in places:
        counted[place.number][place.parted] += 1
    style = context.options["style"]
    for place in places:
        if place.parted and not place.enclosed:
            continue
        if style == "learned":
            learned = majority(counted[place.number])
            if learned is None or learned[0] == place.parted:
                continue
            why = learned[1].said
        elif place.parted == (style == "always"):
            continue
        else:
            why = ""
        yield _diagnostic(text, place, why)


def _places(text: str, piece: Span) -> Iterator[_Place]:
    if text[piece.start : piece.end].isascii():
        return
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text, piece.start, piece.end)]
    at = piece.start
    while match := _SEAM.search(text, at, piece.end):
        # The last character may be the first of the next seam.
        at = match.end() - 1
        leads = match["before"] is not None
        word = _word(text, match.start("start") if leads else match.start("end"), piece)
        said = text[word.start : word.end]
        number = said.isdigit()
        if (len(said) < _LEAST_LETTERS and not number) or _within(quoted, at):
            continue
        if number and _COUNTED.search(text[max(word.start - 2, piece.start) : word.end + 2]):
            continue
        around = _ENCLOSED.match(text, max(word.start - 2, piece.start), min(word.end + 2, piece.end))
        yield _Place(Span(*match.span("blank" if leads else "gap")), word, number, bool(around))


def _within(quoted: list[Span], at: int) -> bool:
    last = bisect_right(quoted, at, key=_start) - 1
    return last >= 0 and at < quoted[last].end


def _start(span: Span) -> int:
    return span.start


def _word(text: str, at: int, piece: Span) -> Span:
    """Return the span of the word that holds an offset, with the signs that are part of it."""
    start = end = at
    while start > piece.start and _MORE.match(text, start - 1):
        start -= 1
    while end < piece.end and _MORE.match(text, end):
        end += 1
    return Span(start, end)


def _diagnostic(text: str, place: _Place, why: str) -> Diagnostic:
    start, end = place.span
    leads = place.word.start == end
    whole = Span(start - 1, place.word.end) if leads else Span(place.word.start, end + 1)
    before, after = text[whole.start : start], text[end : whole.end]
    expected = f"{before}{after}" if place.parted else f"{before} {after}"
    if place.parted:
        fix = Fix("Remove the blank", (Edit(start, end, ""),), Applicability.UNSAFE)
    else:
        fix = Fix("Set a blank", (Edit(start, end, " "),))
    return Diagnostic(whole, f"Unexpected `{text[whole.start : whole.end]}`, expected `{expected}`{why}", fix)


RULE = Rule(
    name="cjk-spacing",
    group="style",
    summary="Chinese or Japanese next to Latin letters or digits, with or without the blank that the list has there",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE),
    default=False,
    options={
        "style": Option(
            "learned",
            "whether a blank parts the scripts; `learned` is what at least 90 % of the list's places do",
            ("learned", "always", "never"),
        ),
    },
    many="{count} places where Chinese or Japanese meets Latin letters or digits in another way than in the list",
)
