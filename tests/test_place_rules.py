"""Rules on where a link leads inside the repository, and where it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from effort import growth

from awesome_lint.cli import app, files
from awesome_lint.cli.files import existence
from awesome_lint.diagnostic import Applicability, Diagnostic, Severity
from awesome_lint.reading import read
from awesome_lint.rule import Context, Rule
from awesome_lint.rules import missing_anchor, missing_file, swallowed_punctuation
from awesome_lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANCHOR, FILE, SWALLOWED = missing_anchor.RULE, missing_file.RULE, swallowed_punctuation.RULE
TODAY = dt.date(2026, 11, 1)


def run(
    rule: Rule, text: str, exists: Callable[[str], bool] | None = None, path: str = "README.md"
) -> list[Diagnostic]:
    return list(rule.check(read(Source.of(text, path)), Context(TODAY, {}, exists=exists)))


def nothing(_path: str) -> bool:
    return False


def applied(text: str, found: list[Diagnostic]) -> str:
    return Source.of(text).edited(edit for one in found if one.fix for edit in one.fix.edits).text


@pytest.mark.parametrize(
    "link",
    [
        "[a](#)",
        "[a](#TOP)",
        "[a](#readme)",
        "[a](#MIT-1-ov-file)",
        "[a](#L10)",
        "[a](#L10C2-L12C3)",
        "[a](#fn1)",
        "[a](#fnref-1)",
        "[a](#:~:text=ants)",
        "[a](#/docs)",
        "[a](#{{ page.id }})",
        "![a](#ants)",
        "`[a](#ants)`",
        "<!-- [a](#ants) -->",
        "\\[a](#ants)",
        "[a](https://example.org/#ants)",
        "[a](other.md#ants)",
        "[a](docs/README.md#ants)",
    ],
)
def test_anchors_that_are_not_judged(link: str) -> None:
    assert run(ANCHOR, f"{link}\n\n## Bees\n") == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[a](#bes-and-wasps)", "[a](#bees-and-wasps)"),
        ("[a](README.md#bes-and-wasps)", "[a](README.md#bees-and-wasps)"),
        ("[a](./README.md#bes-and-wasps)", "[a](./README.md#bees-and-wasps)"),
        ("[a](<#bees and wasps>)", "[a](<#bees-and-wasps>)"),
        ("[a](#user-content-bees-wasps-and 'x'), [b](#bees--and-wasps)", None),
        ("<a href='#beesandwasps'>a</a>", "<a href='#bees-and-wasps'>a</a>"),
        ("<div><a href=#BEES-and-wasps>a</a></div>", "<div><a href=#bees-and-wasps>a</a></div>"),
        ("[Bees and wasps](#insects)", "[Bees and wasps](#bees-and-wasps)"),
        ("[a](#%62es-and-wasps)", "[a](#bees-and-wasps)"),
    ],
)
def test_anchors_that_slipped(link: str, expected: str | None) -> None:
    tail = "\n\n## Bees and wasps\n"
    found = run(ANCHOR, link + tail)
    assert found
    if expected:
        assert [one.fix.applicability for one in found if one.fix] == [Applicability.UNSAFE]
        assert applied(link + tail, found) == expected + tail


def test_a_reference_link_is_found_and_left() -> None:
    (found,) = run(ANCHOR, "[a][b]\n\n[b]: #bes\n\n## Bees\n")
    assert found.fix is None
    assert found.span == (0, 6)


def test_a_fragment_is_told_once_and_mended_everywhere() -> None:
    text = "[a](#beees)\n\n[b](#beees)\n\n## Bees\n"
    (found,) = run(ANCHOR, text)
    assert [one.mirror for one in found.related] == ["", found.message]
    assert applied(text, [found]) == text.replace("beees", "bees")


def test_case_alone_is_worth_knowing() -> None:
    (found,) = run(ANCHOR, "[a](#Bees)\n\n## Bees\n")
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    ("link", "headings"),
    [
        ("[a](#part-2)", "## Part 1"),
        ("[a](#beees)", "## Bees\n\n## Bees"),
        ("[a](#bees-1)", "## Bees"),
        ("[a](#cats)", "## Bats\n\n## Rats"),
        ("[Moss](#beess)", "## Bees\n\n## Moss"),
    ],
)
def test_what_is_only_likely_is_for_people(link: str, headings: str) -> None:
    (found,) = run(ANCHOR, f"{link}\n\n{headings}\n")
    assert found.fix
    assert found.fix.applicability is Applicability.MANUAL


@pytest.mark.parametrize("link", ["[a](#ab)", "[a](#lichen)", "[a](#" + "x" * 500 + ")"])
def test_what_is_far_from_all_headings_has_no_fix(link: str) -> None:
    (found,) = run(ANCHOR, f"{link}\n\n## AC\n\n## Bees\n")
    assert found.fix is None


def test_many_lost_fragments_take_their_time_in_proportion() -> None:
    def prepared(count: int) -> Callable[[], object]:
        links = "".join(f"- [{n}](#lost-place-{n}x)\n" for n in range(count))
        return lambda: run(ANCHOR, links + "".join(f"\n## A heading {n} of many\n" for n in range(count)))

    assert growth(prepared, 150) < 3
    assert len(run(ANCHOR, "[a](#b)" + "<a id=b " * 20_000 + "{#" + "b" * 50_000)) == 0


@pytest.mark.parametrize(
    "link",
    [
        "[a](https://example.org/a.md)",
        "[a](//example.org/a.md)",
        "[a](mailto:a@example.org)",
        "[a](tel:123)",
        "[a](#here)",
        "[a]()",
        "[a](?tab=readme)",
        "[a](url)",
        "[a](TODO)",
        "[a](path/to/file.md)",
        "[a](xxx)",
        "[a](...)",
        "[a](-)",
        "[a]({{ url }})",
        "[a](docs/{{ url }}.md)",
        "<img src='${icon}'>",
        "[a](www.example.org)",
        "[a](github.com/example/ants)",
        "`[a](a.md)`",
        "<!-- [a](a.md) -->",
    ],
)
def test_addresses_that_are_no_paths(link: str) -> None:
    assert run(FILE, link, nothing) == []


@pytest.mark.parametrize("link", ["[a](a.md)", "![a](a.png)", "<img src='a.png'>", "<a href=a.md>b</a>", "[a](/a)"])
def test_paths_that_are_missing(link: str) -> None:
    assert len(run(FILE, link, nothing)) == 1
    assert run(FILE, link) == []
    assert run(FILE, link, lambda _: True) == []


def test_a_path_is_told_once() -> None:
    (found,) = run(FILE, "[a](a.md#b) [a](a.md?raw=true)\n\n[c][d]\n\n[d]: a.md\n", nothing)
    assert [one.mirror for one in found.related] == [found.message] * 2


def test_what_was_meant_where_it_is_no_file() -> None:
    (place,) = run(FILE, "[a](tiny-models)\n\n## Tiny models\n", nothing)
    (mail,) = run(FILE, "[a](ants@example.org)\n\n## Tiny models\n", nothing)
    assert place.help == "for the heading of this page write `#tiny-models`"
    assert mail.help == "for an e-mail address write `mailto:ants@example.org`"


def test_in_a_repository(tmp_path: Path) -> None:
    for name in (".git", "docs/ants and bees", "img"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("README.md", "img/雨.png", "docs/a#b.md", "docs/100%.md"):
        (tmp_path / name).touch()
    exists = existence(tmp_path / "docs")
    good = "../README.md ../img/%E9%9B%A8.png ../img/雨.png /README.md a%23b.md ./ants%20and%20bees/ ../../x 100%.md"
    bad = "README.md ../img/雨.PNG /docs/README.md ants/ ../docs/b.md"
    for path in good.split():
        assert run(FILE, f"[a]({path})", exists) == [], path
    for path in bad.split():
        assert len(run(FILE, f"[a]({path})", exists)) == 1, path


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("见https://example.org/a，很小", "见<https://example.org/a>，很小"),
        (
            "https://example.org/4，以及（https://example.org/5）",
            "<https://example.org/4>，以及（<https://example.org/5>）",
        ),
        ("(https://example.org/a)，很小", "(<https://example.org/a>)，很小"),
        ("https://example.org/a.，很小", "<https://example.org/a>.，很小"),
        ("“https://example.org/a”", "“<https://example.org/a>”"),
        ("https://example.org，很小", "<https://example.org>，很小"),
        ("https://example.org/a_(b)》", "<https://example.org/a_(b)>》"),
    ],
)
def test_punctuation_is_let_go(bad: str, good: str) -> None:
    found = run(SWALLOWED, bad)
    assert len(found) == 1
    assert applied(bad, found) == good
    assert run(SWALLOWED, good) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a, small",
        "https://example.org/a。".replace("。", " 。"),
        "https://example.org/雨",
        "https://example.org/雨，水",
        "https://example.org/雨（水）",
        "[雨](https://example.org/a，b)",
        "<https://example.org/a，b>",
        "`https://example.org/a，b`",
        "<a href='https://example.org/a，b'>雨</a>",
    ],
)
def test_addresses_that_swallow_nothing(text: str) -> None:
    assert run(SWALLOWED, text) == []


def copied(text: str, *, whole: bool, there: tuple[str, ...] = ()) -> list[Severity | None]:
    context = Context(TODAY, {}, exists=there.__contains__, whole=whole)
    return [found.severity for found in FILE.check(read(Source.of(text)), context)]


def test_a_list_without_its_repository_misses_its_files_by_the_way() -> None:
    text = "[a](a.md) [b](b.md) ![c](c.png)\n"
    assert copied(text, whole=False) == [Severity.INFO] * 3
    assert copied(text, whole=False, there=("a.md",)) == [Severity.INFO] * 2


def test_a_file_is_missing_where_most_are_there_or_the_repository_is_whole() -> None:
    text = "[a](a.md) [b](b.md) ![c](c.png)\n"
    assert copied(text, whole=True) == [None] * 3
    assert copied(text, whole=False, there=("a.md", "b.md")) == [None]


def test_a_folder_is_whole_below_a_git_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "list.md").write_text("- [Ants](ants.md)\n")
    for severity in ("info", "error"):
        printed = CliRunner().invoke(app, ["check", "--isolated", str(tmp_path / "docs" / "list.md")]).output
        assert f"{severity}[missing-file]" in printed
        (tmp_path / ".git").mkdir(exist_ok=True)
        files.repository_root.cache_clear()
