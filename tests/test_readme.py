"""The README says what is."""

import re
from pathlib import Path

import pytest

from awesome_lint import fix, lint
from awesome_lint.config import parse
from awesome_lint.registry import GROUPS
from awesome_lint.rules import RULES
from awesome_lint.schema import URL

README = Path(__file__).parent.parent / "README.md"
pytestmark = pytest.mark.skipif(not README.exists(), reason="the tests run on an installed package, without the README")


def rules_table() -> list[str]:
    ordered = sorted(RULES, key=lambda rule: (GROUPS.index(rule.group), rule.name))
    return [
        f"| {rule.group} | [`{rule.name}`](rules/{rule.name}.md) | {rule.summary} | {rule.severity}"
        f"{'' if rule.default else ', off'} | {', '.join(rule.fixes) or '–'} |"
        for rule in ordered
    ]


def test_the_rules_table_is_complete() -> None:
    rows = [line for line in README.read_text(encoding="utf-8").split("\n") if "](rules/" in line]
    assert rows == rules_table()


def test_the_first_example_is_told_what_the_text_below_says() -> None:
    example = README.read_text(encoding="utf-8").split("```markdown\n")[1].split("```")[0]
    assert sorted((found.rule, found.fix is not None) for found in lint(example) if found.rule != "table-layout") == [
        ("duplicate-entry", False),
        ("hidden-cell", True),
        ("invalid-arxiv-id", False),
        ("missing-cell", True),
        ("mixed-date-form", True),
        ("noncanonical-arxiv-url", True),
    ]
    mended = fix(example).source.text
    assert "| 2024-06 |" in mended
    assert "runs on a watch" in mended
    assert all(line.endswith("|") for line in mended.splitlines())


def test_the_configuration_shown_is_one() -> None:
    shown = README.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    config = parse(shown, "README.md", pyproject=True)
    assert config is not None
    assert config.options["mixed-date-form"] == {"form": "YYYY-MM-DD"}
    assert config.columns == {"out": "date", "see also": "none"}
    assert [each.rule for each in config.ignored] == ["duplicate-entry"]


def test_the_configuration_of_going_online_is_one() -> None:
    shown = README.read_text(encoding="utf-8").split("How the network is asked:\n\n```toml\n")[1].split("```")[0]
    config = parse(shown, "README.md", pyproject=True)
    assert config is not None
    assert config.online is not None
    assert config.online.skips("https://intranet.example/a")
    assert config.online.skips("https://tea.example/old/a")
    assert not config.online.skips("https://tea.example/new")
    assert config.online.hosts["tea.example"].headers == {"accept-language": "en"}


def test_the_schema_is_where_editors_are_sent() -> None:
    assert f"#:schema {URL}\n" in README.read_text(encoding="utf-8")
    assert URL.endswith(f"/main/{(README.parent / 'awesome-lint.schema.json').name}")
    assert (README.parent / "awesome-lint.schema.json").exists()


def test_the_sections_stand_in_their_order() -> None:
    headings = re.findall(r"^## (.*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [
        "What it catches",
        "Install and first run",
        "pre-commit",
        "GitHub Action",
        "Rules",
        "Configuration",
        "How it compares",
        "Tests",
    ]
