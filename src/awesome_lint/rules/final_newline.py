"""Files that do not end with exactly one newline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.fences import ends_in_open_fence
from awesome_lint.rule import Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.rule import Context


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Report a missing newline at the end of the text, or all beyond the first."""
    text = document.source.text
    end = len(text.rstrip("\n"))
    newlines = len(text) - end
    if not text or newlines == 1:
        return
    if not newlines:
        fix = Fix("End the file with a newline", (Edit(end, end, "\n"),))
        yield Diagnostic(Span(end, end), "Unexpected end of the file, expected a newline", fix)
    elif not ends_in_open_fence(document):
        fix = Fix("Remove the empty lines", (Edit(end + 1, len(text), ""),))
        yield Diagnostic(
            Span(end + 1, len(text)), "Unexpected empty lines at the end of the file, expected one newline", fix
        )


RULE = Rule(
    name="final-newline",
    group="layout",
    summary="A file that does not end with exactly one newline",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
)
