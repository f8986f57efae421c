from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.document import Date, DateForm
from awesome_lint.reading.dates import FORMS, bare_years, full_year, impossible, month_dates, venue_years, write
from awesome_lint.source import Span


def only(text: str) -> Date:
    (date,) = month_dates(text, 0)
    assert text[slice(*date.span)] == date.text
    return date


def parts(date: Date) -> tuple[int, int | None, int | None]:
    return date.year, date.month, date.day


@pytest.mark.parametrize(
    ("text", "found", "expected", "form"),
    [
        ("2024-03-05", "2024-03-05", (2024, 3, 5), DateForm("YMD", "-")),
        ("2024-03", "2024-03", (2024, 3, None), DateForm("YMD", "-")),
        ("Corpus 2018-6 | EN", "2018-6", (2018, 6, None), DateForm("YMD", "-")),
        ("(2023-01) Title", "2023-01", (2023, 1, None), DateForm("YMD", "-")),
        ("[2024/11/30]", "2024/11/30", (2024, 11, 30), DateForm("YMD", "/")),
        ("（2024/1/3）新闻", "2024/1/3", (2024, 1, 3), DateForm("YMD", "/")),
        ("[2024/05] **T**", "2024/05", (2024, 5, None), DateForm("YMD", "/")),
        ("…, 2025.01.", "2025.01", (2025, 1, None), DateForm("YMD", ".")),
        ("EMNLP 2023.2", "2023.2", (2023, 2, None), DateForm("YMD", ".")),
        ("Publish Date: 2026.06.18", "2026.06.18", (2026, 6, 18), DateForm("YMD", ".")),
        ("[Arxiv, 2024.5]", "2024.5", (2024, 5, None), DateForm("YMD", ".")),
        ("*arXiv, May 2026*", "May 2026", (2026, 5, None), DateForm("MY", " ", "name")),
        ("Apr. 2023", "Apr. 2023", (2023, 4, None), DateForm("MY", " ", "name")),
        ("September 2023", "September 2023", (2023, 9, None), DateForm("MY", " ", "name")),
        ("Sept 2023", "Sept 2023", (2023, 9, None), DateForm("MY", " ", "name")),
        ("[25 May 2025]", "25 May 2025", (2025, 5, 25), DateForm("DMY", " ", "name")),
        ("3rd March 2021", "3rd March 2021", (2021, 3, 3), DateForm("DMY", " ", "name")),
        ("June 7, 2024", "June 7, 2024", (2024, 6, 7), DateForm("MDY", " ", "name")),
        ("Dec 1st, 2020", "Dec 1st, 2020", (2020, 12, 1), DateForm("MDY", " ", "name")),
        ("12/25/22", "12/25/22", (2022, 12, 25), DateForm("MDY", "/", short_year=True)),
        ("25/12/2022", "25/12/2022", (2022, 12, 25), DateForm("DMY", "/")),
        ("05.2024", "05.2024", (2024, 5, None), DateForm("MY", ".")),
        ("06/2023", "06/2023", (2023, 6, None), DateForm("MY", "/")),
        ("2023年5月", "2023年5月", (2023, 5, None), DateForm("YMD", "年")),
        ("更新于2023年05月07日。", "2023年05月07日", (2023, 5, 7), DateForm("YMD", "年")),
        ("2023 年 5 月 7 号", "2023 年 5 月 7 号", (2023, 5, 7), DateForm("YMD", "年")),
        ("发表于2024-03-05，", "2024-03-05", (2024, 3, 5), DateForm("YMD", "-")),
        ("2024-13", "2024-13", (2024, 13, None), DateForm("YMD", "-")),
        ("2023-02-30", "2023-02-30", (2023, 2, 30), DateForm("YMD", "-")),
        ("2024-00", "2024-00", (2024, 0, None), DateForm("YMD", "-")),
        ("2011-12", "2011-12", (2011, 12, None), DateForm("YMD", "-")),
    ],
)
def test_dates_with_a_month(
    text: str, found: str, expected: tuple[int, int | None, int | None], form: DateForm
) -> None:
    date = only(text)
    assert date.text == found
    assert parts(date) == expected
    assert date.form == form


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024",
            "in 2024",
            "2019-20",
            "the 2019-20 season",
            "2018–2021",
            "2018-2021",
            "v2024.1",
            "v2023.5.1",
            "1.2.3",
        ),
        *("3.11", "Python 3.12", "10.15.7", "2023.12.1.4", "16:9", "4/5", "1-2", "9/10", "24/7", "1:30", "2403.16899"),
        *(
            "arXiv:2403.16899",
            "2403.16899v2",
            "0704.0001",
            "math/0611800",
            "1900-01",
            "3024-05",
            "2024-123",
            "2024.0512",
        ),
        *("https://a.org/2024/05/x", "a.org/2024/05", "/2024/05/", "file-2024-05.md", "report_2024-05", "2024-05.pdf"),
        *("+86 10-6275-1234", "010-62751234", "555-2024-05", "400-800-8820", "ISBN 978-7-2024", "10.1109/2024.05123"),
        *(
            "CVPR 2024",
            "ACL'23",
            "Maybe 2024",
            "Marching 2024",
            "May be 2024",
            "Decoder 2023",
            "2024x05",
            "2024年",
            "5月",
        ),
        *("GPT-4-2024-05x", "12024-05", "2024-05-06-07", "1/2/3", "100/05/2024", "5-shot 2024"),
    ],
)
def test_what_is_no_date_with_a_month(text: str) -> None:
    assert list(month_dates(text, 0)) == []


