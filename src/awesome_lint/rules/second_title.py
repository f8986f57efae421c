"""``second-title``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each heading of level 1 below the first."""
    titles = [heading for heading in document.headings if heading.level == 1]
    for title in titles[1:]:
        said = " ".join(title.content.text.split())
        yield Diagnostic(
            title.content.span,
            f"Unexpected second title `{said}`, expected a heading of level 2 or below",
            related=(Related(titles[0].content.span, "the title"),),
        )


RULE = Rule(
    name="second-title",
    group="style",
    summary="A heading of level 1 below the page's title",
    severity=Severity.WARNING,
    check=check,
    default=False,
    many="{count} headings of level 1 below the page's title",
)
