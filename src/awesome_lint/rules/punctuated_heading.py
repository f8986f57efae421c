"""``punctuated-heading``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.reading.words import length
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

# Questions and cries are part of what a heading says; so is the stop of `etc.` and of `U.S.`.
_SIGN = regex(r"(?<![.\s])(?P<sign>[.,;:。，；：、])$")
_EMOJI = regex(r":[\w+-]+:$")
# A heading this long is a sentence.
_SENTENCE_WORDS = 10
_ABBREVIATION = regex(
    r"(?:\b(?:etc|inc|ltd|co|corp|al|vs|jr|sr|misc|org|dept|univ)|\b[A-Z]|\.[A-Za-z])\.$", re.IGNORECASE
)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each heading that ends with a stop, a comma or a colon."""
    for heading in document.headings:
        said = heading.content.text.rstrip(" \t\n")
        match = _SIGN.search(said)
        if not match or match.start() == 0 or _ABBREVIATION.search(said) or _EMOJI.search(said):
            continue
        if match["sign"] in ".。" and length(said) >= _SENTENCE_WORDS:
            continue
        raw = document.source.slice(heading.content.span).rstrip(" \t")
        last = heading.content.inlines[-1] if heading.content.inlines else None
        end = heading.content.span.start + len(raw)
        plain = heading.content.exact and last and last.kind == "text" and raw.endswith(match["sign"])
        fix = Fix("Remove the sign", (Edit(end - 1, end, ""),)) if plain else None
        span = Span(end - 1, end) if plain else heading.content.span
        yield Diagnostic(span, f"Unexpected `{match['sign']}` at the end of a heading, expected none", fix)


RULE = Rule(
    name="punctuated-heading",
    group="style",
    summary="A heading that ends with a full stop, a comma, a semicolon or a colon",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    default=False,
    many="{count} headings that end with a stop, a comma or a colon",
)
