from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint.reading import read
from awesome_lint.rule import Context, Rule
from awesome_lint.rules import badge_date_mismatch, duplicate_heading, empty_section, oversized_file, stale_contents
from awesome_lint.source import Source

CONTENTS = stale_contents.RULE
NAMES = ("Ants", "Bees", "Cats", "Dogs", "Elks", "Foxes", "Goats", "Hares", "Ibises", "Jays", "Kites")


def found(rule: Rule, text: str) -> list[str]:
    options = {name: option.default for name, option in rule.options.items()}
    document = read(Source.of(text))
    return [document.source.slice(one.span) for one in rule.check(document, Context(dt.date(2026, 11, 1), options))]


def listing(listed: tuple[str, ...], headings: tuple[str, ...], level: str = "##") -> str:
    links = "".join(f"- [{name}](#{name.lower()})\n" for name in listed)
    return f"# Animals\n\n{links}\n" + "".join(f"{level} {name}\n\n- text\n\n" for name in headings)


@pytest.mark.parametrize("out", [0, 5, 10])
def test_a_heading_left_out_is_found(out: int) -> None:
    text = listing(NAMES[:out] + NAMES[out + 1 :], NAMES)
    assert found(CONTENTS, text) == [NAMES[out]]


@pytest.mark.parametrize(("headings", "told"), [(6, [NAMES[2]]), (5, [])])
def test_one_heading_left_out_of_few(headings: int, told: list[str]) -> None:
    names = NAMES[:headings]
    assert found(CONTENTS, listing((*names[:2], *names[3:]), names)) == told


@pytest.mark.parametrize(
    "text",
    [
        listing(NAMES, NAMES),
        listing(NAMES[2:], NAMES),
        listing(NAMES[:2], NAMES[:2]),
        listing((), NAMES),
        listing((*NAMES[1:], "Aunts"), NAMES),
        listing(NAMES, (*NAMES, "License", "Star History", "贡献指南")),
        listing(NAMES, NAMES) + "### One\n\n### Two\n",
        listing(NAMES, ("All",), "#") + listing((), NAMES).partition("\n\n")[2],
        listing(NAMES, NAMES).replace("## Ants", '<a id="ants"></a>\n## Black ones'),
    ],
)
def test_contents_that_list_what_they_mean_to_stay_silent(text: str) -> None:
    assert found(CONTENTS, text) == []


def test_a_link_to_a_repeated_heading_is_one_heading() -> None:
    text = listing(NAMES, NAMES) + "## Zebras\n\n### Ants\n\n### Wild ones\n"
    assert found(CONTENTS, text) == ["Zebras"]


def test_a_list_of_links_elsewhere_is_no_contents() -> None:
    links = "".join(f"- [{name}](https://{name.lower()}.example)\n" for name in NAMES[1:])
    assert found(CONTENTS, links + "".join(f"\n## {name}\n" for name in NAMES)) == []


@pytest.mark.parametrize(("size", "times"), [(479_999, 0), (480_000, 1), (512_001, 1)])
def test_bytes_decide_whether_a_file_is_too_large(size: int, times: int) -> None:
    assert len(found(oversized_file.RULE, "é" * (size // 2) + "e" * (size % 2))) == times


def badges(*dates: str, host: str = "img.shields.io/badge") -> str:
    lines = [
        f"- T [![arXiv](https://{host}/arXiv-{date}-red)](https://arxiv.org/abs/24{at:02}.01001)\n"
        for at, date in enumerate(dates, 1)
    ]
    return "".join(lines)


RIGHT = tuple(f"2024.{month:02}" for month in range(1, 10))


@pytest.mark.parametrize("wrong", ["2023.10", "2024.00", "2024.13", "2024--05", "2025.01"])
def test_a_badge_of_another_month_is_found(wrong: str) -> None:
    assert found(badge_date_mismatch.RULE, badges(*RIGHT, wrong)) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        badges(*RIGHT, "2024.10"),
        badges(*RIGHT, "2024.11"),
        badges(*RIGHT, "2410.01001"),
        badges(*RIGHT, "2024.10.2"),
        badges(*RIGHT[:6], "2023.10"),
        badges(*RIGHT[:6], *["2024.00"] * 3),
        badges(*RIGHT, "2023.10", host="badges.example"),
        badges(*RIGHT) + "- T [![](https://img.shields.io/badge/v-2023.01-red)](https://example.org)\n",
    ],
)
def test_other_badges_stay_silent(text: str) -> None:
    assert found(badge_date_mismatch.RULE, text) == []


def test_empty_and_repeated_sections() -> None:
    text = "# A\n\n## B\n\n### C\n\n## D\n\ntext\n\n## b\n\n### C\n\n<!-- to come -->\n"
    assert found(empty_section.RULE, text) == ["C"]
    assert found(duplicate_heading.RULE, text) == ["b"]
