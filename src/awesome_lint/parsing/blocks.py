"""Text to nodes: markdown-it-py, set up once, with rules of ours where GitHub or exact spans need them."""

# ruff: noqa: FBT003  (the library's signatures)

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock

from awesome_lint.parsing.block_state import MAX_NESTING, BlockState, Node
from awesome_lint.parsing.leaf_blocks import code_fence, definition, heading, quote, tag_line, thematic_break
from awesome_lint.parsing.list_blocks import list_block
from awesome_lint.parsing.paragraphs import paragraph, table

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    from awesome_lint.parsing.block_state import Rule

# Which rules can read a block by its first character; all else is a table or a paragraph.
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
_ENDS_PARAGRAPHS = ["paragraph", "reference", "blockquote"]
_ENDS_LISTS = [*_ENDS_PARAGRAPHS, "list"]


def block_nodes(text: str) -> tuple[list[Node], dict[str, Any]]:
    """Return the blocks of *text* and its reference definitions by their normalised labels."""
    env: dict[str, Any] = {}
    state = BlockState(text, _markdown(), env, _starters())
    state.md.block.tokenize(state, 0, state.lineMax)
    return state.nodes, env.get("references", {})


class _Blocks(ParserBlock):
    """The library's loop over blocks, which asks only the rules that can begin with a line's first character."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  (the library's names)
        """Read the lines from *startLine* to *endLine* into nodes."""
        state = cast("BlockState", state)
        starters, code = state.starters, _rules()["code"]
        line = startLine
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= MAX_NESTING:
                state.line = endLine
                break
            if state.is_code_block(line):
                code(state, line, endLine, False)
            else:
                for rule in starters.get(state.src[state.bMarks[line] + state.tShift[line]], ()):
                    if rule(state, line, endLine, False):
                        break
                else:
                    if not table(state, line, endLine, False):
                        paragraph(state, line, endLine, False)
            line = state.line
            if line < endLine and state.isEmpty(line):
                line += 1
                state.line = line


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    markdown.block = _Blocks()
    ruler = markdown.block.ruler
    # The library's rules for quotes and definitions ask those of theirs that may end one.
    for name, rule, ends in (
        ("fence", code_fence, _ENDS_LISTS),
        ("blockquote", quote, _ENDS_LISTS),
        ("hr", thematic_break, _ENDS_LISTS),
        ("list", list_block, _ENDS_PARAGRAPHS),
        ("heading", heading, _ENDS_PARAGRAPHS),
        ("reference", definition, []),
        ("paragraph", paragraph, []),
    ):
        ruler.at(name, cast("Any", rule), {"alt": ends})
    # Last but one: what can be another block is no header of a table.
    ruler.before("paragraph", "rows", cast("Any", table), {"alt": ["reference"]})
    ruler.before("html_block", "tag", cast("Any", tag_line), {"alt": ["blockquote"]})
    ruler.disable(["table", "lheading"])
    # Both prepare addresses for HTML, which is not made here.
    markdown.normalizeLink = _as_written  # type: ignore[method-assign]
    markdown.validateLink = _any_address  # type: ignore[assignment,method-assign]
    return markdown


@cache
def _rules() -> dict[str, Rule]:
    """Return the rules by their names."""
    ruler = _markdown().block.ruler
    return dict(zip(ruler.get_active_rules(), cast("Any", ruler.getRules("")), strict=True))


@cache
def _starters() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the first characters of their blocks."""
    rules = _rules()
    return {char: tuple(rules[name] for name in names) for char, names in _RULES_BY_CHAR.items()}


def _as_written(url: str) -> str:
    return url


def _any_address(_url: str) -> bool:
    return True
