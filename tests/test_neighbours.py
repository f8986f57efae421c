"""Rules that judge an entry by its neighbours, and tables that GitHub does not show: the hard cases."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint.config import Config
from awesome_lint.diagnostic import Applicability, Severity
from awesome_lint.linter import lint
from awesome_lint.placeholders import announces, is_placeholder
from awesome_lint.reading import read
from awesome_lint.registry import activate
from awesome_lint.rule import Context
from awesome_lint.source import Source

NAMES = [f"Animal {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]


def found(text: str, rule: str) -> list[tuple[int, str]]:
    source = Source(text)
    diagnostics = lint(read(source), activate(Config()), Context(dt.date(2026, 11, 1)))
    return [
        (text.count("\n", 0, diagnostic.span.start) + 1, diagnostic.message)
        for diagnostic in diagnostics
        if diagnostic.rule == rule
    ]


def lines(text: str, rule: str) -> list[int]:
    return [line for line, _ in found(text, rule)]


def entry(number: int, separator: str = " - ", rest: str = "A description of it.") -> str:
    return f"- [{NAMES[number]}](https://{number}.example){separator}{rest}\n"


def listed(*last: str, count: int = 20, separator: str = " - ") -> str:
    return "".join(entry(number, separator) for number in range(count)) + "".join(last)


@pytest.mark.parametrize("separator", ["- ", " -", " – ", " -- ", "： ", " ", "  - ", " -\t"])
def test_another_separator_is_told(separator: str) -> None:
    assert lines(listed(entry(20, separator)), "entry-off-template") == [21]


@pytest.mark.parametrize(
    "last",
    [
        "- [Other](https://o.example)\n",
        "- [Other](https://o.example), by somebody.\n",
        "- [Other](https://o.example) (2020) - A description of it.\n",
        "- [Other](https://o.example) [paper](https://o.example/p) - A description of it.\n",
        "- [Other](https://o.example) and [another](https://p.example) - Two of them.\n",
        "- [Other](https://o.example) *A description of it.*\n",
        "- [Other](https://o.example) tools\n",
        "- See [Other](https://o.example) with all its parts.\n",
        "- [Other](https://o.example) ![icon](icon.png) - A description of it.\n",
        "- [Other](https://o.example)<br>A description of it.\n",
        "\n[Other](https://o.example) animals live in another place altogether.\n",
    ],
)
def test_what_is_no_slip_is_not_told(last: str) -> None:
    assert lines(listed(last), "entry-off-template") == []


def test_nineteen_entries_are_no_template() -> None:
    assert lines(listed(entry(18, "- "), count=18), "entry-off-template") == []
    assert lines(listed(entry(19, "- "), count=19), "entry-off-template") == [20]


def test_less_than_ninety_per_cent_are_no_template() -> None:
    text = listed(*(entry(20, separator) for separator in ("- ", " – ", "： ")))
    assert lines(text, "entry-off-template") == []


def test_a_small_section_has_the_file_s_form_but_not_where_it_has_its_own() -> None:
    one = listed("\n# Small\n\n", entry(20), entry(21, "- "), entry(22))
    assert lines(one, "entry-off-template") == [25]
    own = listed(count=24) + "\n# Small\n\n" + entry(20, " – ") + entry(21, " – ")
    assert lines(own, "entry-off-template") == []


def test_one_entry_is_one_finding() -> None:
    body = "".join(
        f"- [{name}](https://a.example) - A text. [[paper](https://a.example/p)] [[code](https://a.example/c)]\n"
        for name in NAMES
    )
    last = "- [Other](https://o.example)- A text. [[paper](https://o.example/p)][[code](https://o.example/c)]\n"
    ((line, message),) = found(body + last, "entry-off-template")
    assert line == 25
    assert "`)- A`, expected `) - A`" in message


@pytest.mark.parametrize(
    "labels",
    [
        "[[paper](https://o.example/p), [code](https://o.example/c)]",
        "([paper](https://o.example/p))",
        "[[paper]](https://o.example/p)",
        "see the [paper](https://o.example/p) on it",
    ],
)
def test_labels_in_other_brackets_are_no_slip(labels: str) -> None:
    body = "".join(f"- **{name} at work** [[paper](https://a.example/p)]\n" for name in NAMES)
    assert lines(body + f"- **Another one at work** {labels}\n", "entry-off-template") == []


@pytest.mark.parametrize(
    "text",
    [
        "- [Ants](https://a.example) - In [0,1) and (0, 1], ]a, b[ and [-1; ∞).\n",
        "- [Ants](https://a.example) - A face :] and a \\[ bracket.\n",
        "- [Ants](https://a.example) - `a[i`, $x[i$ and <kbd title='['>x</kbd>.\n",
        "- [ ] [Ants](https://a.example) [^1] ![x](y[.png)\n",
        "- [Ants](https://a.example)（全角】\n",
        "- [Ants\n  and more] [Bees](https://a.example)\n",
        "Text with a ] bracket.\n",
    ],
)
def test_brackets_that_need_no_other_half(text: str) -> None:
    assert lines(text, "unbalanced-bracket") == []


@pytest.mark.parametrize(
    "text",
    [
        "- **Ants.** [[paper](https://a.example/p)\n",
        "- **Ants.** [paper](https://a.example/p)]\n",
        "- [Ants](https://a.example) - Of [2024, but not done.\n",
        "- [Ants [extended](https://a.example)\n",
        "- [2024.01】 [Ants](https://a.example)\n",
        "| A | B |\n| - | - |\n| [Ants](https://a.example)] | b |\n",
        "- [Ants](https://a.example)\n\n  Second ] paragraph.\n",
    ],
)
def test_brackets_left_alone(text: str) -> None:
    assert len(lines(text, "unbalanced-bracket")) == 1


def test_a_broken_link_is_not_also_an_unbalanced_bracket() -> None:
    assert lines("- ]Ants](https://a.example)\n", "unbalanced-bracket") == []


ROW = "| [Ants](https://a.example) | ICAC | 2024 |\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"| A | B | C |\n|---|---|\n{ROW}", 2),
        (f"| A | B | C |\n|---|---|---|---|\n{ROW}", 2),
        (f"| A | B |\n|---|---|---|\n{ROW}", 1),
        (f"Text:\n| A | B |\n|---|---|---|\n{ROW}", 2),
        (f"> | A | B | C |\n> |---|---|\n> {ROW}", 2),
        (f"- Item\n\n  | A | B | C |\n  |:--|--:|\n  {ROW}", 4),
        ("A | B | C\n--- | ---\na | b | c\n", 2),
        ("| A | B |\n| :-: |\n| a | b |\n", 2),
    ],
)
def test_tables_that_are_none(text: str, line: int) -> None:
    assert lines(text, "broken-table") == [line]


@pytest.mark.parametrize(
    "text",
    [
        f"| A | B | C |\n|---|---|---|\n{ROW}",
        f"| | B | C |\n|---|---|---|\n{ROW}",
        "A | B\n-----\n",
        "```\n| A | B | C |\n|---|---|\n```\n",
        "Ants | Bees\nCats | Dogs\n",
        "| A \\| B | C |\n|---|---|\n| a | b |\n",
    ],
)
def test_tables_that_are_some(text: str) -> None:
    assert lines(text, "broken-table") == []


TABLE = "| A | B |\n|---|---|\n| a | b |\n| c | d |\n"


@pytest.mark.parametrize("below", ["Text.", "[next](b.md)", "[1]: https://a.example", "*Updated weekly*", "- a\nText"])
def test_text_below_a_table(below: str) -> None:
    expected = [] if below.startswith("-") else [5]
    assert lines(f"{TABLE}{below}\n\nMore.\n", "text-joined-to-table") == expected


@pytest.mark.parametrize(
    "below", ["", "# Heading", "<!-- x -->", "</details>", "> Quote", "**Group**", "e | f", "| e", "---", "<br>"]
)
def test_what_may_stand_below_a_table(below: str) -> None:
    assert lines(f"{TABLE}{below}\n", "text-joined-to-table") == []


def table(*last: str, count: int = 10) -> str:
    rows = (
        f"| 2024-{n:02} | [{NAMES[n]}](https://{n}.example) | [code](https://{n}.example/c) |\n"
        for n in range(1, count)
    )
    return "| Date | Title | Code |\n|---|---|---|\n" + "".join(rows) + "".join(f"{row}\n" for row in last)


def test_a_row_without_a_link_is_one_finding() -> None:
    text = table("| 2024-11 | Plain | none |")
    assert lines(text, "missing-link") == [12]
    assert lines(text, "column-outlier") == []


@pytest.mark.parametrize(
    "row",
    [
        "| 2024-11 | Plain | coming soon |",
        "| **2023** | | |",
        "| 2024-11 | [Plain]() | |",
        "| 2024-11 | [Plain](plain.md) | |",
        "| 2024-11 | ~~Plain~~ | - |",
        "| 2024-11 | 待定 | 无 |",
    ],
)
def test_rows_that_may_lack_a_link(row: str) -> None:
    assert lines(table(row), "missing-link") == []


def test_seven_rows_tell_nothing() -> None:
    assert lines(table("| 2024-11 | Plain | none |", count=7), "missing-link") == []
    assert lines(table("| soonish | [Plain](https://p.example) | |", count=7), "column-outlier") == []


@pytest.mark.parametrize("cell", ["Journal", "202", "Oct", "x.y"])
def test_no_date_in_a_column_of_dates(cell: str) -> None:
    assert lines(table(f"| {cell} | [Plain](https://p.example) | |"), "column-outlier") == [12]


@pytest.mark.parametrize("cell", ["", "-", "TBD", "N/A", "2024", "ICML 2024", "2024-13", "24.05", "待定", "ongoing"])
def test_dates_and_placeholders_in_a_column_of_dates(cell: str) -> None:
    assert lines(table(f"| {cell} | [Plain](https://p.example) | |"), "column-outlier") == []


def test_a_shifted_row_is_no_outlier() -> None:
    assert lines(table("| Plain | [Plain](https://p.example) | | 2024 |"), "column-outlier") == []


def test_an_item_without_a_link() -> None:
    assert lines(listed("- Other - A description of it.\n"), "missing-link") == [21]
    assert lines(listed("- Other - To be released.\n"), "missing-link") == []
    assert lines(listed("- Other - A description of it.\n", count=12), "missing-link") == []


@pytest.mark.parametrize(
    "text", ["-", "N/A", "无", "✅", "❌", "coming soon", "TBD", "待定", "closed source", "Not released", "—"]
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Ants", "code", "Private learning of public ants from closed gates", "蚂蚁"])
def test_texts_that_are_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)
    assert not announces(text)


def test_signs_are_unsafe_and_blanks_are_safe() -> None:
    def applicability(last: str) -> Applicability | None:
        source = Source(listed(last))
        diagnostics = lint(read(source), activate(Config()), Context(dt.date(2026, 11, 1)))
        return next((d.fix.applicability for d in diagnostics if d.rule == "entry-off-template" and d.fix), None)

    assert applicability(entry(20, " -  ")) is Applicability.SAFE
    assert applicability(entry(20, " ")) is Applicability.UNSAFE


@pytest.mark.parametrize(("separator", "severity"), [(" -  ", Severity.INFO), ("- ", Severity.WARNING)])
def test_what_nobody_sees_is_info(separator: str, severity: Severity) -> None:
    source = Source(listed(entry(20, separator)))
    diagnostics = lint(read(source), activate(Config()), Context(dt.date(2026, 11, 1)))
    assert [d.severity for d in diagnostics if d.rule == "entry-off-template"] == [severity]


def test_rows_that_leave_out_their_last_cells_tell_no_width() -> None:
    rows = "| a | b |\n" * 5 + "| a | b | c |\n"
    assert lines(f"| A | B | C |\n|---|---|\n{rows}", "broken-table") == [2]
    assert lines(f"| A | B |\n|---|---|---|\n{rows}", "broken-table") == [1]
    assert lines("| A | B |\n|---|---|---|\n" + "| a | b |\n" * 5, "broken-table") == [2]
