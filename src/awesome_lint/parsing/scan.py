"""What the inline parser has found of one content so far, and where it is."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Literal, cast

from awesome_lint.content import Inline, Link, LinkKind
from awesome_lint.parsing.delimiters import Run, pair
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

# Half a million are made for a large list; this skips the named tuple's own constructor.
_made = tuple.__new__
_BY_SPAN = itemgetter(1)


class Bracket:
    """An open ``[`` or ``![`` with what stood before it; ``inner`` is where its label begins."""

    __slots__ = ("active", "followed", "image", "inner", "nodes", "runs", "start")

    def __init__(self, start: int, inner: int, nodes: int, runs: int) -> None:
        self.start = start
        self.inner = inner
        self.image = inner - start > 1
        self.nodes = nodes
        self.runs = runs
        self.active = True
        self.followed = False


class Scan:
    """The inlines of ``src``, which stands at offset ``base`` of the file.

    Whatever takes and returns a position means one in ``src``; spans are the file's. ``nodes`` has all
    that was found before the position ``at``; what follows is text until something else is found.
    """

    __slots__ = ("at", "base", "brackets", "loose", "missing", "nodes", "references", "runs", "src", "ticks")

    def __init__(
        self,
        src: str,
        base: int,
        references: Mapping[str, Mapping[str, str]],
        nodes: list[Inline | Run],
        at: int,
    ) -> None:
        self.src = src
        self.base = base
        self.references = references
        self.nodes = nodes
        self.at = at
        self.runs: list[Run] = []
        self.brackets: list[Bracket] = []
        self.loose = False
        """Whether there may be texts side by side, or delimiters that are text."""
        self.ticks: dict[int, int] | None = None
        """Where the last run of backticks of each length begins, once one was sought in vain."""
        self.missing: set[str] = set()
        """What ends a tag and does not follow any more."""

    def span(self, start: int, end: int) -> Span:
        """Return the file's span of a range."""
        return _made(Span, (self.base + start, self.base + end))

    def flush(self, end: int) -> None:
        """Add the text up to *end*."""
        at = self.at
        if at < end:
            span = _made(Span, (self.base + at, self.base + end))
            self.nodes.append(_made(Inline, ("text", span, self.src[at:end], None)))
            self.at = end

    def add(self, kind: Literal["code", "html", "break", "text"], start: int, end: int, text: str) -> int:
        """Add a piece from *start* to *end* behind the text before it; return its end."""
        self.flush(start)
        span = _made(Span, (self.base + start, self.base + end))
        self.nodes.append(_made(Inline, (kind, span, text, None)))
        self.at = end
        return end

    def read_as(self, start: int, end: int, text: str) -> int:
        """Add what stands for *text* from *start* to *end*; return its end."""
        self.loose = True
        return self.add("text", start, end, text)

    def link(  # noqa: PLR0913, PLR0917  (what a link is)
        self,
        whole: tuple[int, int],
        label: tuple[int, int],
        url: tuple[int, int],
        target: str,
        text: str,
        kind: LinkKind,
        *,
        image: bool = False,
    ) -> int:
        """Add a link, whose parts are given by their ranges, where the text before it is added; return its end."""
        base, (start, end) = self.base, whole
        span = _made(Span, (base + start, base + end))
        label_span = _made(Span, (base + label[0], base + label[1]))
        url_span = _made(Span, (base + url[0], base + url[1]))
        link = _made(Link, (span, label_span, url_span, target, text, kind, image))
        self.nodes.append(_made(Inline, ("link", span, "" if image else text, link)))
        self.at = end
        return end

    def finished(self) -> list[Inline]:
        """Return all inlines by their starts."""
        self.flush(len(self.src))
        enclosing = pair(self.runs) if self.runs else ()
        inlines = self._joined() if self.loose else cast("list[Inline]", self.nodes)
        if enclosing:
            inlines += [_made(Inline, (kind, self.span(start, end), "", None)) for kind, start, end in enclosing]
            inlines.sort(key=_BY_SPAN)
        return inlines

    def _joined(self) -> list[Inline]:
        """Join neighbouring texts, unused delimiters among them."""
        inlines: list[Inline] = []
        texts: list[str] = []  # of neighbours, from `start` to `end`
        start = end = 0
        for node in self.nodes:
            if isinstance(node, Run):
                if node.start == node.end:
                    continue
                span, text = self.span(node.start, node.end), self.src[node.start : node.end]
            elif node.kind == "text":
                span, text = node.span, node.text
            else:
                if texts:
                    inlines.append(_text(start, end, texts))
                    texts = []
                inlines.append(node)
                continue
            if texts and end != span.start:
                inlines.append(_text(start, end, texts))
                texts = []
            if not texts:
                start = span.start
            texts.append(text)
            end = span.end
        if texts:
            inlines.append(_text(start, end, texts))
        return inlines


def _text(start: int, end: int, texts: list[str]) -> Inline:
    """Return texts that stand side by side as one, between offsets of the file."""
    return _made(Inline, ("text", _made(Span, (start, end)), "".join(texts), None))
