"""``undefined-reference``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.document import LinkKind, Opaque
from awesome_lint.prose import pieces
from awesome_lint.reading.words import is_label
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_REFERENCE = regex(r"(?<!\])\[(?P<text>[^\[\]\n]+)\]\[(?P<label>[^\[\]\n^][^\[\]\n]*|)\](?![\[(])")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each `[text][label]` whose label has no definition."""
    by_label = any(link.kind is LinkKind.REFERENCE for link in document.links) or any(
        isinstance(block, Opaque) and block.kind == "definition" for block in document.blocks
    )
    text = document.source.text
    for piece in pieces(document):
        for match in _REFERENCE.finditer(text, piece.start, piece.end):
            label = match["label"] or match["text"]
            if by_label or not (_is_tag(match["text"]) or _is_tag(label)):
                yield Diagnostic(
                    Span(*match.span()),
                    f"Unexpected label `{label}` that nothing defines, expected a line `[{label}]: …`",
                )


def _is_tag(text: str) -> bool:
    """Whether a text in brackets looks like one that is no link: `[ACL]`, `[2024]`, `[code]`."""
    return text.isupper() or is_label(text) or any(char.isdigit() for char in text)


RULE = Rule(
    name="undefined-reference",
    group="style",
    summary="A link by a label that nothing on the page defines",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
