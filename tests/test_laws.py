"""The laws that hold for any text: spans are exact, parsing is total, fixing settles and loses nothing."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fragments import markdown_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import lists, mutations
from test_markdown import check_blocks

import awesome_lint
from awesome_lint import registry
from awesome_lint.config import Config, Selection
from awesome_lint.diagnostic import Applicability, Phase
from awesome_lint.document import LinkKind
from awesome_lint.output.json import render
from awesome_lint.output.report import FileReport, Report, Surroundings
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.document import Content, Document, Inline, Link
    from awesome_lint.entry import Entry
    from awesome_lint.fixer import FixResult

TODAY = dt.date(2026, 1, 1)
ROOT = Path(__file__).parent.parent
CORPUS = Path(os.environ.get("AWESOME_LINT_CORPUS", "/nowhere"))
RULES = tuple(rule for rule in registry.all_rules() if not rule.facts and not rule.across)
EVERY = Config(selections=(Selection(select=("all",)),))
REWRITES_LETTERS = frozenset(
    {
        *("tracking-parameter", "noncanonical-arxiv-url", "insecure-link", "malformed-link"),
        *("mixed-date-form", "unused-suppression", "invalid-arxiv-id"),
    }
)
"""The rules whose safe fixes may add or remove letters: schemes, hosts, parameters, a padding zero, comments."""

random_rules = st.lists(st.sampled_from([rule.name for rule in RULES]), min_size=1, max_size=len(RULES), unique=True)
configurations = st.one_of(
    st.just(Config()), st.just(EVERY), random_rules.map(lambda names: Config(selections=(Selection(select=(*names,)),)))
)


@cache
def own_lists() -> tuple[str, ...]:
    """Return the lists written in this repository: the examples of the rule pages and the golden files."""
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules").glob("*.md"))]
    fences = [match[2] for page in pages for match in re.finditer(r"(?ms)^(`{3,})markdown[^\n]*\n(.*?)^\1$", page)]
    files = sorted((ROOT / "tests/golden").rglob("*.md"))
    return (*fences, *(path.read_text(encoding="utf-8") for path in files))


def real_lists() -> list[Path]:
    found = sorted(CORPUS.rglob("*.md"))
    small = [path for path in found if 500 < path.stat().st_size < 40_000]
    return random.Random(6).sample(small, min(8, len(small)))  # noqa: S311  (a sample, no secret)


own_texts = st.deferred(lambda: st.sampled_from(own_lists()))
texts = st.one_of(
    lists(), markdown_texts, own_texts, st.tuples(own_texts, mutations).map(lambda pair: pair[1](pair[0]))
)


# Spans


def check_spans(document: Document) -> None:
    text = document.source.text
    whole = Span(0, len(text))
    check_blocks(document.blocks, whole)
    for content in document.contents:
        assert whole.contains(content.span)
        if content.exact:
            check_inlines(content, text)
    for link in (*document.links, *document.definitions):
        assert whole.contains(link.span)
        check_link(link, text)
    for section in document.sections:
        assert whole.contains(section.span)
    for comment in document.comments:
        assert text.startswith("<!--", comment.start)
    for entry in document.entries:
        check_entry(entry, text)


def check_inlines(content: Content, text: str) -> None:
    last = content.span.start
    for inline in content.inlines:
        assert content.span.contains(inline.span), (content, inline)
        assert last <= inline.span.start
        last = inline.span.start
        check_inline(inline, text[slice(*inline.span)])


def check_inline(inline: Inline, raw: str) -> None:
    if inline.kind == "strong":
        assert raw[:2] in ("**", "__")
        assert raw[:2] == raw[-2:]
    elif inline.kind == "emphasis":
        assert raw[0] in "*_"
        assert raw[0] == raw[-1]
    elif inline.kind == "strike":
        assert raw[0] == raw[-1] == "~"
    elif inline.kind == "code":
        assert raw[0] == raw[-1] == "`"
    elif inline.kind == "text" and not set(raw) & set("\\&\n|\0"):
        assert raw == inline.text
    elif inline.kind == "link":
        assert inline.link is not None
        assert inline.link.span == inline.span


def check_link(link: Link, text: str) -> None:
    assert link.span.contains(link.url), link
    assert link.span.contains(link.label), link
    raw = text[slice(*link.span)]
    url = text[slice(*link.url)]
    if link.kind in (LinkKind.INLINE, LinkKind.REFERENCE):
        assert raw.startswith("![" if link.image else "["), link
        assert text[link.label.start - 1] == "[", link
        assert text[link.label.end] == "]", link
    elif link.kind is LinkKind.AUTOLINK:
        assert raw == f"<{url}>"
    elif link.kind is LinkKind.BARE:
        assert raw == url
    if link.kind in (LinkKind.INLINE, LinkKind.DEFINITION) and not set(url) & set("\\&\0"):
        assert link.target == url, link


def check_entry(entry: Entry, text: str) -> None:
    assert Span(0, len(text)).contains(entry.span)
    if entry.date is not None:
        assert entry.span.contains(entry.date.span), entry
        assert text[slice(*entry.date.span)] == entry.date.text, entry
    for field in entry.fields:
        assert entry.span.contains(field.span), entry


@settings(max_examples=150)
@given(texts)
def test_spans_are_those_of_what_they_name(text: str) -> None:
    check_spans(awesome_lint.parse(text))


STRANGE = ("\0", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffc")


@settings(max_examples=100)
@given(
    st.text(
        st.one_of(st.sampled_from("\n|-*_[]()<>`~#&!:\\ \t1a.，茶"), st.sampled_from("".join(STRANGE)), st.characters())
    )
)
def test_any_text_is_some_list(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    check_spans(awesome_lint.parse(text))
    awesome_lint.lint(text, EVERY, today=TODAY)
    settled(text, EVERY)


@settings(max_examples=60)
@given(texts, st.lists(st.tuples(st.integers(0, 400), st.sampled_from(STRANGE)), min_size=1, max_size=8))
def test_strange_characters_in_a_list_are_text(text: str, strange: list[tuple[int, str]]) -> None:
    for at, char in strange:
        text = text[:at] + char + text[at:]
    check_spans(awesome_lint.parse(text))
    settled(text, Config())


# Fixes


def settled(text: str, config: Config, *, unsafe: bool = False) -> FixResult:
    """Fix *text* and hold the result against every law of fixing."""
    result = awesome_lint.fix(text, config, today=TODAY, unsafe=unsafe)
    after = result.source.encode().decode()
    again = awesome_lint.fix(after, config, today=TODAY, unsafe=unsafe)
    assert again.source.encode().decode() == after, "a second fix changed something"
    assert again.fixed == ()
    allowed = {Applicability.SAFE, *([Applicability.UNSAFE] if unsafe else [])}
    if not result.notes:
        left = [each for each in result.remaining if each.fix and each.fix.applicability in allowed]
        assert not left, "something that could be fixed remains"
        assert [*result.remaining] == awesome_lint.lint(after, config, today=TODAY)
    assert result.faults == ()
    return result


def letters(text: str) -> str:
    """Return letters and digits, but for the numbers of items, which layout puts right."""
    return "".join(filter(str.isalnum, re.sub(r"(?m)^([ \t>]*)\d+(?=[.)](?:[ \t]|$))", r"\1", text)))


def check_nothing_lost(text: str, result: FixResult) -> None:
    """Letters and digits stand as they stood, in their order, where no rule said that it rewrites some."""
    if not {each.rule for each in result.fixed} & REWRITES_LETTERS:
        before, after = letters(awesome_lint.parse(text).source.text), letters(result.source.text)
        if all(each.rule != "unsorted-entry" for each in result.fixed):
            assert after == before
        else:
            assert Counter(after) == Counter(before)


@settings(max_examples=150)
@given(texts, configurations)
def test_safe_fixes_settle_with_every_choice_of_rules_and_lose_nothing(text: str, config: Config) -> None:
    result = settled(text, config)
    # Layout that GitHub would show otherwise is left alone and told of; no content is.
    assert all("this block keeps its layout" in note for note in result.notes)
    check_nothing_lost(text, result)


@settings(max_examples=50)
@given(texts, configurations)
def test_unsafe_fixes_settle_too(text: str, config: Config) -> None:
    settled(text, config, unsafe=True)


@settings(max_examples=40)
@given(texts)
def test_layout_alone_changes_no_letter(text: str) -> None:
    layout = [rule.name for rule in RULES if rule.phase is Phase.LAYOUT]
    result = settled(text, Config(selections=(Selection(select=(*layout,)),)))
    assert letters(result.source.text) == letters(awesome_lint.parse(text).source.text)


@pytest.mark.parametrize(
    "text",
    [
        "：\n===\n",  # a sign that is all of a heading
        "- [Flies](https://a.example/f) and more\n\n[t]: <http://www.example.org/opena\n-x (y)\n",  # a definition
        "- 见 https://example.org/a\x01b，很好。\n",  # no address between `<` and `>` holds a control character
    ],
)
def test_what_fuzzing_found(text: str) -> None:
    for config in (Config(), EVERY):
        assert settled(text, config).source.text == awesome_lint.parse(text).source.text


# Reports


@settings(max_examples=60)
@given(texts)
def test_json_keeps_its_contract(text: str) -> None:
    document = awesome_lint.parse(text)
    found = awesome_lint.lint(text, EVERY, today=TODAY)
    rules = {rule.name: rule for rule in RULES}
    run = Report((FileReport("a.md", document.source, tuple(found), rules, len(document.entries)),), ())
    check_report(json.loads(render(run, Surroundings())), document.source.text)


def check_report(value: dict[str, object], text: str) -> None:
    assert set(value) == {"version", "diagnostics", "skipped", "errors", "summary"}
    assert value["version"] == 1
    lines = text.split("\n")
    diagnostics = value["diagnostics"]
    assert isinstance(diagnostics, list)
    for each in diagnostics:
        assert set(each) == {"path", "rule", "group", "severity", "message", "start", "end", "related", "fix"}
        assert each["severity"] in {"error", "warning", "info"}
        assert each["message"]
        assert each["rule"]
        assert each["group"]
        assert 0 <= each["start"]["offset"] <= each["end"]["offset"] <= len(text)
        for place in (
            each["start"],
            each["end"],
            *(related[key] for related in each["related"] for key in ("start", "end")),
        ):
            before = lines[: place["line"] - 1]
            assert place["offset"] == sum(map(len, before)) + len(before) + place["column"] - 1
        if each["fix"]:
            check_fix(each["fix"], text)


def check_fix(fix: dict[str, object], text: str) -> None:
    assert set(fix) == {"title", "applicability", "edits"}
    assert fix["applicability"] in {"safe", "unsafe", "manual"}
    assert fix["title"]
    edits = fix["edits"]
    assert isinstance(edits, list)
    assert edits
    for edit in edits:
        assert 0 <= edit["start"] <= edit["end"] <= len(text)
        assert text[edit["start"] : edit["end"]] != edit["text"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no AWESOME_LINT_CORPUS")
@settings(max_examples=12)
@given(st.data())
def test_the_laws_hold_for_real_lists_with_slips(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(real_lists())).read_text(encoding="utf-8")
    text = data.draw(mutations)(text)
    check_spans(awesome_lint.parse(text))
    result = settled(text, Config())
    check_nothing_lost(text, result)
