"""Which settings hold for a file, where each comes from, and what is learned from it: as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.kinds import written
from awesome_lint.output.json import encode
from awesome_lint.output.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.output.report import Failure

    Explanation = dict[str, Any]


DEFAULT = "default"
"""The origin of what nobody set."""


def as_json(files: Sequence[Explanation], failures: Iterable[Failure]) -> bytes:
    """Return all explanations as one object."""
    errors = [{"path": failure.path, "message": failure.message} for failure in failures]
    return encode({"version": 1, "files": files, "errors": errors})


def as_text(file: Explanation) -> Iterator[str]:
    """Yield the lines about one file, fit for a terminal: its text and its configuration may hold anything."""
    return map(visible, _lines(file))


def _lines(file: Explanation) -> Iterator[str]:
    yield f"{file['path']}"
    yield f"  configuration: {file['configuration'] or 'none; the defaults hold'}"
    yield "  settings:"
    yield from _aligned(
        [each["name"], "=" if each["value"] is not None else "", _value(each), f"({each['origin']})"]
        for each in file["settings"]
    )
    running = [each for each in file["rules"] if each["runs"]]
    yield f"  rules: {len(running)} of {len(file['rules'])} run"
    yield from _aligned([each["name"], each["severity"], f"({each['origin']})", _options(each)] for each in running)
    if others := [each["name"] for each in file["rules"] if not each["runs"]]:
        yield f"  rules that do not run: {', '.join(others)}"
    learned = [line for kind, habits in file["conventions"].items() for line in map(_TOLD[kind], habits)]
    yield "  conventions:" if learned else "  conventions: none"
    yield from (f"    {line}" for line in dict.fromkeys(learned))


def _aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield lines whose columns stand below each other, but for the last two."""
    rows = list(rows)
    sizes = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 2)] if rows else []
    for row in rows:
        cells = [*(f"{cell:<{size}}" for cell, size in zip(row, sizes, strict=False)), *row[-2:]]
        yield f"    {' '.join(cells)}".rstrip()


def _value(setting: Explanation) -> str:
    return "" if setting["value"] is None else written(setting["value"])


def _options(rule: Explanation) -> str:
    """Return the options, with the origin of those that were set."""
    options = rule["options"].items()
    origins = {name: "" if option["origin"] == DEFAULT else f" ({option['origin']})" for name, option in options}
    return "; ".join(f"{name} = {written(option['value'])}{origins[name]}" for name, option in options)


def _share(habit: Explanation) -> str:
    return f"({habit['count']} of {habit['total']})"


def _column(habit: Explanation) -> str:
    tables = f"in {habit['tables']} {'table' if habit['tables'] == 1 else 'tables'}"
    return f"column `{habit['column']}`: {habit['role']}, {tables} ({habit['origin']})"


def _date(habit: Explanation) -> str:
    place = {"column": "in column", "attribute": "labelled", "leading": "leading in", "trailing": "trailing in"}
    return f"dates {place[habit['place']]} `{habit['name']}`: `{habit['form']}` {_share(habit)}"


def _order(habit: Explanation) -> str:
    return f"order in {_section(habit)}: {habit['order']} {_share(habit)}, {habit['origin']}"


def _template(habit: Explanation) -> str:
    return f"entries in {_section(habit)}: `{habit['example']}` {_share(habit)}"


def _section(habit: Explanation) -> str:
    return f"`{' / '.join(habit['section'])}`" if habit["section"] else "the file"


_TOLD = {
    "columns": _column,
    "dates": _date,
    "orders": _order,
    "templates": _template,
    "tables": lambda habit: f"tables: {habit['layout']} {_share(habit)}",
    "markers": lambda habit: f"bullets: `{habit['marker']}` {_share(habit)}",
}
