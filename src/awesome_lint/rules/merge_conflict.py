"""``merge-conflict``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.document import Opaque
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Span
from awesome_lint.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_lint.document import Document

_BEGIN, _MIDDLE, _END = "<<<<<<<", "=======", ">>>>>>>"
_SIGN = regex(rf"^(?P<sign>{_BEGIN}|{_MIDDLE}|{_END})(?P<name>[ ]\S[^\n]*)?[ \t]*$", re.MULTILINE)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each conflict that git wrote into the file, whole or what is left of its signs."""
    text = document.source.text
    if _BEGIN not in text and _END not in text:
        return
    code = Spans(node.span for node in document.nodes if isinstance(node, Opaque) and node.kind == "code")
    ends = {content.span.start: content.span.end for content in document.contents}
    opened: list[re.Match[str]] = []
    for match in _SIGN.finditer(text):
        sign = match["sign"]
        if code.hold(match.start()) or (sign == _MIDDLE and match["name"]):
            continue
        if sign == _BEGIN and opened:
            yield from _left(opened)
            opened = [match]
        elif sign == _BEGIN or (sign == _MIDDLE and opened):
            opened.append(match)
        elif sign == _END and opened:
            yield _conflict([*opened, match], ends)
            opened = []
        elif sign == _END and match["name"]:
            yield _conflict([match], ends)
    yield from _left(opened)


def _left(opened: list[re.Match[str]]) -> Iterator[Diagnostic]:
    """Yield a sign of beginning that nothing ends, where what follows it says what it is."""
    if opened and (opened[0]["name"] or len(opened) > 1):
        yield _conflict(opened[:2], {})


def _conflict(signs: list[re.Match[str]], ends: Mapping[int, int]) -> Diagnostic:
    """Tell of a conflict; the lines below its last sign that GitHub takes for one paragraph with it are part of it."""
    first, *others = signs
    message = f"Unexpected `{first['sign']}` of a merge conflict, expected one version of the lines: GitHub shows both"
    if not others:
        message = f"Unexpected `{first['sign']}`, which a merge conflict left"
    related = tuple(Related(Span(*sign.span()), f"`{sign['sign']}` of the same conflict") for sign in others)
    name = signs[-1].start("name") + 1
    span = Span(first.start(), max(signs[-1].end(), ends.get(name, 0)))
    return Diagnostic(span, message, related=related, help="choose a version, and remove git's lines")


RULE = Rule(
    name="merge-conflict",
    group="structure",
    summary="Lines that git wrote for a merge conflict: `<<<<<<<`, `=======`, `>>>>>>>`",
    severity=Severity.ERROR,
    check=check,
    supersedes=(
        "broken-table",
        "column-outlier",
        "conflicting-arxiv-id",
        "duplicate-entry",
        "duplicate-heading",
        "hidden-cell",
        "missing-cell",
        "missing-link",
        "text-joined-to-table",
        "unmarked-entry",
        "unsorted-entry",
    ),
)
