"""Layout of lists, headings and empty lines: what is written, what is left, and what always holds."""

import datetime as dt

import pytest
from fragments import markdown_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.fixer import FixResult, fix
from awesome_lint.guard import LayoutGuard
from awesome_lint.linter import lint
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
RULES = [
    module.RULE
    for module in (blank_lines, break_layout, final_newline, heading_layout, list_layout, table_layout, trailing_space)
]
BULLETS = "- x\n" * 16
NESTED = "- x\n  - y\n" * 12
"""Lists that make `-`, one blank and two columns the form of a file; a paragraph sets them apart."""


def active(rule: Rule, **options: object) -> ActiveRule:
    return ActiveRule(rule, {name: option.default for name, option in rule.options.items()} | options)


def fixed(text: str, rule: Rule, **options: object) -> FixResult:
    return fix(Source(text), [active(rule, **options)], CONTEXT)


def among(text: str, most: str = NESTED, **options: object) -> str:
    """Return what becomes of the list *text* in a file with *most*."""
    start = f"{most}\nz\n\n"
    result = fixed(start + text, list_layout.RULE, **options)
    assert result.notes == ()
    assert result.source.text.startswith(start)
    return result.source.text.removeprefix(start)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("* a\n* b\n", "- a\n- b\n"),
        ("*   a\n\n    b\n", "- a\n\n  b\n"),
        ("-\ta\n", "- a\n"),
        ("- a\n    - b\n        - c\n", "- a\n  - b\n    - c\n"),
        (
            "- a\n   - b\n     c\n\n     ```\n     d\n       e\n     ```\n",
            "- a\n  - b\n    c\n\n    ```\n    d\n      e\n    ```\n",
        ),
        ("- a\n    - b\nlazy\n", "- a\n  - b\nlazy\n"),
        ("- a\n\t- b\n", "- a\n  - b\n"),
        (" - a\n - b\n", "- a\n- b\n"),
        ("- a\n - b\n", "- a\n- b\n"),
        (" - a\n   - b\n", "- a\n  - b\n"),
        ("* a\n\n  > q\n  > r\n\n  | t |\n  | - |\n", "- a\n\n  > q\n  > r\n\n  | t |\n  | - |\n"),
        ("*  a\n\n         code\n", "- a\n\n        code\n"),
        ("*  - a\n   - b\n", "- - a\n  - b\n"),
        ("1. a\n    - b\n", "1. a\n   - b\n"),
        ("- [ ] a\n* [x] b\n", "- [ ] a\n* [x] b\n"),
        ("1. a\n3. b\n3. c\n4. d\n5. e\n", "1. a\n2. b\n3. c\n4. d\n5. e\n"),
        ("8. a\n9. b\n9. c\n   - d\n10. e\n", "8. a\n9. b\n10. c\n    - d\n11. e\n"),
        ("1. a\n1. b\n1. c\n2. d\n", "1. a\n1. b\n1. c\n1. d\n"),
        ("01. a\n02. b\n02. c\n", "01. a\n02. b\n03. c\n"),
        ("0) a\n1) b\n1) c\n", "0) a\n1) b\n2) c\n"),
    ],
)
def test_a_list_takes_the_form_of_most(before: str, after: str) -> None:
    assert among(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "- a\n* b\n",
        "- a\n\n* b\n",
        "- a\n  * b\n  + c\n",
        "- a\n\n- b\n- c\n",
        "-\n- a\n",
        "-     code\n",
        "- a\n\n      code\n",
        "* * *\n",
        "> * a\n> * b\n",
        "<ul>\n* a\n</ul>\n",
        "```\n* a\n    * b\n```\n",
        "5. a\n6. b\n",
        "1. a\n1. b\n",
        "3. a\n2. b\n1. c\n",
        "1. a\n7. b\n3. c\n",
        "2. a\n1. b\n1. c\n1. d\n",
        "1. a\n1) b\n",
        "01. a\n02. b\n",
        "\\* a\n",
        "2024\\. a\n",
        "[a]: u\n",
        "-    a\n\n    code below the list\n",
    ],
)
def test_a_list_of_the_usual_form_stays(text: str) -> None:
    assert among(text) == text


def test_depths_have_markers_of_their_own() -> None:
    most = "- x\n  * y\n" * 12
    assert among("* a\n  - b\n", most) == "- a\n  * b\n"


