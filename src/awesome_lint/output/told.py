"""A finding in whole lines, for forms that are no data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.source import Source

_OFFERS = {
    Applicability.SAFE: "`awesome-lint fix`",
    Applicability.UNSAFE: "`awesome-lint fix --unsafe`",
    Applicability.MANUAL: "by hand",
}


def told(diagnostic: Diagnostic, source: Source) -> Iterator[str]:
    """Return the message, then a line for each related place, for the help and for the fix. None is escaped."""
    yield diagnostic.message
    yield from more(diagnostic, source)


def more(diagnostic: Diagnostic, source: Source) -> Iterator[str]:
    """Return what `told` says after the message."""
    for related in diagnostic.related:
        place = related.place
        where = f"{place.path}:{place.start.line}" if place else f"line {source.line_number(related.span.start)}"
        yield f"{where}: {related.message}"
    if diagnostic.help:
        yield f"help: {diagnostic.help}"
    if diagnostic.fix:
        yield f"{_OFFERS[diagnostic.fix.applicability]}: {diagnostic.fix.title}"
