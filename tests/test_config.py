"""Configuration: what is read, what is refused and how, and which rules it selects."""

from __future__ import annotations

import pytest

from awesome_lint.config import Config, Selection, parse
from awesome_lint.diagnostic import Severity
from awesome_lint.errors import ConfigError
from awesome_lint.kinds import of_option
from awesome_lint.patterns import matches
from awesome_lint.registry import activate, all_rules
from awesome_lint.rule import Option


def read(text: str) -> Config:
    config = parse(text, "awesome-lint.toml")
    assert config is not None
    return config


def active(*selections: Selection) -> set[str]:
    return {rule.rule.name for rule in activate(Config(selections))}


DEFAULT = {rule.name for rule in all_rules() if rule.default}
DATES = {rule.name for rule in all_rules() if rule.group == "dates"}


def test_an_empty_configuration_is_the_default() -> None:
    assert active() == DEFAULT
    assert {rule.rule.name for rule in activate(read(""))} == DEFAULT


@pytest.mark.parametrize(
    ("selections", "expected"),
    [
        ([Selection(("dates",))], DATES),
        ([Selection(("all",))], {rule.name for rule in all_rules()}),
        ([Selection((), ("dates",))], DATES),
        ([Selection(None, ("cross-listed-entry",))], DEFAULT | {"cross-listed-entry"}),
        ([Selection(ignore=("dates",))], DEFAULT - DATES),
        ([Selection(("dates",), ignore=("invalid-date",))], DATES - {"invalid-date"}),
        ([Selection(("invalid-date",), ignore=("dates",))], {"invalid-date"}),
        ([Selection(("dates",), ignore=("dates",))], set()),
        ([Selection(("dates",), ignore=("all",))], DATES),
        ([Selection(None, ("invalid-date",), ("dates",))], (DEFAULT - DATES) | {"invalid-date"}),
        ([Selection(ignore=("invalid-date",)), Selection(("invalid-date",))], {"invalid-date"}),
        ([Selection(("invalid-date",)), Selection(ignore=("dates",))], set()),
        ([Selection(("dates",)), Selection(None, ("unused-suppression",))], DATES | {"unused-suppression"}),
        ([Selection(ignore=("dates",)), Selection()], DEFAULT - DATES),
        ([Selection(("style",))], {rule.name for rule in all_rules() if rule.group == "style"}),
    ],
)
def test_the_most_specific_name_wins_and_a_later_layer_builds_on_the_earlier(
    selections: list[Selection], expected: set[str]
) -> None:
    assert active(*selections) == expected


def test_layout_off_leaves_layout_out_whatever_else_is_selected() -> None:
    layout = {rule.name for rule in all_rules() if rule.group == "layout"}
    assert active(Selection(("layout", "invalid-date"), layout=False)) == {"invalid-date"}
    assert active(Selection(layout=False)) == DEFAULT - layout


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match="unknown rule or group `invalid-dates`; did you mean `invalid-date`"):
        active(Selection(("invalid-dates",)))


def test_every_setting_is_read() -> None:
    config = read(
        """
        select = ["dates"]
        extend-select = ["hidden-cell"]
        ignore = ["invalid-date"]
        extend-ignore = ["future-date"]
        fail-on = "error"
        layout = "off"
        exclude = ["vendor"]
        [per-file-ignores]
        "docs/*.md" = ["arxiv"]
        [rules.mixed-date-form]
        severity = "info"
        """
    )
    assert config == Config(
        (Selection(("dates",), ("hidden-cell",), ("invalid-date", "future-date"), layout=False),),
        {"mixed-date-form": {}},
        {"mixed-date-form": Severity.INFO},
        Severity.ERROR,
        ("vendor",),
        (("docs/*.md", ("arxiv",)),),
    )
    rule = next(rule for rule in activate(config) if rule.rule.name == "mixed-date-form")
    assert rule.severity is Severity.INFO
    assert rule.options == {name: option.default for name, option in rule.rule.options.items()}


def test_fail_on() -> None:
    assert [severity for severity in Severity if Config().fails(severity)] == [Severity.ERROR, Severity.WARNING]
    assert not any(read('fail-on = "never"').fails(severity) for severity in Severity)
    assert all(read('fail-on = "info"').fails(severity) for severity in Severity)


