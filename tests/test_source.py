from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source import Edit, Location, Source, Span, UnreadableSourceError

_pieces = st.sampled_from(["a", "列表", "🎉", "\ufeff", "\u2028", "\x85", "\x0b", "\n", "\r\n", "\r", " ", "\t"])
_texts = st.one_of(st.text(st.characters(exclude_characters="\0", codec="utf-8")), st.lists(_pieces).map("".join))


@given(_texts)
def test_bytes_that_decode_encode_to_themselves(text: str) -> None:
    data = text.encode()
    source = Source.decode(data)
    assert source.encode() == data
    assert "\r" not in source.text


@given(st.binary())
def test_any_bytes_decode_or_name_the_first_bad_byte(data: bytes) -> None:
    error = None
    try:
        assert Source.decode(data).encode() == data
    except UnreadableSourceError as raised:
        error = raised
    if error:
        bad = data[error.offset]
        assert bad == 0 or f"0x{bad:02x}" in str(error)
        assert f"offset {error.offset}" in str(error)
        assert bad == 0 or data[: error.offset].decode() is not None


@pytest.mark.parametrize(
    ("data", "offset", "message"),
    [
        (b"ab\xffc", 2, "invalid UTF-8: byte 0xff at offset 2"),
        (b"\xe8\xae", 0, "invalid UTF-8: byte 0xe8 at offset 0"),
        (b"\xef\xbb\xbfab\0", 5, "a NUL byte at offset 5"),
    ],
)
def test_an_error_names_byte_and_offset(data: bytes, offset: int, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message) as caught:
        Source.decode(data)
    assert caught.value.offset == offset


@pytest.mark.parametrize(
    ("raw", "newline", "odd"),
    [
        ("", "\n", ()),
        ("a\nb\n", "\n", ()),
        ("a\r\nb\r\n", "\r\n", ()),
        ("a\rb\r", "\r", ()),
        ("a\r\nb\r\nc\n", "\r\n", ((5, "\n"),)),
        ("a\nb\nc\rd\r\n", "\n", ((5, "\r"), (7, "\r\n"))),
        ("a\nb\r\n", "\n", ((3, "\r\n"),)),
    ],
)
def test_the_majority_of_newlines_is_the_style(raw: str, newline: str, odd: tuple[tuple[int, str], ...]) -> None:
    source = Source.of(raw)
    assert (source.newline, source.odd_newlines) == (newline, odd)


def test_a_byte_order_mark_is_no_text() -> None:
    source = Source.decode(b"\xef\xbb\xbf# A\n")
    assert source.bom
    assert source.text == "# A\n"
    assert source.location(0) == Location(1, 1)


@given(_texts, st.data())
def test_edits_change_their_spans_alone(raw: str, data: st.DataObject) -> None:
    source = Source.of(raw)
    size = len(source.text)
    places = sorted(data.draw(st.lists(st.integers(0, size), max_size=6)))
    texts = st.sampled_from(["", "x", "\n", "中文\n"])
    edits = [Edit(a, b, data.draw(texts)) for a, b in zip(places[::2], places[1::2], strict=False)]
    expected = source.text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    edited = source.edited(edits)
    assert edited.text == expected
    assert (edited.bom, edited.newline, edited.path) == (source.bom, source.newline, source.path)
    if not expected.startswith("\ufeff"):
        assert Source.decode(edited.encode()).text == expected


def test_foreign_newlines_outside_an_edit_keep_their_kind() -> None:
    source = Source.of("a\nb\r\nc\nd\re\n")
    edited = source.edited([Edit(0, 1, "long\n"), Edit(5, 5, "!")])
    assert edited.encode() == b"long\n\nb\r\nc!\nd\re\n"


def test_a_foreign_newline_inside_an_edit_goes_with_it() -> None:
    assert Source.of("a\nb\r\nc\n").edited([Edit(2, 4, "x\n")]).encode() == b"a\nx\nc\n"


def test_newlines_of_two_kinds_that_come_together_stay_two() -> None:
    edited = Source.of("a\rb\nc\nd\n").edited([Edit(2, 3, "")])
    assert edited.text == "a\n\nc\nd\n"
    assert Source.decode(edited.encode()).text == edited.text


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="edits overlap at offset 1"):
        Source.of("abc").edited([Edit(0, 2, ""), Edit(1, 3, "")])


@given(_texts)
def test_location_counts_lines_and_columns(raw: str) -> None:
    source = Source.of(raw)
    lines = source.text.split("\n")
    for offset in range(len(source.text) + 1):
        line, column = source.location(offset)
        assert source.line_number(offset) == line
        assert sum(len(before) + 1 for before in lines[: line - 1]) + column - 1 == offset
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(_texts)
def test_line_spans_are_the_lines(raw: str) -> None:
    source = Source.of(raw)
    lines = source.text.split("\n")
    spans = [source.line_span(number) for number in range(1, len(lines) + 1)]
    assert [source.slice(span) for span in spans] == lines
    assert source.slice(source.lines_span(1, len(lines))) == source.text


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Span(0, 2), Span(1, 3), True),
        (Span(0, 2), Span(2, 3), False),
        (Span(0, 2), Span(2, 2), True),
        (Span(1, 1), Span(0, 2), True),
        (Span(3, 3), Span(0, 2), False),
    ],
)
def test_overlap(one: Span, other: Span, overlap: bool) -> None:  # noqa: FBT001
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


def test_a_span_contains_what_lies_wholly_inside() -> None:
    assert Span(1, 4).contains(Span(1, 4))
    assert not Span(1, 4).contains(Span(0, 2))
