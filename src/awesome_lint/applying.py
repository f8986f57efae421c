"""Which fixes go together in one pass, and what is said of those that may not be applied at all."""

from __future__ import annotations

import sys
from bisect import bisect_left, insort
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.errors import AwesomeLintError
from awesome_lint.shifts import Shifts
from awesome_lint.source import Edit, Span
from awesome_lint.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from awesome_lint.diagnostic import Diagnostic, Phase
    from awesome_lint.document import Document
    from awesome_lint.source import Source

_PATIENCE = 20
"""Passes that may go by without fewer fixes on offer than ever before."""


class FixError(AwesomeLintError):
    """The fixes of rules do not settle; the file is as it was. The fault is the rules', not the list's."""


class Refusal(NamedTuple):
    """What a fix that must not be applied is known by, wherever its lines go: rule, lines, and edits within them."""

    rule: str
    lines: str
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, diagnostic: Diagnostic, source: Source) -> Refusal:
        """Return what the fix of *diagnostic* is known by in *source*."""
        edits = edits_of([diagnostic])
        first, last = diagnostic.span
        for start, end, _ in edits:
            first, last = min(first, max(start, 0)), max(last, min(end, len(source.text)))
        lines = source.lines_around(Span(first, last))
        within = (Edit(start - lines.start, end - lines.start, text) for start, end, text in edits)
        return cls(diagnostic.rule, source.slice(lines), tuple(within))


def fault_text(diagnostic: Diagnostic, fault: str, source: Source) -> str:
    """Return what is said of a fix that was left out for its *fault*."""
    line = source.line_number(diagnostic.span.start)
    reason = f"the fix of `{diagnostic.rule}` is not safe to write: {fault}"
    return f"{source.path}:{line}: {reason}. It was left out; please report this fault of awesome-lint."


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


def compatible(offers: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics whose fixes do not overlap, the earliest first, each whole or not at all.

    Two edits at one insertion point overlap, equal ones too: the next pass looks at the second anew.
    """
    chosen: list[Diagnostic] = []
    taken: list[Span] = []
    for edits, _, diagnostic in sorted((edits_of([each]), number, each) for number, each in enumerate(offers)):
        spans = [Span(edit.start, edit.end) for edit in edits]
        if not any(_collides(span, taken) for span in spans):
            chosen.append(diagnostic)
            for span in spans:
                insort(taken, span)
    return chosen


def carried(diagnostics: Sequence[Diagnostic], edits: Sequence[Edit], document: Document) -> list[Diagnostic]:
    """Return layout findings of *document* where they are after *edits*, or none if these concern one of them.

    They concern what they touch, and all of a table; a fix of several edits lays all lines
    from its first to its last out together.
    """
    shifts = Shifts(edits)
    tables = Spans(table.span for table in document.tables if shifts.touches(table.span))
    moved: list[Diagnostic] = []
    for each in diagnostics:
        own = [Span(edit.start, edit.end) for edit in edits_of([each])]
        if each.fix is None or not own:
            return []
        whole = Span(min(each.span.start, own[0].start), max(each.span.end, own[-1].end))
        if own[1:]:
            whole = document.source.lines_around(whole)
        if shifts.touches(whole) or tables.overlap(whole):
            return []
        span, *places = [shifts.span(span) for span in (each.span, *own)]
        after = tuple(Edit(*place, edit.text) for place, edit in zip(places, edits_of([each]), strict=True))
        moved.append(replace(each, span=span, fix=replace(each.fix, edits=after)))
    return moved


def is_sound(diagnostic: Diagnostic, source: Source) -> bool:
    """Whether the fix has edits, none overlaps another, and all lie in the text."""
    spans = [Span(edit.start, edit.end) for edit in edits_of([diagnostic])]
    edges = [offset for span in spans for offset in span]
    inside = bool(edges) and edges[0] >= 0 and edges[-1] <= len(source.text)
    return inside and edges == sorted(edges) and len(set(spans)) == len(spans)


def _collides(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, span)
    return any(taken[near].overlaps(span) for near in (at - 2, at - 1, at, at + 1) if 0 <= near < len(taken))


def bisected(
    groups: list[list[Diagnostic]], fault_in: Callable[[list[Diagnostic]], str], most: int = sys.maxsize
) -> tuple[list[Diagnostic], list[tuple[list[Diagnostic], str]]]:
    """Return the *groups* that hold together as one, and the others, each with its fault.

    *fault_in* tries some and returns what is wrong with them, or an empty text. What is not proved
    after so many tries as *most* is refused, so that a rule that is wrong everywhere costs no more.
    """
    kept: list[Diagnostic] = []
    refused: list[tuple[list[Diagnostic], str]] = []
    waiting = [groups]
    while waiting:
        some = waiting.pop()
        attempt = kept + [diagnostic for group in some for diagnostic in group]
        most -= 1
        fault = fault_in(attempt) if most >= 0 else "too many beside it are faulty"
        if not fault:
            kept = attempt
        elif len(some) == 1 or most < 0:
            refused += ((group, fault) for group in some)
        else:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]
    return kept, refused


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
