"""``unclosed-emphasis``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from awesome_lint.document import Carrier, Content, Document, Entry

_USUAL = 5
"""Entries with emphasis, or with code, that tell that a file uses it."""
_LEAST_ENTRIES = 10
_SHARE = 0.9
_STARS = regex(r"(?<![*\\])\*\*(?![*/])")
_TICKS = regex(r"(?<![`\\])`(?!`)")
_POWER = regex(r"[A-Za-z0-9_)]\*\*[A-Za-z0-9_(-]")
_QUOTED = regex(r"[^`']*'")


class _Sign(NamedTuple):
    """A sign that shows: its offset, and whether text begins behind it, and ends before it."""

    at: int
    opens: bool
    closes: bool


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each content of an entry in which ``**`` or a backtick shows that was meant as a sign."""
    text = document.source.text
    suspects = [
        (entry, content) for entry in document.entries for content in entry.contents if content.exact and _odd(content)
    ]
    if not suspects:
        return
    usual = {kind: sum(_has(entry, kind) for entry in document.entries) >= _USUAL for kind in ("strong", "code")}
    bold = _bold_groups(document)
    for entry, content in suspects:
        stars = _signs(text, content, _STARS)
        lacks_own = (entry.carrier, entry.group) in bold and not _has(entry, "strong")
        pair = len(stars) > 1 and (stars[0].opens or stars[-1].closes)
        if stars and (pair or (stars[0].opens and usual["strong"]) or lacks_own):
            yield _diagnostic(stars[0].at, "**", both=pair)
            continue
        ticks = _signs(text, content, _TICKS)
        if len(ticks) == 1 and usual["code"] and ticks[0].opens and not _is_quote(text, content, ticks[0].at):
            yield _diagnostic(ticks[0].at, "`", both=False)


def _odd(content: Content) -> bool:
    if "**" not in content.text and "`" not in content.text:
        return False
    return any(each.kind == "text" and ("**" in each.text or "`" in each.text) for each in content.inlines)


def _has(entry: Entry, kind: str) -> bool:
    return any(each.kind == kind for content in entry.contents for each in content.inlines)


def _bold_groups(document: Document) -> set[tuple[Carrier, int]]:
    """Return the groups of entries of which nearly all have something in bold."""
    sizes = Counter((entry.carrier, entry.group) for entry in document.entries)
    bold = Counter((entry.carrier, entry.group) for entry in document.entries if _has(entry, "strong"))
    return {group for group, size in sizes.items() if size >= _LEAST_ENTRIES and bold[group] >= _SHARE * size}


def _signs(text: str, content: Content, pattern: re.Pattern[str]) -> list[_Sign]:
    """Return the signs in the running texts of *content*; in ``2**3`` it is no sign."""
    found = []
    for each in content.inlines:
        if each.kind != "text":
            continue
        for match in pattern.finditer(text, each.span.start, each.span.end):
            start, end = match.span()
            if _POWER.match(text, max(start - 1, 0)):
                continue
            before = text[start - 1] if start > content.span.start else " "
            behind = text[end] if end < content.span.end else " "
            opens = not behind.isspace() and not (before.isalnum() and before.isascii())
            found.append(_Sign(start, opens, closes=not before.isspace()))
    return found


def _is_quote(text: str, content: Content, at: int) -> bool:
    """Whether an apostrophe ends what the backtick begins: `quoted'."""
    return _QUOTED.match(text, at + 1, content.span.end) is not None


def _diagnostic(at: int, sign: str, *, both: bool) -> Diagnostic:
    shown = f"`` {sign} ``" if sign == "`" else f"`{sign}`"
    span = Span(at, at + len(sign))
    if both:
        message = f"Unexpected {shown} around text that GitHub shows as it is, expected bold text"
        return Diagnostic(
            span, message, help="no blank may stand inside, and none may lack beside a bracket or a quote"
        )
    return Diagnostic(
        span, f"Unexpected {shown} without its other half: GitHub shows it", help="close it, or remove it"
    )


RULE = Rule(
    name="unclosed-emphasis",
    group="entries",
    summary="A `**` or a backtick in an entry that shows, for its other half is missing or cannot close",
    severity=Severity.WARNING,
    check=check,
)
