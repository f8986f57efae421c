"""Signs of emphasis and code that show, and parentheses that close nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint import linter
from awesome_lint.config import Config
from awesome_lint.reading import read
from awesome_lint.registry import activate
from awesome_lint.rule import Context
from awesome_lint.source import Source

URL = "https://example.org/moss"
BOLD = [f"- **Moss {name}**, [[paper]({URL}/{name})]" for name in "abcdefghijkl"]
CODE = [f"- [Moss {name}]({URL}/{name}) - Has `{name}`." for name in "abcdef"]


def told(lines: list[str], line: str) -> list[str]:
    source = Source.of("\n".join([*lines[:4], line, *lines[4:]]) + "\n")
    found = linter.lint(read(source), activate(Config()), Context(dt.date(2026, 11, 1)))
    assert all(source.line_number(each.span.start) == 5 for each in found)
    return [each.rule for each in found]


@pytest.mark.parametrize("title", ["**Zed", "Zed**", "Zed **of moss", "**Zed of ** moss", "**青苔（苔）**是"])
def test_a_sign_that_shows_is_one_finding(title: str) -> None:
    assert told(BOLD, f"- {title}, [[paper]({URL})]") == ["unclosed-emphasis"]


@pytest.mark.parametrize(
    "title",
    [
        "**Zed**, 2**3 of it",
        "**Zed**, \\*\\*",
        "**Zed** `**`",
        "**Zed**, f***",
        "**Zed**, a footnote**",
        "**Zed** **/*.md",
    ],
)
def test_a_sign_that_means_something_else_stays_silent(title: str) -> None:
    assert told(BOLD, f"- {title}, [[paper]({URL})]") == []


def test_without_bold_neighbours_nothing_is_known() -> None:
    assert told(CODE, f"- [Zed]({URL}) - A note**") == []
    assert told(CODE, f"- [Zed]({URL}) - A **note") == []


@pytest.mark.parametrize(
    ("text", "rules"), [("Has `z.", ["unclosed-emphasis"]), ("Has `z'.", []), ("Let`s.", []), ("Has \\`z.", [])]
)
def test_a_lone_backtick(text: str, rules: list[str]) -> None:
    assert told(CODE, f"- [Zed]({URL}) - {text}") == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"[Zed]({URL})) - Green.", ["unbalanced-bracket"]),
        (f"[Zed]({URL}) - Green ([code]({URL}/c))) here.", []),
        (f"[Zed]({URL}) - Green [code]({URL}/c)) here.", ["unbalanced-bracket"]),
        (f"[Zed]({URL}) - Green (by [me]({URL}/c)).", []),
        (f"[Zed]({URL}) - Green （by [me]({URL}/c)).", []),
        (f"[Zed]({URL}) - Green :)", []),
        (f"[Zed]({URL})） - Green :)).", []),  # told is the sign that ends links
    ],
)
def test_a_parenthesis_behind_a_link(text: str, rules: list[str]) -> None:
    assert told(CODE, f"- {text}") == rules
