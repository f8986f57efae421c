"""Layout fixes on tables, blanks and ends of files: what they write, what they leave, and what always holds."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.fixer import FixResult, fix
from awesome_lint.guard import LayoutGuard
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule
from awesome_lint.rule import Context, Rule
from awesome_lint.rules import (
    blank_lines,
    break_layout,
    final_newline,
    heading_layout,
    list_layout,
    table_layout,
    trailing_space,
)
from awesome_lint.source import Source

CONTEXT = Context(dt.date(2026, 11, 1))


def active(rule: Rule, **options: object) -> ActiveRule:
    return ActiveRule(rule, {name: option.default for name, option in rule.options.items()} | options)


LAYOUT = [
    active(module.RULE)
    for module in (blank_lines, break_layout, final_newline, heading_layout, list_layout, table_layout, trailing_space)
]


def lines(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


def laid_out(text: str, *rules: ActiveRule) -> str:
    return fix(Source(text), rules, CONTEXT).source.text


def table(text: str, style: str = "keep") -> str:
    return laid_out(text, active(table_layout.RULE, style=style))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|a|b|\n|--|:-:|\n|c|d|\n", "| a | b |\n| -- | :-: |\n| c | d |\n"),
        ("a | b\n--|--\nc | d\n", "| a | b |\n|--|--|\n| c | d |\n"),
        ("| a | b |\n| - | - |\n| c |\td |\n", "| a | b |\n| - | - |\n| c | d |\n"),
        ("| a | b |\n| - | - |\n| c | d | | |\n", "| a | b |\n| - | - |\n| c | d |\n"),
        ("| a | b |\n| - | - |\n| c | d | e | |\n", "| a | b |\n| - | - |\n| c | d | e |\n"),
        ("| a | b |\n| - | - |\n| c \\| e |  d |\n", "| a | b |\n| - | - |\n| c \\| e | d |\n"),
        ("> | a | b |\n> | - | - |\n> |c|d|\n", "> | a | b |\n> | - | - |\n> | c | d |\n"),
        ("- x\n\n  | a | b |\n  | - | - |\n  |c|d|\n", "- x\n\n  | a | b |\n  | - | - |\n  | c | d |\n"),
        ("| a | b |\n| - | - |\n|c| \u3000d |\n", "| a | b |\n| - | - |\n| c | \u3000d |\n"),
    ],
)
def test_ragged_tables_become_compact(before: str, after: str) -> None:
    assert table(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| - | - |\n| c | d |\n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "a\n|:-:|\n| c |\n",
        "| a | b |\n| - | - |\n| c |\n",
        "| a | b |\n| - | - |\n| c | d | hidden |\n",
        "| a | b |\n| - | - |\n| c | d |  hidden  | - |\n",
        "| a | b |\n| - | - |\ntext joined to the table\n",
        "| a | b |\n| - | - |\n| \u00a0 | d\u3000 |\n",
        "| a | b |\n| - | - |\n|  | d |\n|  | e |\n",
        "| a | b |\n| - | - |\n| | d |\n| | e |\n",
        "```\n|a|b|\n|-|-|\n```\n",
        "|a|b|\n|-|\n|c|d|\n",
        "| 论文   | Date |\n|--------|------|\n| 综述   | 2024 |\n| ✅     | 2025 |\n",
        lines(
            "| Long name | Date |",
            "| --------- | ---- |",
            "| a         | 2024 |",
            "| [a long title](https://example.org/that-no-column-should-hold) | 2025 |",
        ),
        "|  Name  | n |\n|:------:|--:|\n| a name | 1 |\n|   b    | 2 |\n",
    ],
)
def test_tables_of_one_form_stay(text: str) -> None:
    assert table(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # A slip in an aligned table.
        (
            lines(
                "| Paper  | Date    |",
                "| ------ | ------- |",
                "| Maps   | 2024-01 |",
                "| Plans | 2024-02 |",
                "| Trees  | 2024-03 |",
            ),
            lines(
                "| Paper  | Date    |",
                "| ------ | ------- |",
                "| Maps   | 2024-01 |",
                "| Plans  | 2024-02 |",
                "| Trees  | 2024-03 |",
            ),
        ),
        # Aligned by characters: becomes aligned as it shows.
        (
            "| 论文    | Date |\n|-------|------|\n| 综述    | 2024 |\n| maps  | 2025 |\n| plans | 2025 |\n".replace(
                "    |", "    |"
            ),
            "| 论文  | Date |\n|-------|------|\n| 综述  | 2024 |\n| maps  | 2025 |\n| plans | 2025 |\n",
        ),
        # A column grows with its text.
        (
            "| Paper  | Date |\n| :----- | ---- |\n| Maps   | 2024 |\n| Plans and trees | 2024 |\n| Trees  | 2025 |\n",
            lines(
                "| Paper           | Date |",
                "| :-------------- | ---- |",
                "| Maps            | 2024 |",
                "| Plans and trees | 2024 |",
                "| Trees           | 2025 |",
            ),
        ),
        # Cells lean to the side that their column leans to; the last pipe is missing.
        (
            lines(
                "|  n | Name   |",
                "| -: | ------ |",
                "|  1 | Maps   |",
                "| 2  | Plans  |",
                "|3| Trees",
                "| 10 | Leaves |",
                "|  7 | Roots  |",
                "|  8 | Buds   |",
            ),
            lines(
                "|  n | Name   |",
                "| -: | ------ |",
                "|  1 | Maps   |",
                "| 2  | Plans  |",
                "|  3 | Trees  |",
                "| 10 | Leaves |",
                "|  7 | Roots  |",
                "|  8 | Buds   |",
            ),
        ),
    ],
)
def test_aligned_tables_stay_aligned(before: str, after: str) -> None:
    assert table(before) == after


@pytest.mark.parametrize(
    ("delimiter", "style", "rows"),
    [
        ("tight", "keep", "|--|:-:|"),
        ("spaced", "keep", "| -- | :-: |"),
        ("tight", "aligned", "|----|:---:|"),
        ("spaced", "aligned", "| -- | :-: |"),
    ],
)
def test_delimiter_rows_as_configured(delimiter: str, style: str, rows: str) -> None:
    rule = active(table_layout.RULE, delimiter=delimiter, style=style)
    for before in ("|--|:-:|", "| -- | :-: |"):
        assert laid_out(f"| ab | abc |\n{before}\n| cd | def |\n", rule) == f"| ab | abc |\n{rows}\n| cd | def |\n"


def test_a_narrow_column_has_no_room_for_blanks_beside_its_dashes() -> None:
    text = "|a|b |\n|:-:|--|\n|c|d |\n|e|f |\n"
    result = fix(Source(text), [active(table_layout.RULE, delimiter="spaced", style="aligned")], CONTEXT)
    assert result.notes == ()
    assert (
        fix(result.source, [active(table_layout.RULE, delimiter="spaced", style="aligned")], CONTEXT).source
        is result.source
    )
    assert ":-:" in result.source.text


def test_habits_are_those_of_most_tables() -> None:
    tight = "| a | b |\n|---|---|\n|  | d |\n|  | e |\n"
    assert (
        table(f"{tight}\n{tight}\n| a | b |\n| - | - |\n| | d |\n") == f"{tight}\n{tight}\n| a | b |\n|-|-|\n|  | d |\n"
    )


@pytest.mark.parametrize("style", ["compact", "aligned"])
def test_a_style_is_its_own_fixpoint(style: str) -> None:
    text = "| a | 论文 |\n|:--|--|\n| some text ||\n| x | y | z |\n| only |\n"
    once = table(text, style)
    assert once != text
    assert table(once, style) == once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a \nb\n", "a\nb\n"),
        ("a  \n\nb\n", "a\n\nb\n"),
        ("# a  \n", "# a\n"),
        ("- a  \n- b\t\n", "- a\n- b\n"),
        (">  \n> a\n", ">\n> a\n"),
        ("| a |  \n| - |\t\n| b | \n", "| a |\n| - |\n| b |\n"),
        ("a\n   \nb\n", "a\n\nb\n"),
        ("a <!-- b -->  \n", "a <!-- b -->\n"),
        ("a", "a"),
    ],
)
def test_trailing_blanks_go(before: str, after: str) -> None:
    assert laid_out(before, active(trailing_space.RULE)) == after


@pytest.mark.parametrize(
    "text",
    [
        "a  \nb\n",
        "a   \nb\n",
        "> a  \n> b\n",
        "- a  \n  b\n",
        "a\\ \nb\n",
        "a\u00a0\nb\u3000\n",
        "    code  \n    more\n",
        "```\na  \n```\n",
        "- ```\n  a  \n  ```\n",
        "<pre>\na  \n</pre>\n",
        "<!--\na  \n-->\n",
        "a <!-- b  \nc --> d\n",
        "a `b  \nc` d\n",
        "---\ntitle: a  \n---\n",
    ],
)
def test_blanks_that_mean_something_stay(text: str) -> None:
    assert laid_out(text, active(trailing_space.RULE)) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a", "a\n"),
        ("a\n\n\n", "a\n"),
        ("- a\n\n", "- a\n"),
        ("```\na\n```\n\n", "```\na\n```\n"),
        ("a\n", "a\n"),
        ("", ""),
        ("```\na\n\n\n", "```\na\n\n\n"),
        ("```\n```a\n\n\n", "```\n```a\n\n\n"),
        ("````\n```\n\n\n", "````\n```\n\n\n"),
        ("```\na\n`````  \n\n", "```\na\n`````  \n"),
        ("- ```\n  a\n\n\n", "- ```\n  a\n\n\n"),
    ],
)
def test_a_file_ends_with_one_newline(before: str, after: str) -> None:
    assert laid_out(before, active(final_newline.RULE)) == after


def holds(text: str) -> FixResult:
    """Fix the layout of *text* and check all that must hold of any text."""
    source = Source(text)
    result = fix(source, LAYOUT, CONTEXT)
    assert LayoutGuard().holds(read(source), result.document)
    assert result.remaining == ()
    again = fix(result.source, LAYOUT, CONTEXT)
    assert again.source.text == result.source.text
    assert again.remaining == ()
    return result


CELL = st.text(st.sampled_from("ab中✅\u00a0\\`*[]()<>:- \t"), max_size=8)
ROW = st.lists(CELL, min_size=1, max_size=4).flatmap(
    lambda cells: st.sampled_from(["|" + "|".join(cells) + "|", "|".join(cells), "| " + " | ".join(cells) + " |"])
)
TABLE = st.tuples(
    st.sampled_from(["", "> ", "  "]),
    st.sampled_from(["|a|b|\n|-|-|", "| a | b |\n|:--|--:|", "a  | b\n---|---"]),
    st.lists(ROW, max_size=5),
).map(lambda parts: "".join(f"{parts[0]}{line}\n" for line in [*parts[1].split("\n"), *parts[2]]))
LINE = st.sampled_from(
    [
        "a",
        "a  ",
        "  ",
        "# a ",
        "- a",
        "- a  ",
        "  b\t",
        "    code ",
        "```",
        "~~~",
        "> q ",
        "<pre>",
        "</pre>",
        "<!-- c ",
        "-->",
        "[a](b) ",
        "[r]: u ",
        "`x ",
        "y` ",
        "a\\ ",
        "| a | b |",
        "|-|-|",
        "|c| d",
        "---",
        "1. n ",
        "",
        "<div> ",
        "\ttab ",
        "=== ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(TABLE)
def test_any_table_keeps_its_page_and_its_text(text: str) -> None:
    holds(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, max_size=12).map("\n".join))
def test_any_text_keeps_its_page_and_its_text(text: str) -> None:
    holds(text)


def test_a_long_run_of_blanks_inside_a_line_stays() -> None:
    # A look at every tail of the run took minutes.
    assert laid_out(f"a{' ' * 100_000}b  \n", *LAYOUT) == f"a{' ' * 100_000}b\n"
