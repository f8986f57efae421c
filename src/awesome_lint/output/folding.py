"""Many mechanical findings as one line, so that they do not bury the slips."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Phase, Severity

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.output.report import FileReport

MOST = 5
"""So many safe findings of one rule are shown one by one."""

_LAYOUT = "layout"
_LINES_NAMED = 3


class Fold(NamedTuple):
    """Findings that are told in one line: under which name, how bad at worst, and what they are."""

    name: str
    severity: Severity
    message: str
    first: Diagnostic


def fold(report: FileReport) -> tuple[list[Diagnostic], list[Fold]]:
    """Return the findings to show one by one, and the others folded, in the order of first places.

    Folded are the safe findings of layout rules, and those of any rule that has more than ``MOST``, or
    more than that of ``info`` without a fix by a rule that says what many of them are.
    """
    groups: dict[tuple[str, bool], list[Diagnostic]] = {}
    for diagnostic in report.diagnostics:
        safe = _is_safe(diagnostic)
        if safe or _is_by_the_way(diagnostic, report):
            groups.setdefault((_name(diagnostic, report), safe), []).append(diagnostic)
    folded = {key: found for key, found in groups.items() if key == (_LAYOUT, True) or len(found) > MOST}
    gone = {id(diagnostic) for found in folded.values() for diagnostic in found}
    shown = [diagnostic for diagnostic in report.diagnostics if id(diagnostic) not in gone]
    return shown, [_fold(name, found, report) for (name, _), found in folded.items()]


def _is_safe(diagnostic: Diagnostic) -> bool:
    return diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.SAFE


def _is_by_the_way(diagnostic: Diagnostic, report: FileReport) -> bool:
    rule = report.rules.get(diagnostic.rule)
    return bool(rule and rule.many and diagnostic.fix is None and diagnostic.severity is Severity.INFO)


def _name(diagnostic: Diagnostic, report: FileReport) -> str:
    rule = report.rules.get(diagnostic.rule)
    return _LAYOUT if rule and rule.phase is Phase.LAYOUT else diagnostic.rule


def _fold(name: str, found: list[Diagnostic], report: FileReport) -> Fold:
    severity = max((diagnostic.severity or Severity.INFO for diagnostic in found), key=lambda value: value.rank)
    describe = _layout if name == _LAYOUT and _is_safe(found[0]) else _many
    return Fold(name, severity, describe(found, report), found[0])


def _layout(found: list[Diagnostic], _: FileReport) -> str:
    counts: dict[str, int] = {}
    for diagnostic in found:
        counts[diagnostic.rule] = counts.get(diagnostic.rule, 0) + 1
    what = "place" if len(found) == 1 else "places"
    return f"{len(found)} {what} not in canonical form ({tally(counts)}); run `awesome-lint fix`"


def _many(found: list[Diagnostic], report: FileReport) -> str:
    rule = report.rules.get(found[0].rule)
    lines = list(dict.fromkeys(report.source.line_number(diagnostic.span.start) for diagnostic in found))
    named = ", ".join(map(str, lines[:_LINES_NAMED])) + (", …" if len(lines) > _LINES_NAMED else "")
    where = f"lines {named}" if len(lines) > 1 else f"line {named}"
    if rule and rule.many:
        what = f"{rule.many.format(count=len(found))}, {where}"
    else:
        what = f"{found[0].message}; {len(found) - 1} more like it, {where}"
    return f"{what}; `awesome-lint fix` rewrites them" if _is_safe(found[0]) else what


def tally(counts: dict[str, int]) -> str:
    """Return ``10 noncanonical-arxiv-url, 2 missing-cell``, the most frequent first."""
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
