"""``broken-table``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.blocks import width
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Content, Document

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_WIDE_ROWS = 0.1
_LINE = re.compile(r"[ \t>]*(?P<line>[^\n]*)")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each delimiter row in running text that has not as many cells as the line above."""
    text = document.source.text
    for content in document.contents:
        start, end = content.span
        if text.find("\n", start, end) >= 0 and text.find("|", start, end) >= 0:
            yield from _broken(text, content)


def _broken(text: str, content: Content) -> Iterator[Diagnostic]:
    lines = [
        Span(*match.span("line"))
        for match in _LINE.finditer(text, content.span.start, content.span.end)
        if match["line"].strip(" \t")
    ]
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
    supersedes=("unbalanced-bracket", "entry-off-template", "missing-link"),
)
