"""The empty lines between blocks, and how many most of a file's places have."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from awesome_lint.document import Heading, Html, List, Opaque, Paragraph
from awesome_lint.layout.majority import LEAST, majority
from awesome_lint.layout.verbatim import verbatim_blocks
from awesome_lint.regex import regex
from awesome_lint.source import Span
from awesome_lint.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Block, Document

_EMPTY_LINES = regex(r"\n(?:[ \t]*+\n)++")

Kind = Literal["headings", "above", "below", "other", "hidden", "list"]
"""Between headings, above or below one, between other blocks, beside one that does not show, inside a list."""

_AT_HEADING: tuple[Kind, ...] = ("headings", "above", "below")


class Gap(NamedTuple):
    r"""What stands between two blocks: blanks and newlines.

    ``span`` begins with the newline that ends the block above. ``lines`` is the number of empty lines. ``pair``
    names blocks that can stand without an empty line between them, and is empty for others.
    """

    span: Span
    lines: int
    kind: Kind
    pair: tuple[str, ...]


def gaps_of(document: Document) -> Iterator[Gap]:
    """Yield the gaps between top-level blocks, and the empty lines inside lists."""
    text = document.source.text
    verbatim = Spans([*verbatim_blocks(document), *document.comments])
    for above, below in zip((None, *document.blocks), document.blocks, strict=False):
        if above:
            span = Span(above.span.end, below.span.start)
            between = text[span.start : span.end]
            if between.startswith("\n") and not between.strip(" \t\n"):
                kind = _kind(above, below)
                yield Gap(span, between.count("\n") - 1, kind, _pair(above, below, kind))
        if isinstance(below, List):
            for match in _EMPTY_LINES.finditer(text, *below.span):
                if not verbatim.hold(match.start() + 1):
                    yield Gap(Span(*match.span()), match[0].count("\n") - 1, "list", ())


def _kind(above: Block, below: Block) -> Kind:
    if _unseen(above) or _unseen(below):
        return "hidden"
    if isinstance(below, Heading):
        return "headings" if isinstance(above, Heading) else "above"
    return "below" if isinstance(above, Heading) else "other"


def _pair(above: Block, below: Block, kind: Kind) -> tuple[str, ...]:
    if kind in _AT_HEADING:
        return (kind,)
    joined = isinstance(below, Paragraph) and not isinstance(above, Opaque)
    siblings = isinstance(above, List) and isinstance(below, List)
    return () if kind == "hidden" or joined or siblings else (type(above).__name__, type(below).__name__)


def _unseen(block: Block) -> bool:
    """Whether an empty line beside the block may have a meaning of its own: HTML ends at one, definitions gather."""
    return isinstance(block, Html) or (isinstance(block, Opaque) and block.kind in ("definition", "front-matter"))


class Usual:
    """How many empty lines at least 80 % of a file's gaps of one kind have."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        """Learn from *gaps*."""
        lines: defaultdict[Kind, Counter[int]] = defaultdict(Counter)
        pairs: defaultdict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
        for gap in gaps:
            if gap.lines:
                lines[gap.kind][gap.lines] += 1
            pairs[gap.pair][gap.lines > 0] += 1
        self._shown = majority(sum((lines[kind] for kind in ("other", *_AT_HEADING)), Counter[int]()))
        self._lines = {kind: majority(counted) for kind, counted in lines.items() if counted.total() >= LEAST}
        self._apart = {pair for pair, counted in pairs.items() if pair and majority(counted) is True}

    def lines(self, gap: Gap) -> int | None:
        """Return the number for gaps of its kind that have any, None without a majority.

        A kind with less than five such gaps does as the file does.
        """
        return self._lines.get(gap.kind, self._shown)

    def apart(self, gap: Gap) -> bool:
        """Whether such blocks stand apart; a line that leads in a list may well stand right above it."""
        return gap.pair in self._apart