@pytest.mark.parametrize(
    ("text", "padded"),
    [
        ("2024-03", True),
        ("2024-3", False),
        ("2024-10", None),
        ("2024-12-05", None),
        ("2024年3月", False),
        ("3/25/24", False),
    ],
)
def test_padding_shows_in_months_of_one_digit(text: str, padded: bool | None) -> None:  # noqa: FBT001
    assert only(text).padded is padded


@pytest.mark.parametrize(
    ("text", "long"),
    [("Jan 2024", False), ("January 2024", True), ("May 2024", None), ("June 2024", None), ("Jun 2024", False)],
)
def test_long_months_show_where_the_name_has_two_forms(text: str, long: bool | None) -> None:  # noqa: FBT001
    assert only(text).long_month is long


@pytest.mark.parametrize(
    ("text", "ambiguous"), [("03/09/26", True), ("12/12/22", False), ("13/09/2026", False), ("2026-03-09", False)]
)
def test_ambiguous_dates(text: str, ambiguous: bool) -> None:  # noqa: FBT001
    assert only(text).ambiguous is ambiguous


def test_short_years_are_read_where_dates_stand() -> None:
    assert [parts(date) for date in month_dates("23.08", 0, short_years=True)] == [(2023, 8, None)]
    assert [parts(date) for date in month_dates("23-08-15", 0, short_years=True)][-1:] == [(2023, 8, 15)]
    assert list(month_dates("23.08", 0)) == []


def test_spans_are_the_file_s() -> None:
    (date,) = month_dates("a 2024-05", 100)
    assert date.span == Span(102, 109)


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("CVPR 2024", "CVPR", 2024),
        ("CoRL2020", "CoRL", 2020),
        ("NeurIPS, 2023", "NeurIPS", 2023),
        ("ACL'23 Findings", "ACL", 2023),
        ("ACL’23", "ACL", 2023),
        ("(ICML 24')", "ICML", 2024),
        ("Arxiv 2023", "Arxiv", 2023),
        ("arXiv 2023", "arXiv", 2023),
        ("ICCV-2021", "ICCV", 2021),
        ("Computer Vision (CVPR), 2021", "CVPR", 2021),
        ("Preprint 2023", "Preprint", 2023),
        ("bioRxiv 2021", "bioRxiv", 2021),
        ("Nature 2021", "Nature", 2021),
        ("NIPS'99", "NIPS", 1999),
    ],
)
def test_years_by_a_venue(text: str, venue: str, year: int) -> None:
    (date,) = venue_years(text, 0)
    assert (date.venue, date.year, date.month) == (venue, year, None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Excel 2010",
            "in 2024",
            "CVPR",
            "CVPR 24",
            "GPT-4",
            "A 2024",
            "CVPR 20245",
            "CVPR 1899",
            "RTX 4090",
            "COCO 80",
        ),
        *("The 2017", "Since 2017", "ACL'", "论文 2024"),
    ],
)
def test_what_is_no_venue_with_a_year(text: str) -> None:
    assert list(venue_years(text, 0)) == []


