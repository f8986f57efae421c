"""Rows that fell out of their table, and what stands inside one and is no row."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint import linter
from awesome_lint.diagnostic import Applicability, Diagnostic
from awesome_lint.fixer import fix
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule, all_rules
from awesome_lint.rule import Context
from awesome_lint.source import Source

DEFAULTS = [
    ActiveRule(rule, {name: option.default for name, option in rule.options.items()})
    for rule in all_rules()
    if rule.default
]
WORDS = ["ash", "birch", "cedar", "dune", "elm", "fern", "gorse", "heath", "iris", "juniper"]
HEADER = "| Date | Title | Code |\n| --- | --- | --- |\n"


def lint(text: str) -> list[Diagnostic]:
    return linter.lint(read(Source.of(text)), DEFAULTS, Context(dt.date(2026, 11, 1)))


def row(number: int, code: str = "code") -> str:
    word = WORDS[number]
    link = f"[{code}](https://github.com/{word}/{word})" if code == "code" else code
    return f"| 2024-0{number % 9 + 1} | [The {word}](https://example.org/{word}) | {link} |\n"


def table(*between: str, at: int = 5) -> str:
    rows = [row(number) for number in range(10)]
    return HEADER + "".join([*rows[:at], *between, *rows[at:]])


def told(text: str) -> list[tuple[str, int]]:
    source = Source.of(text)
    return [
        (found.rule, source.line_number(found.span.start)) for found in lint(text) if found.rule != "unsorted-entry"
    ]


def test_an_empty_line_inside_a_table_is_told_where_the_rows_fall_out() -> None:
    text = table("\n")
    (found,) = (one for one in lint(text) if one.rule == "broken-table")
    assert told(text) == [("broken-table", 9)]
    assert found.fix
    assert found.fix.applicability is Applicability.MANUAL
    assert Source.of(text).edited(found.fix.edits).text == table()


def test_an_item_inside_a_table_makes_text_of_the_rows_below() -> None:
    assert told(table("- [The larch](https://example.org/larch) - A tree.\n")) == [("broken-table", 9)]


@pytest.mark.parametrize(
    "text",
    [
        table(),
        table() + "\n| 2024-01 | two cells |\n",
        table() + "\n## More\n\n| Home | Docs | Blog |\n",
        table() + "\nSome words.\n\nMore words.\n\n| Home | Docs | Blog |\n",
        table() + "\n" + HEADER + row(0, "-"),
        "| Home | Docs | Blog |\n\n" + table(),
        table() + "\n```text\n" + row(1) + "```\n",
    ],
)
def test_rows_that_belong_to_no_table_above(text: str) -> None:
    assert [found for found in told(text) if found[0] == "broken-table"] == []


def test_a_second_row_of_dashes_and_a_second_header() -> None:
    assert told(table("| --- | --- | --- |\n")) == [("broken-table", 8)]
    assert told(table(HEADER)) == [("broken-table", 8)]


def test_many_rows_of_dashes_part_a_table() -> None:
    assert told(HEADER + "".join(row(n) + "| --- | --- | --- |\n" for n in range(5))) == []


def test_placeholders_are_no_row_of_dashes() -> None:
    assert [rule for rule, _ in told(table("| - | - | - |\n"))] == []


def test_one_line_of_text_between_rows() -> None:
    assert told(table("Some words about trees\n")) == [("text-joined-to-table", 8)]
    assert told(table("**Broad leaves**\n")) == []
    several = HEADER + "".join(row(n) + f"Group {n}\n" for n in range(5))
    assert ("text-joined-to-table", 4) not in told(several)


def test_a_label_of_the_list_s_own_without_its_address() -> None:
    rows = [
        f"| [{WORDS[n]} and its leaves](https://example.org/{n}) | [forest](https://a.org/{n}) |\n" for n in range(9)
    ]
    bad = "| [yew and its leaves](https://example.org/yew) | forest |\n"
    none = "| [yew and its leaves](https://example.org/yew) | never felled |\n"
    header = "| Title | Where |\n| --- | --- |\n"
    assert told(header + "".join(rows) + bad) == [("column-outlier", 12)]
    assert told(header + "".join(rows) + none) == []


def test_titles_that_a_comma_follows() -> None:
    lines = [f"- [The {WORDS[n % 10]} {n}](https://example.org/{n}), Author et al." for n in range(24)]
    assert told("\n".join(lines) + "\n") == []
    for slip in (")- Author", ") Author of it"):
        bad = [*lines[:9], lines[9].replace("), Author", slip), *lines[10:]]
        assert told("\n".join(bad) + "\n") == [("entry-off-template", 10)]
    subtitle = [*lines[:9], lines[9].replace("), Author", "): the third about trees, Author"), *lines[10:]]
    assert told("\n".join(subtitle) + "\n") == []


def test_two_cells_that_changed_places_are_one_fault() -> None:
    assert told(table("| [The yew](https://example.org/yew) | 2024-05 | - |\n")) == [("column-outlier", 8)]


def test_a_row_without_its_last_cell_is_one_fault() -> None:
    assert told(table("| 2024-05 | The yew |\n")) == [("missing-cell", 8)]


def test_markdown_inside_html_is_told() -> None:
    text = "<table>\n<tr><td>[The yew](https://example.org/yew)</td></tr>\n</table>\n"
    (found,) = lint(text)
    assert found.rule == "malformed-link"
    assert '`<a href="https://example.org/yew">The yew</a>`' in found.message
    for fine in (
        "<div>\n\n[The yew](https://example.org/yew)\n\n</div>\n",
        "<pre>\n[The yew](https://example.org/yew)\n</pre>\n",
        "<div>\n<!-- [The yew](https://example.org/yew) -->\n</div>\n",
        '<img alt="[a](https://example.org/yew)" src="https://example.org/a.png">\n',
    ):
        assert lint(fine) == []


LINE = "| 2024-06 | [The moss](https://example.org/moss) | [code](https://github.com/moss/ear) |"


@pytest.mark.parametrize(
    "broken",
    [
        LINE.replace("06 | [", "06\n| ["),
        LINE.replace(") | [", ") |\n[", 1),
        LINE.replace(") | [", ")\n| [", 1),
        LINE.replace(") | [", ") |\n | [", 1),
        LINE.replace("06 | [", "06 |\n[", 1),
    ],
)
def test_a_row_on_two_lines_is_one_finding_and_no_fix_pads_it(broken: str) -> None:
    text = table(f"{broken}\n")
    (found,) = [each for each in lint(text) if each.rule not in ("unsorted-entry", "table-layout")]
    assert (found.rule, found.fix and found.fix.applicability) == ("missing-cell", Applicability.MANUAL)
    assert found.message.startswith("Unexpected line break")
    source = Source.of(text)
    assert found.fix
    assert f"{LINE}\n" in source.edited(found.fix.edits).text
    assert fix(source, DEFAULTS, Context(dt.date(2026, 11, 1))).source is source


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["| 2024-06 | [The moss](https://example.org/moss) |", "| 2024-06 | [A fern](https://example.org/a) |"], 2),
        (["| 2024-06 | [The moss](https://example.org/moss) |", row(3).rstrip(), "| 2024-06 |"], 2),
        (["| **2024** |", "| 2024-06 | [The moss](https://example.org/moss) |"], 1),
    ],
)
def test_short_rows_that_make_no_whole_one_are_told_one_by_one(lines: list[str], rules: int) -> None:
    found = [each for each in lint(table(*(f"{line}\n" for line in lines))) if each.rule == "missing-cell"]
    assert len(found) == rules
    assert all(each.message.startswith("Unexpected end of row") for each in found)
