"""A contributor's branch on a list with a past: exactly what the branch did is reported."""

from __future__ import annotations

import json

import pytest
from repositories import Repo, repo

__all__ = ["repo"]  # a fixture

RIVERS = ["Amber", "Brisk", "Copper", "Drowsy", "Early", "Foggy", "Gentle", "Humming", "Idle", "Jolly"]
THINGS = ["kettle", "lantern", "mirror", "needle", "orchard", "paddle", "quilt", "ribbon", "saddle", "teapot"]


def row(number: int, date: str = "", url: str = "") -> str:
    month = number % 12 + 1
    date = date or f"2024-{month:02}"
    title = f"{RIVERS[number % 10]} {THINGS[number // 10]} models of one small afternoon"
    url = url or f"https://arxiv.org/abs/24{month:02}.{number:05}"
    return f"| {date} | [{title}]({url}) | [code](https://github.com/example/{THINGS[number // 10]}{number}) |\n"


TABLE = "| 日期 | 论文 | 代码 |\n| --- | --- | --- |\n"
OLD_SLIPS = {
    7: row(7, date="2024/08"),  # a date form
    12: row(12, url="https://arxiv.org/abs/2401.012345"),  # a digit too many
    18: row(18).replace(" |\n", " | hidden |\n"),
    25: row(25).replace("https://arxiv.org", "http://arxiv.org"),
    33: row(33, date="2024-13"),
}
BULLETS = [
    f"- [{RIVERS[number % 10]} {THINGS[5 + number // 10]}](https://example.org/{number}) - 说明 {number}。\n"
    for number in range(20)
]
BULLETS.insert(9, BULLETS[3].replace("https://example.org", "https://www.example.org"))  # an old duplicate


def rows(first: int, last: int) -> list[str]:
    return [OLD_SLIPS.get(number, row(number)) for number in range(first, last)]


def page(one: list[str], two: list[str], bullets: list[str]) -> str:
    tables = f"## Rivers\n\n{TABLE}{''.join(one)}\n## 器物\n\n{TABLE}{''.join(two)}"
    return f"# 小论文\n\n{tables}\n## Tools\n\n{''.join(bullets)}"


BEFORE = page(rows(1, 21), rows(21, 41), BULLETS)
DUPLICATE = row(16).replace("https://arxiv.org/abs/", "https://www.arxiv.org/pdf/")
WRONG_ID = row(51, url="https://arxiv.org/abs/2404.1234567")
DATE_FORM = row(52, date="2024.05")
GOOD = row(53)


def after() -> str:
    one = rows(1, 21)
    one.insert(2, DUPLICATE)  # above the one that it repeats
    one.insert(8, WRONG_ID)
    two = rows(21, 41)
    moved = one.pop(14)
    two[5:5] = [DATE_FORM, moved]
    two.append(GOOD)
    return page(one, two, BULLETS)


@pytest.fixture
def branch(repo: Repo) -> Repo:
    repo.commit("README.md", BEFORE)
    repo.git("checkout", "-qb", "topic")
    repo.commit("README.md", after())
    repo.git("checkout", "-q", "main")
    repo.commit("README.md", BEFORE.replace("说明 3。", "说明三。"))  # the base goes on
    repo.git("checkout", "-q", "topic")
    return repo


def line_of(text: str) -> int:
    return after().split("\n").index(text.rstrip("\n")) + 1


DUE = sorted(
    [
        (line_of(DUPLICATE), "duplicate-entry"),
        (line_of(DUPLICATE), "noncanonical-arxiv-url"),
        (line_of(WRONG_ID), "invalid-arxiv-id"),
        (line_of(DATE_FORM), "mixed-date-form"),
    ]
)


def test_the_list_is_what_the_test_needs(branch: Repo) -> None:
    entries = json.loads(branch.run("export", "README.md").stdout)
    assert len(entries) == 65
    old = branch.found("README.md")
    rules = {rule for _, _, rule in old}
    assert rules >= {"mixed-date-form", "invalid-arxiv-id", "hidden-cell", "noncanonical-arxiv-url", "invalid-date"}
    assert len(old) == len(OLD_SLIPS) + 1 + len(DUE)


def test_the_findings_of_the_branch_and_none_of_the_old(branch: Repo) -> None:
    assert [(line, rule) for _, line, rule in branch.found("--since", "main")] == DUE
    done = branch.run("check", "--since", "main", "--output-format", "concise")
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert [(int(line.split(":")[1]), line.split(" ")[1]) for line in lines[:-2]] == DUE
    first = line_of(row(16))
    assert lines[0].endswith(f"this section lists it already, at line {first}")
    assert first > line_of(DUPLICATE)
    full = branch.run("check", "--since", "main").stdout.decode()
    assert "first listed here" in full
    for slip in OLD_SLIPS.values():
        assert slip.strip() not in full


def test_every_form_of_report_has_the_same(branch: Repo) -> None:
    def printed(form: str) -> str:
        return branch.run("check", "--since", "main", "--output-format", form).stdout.decode()

    sarif = json.loads(printed("sarif"))["runs"][0]["results"]
    assert (
        sorted((each["locations"][0]["physicalLocation"]["region"]["startLine"], each["ruleId"]) for each in sarif)
        == DUE
    )
    reviewdog = json.loads(printed("rdjson"))["diagnostics"]
    assert sorted((each["location"]["range"]["start"]["line"], each["code"]["value"]) for each in reviewdog) == DUE
    annotations = [line for line in printed("github").splitlines() if line.startswith("::")]
    assert len(annotations) == len(DUE)
    for line, rule in DUE:
        assert any(f"line={line}," in each and rule in each for each in annotations)
        assert rule in printed("markdown")


def test_the_entries_of_the_branch_by_name(branch: Repo) -> None:
    listed = json.loads(branch.run("diff", "main", "--output-format", "json").stdout)
    (file,) = listed["files"]
    moved = after().split("\n")[line_of(DATE_FORM)]
    assert [(each["change"], each["after"]["line"]) for each in file["entries"]] == [
        ("added", line_of(DUPLICATE)),
        ("added", line_of(WRONG_ID)),
        ("added", line_of(DATE_FORM)),
        ("added", line_of(GOOD)),
        ("moved", line_of(moved)),
    ]
    assert file["headline"] == f"+3 papers, 1 moved, 1 duplicates line {line_of(row(16))}"
    assert file["entries"][-1]["before"]["section"] == ["小论文", "Rivers"]
    assert file["entries"][-1]["after"]["section"] == ["小论文", "器物"]
    summary = branch.run("diff", "main", "--output-format", "markdown").stdout.decode()
    assert summary.startswith(f"**README.md**: {file['headline']}\n")
    assert "- added: Drowsy paddle models of one small afternoon, line " in summary


def test_the_same_by_a_baseline(branch: Repo) -> None:
    branch.git("checkout", "-q", "main~1")
    branch.run("check", "README.md", "--write-baseline", "known.jsonl")
    branch.git("checkout", "-q", "topic")
    found = branch.found("README.md", "--baseline", "known.jsonl")
    expected = sorted(
        [*((line, rule) for line, rule in DUE if rule != "duplicate-entry"), (line_of(row(16)), "duplicate-entry")]
    )
    assert [(line, rule) for _, line, rule in found] == expected  # without a revision the second one is the duplicate
