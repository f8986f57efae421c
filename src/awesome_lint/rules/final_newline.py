"""Files that do not end with exactly one newline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.document import List, Opaque, Quote
from awesome_lint.rule import Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Block, Document
    from awesome_lint.rule import Context

_FENCES = ("```", "~~~")


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
    elif not _open_fence(document.blocks, document):
        fix = Fix("Remove the empty lines", (Edit(end + 1, len(text), ""),))
        yield Diagnostic(
            Span(end + 1, len(text)), "Unexpected empty lines at the end of the file, expected one newline", fix
        )


def _open_fence(blocks: tuple[Block, ...], document: Document) -> bool:
    """Whether the text ends inside a code fence that is never closed: its empty lines are code."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Quote):
        return _open_fence(last.blocks, document)
    if isinstance(last, List):
        return _open_fence(last.items[-1].blocks, document)
    if not isinstance(last, Opaque) or last.kind != "code":
        return False
    lines = [line.lstrip(" \t>") for line in document.source.slice(last.span).split("\n")]
    return lines[0].startswith(_FENCES) and (len(lines) == 1 or not lines[-1].startswith(lines[0][:3]))


RULE = Rule(
    name="final-newline",
    group="layout",
    summary="A file that does not end with exactly one newline",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
)
