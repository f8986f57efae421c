"""``hidden-cell``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.reading.columns import filled
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Row


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each row with text in cells beyond the header's."""
    for table in document.tables:
        for row in table.rows:
            hidden = [cell for cell in row.overflow if filled(cell)]
            if hidden:
                text = document.source.slice(hidden[0].content.span)
                more = f" and {len(hidden) - 1} more" if len(hidden) > 1 else ""
                yield Diagnostic(
                    Span(hidden[0].content.span.start, hidden[-1].content.span.end),
                    f"Unexpected cell `{text}`{more}, expected {table.width} cells as in the header: "
                    "GitHub does not show what is beyond",
                    _fix(document, row),
                    help="add a column to the header, move the text, or write a pipe that belongs to it as `\\|`",
                )


def _fix(document: Document, row: Row) -> Fix:
    """Offer to join the hidden cells to the last one shown; whether they belong there only a reader knows."""
    cells = [cell.content.span for cell in (row.cells[-1], *row.overflow)]
    joined = " ".join(filter(None, map(document.source.slice, cells)))
    edit = Edit(cells[0].start, cells[-1].end, joined)
    return Fix("Join the hidden cells to the last one that is shown", (edit,), Applicability.MANUAL)


RULE = Rule(
    name="hidden-cell",
    group="tables",
    summary="Text in cells beyond the header's, which GitHub does not show",
    severity=Severity.ERROR,
    check=check,
    fixes=(Applicability.MANUAL,),
)
