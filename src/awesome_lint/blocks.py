"""Text to block tokens: markdown-it-py, set up once, with rules of ours where GitHub or exact spans need them.

A token that holds inline content has ``meta["lines"]``, the spans of its lines without block markers
and leading blanks; a table is one token with the spans of its lines.
"""

# ruff: noqa: FBT001, FBT003  (the library's signatures)

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.html_re import close_tag, open_tag
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, blockquote, fence, heading, hr, reference

from awesome_lint.regex import regex
from awesome_lint.rows import width
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

# Blocks nested deeper are not read. The preset's 20 forgets the deeper levels of real lists.
_MAX_NESTING = 100
_DELIMITER = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*")
_BREAK_START = regex(r"([*_-])[ \t]*\1")
_UNDERLINE = regex(r"(?:=+|-+)[ \t]*")
_HEADING = regex(r"#{1,6}(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_TAG_LINE = regex(f"(?:{open_tag}|{close_tag})[ \t]*")
_DEFINITION = regex(r"\[(?!\^)(?:[^\[\]\\]|\\.)*+\]:", re.DOTALL)
# What a line that ends a paragraph can begin with; a table is told by its second line.
_FENCES = ("```", "~~~")
_STARTERS = frozenset("`~>*-_+0123456789<#")
_RULES_BY_CHAR: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("`~", ("fence",)),
    ">": ("blockquote",),
    **dict.fromkeys("*-", ("hr", "list")),
    "_": ("hr",),
    **dict.fromkeys("+0123456789", ("list",)),
    "[": ("reference",),
    "<": ("html_block",),
    "#": ("heading",),
}
_CODE_INDENT = 4


def block_tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the block tokens of *text* and its reference definitions by their normalised labels."""
    markdown = _markdown()
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    markdown.block.parse(text, markdown, env, tokens)
    return tokens, env.get("references", {})


class _Token:
    """What is used of the library's own token, whose making takes longer than the rest of a short block."""

    __slots__ = ("attrs", "block", "children", "content", "hidden", "info", "level", "map", "markup", "meta", "type")

    def __init__(self, kind: str, level: int) -> None:
        self.type = kind
        self.level = level
        self.markup = self.info = ""
        self.map: list[int] | None = None


class _State(StateBlock):
    """The library's state of a parse, with tokens of ours."""

    def push(self, ttype: str, tag: str, nesting: int) -> Token:  # noqa: ARG002  (a heading's level has other ways)
        """Add a token."""
        if nesting < 0:
            self.level -= 1
        token = _Token(ttype, self.level)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)  # type: ignore[arg-type]
        return token  # type: ignore[return-value]


