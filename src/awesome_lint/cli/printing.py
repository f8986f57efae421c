"""What a judging command prints: findings file by file, then a summary, or one report of the whole run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_lint.cli import console, reports
from awesome_lint.cli.options import TEXTS
from awesome_lint.output import statistics, text, verdicts
from awesome_lint.output.report import Failure, Report, Totals

if TYPE_CHECKING:
    from awesome_lint.cli.options import Shown
    from awesome_lint.config import Config
    from awesome_lint.output.report import FileReport, Skipped
    from awesome_lint.output.verdicts import Verdicts


INTERRUPTED = 130
"""The exit status where Ctrl-C ended the asking: what was found out by then is told."""


class Printer:
    """Prints reports as they come and remembers what the exit status depends on.

    ``err`` sends the text to standard error, where standard output is taken by the fixed file.
    """

    def __init__(self, shown: Shown, *, err: bool = False, baseline: Path | None = None) -> None:
        """Print as *shown* says, never to the *baseline*. Raises click's usage errors."""
        if shown.statistics and shown.form not in (*TEXTS, "json"):
            message = f"`--statistics` has no form `{shown.form}`; use `full` or `json`"
            raise click.UsageError(message)
        self.style = console.style(shown.color, to_file=bool(shown.file))
        self.totals = Totals()
        self.failures: list[Failure] = []
        self.faults: list[Failure] = []
        self.failing = False
        self.interrupted = False
        self.verdicts: Verdicts | None = None
        self._skipped: list[Skipped] = []
        self._unasked: list[Skipped] = []
        self._complaints = console.Complaints(color=self.style.color)
        self._shown = shown
        self._err = err
        self._file, self._copies = reports.copies(shown, baseline)
        self._text = shown.form in TEXTS
        self._lines: list[str] = []  # of text that goes to a file
        self._unwritten = False
        self._files: list[FileReport] = []
        self._keeps = bool(self._file or self._copies) or not self._text or shown.statistics

    def fail(self, failure: Failure) -> None:
        """Report a file that could not be judged."""
        self.failures.append(failure)
        self._complaints.make(failure)

    def fault(self, failure: Failure) -> None:
        """Report a fix that was left out of a file as not safe to write; the file is judged all the same."""
        self.faults.append(failure)
        self._complaints.make(failure)

    def show(self, report: FileReport, config: Config) -> None:
        """Print the findings of one file."""
        self.totals.add(report)
        self.failing |= any(config.fails(diagnostic.severity) for diagnostic in report.diagnostics)
        if self._keeps:
            self._files.append(report)
        if self._text and not self._shown.statistics:
            form = text.full if self._shown.form == "full" else text.concise
            self._say(*form(report, self.style, folding=not self._shown.show_all))

    def leave_out(self, asked: list[Skipped], unasked: list[Skipped]) -> None:
        """Report rules that were not run: those that somebody *asked* for, which is said, and the others."""
        self._skipped, self._unasked = asked, unasked
        if self._shown.quiet or not self._text:
            return
        for reason, what in dict.fromkeys((each.reason, each.what) for each in asked):
            names = ", ".join(f"`{each.rule}`" for each in asked if (each.reason, each.what) == (reason, what))
            said = what if names.count("`") == 2 else what.replace("was", "were")  # noqa: PLR2004  (one name)
            console.say(f"note: {names} {said}: {console.harmless(reason)}", err=True)

    def tell(self, line: str) -> None:
        """Print a line about the run, unless findings alone are wanted."""
        if not self._shown.quiet and self._text:
            self._say(line)

    def _say(self, *lines: str) -> None:
        if self._file:
            self._lines += lines
        elif lines:
            console.say("\n".join(lines), err=self._err)

    def finish(self) -> None:
        """Print the summary or the report of the whole run, and write those that go to files."""
        failed = (*self.failures, *self.faults)
        run = Report(tuple(self._files), failed, tuple(self._skipped), tuple(self._unasked), self.verdicts)
        if self._text and self._shown.statistics:
            self._say(*statistics.as_text(run, self.style))
        self._tell_verdicts()
        if self._text and (self.totals.files or not self.failures):
            self.tell(text.summary(self.totals, len(self.failures), self.style))
        if self._copies or not self._text:
            self._make(run)
        elif self._file:
            self._write(self._file, self._told(), run)

    def _tell_verdicts(self) -> None:
        if not self.verdicts:
            return
        if self._shown.show_all:
            for line in verdicts.listed(self.verdicts):
                self.tell(line)
        self.tell(verdicts.line(self.verdicts))

    def _make(self, run: Report) -> None:
        """Make the reports of the whole run, and put each where it belongs."""
        from awesome_lint.output.formats import FORMATS  # noqa: PLC0415  (text alone needs none of them)

        place = reports.Place(Path.cwd(), os.environ)
        forms = {copy.form for copy in self._copies}
        if not (self._text or self._shown.statistics):
            forms.add(self._shown.form)
        around = place.surroundings(forms, folding=not self._shown.show_all)
        rooted = place.rooted(run)
        made = {form: FORMATS[form].render(rooted if FORMATS[form].rooted else run, around) for form in forms}
        if self._text:
            main = self._told()
        else:
            main = statistics.as_json(run) if self._shown.statistics else made[self._shown.form]
        if self._file:
            self._write(self._file, main, run)
        else:
            console.put_bytes(main, err=self._err)
        for copy in self._copies:
            self._write(copy, made[copy.form], run)

    def _told(self) -> bytes:
        return "".join(f"{line}\n" for line in self._lines).encode("utf-8", "backslashreplace")

    def _write(self, copy: reports.Copy, data: bytes, run: Report) -> None:
        if wrong := reports.write(copy, data, run):
            self._unwritten = True
            console.complain("", wrong, color=self.style.color)

    def status(self, *, failing: bool | None = None) -> int:
        """Return the exit status; *failing* takes the place of what the findings say."""
        if self.interrupted:
            return INTERRUPTED
        if self.failures or self.faults or self._unwritten:
            return 2
        failing = self.failing if failing is None else failing
        return int(failing and not self._shown.exit_zero)
