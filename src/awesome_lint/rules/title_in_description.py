"""``title-in-description``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Span
from awesome_lint.titled import titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

# `Ants is …`, `Ants: …`: the name as what the sentence speaks of. `Ants for children` may say what kind it is.
_GOES_ON = regex(
    r"(?:\s+(?:is|are|was|provides?|offers?|allows?|lets|helps?|enables?|aims?|supports?|makes?|can|will|has|contains?)\b"
    r"|\s*[:：,，.。!?]|\s*(?:是|可以|提供)|\s*$)",
)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each description whose sentence begins with the entry's own name."""
    text = document.source.text
    for each in titled(document):
        name = each.title.text.strip()
        start = each.description.start
        end = start + len(name)
        if name and text[start:end].casefold() == name.casefold() and _GOES_ON.match(text, end, each.description.end):
            yield Diagnostic(
                Span(start, end),
                f"Unexpected `{text[start:end]}` again in its description, expected what it is or does",
            )


RULE = Rule(
    name="title-in-description",
    group="style",
    summary="A description that begins with the entry's own name",
    severity=Severity.WARNING,
    check=check,
    default=False,
    many="{count} descriptions that begin with the entry's own name",
)
