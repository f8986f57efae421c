"""``lowercase-description``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.known_names import NAMES
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.titled import titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

# A word alone: `pip-tools`, `x.py` and `iOS` are names.
# `by A. Nother` is no sentence; in Chinese text a word in Latin letters is a name.
_LEAVE = frozenset(("by", "via"))
_CJK = regex(r"[\u3041-\u30fa\u3400-\u9fff]")
_WORD = regex(r"(?P<word>[a-z]+)(?=[ \t,;:]|['’]s[ \t])(?![ \t]*[=(])")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each description that begins with a small letter."""
    text = document.source.text
    for each in titled(document):
        match = _WORD.match(text, each.description.start, each.description.end)
        if not match or not text[each.separator.start : each.separator.end].strip(" \t\u00a0"):
            continue
        word = match["word"]
        said = text[each.description.start : each.description.end]
        if word in NAMES or word in _LEAVE or _CJK.search(said) or each.entry.title.casefold().startswith(word):
            continue
        start, end = match.span("word")
        fix = Fix("Begin with a capital letter", (Edit(start, start + 1, word[0].upper()),), Applicability.UNSAFE)
        yield Diagnostic(
            Span(start, end), f"Unexpected `{word}` at the start of a description, expected `{word.capitalize()}`", fix
        )


RULE = Rule(
    name="lowercase-description",
    group="style",
    summary="A description that begins with a small letter",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.UNSAFE,),
    default=False,
    many="{count} descriptions that begin with a small letter",
)
