"""What happened to entries between two states of a list."""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repositories import Repo, repo

import awesome_lint
from awesome_lint.entry_diff import differences
from awesome_lint.subsequence import longest_increasing

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["repo"]  # a fixture

NAMES = ["Oolong", "Sencha", "Assam", "Gyokuro", "Matcha", "Rooibos"]


def bullet(name: str, more: str = "") -> str:
    return f"- [{name}](https://example.org/{name.lower()}){more}\n"


def section(title: str, *bullets: str) -> str:
    return f"## {title}\n\n{''.join(bullets)}\n"


LIST = "# Teas\n\n" + section("Leaves", *map(bullet, NAMES)) + section("Kettles", bullet("Copper"), bullet("Iron"))


def changes(before: str | None, after: str | None) -> list[tuple[str, str]]:
    old, new = (None if text is None else awesome_lint.parse(text) for text in (before, after))
    return [(change.kind.value, change.entry.title) for change in differences(old, new)]


def test_nothing_happened() -> None:
    assert changes(LIST, LIST) == []
    assert changes(LIST, LIST.replace("\n", "\r\n")) == []
    assert changes(LIST, LIST.replace("- [", "*   [")) == []
    assert changes(LIST, LIST.replace("# Teas", "# Teas\n\nOf the world.")) == []
    assert changes(None, None) == []
    assert changes(LIST, LIST.replace("## Kettles", "## Pots and kettles")) == []  # renamed, not moved
    assert changes(LIST, LIST.replace("# Teas", "# Teas of the world")) == []


def test_tables_and_numbers_may_be_laid_out_anew() -> None:
    wide = "| Title   | Note |   |\n| ------- | ---- | --- |\n| [Oolong](https://example.org/o) |  blue  |  |\n"
    tight = "|Title|Note||\n|-|-|-|\n|[Oolong](https://example.org/o)|blue\n"
    assert changes(wide, tight) == []
    numbered = "1. [A b](https://example.org/a)\n2. [C d](https://example.org/c)\n"
    counted_on = "1. [New](https://example.org/n)\n2. [A b](https://example.org/a)\n3. [C d](https://example.org/c)\n"
    assert changes(numbered, counted_on) == [("added", "New")]


def test_added_and_removed() -> None:
    more = LIST.replace(bullet("Assam"), bullet("Assam") + bullet("Lapsang"))
    assert changes(LIST, more) == [("added", "Lapsang")]
    assert changes(more, LIST) == [("removed", "Lapsang")]
    assert changes(None, LIST) == [("added", name) for name in [*NAMES, "Copper", "Iron"]]
    assert changes(LIST, None) == [("removed", name) for name in [*NAMES, "Copper", "Iron"]]


def test_moved_is_what_left_its_neighbours_and_not_they() -> None:
    up = LIST.replace(bullet("Matcha"), "").replace(bullet("Oolong"), bullet("Matcha") + bullet("Oolong"))
    assert changes(LIST, up) == [("moved", "Matcha")]
    away = LIST.replace(bullet("Matcha"), "").replace(bullet("Iron"), bullet("Iron") + bullet("Matcha"))
    assert changes(LIST, away) == [("moved", "Matcha")]
    inserted = LIST.replace(bullet("Oolong"), bullet("One") + bullet("Two") + bullet("Oolong"))
    assert changes(LIST, inserted) == [("added", "One"), ("added", "Two")]
    assert changes(inserted, LIST) == [("removed", "One"), ("removed", "Two")]
    both = LIST.replace(bullet("Matcha"), "").replace(bullet("Iron"), bullet("Iron") + bullet("Matcha", " - powder"))
    assert changes(LIST, both) == [("moved", "Matcha")]


