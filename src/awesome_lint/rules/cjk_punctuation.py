"""``cjk-punctuation``."""

from __future__ import annotations

import re
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

_WIDE = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！"}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}
_CJK = r"[\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]"
_CLOSE = r"[」』》〉】”’）]"
_OPEN = r"[「『《〈【“‘（]"
# A sign between two signs of the script, with the blank that half-width ones take.
_SIGN = regex(rf"(?<={_CJK})(?P<sign>[,.:;?!，。：；？！])(?P<blank>[ ]?)(?={_CJK}|{_OPEN})")
_END = regex(rf"(?<={_CJK})(?P<sign>[.?!。？！])(?P<blank>)(?=[ \t]*$)")
_PAIR = regex(rf"(?<={_CJK})(?P<blank> ?)(?P<open>[(（])(?P<inside>{_CJK}(?:[^()（）\n]*{_CJK})?)(?P<close>[)）])")


class _Sign(NamedTuple):
    """A sign, or a pair of brackets, among CJK text: its kind as half-width, its edits to full-width if it is not."""

    span: Span
    kind: str
    wide: bool
    edits: tuple[Edit, ...]
    certain: bool = True


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each half-width sign among CJK text in a list whose signs there are full-width."""
    text = document.source.text
    signs = sorted(sign for piece in pieces(document) for sign in _signs(text, piece))
    counted: dict[str, Counter[bool]] = defaultdict(Counter)
    for sign in signs:
        counted[sign.kind][sign.wide] += 1
    for sign in signs:
        if sign.wide:
            continue
        why = ""
        if context.options["style"] == "learned":
            learned = majority(counted[sign.kind])
            if learned is None or not learned[0]:
                continue
            why = learned[1].said
        yield _diagnostic(text, sign, why)


def _signs(text: str, piece: Span) -> Iterator[_Sign]:
    said = text[piece.start : piece.end]
    if said.isascii():
        return
    for match in (*_SIGN.finditer(said), *_END.finditer(said)):
        sign, start = match["sign"], piece.start + match.start("sign")
        kind = _NARROW.get(sign, sign)
        span = Span(start, piece.start + match.end())
        wide = sign in _NARROW
        # Amid a line a dot may be one that parts two names.
        certain = sign != "." or match.re.pattern == _END.pattern
        yield _Sign(span, kind, wide, () if wide else (Edit(*span, _WIDE[sign]),), certain)
    for match in _PAIR.finditer(said):
        first, last = piece.start + match.start("open"), piece.start + match.start("close")
        blank = piece.start + match.start("blank")
        wide = (match["open"], match["close"]) == ("（", "）")
        edits = () if wide else (Edit(blank, first + 1, "（"), Edit(last, last + 1, "）"))
        yield _Sign(Span(blank, last + 1), "()", wide, edits)


def _diagnostic(text: str, sign: _Sign, why: str) -> Diagnostic:
    start, end = sign.span
    if sign.kind == "()":
        expected = f"（{text[sign.edits[0].end : sign.edits[1].start]}）"
        shown = text[start:end].strip(" ")
    else:
        after = text[end] if re.match(_CJK, text[end : end + 1]) else ""
        shown, expected = text[start - 1 : end] + after, text[start - 1] + sign.edits[0].text + after
    fix = Fix("Write it full-width", sign.edits, Applicability.SAFE if sign.certain else Applicability.UNSAFE)
    return Diagnostic(Span(start, end), f"Unexpected half-width `{shown}`, expected `{expected}`{why}", fix)


RULE = Rule(
    name="cjk-punctuation",
    group="style",
    summary="A half-width sign between Chinese or Japanese words, where the list writes it full-width",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE),
    default=False,
    options={
        "style": Option(
            "learned",
            "`learned` judges each sign that at least 90 % of the list's places have full-width; `full` every one",
            ("learned", "full"),
        ),
    },
    many="{count} half-width signs between Chinese or Japanese words",
)
