"""``invisible-character``."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import LinkKind, Opaque
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Document

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_WIDE = "\u00a0\u2007\u202f\u3000"
_ANY = regex(rf"[{_INVISIBLE}{_WIDE}]+")
_IN_URL = regex(rf"[{_INVISIBLE}]+|^[{_INVISIBLE}{_WIDE}]+|[{_INVISIBLE}{_WIDE}]+$")
_WIDE_IN_URL = regex(rf"[{_WIDE}]")
# A soft hyphen, a direction mark and a no-break space do their work in running text.
_IN_TEXT = regex("[\u200b\u200c\u200d\u2060\ufeff]+")
# Scripts that break or join words by these characters: from Hebrew to Mongolian, Arabic's forms, emoji.
_NEEDED_BESIDE = regex("[\u0590-\u18af\ufb1d-\ufdff\ufe70-\ufefc\ufe0f\u2190-\u2bff\U0001f000-\U000e01ef]")
# Without what stands between them, these would become markup.
_MARKUP_PAIRS = frozenset(("](", "][", "![", "]:", "**", "__", "~~", "``", "//", "@@"))
_MARKUP_BEFORE = "\\<&@#"
_MARKUP_LINE_START = regex(r"(?:^|\n)(?:[ \t>|]|[-*+][ \t]|\d+[.)][ \t])*$")
_MARKUP_START = regex(r"(?:[ \t>|]|[-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t])*+(?:[-*+=_|:~` \t]+$)?")
_TAG_START = regex(r"<[A-Za-z/!?][^<>]*$")
_FAR = 1_000
_MARKER_ALONE = regex(r"[ \t>]*(?:[-*+]|\d+[.)])")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address, and each line of text, with characters that nobody sees."""
    text = document.source.text
    runs = list(_runs(text))
    if not runs:
        return
    urls = sorted({link.url for link in document.links if link.kind is not LinkKind.REFERENCE})
    in_urls = {url: None for run in runs if (url := _around(run, urls))}
    for url in in_urls:
        yield from _in_url(text, url)
    hidden = Spans(_hidden(document))
    yield from _in_text(document, [run for run in runs if not _around(run, urls) and not hidden.contain(run)])


def _runs(text: str) -> Iterator[Span]:
    """Yield where such characters stand; most lines are ASCII, and those are told at once."""
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield from (Span(start + match.start(), start + match.end()) for match in _ANY.finditer(line))
        start += len(line) + 1


def _around(run: Span, spans: Sequence[Span]) -> Span | None:
    """Return the one of *spans*, sorted and apart, that shares a character with *run*."""
    at = bisect_right(spans, (run.end, -1)) - 1
    return spans[at] if at >= 0 and spans[at].end > run.start else None


def _in_url(text: str, span: Span) -> Iterator[Diagnostic]:
    url = text[span.start : span.end]
    cuts = tuple(Edit(span.start + match.start(), span.start + match.end(), "") for match in _IN_URL.finditer(url))
    if cuts:
        message = f"Unexpected {_name(text[cuts[0].start])} in an address, expected none"
        yield Diagnostic(Span(cuts[0].start, cuts[-1].end), message, Fix("Remove what cannot be seen", cuts))
    elif wide := _WIDE_IN_URL.search(url):
        message = f"Unexpected {_name(wide.group())} in an address, expected none"
        yield Diagnostic(Span(span.start + wide.start(), span.start + wide.end()), message)


def _in_text(document: Document, runs: Sequence[Span]) -> Iterator[Diagnostic]:
    """Report one finding a line, with all that is to go on it."""
    source = document.source
    by_line: dict[int, list[Span]] = {}
    for run in runs:
        for match in _IN_TEXT.finditer(source.text, *run):
            span = Span(*match.span())
            if not _needed(source.text, span):
                by_line.setdefault(source.line_number(span.start), []).append(span)
    for spans in by_line.values():
        edits = tuple(Edit(*span, "") for span in spans)
        name = _name(source.text[spans[0].start])
        safe = not any(_parts_markup(source.text, span) for span in spans)
        yield Diagnostic(
            spans[0],
            f"Unexpected {name} in text, expected none",
            Fix("Remove what cannot be seen", edits, Applicability.SAFE if safe else Applicability.MANUAL),
        )


def _needed(text: str, span: Span) -> bool:
    """Whether the script around needs the character, or it fills a line or a cell that would else be empty."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if _NEEDED_BESIDE.match(before) or _NEEDED_BESIDE.match(after):
        return True
    left = text[text.rfind("\n", 0, span.start) + 1 : span.start].rstrip(" \t")
    right = text[span.end : span.end + 80].partition("\n")[0].lstrip(" \t")
    return right[:1] in ("", "|") and (left[-1:] in ("", "|") or _MARKER_ALONE.fullmatch(left) is not None)


def _parts_markup(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    at_line_start = _MARKUP_LINE_START.search(text[max(span.start - 40, 0) : span.start])
    return (
        before + after in _MARKUP_PAIRS
        or (before != "" and before in _MARKUP_BEFORE)
        or bool(at_line_start and not after.isalpha())
        or _in_line_markup(text, span)
        or _TAG_START.search(_IN_TEXT.sub("", text[max(span.start - _FAR, 0) : span.start])) is not None
        or (before.isalnum() and text.startswith(("http", "ftp:", "www."), span.end))
    )


def _in_line_markup(text: str, span: Span) -> bool:
    """Whether its line would begin with more markup without such characters: a marker, a table's dashes."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    if span.start - start > _FAR:
        return False
    before = _IN_TEXT.sub("", text[start : span.start])
    line = before + _IN_TEXT.sub("", text[span.end : min(end if end >= 0 else len(text), span.end + _FAR)])
    match = _MARKUP_START.match(line)
    return match is not None and len(before) < match.end()


def _name(char: str) -> str:
    name = "byte order mark" if char == "\ufeff" else unicodedata.name(char).lower()
    return f"{name} (U+{ord(char):04X})"


def _hidden(document: Document) -> Iterator[Span]:
    """Yield the spans of code, front matter and comments, where a character may stand for itself."""
    yield from document.comments
    for node in document.nodes:
        if isinstance(node, Opaque) and node.kind in ("code", "front-matter"):
            yield node.span
    for content in document.contents:
        yield from (inline.span for inline in content.inlines if inline.kind == "code")


RULE = Rule(
    name="invisible-character",
    group="links",
    summary="An address with a character that nobody sees, or a zero-width one in text",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.MANUAL),
    supersedes=("invalid-arxiv-id", "dead-link", "moved-link"),
    many="{count} places with characters that nobody sees",
)
