"""Lists are read as markdown-it reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fragments import markdown_texts
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.rules_block import list_block as library_rule

from awesome_lint.parsing import block_state, blocks
from awesome_lint.parsing.block_state import Node

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_PARTS = (
    *(
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "1) ",
        "-",
        "*",
        "10.",
        "-\t",
        "1.\t",
        "     ",
        "  ",
        "   ",
        " ",
        "\t",
        "> ",
        ">",
    ),
    *(
        "a",
        "[a](u)",
        "[r]: u",
        "[r]:",
        "# a",
        "```",
        "***",
        "* * *",
        "---",
        "- | -",
        "|",
        "a | b",
        "| - | - |",
        "=",
        "<br>",
    ),
)
_LINES = st.lists(st.sampled_from(_LINE_PARTS), max_size=5).map("".join)
_TEXTS = st.lists(_LINES, max_size=9).map("\n".join) | markdown_texts


class _LibraryNode(Node):
    """A node on which the library may note what it likes."""


def _read_with_library_rule(text: str) -> tuple[Sequence[Node], dict[str, object]]:
    rules, starters = blocks._rules(), blocks._starters()  # noqa: SLF001
    ours = rules["list"]
    theirs = {char: tuple(library_rule if rule is ours else rule for rule in found) for char, found in starters.items()}
    ruler = blocks._markdown().block.ruler  # noqa: SLF001
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block_state, "Node", _LibraryNode)
        patch.setattr(blocks, "_starters", lambda: theirs)
        patch.setattr(next(rule for rule in ruler.__rules__ if rule.name == "list"), "fn", library_rule)
        patch.setattr(ruler, "__cache__", None)
        found = blocks.block_nodes(text)
    ruler.__cache__ = None
    return found


def _shape(nodes: Sequence[Node], lines: Sequence[str]) -> list[object]:
    """Return what a tree says, without the blank lines that the rules count in at the ends of blocks."""
    shape: list[object] = []
    for node in nodes:
        first, last = node.map
        while last > first + 1 and not lines[last - 1].strip(" \t>"):
            last -= 1
        kind = node.kind.removeprefix("list_")
        shape.append((kind, first, last, tuple(node.lines), _shape(node.children, lines)))
    return shape


@given(text=_TEXTS)
@example("- a\n- b\n  - c\n\n    d\n- e")
@example("- a\n      - b\n")
@example("- a\n - b\n  - c\n   - d\n    - e\n")
@example("-\n\n  a\n")
@example("-   \n  a\n-\n- b")
@example("1. a\n2. b\n3) c\n- d\n* * *\n- e")
@example("a\n2. b\n1. c\n-\n")
@example("> - a\n> - b\nc\n- d")
@example("- a | b\n- | -\n")
@example("- a\n  - | -\n")
@example("-\ta\n\n\tb\n -\t\tc")
@example("- [r]: u\n- [r]:\n  u\n")
@example("- a\n  2. b\n  1. c\n")
def test_our_rule_finds_what_the_library_finds(text: str) -> None:
    lines = [*text.split("\n"), ""]
    ours, references = blocks.block_nodes(text)
    theirs, expected = _read_with_library_rule(text)
    assert _shape(ours, lines) == _shape(theirs, lines)
    assert references == expected


def _markers(nodes: Sequence[Node], text: str) -> list[str]:
    found = []
    for node in nodes:
        if node.kind == "item":
            found.append(text[slice(*node.marker)])
        found += _markers(node.children, text)
    return found


def test_an_item_knows_its_marker() -> None:
    text = "> - 10) a\n> - * b\n\n1.\n2.\tc"
    assert _markers(blocks.block_nodes(text)[0], text) == ["-", "10)", "-", "*", "1.", "2."]
