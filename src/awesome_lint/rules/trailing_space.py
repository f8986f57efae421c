"""Blanks at the end of a line that no reader sees and no renderer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.fences import ends_in_open_fence
from awesome_lint.layout.verbatim import broken_contents, verbatim_blocks
from awesome_lint.rule import Rule
from awesome_lint.source import Edit, Span
from awesome_lint.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.rule import Context

_BLANKS = " \t"


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Report each line that ends in blanks, where these are neither content nor a hard break."""
    text = document.source.text
    ends = _ends(text)
    if not ends:
        return
    verbatim = Spans(_verbatim(document))
    running = Spans(content.span for content in broken_contents(document))
    for end in ends:
        start = _start(text, end)
        if verbatim.hold(start) or (running.hold(start) and _breaks(text, start, end)):
            continue
        yield Diagnostic(
            Span(start, end),
            "Unexpected blanks at the end of the line",
            Fix("Remove the trailing blanks", (Edit(start, end, ""),)),
        )


def _ends(text: str) -> list[int]:
    """Return where the lines end that end in blanks."""
    ends = []
    for blank in _BLANKS:
        at = text.find(blank + "\n")
        while at >= 0:
            ends.append(at + 1)
            at = text.find(blank + "\n", at + 1)
    return sorted(ends) + [len(text)] * text.endswith((" ", "\t"))


def _start(text: str, end: int) -> int:
    """Return where the blanks before *end* begin."""
    while end and text[end - 1] in _BLANKS:
        end -= 1
    return end


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether blanks before a further line of the paragraph make a hard break, or keep a backslash from making one."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    backslashes = len(line) - len(line.rstrip("\\"))
    return text[start:end].endswith("  ") or backslashes % 2 == 1


def _verbatim(document: Document) -> Iterator[Span]:
    """Yield the spans whose blanks are their own business: code, HTML, front matter, comments."""
    yield from document.comments
    yield from verbatim_blocks(document)
    text = document.source.text
    if ends_in_open_fence(document):
        yield Span(len(text.rstrip(" \t\n")), len(text) + 1)
    for content in broken_contents(document):
        for inline in content.inlines:
            if inline.kind in ("code", "html") and "\n" in text[inline.span.start : inline.span.end]:
                yield inline.span


RULE = Rule(
    name="trailing-space",
    group="layout",
    summary="Blanks at the end of a line, hard breaks aside",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
)
