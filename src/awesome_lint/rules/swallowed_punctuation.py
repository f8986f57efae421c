"""``swallowed-punctuation``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import LinkKind
from awesome_lint.parsing.bare import address_at
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

# Behind an ASCII character alone: `/wiki/你好，李焕英` is one address.
_END = regex(r"(?<=[!-~])[，。、；：！？（）《》〈〉【】「」『』〔〕“”‘’]")
_UNFIT = regex(r"[\[\x00-\x1f\x7f]")
_START = regex(r"(?:https?|ftp)://", re.IGNORECASE)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each bare address that GitHub links together with the text behind it."""
    for link in document.links:
        if link.kind is not LinkKind.BARE or link.target.isascii() or not (end := _END.search(link.target)):
            continue
        span, text = link.span, document.source.slice(link.span)
        # A `[` that comes free would keep GitHub from linking the bare addresses behind it; between `<` and `>` a
        # control character is none of an address.
        found = list(_addresses(text)) if text == link.target and not _UNFIT.search(text) else []
        meant = text[found[0].start : found[0].end] if found else link.target[: end.start()]
        message = f"Unexpected `{end.group()}` in a link, expected it to end with `{meant}`"
        edits = tuple(
            Edit(span.start + one.start, span.start + one.end, f"<{text[one.start : one.end]}>") for one in found
        )
        yield Diagnostic(span, message, Fix("Set the address apart by `<` and `>`", edits) if edits else None)


def _addresses(text: str) -> Iterator[Span]:
    """Yield the addresses in *text*, which a reader sees as several, and text between them."""
    at = 0
    while start := _START.search(text, at):
        end = _END.search(text, start.end())
        address = address_at(text[: end.start() if end else len(text)], start.start())
        if not address:
            return
        at = start.start() + len(address)
        yield Span(start.start(), at)


RULE = Rule(
    name="swallowed-punctuation",
    group="links",
    summary="A bare address that runs on into the full-width punctuation behind it",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    supersedes=("dead-link", "moved-link"),
    many="{count} bare addresses that swallow the punctuation behind them",
)
