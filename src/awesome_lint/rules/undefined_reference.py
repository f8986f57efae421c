"""``undefined-reference``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.document import LinkKind, Opaque
from awesome_lint.prose import pieces
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_REFERENCE = re.compile(r"(?<!\])\[(?P<text>[^\[\]\n]+)\]\[(?P<label>[^\[\]\n^][^\[\]\n]*|)\](?![\[(])")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each `[text][label]` without a definition, on a page that links by labels."""
    by_label = any(link.kind is LinkKind.REFERENCE for link in document.links)
    if not by_label and not any(isinstance(block, Opaque) and block.kind == "definition" for block in document.blocks):
        return  # `[ACL][2024]` are two tags
    text = document.source.text
    for piece in pieces(document):
        for match in _REFERENCE.finditer(text, piece.start, piece.end):
            label = match["label"] or match["text"]
            yield Diagnostic(
                Span(*match.span()), f"Unexpected label `{label}` that nothing defines, expected a line `[{label}]: …`"
            )


RULE = Rule(
    name="undefined-reference",
    group="style",
    summary="A link by a label that nothing on the page defines",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
