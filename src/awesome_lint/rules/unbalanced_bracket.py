"""``unbalanced-bracket``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import LinkKind
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.running import running_text
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry, Link

_BRACKET = regex(r"[\[\]]")
_PARENTHESIS = regex(r"[()（）]")
_MATH = regex(r"\$\$?[^\s$](?:[^$\n]*[^\s$])?\$\$?")
_BOUND = r"[ ]?[-+−]?(?:\d[\d.]*%?|[A-Za-z]|∞|inf|\\infty)[ ]?"
_INTERVAL = regex(rf"\[{_BOUND}[,;]{_BOUND}[)\[]|[\](]{_BOUND}[,;]{_BOUND}\]|\]{_BOUND}[,;]{_BOUND}\[")
_SMILEY = regex(r"(?:^|[\s(])[:;=]['-]?$")
_SMILEY_LENGTH = 5  # and more: what stands far before is not searched for each of a thousand brackets


class _Lone(NamedTuple):
    """A bracket without its other half: the offset, and which one it is."""

    at: int
    bracket: str


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each line of an entry with a square bracket too many or too few."""
    text = document.source.text
    for entry in document.entries:
        if text.find("))", entry.span.start, entry.span.end + 1) >= 0:
            yield from _closed_twice(text, entry)
        if not _odd(entry):
            continue
        lines: set[int] = set()
        for lone in _lone(text, entry):
            line = text.count("\n", entry.span.start, lone.at)
            if line not in lines:
                lines.add(line)
                yield _diagnostic(text, entry, lone)


def _closed_twice(text: str, entry: Entry) -> Iterator[Diagnostic]:
    """Yield each `)` right behind a link's own that nothing in the entry opens."""
    opened = 0
    for content in entry.contents:
        ends = {link.span.end for link in content.links if link.kind is LinkKind.INLINE}
        for match in _PARENTHESIS.finditer(running_text(text, content)):
            at = content.span.start + match.start()
            if match.group() in "(（":
                opened += 1
            elif opened:
                opened -= 1
            elif match.group() == ")" and at in ends and content.exact:
                fix = Fix("Remove the `)`", (Edit(at, at + 1, ""),), Applicability.MANUAL)
                yield Diagnostic(Span(at, at + 1), "Unexpected `)` behind a link, expected none: nothing opens it", fix)


def _odd(entry: Entry) -> bool:
    more = 0
    for content in entry.contents:
        if "[" not in content.text and "]" not in content.text:
            continue
        for kind, _, text, _ in content.inlines:
            if kind == "text":
                more += text.count("[") - text.count("]")
    return more != 0


def _lone(text: str, entry: Entry) -> list[_Lone]:
    """Return the brackets that no other one closes or opens; what opens in one content may close in the next."""
    opened: list[_Lone] = []
    alone: list[_Lone] = []
    for content in entry.contents:
        running = running_text(text, content)
        for pattern in (_MATH, _INTERVAL):
            running = pattern.sub(_blank, running)
        for match in _BRACKET.finditer(running):
            found = _Lone(content.span.start + match.start(), match.group())
            if found.bracket == "[":
                opened.append(found)
            elif opened:
                opened.pop()
            elif not _SMILEY.search(running[max(0, match.start() - _SMILEY_LENGTH) : match.start()]):
                alone.append(found)
    begin = entry.span.start
    alone += [each for each in opened if not _SMILEY.search(text[max(begin, each.at - _SMILEY_LENGTH) : each.at])]
    return sorted(alone)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _diagnostic(text: str, entry: Entry, lone: _Lone) -> Diagnostic:
    span = Span(lone.at, lone.at + 1)
    other = "]" if lone.bracket == "[" else "["
    message = f"Unexpected `{lone.bracket}` without `{other}`"
    link = _beside(entry, lone)
    if link is None:
        return Diagnostic(span, message, help="add the other bracket, or take this one away")
    label = text[link.label.start : link.label.end]
    message = f"{message}, expected `[[{label}](…)]`"
    at = link.span.end if other == "]" else link.span.start
    return Diagnostic(span, message, Fix(f"Add the `{other}`", (Edit(at, at, other),), Applicability.MANUAL))


def _beside(entry: Entry, lone: _Lone) -> Link | None:
    """Return the link directly behind a lone opening bracket, or directly before a lone closing one."""
    for link in entry.links:
        near = link.span.start == lone.at + 1 if lone.bracket == "[" else link.span.end == lone.at
        if near and not link.image and "`" not in link.text:
            return link
    return None


RULE = Rule(
    name="unbalanced-bracket",
    group="entries",
    summary="A square bracket in an entry without its other half, or a parenthesis too many behind a link",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.MANUAL,),
)
