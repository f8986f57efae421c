"""``license-section``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_LICENSE = re.compile(r"[\W_]*licen[cs]es?[\W_]*", re.IGNORECASE)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each heading that says *license* and no more."""
    for section in document.sections:
        heading = section.heading
        if heading and _LICENSE.fullmatch(heading.content.text) and not _has_entries(document, section.span.start):
            yield Diagnostic(
                heading.content.span,
                f"Unexpected section `{section.path[-1]}`, expected the licence in its file, which GitHub shows",
            )


def _has_entries(document: Document, start: int) -> bool:
    """Whether the section lists works: a list may well be one of licences."""
    return sum(entry.section.span.start == start for entry in document.entries) > 1


RULE = Rule(
    name="license-section",
    group="style",
    summary="A section on the list's licence, which GitHub shows from its file",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
