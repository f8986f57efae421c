"""``text-joined-to-table``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Row, Table

_SHOWN = 40
# What so many rows of one table do is meant.
_FEW = 3


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each run of text that a table took for its last rows."""
    for table in document.tables:
        if inside := _inside(document, table):
            yield Diagnostic(
                inside.cells[0].content.span,
                f"Unexpected text `{_shown(document, inside)}` inside a table, expected a row of {table.width} cells: "
                "GitHub makes a row of it",
            )
        joined = _joined(document, table)
        if joined:
            first = joined[0]
            at = first.span.start
            yield Diagnostic(
                first.cells[0].content.span,
                f"Unexpected text `{_shown(document, first)}` directly below a table, expected a blank line between: "
                "GitHub makes a row of it",
                Fix("Put a blank line between", (Edit(at, at, "\n"),), Applicability.MANUAL),
            )


def _shown(document: Document, row: Row) -> str:
    text = document.source.slice(row.span).strip(" \t")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _inside(document: Document, table: Table) -> Row | None:
    """Return the only row between others that is text, if there is one."""
    plain = ["|" not in document.source.slice(row.span) for row in table.rows]
    last = next((i for i in range(len(plain) - 1, -1, -1) if not plain[i]), 0)
    found = [row for row, text in zip(table.rows[:last], plain, strict=False) if text]
    return found[0] if table.width > 1 and len(found) == 1 and found[0].cells and _is_read(found[0]) else None


def _joined(document: Document, table: Table) -> list[Row]:
    """Return the rows at the table's end that are text: no pipe, no heading in bold, something to read."""
    if table.width == 1:
        return []
    plain = ["|" not in document.source.slice(row.span) for row in table.rows]
    end = len(plain)
    first = next((i + 1 for i in range(end - 1, -1, -1) if not plain[i]), 0)
    rows = list(table.rows[first:])
    if sum(plain[:first]) >= _FEW or not rows or not rows[0].cells or not _is_read(rows[0]):
        return []
    return rows


def _is_read(row: Row) -> bool:
    content = row.cells[0].content
    strong = bool(content.inlines) and content.inlines[0].kind == "strong"
    whole = strong and content.inlines[0].span == content.span
    return not whole and bool(content.text.strip() or content.links)


RULE = Rule(
    name="text-joined-to-table",
    group="tables",
    summary="A line of text directly below a table, which GitHub makes a row of it",
    severity=Severity.ERROR,
    check=check,
    fixes=(Applicability.MANUAL,),
    supersedes=("missing-link", "column-outlier", "entry-off-template"),
)