def test_a_pyproject_without_our_table_is_no_configuration() -> None:
    assert parse("[tool.ruff]\nselect = 1\n", "pyproject.toml", pyproject=True) is None
    assert parse("[tool.awesome-lint]\n", "pyproject.toml", pyproject=True) == Config((Selection(),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = \n", "awesome-lint.toml: no valid TOML: Invalid value (at line 1, column 5)"),
        ("selct = []", "awesome-lint.toml: unknown key `selct`; did you mean `select`?"),
        (
            "[tool.awesome-lint]\nselect = []",
            "awesome-lint.toml: unknown key `tool`; in this file the settings stand at the top level",
        ),
        (
            'select = "dates"',
            'awesome-lint.toml: `select`: unexpected `"dates"`, expected a list of strings, such as `["a", "b"]`',
        ),
        (
            "select = [1]",
            'awesome-lint.toml: `select`: unexpected `[1]`, expected a list of strings, such as `["a", "b"]`',
        ),
        ('ignore = ["date"]', "awesome-lint.toml: `ignore`: unknown rule or group `date`; did you mean `dates`?"),
        (
            'fail-on = "warn"',
            (
                'awesome-lint.toml: `fail-on`: unexpected `"warn"`, expected `"error"` or `"warning"` or `"info"` '
                'or `"never"`'
            ),
        ),
        (
            "layout = true",
            'awesome-lint.toml: `layout`: unexpected `true`, expected `"entries"` or `"document"` or `"off"`',
        ),
        (
            "exclude = {}",
            'awesome-lint.toml: `exclude`: unexpected `{}`, expected a list of strings, such as `["a", "b"]`',
        ),
        ("rules = 3", "awesome-lint.toml: `rules`: unexpected `3`, expected a table"),
        ("[rules.future-dat]", "awesome-lint.toml: `rules`: unknown rule `future-dat`; did you mean `future-date`?"),
        (
            '[rules.future-date]\nseverity = "bad"',
            (
                'awesome-lint.toml: `rules`: `future-date`: `severity`: unexpected `"bad"`, '
                'expected `"error"` or `"warning"` or `"info"`'
            ),
        ),
        (
            "[rules.unused-suppression]\nseverty = 1",
            "awesome-lint.toml: `rules`: `unused-suppression`: unknown key `severty`; did you mean `severity`?",
        ),
        (
            '[per-file-ignores]\n"*.md" = ["nothing-like-it"]',
            (
                "awesome-lint.toml: `per-file-ignores`: `*.md`: unknown rule or group `nothing-like-it`; "
                "`awesome-lint rules` lists the names"
            ),
        ),
    ],
)
def test_what_cannot_be_followed_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ('layout = "entries"', False),
        ('layout = "document"', True),
        ('layout = "document"\n[rules.document-layout]\nmdformat = false', False),
        ("[rules.document-layout]\nmdformat = true", True),
    ],
)
def test_the_document_layout_is_an_option_of_its_rule(text: str, expected: object) -> None:
    for selection in (Selection(), Selection(("layout",))):
        rules = {each.rule.name: each.options for each in activate(read(text).selecting(selection))}
        assert rules["document-layout"]["mdformat"] is expected
    without = activate(read(text).selecting(Selection(("dates",))))
    assert "document-layout" not in {each.rule.name for each in without}


def test_a_rules_options_are_read_and_checked() -> None:
    config = read('[rules.mixed-date-form]\nform = "YYYY-MM-DD"')
    rule = next(rule for rule in activate(config) if rule.rule.name == "mixed-date-form")
    assert rule.options["form"] == "YYYY-MM-DD"
    with pytest.raises(ConfigError, match='`mixed-date-form`: `form`: unexpected `"YMD"`, expected'):
        read('[rules.mixed-date-form]\nform = "YMD"')


@pytest.mark.parametrize(
    ("default", "choices", "value", "expected"),
    [
        (True, (), False, False),
        (True, (), 1, "unexpected `1`, expected `true` or `false`"),
        (3, (), 4, 4),
        (3, (), True, "unexpected `true`, expected a whole number, 0 or more"),
        (3, (), 4.5, "unexpected `4.5`, expected a whole number, 0 or more"),
        (3, (), -1, "unexpected `-1`, expected a whole number, 0 or more"),
        ("a", (), "b", "b"),
        ("a", (), 1, "unexpected `1`, expected a string"),
        ("a", ("a", "b"), "b", "b"),
        ("a", ("a", "b"), "c", 'unexpected `"c"`, expected `"a"` or `"b"`'),
        (("a",), (), ["x", "y"], ("x", "y")),
        (("a",), (), "x", 'unexpected `"x"`, expected a list of strings, such as `["a", "b"]`'),
        (("a",), ("a", "b"), ["b"], ("b",)),
        (("a",), ("a", "b"), ["b", "c"], 'unexpected `"c"`, expected `"a"` or `"b"`'),
    ],
)
def test_an_option_has_the_type_of_its_default(
    default: bool | int | str | tuple[str, ...],  # noqa: FBT001  (one of the types under test)
    choices: tuple[str, ...],
    value: object,
    expected: object,
) -> None:
    option = Option(default, "an option", choices)
    if isinstance(expected, str) and expected.startswith("unexpected"):
        with pytest.raises(ConfigError) as caught:
            of_option(option).read(value, "here")
        assert str(caught.value) == f"here: {expected}"
    else:
        assert of_option(option).read(value, "here") == expected


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.md", "a.md", True),
        ("*.md", "docs/a.md", True),
        ("docs", "docs/deep/a.md", True),
        ("docs/", "x/docs/a.md", True),
        ("/docs", "docs/a.md", True),
        ("/docs", "x/docs/a.md", False),
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "docs/deep/a.md", False),
        ("docs/**", "docs/deep/a.md", True),
        ("docs/**/*.md", "docs/a.md", True),
        ("**/a.md", "a.md", True),
        ("./docs/a.md", "docs/a.md", True),
        ("doc", "docs/a.md", False),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("a.md", "axmd", False),
        ("a[b].md", "a[b].md", True),
        ("论文/*.md", "论文/列表.md", True),
    ],
)
def test_patterns(pattern: str, path: str, *, expected: bool) -> None:
    assert matches(pattern, path) is expected


def test_per_file_ignores_hold_for_their_files_alone() -> None:
    config = read('select = ["dates"]\n[per-file-ignores]\n"docs/*.md" = ["invalid-date"]')
    assert "invalid-date" in {rule.rule.name for rule in activate(config.for_file("a.md"))}
    assert "invalid-date" not in {rule.rule.name for rule in activate(config.for_file("docs/a.md"))}
