"""The proof before writing: what a fix may change, and that nothing else did."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import rendering
from awesome_lint.document import LinkKind, List, Opaque
from awesome_lint.regex import regex
from awesome_lint.shifts import Shifts
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from awesome_lint.document import Cell, Document
    from awesome_lint.source import Edit

_NUMBER = regex(r"(?m)^([ \t>]*)\d+([.)])(?=[ \t]|$)")
_MARKUP = str.maketrans("", "", " \t\n|*+>#=_~`-")
_BLANKS = " \t"
_LINE_START = regex(r"(?<![ \t])[ \t]*+\n[ \t>]*")


class Fault(NamedTuple):
    """What a content fix must not have done, and where: ``offset`` is one of the text before."""

    message: str
    offset: int


class LayoutGuard:
    """Compares documents before and after layout fixes; remembers the last page it rendered."""

    def __init__(self) -> None:
        """Begin with nothing rendered."""
        self._pages: dict[str, str] = {}

    def holds(self, before: Document, after: Document) -> bool:
        """Whether GitHub shows both alike, and every character and text is still there, in order.

        The HTML knows nothing of cells beyond the header or of unused reference definitions; the texts do.
        """
        return (
            self._page(before) == self._page(after) and _same_characters(before, after) and _same_texts(before, after)
        )

    def _page(self, document: Document) -> str:
        text = document.source.text
        if text not in self._pages:
            if len(self._pages) > 1:
                del self._pages[next(iter(self._pages))]
            self._pages[text] = rendering.html(document)
        return self._pages[text]


def _same_characters(before: Document, after: Document) -> bool:
    """Whether all is there that layout may not touch. Its own are markers, numbers of items, pipes, rules, blanks.

    The lines that are not blank are compared one by one, as they stand first, for nearly all are alike; as one text
    where that tells nothing, because something went from one line to another.
    """
    old, new = _lines(before), _lines(after)
    if len(old) == len(new) and all(a == b or _kept(a) == _kept(b) for a, b in zip(old, new, strict=True)):
        return True
    return _kept("\n".join(old)) == _kept("\n".join(new))


def _lines(document: Document) -> list[str]:
    """Return the lines that are not blank, without the backslashes that are hard breaks."""
    text = document.source.text
    last, pieces = 0, []
    for at in _break_signs(document):
        pieces.append(text[last:at])
        last = at + 1
    whole = "".join((*pieces, text[last:]))
    return [line for line in whole.split("\n") if line.strip(_BLANKS)]


def _kept(text: str) -> str:
    return _NUMBER.sub(r"\1", text).translate(_MARKUP)


def _break_signs(document: Document) -> list[int]:
    """Return the offsets of the backslashes that are hard breaks: right before the newline of one."""
    text = document.source.text
    if "\\\n" not in text:
        return []
    return sorted(
        inline.span.start
        for content in document.contents
        if content.exact
        for inline in content.inlines
        if inline.kind == "break" and text.startswith("\\\n", inline.span.start)
    )


def _same_texts(before: Document, after: Document) -> bool:
    """Whether every content has its text still, in order, and whether that is hidden beyond a table's header."""
    old, new = _texts(before), _texts(after)
    if len(old) != len(new):
        return False
    old_signs, new_signs = frozenset(_break_signs(before)), frozenset(_break_signs(after))
    return all(
        a.hidden == b.hidden
        and ((a.raw == b.raw and "\\\n" not in a.raw) or _plain(a, old_signs) == _plain(b, new_signs))
        for a, b in zip(old, new, strict=True)
    )


class _Text(NamedTuple):
    raw: str
    start: int
    hidden: bool


def _texts(document: Document) -> list[_Text]:
    """Return the text of every content that has some, in order."""
    text = document.source.text
    hidden = {cell.content.span for table in document.tables for row in table.rows for cell in row.overflow}
    spans = [content.span for content in document.contents if content.span.start < content.span.end]
    return [_Text(text[span.start : span.end], span.start, span in hidden) for span in spans]


def _plain(text: _Text, signs: Collection[int]) -> str:
    """Return *text* without the characters at *signs*, each line from its first character that is no layout."""
    raw = text.raw
    if "\\\n" in raw:
        raw = "".join(char for at, char in enumerate(raw, text.start) if at not in signs)
    return _LINE_START.sub("\n", raw)


def content_fault(before: Document, after: Document, edits: Sequence[Edit]) -> Fault | None:
    """Return what *edits*, sorted, changed beyond themselves, or None.

    Outside them, links keep their targets, headings, items, texts and cells their places; whatever is new
    lies where an edit was made. What of that is an entry may depend on the neighbours: an item without a
    link is one where most others have theirs, so that entries are no measure.
    """
    moved = _Moved(edits, after)
    free = _redefined(before, moved)
    return (
        _lost(_links(before, redefined=free), _links(after, redefined=free), moved, "link")
        or _lost(_headings(before), _headings(after), moved, "heading")
        or _lost(_items(before), _items(after), moved, "item")
        or _lost_cell(before, after, moved)
        or _lost(_texts_of(before), _texts_of(after), moved, "text")
    )


