"""Lists and their items, as CommonMark and markdown-it read them; whether a list is tight is not asked here."""

# ruff: noqa: FBT001  (the library's signatures)

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.parsing.block_state import CODE_INDENT, MAX_NESTING, TAB, Node
from awesome_lint.parsing.leaf_blocks import BREAK
from awesome_lint.regex import regex

if TYPE_CHECKING:
    import re

    from awesome_lint.parsing.block_state import BlockState

_MARKER = regex(r"(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t\n]|\Z)")
# What begins a list that ends a paragraph, and is surely no second line of a table.
_LIST_INSIDE = regex(r"(?:[-+*]|1[.)])[ \t]+[^ \t\n|]")
# What the line of a plain paragraph does not begin with. All else is left to the rules.
_OTHER_BLOCK = regex(
    r"[>#<]|```|~~~|[-+*](?:[ \t\n]|\Z)|[0-9]{1,9}[.)]|" + BREAK.pattern + r"|\[(?:[^\[\]\\\n]|\\.)*+\]:"
)


def list_block(state: BlockState, start: int, end: int, silent: bool) -> bool:
    """Read a list."""
    columns = state.sCount[start]
    if columns - state.blkIndent >= CODE_INDENT:
        return False
    # A line that is code for the list around is text for the item that it would leave.
    if state.listIndent >= 0 and columns - state.listIndent >= CODE_INDENT and columns < state.blkIndent:
        return False
    match = _MARKER.match(state.src, state.bMarks[start] + state.tShift[start])
    if match is None:
        return False
    if silent:
        return state.parentType != "paragraph" or columns < state.blkIndent or _interrupts(state, start, match)
    node = Node("ordered_list" if match[1] else "bullet_list", start, start)
    state.nodes.append(node)
    parent, state.parentType = state.parentType, "list"
    state.level += 2  # the list and its item
    kind = state.src[match.end() - 1]
    items: list[Node] = []
    node.children = items
    following: re.Match[str] | None = match
    while following:
        items.append(_item(state, start, end, following))
        start = state.line
        following = _next_item(state, start, end, kind)
    state.level -= 2
    node.map[1] = start
    state.parentType = parent
    return True


def _interrupts(state: BlockState, line: int, match: re.Match[str]) -> bool:
    """Whether a list may end a paragraph: it begins with 1, and its first item is not empty."""
    return (not match[1] or int(match[1]) == 1) and state.skipSpaces(match.end()) < state.eMarks[line]


def _next_item(state: BlockState, line: int, end: int, kind: str) -> re.Match[str] | None:
    """Return the marker of the next item, None where the list ends."""
    if line >= end or not 0 <= state.sCount[line] - state.blkIndent < CODE_INDENT:
        return None
    at = state.bMarks[line] + state.tShift[line]
    match = _MARKER.match(state.src, at)
    return match if match and state.src[match.end() - 1] == kind and not BREAK.match(state.src, at) else None


def _item(state: BlockState, line: int, end: int, match: re.Match[str]) -> Node:
    """Read the item that begins on *line*."""
    begin, after = match.span()
    width = state.sCount[line] + after - begin
    content, columns = _content(state, line, after, width)
    empty = content >= state.eMarks[line]
    # Behind more blanks than these stands code.
    indent = width + 1 if empty or columns - width > CODE_INDENT else columns
    node = Node("item", line, line + 1)
    node.marker = begin, after
    blocks: list[Node] = []
    node.children = blocks
    rest = line
    if indent == columns and not empty and _is_plain(state, line, content, indent):
        blocks.append(Node("paragraph", line, line + 1, ((content, state.eMarks[line]),)))
        rest = _after_blank_lines(state, line + 1, end)
        if rest >= end or state.sCount[rest] < indent:
            state.line = rest
            return node
    outer_nodes, outer_list = state.nodes, state.listIndent
    outer_shift, outer_columns = state.tShift[line], state.sCount[line]
    state.nodes = blocks
    state.listIndent, state.blkIndent = state.blkIndent, indent
    state.tShift[line], state.sCount[line] = content - state.bMarks[line], columns
    if empty and state.isEmpty(line + 1):
        state.line = min(line + 2, end)  # an empty item takes no more than a blank line
    else:
        state.md.block.tokenize(state, rest, end)
    state.nodes = outer_nodes
    state.blkIndent, state.listIndent = state.listIndent, outer_list
    state.tShift[line], state.sCount[line] = outer_shift, outer_columns
    node.map[1] = state.line
    return node


def _content(state: BlockState, line: int, after: int, column: int) -> tuple[int, int]:
    """Return offset and column of what follows the marker that ends at offset *after* and at *column*."""
    src, at, end = state.src, after, state.eMarks[line]
    while at < end:
        char = src[at]
        if char == " ":
            column += 1
        elif char == "\t":
            column += TAB - (column + state.bsCount[line]) % TAB
        else:
            break
        at += 1
    return at, column


def _is_plain(state: BlockState, line: int, content: int, indent: int) -> bool:
    """Whether the item on *line* begins with a paragraph of that line alone, as most items do.

    Told is only what can be told at once: behind it stands a blank line or the marker of an item.
    """
    if state.level >= MAX_NESTING or _OTHER_BLOCK.match(state.src, content):
        return False
    following = line + 1
    if following >= state.lineMax or state.isEmpty(following):
        return True
    columns = state.sCount[following]
    at = state.bMarks[following] + state.tShift[following]
    if columns >= indent:
        return columns - indent < CODE_INDENT and _LIST_INSIDE.match(state.src, at) is not None
    return 0 <= columns < state.blkIndent + CODE_INDENT and _MARKER.match(state.src, at) is not None


def _after_blank_lines(state: BlockState, line: int, end: int) -> int:
    """Return the first line from *line* that is not blank, as the library's loop over blocks finds it."""
    if line < end and state.isEmpty(line):
        return state.skipEmptyLines(line + 1) if line + 1 < end else end
    return line
