"""Links written with other signs than Markdown's, or with one too few or too many between text and address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.regex import regex
from awesome_lint.slips.slip import URL
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

_ADDRESS = rf"(?P<open>[(（])[ \t]*(?P<url>{URL})[ \t]*(?P<close>[)）])"
_OTHER_BRACKETS = regex(
    rf"(?:【(?P<a>[^【】\[\]\n]+)】|［(?P<b>[^［］\[\]\n]+)］|〔(?P<c>[^〔〕\[\]\n]+)〕|\{{(?P<d>[^{{}}\[\]\n]+)\}}){_ADDRESS}"
)
_SIGN = regex(rf"\](?P<sign>[ \t]*[:：][ \t]*){_ADDRESS}")
_LINE_BREAK = regex(rf"\](?P<sign>[ \t]*\n[ \t]*){_ADDRESS}")
_NO_OPEN = regex(rf"\](?P<url>{URL})\)")
_NO_PARENTHESES = regex(rf"\](?P<url>{URL})(?=[\s,;，。；]|$)")
_ANGLE = regex(r"\]\((?P<angle><)[ \t]*(?P<url>https?://[^\s()<>]+)\)")
_UNCLOSED_ANGLE = regex(rf"(?P<angle><)(?P<url>{URL})(?=\s|$)")
_SENTENCE_END = ".,;:!?'\"*_~"
_UNSAID = regex(r"[ xX]|\d+|\^.*")
HINT = r"[】］〕}][(（]|\][ \t]*[:：]|\]https?://|<https?://|<$|\]\(<|\]\s*$"


class SignSlip(NamedTuple):
    """Where a link is broken, what stands there, what was expected, and the edits, for certain or not."""

    span: Span
    unexpected: str
    label: str
    url: str
    edits: tuple[Edit, ...]
    certain: bool
    habit: bool = False


def sign_slips(masked: str, pairs: Mapping[int, int]) -> Iterator[SignSlip]:
    """Yield what slipped in running text; *pairs* gives each closing bracket its opening one."""
    for match in _OTHER_BRACKETS.finditer(masked):
        group = next(name for name in "abcd" if match[name])
        (start, end), label = match.span(group), match[group]
        edits = (Edit(start - 1, start, "["), Edit(end, end + 1, "]"), *_ascii(match))
        yield SignSlip(
            Span(*match.span()),
            f"`{masked[start - 1]}…{masked[end]}` around text",
            label,
            match["url"],
            edits,
            certain=True,
        )
    for pattern, what in ((_SIGN, "sign between `]` and `(`"), (_LINE_BREAK, "line break between `]` and `(`")):
        for match in pattern.finditer(masked):
            opening = pairs.get(match.start())
            if opening is None or not (label := _label(masked, opening, match.start())):
                continue
            edits = (Edit(*match.span("sign"), ""), *_ascii(match))
            yield SignSlip(Span(opening, match.end()), what, label, match["url"], edits, certain=True)
    for match in _NO_OPEN.finditer(masked):
        opening = pairs.get(match.start())
        if opening is None or not (label := _label(masked, opening, match.start())):
            continue
        # `([text]https://…)` is closed by another's parenthesis.
        if masked.count("(", 0, opening) <= masked.count(")", 0, opening):
            at = match.start("url")
            yield SignSlip(
                Span(opening, match.end()), "`]` without `(`", label, match["url"], (Edit(at, at, "("),), certain=True
            )
    yield from _no_parentheses(masked, pairs)
    for match in _ANGLE.finditer(masked):
        opening = pairs.get(match.start())
        if opening is not None and (label := _label(masked, opening, match.start())):
            edits = (Edit(*match.span("angle"), ""),)
            yield SignSlip(Span(opening, match.end()), "`<` without `>`", label, match["url"], edits, certain=True)


def _no_parentheses(masked: str, pairs: Mapping[int, int]) -> Iterator[SignSlip]:
    """Yield the texts in brackets with an address right behind; a tag before an address looks the same."""
    for match in _NO_PARENTHESES.finditer(masked):
        opening = pairs.get(match.start(), -1)
        label = _label(masked, opening, match.start()) if opening >= 0 else ""
        if not any(map(str.isalpha, label)) or masked[max(opening - 1, 0) : opening].strip():
            continue
        start = match.start("url")
        end = start + len(match["url"].rstrip(_SENTENCE_END))
        edits = (Edit(start, start, "("), Edit(end, end, ")"))
        yield SignSlip(
            Span(opening, end), "address behind `]`", label, masked[start:end], edits, certain=False, habit=True
        )


def lone_angles(masked: str) -> Iterator[SignSlip]:
    """Yield the addresses behind a `<` that nothing closes."""
    for match in _UNCLOSED_ANGLE.finditer(masked):
        if masked[max(match.start() - 20, 0) : match.start()].rstrip(" \t\n").endswith("]:"):
            continue  # closed, it would be a definition, and no text any more
        end = match.start("url") + len(match["url"].rstrip(_SENTENCE_END))
        yield SignSlip(
            Span(match.start(), end),
            "`<` without `>`",
            "",
            masked[match.start("url") : end],
            (Edit(end, end, ">"),),
            certain=True,
        )


def _ascii(match: re.Match[str]) -> Iterator[Edit]:
    for group, sign in (("open", "("), ("close", ")")):
        if match[group] != sign:
            yield Edit(*match.span(group), sign)


def _label(masked: str, opening: int, closing: int) -> str:
    """Return the text between two brackets, nothing where it is a number, a box, or holds a link."""
    label = masked[opening + 1 : closing]
    return "" if _UNSAID.fullmatch(label) or "\ue000" in label else label
