"""What stands beside and below the comments of a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.document import Html, List, walk
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.document import Block, Document, Item

_BLANKS = regex(r"\s*")
_MARKERS = regex(r"(?:\s|>|[-*+][ \t]|\d+[.)][ \t])*+")


class Surroundings:
    """Answers for one comment after the other, in time that does not grow with their number."""

    def __init__(self, document: Document) -> None:
        """Take note of what there is."""
        self.source = document.source
        self._nodes = list(walk(document.blocks))
        self._starts = [node.span.start for node in self._nodes]
        self._html = [node.span for node in self._nodes if isinstance(node, Html)]
        self._list_ends = sorted({node.span.end for node in self._nodes if isinstance(node, List)})
        self._comments = {
            span.start: span.end for span in document.comments if document.source.text.startswith("-->", span.end - 3)
        }
        self._entries = {entry.span.start: entry.span for entry in reversed(document.entries)}
        self._lines: dict[tuple[int, int], bool] = {}
        self._behind: dict[int, int] = {}

    def alone(self, comment: Span) -> bool:
        """Whether nothing but comments, and the markers of items and quotes, stands on the lines of *comment*."""
        key = (self.source.line_number(comment.start), self.source.line_number(comment.end))
        if key not in self._lines:
            lines = self.source.lines_span(*key)
            self._lines[key] = _MARKERS.fullmatch(self._without_comments(lines)) is not None
        return self._lines[key]

    def below(self, comment: Span) -> Span | None:
        """Return the span of the first block or item that starts after *comment*."""
        at = bisect_right(self._html, comment.start, key=_start) - 1
        if at >= 0 and self._html[at].contains(comment) and (inside := self._in_html(self._html[at], comment)):
            return inside
        at = bisect_left(self._starts, comment.end)
        at = self._visible[at]
        if at == len(self._nodes):
            return None
        node: Block | Item = self._nodes[at]
        splits = isinstance(node, List) and self._adjoins(comment)
        return self._whole_lines((node.items[0] if splits and isinstance(node, List) else node).span)

    def _in_html(self, block: Span, comment: Span) -> Span | None:
        """Return the row or item of a block of HTML right after *comment*, else the line below; None at its end."""
        at = self._behind_comments(comment.end)
        if at >= block.end:
            return None
        return self._whole_lines(self._entries.get(at, Span(at, at + 1)))

    def _behind_comments(self, at: int) -> int:
        """Return the offset of the first character from *at* on that is no blank and in no comment."""
        met = []
        while at not in self._behind:
            met.append(at)
            blank = _BLANKS.match(self.source.text, at)
            at = blank.end() if blank else at
            if at not in self._comments:
                break
            at = self._comments[at]
        at = self._behind.get(at, at)
        self._behind.update(dict.fromkeys(met, at))
        return at

    def _adjoins(self, comment: Span) -> bool:
        """Whether *comment* follows a list without a blank line: written between two items, it splits their list."""
        at = bisect_right(self._list_ends, comment.start) - 1
        if at < 0:
            return False
        text, end = self.source.text, self._list_ends[at]
        return not text[end : comment.start].strip() and text.count("\n", end - 1, comment.start) <= 1

    def _whole_lines(self, span: Span) -> Span:
        source = self.source
        return source.lines_span(source.line_number(span.start), source.line_number(max(span.start, span.end - 1)))

    @cached_property
    def _visible(self) -> list[int]:
        """For each node its number or that of the first after it that is more than comments."""
        found = [len(self._nodes)]
        for number, node in zip(reversed(range(len(self._nodes))), reversed(self._nodes), strict=True):
            empty = isinstance(node, Html) and not self._without_comments(node.span).strip()
            found.append(found[-1] if empty else number)
        return found[::-1]

    def _without_comments(self, span: Span) -> str:
        text, at, pieces = self.source.text, span.start, []
        while (found := text.find("<!--", at, span.end)) >= 0:
            close = text.find("-->", found + 4, span.end)
            if close < 0:
                break
            pieces.append(text[at:found])
            at = close + 3
        pieces.append(text[at : span.end])
        return "".join(pieces)


def _start(span: Span) -> int:
    return span.start