class _Thing(NamedTuple):
    span: Span
    nature: tuple[object, ...]


def _redefined(document: Document, moved: _Moved) -> bool:
    """Whether an edit of a reference definition declares new targets for the links that use it."""
    gaps = [block.span for block in document.blocks if isinstance(block, Opaque) and block.kind == "definition"]
    return any(moved.touches(span) for span in (*gaps, *(each.span for each in document.definitions)))


def _links(document: Document, *, redefined: bool) -> Iterator[_Thing]:
    for link in document.links:
        free = redefined and link.kind is LinkKind.REFERENCE
        yield _Thing(link.span, (link.kind, link.image, "" if free else link.target))


def _headings(document: Document) -> Iterator[_Thing]:
    return (_Thing(heading.span, (heading.level, heading.content.text)) for heading in document.headings)


def _items(document: Document) -> Iterator[_Thing]:
    lists = (node for node in document.nodes if isinstance(node, List))
    return (_Thing(item.span, (each.ordered,)) for each in lists for item in each.items)


def _texts_of(document: Document) -> Iterator[_Thing]:
    return (_Thing(content.span, ()) for content in document.contents if content.span.start < content.span.end)


def _lost(before: Iterable[_Thing], after: Iterable[_Thing], moved: _Moved, noun: str) -> Fault | None:
    now = set(after)
    kept = set()
    cut = set()
    for thing in before:
        span = moved.image(thing.span)
        if span is None:
            cut.add((moved.start(thing.span.start), thing.nature))
            continue
        image = _Thing(span, thing.nature)
        if image not in now:
            return Fault(f"{noun} outside the edits changed or vanished", thing.span.start)
        kept.add(image)
    for thing in sorted(now - kept, key=lambda thing: thing.span):
        # What is left of a thing that an edit cut in two begins where the whole did.
        if not moved.near(thing.span) and (thing.span.start, thing.nature) not in cut:
            return Fault(f"{noun} appeared outside the edits", moved.last_before(thing.span))
    return None


def _lost_cell(before: Document, after: Document, moved: _Moved) -> Fault | None:
    now = {cell.content.span.start: nature for cell, nature in _cells(after)}
    for cell, nature in _cells(before):
        span = cell.content.span
        if not moved.touches(span, inside=True) and now.get(moved.start(span.start)) != nature:
            return Fault("cell outside the edits changed, vanished or went to another column", span.start)
    return None


def _cells(document: Document) -> Iterator[tuple[Cell, tuple[int, bool, str]]]:
    """Yield the cells that are not empty with column, whether they are hidden, and raw text."""
    for table in document.tables:
        for row in (table.header, *table.rows):
            for column, cell in enumerate((*row.cells, *row.overflow)):
                if raw := document.source.slice(cell.content.span):
                    yield cell, (column, column >= table.width, raw)


class _Moved(Shifts):
    """Where offsets of the text before went, and what lies near to what the edits wrote."""

    def __init__(self, edits: Sequence[Edit], after: Document) -> None:
        super().__init__(edits)
        self._after = after
        self._lines = [self._line_of(number) for number in range(len(edits))]
        self._contents: list[Span] | None = None  # sorted when they are needed first

    def _line_of(self, number: int) -> Span:
        """Return the whole lines, in the text after, that hold what an edit wrote."""
        edit = self.edits[number]
        start = edit.start + self.shifts[number]
        return self._after.source.lines_around(Span(start, start + len(edit.text)))

    def near(self, span: Span) -> bool:
        """Whether *span*, of the text after, shares a line or a content with something written."""
        if self._written(span):
            return True
        if self._contents is None:
            self._contents = sorted(content.span for content in self._after.contents)
        at = bisect_right(self._contents, (span.start, len(self._after.source.text))) - 1
        return at >= 0 and self._contents[at].contains(span) and self._written(self._contents[at])

    def _written(self, span: Span) -> bool:
        """Whether *span* shares a line with something written; of the lines that begin in time the last ends last."""
        at = bisect_right(self._lines, span.end, key=_start) - 1
        return at >= 0 and self._lines[at].end >= span.start

    def last_before(self, span: Span) -> int:
        """Return the offset, in the text before, of the last edit that is written before *span*'s end."""
        written = [edit.start for edit, line in zip(self.edits, self._lines, strict=True) if line.start <= span.end]
        return written[-1] if written else 0


def _start(span: Span) -> int:
    return span.start
