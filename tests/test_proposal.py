"""What `init` writes: the majority of a list, as settings that change nothing that is found."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint import linter
from awesome_lint.config import Config, parse
from awesome_lint.proposal import Judged, forms, orders, propose
from awesome_lint.proposal.snippets import Place, hook, pre_commit, workflow
from awesome_lint.proposal.toml import quoted, render
from awesome_lint.reading import read
from awesome_lint.registry import activate, all_rules
from awesome_lint.rule import Context, Option
from awesome_lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from awesome_lint.document import Document
    from awesome_lint.proposal.habit import Habit
    from awesome_lint.rule import Rule

_FOLDER = os.environ.get("AWESOME_LINT_CORPUS", "")
_ALL = [path for name in ("corpus", "examples") for path in Path(_FOLDER or "missing", name).glob("*.md")]
_FILES = sorted(_ALL, key=lambda path: path.stat().st_size)[:24]  # of all the suite would take minutes
MONTHS = [f"2024-{month:02}" for month in range(12, 0, -1)]


def judged(text: str | bytes) -> Judged:
    source = Source.decode(text) if isinstance(text, bytes) else Source.of(text)
    return Judged(read(source), Context(dt.date(2026, 11, 1)))


def written(*texts: str | bytes) -> str:
    lists = [judged(text) for text in texts]
    return render(propose(lists), [f"{number}.md" for number in range(len(texts))])


def settings(*texts: str | bytes) -> dict[str, Any]:
    return tomllib.loads(written(*texts))


def found(lists: Sequence[Judged], config: Config) -> list[object]:
    active = activate(config)
    return [
        (number, each.rule, each.span, each.severity, each.fix and each.fix.edits)
        for number, (document, context) in enumerate(lists)
        for each in linter.lint(document, active, context)
    ]


def assert_the_same_is_found(*texts: str | bytes) -> None:
    lists = [judged(text) for text in texts]
    config = parse(written(*texts), "awesome-lint.toml")
    assert config is not None
    assert found(lists, config) == found(lists, Config())


def rows(dates: Sequence[str], header: str = "Date") -> str:
    lines = [f"| {date} | [Paper {number}](https://{number}.example) |" for number, date in enumerate(dates)]
    return "\n".join([f"| {header} | Title |", "| --- | --- |", *lines, ""])


def items(titles: Sequence[str]) -> str:
    return "".join(f"- [{title}](https://{title.lower()}.example)\n" for title in titles)


NAMES = ["Ants", "Bees", "Cats", "Dogs", "Elks", "Foxes", "Goats", "Hares", "Ibises"]


def test_a_majority_is_written_with_its_evidence() -> None:
    text = written(f"# Papers\n\n{rows(MONTHS)}")
    assert tomllib.loads(text)["rules"] == {
        "mixed-date-form": {"form": "YYYY-MM"},
        "unsorted-entry": {"order": "newest-first"},
        "table-layout": {"style": "compact"},
    }
    assert "# All 12 dates, in the column `Date`.\n" in text
    assert "# The only section or table with 8 dates or more is newest first.\n" in text
    assert "# The only table is compact.\n" in text


def test_a_slip_is_no_reason_to_be_silent_where_the_setting_finds_it_too() -> None:
    text = f"# Papers\n\n{rows([*MONTHS[:5], '2024/07', *MONTHS[6:]])}"
    assert settings(text)["rules"]["mixed-date-form"] == {"form": "YYYY-MM"}
    assert "# 11 of 12 dates, in the column `Date`.\n" in written(text)
    assert_the_same_is_found(text)


def test_what_would_change_a_finding_is_left_to_the_maintainer() -> None:
    text = f"# Papers\n\n## A\n\n{rows(MONTHS)}\n## B\n\n{rows(['2023.11', '2023.12'], 'Seen')}"
    proposed = settings(text)["rules"]
    assert proposed["mixed-date-form"] == {}
    assert 'the setting would find 2 more.\n# form = "YYYY-MM"\n' in written(text)
    assert_the_same_is_found(text)


def test_no_majority_says_why() -> None:
    dates = [date.replace("-", ".") if number % 2 else date for number, date in enumerate(MONTHS)]
    text = written(f"# Papers\n\n{rows(dates)}")
    assert (
        "mixed-date-form]\n# No form has most of the 12 dates: YYYY-MM 6, YYYY.MM 6; each place has its own; " in text
    )
    assert tomllib.loads(text)["rules"]["mixed-date-form"] == {}


def test_sections_with_another_order_are_named() -> None:
    text = f"# Papers\n\n{rows(MONTHS)}\n## News\n\n{rows(MONTHS[::-1])}\n## More\n\n{rows(MONTHS)}"
    assert settings(text)["rules"]["unsorted-entry"] == {"order": "newest-first", "oldest-first": ["News"]}
    assert_the_same_is_found(text)


def test_one_section_with_dates_says_nothing_of_the_others() -> None:
    text = f"# Papers\n\n## News\n\n{rows(MONTHS)}\n## Animals\n\n{items(NAMES[::-1])}"
    assert settings(text)["rules"]["unsorted-entry"] == {"newest-first": ["News"]}
    assert_the_same_is_found(text)


def test_dates_in_no_order_are_said_and_titles_in_none_are_not() -> None:
    text = f"# Papers\n\n{rows([*MONTHS[::2], *MONTHS[1::2]])}"
    assert (
        "# The only section or table with 8 dates or more is in no order; the setting would find 5 more.\n"
        in written(text)
    )
    assert settings(text)["rules"]["unsorted-entry"] == {}


def test_an_alphabetical_list_is_one_without_exception_only() -> None:
    assert settings(f"# Animals\n\n{items(NAMES)}")["rules"]["unsorted-entry"] == {"order": "alphabetical"}
    slip = f"# Animals\n\n{items(NAMES)}\n## More\n\n{items([*NAMES[:7], 'Apes', *NAMES[7:], 'Jays'])}"
    assert settings(slip)["rules"]["unsorted-entry"] == {}
    assert 'the setting would find 1 more. order = "alphabetical"' in " ".join(written(slip).split("\n# "))
    assert "unsorted-entry" not in settings(f"# Animals\n\n{items(NAMES[::-1])}").get("rules", {})


def test_links_to_arxiv() -> None:
    links = "".join(f"- [Paper {number}](https://arxiv.org/abs/2403.04{number:03})\n" for number in range(20))
    both = settings(f"# Papers\n\n{links}")["rules"]["noncanonical-arxiv-url"]
    assert both == {"form": "abs", "version": "drop"}
    text = f"# Papers\n\n{links}- [Paper 20](https://arxiv.org/pdf/2403.04329v2)\n"
    assert settings(text)["rules"]["noncanonical-arxiv-url"] == {}
    assert "# 20 of 21 arXiv links lead to the abstract; the setting would find 1 more.\n# form" in written(text)


def test_several_lists_have_one_majority() -> None:
    first, second = f"# A\n\n{rows(MONTHS)}", f"# B\n\n{rows([date.replace('-', '/') for date in MONTHS[:6]])}"
    assert settings(first, first)["rules"]["mixed-date-form"] == {"form": "YYYY-MM"}
    assert settings(first, second)["rules"]["mixed-date-form"] == {}
    assert "learned from 0.md, 1.md (18 entries)" in written(first, second)
    assert "learned from 4 lists (" in written(*[first] * 4)
    assert_the_same_is_found(first, second)


def test_line_endings_and_a_byte_order_mark_make_no_difference() -> None:
    text = f"# Papers\n\n{rows(MONTHS)}"
    assert written(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == written(text)


def test_chinese() -> None:
    text = f"# 论文\n\n{rows([date.replace('-', '年') + '月' for date in MONTHS], '论文日期')}"
    assert settings(text)["rules"]["mixed-date-form"] == {"form": "YYYY年MM月"}
    assert "in the column `论文日期`" in written(text)
    assert_the_same_is_found(text)


@pytest.mark.parametrize(
    "text", ["", "# Nothing here\n", "# Two\n\n- [One](https://1.example)\n- [Two](https://2.example)\n"]
)
def test_a_list_without_a_majority_has_no_settings(text: str) -> None:
    assert (
        not {"mixed-date-form", "unsorted-entry", "noncanonical-arxiv-url", "table-layout"}
        & settings(text).get("rules", {}).keys()
    )
    assert_the_same_is_found(text)


def test_a_noisy_rule_is_offered_to_be_ignored_and_still_runs() -> None:
    text = "# Animals\n\n" + "".join(f"- [{name}](#no-such-{name})\n" for name in (*NAMES, "Jays"))
    assert 'extend-ignore = [\n  # "missing-anchor", # 10 findings\n]\n' in written(text)
    assert settings(text)["extend-ignore"] == []
    assert "extend-ignore" not in written(text.replace("- [Jays](#no-such-Jays)\n", ""))
    assert_the_same_is_found(text)


def test_rules_that_are_off_are_offered_where_they_find_nothing() -> None:
    line = next(line for line in written("# A\n\n## B\n\n## C\n\nText.\n").splitlines() if "extend-select" in line)
    assert line.startswith("# extend-select = [")
    assert '"duplicate-heading"' in line
    assert "empty-section" not in line


def candidates(learn: Callable[[Sequence[Document]], Iterator[Habit]], text: str) -> list[object]:
    return [
        (dict(candidate.options), habit.clear)
        for habit in learn([read(Source(text))])
        for candidate in habit.candidates
    ]


def test_sections_in_no_order_are_named_where_a_rule_lets_them() -> None:
    tables = "".join(f"## S{number}\n\n{rows(MONTHS)}\n" for number in range(4))
    text = f"# P\n\n{tables}## Mixed [a]\n\n{rows([*MONTHS[::2], *MONTHS[1::2]])}"
    order = {"order": "newest-first"}
    assert candidates(orders.orders, text) == [(order, True), (order | {"unsorted": ("Mixed *a]",)}, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n\n> - c\n", [({"marker": "-"}, True)]),
        ("* a\n\n# H\n\n* b\n\n# I\n\n- c\n", [({"marker": "*"}, False)]),
        ("- a\n\n# H\n\n- b\n", []),
        ("1. a\n\n# H\n\n1. b\n\n# I\n\n1. c\n", []),
    ],
)
def test_markers(text: str, expected: list[object]) -> None:
    assert candidates(forms.markers, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## B\n\n### C\n\n<h3>D</h3>\n", [({"style": "atx"}, True)]),
        ("A\n=\n\nB\n-\n\nC\n-\n", [({"style": "setext"}, True)]),
        ("# A\n\n## B\n\nC\n-\n", [({"style": "atx"}, False)]),
        ("# A\n\n## B\n", []),
    ],
)
def test_headings(text: str, expected: list[object]) -> None:
    assert candidates(forms.headings, text) == expected


def test_an_option_that_does_not_exist_is_never_written() -> None:
    text = f"# Papers\n\n{rows(MONTHS)}"
    table = next(rule for rule in all_rules() if rule.name == "table-layout")

    def chosen(*rules: Rule) -> set[str]:
        return {choice.rule for choice in propose([judged(text)], rules).choices}

    assert chosen(table) == {"table-layout"}
    assert chosen() == chosen(replace(table, default=False)) == set()
    for option in (Option("keep", "", ("keep", "wide")), Option(0, "")):
        assert chosen(replace(table, options={"style": option}, check=lambda *_: iter(()))) == set()
    assert chosen(replace(table, options={}, check=lambda *_: iter(()))) == set()


HOSTILE = (
    'Date"] # x',
    "Date \\ ''' \"\"\"",
    "Date [rules.x] ignore = [",
    "Date \x1b[31m\x07",
    "Date \u202e\u200b\u2028 x",
    "日期" * 60,
    "Date " + "x" * 3000,
)


@pytest.mark.parametrize("header", HOSTILE)
def test_headers_stay_comments(header: str) -> None:
    text = f"# Papers\n\n{rows(MONTHS, header)}"
    assert "mixed-date-form" in settings(text)["rules"]
    assert max(map(len, written(text).splitlines())) < 200
    assert not set("\x1b\x07\u202e\u200b\u2028") & set(written(text))
    assert_the_same_is_found(text)


@pytest.mark.parametrize("title", [*HOSTILE, "News [old] *all* what?", "Café ☕️ 👩‍💻"])
def test_titles_of_sections_are_quoted_and_fit(title: str) -> None:
    text = f"# P\n\n## A\n\n{rows(MONTHS)}\n## B\n\n{rows(MONTHS)}\n## {title}\n\n{rows(MONTHS[::-1])}"
    order = settings(text)["rules"]["unsorted-entry"]
    assert order.keys() == {"order", "oldest-first"}
    assert len(order["oldest-first"]) == 1
    assert_the_same_is_found(text)


@given(st.text())
def test_a_quoted_text_is_read_back(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert tomllib.loads(f"key = {quoted(text)}\n") == {"key": text}
    assert "\n" not in quoted(text)


def test_hook_and_workflow_take_readmes_by_themselves() -> None:
    for path in ("README.md", "docs/readme_cn.md"):
        assert "files:" not in hook([Place(path, folder=False)])
        assert "with:\n          paths:" not in workflow([Place(path, folder=False)])


@pytest.mark.parametrize(
    ("places", "pattern", "paths"),
    [
        ([Place("papers.md", folder=False)], r"^papers\.md$", ["papers.md"]),
        ([Place("README.md", folder=False), Place("a b/论文.md", folder=False)], r"^(README\.md$|a b/论文\.md$)", None),
        ([Place("docs", folder=True)], r"^docs/.*\.(md|markdown|mdown)$", ["docs"]),
        ([Place(".", folder=True)], r"\.(md|markdown|mdown)$", ["."]),
        ([Place("it's: a\n- list.md", folder=False)], r"\.(md|markdown|mdown)$", ["."]),
        ([Place("../elsewhere.md", folder=False)], r"\.(md|markdown|mdown)$", ["."]),
    ],
)
def test_other_lists_are_named_to_hook_and_workflow(places: list[Place], pattern: str, paths: list[str] | None) -> None:
    yaml = pytest.importorskip("yaml")
    (repository,) = yaml.safe_load(pre_commit(places))["repos"]
    assert repository["hooks"] == [{"id": "awesome-lint-fix", "files": pattern}]
    step = yaml.safe_load(workflow(places))["jobs"]["awesome-lint"]["steps"][-1]
    assert step["with"]["paths"].splitlines() == (paths or [place.path for place in places])


@pytest.mark.parametrize(
    ("branch", "line"),
    [
        ("", "branches: [main]"),
        ("main", "branches: [main]"),
        ("master", 'branches: ["master"]'),
        ("release/1.x", 'branches: ["release/1.x"]'),
        ('x"]\nevil: [', "branches: [main]"),
    ],
)
def test_the_workflow_runs_on_the_default_branch(branch: str, line: str) -> None:
    assert f"\n    {line}\n" in workflow([Place("README.md", folder=False)], branch)


@pytest.mark.skipif(not _FILES, reason="AWESOME_LINT_CORPUS names no folder with corpus/ and examples/")
@pytest.mark.parametrize("path", _FILES or [Path("none")], ids=lambda path: path.name)
def test_real_lists_find_the_same(path: Path) -> None:
    assert_the_same_is_found(path.read_bytes())


def test_rules_that_need_the_network_are_not_said_to_be_quiet() -> None:
    asking = [replace(rule, default=False) for rule in all_rules() if rule.facts]
    assert asking
    assert propose([], asking).quiet == ()
    offline = [replace(rule, facts=()) for rule in asking]
    assert set(propose([], offline).quiet) == {rule.name for rule in asking}
