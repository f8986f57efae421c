"""Broken lists: a fix that would change what stands beside it is not offered for application."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint import registry
from awesome_lint.config import Config
from awesome_lint.fixer import fix
from awesome_lint.rule import Context
from awesome_lint.source import Source

Z = "\u200b"


def fixed(text: str) -> tuple[str, tuple[str, ...], set[str]]:
    """Return the fixed text, the faults of fixes, and the rules with findings that remain."""
    active = registry.activate(Config())
    result = fix(Source.of(text), active, Context(dt.date(2026, 11, 1)), unsafe=True)
    return result.source.text, result.faults, {each.rule for each in result.remaining}


@pytest.mark.parametrize(
    "text",
    [
        f"Ants.\n<d{Z}etails\n",
        f"Ants\n<details{Z}\n",
        f"Ants\n<ul{Z}\n",
        f'<g {Z}c="http://ants.example">\n',
        f'<i s{Z}="http://ants.example" t="">\n',
        f'<a f="http://ants.example" t=""{Z}>\n',
        f"a|b|c|d\n-{Z}-|-|-|-\n",
        f"a|b|c|d\n-|{Z}-|-|-\n",
        f"a|b|c|d|e\n-|-|{Z}-|-|-\n",
        f"Ants\n+{Z} bees\n",
        f"Ants)\n*{Z} bees\n",
        f"1. Ants\n2{Z}. bees\n",
        f"#{Z}# Ants\n",
        f"Ants\n={Z}=\n",
    ],
)
def test_a_character_that_keeps_markup_from_being_markup_stays(text: str) -> None:
    assert fixed(text) == (text, (), {"invisible-character"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- Count{Z}ing ants\n", "- Counting ants\n"),
        (f"- {Z}Counting ants\n", "- Counting ants\n"),
        (f"| a |\n| - |\n| Count{Z}ing |\n", "| a |\n| - |\n| Counting |\n"),
        (f"if a < b{Z}c then\n", "if a < bc then\n"),
        (f"<b>Count{Z}ing</b>\n", "<b>Counting</b>\n"),
        (f"## Count{Z}ing\n", "## Counting\n"),
        (f"2024{Z}-01 a\n", "2024-01 a\n"),
        ("x" * 3000 + f" < a{Z}b\n", "x" * 3000 + " < ab\n"),
    ],
)
def test_a_character_in_text_goes(text: str, expected: str) -> None:
    assert fixed(text) == (expected, (), set())


@pytest.mark.parametrize(
    "text", ["d](http://v.example)[<http://9.example\n", "http://3.example：[[<http://w.example\n"]
)
def test_a_bracket_that_would_come_free_unlinks_no_address(text: str) -> None:
    after, faults, _ = fixed(text)
    assert (after.replace("example>", "example"), faults) == (text, ())


def test_the_same_without_that_bracket_is_mended() -> None:
    assert fixed("d](http://v.example) <http://9.example>\n")[0] == "[d](http://v.example) <http://9.example>\n"
    assert fixed("http://3.example：<http://w.example>\n")[0] == "<http://3.example>：<http://w.example>\n"


def test_a_lone_dash_at_the_end_of_a_table_without_pipes() -> None:
    text = "|  Title  |   Venue  |   Code   |S\n:--------|:--------:|:--------:|-\n"
    after, faults, remaining = fixed(text)
    assert (faults, remaining) == ((), set())
    assert after == "|  Title  |   Venue  |   Code   | S |\n|:--------|:--------:|:--------:|---|\n"
