"""``ci-badge``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.front_page import head_of
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_CI = regex(
    r"travis-ci\.|circleci\.com|ci\.appveyor\.com|github\.com/[^/]+/[^/]+/(?:actions/)?workflows/"
    r"|img\.shields\.io/(?:travis|circleci|appveyor|github/(?:actions/)?workflow)\b|gitlab\.[^/]+/.*/badges/.*/pipeline",
    re.IGNORECASE,
)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each badge at the page's head that tells how its own checks went."""
    head = head_of(document)
    for link in document.links:
        if link.image and head.contains(link.span) and _CI.search(link.target):
            yield Diagnostic(
                link.span, f"Unexpected badge of a build `{link.target}`, expected none: it says nothing to readers"
            )


RULE = Rule(
    name="ci-badge",
    group="style",
    summary="A badge at the page's head that tells how the list's own checks went",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
