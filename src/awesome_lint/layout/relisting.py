"""The edits that write a list in another form: markers, and all the lines that move with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import List
from awesome_lint.layout.list_form import WIDEST, after_blanks, inner_lists, numbers_of, placed_items
from awesome_lint.parsing.block_state import column_after
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.document import Block, Document
    from awesome_lint.layout.list_form import ListForm, Placed


class Relisting:
    """A list and all lists inside it on their way to a form.

    ``edits`` make it so. ``slips`` says, for what was unexpected, what was expected of the first such item;
    ``items`` are the markers of the items with slips.
    """

    def __init__(self, document: Document, form: ListForm, numbering: str) -> None:
        """Begin with nothing changed."""
        self.source = document.source
        self.placed = placed_items(document)
        self.form = form
        self.numbering = numbering
        self.edits: list[Edit] = []
        self.slips: dict[str, str] = {}
        self.items: list[Span] = []

    def lay_out(self, each: List, parent: Placed | None, column: int, content: int, *, beside: bool) -> None:
        """Lay out a list whose parent's marker and text go to *column* and *content*.

        A list *beside* another of its kind keeps its marker: the two would become one.
        """
        text, depth = self.source.text, parent.depth + 1 if parent else 0
        numbers = numbers_of(text, each.items, self.numbering) if each.ordered else []
        bullet = "" if beside else self.form.markers.get(depth, "")
        for position, item in enumerate(each.items):
            old = marker = text[item.marker.start : item.marker.end]
            if not each.ordered:
                marker = bullet or old
            elif numbers[position] != int(old[:-1]):
                zeros = len(old) - 1 if old.startswith("0") else 0
                marker = f"{numbers[position]:0{zeros}}{old[-1]}"
            here = self.placed[item.marker.start]
            goes = self._column(here, parent, column, content)
            if marker != old:
                self._slip(item.marker, "number" if each.ordered else "marker", f"`{marker}`")
            if goes != (here.column + content - parent.content if parent else here.column):
                self._slip(item.marker, "indentation", self._nesting(parent))
            blanks = here.blanks
            if 1 < blanks <= WIDEST and each.ordered in self.form.blanks:
                blanks = 1
                self._slip(item.marker, "blanks", "one blank after the marker")
            stays = marker == old and goes == here.column and blanks == here.blanks
            within = here.content if stays else self._write(here, marker, goes, blanks)
            for at, inner in enumerate(item.blocks):
                if isinstance(inner, List):
                    self.lay_out(inner, here, goes, within, beside=has_sibling(item.blocks, at))

    def _column(self, here: Placed, parent: Placed | None, column: int, content: int) -> int:
        if parent and not here.alone:
            return content + here.column - parent.content
        return self.form.column(here, parent, column, content)

    def _write(self, here: Placed, marker: str, column: int, blanks: int) -> int:
        """Write an item with *marker* at *column*, *blanks* behind; move its lines along; return its text's column."""
        text, (start, end) = self.source.text, here.item.marker
        content = column + len(marker) + (blanks if 0 < blanks <= WIDEST else 1)
        if here.alone and column != here.column:
            line = text.rfind("\n", 0, start) + 1
            self.edits.append(Edit(line, start, self.form.indentation(column)))
        if marker != text[start:end]:
            self.edits.append(Edit(start, end, marker))
        if blanks != here.blanks:
            self.edits.append(Edit(end, after_blanks(text, end), " "))
        if content != here.content:
            self._move(here, content)
        return content

    def _move(self, here: Placed, content: int) -> None:
        """Move the lines of an item, those of the lists inside it aside, to its text's new column *content*.

        A line that stands left of the text belongs to a paragraph wherever it stands.
        """
        source, item = self.source, here.item
        lists = [inner.span for inner in inner_lists(item.blocks)]
        first, last = source.line_number(item.marker.start) + 1, source.line_number(item.span.end)
        for number in range(first, last + 1):
            line = source.line_span(number)
            if any(span.start <= line.start < span.end for span in lists):
                continue
            at, column = line.start, 0
            while column < here.content and at < line.end and source.text[at] in " \t":
                at += 1
                column = column_after(source.text[line.start : at])
            if column >= here.content and at < line.end:
                self.edits.append(Edit(line.start, at, self.form.indentation(content) + " " * (column - here.content)))

    def _slip(self, marker: Span, kind: str, expected: str) -> None:
        self.slips.setdefault(kind, expected)
        if marker not in self.items[-1:]:
            self.items.append(marker)

    def _nesting(self, parent: Placed | None) -> str:
        if parent is None:
            return f"{self.form.top} blanks before the marker" if self.form.top else "no blanks before the marker"
        if self.form.nested:
            return f"nested items {self.form.nested} columns in"
        return "nested items below the text of their parent"


def has_sibling(blocks: Sequence[Block], at: int) -> bool:
    """Whether right before or after the list that is number *at* of *blocks* stands another of its kind."""
    each = blocks[at]
    near = (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2])
    return isinstance(each, List) and any(isinstance(block, List) and block.ordered == each.ordered for block in near)