def test_wider_nesting_is_a_form_too() -> None:
    assert among("- a\n  - b\n1. c\n   - d\n", "- x\n    - y\n" * 12) == "- a\n    - b\n1. c\n    - d\n"
    assert among("- a\n  - b\n", "- x\n\t- y\n" * 12) == "- a\n\t- b\n"
    assert among("100. a\n     - b\n", "- x\n    - y\n" * 12) == "100. a\n     - b\n"


def test_more_blanks_are_a_form_of_which_nothing_is_said() -> None:
    most = "*   x\n" * 12
    assert among("* a\n", most) == "* a\n"


def test_without_a_majority_nothing_is_said() -> None:
    text = "- a\n   - b\n- c\n  - d\n\nz\n\n * e\n   + f\n * g\n"
    assert fixed(text, list_layout.RULE).source.text == text


def test_a_table_of_contents_is_left_to_the_program_that_made_it() -> None:
    contents = "* [A](#a)\n    * [B](#b)\n* [C](#c)\n"
    text = f"{contents}\n# A\n\n{NESTED}\n# B\n\n# C\n"
    assert fixed(text, list_layout.RULE).source.text == text
    assert fixed(text, list_layout.RULE, marker="+").source.text.startswith("+ [A](#a)\n    + [B](#b)\n")


@pytest.mark.parametrize(
    ("before", "after", "options"),
    [
        ("- a\n    - b\n", "+ a\n    + b\n", {"marker": "+"}),
        (" - a\n    1. b\n       - c\n", "- a\n  1. b\n     - c\n", {"indent": "content"}),
        (" - a\n    1. b\n       - c\n", "- a\n    1. b\n        - c\n", {"indent": "4"}),
        ("1.  a\n2.   b\n", "1. a\n2. b\n", {"blanks": "one"}),
        ("2. a\n2. b\n7. c\n", "2. a\n3. b\n4. c\n", {"numbering": "ordered"}),
        ("2. a\n3. b\n", "2. a\n2. b\n", {"numbering": "one"}),
    ],
)
def test_lists_as_configured(before: str, after: str, options: dict[str, str]) -> None:
    assert fixed(before, list_layout.RULE, **options).source.text == after
    assert fixed(after, list_layout.RULE, **options).source.text == after


SECTIONS = "# s\n\np\n\n" * 12
TWO = "# s\n\np\n\n\n" * 12


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SECTIONS + "# a\nb\n", SECTIONS + "# a\n\nb\n"),
        (SECTIONS + "# a\n\nb\n# c\n", SECTIONS + "# a\n\nb\n\n# c\n"),
        (SECTIONS + "# a\n\n\n\nb\n", SECTIONS + "# a\n\nb\n"),
        (SECTIONS + "a\n \n\t\n\nb\n", SECTIONS + "a\n \nb\n"),
        (SECTIONS + "- a\n\n\n- b\n", SECTIONS + "- a\n\n- b\n"),
        (SECTIONS + "<div>\n\n\n\na\n", SECTIONS + "<div>\n\na\n"),
        (TWO + "\n\n# a\n", TWO + "# a\n"),
        ("\n \n# a\n", "# a\n"),
    ],
)
def test_empty_lines_become_what_most_are(before: str, after: str) -> None:
    result = fixed(before, blank_lines.RULE)
    assert (result.source.text, result.notes) == (after, ())


@pytest.mark.parametrize(
    "text",
    [
        SECTIONS + "- a\n- b\n\n- c\n",
        SECTIONS + "# a\n<!-- awesome-lint ignore -->\n- b\n",
        SECTIONS + "# a\n<br>\n\nb\n",
        SECTIONS + "lead:\n- a\n",
        SECTIONS + "a\n\n[r]: u\n[s]: v\n",
        SECTIONS + "```\na\n\n\nb\n```\n",
        SECTIONS + "- ```\n  a\n\n\n  b\n  ```\n",
        SECTIONS + "<!--\n\n\n-->\n",
        SECTIONS + "    a\n\n\n    b\n",
        SECTIONS + "- a\n* b\n",
        TWO,
        TWO + "# a\n\nb\n\n# c\n\n\n# d\n",
        "# a\nb\n\n# c\nd\n\n\n# e\n",
        "\n---\na: b\n---\n",
        "\n    code\n",
        "---\na: b\n\n\nc: d\n---\n\n" + SECTIONS,
    ],
)
def test_empty_lines_that_are_usual_stay(text: str) -> None:
    assert fixed(text, blank_lines.RULE).source.text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# a\nb\n- c\n***\n> d\n", "# a\n\nb\n\n- c\n\n***\n\n> d\n"),
        ("a\n| b |\n| - |\n# c\n", "a\n\n| b |\n| - |\n\n# c\n"),
        ("a\n\n\n\n- b\n\n\n  c\n", "a\n\n- b\n\n  c\n"),
        ("a\n<!-- b -->\n# c\n", "a\n<!-- b -->\n# c\n"),
        ("a\n===\nb\n", "a\n===\n\nb\n"),
    ],
)
def test_one_empty_line_everywhere(before: str, after: str) -> None:
    result = fixed(before, blank_lines.RULE, style="one")
    assert (result.source.text, result.notes) == (after, ())


