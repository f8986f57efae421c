"""Entries that lost their bullet, and what git left of a merge."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint import linter
from awesome_lint.config import Config
from awesome_lint.diagnostic import Applicability
from awesome_lint.fixer import fix
from awesome_lint.reading import read
from awesome_lint.registry import activate
from awesome_lint.rule import Context
from awesome_lint.source import Source

CONTEXT = Context(dt.date(2026, 11, 1))
NAMES = ("Oil", "Wax", "Gas", "Arc", "Neon", "Tube")


def entry(name: str) -> str:
    return f"[{name}](https://example.org/{name.lower()}) - It glows."


ITEMS = [f"- {entry(name)}" for name in NAMES]


def told(*lines: str) -> list[tuple[str, int]]:
    source = Source.of("\n".join(lines) + "\n")
    found = linter.lint(read(source), activate(Config()), CONTEXT)
    return [(each.rule, source.line_number(each.span.start)) for each in found]


@pytest.mark.parametrize(
    "line", [f"-{entry('Zed')}", f"*{entry('Zed')}", f"• {entry('Zed')}", f"– {entry('Zed')}", entry("Zed")]
)
@pytest.mark.parametrize("at", [1, 3, 6])
def test_a_line_without_a_bullet_is_one_finding_on_its_line(line: str, at: int) -> None:
    assert told(*ITEMS[:at], line, *ITEMS[at:]) == [("unmarked-entry", at + 1)]


def test_beside_a_list_behind_a_blank_line_it_is_shown_only() -> None:
    source = Source.of("\n".join([*ITEMS, "", f"-{entry('Zed')}"]) + "\n")
    (found,) = linter.lint(read(source), activate(Config()), CONTEXT)
    assert found.rule == "unmarked-entry"
    assert found.fix
    assert found.fix.applicability is Applicability.MANUAL


@pytest.mark.parametrize(
    "line",
    [
        f"  {entry('Zed')}",
        f"See {entry('Zed')}",
        "[Code](https://example.org/code)",
        "*[Jane Doe](https://example.org/jane), John Doe*",
        "– a lamp, and [Zed](https://example.org/zed)",
        "`-[Zed](https://example.org/zed)`",
        r"\-[Zed](https://example.org/zed)",
        f"1. {entry('Zed')}",
        f"> {entry('Zed')}",
    ],
)
def test_what_belongs_to_the_item_above_or_is_marked_stays_silent(line: str) -> None:
    assert told(*ITEMS[:3], line, *ITEMS[3:]) == []


def test_a_hard_break_above_goes_on_with_the_item() -> None:
    for end in ("\\", "  ", "<br>"):
        assert told(*ITEMS[:2], ITEMS[2] + end, entry("Zed"), *ITEMS[3:]) == []


def test_what_four_lines_do_is_meant() -> None:
    assert told(*(line for item in ITEMS for line in (item, entry("Zed")))) == []


def test_few_items_have_no_say() -> None:
    assert told(*ITEMS[:3], f"-{entry('Zed')}", *ITEMS[3:4]) == []


def test_two_entries_on_one_line_are_told_where_a_sentence_ends_before() -> None:
    assert told(*ITEMS[:3], f"{ITEMS[3]} - {entry('Zed')}", *ITEMS[4:]) == [("unmarked-entry", 4)]
    for rest in (
        " [Zed](https://example.org/zed)",
        " See [Zed](https://example.org/zed) - dim.",
        " - [code](https://e.org) - in C",
    ):
        assert told(*ITEMS[:3], ITEMS[3] + rest, *ITEMS[4:]) == []


def test_fixed_lists_are_clean_and_stay() -> None:
    source = Source.of("\n".join([*ITEMS[:3], f"-{entry('Zed')}", entry("Yam"), *ITEMS[3:]]) + "\n")
    result = fix(source, activate(Config()), CONTEXT, unsafe=True)
    assert f"\n- {entry('Zed')}\n- {entry('Yam')}\n- " in result.source.text
    assert told(*result.source.text.splitlines()) == []


def test_a_merge_conflict_is_one_finding_whatever_stands_in_it() -> None:
    row = "| 2024-01 | [Wax](https://example.org/wax) |"
    table = ["| Date | Title |", "| --- | --- |", row]
    for inside in (ITEMS, table, [*table[:2], row.replace("01", "02")]):
        lines = [*inside, "<<<<<<< HEAD", inside[-1], "=======", inside[-1], inside[-1], ">>>>>>> spring", *inside[:1]]
        assert told(*lines) == [("merge-conflict", len(inside) + 1)]


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (["<<<<<<< HEAD", "a", "||||||| base", "b", "=======", "c", ">>>>>>> 12ab34c"], [1]),
        (["<<<<<<<", "a", "=======", "c", ">>>>>>>"], [1]),
        (["<<<<<<< HEAD", "a"], [1]),
        (["a", "", ">>>>>>> spring"], [3]),
        (["<<<<<<< a", "b", "<<<<<<< c", "=======", ">>>>>>> d"], [1, 3]),
    ],
)
def test_signs_of_a_conflict(lines: list[str], at: list[int]) -> None:
    assert told(*lines) == [("merge-conflict", number) for number in at]


@pytest.mark.parametrize(
    "text",
    [
        "Ants\n=======",
        "<<<<<<<",
        ">>>>>>>",
        ">>>>>>>a",
        "x <<<<<<< HEAD",
        "```\n<<<<<<< HEAD\n```",
        "<<<<<<<< HEAD",
        "=======",
    ],
)
def test_signs_that_are_none(text: str) -> None:
    assert told(text) == []