def test_changed_is_the_same_work_with_another_text() -> None:
    assert changes(LIST, LIST.replace(bullet("Assam"), bullet("Assam", " - malty"))) == [("changed", "Assam")]
    assert changes(LIST, LIST.replace("[Assam]", "[Assam tea]")) == [("changed", "Assam tea")]
    assert changes(LIST, LIST.replace("org/assam", "com/assam")) == [("changed", "Assam")]
    gone = LIST.replace(bullet("Assam"), bullet("Darjeeling"))
    assert changes(LIST, gone) == [("added", "Darjeeling"), ("removed", "Assam")]


def test_what_changed_is_named() -> None:
    before = "| Date | Title |\n| --- | --- |\n| 2024/06 | [Folding an umbrella](https://arxiv.org/abs/2406.07070) |\n"
    after = before.replace("2024/06", "2024-06").replace("abs", "pdf")
    (change,) = differences(awesome_lint.parse(before), awesome_lint.parse(after))
    assert change.edited == (
        ("date", "2024/06", "2024-06"),
        ("address", "https://arxiv.org/abs/2406.07070", "https://arxiv.org/pdf/2406.07070"),
    )
    (change,) = differences(awesome_lint.parse(LIST), awesome_lint.parse(LIST.replace("copper)", "copper) - red")))
    assert [part.part for part in change.edited] == ["text"]


def test_a_second_entry_for_a_work_is_told_from_the_first() -> None:
    paper, again = (f"- [On the steeping of leaves](https://arxiv.org/{kind}/2410.12345)\n" for kind in ("abs", "pdf"))
    before = "# Teas\n\n" + section("Leaves", bullet("Oolong"), paper) + section("Kettles", bullet("Iron"))
    for text in (before.replace(bullet("Oolong"), again + bullet("Oolong")), before.replace(paper, paper + again)):
        (change,) = differences(awesome_lint.parse(before), awesome_lint.parse(text))
        assert change.kind == "added"
        assert change.after
        assert change.after.links[0].target.startswith("https://arxiv.org/pdf")
        assert change.duplicates
        assert change.duplicates.links[0].target.startswith("https://arxiv.org/abs")
    text = before.replace(bullet("Iron"), bullet("Iron") + again)
    (change,) = differences(awesome_lint.parse(before), awesome_lint.parse(text))
    assert (change.duplicates, bool(change.elsewhere)) == (None, True)
    twice = before.replace(paper, paper + again + again)
    assert (
        len([each for each in differences(awesome_lint.parse(before), awesome_lint.parse(twice)) if each.duplicates])
        == 2
    )


@given(
    st.permutations(NAMES), st.sets(st.sampled_from(NAMES)), st.lists(st.sampled_from(["New", "Newer"]), unique=True)
)
def test_any_change_is_told_whole(order: list[str], removed: set[str], added: list[str]) -> None:
    kept = [name for name in order if name not in removed]
    told = changes(section("Leaves", *map(bullet, NAMES)), section("Leaves", *map(bullet, [*added, *kept])))
    assert [name for kind, name in told if kind == "added"] == added
    assert {name for kind, name in told if kind == "removed"} == removed
    moved = {name for kind, name in told if kind == "moved"}
    stayed = [NAMES.index(name) for name in kept if name not in moved]
    assert stayed == sorted(stayed)
    assert len(told) == len(added) + len(removed) + len(moved)


@given(st.permutations(range(6)))
def test_the_longest_increasing_subsequence(values: list[int]) -> None:
    chosen = sorted(longest_increasing(values))
    assert [values[at] for at in chosen] == sorted(values[at] for at in chosen)
    best = max(size for size in range(7) for each in combinations(values, size) if list(each) == sorted(each))
    assert len(chosen) == best


def test_the_longest_of_nothing() -> None:
    assert longest_increasing([]) == set()


