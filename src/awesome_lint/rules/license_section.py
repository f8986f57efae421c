"""``license-section``."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_LICENSE = regex(r"[\W_]*licen[cs]es?[\W_]*", re.IGNORECASE)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each heading that says *license* and no more."""
    entries = Counter(entry.section.span.start for entry in document.entries)
    for section in document.sections:
        heading = section.heading
        # A section that lists works may well be one of licences.
        if heading and _LICENSE.fullmatch(heading.content.text) and entries[section.span.start] <= 1:
            yield Diagnostic(
                heading.content.span,
                f"Unexpected section `{section.path[-1]}`, expected the licence in its file, which GitHub shows",
            )


RULE = Rule(
    name="license-section",
    group="style",
    summary="A section on the list's licence, which GitHub shows from its file",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
