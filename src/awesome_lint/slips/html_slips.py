"""Links that slipped inside HTML: Markdown, which is none there, and attributes that are misspelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix
from awesome_lint.document import Html
from awesome_lint.regex import regex
from awesome_lint.slips.arxiv_slips import one_slip
from awesome_lint.source import Edit, Span
from awesome_lint.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_MARKDOWN = regex(r"(?<!!)\[(?P<label>[^\[\]\n<>]+)\][ \t]?\((?P<url>https?://[^\s()<>\"]+)\)")
_RAW = regex(r"<(?P<tag>pre|code|script|style|textarea)\b.*?</(?P=tag)>|<[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)
_TAG = regex(r"<(?P<tag>a|img)\s[^<>]+>", re.IGNORECASE)
_NAME = regex(r"""(?<=\s)[a-z-]+(?=\s*=\s*["'])""", re.IGNORECASE)
_MEANT = {"a": "href", "img": "src"}
_NAMES = frozenset(("rel", "ref"))


def html_slips(document: Document) -> Iterator[Diagnostic]:
    """Yield the links inside HTML that are none."""
    blocks = [node for node in document.nodes if isinstance(node, Html)]
    for block in blocks:
        yield from _markdown(document, block)
    yield from _misspelt(document, blocks)


def _markdown(document: Document, block: Html) -> Iterator[Diagnostic]:
    text = document.source.text
    if text.find("(http", *block.span) < 0:
        return
    hidden = [span for span in document.comments if span.overlaps(block.span)]
    hidden += [Span(*match.span()) for match in _RAW.finditer(text, *block.span)]
    for match in _MARKDOWN.finditer(text, *block.span):
        span = Span(*match.span())
        if not any(other.overlaps(span) for other in hidden):
            url = match["url"]
            expected = f'<a href="{url}">{match["label"]}</a>'
            message = f"Unexpected Markdown inside HTML, expected `{expected}`: GitHub shows its brackets"
            yield Diagnostic(span, message, Fix("Write it in HTML", (Edit(*span, expected),), Applicability.MANUAL))


def _misspelt(document: Document, blocks: list[Html]) -> Iterator[Diagnostic]:
    """Yield the attributes one slip away from the address's."""
    found = [
        (Span(tag.start() + name.start(), tag.start() + name.end()), name.group(), meant)
        for tag in _TAG.finditer(document.source.text)
        if (meant := _MEANT[tag["tag"].lower()]) not in tag.group().lower()
        for name in _NAME.finditer(tag.group())
        if name.group().lower() not in _NAMES and one_slip(name.group().lower(), meant)
    ]
    if not found:
        return
    inline = (each.span for content in document.contents for each in content.inlines if each.kind == "html")
    tags = Spans((*(block.span for block in blocks), *inline))
    comments = Spans(document.comments)
    for span, name, meant in found:
        if tags.hold(span.start) and not comments.hold(span.start):
            message = f"Unexpected attribute `{name}`, expected `{meant}`: without it nothing is shown or linked"
            yield Diagnostic(span, message, Fix(f"Write `{meant}`", (Edit(*span, meant),), Applicability.UNSAFE))
