"""What fixing writes: golden/RULE/CASE/input.md becomes expected.md.

``defaults`` stands for all rules that are on by default; a case whose name starts with ``unsafe`` is
fixed with unsafe fixes too. A case may have ``facts.json``, in the form of rule pages.
"""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from awesome_lint.config import Config
from awesome_lint.diagnostic import Applicability
from awesome_lint.facts import from_mapping
from awesome_lint.fixer import fix
from awesome_lint.registry import ActiveRule, activate
from awesome_lint.rendering import html
from awesome_lint.rule import Context
from awesome_lint.rules import RULES
from awesome_lint.source import Source

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/*/input.md"))
CONTEXT = Context(dt.date(2026, 11, 1))


def active(name: str) -> tuple[ActiveRule, ...]:
    if name == "defaults":
        return activate(Config())
    rules = {rule.name: rule for rule in RULES}
    defaults = {key: option.default for key, option in rules[name].options.items()}
    return (ActiveRule(rules[name], defaults),)


def context_of(case: Path) -> Context:
    facts = case / "facts.json"
    return replace(CONTEXT, facts=from_mapping(json.loads(facts.read_text("utf-8")))) if facts.exists() else CONTEXT


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_golden(case: Path) -> None:
    rules, unsafe = active(case.parent.name), case.name.startswith("unsafe")
    before = Source.decode((case / "input.md").read_bytes())
    expected = (case / "expected.md").read_bytes()
    context = context_of(case)
    result = fix(before, rules, context, unsafe=unsafe)
    assert result.source.encode().decode() == expected.decode()
    assert result.source.text != before.text
    assert fix(result.source, rules, context, unsafe=unsafe).source is result.source


def test_every_rule_with_fixes_has_a_case() -> None:
    applied = {Applicability.SAFE, Applicability.UNSAFE}
    elsewhere = {"unused-suppression", "document-layout"}  # the one has company, the other an option
    fixable = {rule.name for rule in RULES if applied & set(rule.fixes)} - elsewhere
    assert fixable <= {case.parent.name for case in CASES}


def test_a_repaired_link_renders_as_a_link() -> None:
    source = Source("- [A title] (https://example.org/a)\n- [Another title](https://example.org/b)\n")
    result = fix(source, active("malformed-link"), CONTEXT)
    assert '<a href="https://example.org/a">A title</a>' in html(result.document)
