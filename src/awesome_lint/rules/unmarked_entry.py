"""``unmarked-entry``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import Item, List, Paragraph
from awesome_lint.reading.words import is_label
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Block, Content, Document

_LEAST_ITEMS = 5
_SHARE = 0.9
# What so many lines of a file do is its own way.
_MEANT = 4
_LINK = r"\[(?P<label>[^\[\]\n]+)\]\(https?://[^\s()]+\)"
_GLUED = regex(rf"[ \t]*(?P<marker>[-*+]|[•●·◦▪‣–—][ \t]*)(?={_LINK})")
_NONE = regex(rf"[ ]{{0,3}}(?P<marker>)(?={_LINK})")
_INSIDE = regex(rf"(?<=[.!?。！？…])[ \t]?(?P<marker>[-*+•·][ \t]*)(?={_LINK}[ \t]?[-–—:：])")


_HARD_BREAKS = ("\\\n", "  \n", "<br>\n", "<br/>\n", "<br />\n")


class _Lost(NamedTuple):
    """An entry that is no item: where its line and its marker stand, and the marker of the list around it."""

    line: Span
    written: Span
    expected: str
    kind: str


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that GitHub joins to the item above, or shows as text."""
    text = document.source.text
    found = list(_in_blocks(text, document.blocks))
    for kind in ("glued", "none", "inside"):
        lost = [each for each in found if each.kind == kind]
        if len(lost) < _MEANT:
            for each in lost:
                yield _diagnostic(text, each)


def _in_blocks(text: str, blocks: Sequence[Block]) -> Iterator[_Lost]:
    """Yield what is lost in the items of the lists among *blocks*, and in the paragraphs beside these."""
    for at, block in enumerate(blocks):
        if isinstance(block, List):
            if not block.ordered and _lists_links(block):
                yield from _in_items(text, block)
            for item in block.items:
                if len(item.blocks) > 1 or item.content is None:  # a paragraph alone has nothing beside it
                    yield from _in_blocks(text, item.blocks)
        elif isinstance(block, Paragraph):
            beside = (each for each in (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]))
            marker = next((_marker(text, each) for each in beside if isinstance(each, List) and _lists_links(each)), "")
            if marker:
                first = Span(block.content.span.start, _line_end(text, block.content.span.start))
                lines = [first, *_further_lines(text, block.content)]
                yield from _glued(text, block.content, lines, marker)


def _lists_links(block: List) -> bool:
    """Whether nearly all items of a list begin with a link, so that what begins with one is an entry."""
    if block.ordered or len(block.items) < _LEAST_ITEMS:
        return False
    return sum(map(_begins_with_link, block.items)) >= _SHARE * len(block.items)


def _begins_with_link(item: Item) -> bool:
    content = item.content
    for kind, _, _, link in content.inlines if content else ():
        if kind not in ("strong", "emphasis"):
            return link is not None and not link.image
    return False


def _marker(text: str, block: Block) -> str:
    return text[block.items[0].marker.start] if isinstance(block, List) else ""


def _in_items(text: str, block: List) -> Iterator[_Lost]:
    marker = _marker(text, block)
    short: int | None = None
    for item in block.items:
        content = item.content
        if content is None:
            continue
        lines = _further_lines(text, content)
        if lines:
            yield from _glued(text, content, lines, marker)
            if short is None:
                short = sum(text.find("\n", *item.span) < 0 for item in block.items)
            if short >= _SHARE * len(block.items) or short == len(block.items) - 1:
                yield from _unmarked(text, item, content, lines, marker)
        if _begins_with_link(item) and text.find("](http", content.links[0].span.end, content.span.end) >= 0:
            yield from _inside(text, content, marker)


def _further_lines(text: str, content: Content) -> list[Span]:
    """Return the lines of *content* after its first, whole."""
    found = []
    end = _line_end(text, content.span.start)
    while end < content.span.end:
        start, end = end + 1, _line_end(text, end + 1)
        found.append(Span(start, end))
    return found


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _glued(text: str, content: Content, lines: Sequence[Span], marker: str) -> Iterator[_Lost]:
    """Yield the lines that begin with another bullet, or with one that touches what follows."""
    for line in lines:
        match = _GLUED.match(text, line.start, line.end)
        if match and _is_text(content, match.start("marker")):
            yield _Lost(line, Span(*match.span("marker")), marker, "glued")


def _unmarked(text: str, item: Item, content: Content, lines: Sequence[Span], marker: str) -> Iterator[_Lost]:
    """Yield the lines that begin with a link right below the marker of the item that they would go on."""
    column = item.marker.start - (text.rfind("\n", 0, item.marker.start) + 1)
    for line in lines:
        match = _NONE.match(text, line.start, line.end)
        goes_on = text.endswith(_HARD_BREAKS, content.span.start, line.start)
        if match and match.end() - line.start == column and not goes_on and not is_label(match["label"]):
            yield _Lost(line, Span(*match.span("marker")), marker, "none")


def _inside(text: str, content: Content, marker: str) -> Iterator[_Lost]:
    """Yield the entries behind a whole sentence on the line of another."""
    for match in _INSIDE.finditer(text, content.span.start, content.span.end):
        if _is_text(content, match.start("marker")) and not is_label(match["label"]):
            line = Span(match.start("marker"), _line_end(text, match.end()))
            yield _Lost(line, Span(*match.span("marker")), marker, "inside")


def _is_text(content: Content, at: int) -> bool:
    return any(each.kind == "text" and each.span.start <= at < each.span.end for each in content.inlines)


def _diagnostic(text: str, lost: _Lost) -> Diagnostic:
    start, end = lost.written
    span = Span(start, _line_end(text, start))
    expected = f"{lost.expected} "
    if lost.kind == "none":
        message = (
            f"Unexpected line without a marker, expected `{expected}` before it: GitHub joins it to the item above"
        )
        return Diagnostic(span, message, Fix("Make it an item", (Edit(start, start, expected),), Applicability.UNSAFE))
    if lost.kind == "inside":
        message = "Unexpected second entry on one line, expected a line of its own"
        return Diagnostic(span, message, help="write it below, as an item")
    bullet = text[start:end].strip(" \t")
    what = f"`{bullet}[`" if bullet == lost.expected else f"bullet `{bullet}`"
    message = f"Unexpected {what}, expected `{expected}[`: GitHub makes no item of it"
    above = text[: lost.line.start].rpartition("\n")[0].rpartition("\n")[2].strip(" \t") if lost.line.start else ""
    how = Applicability.SAFE if above else Applicability.MANUAL
    return Diagnostic(span, message, Fix("Make it an item", (Edit(start, end, expected),), how))


RULE = Rule(
    name="unmarked-entry",
    group="entries",
    summary="An entry without a list marker of its own, which GitHub joins to another or shows as text",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE, Applicability.MANUAL),
    supersedes=("missing-link", "entry-off-template"),
)
