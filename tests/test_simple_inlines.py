"""The short way through simple contents finds what the inline parser finds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from awesome_lint import content
from awesome_lint.content import ContentReader, Mapped, simple_inlines
from awesome_lint.document import Content, LinkKind

_PARTS = (
    *(
        "[paper](https://example.org/a_b)",
        "![mark](m.svg)",
        "[a]()",
        "[](u)",
        "[a][b]",
        "[b]",
        "![",
        "!",
        "](",
        "[a](u v)",
    ),
    *(
        "[a](u v)",
        "**",
        "_",
        "~",
        "`",
        "<br>",
        "&amp;",
        "&",
        "\\",
        "https://example.org",
        "www.example.org",
        "://",
        "www.",
    ),
    *(" ", "word", "\u8bba\u6587", "(", ")", "\t", "\u00a0"),
)
_TEXTS = st.lists(st.sampled_from(_PARTS), max_size=8).map("".join) | st.text(max_size=40)


def _parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> Content:
    with monkeypatch.context() as patch:
        patch.setattr(content, "simple_inlines", lambda _text, _base: None)
        return ContentReader({"B": {"href": "https://example.org/b"}}).read(Mapped(text, ((0, 7),)))


@given(text=_TEXTS)
@example("Rain! [paper](https://example.org) falls!")
@example("![mark](m.svg)![mark](m.svg)")
def test_short_way_is_the_same(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        expected = _parsed(text, patch)
    found = simple_inlines(text, 7)
    assert found is None or found == expected.inlines


def test_short_way_is_taken() -> None:
    text = "Rain! [a](u), ![b](v)"
    found = simple_inlines(text, 5)
    assert found is not None
    assert [text[each.span.start - 5 : each.span.end - 5] for each in found] == ["Rain! ", "[a](u)", ", ", "![b](v)"]
    links = [each.link for each in found if each.link]
    assert [(link.text, link.target, link.image, link.kind) for link in links] == [
        ("a", "u", False, LinkKind.INLINE),
        ("b", "v", True, LinkKind.INLINE),
    ]
    assert [text[link.label.start - 5 : link.label.end - 5] for link in links] == ["a", "b"]
    assert [text[link.url.start - 5 : link.url.end - 5] for link in links] == ["u", "v"]


@pytest.mark.parametrize(
    "text",
    ["a *b*", "see https://example.org", "www.example.org", "[a][b]", "a\nb", "`a`", "a &amp; b", "![a", "[[a](u)](v)"],
)
def test_all_else_is_left_to_the_parser(text: str) -> None:
    assert simple_inlines(text, 0) is None
