"""``--explain-config``: what holds for a file, where it comes from, and what is learned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from command import run
from test_cli import CLEAN, FIXABLE, SLIP, folder, write

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder"]  # a fixture

ROWS = "".join(f"| 2024-0{n} | [Tea {n}](https://t.example/{n}) | hot |\n" for n in range(1, 10))
LIST = f"# Teas\n\n## Green\n\n| Date | Title | State |\n| --- | --- | --- |\n{ROWS}\n## Shops\n\n" + "".join(
    f"* [Shop {n}](https://s.example/{n}) - sells tea\n" for n in range(20)
)


def explained(folder: Path, *arguments: str, status: int = 0) -> dict[str, Any]:
    done = run(folder, *arguments, "--explain-config", "--output-format", "json")
    assert done.returncode == status, done.stderr
    report = json.loads(done.stdout)
    assert report["version"] == 1
    return dict(report)


def setting(file: dict[str, Any], name: str) -> list[tuple[object, str]]:
    return [(each["value"], each["origin"]) for each in file["settings"] if each["name"] == name]


def test_without_a_configuration_all_is_default(folder: Path) -> None:
    write(folder, a=CLEAN)
    (file,) = explained(folder, "check", "a.md")["files"]
    assert (file["path"], file["configuration"]) == ("a.md", None)
    assert {each["origin"] for each in (*file["settings"], *file["rules"])} == {"default"}
    running = {each["name"] for each in file["rules"] if each["runs"]}
    listed = json.loads(run(folder, "rules", "--output-format", "json").stdout)
    assert running == {each["name"] for each in listed if each["default"]}


def test_each_setting_has_its_origin(folder: Path) -> None:
    write(folder, a=CLEAN)
    (folder / "awesome-lint.toml").write_text(
        'select = ["dates", "links"]\nignore = ["future-date"]\nfail-on = "error"\n[rules.mixed-date-form]\n'
        'severity = "info"\nform = "YYYY-MM"\n[rules.unsorted-entry]\n'
    )
    (file,) = explained(folder, "check", "a.md", "--ignore", "links", "--fail-on", "never")["files"]
    assert file["configuration"] == "awesome-lint.toml"
    assert setting(file, "select") == [(["dates", "links"], "awesome-lint.toml")]
    assert setting(file, "ignore") == [(["future-date"], "awesome-lint.toml"), (["links"], "command line")]
    assert setting(file, "fail-on") == [("never", "command line")]
    assert setting(file, "layout") == [("entries", "default")]
    (file_of_fix,) = explained(folder, "fix", "a.md", "--no-layout", "--select", "arxiv")["files"]
    assert setting(file_of_fix, "layout") == [("off", "command line")]
    assert setting(file_of_fix, "select") == [(["arxiv"], "command line")]
    rules = {each["name"]: each for each in file["rules"]}
    assert rules["mixed-date-form"] == {
        "name": "mixed-date-form",
        "runs": True,
        "severity": "info",
        "origin": "awesome-lint.toml",
        "options": {"form": {"value": "YYYY-MM", "origin": "awesome-lint.toml"}},
    }
    assert rules["unsorted-entry"]["options"]["order"] == {"value": "learned", "origin": "default"}
    assert not rules["future-date"]["runs"]
    assert not rules["malformed-link"]["runs"]


def test_per_file_ignores_count_and_the_nearest_configuration_is_named(folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder, a=CLEAN)
    write(folder / "sub", b=CLEAN)
    (folder / "sub" / "pyproject.toml").write_text('[tool.awesome-lint.per-file-ignores]\n"b.md" = ["dates"]\n')
    first, second = explained(folder, "check", ".")["files"]
    assert (first["configuration"], second["configuration"]) == (None, "sub/pyproject.toml")
    assert [each["runs"] for each in first["rules"] if each["name"] == "invalid-date"] == [True]
    assert [each["runs"] for each in second["rules"] if each["name"] == "invalid-date"] == [False]


def test_what_is_learned_is_told(folder: Path) -> None:
    write(folder, a=LIST)
    (folder / "awesome-lint.toml").write_text(
        '[columns]\nState = "none"\n[rules.unsorted-entry]\nalphabetical = ["shops"]'
    )
    (file,) = explained(folder, "check", "a.md")["files"]
    assert file["conventions"] == {
        "columns": [
            {"column": "Date", "role": "date", "origin": "learned", "tables": 1},
            {"column": "Title", "role": "title", "origin": "learned", "tables": 1},
            {"column": "State", "role": "none", "origin": "configured", "tables": 1},
        ],
        "dates": [{"place": "column", "name": "date", "form": "YYYY-MM", "count": 9, "total": 9}],
        "orders": [
            {"section": ["Teas", "Green"], "order": "oldest-first", "origin": "learned", "count": 9, "total": 9},
            {"section": ["Teas", "Shops"], "order": "alphabetical", "origin": "configured", "count": 12, "total": 20},
        ],
        "templates": [
            {
                "section": ["Teas", "Shops"],
                "joint": "title text",
                "text": " - ",
                "example": ") - s",
                "count": 20,
                "total": 20,
            }
        ],
        "tables": [{"layout": "compact", "count": 1, "total": 1}],
        "markers": [{"marker": "*", "count": 20, "total": 20}],
    }
    text = run(folder, "check", "a.md", "--explain-config").stdout.decode()
    for line in (
        "  configuration: awesome-lint.toml\n",
        "    dates in column `date`: `YYYY-MM` (9 of 9)\n",
        "    order in `Teas / Green`: oldest-first (9 of 9), learned\n",
        "    column `State`: none, in 1 table (configured)\n",
        "    entries in `Teas / Shops`: `) - s` (20 of 20)\n",
        "    bullets: `*` (20 of 20)\n",
        '= { State = "none" } (awesome-lint.toml)\n',
    ):
        assert line in text


def test_nothing_is_judged_and_nothing_written(folder: Path) -> None:
    write(folder, a=SLIP, b=FIXABLE)
    done = run(folder, "fix", "a.md", "b.md", "--explain-config")
    assert done.returncode == 0
    assert (folder / "b.md").read_text(encoding="utf-8") == FIXABLE
    assert done.stdout.decode().split("\n")[0] == "a.md"
    assert b"\n\nb.md\n" in done.stdout
    for option in (("--output-format", "sarif"), ("--statistics",), ("--output-file", "x")):
        done = run(folder, "check", "a.md", "--explain-config", *option)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"`--explain-config` reports no findings" in done.stderr


def test_what_strangers_wrote_stays_text(folder: Path) -> None:
    rows = ROWS.replace("hot", "\x1b[31mhot\x1b[0m")
    write(folder, a=f"## \x1b]0;title\x07 Green \u202e\n\n| Date | \x1b[2J T | S |\n| --- | --- | --- |\n{rows}")
    (folder / "awesome-lint.toml").write_text('[columns]\n"\\u001b[31m" = "none"\n')
    done = run(folder, "check", "a.md", "--explain-config", environment={"GITHUB_ACTIONS": "true"})
    assert done.returncode == 0
    text = done.stdout.decode()
    assert "oldest-first" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert not {"\x1b", "\x07", "\u202e"} & set(
        run(folder, "check", "a.md", "--explain-config", "--output-format", "json").stdout.decode()
    )


@pytest.mark.parametrize("command", ["check", "fix"])
def test_what_cannot_be_followed_is_said(folder: Path, command: str) -> None:
    write(folder, a=CLEAN)
    (folder / "awesome-lint.toml").write_text("selct = 1")
    report = explained(folder, command, "a.md", status=2)
    assert report["files"] == []
    assert [each["path"] for each in report["errors"]] == ["a.md"]
