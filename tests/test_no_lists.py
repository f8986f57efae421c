"""Files that are no lists, and lists of no convention: nothing above `info` is to be said of them."""

from __future__ import annotations

import datetime as dt

import pytest

from awesome_lint.config import Config
from awesome_lint.diagnostic import Severity
from awesome_lint.linter import lint
from awesome_lint.reading import read
from awesome_lint.registry import activate
from awesome_lint.rule import Context
from awesome_lint.source import Source


def said(text: str) -> list[str]:
    """Return the rules with findings above `info`, by default settings, on 1 November 2026."""
    found = lint(read(Source.of(text)), activate(Config()), Context(dt.date(2026, 11, 1)))
    return [finding.rule for finding in found if finding.severity is not Severity.INFO]


CHANGELOG = """# Changelog

## 3.0

- Counting is faster by [@moth](https://github.com/moth) (PR #129)
- Folding takes less room by [@moth](https://github.com/moth) (PR #130)
- **(MAJOR)** **count**: drop the old legs [#77](https://github.com/example/ants/pull/77)
- **(MAJOR)** **fold**: drop the old wings [#77](https://github.com/example/ants/pull/77)
- [#81](https://github.com/example/ants/issues/81) names of legs are told
- [#81](https://github.com/example/ants/issues/81) names of wings are told (Wasp)
- [Count `tiny-ants` by default](https://github.com/example/ants/pull/90)
- [Count `tiny-ants-sim` by default](https://github.com/example/ants/pull/90)
- [`a1b2c3d`](https://github.com/example/ants/commit/a1b2c3d) write the legs down
- [`a1b2c3d`](https://github.com/example/ants/commit/a1b2c3d) read the wings again
"""

PROSE = """# The ant counter

* On meadows, this uses [`count(2)`](https://man.example/count.2.html).
* On sand, this uses [`count(2)`](https://man.example/count.2.html) and [`fold(2)`](https://man.example/fold.2.html).
* `'small'` (20 legs, [RFC 1234](https://rfc.example/1234) Section 3)
* `'large'` (40 legs, [RFC 1234](https://rfc.example/1234) Section 4)
* [`ants update`](https://ants.example/cli/#update) can wait for the rain
* [`ants update`](https://ants.example/cli/#update) asks the queen first
* The number is [converted to a string](https://spec.example/#tostring) first.
* The base is [converted to a string](https://spec.example/#tostring) first.
* [`count_left`](https://api.example/ants.html#count_left_legs)
* [`count_right`](https://api.example/ants.html#count_right_legs)
"""

COMMITS = "# Changelog\n\n" + "".join(
    f"* \\[[`{commit}`](https://github.com/example/ants/commit/{commit})] - **legs**: mend leg {n} (Wasp) "
    f"[#{n}](https://github.com/example/ants/pull/{n})\n"
    for n, commit in enumerate((*("1a2b3c4d", "5e6f7a8b", "9c0d1e2f", "3b4c5d6e") * 10, "12345678"), 100)
)

MILLISECONDS = """| Library | read (ms) | time | vs. ants |
| --- | --- | --- | --- |
| ants | 11.01 | 10.02 | 1 |
| bees | 12.11 | 68.48 | 42 |
| moths | 10.04 | 92.18 | 57 |
| wasps | 13.09 | 94.90 | 59 |
"""

MEBIBYTES = """| Library | read RSS | growth |
| --- | --- | --- |
""" + "".join(
    f"| ants{n} | {n} | {value} |\n" for n, value in enumerate((10.6, 11.2, 23, 24.7, 15.1, 35.7, 16.3, 20.9))
)

VERSIONS = """| Feature | Introduced |
| --- | --- |
| [counting](https://ants.example/count) | [16.17.0](https://ants.example/v16.17.0) |
| [folding](https://ants.example/fold) | [18.3.0](https://ants.example/v18.3.0) |
| [digging](https://ants.example/dig) | [20.6.0](https://ants.example/v20.6.0) |
| [resting](https://ants.example/rest) | [22.12.0](https://ants.example/v22.12.0) |
"""

AGES = "| Group | Ages |\n| --- | --- |\n" + "".join(f"| group {n} | {n:02}-{n + 2:02} |\n" for n in range(4, 24, 2))