def test_the_command_lists_what_happened(repo: Repo) -> None:
    repo.commit("README.md", LIST)
    repo.commit("gone.md", section("Leaves", bullet("Lapsang")))
    repo.commit("same.md", "# Same\n")
    repo.git("checkout", "-qb", "topic")
    repo.git("mv", "README.md", "teas.md")
    repo.commit("teas.md", LIST.replace(bullet("Iron"), bullet("Iron", " - black") + bullet("Clay")))
    (repo.root / "gone.md").unlink()
    repo.write("new.md", bullet("Ceylon"))
    repo.write("same.md", "# Same again\n")
    assert repo.run("diff", "main").stdout.decode().splitlines() == [
        "gone.md: -1 entry",
        "  - Lapsang, line 3 before, in `Leaves`",
        "new.md: +1 entry",
        "  + Ceylon, line 1",
        "teas.md (was README.md): +1 entry, 1 changed",
        "  + Clay, line 16, in `Kettles`",
        "  ~ Iron, line 15, in `Kettles`; other text",
    ]
    assert repo.run("diff", "main", "new.md").stdout.decode().splitlines()[0] == "new.md: +1 entry"
    assert repo.run("diff", "HEAD", "teas.md").stdout == b"No entry changed\n"
    assert repo.run("diff", "HEAD", "teas.md", "--output-format", "markdown").stdout == b"No entry changed.\n"
    report = json.loads(repo.run("diff", "main", "--output-format", "json").stdout)
    assert (report["version"], report["errors"]) == (1, [])
    assert report["summary"] == {"added": 2, "removed": 1, "moved": 0, "changed": 1, "duplicates": 0}
    assert [(file["path"], file["was"]) for file in report["files"]] == [
        ("gone.md", None),
        ("new.md", None),
        ("teas.md", "README.md"),
    ]
    assert report["files"][2]["entries"][0] == {
        "change": "added",
        "title": "Clay",
        "identity": "url:example.org/clay",
        "before": None,
        "after": {"line": 16, "section": ["Teas", "Kettles"]},
        "edited": [],
        "duplicates": None,
        "elsewhere": None,
    }


def test_the_command_says_what_is_wrong(repo: Repo, tmp_path: Path) -> None:
    repo.commit("a.md", LIST)
    for arguments, message in (
        (("nothing",), "unknown revision `nothing`"),
        (("--", "--output=leak"), "unknown revision `--output=leak`"),
        (("HEAD", "-"), "name the file"),
        (("HEAD", "b.md"), "error: b.md: no such file or folder"),
    ):
        done = repo.run("diff", *arguments)
        assert done.returncode == 2
        assert message in done.stderr.decode()
    (repo.root / "a.md").write_bytes(b"\xff")
    done = repo.run("diff", "HEAD", "--output-format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["errors"][0]["path"] == "a.md"
    assert not (tmp_path / "leak").exists()


HOSTILE = [
    "<img src=x onerror=alert(1)> & more",
    "](https://evil.example) [x",
    "**bold** _it_ `code` ~~gone~~",
    "| a | b |",
    "@everyone look at #1 and example/tea#2",
    "https://evil.example and www.evil.example",
    "# heading",
    "::error file=x::boom",
    "\x1b]8;;https://evil.example\x07red\x1b[31m",
    "a\u202eb\u200bc",
    "$(touch leak) ${{ github.token }}",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_text_of_a_list_is_markup_or_a_command(repo: Repo, title: str) -> None:
    name = "x `](y) <b> @z.md"
    escaped = (
        title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("<", "\\<").replace("`", "\\`")
    )
    repo.commit(name, "# T\n")
    repo.write(name, f"# T\n\n## {escaped}\n\n- [{escaped}](https://example.org/x)\n")
    summary = repo.run("diff", "HEAD", "--output-format", "markdown").stdout.decode()
    html = pytest.importorskip("cmarkgfm").github_flavored_markdown_to_html(summary)
    assert "+1 entry" in html
    for tag in ("<img", "<a ", "<em", "<b>", "<code", "<del", "<h1", "<table", "<script"):
        assert tag not in html
    assert html.count("<strong>") == 1
    assert html.count("<li>") == 1
    plain = repo.run("diff", "HEAD").stdout.decode()
    for text in (summary, plain):
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
        assert not any(line.startswith("::") for line in text.splitlines())
