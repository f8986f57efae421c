"""``missing-title``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.document import Html
from awesome_lint.front_page import head_of, place_of
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_IMAGE = regex(r"<img\b|!\[", re.IGNORECASE)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a page without a heading of level 1, or a picture in its place."""
    if not document.blocks or any(heading.level == 1 for heading in document.headings):
        return
    head = head_of(document)
    first = document.headings[0].span.start if document.headings else head.end
    if any(
        isinstance(block, Html) and block.span.start < first and _IMAGE.search(document.source.slice(block.span))
        for block in document.blocks
    ):
        return
    yield Diagnostic(place_of(document), "Unexpected page without a title, expected a heading of level 1 at its top")


RULE = Rule(
    name="missing-title",
    group="style",
    summary="A page without a heading of level 1, or a picture in its place",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
