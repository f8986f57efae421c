from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.titles import common, full, like, name, words


def test_words_leave_case_accents_and_punctuation_out() -> None:
    assert words("“Éclair”: A Lamp-like Don't, v2!") == ("eclair", "a", "lamp", "like", "dont", "v2")
    assert words("小灯Lamp的研究") == ("小", "灯", "lamp", "的", "研", "究")
    assert words("") == words("—…") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Counting Ants with two neurons", "counting ants, with two neurons."),
        ("Lamplight: Reading by very small lamps", "Lamplight"),
        ("Lamplight — Reading by very small lamps", "Lamplight"),
        ("Reading by very small lamps in winter", "Reading by very small lamps in the winter"),
        ("小灯下的阅读与写作", "小灯下的阅读和写作"),
    ],
)
def test_like(one: str, other: str) -> None:
    assert like(one, other)
    assert like(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Counting ants with two neurons", "Counting bees by one ear"),
        ("Lamplight: Reading by very small lamps", "Lanterns"),
        ("Reading by very small lamps", "Reading"),
        ("GAN: a survey", "GAN"),
        ("", ""),
        ("小灯下的阅读", "大海里的航行"),
    ],
)
def test_unlike(one: str, other: str) -> None:
    assert not like(one, other)
    assert not like(other, one)


def test_full_titles() -> None:
    assert full("Counting ants with two neurons")
    assert full("小灯下的阅读与写作")
    for short in ("Counting ants", "1.3|6.7|13|30|66B", "小灯阅读", ""):
        assert not full(short)


def test_common_is_measured_on_the_shorter_title() -> None:
    assert common("counting ants", "Counting ants with two neurons") == 1
    assert common("counting ants twice", "other things") == 0
    assert common("", "anything") == 0


def test_the_name_stands_before_the_first_break() -> None:
    assert name("Lamp Light: small lamps") == ("lamp", "light")
    assert name("Lamplight（小灯）") == ("lamplight",)
    assert name("Low-light reading") == ()


@given(st.text(), st.text())
def test_likeness_is_symmetric(one: str, other: str) -> None:
    assert like(one, other) == like(other, one)
    assert 0 <= common(one, other) == common(other, one) <= 1
