"""``missing-contributing-file``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.front_page import lacks_file, place_of
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_NAMES = ("contributing.md", "CONTRIBUTING.md", "Contributing.md", "CONTRIBUTING", "CONTRIBUTING.rst")
_FOLDERS = ("/", "/.github/", "/docs/")
_LED_TO = regex(r"(?:^|/)[^/]*contributing[^/]*$", re.IGNORECASE)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a repository that says nowhere how to add an entry."""
    if lacks_file(document, context, _NAMES, _LED_TO, _FOLDERS):
        yield Diagnostic(
            place_of(document),
            "Unexpected repository without `contributing.md`, expected one that tells how to add an entry",
        )


RULE = Rule(
    name="missing-contributing-file",
    group="style",
    summary="A repository without a `contributing.md`",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