class _Blocks(ParserBlock):
    """The library's loop over blocks, which asks only the rules that can begin with a line's first character."""

    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> list[Token] | None:  # noqa: ANN401, N803
        """Read *src* into *outTokens*."""
        if src:
            state = _State(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  (the library's names)
        """Read the lines from *startLine* to *endLine* into tokens."""
        rules = _rules()
        table, paragraph = rules["rows"], rules["paragraph"]
        line, empty_lines = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= _MAX_NESTING:
                state.line = endLine
                break
            if state.is_code_block(line):
                rules["code"](state, line, endLine, False)
            else:
                for name in _RULES_BY_CHAR.get(state.src[state.bMarks[line] + state.tShift[line]], ()):
                    if rules[name](state, line, endLine, False):
                        break
                else:
                    if not table(state, line, endLine, False):
                        paragraph(state, line, endLine, False)
            # An empty line makes a list loose, the last one aside.
            state.tight = not empty_lines
            line = state.line
            if line <= endLine and state.isEmpty(line - 1):
                empty_lines = True
            if line < endLine and state.isEmpty(line):
                empty_lines = True
                line += 1
                state.line = line


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    markdown.block = _Blocks()
    ruler = markdown.block.ruler
    ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("blockquote", _quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("reference", _definition)
    ruler.at("hr", _break, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("paragraph", _paragraph)
    # Last but one: what can be another block is no header of a table.
    ruler.before("paragraph", "rows", _table, {"alt": ["reference"]})
    ruler.before("html_block", "tag", _tag, {"alt": ["blockquote"]})
    ruler.disable(["table", "lheading"])
    # Both prepare addresses for HTML, which is not made here.
    markdown.normalizeLink = _as_written  # type: ignore[method-assign]
    markdown.validateLink = _any_address  # type: ignore[assignment,method-assign]
    return markdown


@cache
def _rules() -> dict[str, Callable[[StateBlock, int, int, bool], bool]]:
    """Return the rules by their names."""
    ruler = _markdown().block.ruler
    return dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))


def _as_written(url: str) -> str:
    return url


def _any_address(_url: str) -> bool:
    return True


def _break(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a thematic break. Most lines that could be one are items."""
    at = state.bMarks[start] + state.tShift[start]
    return _BREAK_START.match(state.src, at) is not None and hr(state, start, end, silent)


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a fence. Each item asks whether one ends its list."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src.startswith(_FENCES, at) and fence(state, start, end, silent)


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a quote. Each item asks whether one ends its list."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src.startswith(">", at) and blockquote(state, start, end, silent)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a reference definition; ``[^1]:`` is a footnote on GitHub, whose text stays a paragraph here."""
    if not _DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    return reference(state, start, end, silent)


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an ATX heading and note where its content stands."""
    if not heading(state, start, end, silent):
        return False
    if not silent:
        begin = state.bMarks[start] + state.tShift[start]
        match = _HEADING.fullmatch(state.src, begin, state.eMarks[start])
        inner = (
            Span(*match.span(1)) if match and match[1] is not None else Span(state.eMarks[start], state.eMarks[start])
        )
        state.tokens[-2].meta = {"lines": [inner]}
    return True


def _paragraph(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """Read a paragraph, or a setext heading, which is one until its underline."""
    rules = _rules()
    parent, state.parentType = state.parentType, "paragraph"
    line, last, level = start + 1, state.lineMax, 0
    # Like GitHub, which asks for a table once in a paragraph.
    tried, table = _is_delimiter(state, line), False
    while line < last and not state.isEmpty(line):
        indent = state.sCount[line] - state.blkIndent
        # Deeper is no code inside a paragraph; below 0 is a line that a quote took by laziness.
        if indent < _CODE_INDENT and state.sCount[line] >= 0:
            at = state.bMarks[line] + state.tShift[line]
            char = state.src[at]
            if indent >= 0 and char in "=-" and _UNDERLINE.fullmatch(state.src, at, state.eMarks[line]):
                level = 1 if char == "=" else 2
                break
            if (indent < 0 and _tag(state, line, last, True)) or (
                char in _STARTERS and any(rules[name](state, line, last, True) for name in _RULES_BY_CHAR[char])
            ):
                break
        if not tried and indent >= 0 and _is_delimiter(state, line + 1):
            tried = True
            if table := _table(state, line, last, True):
                break
        line += 1
    state.line = line + bool(level)
    token = state.push("setext" if level else "paragraph", "", 0)
    token.map = [start, state.line]
    marks, shifts, ends = state.bMarks, state.tShift, state.eMarks
    token.meta = {
        "level": level,
        "lines": [Span(marks[number] + shifts[number], ends[number]) for number in range(start, line)],
    }
    state.parentType = parent
    return _table(state, line, last, False) if table else True


def _tag(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Whether a line is one tag alone. It ends no paragraph, but for GitHub a list or quote that it is no part of."""
    begin, end = _line(state, start)
    return silent and state.src.startswith("<", begin) and _TAG_LINE.fullmatch(state.src, begin, end) is not None


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table as GitHub does, cells beyond the header included, which the library's own rule drops."""
    if start + 2 > end or not _is_delimiter(state, start + 1):
        return False
    header, delimiter = _line(state, start), _line(state, start + 1)
    if _UNDERLINE.fullmatch(state.src, *delimiter):
        return False
    if width(state.src, header) != width(state.src, delimiter):
        return False
    if silent:
        return True
    parent, state.parentType = state.parentType, "table"
    terminators = state.md.block.ruler.getRules("blockquote")
    last = start + 2
    while last < end and state.sCount[last] >= state.blkIndent and not state.isEmpty(last):
        char = state.src[state.bMarks[last] + state.tShift[last]]
        if (
            state.is_code_block(last)
            or not width(state.src, _line(state, last))
            or (char in _STARTERS and any(rule(state, last, end, True) for rule in terminators))
        ):
            break
        last += 1
    token = state.push("table", "table", 0)
    token.map = [start, last]
    token.meta = {"lines": [_line(state, number) for number in range(start, last)]}
    state.parentType = parent
    state.line = last
    return True


def _is_delimiter(state: StateBlock, line: int) -> bool:
    if line >= state.lineMax or state.isEmpty(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    if state.src[start] not in "|:-" or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    return _DELIMITER.fullmatch(state.src, start, state.eMarks[line]) is not None


def _line(state: StateBlock, line: int) -> Span:
    return Span(state.bMarks[line] + state.tShift[line], state.eMarks[line])
