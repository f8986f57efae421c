"""What a judging command prints: findings file by file, then a summary, or one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.cli import console
from awesome_lint.output import json, text
from awesome_lint.output.report import Failure, Totals

if TYPE_CHECKING:
    from awesome_lint.cli.options import Shown
    from awesome_lint.config import Config
    from awesome_lint.output.report import FileReport


class Printer:
    """Prints reports as they come and remembers what the exit status depends on.

    ``err`` sends the text to standard error, where standard output is taken by the fixed file.
    """

    def __init__(self, shown: Shown, *, err: bool = False) -> None:
        """Print as *shown* says."""
        self.style = console.style(shown.color)
        self.totals = Totals()
        self.failures: list[Failure] = []
        self.failing = False
        self._shown = shown
        self._err = err
        self._objects: list[dict[str, Any]] = []

    def fail(self, failure: Failure) -> None:
        """Report a file that could not be judged."""
        self.failures.append(failure)
        where = "" if failure.message.startswith(failure.path) else failure.path
        console.complain(where, failure.message, color=self.style.color)

    def show(self, report: FileReport, config: Config) -> None:
        """Print the findings of one file."""
        self.totals.add(report)
        self.failing |= any(config.fails(diagnostic.severity) for diagnostic in report.diagnostics)
        if self._shown.form == "json":
            self._objects += json.findings(report)
            return
        form = text.full if self._shown.form == "full" else text.concise
        lines = list(form(report, self.style, folding=not self._shown.show_all))
        if lines:
            console.say("\n".join(lines), err=self._err)

    def tell(self, line: str) -> None:
        """Print a line about the run, unless findings alone are wanted."""
        if not self._shown.quiet and self._shown.form != "json":
            console.say(line, err=self._err)

    def finish(self) -> None:
        """Print the summary, or the JSON object."""
        if self._shown.form == "json":
            console.put_bytes(json.report(self._objects, self.failures, self.totals))
        elif self.totals.files or not self.failures:
            self.tell(text.summary(self.totals, len(self.failures), self.style))

    def status(self, *, failing: bool | None = None) -> int:
        """Return the exit status; *failing* takes the place of what the findings say."""
        if self.failures:
            return 2
        failing = self.failing if failing is None else failing
        return int(failing and not self._shown.exit_zero)
