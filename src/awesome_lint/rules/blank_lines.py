"""Blocks that stand further apart than most, or not apart at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.layout.block_gaps import Usual, gaps_of
from awesome_lint.regex import regex
from awesome_lint.rule import Option, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.layout.block_gaps import Gap
    from awesome_lint.rule import Context

# What looks like front matter once it stands first in the file stays where it is.
_LEADING = regex(r"(?:[ \t]*+\n)++(?!---|[ \t]|\Z)")
_WHERE = {
    "headings": "between headings",
    "above": "above a heading",
    "below": "below a heading",
    "other": "between two blocks",
    "hidden": "between two blocks",
    "list": "in a list",
}


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report each gap with more empty lines than usual, and each without any where one is usual."""
    text = document.source.text
    if leading := _LEADING.match(text):
        fix = Fix("Remove the empty lines", (Edit(0, leading.end(), ""),))
        yield Diagnostic(Span(0, leading.end()), "Unexpected empty lines at the start of the file", fix)
    gaps = list(gaps_of(document))
    usual = Usual(gaps)
    fixed = context.options["style"] == "one"
    headings = max(context.options["above-heading"], 1) if fixed else context.options["above-heading"]
    for gap in gaps:
        configured = headings if gap.kind == "above" else int(fixed)
        expected = _configured(gap, configured) if configured else _expected(gap, usual)
        if expected != gap.lines:
            yield _diagnostic(text, gap, expected)


def _configured(gap: Gap, lines: int) -> int:
    return lines if gap.lines or gap.pair else 0


def _expected(gap: Gap, usual: Usual) -> int:
    """Return how many lines a gap should have: not one fewer than one, and one more only where there was none."""
    lines = usual.lines(gap)
    if not gap.lines:
        return int(lines == 1 and usual.apart(gap))
    return min(gap.lines, lines or gap.lines)


def _diagnostic(text: str, gap: Gap, expected: int) -> Diagnostic:
    start, end = gap.span
    lines = "empty line" if gap.lines == 1 else "empty lines"
    message = f"Unexpected {gap.lines} {lines} {_WHERE[gap.kind]}, expected {expected}"
    if expected > gap.lines:
        fix = Fix("Insert an empty line", (Edit(end, end, "\n" * (expected - gap.lines)),))
        return Diagnostic(Span(end, end), message, fix)
    for _ in range(expected + 1):
        start = text.index("\n", start) + 1
    return Diagnostic(Span(start, end), message, Fix("Remove empty lines", (Edit(start, end, ""),)))


RULE = Rule(
    name="blank-lines",
    group="layout",
    summary="More empty lines between blocks than most of the file has, or none where most have one",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
    options={
        "style": Option(
            "keep",
            "`keep` learns for each kind of place how many empty lines most have, `one` wants one everywhere",
            ("keep", "one"),
        ),
        "above-heading": Option(0, "empty lines above a heading that text stands before; 0 is as `style` says"),
    },
)
