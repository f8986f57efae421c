"""The short ways through inline content find what the algorithm finds without them."""

from __future__ import annotations

import pytest
from fragments import inline_texts
from hypothesis import example, given
from hypothesis import strategies as st

from awesome_lint.document import Inline, LinkKind
from awesome_lint.parsing import brackets, inline
from awesome_lint.parsing.inline import inlines_of
from awesome_lint.regex import regex

_BASE = 7
_PARTS = (
    *("[paper](https://example.org/a_b)", "![mark](m.svg)", "[a]()", "[](u)", "[a][B]", "[B]", "![", "!", "]("),
    *("[a](u v)", "[[a](u)]", "[[a](u)](v)", "[![a](u)](v)", "[a](u?b=1&c=2)", "[a](u&amp;b)", "[a & b](u)"),
    *(
        "[a_b](u)",
        "[a_](u)",
        "[&amp;](u)",
        "[a!](u)",
        "[!](u)",
        "**a**",
        "*a b*",
        "_a_",
        "__a.__",
        "*a",
        "a*",
        "**(a)**",
    ),
    *("**", "*", "_", "__", "~", "~~", "`", "`a`", "``", "<br>", "&amp;", "&", "\\", "[", "]", "]("),
    *("https://example.org", "www.example.org", "://", "www.", "*https://example.org*"),
    *(" ", "word", "\u8bba\u6587", "(", ")", "\t", "\u00a0", ".", ",", "\n"),
)
_TEXTS = st.lists(st.sampled_from(_PARTS), max_size=10).map("".join) | inline_texts | st.text(max_size=40)
_REFERENCES = {"B": {"href": "https://example.org/b"}}
_SHORT_WAYS = (
    (inline, "SIMPLE_LINK"),
    (inline, "_PLAIN_EMPHASIS"),
    (brackets, "SIMPLE_LINK"),
    (brackets, "_LINK_IN_BRACKETS"),
    (brackets, "_BADGE"),
)


def _read(text: str) -> list[Inline]:
    return inlines_of(text, _BASE, _REFERENCES)


def _read_without_short_ways(text: str) -> list[Inline]:
    with pytest.MonkeyPatch.context() as patch:
        for module, name in _SHORT_WAYS:
            patch.setattr(module, name, regex(r"(?!)"))
        return _read(text)


@given(text=_TEXTS)
@example("Rain! [paper](https://example.org) falls!")
@example("![mark](m.svg)![mark](m.svg)")
@example("[a [[b](u)] c](v) ![[d](w)](x)")
@example("*a **b** c* **d *e* f** _*g*_")
@example("(**a**) [**b**](u) x*c*y 1*d* *e*.f")
@example("[*https://example.org*](u) *https://example.org*")
def test_short_ways_are_the_same(text: str) -> None:
    assert _read(text) == _read_without_short_ways(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Rain! [a](u), ![b](v)", ["Rain! ", "[a](u)", ", ", "![b](v)"]),
        ("see [[a](u)] *b c*.", ["see [", "[a](u)", "] ", "*b c*", "b c", "."]),
        ("[![a](u)](v)", ["[![a](u)](v)", "![a](u)"]),
    ],
)
def test_pieces_stand_where_they_are_written(text: str, pieces: list[str]) -> None:
    assert [text[start - _BASE : end - _BASE] for _, (start, end), _, _ in _read(text)] == pieces


def test_links_of_the_short_way_know_their_parts() -> None:
    text = "[a](u?b=1&amp;c=2), ![b](v)"
    links = [each.link for each in _read(text) if each.link]
    assert [(link.text, link.target, link.image, link.kind) for link in links] == [
        ("a", "u?b=1&c=2", False, LinkKind.INLINE),
        ("b", "v", True, LinkKind.INLINE),
    ]
    assert [text[link.label.start - _BASE : link.label.end - _BASE] for link in links] == ["a", "b"]
    assert [text[link.url.start - _BASE : link.url.end - _BASE] for link in links] == ["u?b=1&amp;c=2", "v"]
