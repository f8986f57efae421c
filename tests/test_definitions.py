"""Reference definitions: where their addresses stand, and what rules say of them, once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint import linter, registry
from awesome_lint.config import Config, Selection
from awesome_lint.document import LinkKind
from awesome_lint.fixer import fix
from awesome_lint.reading import read
from awesome_lint.rule import Context
from awesome_lint.source import Source

CONTEXT = Context(dt.date(2026, 11, 1))
ACTIVE = registry.activate(Config((Selection(extend_select=("insecure-link",)),)))


def addresses(text: str) -> list[tuple[str, str]]:
    source = Source.of(text)
    return [(link.target, source.slice(link.url)) for link in read(source).definitions]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[1]: https://a.example\n", "https://a.example"),
        ("  [1]:   https://a.example   'Title'\n", "https://a.example"),
        ("[1]: <https://a.example>\n", "https://a.example"),
        ("[1]:\n  https://a.example\n", "https://a.example"),
        ("> [1]:\n> https://a.example\n", "https://a.example"),
        ("- item\n\n  [1]: https://a.example\n", "https://a.example"),
        ("---\na: b\n---\n\n[1]: https://a.example\n", "https://a.example"),
        ("[a \\] b]: https://a.example\n", "https://a.example"),
    ],
)
def test_where_an_address_stands(text: str, written: str) -> None:
    assert addresses(text) == [("https://a.example", written)]


def test_an_address_as_read_and_as_written() -> None:
    assert addresses("[1]: https://a.example/b\\_c?d&amp;e\n") == [
        ("https://a.example/b_c?d&e", "https://a.example/b\\_c?d&amp;e")
    ]


@pytest.mark.parametrize(
    "text",
    ["[^1]: https://a.example\n", "```\n[1]: https://a.example\n```\n", "text\n[1]: https://a.example\n", "[1]:\n\n"],
)
def test_what_is_no_definition(text: str) -> None:
    assert addresses(text) == []


def test_the_first_of_two_definitions_counts() -> None:
    text = "[a]\n\n[a]: https://a.example\n[A]: https://b.example\n"
    assert addresses(text) == [("https://a.example", "https://a.example")]


def test_links_are_those_of_the_page_alone() -> None:
    document = read(Source.of("[a] and [b][a]\n\n[a]: https://a.example\n"))
    assert [link.kind for link in document.links] == [LinkKind.REFERENCE, LinkKind.REFERENCE]
    assert [link.kind for link in document.definitions] == [LinkKind.DEFINITION]


def test_a_definition_is_reported_and_mended_once() -> None:
    text = (
        "- [One][1] and [again][1], [two][b]\n- [three][c]\n\n"
        "[1]: http://www.arxiv.org/abs/2401.00001v1?utm_source=x\n[b]: http://github.com/a/b\n"
        "> [c]: https://c.example/?fbclid=y\n"
    )
    source = Source.of(text)
    found = linter.lint(read(source), ACTIVE, CONTEXT)
    assert [(each.rule, source.line_number(each.span.start)) for each in found] == [
        ("noncanonical-arxiv-url", 4),
        ("tracking-parameter", 4),
        ("insecure-link", 5),
        ("tracking-parameter", 6),
    ]
    result = fix(source, ACTIVE, CONTEXT)
    assert (result.remaining, result.faults) == ((), ())
    assert result.source.text == (
        "- [One][1] and [again][1], [two][b]\n- [three][c]\n\n"
        "[1]: https://arxiv.org/abs/2401.00001v1\n[b]: https://github.com/a/b\n"
        "> [c]: https://c.example/\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "![badge][1]\n\n[1]: http://www.arxiv.org/badge.png?utm_source=x\n",  # an image's address
        "[1]\n\n[1]: https://arxiv.org/abs/2401.00001v1\n",
        "text\n\n[//]: # (http://arxiv.org/abs/2401.00001)\n",
        "[1]\n\n[1]: a/b.md\n",
    ],
)
def test_definitions_that_are_fine(text: str) -> None:
    assert linter.lint(read(Source.of(text)), ACTIVE, CONTEXT) == []


@given(st.text(st.sampled_from("[]:<>a1 \n\\&;#'\"()/>-`http"), max_size=60))
def test_any_definition_is_written_as_it_is_read(text: str) -> None:
    for target, written in addresses(text):
        assert "\n" not in written
        if "\\" not in written and "&" not in written:
            assert written == target
