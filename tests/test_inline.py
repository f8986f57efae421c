from __future__ import annotations

import itertools
import sys

import pytest
from fragments import inline_texts
from github import ours, page
from hypothesis import given, settings

from awesome_lint.document import Content, Inline, Link, LinkKind
from awesome_lint.reading import read
from awesome_lint.source import Source

_MARKS = {"strong": ("**", "__"), "emphasis": ("*", "_"), "strike": ("~", "~~"), "code": ("`",), "html": ("<",)}


def contents(text: str) -> tuple[Content, ...]:
    return read(Source.of(text)).contents


def pieces(text: str) -> list[tuple[str, str, str]]:
    (content,) = contents(text)
    return [(piece.kind, text[piece.span.start : piece.span.end], piece.text) for piece in content.inlines]


def links(text: str) -> list[Link]:
    return list(read(Source.of(text)).links)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(inline_texts)
def test_links_are_those_that_github_makes(text: str) -> None:
    assert ours(read(Source.of(text))) == page(text)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(inline_texts)
def test_every_piece_has_its_place(text: str) -> None:
    for content in contents(text):
        assert 0 <= content.span.start <= content.span.end <= len(text)
        starts = [piece.span.start for piece in content.inlines]
        assert starts == sorted(starts)
        for piece in content.inlines:
            assert content.span.contains(piece.span)
            check_piece(text, piece)


def check_piece(text: str, piece: Inline) -> None:
    raw = text[piece.span.start : piece.span.end]
    if piece.kind == "text" and "\\" not in raw and "&" not in raw:
        assert piece.text == raw
    if marks := _MARKS.get(piece.kind):
        assert raw.startswith(marks)
    if piece.kind in ("strong", "emphasis", "strike", "code"):
        assert raw.endswith(marks or ())
        assert len(raw) > 1
    if piece.link:
        check_link(text, piece.link)


def check_link(text: str, link: Link) -> None:
    raw, url = (text[span.start : span.end] for span in (link.span, link.url))
    assert link.span.contains(link.label)
    assert link.span.contains(link.url)
    if link.kind is LinkKind.BARE:
        assert raw == url == link.text
        assert link.target.endswith(raw)
    elif link.kind is LinkKind.AUTOLINK:
        assert raw == f"<{url}>"
    elif link.kind is not LinkKind.HTML:
        assert raw.startswith("![" if link.image else "[")
        assert raw.endswith((")", "]"))
    if link.kind is LinkKind.INLINE and "\\" not in url and "&" not in url:
        assert url == link.target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [("text", "plain", "plain")]),
        ("a \\* b", [("text", "a \\* b", "a * b")]),
        ("&amp;&copy;&nope;", [("text", "&amp;&copy;&nope;", "&©&nope;")]),
        ("&#35;&#x1F389;&#0;", [("text", "&#35;&#x1F389;&#0;", "#🎉\ufffd")]),
        ("`a`", [("code", "`a`", "a")]),
        ("`` `a ``", [("code", "`` `a ``", "`a")]),
        ("`a``", [("text", "`a``", "`a``")]),
        ("**a**", [("strong", "**a**", ""), ("text", "a", "a")]),
        ("***a***", [("emphasis", "***a***", ""), ("strong", "**a**", ""), ("text", "a", "a")]),
        ("**a*", [("text", "*", "*"), ("emphasis", "*a*", ""), ("text", "a", "a")]),
        ("~~a~~~b~", [("text", "~~a~~~b~", "~~a~~~b~")]),
        ("~~a~~", [("strike", "~~a~~", ""), ("text", "a", "a")]),
        ("~a~", [("strike", "~a~", ""), ("text", "a", "a")]),
        ("snake_case_name", [("text", "snake_case_name", "snake_case_name")]),
        ("a\nb", [("text", "a", "a"), ("break", "\n", "\n"), ("text", "b", "b")]),
        ("a  \n  b", [("text", "a", "a"), ("break", "\n", "\n"), ("text", "b", "b")]),
        ("a\\\nb", [("text", "a", "a"), ("break", "\\\n", "\n"), ("text", "b", "b")]),
        ("a<br/>b", [("text", "a", "a"), ("html", "<br/>", "\n"), ("text", "b", "b")]),
        ("a <title> b", [("text", "a ", "a "), ("html", "<title>", ""), ("text", " b", " b")]),
        ("1 < 2 > 0", [("text", "1 < 2 > 0", "1 < 2 > 0")]),
        ("**《论文》**的代码", [("text", "**《论文》**的代码", "**《论文》**的代码")]),
    ],
)
def test_pieces(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "label", "url", "target"),
    [
        ("[t](u)", "t", "u", "u"),
        ("[t](<u v>)", "t", "u v", "u v"),
        ('[t](u "title")', "t", "u", "u"),
        ("[t](u )", "t", "u", "u"),
        ("[t]()", "t", "", ""),
        ("[t](a(b)c)", "t", "a(b)c", "a(b)c"),
        ("[t](a\\)b)", "t", "a\\)b", "a)b"),
        ("[t](a&amp;b)", "t", "a&amp;b", "a&b"),
        ("[t](a&noteId=b)", "t", "a&noteId=b", "a&noteId=b"),
        ("[论文](https://a.org/（x）)", "论文", "https://a.org/（x）", "https://a.org/（x）"),
        ("<https://a.org/?b&amp;c>", "https://a.org/?b&amp;c", "https://a.org/?b&amp;c", "https://a.org/?b&c"),
        ("www.a.org", "www.a.org", "www.a.org", "http://www.a.org"),
        ("<me@a.org>", "me@a.org", "me@a.org", "mailto:me@a.org"),
        ('<a href="u&amp;v">t</a>', "t", "u&amp;v", "u&v"),
    ],
)
def test_a_link_knows_its_label_and_its_address(text: str, label: str, url: str, target: str) -> None:
    (link,) = links(text)
    assert (text[slice(*link.label)], text[slice(*link.url)], link.target) == (label, url, target)
    assert text[slice(*link.span)] == text