RELEASES = "# Releases\n\n" + "".join(
    f"## [{version}](https://ants.example/{version}) ({date})\n\nMended.\n\n"
    for version, date in (
        ("3.1.0", "2022-11-18"),
        ("3.0.0", "2022-10-20"),
        ("3.0.0b2", "2022-08-21"),
        ("3.0.0b1", "2022-08-15"),
        ("2.1.1", "2022-08-19"),
        ("2.1.0", "2022-06-19"),
        ("2.0.12", "2022-02-12"),
        ("2.0.11", "2022-01-30"),
        ("2.0.10", "2022-01-04"),
        ("2.0.9", "2021-12-03"),
        ("2.0.8", "2021-11-24"),
    )
)

CHAT = "[![chat](https://badges.example/ants.svg)](https://chat.example/ants?utm_source=badge&utm_medium=badge)\n"

CREDITED = "# Public Ants\n\n- [Legs](https://legs.example?utm_source=public-ants)\n"

GIVERS = """<p>
<a href="https://giver.example?utm_source=moth&utm_medium=ants">
<picture><img src="https://giver.example/logo.svg"></picture>
</a>
</p>
"""

REMARK = (
    "## Changes\n\n"
    + "".join(f"- [Mend leg {n}](https://ants.example/{n})\n" for n in range(22))
    + "- This release has new legs.\n"
)

OPTIONS = "# Options\n\n<table>\n" + "".join(
    f"<tr><td>LEGS_{n}</td><td>see <a href='https://man.example/legs.html'>https://man.example/legs.html</a></td></tr>\n"
    for n in range(4)
)

PEOPLE = "# Ants\n\n<table><tr>\n" + "".join(
    f'<td><a href="https://a.example/{name}">{name}</a><br/><a href="#ideas-{name}" title="Ideas">🤔</a>'
    f' <a href="#infra-{name}" title="Infrastructure">🚇</a></td>\n'
    for name in ("ant", "bee")
)

COURSE = """# Course

## Due dates

- Count: 2026-12-01 [form](https://form.example/2)
- Exam: 2027-01-20 [room](https://form.example/3)
"""

DECADES = "| Year | Song |\n| --- | --- |\n" + "".join(
    f"| {year} | [Song {n}](https://song.example/{n}) |\n"
    for n, year in enumerate(("1999", "c. 1980", "2010s", "2003", "1951", "2012", "2019", "2001-02", "2020", "2021"))
)

NAMESAKE = """# count

## Contents

- [What](#what)
- [API](#api)
  - [`count()`](#count-1)
  - [`fold()`](#fold)
  - [`dig()`](#dig)

## What

## API

### `count()`

### `fold()`

### `dig()`
"""

SIZES = """| Model | Size | Date | Paper | Code |
| --- | --- | --- | --- | --- |
| Ant | 2B | 2024-01 | [paper](https://arxiv.org/abs/2401.01000) | [code](https://github.com/example/ant) |
| Ant | 7B | 2024-01 | [paper](https://arxiv.org/abs/2401.01000) | [code](https://github.com/example/ant) |
| Bee | 2B | 2024-02 | [paper](https://arxiv.org/abs/2402.01000) | [code](https://github.com/example/bee) |

| Method | Backbone | Score | Venue |
| --- | --- | --- | --- |
| [Moth](https://arxiv.org/abs/2301.01000) | Leg-50 | 58.9 | CVPR 2023 |
| [Moth](https://arxiv.org/abs/2301.01000) | Wing-T | 49.6 | CVPR 2023 |
"""

PARTS = "| Date | Title |\n| --- | --- |\n" + "".join(
    f"| **{part}** | |\n"
    + "".join(f"| {date} | [{part} {date}](https://a.example/{part}/{date}) |\n" for date in dates)
    for part, dates in (
        ("Ants", ("2025-06", "2025-04", "2025-01", "2024-11", "2024-10", "2024-06", "2023/24", "2022-01", "2021-12")),
        ("Bees", ("2025-07", "2025-03", "2025-02", "2024-12", "2024-09", "2024-08", "2023-03", "2022-07", "2021-11")),
    )
)

EXTRA = "".join(f"- [Ant {n}](https://a.example/{n}) - Counts {n} legs.\n" for n in range(40)) + (
    "- [Bee](https://b.example) v2.0 - Counts wings.\n- [Moth](https://m.example) for gardens: counts moths.\n"
)

DEFAULTS = """| Option or behaviour | Reason |
| --- | --- |
| `--legs` is on by default. | Ants have them. |
| `--wings` is ignored and set to `/` |
| `--antennae` is two |
| `--queen` is one | There can be no other. |
"""


