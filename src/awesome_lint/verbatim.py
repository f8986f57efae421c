"""Where blanks and line ends are content: code, HTML, front matter."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.document import Html, List, Opaque, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.document import Block
    from awesome_lint.source import Span


def verbatim_blocks(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Yield the spans of the blocks whose blanks are their own business: code, HTML, front matter."""
    for block in blocks:
        if isinstance(block, Html) or (isinstance(block, Opaque) and block.kind in ("code", "front-matter")):
            yield block.span
        elif isinstance(block, Quote):
            yield from verbatim_blocks(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from verbatim_blocks(item.blocks)


class Spans:
    """Spans to look an offset up in; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Hold *spans*."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.add(spans)

    def add(self, spans: Iterable[Span]) -> None:
        """Hold *spans* too."""
        merged = sorted([*zip(self._starts, self._ends, strict=True), *spans])
        self._starts = [start for start, _ in merged]
        self._ends = list(accumulate((end for _, end in merged), max))

    def hold(self, offset: int) -> bool:
        """Whether the character at *offset* lies in a span."""
        at = bisect_right(self._starts, offset)
        return at > 0 and offset < self._ends[at - 1]
