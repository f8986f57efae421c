"""The linter: what it stamps, drops and orders, shown with rules made up for it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest

from awesome_lint.diagnostic import Diagnostic, Phase, Severity
from awesome_lint.linter import lint
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

CONTEXT = Context(dt.date(2026, 1, 1))


def finder(name: str, pattern: str, **settings: Any) -> Rule:  # noqa: ANN401  (any of a rule's fields)
    """Return a rule that reports each match of *pattern*."""

    def check(document: Document, _: Context) -> Iterator[Diagnostic]:
        for match in re.finditer(pattern, document.source.text):
            yield Diagnostic(Span(*match.span()), f"Unexpected `{match.group()}`")

    return Rule(name, "words", "A word", Severity.WARNING, check, **settings)


def run(text: str, *active: ActiveRule | Rule) -> list[Diagnostic]:
    rules = [rule if isinstance(rule, ActiveRule) else ActiveRule(rule) for rule in active]
    return lint(read(Source.of(text)), rules, CONTEXT)


def names(found: list[Diagnostic]) -> list[str]:
    return [diagnostic.rule for diagnostic in found]


def test_findings_come_in_the_order_of_places_with_rule_and_severity() -> None:
    found = run("b a b", finder("rule-a", "a"), ActiveRule(finder("rule-b", "b"), severity=Severity.INFO))
    assert [(d.rule, d.severity, d.span.start) for d in found] == [
        ("rule-b", Severity.INFO, 0),
        ("rule-a", Severity.WARNING, 2),
        ("rule-b", Severity.INFO, 4),
    ]


def test_a_findings_own_severity_beats_its_rules_and_the_configured_one_beats_both() -> None:
    def check(_document: Document, _context: Context) -> Iterator[Diagnostic]:
        yield Diagnostic(Span(0, 1), "Unexpected", severity=Severity.ERROR)

    rule = Rule("own", "words", "A word", Severity.INFO, check)
    assert run("a", rule)[0].severity is Severity.ERROR
    assert run("a", ActiveRule(rule, severity=Severity.WARNING))[0].severity is Severity.WARNING


def test_a_rule_sees_its_own_options() -> None:
    def check(_document: Document, context: Context) -> Iterator[Diagnostic]:
        yield Diagnostic(Span(0, 0), str(context.options["depth"]))

    rule = Rule("deep", "words", "A word", Severity.INFO, check, options={"depth": Option(1, "how deep")})
    assert run("a", ActiveRule(rule, {"depth": 7}))[0].message == "7"


def test_the_same_finding_twice_is_one_but_two_rules_may_share_a_place() -> None:
    assert names(run("a", finder("one", "a"), finder("one", "a"), finder("two", "a"))) == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("abc", ["strong"]),  # `weak` overlaps
        ("abc x b", ["strong", "weak"]),  # the second is elsewhere
        ("b x abc", ["weak", "strong"]),
        ("- [abc](https://example.org) and b\n- [x](https://example.org/x) b\n", ["strong", "weak"]),
        ("- [x](https://example.org/x) b\n- [abc](https://example.org) and b\n", ["weak", "strong"]),
        ("abc b\n\n[x](https://example.org) b\n", ["strong", "weak", "weak"]),  # paragraphs are no entries
    ],
)
def test_a_superseding_finding_drops_the_other_on_its_span_and_in_its_entry(text: str, left: list[str]) -> None:
    strong = finder("strong", "abc", supersedes=("weak", "unheard-of"))
    weak = finder("weak", "b")
    assert names(run(text, strong, weak)) == left
    assert names(run(text, weak, strong)) == left
    assert names(run(text, weak)) == ["weak"] * text.count("b")


def test_touching_spans_are_two_faults_but_an_empty_one_at_an_end_is_the_same() -> None:
    strong = finder("strong", "a", supersedes=("weak",))
    assert names(run("ab", strong, finder("weak", "b"))) == ["strong", "weak"]
    assert names(run("ab", strong, finder("weak", "(?=b)"))) == ["strong"]


def test_a_long_superseding_span_reaches_over_short_ones() -> None:
    strong = finder("strong", "a.*z|c", supersedes=("weak",))
    assert names(run("a b c d z y", strong, finder("weak", "d|y"))) == ["strong", "weak"]


def test_an_inner_entry_is_another_entry_than_the_one_around_it() -> None:
    text = "- [abc](https://example.org)\n  - [x](https://example.org/x) d\n- [y](https://example.org/y) d\n"
    assert len(read(Source.of(text)).entries) == 3
    assert names(run(text, finder("strong", "abc", supersedes=("weak",)), finder("weak", "d"))) == [
        "strong",
        "weak",
        "weak",
    ]


def test_a_suppressed_finding_still_supersedes() -> None:
    text = "abc <!-- awesome-lint ignore strong -->\n"
    assert names(run(text, finder("strong", "abc", supersedes=("weak",)), finder("weak", "b"))) == []


def test_the_last_phase_runs_last_and_is_silenced_by_name_alone() -> None:
    def check(_document: Document, context: Context) -> Iterator[Diagnostic]:
        for suppression in context.unused:
            yield Diagnostic(suppression.span, "Unused")

    last = Rule("last", "meta", "Unused", Severity.WARNING, check, phase=Phase.META)
    word = finder("word", "x")
    assert names(run("y <!-- awesome-lint ignore word -->\n", last, word)) == ["last"]
    assert names(run("x <!-- awesome-lint ignore word -->\n", last, word)) == []
    assert names(run("y <!-- awesome-lint ignore word last -->\n", last, word)) == []
    assert names(run("<!-- awesome-lint ignore-file -->\n\ny <!-- awesome-lint ignore word -->\n", last, word)) == [
        "last"
    ]


def test_a_rule_that_fails_is_named() -> None:
    def check(_document: Document, _context: Context) -> Iterator[Diagnostic]:
        yield Diagnostic(Span(0, 0), str(1 // 0))

    with pytest.raises(ZeroDivisionError) as caught:
        run("a", Rule("broken", "words", "A word", Severity.INFO, check))
    assert caught.value.__notes__ == ["while the rule `broken` read <text>"]
