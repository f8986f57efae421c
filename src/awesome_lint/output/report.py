"""What a run found: the value that every form of output is made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.output.verdicts import Verdicts
    from awesome_lint.rule import Rule
    from awesome_lint.source import Source


@dataclass(frozen=True, slots=True)
class FileReport:
    """One judged file: its findings are located in ``source``, ``path`` is how the user calls it.

    ``known`` counts the findings that are left out because the baseline has them; None without one.
    ``is_list`` is False for a configuration, whose own slips are told beside those of the lists.
    """

    path: str
    source: Source = field(repr=False)
    diagnostics: tuple[Diagnostic, ...]
    rules: Mapping[str, Rule] = field(repr=False)
    entries: int = 0
    known: int | None = None
    is_list: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be judged, and why.

    ``shared`` is what people are told of a reason that several files have, and told once.
    """

    path: str
    message: str
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that was not run, or not on everything, and why."""

    rule: str
    reason: str
    partly: bool = False

    @property
    def what(self) -> str:
        """What happened to the rule, to stand between its name and the reason."""
        return "was not run on everything" if self.partly else "was not run"


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
        self.files += report.is_list
        self.entries += report.entries
        if report.known is not None:
            self.known = (self.known or 0) + report.known
        self.fixable += _count(report.diagnostics, Applicability.SAFE)
        self.unsafe += _count(report.diagnostics, Applicability.UNSAFE)
        self.severities.update(map(severity_of, report.diagnostics))


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: the files that were judged, those that could not be, and the rules that were left out.

    ``skipped`` are rules that somebody asked for, ``unasked`` those that run by default, where they can.
    ``verdicts`` are what asking the network came to; None for a run offline.
    """

    files: tuple[FileReport, ...] = ()
    failures: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    unasked: tuple[Skipped, ...] = ()
    verdicts: Verdicts | None = None

    @property
    def totals(self) -> Totals:
        """The sums over all files."""
        totals = Totals()
        for file in self.files:
            totals.add(file)
        return totals


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a form of output needs to know besides the report.

    ``pages`` holds the Markdown page of each rule that has one. ``lines_url`` is the address below which the
    repository's files are shown, ending with a slash, or empty. ``folding`` tells many safe findings of a rule in one,
    where the form is for people.
    """

    version: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    lines_url: str = ""
    folding: bool = True


HOME = "https://github.com/awesome-lint/awesome-lint"
"""Where this program is at home."""


def rule_url(rule: str) -> str:
    """Return the address of a built-in rule's page."""
    return f"{HOME}/blob/main/rules/{rule}.md"


def severity_of(diagnostic: Diagnostic) -> Severity:
    """Return the severity that the linter gave *diagnostic*."""
    return diagnostic.severity or Severity.WARNING


def _count(diagnostics: Sequence[Diagnostic], applicability: Applicability) -> int:
    return sum(1 for diagnostic in diagnostics if diagnostic.fix and diagnostic.fix.applicability is applicability)
