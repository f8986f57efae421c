"""A configured form of dates: every date that it can say keeps its meaning."""

from __future__ import annotations

import pytest

import awesome_lint
from awesome_lint.config import from_mapping
from awesome_lint.reading.dates import FORMS

LIST = """# Cats

- 2024-04 [Ants](https://a.example)
- May 2024 [Bees](https://b.example)
- 2024年6月7日 [Cats](https://c.example)
- 03/04/2024 [Dogs](https://d.example)
- 2023 [Elks](https://e.example)
- [Fox](https://f.example) - text (12 Apr 2024)

| Date | Title |
| --- | --- |
| 23.08 | [A](https://x.example) |
| ICLR 2024 | [B](https://y.example) |
| 2024-09 | [D](https://w.example) |
| 2024-1-2 | [C](https://z.example) |
"""


@pytest.mark.parametrize("form", FORMS)
def test_a_fix_to_a_configured_form_keeps_every_date(form: str) -> None:
    config = from_mapping({"select": ["mixed-date-form"], "rules": {"mixed-date-form": {"form": form}}})
    result = awesome_lint.fix(LIST, config, unsafe=True)
    assert result.source.text != LIST
    assert _dates(result.source.text) == _dates(LIST)
    assert awesome_lint.fix(result.source.text, config, unsafe=True).source.text == result.source.text
    assert all("03/04/2024" in each.message for each in result.remaining)


def _dates(text: str) -> list[tuple[int | None, ...] | None]:
    return [entry.date and entry.date[2:5] for entry in awesome_lint.parse(text).entries]
