"""Hard breaks that are not written as most of the file's are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.layout.majority import majority
from awesome_lint.layout.verbatim import broken_contents
from awesome_lint.rule import Option, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.rule import Context

_SIGNS = {"spaces": "  ", "backslash": "\\"}
_WORDS = {"spaces": "two blanks", "backslash": "a backslash"}


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report each hard break that is a backslash where most are blanks, or the other way round."""
    written = list(_breaks(document))
    style = context.options["style"]
    if style == "keep":
        style = majority(Counter(name for _, name in written))
    for span, name in written:
        if style and name != style:
            message = f"Unexpected {_WORDS[name]} for a line break, expected {_WORDS[style]}"
            yield Diagnostic(span, message, Fix("Break the line as the file's others", (Edit(*span, _SIGNS[style]),)))


def _breaks(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield the sign of each hard break, without its newline, and its name."""
    text = document.source.text
    for content in broken_contents(document):
        for inline in content.inlines if content.exact else ():
            end = text.find("\n", inline.span.start, inline.span.end + 1) if inline.kind == "break" else -1
            if end < 0:
                continue
            if text[end - 1] == "\\":
                yield Span(end - 1, end), "backslash"
                continue
            start = end
            while text[start - 1] in " \t":
                start -= 1
            # Without blanks between, a backslash behind another would be one with it.
            if text.endswith("  ", 0, end) and text[start - 1] != "\\":
                yield Span(start, end), "spaces"


RULE = Rule(
    name="break-layout",
    group="layout",
    summary="A hard line break that is not written as most of the file's are",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
    options={
        "style": Option(
            "keep",
            "`keep` is what most hard breaks of the file are, `spaces` two blanks, `backslash` a backslash",
            ("keep", "spaces", "backslash"),
        ),
    },
)
