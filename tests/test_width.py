import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.width import width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("plain", 5),
        ("视频", 4),
        ("a，b", 4),
        ("✅", 2),
        ("✔\ufe0f", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("👍🏽", 2),
        ("e\u0301", 1),
        ("zero\u200bwidth", 9),
        ("a\x1bb", 2),
        ("视\x07频", 4),
    ],
)
def test_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text())
def test_a_width_is_never_negative_and_at_most_two_a_character(text: str) -> None:
    assert 0 <= width(text) <= 2 * len(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_printable_ascii_is_as_wide_as_it_is_long(text: str) -> None:
    assert width(text) == len(text)
