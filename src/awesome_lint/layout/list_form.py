"""The form that lists are written in, as most of a file has it: markers, blanks after them, nesting, numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.document import List
from awesome_lint.layout.majority import majority
from awesome_lint.parsing.block_state import TAB, column_after
from awesome_lint.table_of_contents import contents_of
from awesome_lint.views import view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from awesome_lint.document import Block, Document, Item

WIDEST = 4
"""More blanks after a marker begin indented code."""
_BLANK_OR_END = ("", " ", "\t", "\n")
_FURTHEST = 3
"""A nested list may stand so many columns beyond its parent's text; further in is code."""
_SHARE = 0.5
"""Share of the steps from number to number that tells whether a list counts or repeats its number."""


class Placed(NamedTuple):
    """One item as it is written: columns, from 0, of its marker and of its text; the item whose list holds it.

    ``blanks`` counts the columns between the two, 0 where no text follows. ``alone`` tells whether its
    line begins with it, ``tabs`` whether that line is indented with tabs.
    """

    item: Item
    parent: Placed | None
    depth: int
    ordered: bool
    column: int
    content: int
    blanks: int
    alone: bool
    tabs: bool


def after_blanks(text: str, offset: int) -> int:
    """Return the offset of the first character from *offset* on that is no blank."""
    while text[offset : offset + 1] in (" ", "\t"):
        offset += 1
    return offset


def _placed(text: str, item: Item, parent: Placed | None, *, ordered: bool) -> Placed:
    start, end = item.marker
    depth = parent.depth + 1 if parent else 0
    before = "" if text[start - 1 : start] == "\n" else text[text.rfind("\n", 0, start) + 1 : start]
    behind = text[end : end + 2]
    if behind[:1] == " " and behind[1:] not in _BLANK_OR_END and "\t" not in before:
        column = len(before)
        content, alone = column + end - start + 1, not before.strip(" ")
        return Placed(item, parent, depth, ordered, column, content, 1, alone, tabs=False)
    at = after_blanks(text, end)
    column = column_after(before)
    after = column_after(text[start:end], column)
    blanks = column_after(text[end:at], after) - after
    if text[at : at + 1] in ("", "\n"):
        blanks = 0
    content = after + (blanks if 0 < blanks <= WIDEST else 1)
    return Placed(item, parent, depth, ordered, column, content, blanks, not before.strip(" \t"), "\t" in before)


@dataclass(frozen=True, slots=True)
class ListForm:
    """How the lists of a file are written; None stands for what is kept as it is.

    ``markers`` are the bullets by depth; ``top`` is the column of lists that no item holds. A nested list
    stands ``nested`` columns from its parent's marker, or below its text where that is 0; ``tabs`` tells whether tabs
    indent it. ``blanks`` are the kinds of list, ordered or not, that have one blank after the marker.
    """

    markers: Mapping[int, str]
    top: int | None
    nested: int | None
    tabs: bool
    blanks: frozenset[bool]

    def column(self, here: Placed, parent: Placed | None, column: int, content: int) -> int:
        """Return where the marker *here* belongs, whose parent's marker and text go to *column* and *content*."""
        if parent is None:
            return here.column if self.top is None else self.top
        if self.nested is None:
            return content + here.column - parent.content
        return column + self.nested if content <= column + self.nested <= content + _FURTHEST else content

    def indentation(self, column: int) -> str:
        """Return the blanks that reach *column*."""
        return "\t" * (column // TAB) + " " * (column % TAB) if self.tabs else " " * column


AS_WRITTEN = ListForm({}, None, None, tabs=False, blanks=frozenset())
"""Every list keeps the form that it has."""


def lists_of(document: Document) -> list[List]:
    """Return the lists of the document that no item and no quote holds."""
    return [block for block in document.blocks if isinstance(block, List)]


def bullet_lists(document: Document) -> Iterator[List]:
    """Yield all lists with bullets, those in items and quotes too."""
    return (node for node in document.nodes if isinstance(node, List) and not node.ordered)


def inner_lists(blocks: Iterable[Block]) -> Iterator[List]:
    """Yield the lists among *blocks*."""
    return (block for block in blocks if isinstance(block, List))


@view
def placed_items(document: Document) -> dict[int, Placed]:
    """Return where the items stand of lists that no quote holds, by the offsets of their markers and in their order."""
    found: dict[int, Placed] = {}
    for each in lists_of(document):
        _place(document.source.text, each, None, found)
    return found


def _place(text: str, each: List, parent: Placed | None, found: dict[int, Placed]) -> None:
    ordered = each.ordered
    for item in each.items:
        found[item.marker.start] = here = _placed(text, item, parent, ordered=ordered)
        for inner in item.blocks:
            if isinstance(inner, List):
                _place(text, inner, here, found)


def form_of(document: Document) -> ListForm:
    """Learn the form of at least 80 % of the file's items, those in quotes and in a table of contents aside."""
    text, contents = document.source.text, contents_of(document)
    items = list(placed_items(document).values())
    if contents:
        items = [each for each in items if not contents.span.contains(each.item.marker)]
    inner = [(each, each.parent) for each in items if each.parent and each.alone]
    bullets: defaultdict[int, list[str]] = defaultdict(list)
    blanks: dict[bool, list[int]] = {True: [], False: []}
    for each in items:
        if not each.ordered:
            bullets[each.depth].append(text[each.item.marker.start])
        if each.blanks:
            blanks[each.ordered].append(each.blanks)
    markers = {depth: majority(Counter(written)) for depth, written in bullets.items()}
    below = majority(Counter([each.column == parent.content for each, parent in inner]))
    return ListForm(
        markers={depth: marker for depth, marker in markers.items() if marker},
        top=majority(Counter([each.column for each in items if not each.parent])),
        nested=0 if below else majority(Counter([each.column - parent.column for each, parent in inner])),
        tabs=majority(Counter([each.tabs for each, _ in inner])) is True,
        blanks=frozenset(ordered for ordered, written in blanks.items() if majority(Counter(written)) == 1),
    )


def numbers_of(text: str, items: Sequence[Item], numbering: str) -> list[int]:
    """Return the numbers that *items* should have: their own, unless these are wrong; the first one always stays.

    Most of a list's numbers go up by one or repeat the first one; any other list is left alone, one that counts
    down too. *numbering* is ``keep``, or ``ordered`` or ``one`` for the one or the other form.
    """
    own = [int(text[item.marker.start : item.marker.end - 1]) for item in items]
    steps = Counter(after - before for before, after in pairwise(own))
    if numbering == "one" or (numbering == "keep" and steps[0] > steps[1] and own.count(own[0]) >= _SHARE * len(own)):
        return own[:1] * len(own)
    if numbering == "ordered" or steps[1] >= max(steps[0], _SHARE * steps.total()):
        return list(range(own[0], own[0] + len(own)))
    return own
