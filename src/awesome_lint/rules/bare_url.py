"""``bare-url``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.document import LinkKind
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address in running text that only some renderers link."""
    for link in document.links:
        if link.kind is LinkKind.BARE:
            address = document.source.slice(link.span)
            yield Diagnostic(
                link.span, f"Unexpected bare address `{address}`, expected `[text]({link.target})` or `<…>`"
            )


RULE = Rule(
    name="bare-url",
    group="links",
    summary="An address in running text, which not every renderer links",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
