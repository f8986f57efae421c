"""``empty-section``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each section with neither text nor a section of its own."""
    for section in document.sections:
        heading = section.heading
        if heading and heading.content.text and not document.source.text[heading.span.end : section.span.end].strip():
            yield Diagnostic(
                heading.content.span,
                f"Unexpected empty section `{section.path[-1]}`, expected entries or text below its heading",
            )


RULE = Rule(
    name="empty-section",
    group="structure",
    summary="A heading with nothing below it",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