@pytest.mark.parametrize(
    "text",
    [
        CHANGELOG,
        PROSE,
        COMMITS,
        MILLISECONDS,
        MEBIBYTES,
        VERSIONS,
        AGES,
        RELEASES,
        CHAT,
        CREDITED,
        GIVERS,
        REMARK,
        OPTIONS,
        PEOPLE,
        COURSE,
        DECADES,
        SIZES,
        PARTS,
        EXTRA,
        NAMESAKE,
        DEFAULTS,
    ],
)
def test_what_is_no_list_is_left_alone(text: str) -> None:
    assert said(text) == []


ANOTHER_NOTE = """| Model | Size | Notes |
| --- | --- | --- |
| [Ant](https://arxiv.org/abs/2401.01000) | 2B | counts legs |
| [Ant](https://arxiv.org/abs/2401.01000) | 2B | counts |
"""

TWO_NAMES = """- LEG - [How many legs an ant has](https://a.example/1)
- ANT - [How many legs an ant has](https://a.example/1)
"""


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- [Ants](https://a.example) - They count.\n- [Ants](https://a.example) - Again.\n", "duplicate-entry"),
        ("- Ants: [count](https://a.example/x)\n- Ants: [count](https://a.example/x)\n", "duplicate-entry"),
        ("- [Ants](https://a.example/#top)\n- [Ants](https://a.example)\n", "duplicate-entry"),
        ("- **Ants**: [pdf](https://a.example/1)\n- **Ants**: [pdf](https://a.example/1)\n", "duplicate-entry"),
        (CREDITED.replace("public-ants", "bees"), "tracking-parameter"),
        (ANOTHER_NOTE, "duplicate-entry"),
        (EXTRA + "- [Wasp](https://w.example) Counts its own wings.\n", "entry-off-template"),
        ("- **ANT** [Legs](https://a.example) one\n- **ANT** [Legs](https://a.example) two\n", "duplicate-entry"),
        (TWO_NAMES, "duplicate-entry"),
    ],
)
def test_what_is_a_list_is_not(text: str, rule: str) -> None:
    assert said(text) == [rule]


@pytest.mark.parametrize(
    "links",
    [
        "[[pdf](https://b.example/1)] [code](https://b.example/2)",
        "[pdf](https://b.example/1) [[code](https://b.example/2)]",
    ],
)
def test_a_small_section_that_is_of_two_minds_has_the_form_of_the_file(links: str) -> None:
    ants = "".join(f"- Ant {n}. [[pdf](https://a.example/{n})] [[code](https://c.example/{n})]\n" for n in range(30))
    assert said(f"## Ants\n\n{ants}\n## Bees\n\n- Bee. {links}\n") == ["entry-off-template"]


def test_a_name_without_a_link_is_missed_where_its_neighbours_have_one() -> None:
    assert said(REMARK + "- Mend the wings\n") == ["missing-link"]
    assert said(REMARK.replace(")\n", ") Done.\n")) == ["missing-link"]
    papers = "".join(f"- Leg {n}, A. Ant et al. [[pdf]](https://ants.example/{n})\n" for n in range(22))
    assert said(papers + "- The wings of bees, B. Bee et al.\n") == ["missing-link"]


def test_a_row_cut_short_is_told_where_others_fill_the_cell() -> None:
    rows = "".join(f"| Ant {n} | {n} legs |\n" for n in range(6))
    assert said(f"| Name | Legs |\n| --- | --- |\n{rows}| Bee |\n") == ["missing-cell"]
    assert said(f"| Name | Legs |\n| --- | --- |\n{rows.replace('legs', '')}| Bee | \n| Moth") == ["missing-cell"] * 2


def test_dates_of_submission_are_no_slips_but_another_year_is() -> None:
    rows = "".join(f"- 2024.{n:02} [Ant {n}](https://arxiv.org/abs/24{n:02}.01001)\n" for n in range(1, 13))
    early = "- 2024.02 [Bee one](https://arxiv.org/abs/2406.02001)\n"
    assert said(rows + early) == ["date-before-arxiv"]
    assert said(rows + early + "- 2024.05 [Moth](https://arxiv.org/abs/2409.02001)\n") == []
    assert said(rows + early + "- 2023.05 [Moth](https://arxiv.org/abs/2405.02001)\n") == ["date-before-arxiv"] * 2


@pytest.mark.parametrize("header", ["Date", "时间", "Published"])
def test_a_column_called_a_date_holds_short_dates_whatever_they_are(header: str) -> None:
    rows = "".join(f"| [Ant {n}](https://a.example/{n}) | 24.{n:02} |\n" for n in range(1, 11))
    assert said(f"| Title | {header} |\n| --- | --- |\n{rows}| [Ant](https://a.example) | 24.13 |\n") == [
        "invalid-date"
    ]
