"""``duplicate-across-files``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.works import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_NAME = "duplicate-across-files"


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that another file of the run lists before."""
    if context.elsewhere is None:
        return
    for entry in document.entries:
        if found := context.elsewhere.before(entry, _NAME):
            path, line = found.place.path, found.place.start.line
            yield Diagnostic(
                place_of(entry),
                f"Unexpected entry for `{entry.title}`: `{path}` lists it already, at line {line}",
                related=(Related(found.place.span, "first listed here", place=found.place),),
                help="keep one of the two entries",
            )


RULE = Rule(
    name=_NAME,
    group="duplicates",
    summary="A work that another file of the run lists already",
    severity=Severity.WARNING,
    check=check,
    default=False,
    across=True,
)
