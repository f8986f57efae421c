"""Diagnostics as plain data that JSON can hold, and back: for other processes, and for what is kept of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Place, Related, Severity
from awesome_lint.source import Edit, Location, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


def written(diagnostic: Diagnostic) -> list[Any]:
    """Return *diagnostic* as lists of texts and numbers."""
    fix = diagnostic.fix
    return [
        diagnostic.span,
        diagnostic.message,
        None if fix is None else [fix.title, fix.edits, fix.applicability.value],
        [[each.span, each.message, each.mirror, each.place] for each in diagnostic.related],
        diagnostic.help,
        None if diagnostic.severity is None else diagnostic.severity.value,
        diagnostic.rule,
    ]


def read(data: Sequence[Any]) -> Diagnostic:
    """Return the diagnostic that `written` made *data* of. Raises ``ValueError`` or ``TypeError`` for other data."""
    span, message, fix, related, help_, severity, rule = data
    return Diagnostic(
        Span(*span),
        message,
        None if fix is None else Fix(fix[0], tuple(Edit(*edit) for edit in fix[1]), Applicability(fix[2])),
        tuple(Related(Span(*at), said, mirror, _place(place)) for at, said, mirror, place in related),
        help_,
        None if severity is None else Severity(severity),
        rule,
    )


def _place(data: Sequence[Any] | None) -> Place | None:
    if data is None:
        return None
    path, span, start, end, text = data
    return Place(path, Span(*span), Location(*start), Location(*end), text)
