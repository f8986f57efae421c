"""``broken-table``."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from awesome_lint.parsing.rows import width
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Cell, Content, Document, Table

_DELIMITER = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_DASHES = regex(r":?-{3,}:?")
_MEANT = 3
_MANUAL = Applicability.MANUAL
_WIDE_ROWS = 0.1
_LINE = regex(r"[ \t>]*(?P<line>[^\n]*)")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each table that is none, and for rows that stand outside of theirs.

    That is a delimiter row in running text that has not as many cells as the line above, the first of several
    rows in running text, and a row of dashes in the middle of a table.
    """
    text = document.source.text
    tables = sorted(document.tables, key=lambda table: table.span)
    starts = [table.span.start for table in tables]
    for content in document.contents:
        start, end = content.span
        if text.find("|", start, end) >= 0 and not _in_table(tables, starts, start):
            lines = _lines(text, content)
            yield from _broken(text, lines)
            if tables and starts[0] < start and (found := _cut_off(text, lines, tables[bisect(starts, start) - 1])):
                yield found
    for table in tables:
        yield from _dashes_inside(table)


def _in_table(tables: Sequence[Table], starts: Sequence[int], at: int) -> bool:
    number = bisect(starts, at)
    return number > 0 and at < tables[number - 1].span.end


def _lines(text: str, content: Content) -> list[Span]:
    return [
        Span(*match.span("line"))
        for match in _LINE.finditer(text, content.span.start, content.span.end)
        if match["line"].strip(" \t")
    ]


def _cut_off(text: str, lines: list[Span], table: Table) -> Diagnostic | None:
    """Judge rows in running text, as many cells wide as the table right above: a blank line or an item parts them."""
    written = [text[line.start : line.end].rstrip(" \t") for line in lines]
    if any(_DELIMITER.fullmatch(line) for line in written[1:]):
        return None
    for line, row in zip(lines, written, strict=True):
        whole = row.startswith("|") and row.endswith("|") and table.width > 1 and width(text, line) == table.width
        if not whole or _DELIMITER.fullmatch(row):
            continue
        between = text[table.span.end : line.start].rpartition("\n")[0]
        parting = [part for part in between.split("\n") if part.strip(" \t>")]
        if len(parting) > 1 or any(part.lstrip(" \t>").startswith(("#", "<")) for part in parting):
            return None
        what = "what stands between" if parting else "blank line above"
        message = f"Unexpected row outside of its table, expected no {what}: GitHub shows it as text"
        fix = None if parting else Fix("Join the row to its table", (Edit(table.span.end, line.start, "\n"),), _MANUAL)
        return Diagnostic(line, message, fix, (Related(table.header.span, "the table's header"),))
    return None


def _dashes_inside(table: Table) -> Iterator[Diagnostic]:
    """Yield the rows of dashes below the first; so many that they part a table are meant."""
    rows = [number for number, row in enumerate(table.rows) if len(row.cells) > 1 and all(map(_is_dashes, row.cells))]
    if len(rows) >= _MEANT:
        return
    header = [cell.text for cell in table.header.cells]
    for number in rows:
        above = table.rows[number - 1] if number else None
        again = above is not None and [cell.text for cell in above.cells] == header
        span = Span(above.span.start if above and again else table.rows[number].span.start, table.rows[number].span.end)
        what = "second header" if again else "row of dashes"
        yield Diagnostic(span, f"Unexpected {what} inside a table, expected one at its top: GitHub shows it as a row")


def _is_dashes(cell: Cell) -> bool:
    return _DASHES.fullmatch(cell.text.strip(" \t")) is not None


def _broken(text: str, lines: list[Span]) -> Iterator[Diagnostic]:
    for number in range(1, len(lines)):
        header, delimiter = lines[number - 1], lines[number]
        written = text[delimiter.start : delimiter.end]
        if "|" not in written or "|" not in text[header.start : header.end] or not _DELIMITER.fullmatch(written):
            continue
        cells, dashes = width(text, header), width(text, delimiter)
        if cells == dashes:
            continue
        rows = [width(text, line) for line in lines[number + 1 :]]
        # The rows below tell which of the two slipped; they leave out last cells more often than they have too many.
        wide = rows.count(max(cells, dashes)) >= max(_WIDE_ROWS * len(rows), 1)
        if (dashes > cells) is wide:
            message = f"Unexpected header of {_cells(cells)}, expected {dashes} as in the row of dashes below"
            yield Diagnostic(header, f"{message}: GitHub shows no table")
        else:
            message = f"Unexpected row of dashes with {_cells(dashes)}, expected {cells} as in the header"
            fix = _fix(text, delimiter, cells - dashes)
            yield Diagnostic(delimiter, f"{message}: GitHub shows no table", fix)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _fix(text: str, delimiter: Span, missing: int) -> Fix:
    """Offer to write as many cells as the header has, each new one like the last."""
    written = text[delimiter.start : delimiter.end].rstrip(" \t")
    closed = written.endswith("|")
    cells = written.removesuffix("|").split("|")
    cells = cells + [cells[-1]] * missing if missing > 0 else cells[:missing]
    new = "|".join(cells) + "|" * closed
    return Fix(f"Write `{new}`", (Edit(delimiter.start, delimiter.start + len(written), new),), Applicability.MANUAL)


RULE = Rule(
    name="broken-table",
    group="tables",
    summary="A header and a row of dashes that differ in their number of cells, so that GitHub shows no table",
    severity=Severity.ERROR,
    check=check,
    fixes=(Applicability.MANUAL,),
    supersedes=("unbalanced-bracket", "entry-off-template", "missing-link", "column-outlier"),
)