HEADINGS = "# x\n\n" * 16


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n===\n", "# a\n"),
        ("a [b](u)  \n---\n", "## a [b](u)\n"),
        ("#   a\n", "# a\n"),
        ("#\ta\n", "# a\n"),
        ("  ## a\n", "## a\n"),
        ("## a ##\n", "## a\n"),
        ("## a ### \n", "## a \n"),
        ("## a \\#\n\n## b #\n", "## a \\#\n\n## b\n"),
    ],
)
def test_a_heading_takes_the_form_of_most(before: str, after: str) -> None:
    result = fixed(HEADINGS + before, heading_layout.RULE)
    assert (result.source.text, result.notes) == (HEADINGS + after, ())


@pytest.mark.parametrize(
    "text",
    [
        "a\nb\n===\n",
        "a #\n===\n",
        "#\n",
        "##   \n",
        "## #\n",
        "## C#\n",
        "#a\n",
        "> #  a\n",
        "- #  a\n",
        "<h1>  a</h1>\n",
        "    #  a\n",
        "```\n#  a\n```\n",
    ],
)
def test_a_heading_of_the_usual_form_stays(text: str) -> None:
    assert fixed(HEADINGS + text, heading_layout.RULE).source.text == HEADINGS + text


@pytest.mark.parametrize("text", ["a\n===\n\nb\n---\n\n### c ###\n", "#  a #\n\n # b\n\n# c\n"])
def test_headings_without_a_majority_stay(text: str) -> None:
    assert fixed(text, heading_layout.RULE).source.text == text


OPTIONS = {
    rule.name: {name: option.choices for name, option in rule.options.items() if option.choices} for rule in RULES
}


@st.composite
def actives(draw: st.DrawFn) -> list[ActiveRule]:
    """Any subset of the layout rules, with any of their options."""
    names = draw(st.sets(st.sampled_from([rule.name for rule in RULES]), min_size=1))
    return [
        active(rule, **{name: draw(st.sampled_from(choices)) for name, choices in OPTIONS[rule.name].items()})
        for rule in RULES
        if rule.name in names
    ]


ITEM = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", " ", "  ", "   ", "    ", "      ", "\t", "> "]),
    st.sampled_from(["- ", "- ", "* ", "+ ", "-   ", "1. ", "2. ", "2) ", "9. ", "10.  ", "-\t", "- - ", ""]),
    st.sampled_from(["a", "b [t](u)", "", "# h", "```", "    code", "| c |", "[ ] d", "> q", "| - |"]),
    st.sampled_from(["\n", "\n", "\n", "  \n", "\n\n", "\n\n\n"]),
)
LISTS = st.lists(ITEM, max_size=14).map("".join)
MOST = st.sampled_from(["", f"{NESTED}\nz\n\n", f"{SECTIONS}", f"{TWO}", "*   x\n\n    - y\n" * 6 + "\nz\n\n"])


def holds(text: str, rules: list[ActiveRule]) -> None:
    source = Source(text)
    before = read(source)
    result = fix(source, rules, CONTEXT)
    assert LayoutGuard().holds(before, result.document)
    assert result.remaining == ()
    again = fix(result.source, rules, CONTEXT)
    assert again.source.text == result.source.text
    if not result.notes:
        assert lint(result.document, rules, CONTEXT) == []


def test_a_block_that_holds_once_others_have_changed_is_laid_out_at_once() -> None:
    holds(" - a\n  * a\n -\t    code\n", [active(list_layout.RULE, marker="+", indent="4")])


@settings(max_examples=200, deadline=None)
@given(MOST, LISTS, actives())
def test_any_list_keeps_its_page_with_any_rules(most: str, text: str, rules: list[ActiveRule]) -> None:
    holds(most + text, rules)


@settings(max_examples=100, deadline=None)
@given(MOST, markdown_texts, actives())
def test_any_text_keeps_its_page_with_any_rules(most: str, text: str, rules: list[ActiveRule]) -> None:
    holds(most + text, rules)
