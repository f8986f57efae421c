"""What a run found: the value that every form of output is made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.rule import Rule
    from awesome_lint.source import Source


@dataclass(frozen=True, slots=True)
class FileReport:
    """One judged file: its findings are located in ``source``, ``path`` is how the user calls it.

    ``known`` counts the findings that are left out because the baseline has them; None without one.
    """

    path: str
    source: Source = field(repr=False)
    diagnostics: tuple[Diagnostic, ...]
    rules: Mapping[str, Rule] = field(repr=False)
    entries: int = 0
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be judged, and why."""

    path: str
    message: str


@dataclass(slots=True)
class Totals:
    """The sums of a run; one file after the other is added."""

    files: int = 0
    entries: int = 0
    fixable: int = 0
    unsafe: int = 0
    known: int | None = None
    severities: Counter[Severity] = field(default_factory=Counter)

    def add(self, report: FileReport) -> None:
        """Count one file's report in."""
        self.files += 1
        self.entries += report.entries
        if report.known is not None:
            self.known = (self.known or 0) + report.known
        self.fixable += _count(report.diagnostics, Applicability.SAFE)
        self.unsafe += _count(report.diagnostics, Applicability.UNSAFE)
        self.severities.update(diagnostic.severity or Severity.WARNING for diagnostic in report.diagnostics)


def _count(diagnostics: Sequence[Diagnostic], applicability: Applicability) -> int:
    return sum(1 for diagnostic in diagnostics if diagnostic.fix and diagnostic.fix.applicability is applicability)
