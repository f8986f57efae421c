"""Dates by signs that nobody reads elsewhere, where dates stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from awesome_lint import linter
from awesome_lint.diagnostic import Applicability
from awesome_lint.reading import read
from awesome_lint.reading.dates import odd_dates
from awesome_lint.registry import ActiveRule, all_rules
from awesome_lint.rule import Context
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Diagnostic

DEFAULTS = [
    ActiveRule(rule, {name: option.default for name, option in rule.options.items()})
    for rule in all_rules()
    if (rule.default and rule.group == "dates" and rule.name != "unsorted-entry") or rule.name == "column-outlier"
]


def lint(text: str) -> list[Diagnostic]:
    return linter.lint(read(Source.of(text)), DEFAULTS, Context(dt.date(2026, 11, 1)))


def items(date: str) -> str:
    lines = [
        f"- [2023-{number:02}] **A paper on lamp {number}** [[paper](https://example.org/{number})]"
        for number in range(1, 13)
    ]
    lines[5] = lines[5].replace("[2023-06]", date)
    return "\n".join(lines) + "\n"


def rows(date: str, *, code: bool = False) -> str:
    sign = "`" if code else ""
    lines = [
        f"| {sign}2023-{number:02}{sign} | [A paper on lamp {number}](https://example.org/{number}) |"
        for number in range(1, 13)
    ]
    lines[5] = lines[5].replace(f"{sign}2023-06{sign}", date)
    return "| Date | Title |\n| --- | --- |\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("date", ["2023–06", "2023_06", "2023－06", "202306", "2023 -06", "2023—06"])
def test_another_sign_is_another_form(date: str) -> None:
    for text in (items(f"[{date}]"), rows(date)):
        (found,) = lint(text)
        assert found.rule == "mixed-date-form"
        assert "expected `2023-06`" in found.message
        assert found.fix


@pytest.mark.parametrize("date", ["2023-Jun", "2023 June"])
def test_a_month_s_name_behind_its_year(date: str) -> None:
    for text in (items(f"[{date}]"), rows(date)):
        (found,) = lint(text)
        assert (found.rule, found.fix is not None) == ("mixed-date-form", True)


@pytest.mark.parametrize("date", ["[20223-06]", "[2023-O6]", "[203-06]", "[2023-006]", "[2023.2.30]", "[2023/13]"])
def test_what_is_no_date_where_dates_stand(date: str) -> None:
    assert [found.rule for found in lint(items(date))] == ["invalid-date"]


@pytest.mark.parametrize("date", ["[2301.01234]", "[v2.1]", "[new]", "", "[2023]", "[12 pages]", "[2022–2023]"])
def test_what_is_no_date_and_means_something_else(date: str) -> None:
    assert lint(items(date)) == []


@pytest.mark.parametrize(
    ("date", "rule"),
    [("2023-O6", "column-outlier"), ("2023-006", "column-outlier"), ("2023–13", "invalid-date")],
)
def test_cells_that_slipped(date: str, rule: str) -> None:
    assert [found.rule for found in lint(rows(date))] == [rule]


@pytest.mark.parametrize("date", ["2023", "2023-Q2", "2019–20", "2019-20", "TBD", "ICLR 2023", "-"])
def test_cells_that_say_less(date: str) -> None:
    assert lint(rows(date)) == []


@pytest.mark.parametrize(
    ("date", "rule"), [("`2023-13`", "invalid-date"), ("`2023/06`", "mixed-date-form"), ("`2042-06`", "future-date")]
)
def test_dates_in_code(date: str, rule: str) -> None:
    assert lint(rows("`2023-06`", code=True)) == []
    assert [found.rule for found in lint(rows(date, code=True))] == [rule]
    assert [found.rule for found in lint(rows(date))] == [rule]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("202306", [(2023, 6, None)]),
        ("20230615", [(2023, 6, 15)]),
        ("2023–06–15", [(2023, 6, 15)]),
        ("2023-Sept.", [(2023, 9, None)]),
        ("2019–20", []),
        ("2019–2020", []),
        ("202399", []),
        ("1202306", []),
        ("2023061", []),
        ("2023 Mayor", []),
    ],
)
def test_odd_dates(text: str, found: list[tuple[int, int, int | None]]) -> None:
    assert [(date.year, date.month, date.day) for date in odd_dates(text, 0)] == found


def test_a_list_s_own_odd_form_is_its_convention() -> None:
    text = items("[2023-06]").replace("2023-", "2023")
    assert lint(text) == []
    (found,) = lint(text.replace("[202304]", "[2023-04]"))
    assert found.message.startswith("Unexpected date form `2023-04`")


@pytest.mark.parametrize("date", ["(2023-06)", "（2023-06）", "【2023-06】"])
def test_a_date_in_other_brackets_is_one_finding_and_a_safe_fix(date: str) -> None:
    (found,) = lint(items(date))
    assert (found.rule, found.message) == (
        "mixed-date-form",
        f"Unexpected brackets in `{date}`, expected `[2023-06]`, as 11 entries here have it",
    )
    assert found.fix
    assert found.fix.applicability is Applicability.SAFE
    assert Source.of(items(date)).edited(found.fix.edits).text == items("[2023-06]")


def test_brackets_that_would_make_a_link_are_written_by_hand() -> None:
    (found,) = lint(items("(2023-06)(https://example.org)"))
    assert found.fix
    assert found.fix.applicability is Applicability.MANUAL


def test_brackets_without_a_habit_stay() -> None:
    half = items("[2023-06]").replace("[2023-0", "(2023-0").replace("]", ")", 9)
    assert not [found for found in lint(half) if "brackets" in found.message]
    assert lint("\n".join(items("(2023-06)").split("\n")[:8])) == []
    assert lint(items("2023-06")) == []
