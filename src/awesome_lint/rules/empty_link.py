"""``empty-link``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link and image without an address."""
    for link in document.links:
        if not link.target:
            what = "image" if link.image else "link"
            named = f" `{link.text}`" if link.text else ""
            yield Diagnostic(link.span, f"Unexpected {what}{named} without an address, expected one")


RULE = Rule(
    name="empty-link",
    group="links",
    summary="A link or an image without an address, as `[code]()`",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
