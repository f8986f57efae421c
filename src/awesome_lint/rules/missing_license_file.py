"""``missing-license-file``."""

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

_NAMES = tuple(
    word + suffix
    for stem in ("license", "licence", "copying", "unlicense")
    for word in (stem, stem.upper(), stem.capitalize())
    for suffix in ("", ".md", ".txt")
)
_LED_TO = regex(r"(?:^|/)[^/]*licen[cs]e[^/]*$", re.IGNORECASE)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a repository without a file by the name of a licence."""
    if lacks_file(document, context, _NAMES, _LED_TO):
        yield Diagnostic(
            place_of(document),
            "Unexpected repository without a licence file, expected a `license` that says what its readers may do",
        )


RULE = Rule(
    name="missing-license-file",
    group="style",
    summary="A repository without a licence file",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
