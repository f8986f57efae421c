"""Blocks of few lines, and those that the library reads, asked only where one can begin."""

# ruff: noqa: FBT001  (the library's signatures)

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.html_re import close_tag, open_tag
from markdown_it.rules_block import blockquote, fence, reference

from awesome_lint.parsing.block_state import Node
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.parsing.block_state import BlockState

BREAK = regex(r"([*_-])(?:[ \t]*+\1){2,}+[ \t]*+(?:\n|\Z)")
"""A thematic break; most lines that could be one are items."""
_HEADING = regex(r"(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_TAG_LINE = regex(f"(?:{open_tag}|{close_tag})[ \t]*")
_DEFINITION = regex(r"\[(?!\^)(?:[^\[\]\\]|\\.)*+\]:", re.DOTALL)
_FENCES = ("```", "~~~")


def thematic_break(state: BlockState, start: int, _end: int, silent: bool) -> bool:
    """Read a thematic break."""
    if state.is_code_block(start) or not BREAK.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    if not silent:
        state.line = start + 1
        state.nodes.append(Node("hr", start, start + 1))
    return True


def heading(state: BlockState, start: int, _end: int, silent: bool) -> bool:
    """Read an ATX heading."""
    if state.is_code_block(start):
        return False
    begin, end = state.line_range(start)
    match = _HEADING.fullmatch(state.src, begin, end)
    if match is None:
        return False
    if not silent:
        state.line = start + 1
        node = Node("heading", start, start + 1, (match.span(2) if match[2] is not None else (end, end),))
        node.level = match.end(1) - begin
        state.nodes.append(node)
    return True


def code_fence(state: BlockState, start: int, end: int, silent: bool) -> bool:
    """Read a fence. Each item asks whether one ends its list."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src.startswith(_FENCES, at) and fence(state, start, end, silent)


def quote(state: BlockState, start: int, end: int, silent: bool) -> bool:
    """Read a quote. Each item asks whether one ends its list."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src.startswith(">", at) and blockquote(state, start, end, silent)


def definition(state: BlockState, start: int, end: int, silent: bool) -> bool:
    """Read a reference definition; ``[^1]:`` is a footnote on GitHub, whose text stays a paragraph here."""
    if not _DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    return reference(state, start, end, silent)


def tag_line(state: BlockState, start: int, _end: int, silent: bool) -> bool:
    """Whether a line is one tag alone. It ends no paragraph, but for GitHub a list or quote that it is no part of."""
    begin, end = state.line_range(start)
    return silent and state.src.startswith("<", begin) and _TAG_LINE.fullmatch(state.src, begin, end) is not None
