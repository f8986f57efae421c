"""Which fixes go together in one pass, and what is said of those that may not be applied at all."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from awesome_lint.errors import AwesomeLintError
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.diagnostic import Diagnostic, Phase
    from awesome_lint.source import Edit, Source

_PATIENCE = 20
"""Passes that may go by without fewer fixes on offer than ever before."""


class FixError(AwesomeLintError):
    """A rule's fix broke a promise; the file is as it was. The fault is the rule's, not the list's."""


def fix_error(reason: str, source: Source, offset: int | None = None) -> FixError:
    """Return the error for *source*, at the line of *offset* where there is one."""
    place = source.path if offset is None else f"{source.path}:{source.line_number(offset)}"
    return FixError(f"{place}: {reason}. The file stays as it was; please report this fault of awesome-lint.")


def named(rules: Iterable[str]) -> str:
    """Return the names of *rules* for a message."""
    return " and ".join(f"`{rule}`" for rule in sorted(set(rules)))


def edits_of(diagnostics: Iterable[Diagnostic]) -> list[Edit]:
    """Return the edits of all the fixes, sorted."""
    return sorted(edit for diagnostic in diagnostics if diagnostic.fix for edit in diagnostic.fix.edits)


def compatible(offers: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """Return diagnostics whose fixes do not overlap, the earliest first, each whole or not at all.

    Two edits at one insertion point overlap, equal ones too: the next pass looks at the second anew.
    Raises ``FixError`` for a fix without edits, and for one whose edits overlap or leave the text.
    """
    chosen: list[Diagnostic] = []
    taken: list[Span] = []
    for edits, _, diagnostic in sorted((edits_of([each]), number, each) for number, each in enumerate(offers)):
        spans = [Span(edit.start, edit.end) for edit in edits]
        if not _sound(spans, source):
            reason = f"the fix of `{diagnostic.rule}` has no edits, or some that overlap or leave the text"
            raise fix_error(reason, source, diagnostic.span.start)
        if not any(_collides(span, taken) for span in spans):
            chosen.append(diagnostic)
            for span in spans:
                insort(taken, span)
    return chosen


def _sound(spans: list[Span], source: Source) -> bool:
    edges = [offset for span in spans for offset in span]
    inside = bool(edges) and edges[0] >= 0 and edges[-1] <= len(source.text)
    return inside and edges == sorted(edges) and len(set(spans)) == len(spans)


def _collides(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, span)
    return any(taken[near].overlaps(span) for near in (at - 2, at - 1, at, at + 1) if 0 <= near < len(taken))


class Patience:
    """Ends a run whose fixes neither come back to an earlier text nor come to an end."""

    def __init__(self) -> None:
        """Begin with nothing spent."""
        self._fewest: dict[Phase, int] = {}
        self._spent = 0

    def spend(self, phase: Phase, offers: list[Diagnostic], source: Source) -> None:
        """Take note of one pass. Raises ``FixError`` when many in a row made no progress."""
        if len(offers) < self._fewest.get(phase, len(offers) + 1):
            self._fewest[phase], self._spent = len(offers), 0
        self._spent += 1
        if self._spent > _PATIENCE:
            rules = named(diagnostic.rule for diagnostic in offers)
            reason = f"the fixes of {rules} do not come to an end"
            raise fix_error(reason, source, offers[0].span.start)
