"""Paragraphs, setext headings and tables, which begin where no other block does."""

# ruff: noqa: FBT001, FBT003  (the library's signatures)

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.parsing.block_state import CODE_INDENT, Node
from awesome_lint.parsing.leaf_blocks import tag_line
from awesome_lint.parsing.rows import width
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.parsing.block_state import BlockState

_DELIMITER = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*")
_UNDERLINE = regex(r"(?:=+|-+)[ \t]*")
# With other characters no block begins that ends a paragraph; a definition does not end one.
_STARTERS = frozenset("`~>*-_+0123456789<#")


def paragraph(state: BlockState, start: int, _end: int, _silent: bool) -> bool:
    """Read a paragraph, or a setext heading, which is one until its underline."""
    parent, state.parentType = state.parentType, "paragraph"
    marks, shifts, ends, last = state.bMarks, state.tShift, state.eMarks, state.lineMax
    lines = [(marks[start] + shifts[start], ends[start])]
    line, level = start + 1, 0
    # Like GitHub, which asks for a table once in a paragraph.
    tried, is_table = is_delimiter(state, line), False
    while line < last and (at := marks[line] + shifts[line]) < ends[line]:
        indent = state.sCount[line] - state.blkIndent
        # Deeper is no code inside a paragraph; below 0 is a line that a quote took by laziness.
        if indent < CODE_INDENT and state.sCount[line] >= 0:
            char = state.src[at]
            if indent >= 0 and char in "=-" and _UNDERLINE.fullmatch(state.src, at, ends[line]):
                level = 1 if char == "=" else 2
                break
            if (indent < 0 and tag_line(state, line, last, True)) or (char in _STARTERS and _starts(state, line, char)):
                break
        if not tried and indent >= 0 and is_delimiter(state, line + 1):
            tried = True
            if is_table := table(state, line, last, True):
                break
        lines.append((at, ends[line]))
        line += 1
    state.line = line + bool(level)
    node = Node("setext" if level else "paragraph", start, state.line, lines)
    node.level = level
    state.nodes.append(node)
    state.parentType = parent
    return table(state, line, last, False) if is_table else True


def _starts(state: BlockState, line: int, char: str) -> bool:
    """Whether a block begins on *line*, whose first character is *char*."""
    return any(rule(state, line, state.lineMax, True) for rule in state.starters[char])


def table(state: BlockState, start: int, end: int, silent: bool) -> bool:
    """Read a table as GitHub does, cells beyond the header included, which the library's own rule drops."""
    if start + 2 > end or not is_delimiter(state, start + 1):
        return False
    header, delimiter = state.line_range(start), state.line_range(start + 1)
    if _UNDERLINE.fullmatch(state.src, *delimiter):
        return False
    if width(state.src, header) != width(state.src, delimiter):
        return False
    if silent:
        return True
    parent, state.parentType = state.parentType, "table"
    lines = [header, delimiter]
    line = start + 2
    while line < end and (row := _row(state, line, end)):
        lines.append(row)
        line += 1
    state.nodes.append(Node("table", start, line, lines))
    state.parentType = parent
    state.line = line
    return True


def _row(state: BlockState, line: int, end: int) -> tuple[int, int] | None:
    """Return the range of a table's row, None for a line that ends the table."""
    begin, after = row = state.line_range(line)
    if begin >= after or not 0 <= state.sCount[line] - state.blkIndent < CODE_INDENT:
        return None
    char = state.src[begin]
    if char == "|":
        return None if not width(state.src, row) else row
    if char in _STARTERS and any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote")):
        return None
    return row


def is_delimiter(state: BlockState, line: int) -> bool:
    """Whether *line* can be the second line of a table."""
    if line >= state.lineMax:
        return False
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if begin >= end or state.src[begin] not in "|:-" or not 0 <= state.sCount[line] - state.blkIndent < CODE_INDENT:
        return False
    return _DELIMITER.fullmatch(state.src, begin, end) is not None