@pytest.mark.parametrize(
    ("text", "years"), [("(2019) [2020] 2021", [2019, 2020, 2021]), ("2021年", [2021]), ("v2021 x2020 2020-05", [])]
)
def test_bare_years(text: str, years: list[int]) -> None:
    assert [date.year for date in bare_years(text, 0)] == years


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2024-13", "month `13` does not exist"),
        ("2024-00", "month `00` does not exist"),
        ("2023-02-30", "February 2023 has 28 days, not 30"),
        ("2024-01-32", "January 2024 has 31 days, not 32"),
        ("2024-02-29", ""),
        ("2024-12-31", ""),
        ("2024-05", ""),
    ],
)
def test_impossible_dates(text: str, wrong: str) -> None:
    assert impossible(only(text)) == wrong


@pytest.mark.parametrize(("digits", "year"), [(24, 2024), (90, 2090), (91, 1991), (99, 1999), (2024, 2024)])
def test_two_digits_stand_for_a_year_from_1991(digits: int, year: int) -> None:
    assert full_year(digits) == year


@given(
    st.sampled_from(sorted(FORMS)),
    st.integers(1991, 2089),
    st.integers(1, 12),
    st.one_of(st.none(), st.integers(1, 28)),
)
def test_what_is_written_reads_as_the_same_date(name: str, year: int, month: int, day: int | None) -> None:
    form, padded, long_month = FORMS[name]
    date = Date(Span(0, 0), "", year, month, day, DateForm("YMD", "-"))
    text = write(date, form, padded=bool(padded), long_month=bool(long_month))
    assert text is not None
    again = list(month_dates(text, 0, short_years=form.short_year))[-1]
    assert parts(again) == (year, month, day)
    assert again.text == text
    if not (day is None and form.month == "name"):
        assert again.form == form
    assert again.padded in (padded, None)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("2023.2", "YYYY.MM.DD", "2023.02"),
        ("2023-02-03", "YYYY-M-D", "2023-2-3"),
        ("May 2026", "YYYY-MM-DD", "2026-05"),
        ("2026-05-07", "Month D, YYYY", "May 7, 2026"),
        ("2026-01", "D Mon YYYY", "Jan 2026"),
        ("2023-05", "YYYY年M月D日", "2023年5月"),
        ("2023年5月7日", "YYYY年MM月DD日", "2023年05月07日"),
    ],
)
def test_write(text: str, form: str, expected: str) -> None:
    shape, padded, long_month = FORMS[form]
    assert write(only(text), shape, padded=bool(padded), long_month=bool(long_month)) == expected


def test_what_a_form_cannot_say_is_not_written() -> None:
    month_and_year = DateForm("MY", ".")
    assert write(only("2024-05-06"), month_and_year, padded=True, long_month=False) is None
    assert write(only("2024-05"), month_and_year, padded=True, long_month=False) == "05.2024"
    assert write(only("2024-13"), DateForm("YMD", "/"), padded=True, long_month=False) is None
    (year,) = bare_years("2024", 0)
    assert write(year, DateForm("YMD", "/"), padded=True, long_month=False) is None


def test_a_venue_is_a_word_and_no_run_of_letters_without_end() -> None:
    (short,), long = (tuple(venue_years(f"{'A' * count} 2024", 0)) for count in (8, 200))
    assert (short.venue, long) == ("AAAAAAAA", ())
