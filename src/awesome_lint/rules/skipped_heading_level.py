"""``skipped-heading-level``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each heading two or more levels below the one before it."""
    above = None
    for heading in document.headings:
        if above is not None and heading.level > above + 1:
            yield Diagnostic(
                heading.span,
                f"Unexpected heading of level {heading.level} below one of level {above}, expected level {above + 1}",
            )
        above = heading.level


RULE = Rule(
    name="skipped-heading-level",
    group="structure",
    summary="A heading two or more levels below the one before it",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
