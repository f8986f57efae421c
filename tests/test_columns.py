"""Roles of columns: learned from content and header, or configured by header."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command import run
from test_cli import folder, write

import awesome_lint
from awesome_lint.config import Config, parse
from awesome_lint.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder"]  # a fixture

TABLE = """| Revealed | Label | Where | Also |
| --- | --- | --- | --- |
| 2024-06 | [Sencha](https://s.example) | [here](https://s.example/x) | [Oolong](https://o.example) |
| 2024/07 | [Oolong](https://o.example) | nowhere in sight | [Sencha](https://s.example) |
"""


def config(text: str) -> Config:
    read = parse(text, "awesome-lint.toml")
    assert read is not None
    return read


def told(text: str, settings: str) -> list[str]:
    return [f"{each.rule}: {each.message}" for each in awesome_lint.lint(text, config(settings))]


def test_a_role_holds_whatever_the_case_of_the_header() -> None:
    entries = awesome_lint.parse(TABLE, config('[columns]\n"  where" = "title"\nREVEALED = "none"')).entries
    assert [entry.title for entry in entries] == ["here", "nowhere in sight"]
    assert [entry.date for entry in entries] == [None, None]
    assert [entry.title for entry in awesome_lint.parse(TABLE).entries] == ["Sencha", "Oolong"]


def test_a_column_without_a_configured_role_is_learned() -> None:
    entries = awesome_lint.parse(TABLE, config('[columns]\nalso = "description"')).entries
    assert [(entry.title, entry.date and entry.date.text, entry.description) for entry in entries] == [
        ("Sencha", "2024-06", "Oolong"),
        ("Oolong", "2024/07", "Sencha"),
    ]


def test_an_opaque_column_has_no_links_of_the_entry() -> None:
    assert all(len(entry.links) > 1 for entry in awesome_lint.parse(TABLE).entries)
    entries = awesome_lint.parse(TABLE, config('[columns]\nalso = "none"\nwhere = "none"')).entries
    assert [[link.text for link in entry.links] for entry in entries] == [["Sencha"], ["Oolong"]]
    assert [field.text for field in entries[0].fields] == ["2024-06", "Sencha", "here", "Oolong"]


def test_a_configured_column_is_judged_however_small() -> None:
    assert told(TABLE, "") == []
    assert told(TABLE, '[columns]\nwhere = "paper"') == [
        "column-outlier: Unexpected text `nowhere in sight`, expected a link, as configured"
    ]
    assert told(TABLE, '[columns]\nwhere = "date"') == [
        "column-outlier: Unexpected text `here`, expected a date, as configured",
        "column-outlier: Unexpected text `nowhere in sight`, expected a date, as configured",
    ]
    assert told(TABLE.replace("nowhere in sight", "coming soon"), '[columns]\nwhere = "links"') == []
    for role in ("title", "venue", "authors", "description", "none"):
        assert told(TABLE, f'[columns]\nwhere = "{role}"') == []


def test_an_opaque_column_is_no_column_of_links() -> None:
    rows = "".join(f"| [T{n}](https://t.example/{n}) | [code](https://c.example/{n}) |\n" for n in range(12))
    text = f"| Title | Code |\n| --- | --- |\n{rows}| [T](https://t.example/t) | code |\n"
    assert told(text, "") == [
        "column-outlier: Unexpected text `code`, expected a link as in 12 of 13 cells of this column"
    ]
    assert told(text, '[columns]\ncode = "none"') == []


def test_a_configured_date_column_has_a_form() -> None:
    dates = ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024/07"]
    text = "| Version | Title |\n| --- | --- |\n" + "".join(
        f"| {date} | [T{n}](https://t.example/{n}) |\n" for n, date in enumerate(dates)
    )
    assert told(text, "") == []  # a version is no date by its header
    assert [line.split(":")[0] for line in told(text, '[columns]\nversion = "date"')] == ["mixed-date-form"]
    fixed = awesome_lint.fix(text, config('[columns]\nversion = "date"')).source.text
    assert fixed == text.replace("2024/07", "2024-07")


def test_of_two_date_columns_the_first_with_a_date_counts() -> None:
    text = "| Sent | Out | Title |\n| --- | --- | --- |\n| - | 2024-06 | [A](https://a.example) |\n"
    (entry,) = awesome_lint.parse(text, config('[columns]\nsent = "date"\nout = "date"')).entries
    assert entry.date is not None
    assert entry.date.text == "2024-06"


def test_export_names_the_links_of_a_column_by_its_role(folder: Path) -> None:
    write(folder, a=TABLE)
    (folder / "awesome-lint.toml").write_text('[columns]\nWhere = "paper"\nAlso = "none"\n')
    first, _ = json.loads(run(folder, "export", "a.md").stdout)
    assert [(link["role"], link["label"]) for link in first["links"]] == [("title", "Sencha"), ("paper", "here")]
    first, _ = json.loads(run(folder, "export", "a.md", "--isolated").stdout)
    assert [link["role"] for link in first["links"]] == ["title", "other", "other"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[columns]\nDate = "dat"', '`columns`: `Date`: unexpected `"dat"`, expected `"title"` or `"date"`'),
        ("[columns]\nDate = 2024-01-01", "`columns`: `Date`: unexpected `2024-01-01`, expected"),
        ('columns = ["date"]', '`columns`: unexpected `["date"]`, expected a table'),
        ('[columns]\nDate = "date"\n" date " = "none"', "`columns`: ` date `: the column has the role `date` already"),
        ('[columns]\nselect = ["dates"]', "`columns`: `select` is a setting and no column: move it above"),
    ],
)
def test_a_role_that_cannot_be_followed_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(text)
    assert message in str(caught.value)
    assert config('[columns]\nselect = "title"').columns == {"select": "title"}
