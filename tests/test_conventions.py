from __future__ import annotations

import pytest

from awesome_lint.document import DateForm
from awesome_lint.reading import read
from awesome_lint.reading.conventions import DateConvention, date_convention, same_form
from awesome_lint.reading.dates import month_dates
from awesome_lint.source import Source


def learned(*texts: str) -> DateConvention | None:
    return date_convention([next(month_dates(text, 0)) for text in texts])


def test_four_dates_are_no_convention_and_five_are() -> None:
    assert learned(*["2024-01"] * 4) is None
    assert learned(*["2024-01"] * 5) == DateConvention(DateForm("YMD", "-"), True, None, 5, 5)  # noqa: FBT003


@pytest.mark.parametrize(("following", "other", "holds"), [(4, 1, True), (8, 2, True), (7, 2, False), (3, 2, False)])
def test_eighty_per_cent_is_a_convention(following: int, other: int, holds: bool) -> None:  # noqa: FBT001
    convention = learned(*["2024-01"] * following, *["2024/01"] * other)
    assert (convention is not None) is holds
    if convention:
        assert (convention.count, convention.total) == (following, following + other)


def test_padding_is_learned_from_months_of_one_digit() -> None:
    convention = learned("2023.2", "2023.12", "2023.11", "2023.10", "2023.12")
    assert convention is not None
    assert convention.padded is False
    assert learned(*["2023.12"] * 5) == DateConvention(DateForm("YMD", "."), None, None, 5, 5)


def test_mixed_padding_is_no_part_of_the_convention() -> None:
    convention = learned("2023.2", "2023.02", "2023.3", "2023.03", "2023.12")
    assert convention is not None
    assert convention.padded is None


def test_dates_that_differ_from_the_padding_do_not_follow() -> None:
    convention = learned(*["2023.02"] * 8, "2023.2", "2023.12")
    assert convention is not None
    assert (convention.padded, convention.count) == (True, 9)
    assert not convention.holds(next(month_dates("2023.3", 0)))
    assert convention.holds(next(month_dates("2023.12", 0)))


def test_precision_is_no_part_of_a_form() -> None:
    convention = learned("2024-01-02", "2024-01", "2024-03-04", "2024-05", "2024-06")
    assert convention is not None
    assert convention.count == 5


def test_months_by_name_are_one_form_with_and_without_a_day() -> None:
    convention = learned("May 2024", "June 3, 2024", "April 2024", "March 2024", "July 2024")
    assert convention is not None
    assert convention.count == 5
    assert convention.long_month is True


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (DateForm("MY", " ", "name"), DateForm("MDY", " ", "name"), True),
        (DateForm("MY", " ", "name"), DateForm("DMY", " ", "name"), True),
        (DateForm("DMY", " ", "name"), DateForm("MDY", " ", "name"), False),
        (DateForm("MY", "."), DateForm("YMD", "."), False),
        (DateForm("YMD", "-"), DateForm("YMD", "/"), False),
    ],
)
def test_same_form(one: DateForm, other: DateForm, same: bool) -> None:  # noqa: FBT001
    assert same_form(one, other) is same
    assert same_form(other, one) is same


def items(*dates: str) -> str:
    return "".join(
        f"- [{date}] **A title of three words** [[paper](https://a.org/{n})]\n" for n, date in enumerate(dates)
    )


def test_small_sections_have_the_file_s_form() -> None:
    text = f"## A\n\n{items('2024/01', '2024/02', '2024/03')}\n## B\n\n{items('2024/04', '2024/05', '2024-06')}"
    conventions = read(Source.of(text)).conventions.dates
    assert [convention.form for convention in conventions.values()] == [DateForm("YMD", "/")] * 2


def test_a_section_of_its_own_form_keeps_it() -> None:
    text = f"## A\n\n{items(*['2024/01'] * 9)}\n## B\n\n{items(*['2024-02'] * 5)}"
    conventions = read(Source.of(text)).conventions.dates
    assert {place[1]: convention.form.separator for place, convention in conventions.items()} == {"A": "/", "B": "-"}


def test_small_sections_of_a_mixed_file_have_none() -> None:
    text = f"## A\n\n{items('2024/01', '2024-02', '2024/03')}\n## B\n\n{items('2024-04', '2024/05', '2024-06')}"
    assert read(Source.of(text)).conventions.dates == {}


def test_a_column_is_pooled_over_the_file_by_its_header() -> None:
    rows = (
        "| Title | Date |\n|---|---|\n| [A title](https://a.org) | 2024-01 |\n| [B title](https://b.org) | 2024-02 |\n"
    )
    text = f"## A\n\n{rows}\n## B\n\n{rows}\n## C\n\n{rows}"
    (place,) = read(Source.of(text)).conventions.dates
    assert place == ("column", "date")


def test_years_alone_make_no_convention() -> None:
    rows = "".join(f"| [A title {n}](https://a.org/{n}) | 202{n} |\n" for n in range(6))
    assert read(Source.of(f"| Title | Year |\n|---|---|\n{rows}")).conventions.dates == {}
