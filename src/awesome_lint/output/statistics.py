"""How many findings each rule has, in place of the findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostic import Applicability, Severity
from awesome_lint.output.report import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.output.report import Report
    from awesome_lint.output.terminal import Style


@dataclass(slots=True)
class _Count:
    rule: str
    group: str
    severity: Severity = Severity.INFO
    findings: int = 0
    fixable: int = 0
    unsafe: int = 0


def _counts(run: Report) -> list[_Count]:
    """Return one count for each rule with findings, the most frequent first; the severity is that of the worst."""
    counts: dict[str, _Count] = {}
    for file in run.files:
        for diagnostic in file.diagnostics:
            rule = file.rules.get(diagnostic.rule)
            count = counts.setdefault(diagnostic.rule, _Count(diagnostic.rule, rule.group if rule else ""))
            count.severity = max(count.severity, severity_of(diagnostic), key=lambda severity: severity.rank)
            count.findings += 1
            if diagnostic.fix:
                count.fixable += diagnostic.fix.applicability is Applicability.SAFE
                count.unsafe += diagnostic.fix.applicability is Applicability.UNSAFE
    return sorted(counts.values(), key=lambda count: (-count.findings, count.rule))


def as_text(run: Report, style: Style) -> Iterator[str]:
    """Return one line for each rule with findings: how many, which rule, how bad, and how many ``fix`` repairs."""
    counts = _counts(run)
    digits = max((len(f"{count.findings:,}") for count in counts), default=0)
    size = max((len(count.rule) for count in counts), default=0)
    for count in counts:
        fixes = [f"{count.fixable:,} fixable"] if count.fixable else []
        fixes += [f"{count.unsafe:,} with `--unsafe`"] if count.unsafe else []
        severity = style.paint(f"{count.severity:<7}", count.severity)
        line = f"{count.findings:>{digits},} {count.rule:<{size}} {severity} {', '.join(fixes)}"
        yield line.rstrip()


def as_json(run: Report) -> bytes:
    """Return an object like that of the findings, with ``statistics`` in place of ``diagnostics``."""
    statistics: list[dict[str, Any]] = [
        {
            "rule": count.rule,
            "group": count.group,
            "severity": count.severity.value,
            "findings": count.findings,
            "fixable": count.fixable,
            "unsafe": count.unsafe,
        }
        for count in _counts(run)
    ]
    from awesome_lint.output.json import encode, rest  # noqa: PLC0415  (seldom asked for)

    return encode({"version": 1, "statistics": statistics, **rest(run)})
