"""What the block rules work on: the lines of a text, and the blocks found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.rules_block import StateBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    Rule = Callable[["BlockState", int, int, bool], bool]

MAX_NESTING = 100
"""Blocks nested deeper are not read. The library's 20 forgets the deeper levels of real lists."""
CODE_INDENT = 4
"""So many columns beyond what its parent asks make a line code."""
TAB = 4
"""A tab ends at the next column that this divides."""


def column_after(text: str, start: int = 0) -> int:
    """Return the column, from 0, that *text* ends at where it begins at column *start*."""
    if "\t" not in text:
        return start + len(text)
    for char in text:
        start += TAB - start % TAB if char == "\t" else 1
    return start


class Node:
    """A block as its rule finds it.

    ``map`` are its first line and the one behind its last, from 0; blank lines at its end may be
    counted in. ``lines`` are the ranges of inline content or of a table's rows, without block markers
    and leading blanks. ``level`` is that of a heading, ``marker`` the range of an item's.
    """

    __slots__ = ("children", "content", "info", "kind", "level", "lines", "map", "marker", "markup")

    def __init__(self, kind: str, first: int, last: int, lines: Sequence[tuple[int, int]] = ()) -> None:
        self.kind = kind
        self.map = [first, last]
        self.lines = lines
        self.children: Sequence[Node] = ()
        self.level = 0
        self.marker = (0, 0)


class BlockState(StateBlock):
    """The library's state of a parse, with a tree of nodes for its list of tokens."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], starters: Mapping[str, tuple[Rule, ...]]) -> None:
        super().__init__("", md, env, [])
        self.src = src
        self.starters = starters
        """The rules for blocks that a line's first character can begin."""
        self.nodes: list[Node] = []
        """The blocks of the innermost parent that is being read."""
        self._outer: list[list[Node]] = []
        self._find_lines()

    def _find_lines(self) -> None:
        """Fill the library's lists: where lines begin and end, and their indents in characters and in columns."""
        marks, ends, shifts, columns = [], [], [], []  # type: list[int], list[int], list[int], list[int]
        start, lines = 0, self.src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()
        for line in lines:
            end = start + len(line)
            marks.append(start)
            ends.append(end)
            if line[:1] in (" ", "\t"):
                shift = len(line) - len(line.lstrip(" \t"))
                shifts.append(shift)
                columns.append(column_after(line[:shift]))
            else:
                shifts.append(0)
                columns.append(0)
            start = end + 1
        self.lineMax = len(marks)
        length = len(self.src)
        # One line more, empty, saves questions.
        self.bMarks, self.eMarks = [*marks, length], [*ends, length]
        self.tShift, self.sCount = [*shifts, 0], [*columns, 0]
        self.bsCount = [0] * (self.lineMax + 1)

    def push(self, ttype: str, tag: str, nesting: int) -> Token:  # noqa: ARG002  (the library's signature)
        """Add a block that a rule of the library has found, or end one that holds others."""
        node = Node(ttype.removesuffix("_open"), 0, 0)
        if nesting < 0:
            self.level -= 1
            self.nodes = self._outer.pop()
            return node  # type: ignore[return-value]
        self.nodes.append(node)
        if nesting > 0:
            self.level += 1
            self._outer.append(self.nodes)
            self.nodes = node.children = []
        return node  # type: ignore[return-value]

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: ARG002, FBT001, N802, N803
        """Return nothing, where the library would copy what code and HTML say: that is read from the text itself."""
        return ""

    def line_range(self, line: int) -> tuple[int, int]:
        """Return where *line* begins, behind block markers and blanks, and where it ends."""
        return self.bMarks[line] + self.tShift[line], self.eMarks[line]
