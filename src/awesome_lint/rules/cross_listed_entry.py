"""``cross-listed-entry``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.works import Listed, work_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that another section lists before."""
    listed: dict[str, Listed] = {}
    for entry in document.entries:
        work = work_of(entry)
        if work is None:
            continue
        first = listed.setdefault(work.identity, Listed()).add(work, entry)
        if first and (first.section.span.start, first.group) != (entry.section.span.start, entry.group):
            related = Related(first.title_span or first.span, "first listed here", _message(document, first, entry))
            yield Diagnostic(entry.title_span or entry.span, _message(document, entry, first), related=(related,))


def _message(document: Document, entry: Entry, other: Entry) -> str:
    where = " / ".join(other.section.path[-1:]) or "the top of the file"
    line = document.source.line_number(other.span.start)
    return f"Unexpected entry for `{entry.title}`: `{where}` lists it already, at line {line}"


RULE = Rule(
    name="cross-listed-entry",
    group="duplicates",
    summary="A work that several sections list",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
