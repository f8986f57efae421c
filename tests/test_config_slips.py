"""What people get wrong in a configuration, and what they are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command import run
from test_cli import SLIP, folder, paths, write

from awesome_lint.config import parse
from awesome_lint.errors import ConfigError
from awesome_lint.patterns import matches

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder"]  # a fixture


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("exclude = [2024-01-01]", "`exclude`: unexpected `[2024-01-01]`, expected a list of strings"),
        ("exclude = 07:32:00", "`exclude`: unexpected `07:32:00`, expected a list of strings"),
        ("exclude = nan", "`exclude`: unexpected `nan`, expected a list of strings"),
        (
            r"exclude = ['docs\old']",
            r"`exclude`: unexpected `" + '"docs' + r'\\old"' + "`, expected a glob pattern such as",
        ),
        ('exclude = ["!docs"]', '`exclude`: unexpected `"!docs"`, expected a glob pattern such as `docs/**`'),
        ('exclude = [""]', '`exclude`: unexpected `""`, expected a glob pattern'),
        ('fail_on = "error"', "unknown key `fail_on`; did you mean `fail-on`?"),
        ('disable = ["dates"]', "unknown key `disable`; expected one of `columns`, `exclude`"),
        (
            'mixed-date-form = "off"',
            "unknown key `mixed-date-form`; what is set for a rule stands in `rules.mixed-date-form`; ",
        ),
        (
            '[awesome-lint]\nselect = ["dates"]',
            "unknown key `awesome-lint`; in this file the settings stand at the top",
        ),
        (
            '[per-file-ignores]\n"a.md" = ["dates"]\nselect = ["dates"]',
            "`per-file-ignores`: `select` is a setting and no file: move it above the first `[table]`",
        ),
        ('[per-file-ignores]\n"a.md" = "dates"', '`a.md`: unexpected `"dates"`, expected a list of strings'),
        ('[per-file-ignores]\n"a.md" = ["dat"]', "`per-file-ignores`: `a.md`: unknown rule or group `dat`"),
        ('[per-file-ignores]\n"a\\\\b.md" = ["dates"]', "expected a glob pattern such as `docs/**`, with `/` between"),
        ('[rules.dates]\nseverity = "info"', "`rules`: `dates` is a group; severity and options are set rule by rule"),
        (
            '[rules.future-date]\nseverity = "off"',
            '`severity`: unexpected `"off"`; to turn a rule off, name it in `ignore`',
        ),
        ("[rules.future-date]\nseverity = false", "unexpected `false`; to turn a rule off, name it in `ignore`"),
        ('[rules]\nfuture-date = "error"', '`rules`: `future-date`: unexpected `"error"`, expected a table'),
        ("[rules.oversized-file]\nbytes = 4.5", "`bytes`: unexpected `4.5`, expected a whole number"),
        ("[rules.oversized-file]\nbytes = 2024-01-01T00:00:00Z", "unexpected `2024-01-01T00:00:00+00:00`, expected"),
        ("[[rules]]\na = 1", "`rules`: unexpected `[{ a = 1 }]`, expected a table"),
        (f"exclude = [{'1, ' * 100}]", "1, 1,…`, expected a list of strings"),
        ("[" * 5000, "no valid TOML"),
        (f"exclude{'.a' * 5000} = 1", "`exclude`: unexpected `…`, expected a list of strings"),
    ],
)
def test_what_was_meant_is_told(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "awesome-lint.toml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("awesome-lint.toml: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[tool.awesome_lint]\nselect = ["dates"]',
            "pyproject.toml: unknown table `[tool.awesome_lint]`; did you mean `[tool.awesome-lint]`?",
        ),
        ("[tool]\nawesome-lint = 3", "pyproject.toml: [tool.awesome-lint]: expected a table"),
        ("[[tool.awesome-lint]]\nselect = []", "pyproject.toml: [tool.awesome-lint]: expected a table"),
    ],
)
def test_a_table_of_pyproject_that_is_none_is_told(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "pyproject.toml", pyproject=True)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["", "tool = 1", "[[tool]]\na = 1", "[tool.awesome]", "[project]\nname = 'x'"])
def test_a_pyproject_that_says_nothing_of_us_is_none_of_ours(text: str) -> None:
    assert parse(text, "pyproject.toml", pyproject=True) is None


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.{md,markdown}", "docs/a.markdown", True),
        ("*.{md,markdown}", "docs/a.txt", False),
        ("docs/{old,new*}/**", "docs/newer/a.md", True),
        ("docs/{old,new*}/**", "docs/older/a.md", False),
        ("{a}.md", "a.md", False),
        ("{a}.md", "{a}.md", True),
        ("../lists/*.md", "../lists/a.md", True),
        ("select/", "select/a.md", True),
    ],
)
def test_braces_and_folders_above(pattern: str, path: str, *, expected: bool) -> None:
    assert matches(pattern, path) is expected


def test_a_wrong_configuration_is_told_once_and_its_files_are_all_named(folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder, a=SLIP)
    write(folder / "sub", b=SLIP, c=SLIP, d=SLIP)
    (folder / "sub" / "awesome-lint.toml").write_text("selct = []\n")
    message = "sub/awesome-lint.toml: unknown key `selct`; did you mean `select`?"
    for command in ("check", "fix", "export"):
        done = run(folder, command, ".", *(() if command == "export" else ("--output-format", "json")))
        assert done.returncode == 2
        assert done.stderr.decode() == f"error: {message}; the files that it holds for were not judged\n"
        if command != "export":
            assert paths(done) == {"a.md"}
            assert json.loads(done.stdout)["errors"] == [
                {"path": f"sub/{name}.md", "message": f"its configuration cannot be followed: {message}"}
                for name in "bcd"
            ]
    assert b"3 files could not be judged" in run(folder, "check", ".").stdout
