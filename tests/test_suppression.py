"""What suppression comments cover, and which of them are reported as unused."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from awesome_lint.diagnostic import Applicability, Diagnostic, Severity
from awesome_lint.linter import lint
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule
from awesome_lint.rule import Context, Rule
from awesome_lint.rules import invalid_date, unused_suppression
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

TODAY = dt.date(2026, 1, 1)


def _bad_words(document: Document, _: Context) -> Iterator[Diagnostic]:
    for match in re.finditer("BAD", document.source.text):
        yield Diagnostic(Span(*match.span()), "Unexpected `BAD`")


BAD = Rule("bad-word", "words", "A word", Severity.WARNING, _bad_words)
WORSE = Rule("worse-word", "words", "A word", Severity.WARNING, lambda _d, _c: iter(()))
ACTIVE = (ActiveRule(BAD), ActiveRule(WORSE))
ALL = (*ACTIVE, ActiveRule(unused_suppression.RULE))


def found(text: str, active: tuple[ActiveRule, ...] = ACTIVE) -> list[Diagnostic]:
    return lint(read(Source.of(text)), active, Context(TODAY))


def lines(text: str) -> list[int]:
    """Return the lines of the findings that are not silenced."""
    source = Source.of(text)
    return [source.line_number(diagnostic.span.start) for diagnostic in found(text)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("BAD <!-- awesome-lint ignore bad-word -->\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore bad-word --> BAD\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore words -->\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore all -->\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore -->\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore worse-word, bad-word -->\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore bad-word -- they say so -->\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore bad-word # they say so -->\n\nBAD\n", [3]),
        ("BAD <!-- awesome-lint ignore worse-word -->\n", [1]),
        ("BAD <!-- awesome-lint ignore bad-words -->\n", [1]),
        ("BAD <!-- awesome-lint ignored bad-word, which is fine -->\n", [1]),
        ("BAD <!-- ignore bad-word -->\n", [1]),
        ("BAD `<!-- awesome-lint ignore bad-word -->`\n", [1]),
        ("| BAD | b |\n| --- | --- |\n| BAD | c <!-- awesome-lint ignore bad-word --> |\n| BAD | d |\n", [1, 4]),
        ("- BAD <!-- awesome-lint ignore bad-word -->\n- BAD\n  - BAD\n", [2, 3]),
    ],
)
def test_ignore_at_the_end_of_a_line_covers_that_line(text: str, left: list[int]) -> None:
    assert lines(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<!-- awesome-lint ignore bad-word -->\nBAD\nBAD\n\nBAD\n", [5]),
        ("<!-- awesome-lint ignore bad-word -->\n\nBAD\n\nBAD\n", [5]),
        ("BAD\n\n<!-- awesome-lint ignore bad-word -->\n\n| BAD |\n| --- |\n| BAD |\n\nBAD\n", [1, 9]),
        ("<!-- awesome-lint ignore bad-word -->\n- BAD\n- BAD\n\nBAD\n", [5]),
        ("- BAD\n<!-- awesome-lint ignore bad-word -->\n- BAD\n- BAD\n", [1, 4]),
        ("- BAD\n  <!-- awesome-lint ignore bad-word -->\n- BAD\n- BAD\n", [1, 4]),
        ("- BAD\n  <!-- awesome-lint ignore bad-word -->\n  - BAD\n  - BAD\n- BAD\n", [1, 5]),
        ("- BAD\n\n<!-- awesome-lint ignore bad-word -->\n\n- BAD\n- BAD\n", [1]),
        ("> <!-- awesome-lint ignore bad-word -->\n> BAD\n\nBAD\n", [4]),
        ("<!-- awesome-lint ignore worse-word -->\n<!-- awesome-lint ignore bad-word -->\nBAD\n", []),
        ("<!-- awesome-lint ignore worse-word --> <!-- awesome-lint ignore bad-word -->\nBAD\n", []),
        ("# BAD\n<!-- awesome-lint ignore bad-word -->\n## BAD\n\nBAD\n", [1, 5]),
        ("BAD\n\n<!-- awesome-lint ignore bad-word -->\n", [1]),
        ("```\n<!-- awesome-lint ignore bad-word -->\n```\n\nBAD\n", [5]),
    ],
)
def test_ignore_alone_on_a_line_covers_what_stands_below(text: str, left: list[int]) -> None:
    assert lines(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("BAD\n\n<!-- awesome-lint off bad-word -->\n\nBAD\n\n<!-- awesome-lint on bad-word -->\n\nBAD\n", [1, 9]),
        ("BAD\n\n<!-- awesome-lint off bad-word -->\n\nBAD\n\n<!-- awesome-lint on -->\n\nBAD\n", [1, 9]),
        ("<!-- awesome-lint off -->\n\nBAD\n\n<!-- awesome-lint on bad-word -->\n\nBAD\n", [7]),
        ("<!-- awesome-lint off words -->\n\nBAD\n\n<!-- awesome-lint on worse-word -->\n\nBAD\n", []),
        ("BAD\n\n<!-- awesome-lint off words -->\n\nBAD\n", [1]),
        ("BAD\n\n<!-- awesome-lint ignore-file bad-word -->\n\nBAD\n", []),
        ("BAD\n\n<!-- awesome-lint ignore-file -->\n\nBAD\n", []),
        ("BAD\n\n<!-- awesome-lint ignore-file worse-word -->\n\nBAD\n", [1, 5]),
    ],
)
def test_ranges_and_files(text: str, left: list[int]) -> None:
    assert lines(text) == left


def unused(text: str, active: tuple[ActiveRule, ...] = ALL) -> list[Diagnostic]:
    return [diagnostic for diagnostic in found(text, active) if diagnostic.rule == "unused-suppression"]


def mended(text: str) -> str:
    """Return *text* after the safe fixes of its unused suppressions."""
    fixes = [d.fix for d in unused(text) if d.fix and d.fix.applicability is Applicability.SAFE]
    return Source.of(text).edited(edit for fix in fixes for edit in fix.edits).text


@pytest.mark.parametrize(
    "text",
    [
        "BAD <!-- awesome-lint ignore bad-word -->\n",
        "BAD <!-- awesome-lint ignore -->\n",
        "BAD <!-- awesome-lint ignore words -->\n",
        "good <!-- awesome-lint ignore dates -->\n",  # did not run
        "good <!-- awesome-lint ignore invalid-date -->\n",
        "good <!-- awesome-lint ignore -->\n",  # some of the default rules did not run
        "<!-- awesome-lint off bad-word -->\n\nBAD\n\n<!-- awesome-lint on -->\n",
        "<!-- awesome-lint checks this list -->\n\nBAD\n",
        "<!-- awesome-lint -->\n",
        "<!-- awesome-linted by hand -->\n",
        "good <!-- awesome-lint ignore unused-suppression -->\n",
        "good <!-- awesome-lint ignore bad-word unused-suppression -->\n",
        "<!-- awesome-lint ignore-file unused-suppression -->\n\ngood <!-- awesome-lint ignore bad-wrd -->\n",
    ],
)
def test_used_or_undecided_suppressions_are_not_reported(text: str) -> None:
    assert unused(text) == []


def test_a_rule_that_did_not_run_leaves_its_suppressions_alone() -> None:
    text = "good <!-- awesome-lint ignore invalid-date -->\n"
    assert unused(text) == []
    assert unused(text, (*ALL, ActiveRule(invalid_date.RULE))) != []


@pytest.mark.parametrize(
    ("text", "message", "after"),
    [
        (
            "good <!-- awesome-lint ignore bad-word -->\n",
            "Unused suppression: `bad-word` finds nothing on this line",
            "good\n",
        ),
        (
            "BAD <!-- awesome-lint ignore bad-word worse-word -->\n",
            "Unused suppression: `worse-word` finds nothing on this line",
            "BAD <!-- awesome-lint ignore bad-word -->\n",
        ),
        (
            "BAD <!-- awesome-lint ignore worse-word, bad-word -->\n",
            "Unused suppression: `worse-word` finds nothing on this line",
            "BAD <!-- awesome-lint ignore bad-word -->\n",
        ),
        (
            "| a |\n| - |\n| b <!-- awesome-lint ignore bad-word --> |\n",
            "Unused suppression: `bad-word` finds nothing on this line",
            "| a |\n| - |\n| b |\n",
        ),
        (
            "# A\n\n<!-- awesome-lint ignore bad-word -->\n\ngood\n",
            "Unused suppression: `bad-word` finds nothing in the block below",
            "# A\n\ngood\n",
        ),
        (
            "<!-- awesome-lint ignore-file bad-word -->\n\n# A\n",
            "Unused suppression: `bad-word` finds nothing in this file",
            "# A\n",
        ),
        (
            "# A\n<!-- awesome-lint off bad-word -->\n\ngood\n",
            "Unused suppression: `bad-word` finds nothing in this range",
            "# A\n\ngood\n",
        ),
        ("good <!-- awesome-lint on -->\n", "Unexpected `on`, expected an `off` before it", "good\n"),
    ],
)
def test_an_unused_suppression_is_removed(text: str, message: str, after: str) -> None:
    assert [diagnostic.message for diagnostic in unused(text)] == [message]
    assert mended(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "one\n<!-- awesome-lint ignore bad-word -->\ntwo\n",
        "- a\n\n<!-- awesome-lint ignore bad-word -->\n\n- b\n",
        "- a\n<!-- awesome-lint ignore bad-word -->\n- b\n",
        "- a\n\n<!-- awesome-lint ignore bad-word -->\n\n  more of a\n",
        "- <!-- awesome-lint ignore bad-word -->\n- b\n",
        "<div>\n<!-- awesome-lint ignore bad-word -->\n</div>\n",
        "<!-- awesome-lint ignore bad-word --> text\n",
        "a\\ <!-- awesome-lint ignore bad-word -->\nb\n",
    ],
)
def test_a_suppression_whose_removal_could_change_blocks_is_left_to_people(text: str) -> None:
    assert [d.fix.applicability for d in unused(text) if d.fix] == [Applicability.MANUAL]
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("good <!-- awesome-lint ignore bad-wrd -->\n", "Unexpected rule name `bad-wrd`, expected `bad-word`"),
        (
            "good <!-- awesome-lint ignore xyzzy -->\n",
            "Unexpected rule name `xyzzy`, expected the name of a rule or group",
        ),
        ("good <!-- awesome-lint disable bad-word -->\n", "Unexpected verb `disable`, expected `off`"),
        ("good <!-- awesome-lint ignroe bad-word -->\n", "Unexpected verb `ignroe`, expected `ignore`"),
    ],
)
def test_a_misspelt_suppression_is_reported_with_the_likely_word(text: str, message: str) -> None:
    reported = unused(text)
    assert [diagnostic.message for diagnostic in reported] == [message]
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<table>\n{}\n<tr><td>BAD</td></tr>\n<tr><td>BAD</td></tr>\n</table>\n", [4]),
        (
            '<ul>\n{}\n<li>\n<a href="https://a.org">a</a>\nBAD\n</li>\n<li><a href="https://b.org">BAD</a></li>\n</ul>\n',
            [7],
        ),
        ("<p>BAD\n{}\n<!-- note -->\nBAD\nBAD</p>\n", [1, 5]),
        ("<p>BAD\n{}</p>\n\nBAD\n", [1, 4]),
        ("<p>BAD</p>\n{}\n\nBAD\n", [1]),
        ("<div>\n{}\n\n- BAD\n- BAD\n\n</div>\n", []),
    ],
)
def test_ignore_alone_inside_html_covers_the_row_or_the_line_below(text: str, left: list[int]) -> None:
    assert lines(text.format("<!-- awesome-lint ignore bad-word -->")) == left


@pytest.mark.parametrize("verb", ["ignore-file", "off"])
def test_a_comment_for_every_rule_does_not_hide_what_is_wrong_with_comments(verb: str) -> None:
    found = unused(f"<!-- awesome-lint {verb} -->\n\nBAD\n\ngood <!-- awesome-lint ignore bad-wrd -->\n")
    assert ["bad-wrd" in each.message for each in found] == [True]


@pytest.mark.parametrize("mark", ["--", "#", "—"])
def test_what_follows_a_mark_is_a_reason_for_people(mark: str) -> None:
    text = f"BAD <!-- awesome-lint ignore bad-word {mark} they say so, and that bad-wrd too -->\n"
    assert lines(text) == []
    assert unused(text) == []
