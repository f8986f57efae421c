from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.near_anchors import is_one_edit
from awesome_lint.reading import read
from awesome_lint.slugs import Reachable, anchors_of, fragment_of, slug_of
from awesome_lint.source import Source

VS16, ZWJ, NBSP, WIDE, KEYCAP = "\ufe0f", "\u200d", "\u00a0", "\u3000", "\u20e3"
BADGE = "![x](https://example.org/x.svg)"


def slugs(text: str) -> list[str]:
    return [anchor.slug for anchor in anchors_of(read(Source.of(text)).headings)]


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("## Tiny Models", "tiny-models"),
        ("## Tiny  models ##", "tiny--models"),
        ("##   Blanks around   ", "blanks-around"),
        ("## A & B", "a--b"),
        ("## A&B, C/D (E): F?", "ab-cd-e-f"),
        ("## snake_case and ke-bab", "snake_case-and-ke-bab"),
        ("## _Slanted_ and **strong**", "slanted-and-strong"),
        ("## `code_span()` here", "code_span-here"),
        ("## [A link](https://example.org/a) here", "a-link-here"),
        ("## 1.2 Numbers", "12-numbers"),
        ("## 🎤 Talks", "-talks"),
        ("## Talks 🎤", "talks-"),
        (f"## ⚙{VS16} Gears", f"{VS16}-gears"),
        (f"## 👩{ZWJ}🔬 Women", "-women"),
        (f"## 1{VS16}{KEYCAP} First", f"1{VS16}{KEYCAP}-first"),
        ("## 👍🏽 Thumbs", "-thumbs"),
        ("## :rocket: Start", "rocket-start"),
        ("## 论文（Papers）", "论文papers"),
        ("## 论文：综述、方法", "论文综述方法"),
        ("## 한국어 日本語", "한국어-日本語"),
        ("## Ünïcode É", "ünïcode-é"),
        ("## e\u0301 mark", "e\u0301-mark"),
        (f"## No{NBSP}break", "nobreak"),
        (f"## 全{WIDE}角", "全角"),
        ("## x² and Ⅳ and Ⓐ", "x-and-ⅳ-and-ⓐ"),
        (f"## List {BADGE}", "list-"),
        (f"## {BADGE} List", "-list"),
        (f"## List {BADGE} {BADGE}", "list--"),
        (f"## List [{BADGE}](https://example.org)", "list-"),
        ('## List <img src="x.svg"> more', "list--more"),
        ('## <a name="x"></a>List', "list"),
        ('## <a name="x"></a> List', "-list"),
        ("## List <!-- omit -->", "list-"),
        ("## Ants &amp; bees", "ants--bees"),
        ("## Caf&eacute; \\# one", "café--one"),
        ("## One<br>two", "onetwo"),
        ("Ants\n====", "ants"),
        ("> ## Quoted ants", "quoted-ants"),
        ("- ## Listed ants", "listed-ants"),
        ("<h2 align='center'>Shown &amp; <b>told</b></h2>", "shown--told"),
        ("## 🎤", ""),
    ],
)
def test_the_anchor_of_a_heading(heading: str, slug: str) -> None:
    assert slugs(heading) == [slug]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["A", "A", "A"], ["a", "a-1", "a-2"]),
        (["A", "a!", "A?"], ["a", "a-1", "a-2"]),
        (["A-1", "A", "A"], ["a-1", "a", "a-2"]),
        (["A", "A", "A-1"], ["a", "a-1", "a-1-1"]),
        (["🎤", "🎤"], ["", "-1"]),
    ],
)
def test_repeats(titles: list[str], expected: list[str]) -> None:
    assert slugs("\n\n".join(f"## {title}" for title in titles)) == expected


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug_of(slug_of(text)) == slug_of(text)


@given(st.lists(st.sampled_from(["a", "a-1", "a-1-1", "b", "a-2"]), max_size=12))
def test_no_two_headings_share_an_anchor(titles: list[str]) -> None:
    found = slugs("\n\n".join(f"## {title}" for title in titles))
    assert len(set(found)) == len(found) == len(titles)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ('<a name="Ants"></a>', "Ants"),
        ("<a class=b id=ants>", "ants"),
        ("text <span id='ants bees'>x</span>", "ants bees"),
        ('<div\n  id="ants">', "ants"),
        ('<a id="user-content-ants">', "ants"),
        ("| a |\n| - |\n| <a id='ants'></a> b |", "ants"),
        ("## Ants {#bees}", "bees"),
        ("## Ants\n{: #bees .wide}", "bees"),
        ("<h1 align='center'>\n  <br>\n  Ants\n</h1>", "ants"),
        ("<h1 align='center'>\n  Ants\n</h1>", "--ants"),
        ("<h2>\n\nAnts **and** bees\n\n</h2>", "ants-and-bees"),
    ],
)
def test_written_anchors_lead(text: str, fragment: str) -> None:
    assert Reachable(read(Source.of(text))).leads(fragment)


@pytest.mark.parametrize("text", ["<a href='#ants'>ants</a>", "ants", "<p data-id='ants'>", "`## ants`"])
def test_what_is_no_anchor_does_not_lead(text: str) -> None:
    assert not Reachable(read(Source.of(text))).leads("ants")


def test_fragments_are_decoded() -> None:
    assert fragment_of("#user-content-ants") == fragment_of("ants") == "ants"
    assert fragment_of("%E9%9B%A8%20b") == "雨 b"


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("sensor", "sensors", True),
        ("sensors", "ensors", True),
        ("sensors", "senzors", True),
        ("sensors", "sesnors", True),
        ("sensors", "sensors", False),
        ("sensors", "sensorial", False),
        ("sensors", "senosrz", False),
        ("aab", "aaab", True),
        ("abcd", "bcda", False),
        ("", "a", True),
    ],
)
def test_one_edit(one: str, other: str, is_one: bool) -> None:  # noqa: FBT001  (a column of the table)
    assert is_one_edit(one, other) is is_one_edit(other, one) is is_one
