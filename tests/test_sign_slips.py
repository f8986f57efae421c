"""Links written with the wrong signs, and addresses one slip away from what was meant."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint import fix, linter
from awesome_lint.diagnostic import Applicability, Diagnostic
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule, all_rules
from awesome_lint.rule import Context
from awesome_lint.rules import malformed_link
from awesome_lint.source import Source

SAFE, UNSAFE, MANUAL = Applicability.SAFE, Applicability.UNSAFE, Applicability.MANUAL
URL = "https://example.org/moss"
LINK = f"[Hearing moss]({URL})"
DEFAULTS = [
    ActiveRule(rule, {name: option.default for name, option in rule.options.items()})
    for rule in all_rules()
    if rule.default
]


def run(text: str) -> list[Diagnostic]:
    return list(malformed_link.RULE.check(read(Source.of(text)), Context(dt.date(2026, 11, 1))))


def lint(text: str) -> list[Diagnostic]:
    return linter.lint(read(Source.of(text)), DEFAULTS, Context(dt.date(2026, 11, 1)))


@pytest.mark.parametrize(
    ("bad", "how"),
    [
        (f"【Hearing moss】({URL})", UNSAFE),
        (f"［Hearing moss］（{URL}）", UNSAFE),
        (f"{{Hearing moss}}({URL})", UNSAFE),
        (f"[Hearing moss]:({URL})", UNSAFE),
        (f"[Hearing moss]：（{URL}）", UNSAFE),
        (f"[Hearing moss]\n({URL})", UNSAFE),
        (f"[Hearing moss]{URL})", SAFE),
        (f"[Hearing moss](<{URL})", SAFE),
        (f"[Hearing moss]({URL}。)", UNSAFE),
    ],
)
def test_a_link_by_other_signs_has_one_finding_and_its_repair(bad: str, how: Applicability) -> None:
    text = f"- {bad} - Put your ear to the ground.\n"
    (found,) = lint(text)
    assert found.rule == "malformed-link"
    assert found.fix
    assert found.fix.applicability is how
    assert LINK in Source.of(text).edited(found.fix.edits).text


@pytest.mark.parametrize(
    "text",
    [
        f"【Hearing moss】 {LINK}",
        f"【Hearing moss】（a note）{LINK}",
        f"{{a, b}}({LINK})",
        f"[1]: {URL}",
        f"[x]:({URL})",
        f"[^1]:({URL})",
        f"see ([moss]{URL})",
        f"[Hearing moss](<{URL}>)",
        f"<{URL}>",
        f"`<{URL}` and `【a】({URL})`",
        f"a < b, {URL}",
        f"5 <{URL}|",
        "[Hearing](https://example.org/wiki/苔藓！)",
        f"![a picture]({URL}.png)",
        "![stars](https://github.com/moss/ear/blob/main/a.png)",
        "[a](https://gist.github.com/moss)",
        "[a](https://moss.github.io)",
        "[a](https://huggingface.com/moss)",
        "[a](https://gitlab.com/moss/ear)",
    ],
)
def test_what_is_right_or_means_something_else_stays_silent(text: str) -> None:
    assert run(f"- {text}\n") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"- moss <{URL}\n", f"Unexpected `<` without `>`, expected `<{URL}>`"),
        ("- [a](https://gihub.com/a/b)\n", "Unexpected host `gihub.com`, expected `https://github.com/a/b`"),
        ("- [a](https://www.arixv.org/abs/2301.00001)\n", "expected `https://arxiv.org/abs/2301.00001`"),
        ("- [a](file:///home/me/a.pdf)\n", "Unexpected address on somebody's own disk"),
        ("- [a](C:\\papers\\a.pdf)\n", "Unexpected address on somebody's own disk"),
        (
            "- [a](https:\\\\\\\\example.org\\moss)\n",
            "Unexpected backslashes in an address, expected `https://example.org/moss`",
        ),
        ("- ![a](https://arxiv.org/abs/2301.00001)\n", "Unexpected `!` before a link to a page"),
        ("- ![a](https://github.com/moss/ear)\n", "Unexpected `!` before a link to a page"),
    ],
)
def test_what_is_told(text: str, said: str) -> None:
    (found,) = run(text)
    assert said in found.message


def test_a_pipe_inside_a_link_s_text_is_the_fault_of_its_row() -> None:
    text = f"| a | b |\n| - | - |\n| [Hearing | moss]({URL}) | c |\n"
    (found,) = lint(text)
    assert found.rule == "malformed-link"
    assert "expected `\\|`" in found.message
    assert found.fix
    assert found.fix.applicability is UNSAFE
    assert f"| [Hearing \\| moss]({URL}) | c |" in Source.of(text).edited(found.fix.edits).text


def test_a_row_cut_by_a_pipe_is_mended_with_the_cells_behind_it() -> None:
    text = (
        "| Date | Title | Venue | Code |\n| --- | --- | --- | --- |\n"
        f"| 2025-11 | [Hearing|moss]({URL}) | Moss Letters | [code](https://example.org/code) |\n"
    )
    result = fix(text, unsafe=True)
    assert result.faults == ()
    assert f"| 2025-11 | [Hearing\\|moss]({URL}) | Moss Letters | [code]" in result.source.text
