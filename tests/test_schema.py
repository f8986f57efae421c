"""The published JSON Schema and the code that reads the configuration, held to each other."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from command import run
from hypothesis import example, given
from hypothesis import strategies as st
from test_cli import folder

from awesome_lint.config import from_mapping
from awesome_lint.diagnostic import Severity
from awesome_lint.errors import ConfigError
from awesome_lint.kinds import written
from awesome_lint.reading.columns import ROLES
from awesome_lint.registry import ALL, GROUPS, all_rules
from awesome_lint.schema import as_json, schema
from awesome_lint.settings import SETTINGS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["folder"]  # a fixture

FILE = Path(__file__).parent.parent / "awesome-lint.schema.json"
VALIDATOR = jsonschema.Draft7Validator(schema())


def reads(table: dict[str, Any]) -> bool:
    try:
        from_mapping(table)
    except ConfigError:
        return False
    return True


NAMES = st.sampled_from([ALL, *GROUPS, *(rule.name for rule in all_rules())])
WORDS = st.text(max_size=4) | st.sampled_from(
    ["a", " ", "", "docs/**", "!a", "a\\b", "a\n", *SETTINGS, *ROLES, *Severity, "off", "document", "keep", "rule"]
)
SCALARS = WORDS | NAMES | st.booleans() | st.integers(-9, 9) | st.floats() | st.dates()


def nested(inner: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3)


ANYTHING = st.recursive(SCALARS, nested, max_leaves=6)
LISTS = st.lists(NAMES, max_size=3)
TABLES = st.fixed_dictionaries(
    {"rule": NAMES}, optional={"link": WORDS, "title": WORDS, "reason": WORDS, "else": WORDS}
)
OPTIONS = {
    rule.name: st.fixed_dictionaries(
        {},
        optional={
            "severity": st.sampled_from([*Severity, "off"]),
            **{
                name: (
                    st.sampled_from(option.choices)
                    if option.choices
                    else st.just(option.default) | WORDS | st.integers(-9, 9) | st.booleans()
                )
                if not isinstance(option.default, tuple)
                else st.lists(WORDS, max_size=2)
                for name, option in rule.options.items()
            },
        },
    )
    for rule in all_rules()
}
LIKELY: dict[str, SearchStrategy[Any]] = {
    "select": LISTS,
    "extend-select": LISTS,
    "ignore": st.lists(NAMES | TABLES, max_size=3),
    "extend-ignore": LISTS,
    "fail-on": st.sampled_from([*Severity, "never", "warn"]),
    "layout": st.sampled_from(["entries", "off", "on"]),
    "exclude": st.lists(WORDS, max_size=3),
    "per-file-ignores": st.dictionaries(WORDS, LISTS, max_size=3),
    "columns": st.dictionaries(WORDS, st.sampled_from([*ROLES, "role"]), max_size=3),
    "rules": st.fixed_dictionaries({}, optional=OPTIONS),
}
CONFIGS = st.fixed_dictionaries(
    {}, optional={name: LIKELY.get(name, ANYTHING) | ANYTHING for name in SETTINGS}
) | st.dictionaries(WORDS, ANYTHING, max_size=2)


def test_the_published_schema_is_that_of_the_code(folder: Path) -> None:
    assert run(folder, "schema").stdout == as_json()
    if not FILE.exists():
        pytest.skip("the tests run on an installed package, without the published file")
    assert FILE.read_bytes() == as_json(), "run `awesome-lint schema > awesome-lint.schema.json`"


def test_it_is_a_schema_that_refuses_unknown_keys() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    assert VALIDATOR.is_valid({})
    assert not VALIDATOR.is_valid({"selct": []})
    assert not VALIDATOR.is_valid({"rules": {"future-dat": {}}})
    assert not VALIDATOR.is_valid({"rules": {"future-date": {"severty": "error"}}})


def test_every_setting_and_option_is_described() -> None:
    made = schema()["properties"]
    assert list(made) == list(SETTINGS)
    assert all(each["description"] for each in made.values())
    rules = made["rules"]["properties"]
    for rule in all_rules():
        assert rules[rule.name]["description"] == rule.summary
        assert set(rules[rule.name]["properties"]) == {"severity", *rule.options}
        assert all(each["description"] for each in rules[rule.name]["properties"].values())


def test_every_default_is_a_setting_that_changes_nothing() -> None:
    for name, setting in SETTINGS.items():
        if setting.default is not None:
            assert VALIDATOR.is_valid({name: setting.default})
            assert from_mapping({name: setting.default}) == from_mapping({})
    for rule in all_rules():
        options = schema()["properties"]["rules"]["properties"][rule.name]["properties"]
        defaults = {name: option["default"] for name, option in options.items()}
        assert VALIDATOR.is_valid({"rules": {rule.name: defaults}})
        assert reads({"rules": {rule.name: defaults}})


@given(CONFIGS)
@example({"exclude": ["a\n"]})
@example({"per-file-ignores": {"select": ["dates"]}})
@example({"ignore": [{"rule": "dates"}]})
@example({"ignore": [{"rule": "dates", "link": " "}]})
@example({"rules": {"oversized-file": {"bytes": True}}})
@example({"rules": {"oversized-file": {"bytes": 5.0}}})
def test_what_is_read_is_valid_and_what_is_invalid_is_refused(table: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(table) or not reads(table)


@given(st.fixed_dictionaries({}, optional=LIKELY))
def test_what_is_valid_is_read(table: dict[str, Any]) -> None:
    given_twice = len({" ".join(name.split()).casefold() for name in table.get("columns", {})})
    if VALIDATOR.is_valid(table) and given_twice == len(table.get("columns", {})):
        from_mapping(table)


@given(st.recursive(st.text() | st.booleans() | st.integers() | st.dates(), nested, max_leaves=6))
def test_values_are_shown_as_toml(value: object) -> None:
    text = f"value = {written(value)}"
    if "\x7f" not in text:  # the one character that TOML escapes and JSON does not
        assert tomllib.loads(text)["value"] == value


def test_it_is_plain_json() -> None:
    assert json.loads(as_json()) == schema()
