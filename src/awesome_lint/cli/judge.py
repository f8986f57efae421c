"""``fix``, and how a judging command goes over its files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from awesome_lint.cli.options import TEXTS, judging
from awesome_lint.cli.sections import Sectioned

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.cli.job import Job
    from awesome_lint.cli.options import Shown
    from awesome_lint.cli.printing import Printer
    from awesome_lint.cli.run import Run
    from awesome_lint.cli.work import Fixed, Work
    from awesome_lint.output.report import Failure, FileReport
    from awesome_lint.output.terminal import Style

# What judging takes is imported when it is judged: `--version` and `--help` start at once.
# ruff: noqa: PLC0415

T = TypeVar("T")


class _Mode(NamedTuple):
    diff: bool
    check: bool
    unsafe: bool

    @property
    def dry(self) -> bool:
        return self.diff or self.check


@click.command(cls=Sectioned, short_help="Mend what can be mended safely.")
@judging
@click.option("--diff", is_flag=True, help="Print the changes as a diff that `git apply` takes; write nothing.")
@click.option("--check", is_flag=True, help="Say what would be fixed; write nothing. Exits with 1 if something would.")
@click.option("--unsafe", is_flag=True, help="Apply fixes too that their author may have to look at.")
@click.option("--no-layout", is_flag=True, help="Leave blanks, tables and lists laid out as they are.")
def fix(run: Run, shown: Shown, paths: tuple[str, ...], **mode: bool) -> None:
    """Mend what can be mended safely, then print what remains.

    Exits with 0 when nothing remains, 1 with remaining findings, 2 when something could not be judged or proved,
    130 after Ctrl-C.
    """
    _fix(run, shown, paths, _Mode(**mode))


def _fix(run: Run, shown: Shown, paths: tuple[str, ...], mode: _Mode) -> None:
    from dataclasses import replace

    from awesome_lint import writing
    from awesome_lint.cli.lookup import looked_up
    from awesome_lint.cli.needed import Needed
    from awesome_lint.cli.printing import Printer
    from awesome_lint.cli.work import Fix
    from awesome_lint.output.report import Failure

    _check_shown(shown, mode, paths)
    printer = Printer(shown, err="-" in paths or mode.diff)
    changed: list[str] = []
    lookup = looked_up(replace(run, writes=not mode.dry), paths, quiet=shown.quiet)
    run = lookup.run
    needed = Needed(run.opener.configs)

    def tell(job: Job, fixed: Fixed) -> FileReport | Failure:
        if fixed.error:
            return Failure(job.shown, fixed.error)
        needed.note(job, fixed.used)
        if fixed.document:
            lookup.note(job, fixed.document)
        try:
            _put(job, fixed.after, mode, printer)
        except (writing.ChangedOnDiskError, writing.NotARegularFileError) as error:
            return Failure(job.shown, f"{error}; run `awesome-lint fix` again")
        except OSError as error:
            return Failure(job.shown, f"cannot be written: {error.strerror}; it was left as it was")
        if fixed.after != job.data:
            changed.append(job.shown)
        return _tell(job, fixed, mode, printer)

    go(run, paths, Fix(unsafe=mode.unsafe), tell, printer)
    lookup.conclude(printer)
    if not mode.dry:
        needed.tell(printer)
        printer.finish()
    elif not changed and not printer.failures:
        printer.tell("Nothing to fix")
    click.get_current_context().exit(printer.status(failing=bool(changed) if mode.dry else None))


def _check_shown(shown: Shown, mode: _Mode, paths: tuple[str, ...]) -> None:
    """Refuse reports of what remains where nothing is fixed, and two things on standard output."""
    if shown.form not in TEXTS and not shown.file and (mode.dry or "-" in paths):
        message = f"`--output-format {shown.form}` needs standard output for itself: "
        message += "leave out `--diff`, `--check` and `-`"
        raise click.UsageError(message)
    if mode.dry and (shown.file or shown.reports or shown.statistics):
        message = "reports tell what remains after a fix: leave out `--diff` and `--check`"
        raise click.UsageError(message)


def _put(job: Job, after: bytes, mode: _Mode, printer: Printer) -> None:
    """Put the fixed bytes where they belong: a diff, standard output, the file."""
    from awesome_lint import writing
    from awesome_lint.cli import console
    from awesome_lint.output import terminal
    from awesome_lint.output.diff import unified

    if mode.diff and after != job.data:
        shown = job.shown if job.path is None else os.path.relpath(job.path)
        lines = unified(job.data.decode(), after.decode(), shown.replace(os.sep, "/"))
        if printer.style.color:
            painted = (_painted(terminal.visible(line.rstrip("\n")), printer.style) + "\n" for line in lines)
            console.put("".join(painted))
        else:
            console.put_bytes("".join(lines).encode("utf-8", "surrogateescape"))
    elif mode.dry:
        return
    elif job.path is None:
        console.put_bytes(after)
    elif after != job.data:
        writing.write(job.path, job.data, after)


def _painted(line: str, style: Style) -> str:
    kinds = {"+": "add", "-": "remove", "@": "dim"}
    return style.paint(line, kinds[line[0]]) if line[:1] in kinds else line


def _tell(job: Job, result: Fixed, mode: _Mode, printer: Printer) -> FileReport:
    from awesome_lint.cli import console
    from awesome_lint.output import text
    from awesome_lint.output.report import Failure
    from awesome_lint.source import Source

    if result.fixed:
        printer.tell(text.repaired(job.shown, result.fixed, would=mode.dry))
    for fault in result.faults:
        printer.fault(Failure(job.shown, fault))
    for note in result.notes:
        console.say(f"note: {job.shown}: {note}", err=True)
    report = job.report(Source.decode(result.after, job.shown), result.remaining, result.entries)
    if not mode.dry:
        printer.show(report, job.config)
    return report


def go(
    run: Run, paths: tuple[str, ...], work: Work[T], tell: Callable[[Job, T], FileReport | Failure], printer: Printer
) -> None:
    """Do *work* on the files that *paths* mean, *tell* of each, and say which could not be judged."""
    from contextlib import closing

    from awesome_lint.cli import console
    from awesome_lint.cli.spread import each
    from awesome_lint.output.report import Failure

    seen = 0
    with closing(each(run, paths, work, tell)) as outcomes:
        for outcome in outcomes:
            seen += 1
            if isinstance(outcome, Failure):
                printer.fail(outcome)
    quiet = run.scope or run.force_exclude  # a hook that passes excluded files alone has nothing to say
    if not seen and not quiet:
        console.say(f"No Markdown files in {', '.join(paths)}", err=True)
