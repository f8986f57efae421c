"""``repeated-punctuation``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.prose import pieces
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

# Dots make an ellipsis, in Chinese full stops do.
_REPEATED = regex(
    r"(?<=\w)(?P<sign>[,，、;；!！?？~～])(?P=sign)+(?=$|[^\w])|(?<=\w)(?P<inner>[，、；！？])(?P=inner)+"
)
_CRIES = frozenset("!！?？~～")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each sign that stands several times in a row."""
    text = document.source.text
    for piece in pieces(document):
        for match in _REPEATED.finditer(text, piece.start, piece.end):
            sign = match.group()[0]
            applicability = Applicability.UNSAFE if sign in _CRIES else Applicability.SAFE
            fix = Fix("Write it once", (Edit(*match.span(), sign),), applicability)
            yield Diagnostic(Span(*match.span()), f"Unexpected `{match.group()}`, expected `{sign}`", fix)


RULE = Rule(
    name="repeated-punctuation",
    group="style",
    summary="A punctuation mark that stands several times in a row",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE),
    default=False,
    many="{count} punctuation marks that stand several times in a row",
)
