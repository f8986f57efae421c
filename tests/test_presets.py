"""Presets: below select and ignore, above the defaults."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from command import run

from awesome_lint import lint
from awesome_lint.config import Config, Selection, parse
from awesome_lint.errors import ConfigError
from awesome_lint.fixer import fix
from awesome_lint.kinds import of_option
from awesome_lint.presets import AWESOME, PRESETS
from awesome_lint.registry import activate, all_rules
from awesome_lint.rule import Context
from awesome_lint.source import Source

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = {rule.name for rule in all_rules() if rule.default}
LIST = "# Ants [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n\n"
LIST += "- [Ants](https://ants.example) – they are small\n"


def names(*selections: Selection) -> set[str]:
    return {active.rule.name for active in activate(Config(selections))}


def test_a_preset_names_rules_and_options_that_exist() -> None:
    rules = {rule.name: rule for rule in all_rules()}
    for each in PRESETS:
        assert set(each.rules) <= set(rules)
        assert len(set(each.rules)) == len(each.rules)
        assert set(each.options) <= set(each.rules)
        for name, options in each.options.items():
            for option, value in options.items():
                assert of_option(rules[name].options[option]).read(value, name) == value


def test_a_preset_adds_to_the_defaults() -> None:
    assert names(Selection(preset="awesome")) == DEFAULT - set(AWESOME.instead_of) | set(AWESOME.rules)


def test_a_presets_own_form_takes_the_place_of_the_learned_one() -> None:
    dated = "".join(
        f"- 2024-{n % 12 + 1:02} [Tool {n} x](https://e{n}.example): Thing number {n}.\n" for n in range(24)
    )
    source = Source(f"# T\n\n## A\n\n{dated}- [Odd](https://odd.example): Thing odd here.\n")
    result = fix(source, activate(Config((Selection(preset="awesome"),))), Context(dt.date(2026, 11, 1)), unsafe=True)
    assert "[Odd](https://odd.example) - Thing" in result.source.text
    assert "entry-off-template" in names(Selection(extend_select=("entry-off-template",), preset="awesome"))


def test_select_and_ignore_stand_above_a_preset() -> None:
    assert names(Selection(("dates",), preset="awesome")) == names(Selection(("dates",)))
    assert names(Selection(ignore=("style",), preset="awesome")) == DEFAULT - set(AWESOME.instead_of) | {
        name for name in AWESOME.rules if name in ("cross-listed-entry", "empty-link")
    }
    assert "cjk-spacing" in names(Selection(extend_select=("cjk-spacing",), preset="awesome"))
    assert "table-layout" not in names(Selection(layout=False, preset="awesome"))


def test_a_later_layer_stands_above_the_preset_of_an_earlier_one() -> None:
    assert "ci-badge" not in names(Selection(preset="awesome"), Selection(ignore=("ci-badge",)))
    assert "ci-badge" in names(Selection(("dates",)), Selection(preset="awesome"))


def test_a_preset_sets_options_and_a_configuration_has_the_last_word() -> None:
    config = parse('preset = "awesome"\n[rules.unseparated-description]\nseparator = "–"\n', "x.toml")
    assert config is not None
    options = {active.rule.name: active.options for active in activate(config)}
    assert options["description-ending"] == {"ending": "."}
    assert options["unseparated-description"] == {"separator": "–"}
    assert {active.rule.name: active.options for active in activate(Config())}.get("description-ending") is None


def test_a_preset_of_a_configuration_is_followed() -> None:
    config = parse('preset = "awesome"\nignore = ["lowercase-description"]\n', "x.toml")
    assert sorted(found.rule for found in lint(LIST, config)) == ["description-ending", "unseparated-description"]
    assert lint(LIST) == []


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('preset = "awsome"', "did you mean `awesome`?"),
        ('preset = "zzz"', "expected one of `awesome`"),
        ("preset = true", "expected a preset's name"),
    ],
)
def test_a_wrong_preset_is_named(toml: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(toml, "x.toml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("x.toml: `preset`")


def test_the_command_line_knows_presets(tmp_path: Path) -> None:
    tmp_path.joinpath("README.md").write_text(LIST, encoding="utf-8")
    assert run(tmp_path, "check").returncode == 0
    told = run(tmp_path, "check", "--preset", "awesome", "--output-format", "json")
    assert told.returncode == 1
    found = {each["rule"] for each in json.loads(told.stdout)["diagnostics"]}
    assert {"unseparated-description", "missing-contributing-file", "missing-license-file"} <= found
    tmp_path.joinpath("contributing.md").touch()
    tmp_path.joinpath("LICENSE").touch()
    less = run(
        tmp_path, "check", "--preset", "awesome", "--output-format", "json", "--ignore", "unseparated-description"
    )
    assert {each["rule"] for each in json.loads(less.stdout)["diagnostics"]} == found - {
        "unseparated-description",
        "missing-contributing-file",
        "missing-license-file",
    }


def test_rules_lists_a_preset_alone(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "rules", "--preset", "awesome", "--output-format", "json").stdout)
    assert {rule["name"] for rule in listed} == set(AWESOME.rules)


@pytest.mark.parametrize("command", ["check", "fix", "rules"])
def test_an_unknown_preset_is_an_error_with_a_suggestion(tmp_path: Path, command: str) -> None:
    told = run(tmp_path, command, "--preset", "awsome")
    assert told.returncode == 2
    assert "unknown preset `awsome`; did you mean `awesome`?" in told.stderr.decode()
