from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.diagnostic import Applicability, Diagnostic
from awesome_lint.fixer import fix
from awesome_lint.order import misplaced
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule
from awesome_lint.rule import Context, Rule
from awesome_lint.rules import unsorted_entry
from awesome_lint.source import Source

TODAY = dt.date(2026, 11, 1)
ORDER = unsorted_entry.RULE


def options(rule: Rule, chosen: dict[str, object]) -> dict[str, object]:
    return {name: option.default for name, option in rule.options.items()} | chosen


def found(rule: Rule, text: str, **chosen: object) -> list[Diagnostic]:
    return list(rule.check(read(Source.of(text)), Context(TODAY, options(rule, chosen))))


def fixed(text: str, **chosen: object) -> str:
    active = (ActiveRule(ORDER, options(ORDER, chosen)),)
    return fix(Source.of(text), active, Context(TODAY), unsafe=True).source.text


def items(*dates: str, mark: str = "-") -> str:
    return "".join(f"{mark} {date} [Entry {at}](https://e{at}.example)\n" for at, date in enumerate(dates))


FALLING = [f"2024.{month:02}" for month in range(12, 0, -1)]


def with_moved(dates: list[str], origin: int, to: int) -> list[str]:
    rest = dates[:origin] + dates[origin + 1 :]
    return [*rest[:to], dates[origin], *rest[to:]]


@pytest.mark.parametrize(("origin", "to"), [(0, 11), (11, 0), (2, 7), (9, 1)])
def test_what_was_moved_is_found_and_put_back(origin: int, to: int) -> None:
    dates = with_moved(FALLING, origin, to)
    [one] = found(ORDER, items(*dates))
    assert dates[to] in one.message
    assert [line.split()[1] for line in fixed(items(*dates)).splitlines()] == FALLING


def test_of_two_neighbours_either_may_be_told() -> None:
    [one] = found(ORDER, items(*with_moved(FALLING, 4, 5)))
    [other] = one.related
    assert (one.span.start < other.span.start) == ("below" in one.message or "between" in one.message)
    assert other.mirror.startswith("Unexpected place of `Entry")


@pytest.mark.parametrize(
    "text",
    [
        items(*FALLING),
        items(*reversed(FALLING)),
        items(*FALLING[:7], "2025.01"),
        items("2024.05", "2024.01", "2024.09", "2024.02", "2024.12", "2024.03", "2024.08", "2024.04", "2024.10"),
        items(*["2024.05"] * 9, "2024.04", *["2024.05"] * 3),
        items(*FALLING[:6], "2024.13", "2039.01", "2024.01.32", *FALLING[6:]),
        items(*FALLING[:6], "01/02/24", *FALLING[6:]),
        items(*(f"{date}.{day:02}" for date in FALLING for day in (9, 20))),
        items(*FALLING[:4], "2024.09.03", "2024.09.20", *FALLING[4:]),
        items(*FALLING[:6]) + "\n## Next\n\n" + items(*FALLING[:6]),
    ],
)
def test_what_is_in_order_or_has_none_stays_silent(text: str) -> None:
    assert found(ORDER, text) == []


def test_an_entry_that_its_arxiv_id_puts_where_it_stands_is_left_alone() -> None:
    days = [28, 26, 25, 21, 20, 3, 18, 15, 14, 11, 9, 8]
    lines = [f"- 2024.06.{day:02} [Entry](https://arxiv.org/abs/2406.{12000 - at})\n" for at, day in enumerate(days)]
    assert found(ORDER, "".join(lines)) == []
    assert len(found(ORDER, "".join(lines).replace("arxiv.org", "example.org"))) == 1


def test_another_year_that_fits_is_shown_and_nothing_moves() -> None:
    text = items("2024.03", "2024.02", "2023.01", "2024.01", *(f"2023.{month}" for month in range(12, 4, -1)))
    [one] = found(ORDER, text)
    assert one.fix is not None
    assert one.fix.applicability is Applicability.MANUAL
    assert one.fix.edits[0].text == "2024.01"
    assert fixed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        items(*with_moved(FALLING, 2, 7), mark="1."),
        items(*with_moved(FALLING, 2, 7)[:4]) + "\n" + items(*with_moved(FALLING, 2, 7)[4:]),
        items(*with_moved(FALLING, 2, 7)[:4]) + "\n<!-- In between. -->\n\n" + items(*with_moved(FALLING, 2, 7)[4:]),
    ],
)
def test_lines_that_are_not_alone_stay(text: str) -> None:
    [one] = found(ORDER, text)
    assert one.fix is None


def test_what_hangs_below_an_item_moves_with_it() -> None:
    text = items(*FALLING[:-2], FALLING[-1]) + "  - a note\n"
    text = text.replace("- 2024.01", "- 2024.12")
    assert fixed(text).splitlines()[:2] == [
        "- 2024.12 [Entry 0](https://e0.example)",
        "- 2024.12 [Entry 10](https://e10.example)",
    ]
    assert fixed(text).splitlines()[2] == "  - a note"


def test_quoted_lists_are_not_moved() -> None:
    text = "".join(f"> {line}\n" for line in items(*with_moved(FALLING, 2, 7)).splitlines())
    assert all(one.fix is None for one in found(ORDER, text))


def test_titles_are_compared_without_case_and_accents() -> None:
    text = "- [“Ant”](https://a.example)\n- [ärmel](https://b.example)\n- [Band](https://c.example)\n"
    assert found(ORDER, text, order="alphabetical") == []
    assert len(found(ORDER, text + "- [Axe](https://d.example)\n", order="alphabetical")) == 1


@given(st.lists(st.integers(0, 9), max_size=30))
def test_without_the_misplaced_the_rest_never_falls(keys: list[int]) -> None:
    found_ = misplaced(keys)
    out = {one.position for one in found_}
    rest = [key for at, key in enumerate(keys) if at not in out]
    assert rest == sorted(rest)
    for one in found_:
        above = [] if one.after is None else [keys[one.after]]
        below = [] if one.before is None else [keys[one.before]]
        assert [*above, keys[one.position], *below] == sorted([*above, keys[one.position], *below])
        assert one.crossed


@given(st.permutations(range(12)))
def test_a_configured_order_is_reached_by_moves(order: list[int]) -> None:
    text = items(*(f"2024.{at + 1:02}" for at in order))
    after = fixed(text, order="oldest-first")
    assert sorted(after.splitlines()) == sorted(text.splitlines())
    found_ = found(ORDER, after, order="oldest-first")
    assert found_ == []


def test_sections_have_the_order_of_their_own_title_first() -> None:
    text = (
        "# Tools\n\n## News of 2024\n\n" + items("2024.01", "2024.02") + "\n# Talks\n\n" + items("2024.01", "2024.02")
    )
    patterns = {"newest-first": ("news*",), "alphabetical": ("Tools",)}
    assert [one.message.partition(",")[0] for one in found(ORDER, text, **patterns)] == [
        "Unexpected place of `Entry 0` (`2024.01`)"
    ]
    assert len(found(ORDER, text, order="newest-first")) == 2
