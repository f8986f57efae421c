"""Links that show nothing, or raw brackets, for a sign too many or too few."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint import linter
from awesome_lint.diagnostic import Applicability, Diagnostic
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule, all_rules
from awesome_lint.rule import Context
from awesome_lint.source import Source

SAFE, UNSAFE, MANUAL = Applicability.SAFE, Applicability.UNSAFE, Applicability.MANUAL
URL = "https://example.org/moss"
LINK = f"[Hearing moss]({URL})"
DEFAULTS = [
    ActiveRule(rule, {name: option.default for name, option in rule.options.items()})
    for rule in all_rules()
    if rule.default
]


def lint(text: str) -> list[Diagnostic]:
    return linter.lint(read(Source.of(text)), DEFAULTS, Context(dt.date(2026, 11, 1)))


@pytest.mark.parametrize(
    ("bad", "how"),
    [
        (f"[Hearing moss]:({URL})", UNSAFE),
        (f"[Hearing moss]: ({URL})", UNSAFE),
        (f"[Hearing moss]: {URL}", MANUAL),
        (f"[Hearing moss]{URL}", MANUAL),
        (f"[Hearing moss\\]({URL})", MANUAL),
    ],
)
def test_a_link_that_is_lost_has_one_finding(bad: str, how: Applicability) -> None:
    (found,) = lint(f"- {bad}\n")
    assert found.rule == "malformed-link"
    assert found.fix
    assert found.fix.applicability is how


def test_a_definition_mended_is_the_link_meant() -> None:
    source = Source.of(f"- [Hearing moss]:({URL})\n- [Ants](https://example.org/ants)\n")
    (found,) = lint(source.text)
    assert found.fix
    assert source.edited(found.fix.edits).text.startswith(f"- {LINK}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"[moss]: {URL}\n",
        f"- [moss]: {URL}\n- See [moss].\n",
        f"- See [the moss][Moss].\n- [moss]: {URL}\n",
        f"- [1]: {URL}\n",
        f"- [^1]: {URL}\n",
        "- [moss]: moss.md\n",
        f"- [x]{URL}\n- [1]{URL}\n- [2023-01]{URL}\n",
        f"- (see [moss]{URL})\n",
        f"- [Paper]{URL}\n- [Code]{URL}/a\n- [Data]{URL}/b\n",
        f"- As it is said [sic] ({URL}), and left out [...] ({URL})\n",
        "- [Pi](http://raspberrypi/), [printer](http://printer:631/jobs), [here](http://localhost/a)\n",
    ],
)
def test_definitions_remarks_habits_and_machines_at_home_stay_silent(text: str) -> None:
    assert [found for found in lint(text) if found.rule == "malformed-link"] == []


def test_a_host_without_a_dot_on_the_web_is_told() -> None:
    for url in ("https://github/moss/ear", "http://github/moss/ear", "https://raspberrypi/"):
        assert [found.rule for found in lint(f"- [a]({url})\n")] == ["malformed-link"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f'<a herf="{URL}">moss</a>', "href"),
        (f"- <a hre='{URL}'>moss</a>", "href"),
        (f'<p><a class="x" hrf="{URL}">moss</a></p>', "href"),
        (f'<img scr="{URL}.png">', "src"),
    ],
)
def test_a_misspelt_attribute(text: str, right: str) -> None:
    (found,) = lint(text + "\n")
    assert found.rule == "malformed-link"
    assert found.fix
    assert found.fix.edits[0].text == right


@pytest.mark.parametrize(
    "text",
    [
        f'<a href="{URL}">moss</a> <img src="{URL}.png" alt="http://a"> <a id="moss" rel="x" href="{URL}">b</a>',
        f'`<a herf="{URL}">`',
        f'<!-- <a herf="{URL}"> -->',
        f'<a name="http"></a> <a ref="{URL}"></a>',
        "```html\n<a herf='https://example.org'>\n```",
    ],
)
def test_attributes_as_they_should_be_and_code(text: str) -> None:
    assert [found for found in lint(text + "\n") if found.rule == "malformed-link"] == []


def test_a_blank_before_the_address_inside_html() -> None:
    (found,) = lint(f"<table><tr><td>[Moss] ({URL})</td></tr></table>\n")
    assert found.message.startswith("Unexpected Markdown inside HTML")


@pytest.mark.parametrize(
    ("page", "meant"),
    [("asb", "abs"), ("ads", "abs"), ("pdfs", "pdf"), ("pfd", "pdf"), ("ab", "abs"), ("htlm", "html")],
)
def test_a_misspelt_page_of_arxiv(page: str, meant: str) -> None:
    source = Source.of(f"- [a](https://arxiv.org/{page}/2301.12345v2)\n")
    (found,) = lint(source.text)
    assert (found.rule, found.message) == ("invalid-arxiv-id", f"Unexpected page `{page}` of arXiv, expected `{meant}`")
    assert found.fix
    assert found.fix.applicability is UNSAFE
    assert f"arxiv.org/{meant}/2301.12345v2" in source.edited(found.fix.edits).text


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/a/author_a_1",
        "https://arxiv.org/ps/hep-th/9901001",
        "https://arxiv.org/cs/0611800",
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/tb/2301.12345",
        "https://alphaxiv.org/ads/2301.12345",
        "https://example.org/ads/2301.12345",
    ],
)
def test_other_pages_are_not_judged(url: str) -> None:
    assert lint(f"- [a]({url})\n") == []
