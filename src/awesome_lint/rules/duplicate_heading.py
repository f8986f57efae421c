"""``duplicate-heading``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.table_of_contents import siblings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Heading


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each heading that repeats one of its level below the same heading."""
    for group in siblings(document.headings):
        first: dict[str, Heading] = {}
        for heading in group:
            text = " ".join(heading.content.text.split())
            earlier = first.setdefault(text.casefold(), heading)
            if text and earlier is not heading:
                yield Diagnostic(
                    heading.content.span,
                    f"Unexpected second heading `{text}` in one section: line "
                    f"{document.source.line_number(earlier.span.start)} has it already",
                    related=(Related(earlier.content.span, "first used here"),),
                )


RULE = Rule(
    name="duplicate-heading",
    group="structure",
    summary="A heading that its section has already",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