def test_a_reference_link_has_its_reference_label_for_an_address() -> None:
    text = "[t][Ref] and [ref][] and [REF]\n\n[ref]: https://a.org"
    assert [text[slice(*link.url)] for link in links(text)] == ["Ref", "ref", "REF"]
    assert {link.target for link in links(text)} == {"https://a.org"}
    assert {link.kind for link in links(text)} == {LinkKind.REFERENCE}


@pytest.mark.parametrize(
    "text",
    [
        *("[t] (u)", "[t](u", "t](u)", "[t(u)", "[t](u v)", "\\[t](u)", "`[t](u)`", "[t]", "[]", "[t][ref]", "![t](u"),
        *("https://", "www.", "WWW.a.org", "xhttps://a.org", "https://a_b.org", "a@b", "[https://a.org", "ahttp://b.c"),
    ],
)
def test_what_is_no_link(text: str) -> None:
    assert links(text) == []
    assert page(text)[0] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见：https://a.org/x", "https://a.org/x"),
        ("https://a.org/4，以及", "https://a.org/4，以及"),
        ("(https://a.org/x_(y))", "https://a.org/x_(y)"),
        ("https://a.org.", "https://a.org"),
        ("https://a.org&amp;", "https://a.org"),
        ("https://a.org/?b&c;", "https://a.org/?b"),
        ("https://a.org<br>", "https://a.org"),
        ("*https://a.org*", "https://a.org"),
        ("[x] https://a.org", "https://a.org"),
        ("HTTPS://A.org", "HTTPS://A.org"),
    ],
)
def test_a_bare_address_ends_where_github_ends_it(text: str, found: str) -> None:
    (link,) = links(text)
    assert link.target == found
    assert link.kind is LinkKind.BARE
    assert page(text)[0] == [found]


def test_an_image_in_a_label_follows_its_link() -> None:
    text = "[![alt](i.png) t](u)"
    outer, image = links(text)
    assert (outer.target, outer.text, outer.image) == ("u", " t", False)
    assert (image.target, image.text, image.image) == ("i.png", "alt", True)
    assert outer.label.contains(image.span)


def test_a_link_in_brackets_keeps_them_as_text() -> None:
    assert pieces("[[t](u)][[v](w)]") == [
        ("text", "[", "["),
        ("link", "[t](u)", "t"),
        ("text", "][", "]["),
        ("link", "[v](w)", "v"),
        ("text", "]", "]"),
    ]


def test_comments_are_found() -> None:
    text = "a <!-- one --> b\n\n<!-- two\nlines -->\n"
    assert [text[slice(*span)] for span in read(Source.of(text)).comments] == ["<!-- one -->", "<!-- two\nlines -->"]


# What GitHub reads otherwise; each is kept so that a change is noticed.


def test_known_difference_mail_addresses_in_text_are_links_on_github_alone() -> None:
    assert page("me@a.org")[0] == ["mailto:me@a.org"]
    assert links("me@a.org") == []


def test_known_difference_footnotes_stand_where_they_are_written() -> None:
    text = "a[^1]\n\n[^1]: [n](u)\n\n[b](v)\n"
    assert [target for target in page(text)[0] if "fn" not in target] == ["v", "u"]
    assert [link.target for link in links(text)] == ["u", "v"]


@pytest.mark.parametrize(
    "fragment",
    [
        *(
            "[",
            "](",
            "`",
            "*",
            "|",
            "<",
            ">",
            "_",
            "~~",
            "![",
            "[a](",
            "[a](<b",
            '[a](b "',
            "<!--",
            "<a ",
            "<?",
            "&",
            "[",
        ),
        *(
            '<a href="x">',
            "http://",
            "www.",
            "- ",
            "[]",
            "[a][",
            "**a",
            "*a_",
            "*a **",
            "a**b",
            "<![CDATA[",
            "https://a.b)",
        ),
    ],
)
def test_work_grows_with_the_text_alone(fragment: str) -> None:
    def calls(count: int) -> int:
        text, seen = Source.of(fragment * count), itertools.count()
        sys.setprofile(lambda *_: next(seen))
        try:
            read(text)
        finally:
            sys.setprofile(None)
        return next(seen)

    calls(4)  # expressions are compiled and modules imported once for all
    assert calls(2_000) < 8 * 1.5 * calls(250)
