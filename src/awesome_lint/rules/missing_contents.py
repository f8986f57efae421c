"""``missing-contents``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.front_page import place_of
from awesome_lint.rule import Context, Option, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_LEAST_LINKS = 3


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a page with many sections of entries and no links to them."""
    sections = len({entry.section.span.start for entry in document.entries if entry.section.heading})
    least = context.options["sections"]
    inner = sum(link.target.startswith("#") and not link.image for link in document.links)
    if sections < least or inner >= _LEAST_LINKS:
        return
    yield Diagnostic(
        place_of(document),
        f"Unexpected page of {sections} sections without contents, expected a list of links to them near its top",
    )


RULE = Rule(
    name="missing-contents",
    group="style",
    summary="A page of many sections without a table of contents",
    severity=Severity.WARNING,
    check=check,
    default=False,
    options={"sections": Option(8, "the number of sections with entries from which contents are expected")},
)
