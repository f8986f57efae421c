"""``check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from awesome_lint.cli.judge import go
from awesome_lint.cli.options import judging
from awesome_lint.cli.sections import Sectioned

if TYPE_CHECKING:
    from awesome_lint.cli.job import Job
    from awesome_lint.cli.ledger import Ledger
    from awesome_lint.cli.options import Shown
    from awesome_lint.cli.printing import Printer
    from awesome_lint.cli.run import Run
    from awesome_lint.cli.work import Check, Verdict
    from awesome_lint.output.report import FileReport

# What judging takes is imported when it is judged: `--version` and `--help` start at once.
# ruff: noqa: PLC0415


@click.command(cls=Sectioned, short_help="Print what is wrong.")
@judging
@click.option(
    "--since",
    metavar="REV",
    help="Report only findings on lines changed since HEAD left REV; the work tree counts. Without PATH: in all "
    "changed Markdown files.",
)
@click.option("--staged", is_flag=True, help="Report only findings on staged lines, in files as the index has them.")
@click.option(
    "--across-files",
    is_flag=True,
    help="Report works that several of the files list, too: as with `--extend-select duplicate-across-files`.",
)
@click.option("--baseline", metavar="FILE", help="Leave out the findings that FILE knows, by rule and entry.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings to FILE, and report none.")
def check(run: Run, shown: Shown, paths: tuple[str, ...], **limits: Any) -> None:  # noqa: ANN401  (passed on)
    """Print what is wrong in lists: files, the Markdown files of folders, `-` for standard input, or README.md.

    Exits with 0 when clean, 1 with findings, 2 when something could not be judged, 130 after Ctrl-C.
    """
    _check(run, shown, paths, _Limits(**limits))


class _Limits(NamedTuple):
    """Which findings are left out, as the command line has it."""

    since: str | None
    staged: bool
    baseline: str | None
    write_baseline: str | None
    across_files: bool


def _check(run: Run, shown: Shown, paths: tuple[str, ...], limits: _Limits) -> None:
    from awesome_lint import change, linter
    from awesome_lint.cli import console
    from awesome_lint.cli.lookup import looked_up
    from awesome_lint.cli.needed import Needed
    from awesome_lint.cli.printing import Printer
    from awesome_lint.cli.work import Check

    run, ledger = _limited(_across(run, asked=limits.across_files), paths, limits)
    printer = Printer(shown, baseline=ledger.file if ledger else None)

    lookup = looked_up(run, paths, quiet=shown.quiet)
    run = lookup.run
    needed = Needed(run.opener.configs)
    work = Check(texts=ledger is not None)

    def tell(job: Job, verdict: Verdict) -> FileReport:
        found = verdict.diagnostics
        needed.note(job, verdict.used)
        if verdict.document:
            lookup.note(job, verdict.document)
        touched = None if job.lines is None else change.Touched(job.source, job.lines)
        told = {id(each): change.concerning(each, touched) if touched else each for each in found}
        old_first = sorted(found, key=lambda each: told[id(each)] is not None)
        new = old_first if ledger is None else ledger.new(job, verdict.texts, old_first)
        kept = [each for each in (told[id(each)] for each in new) if each]
        known = None if ledger is None else sum(map(bool, told.values())) - len(kept)
        report = job.report(job.source, linter.ordered(kept), verdict.entries, known=known)
        printer.show(report, job.config)
        return report

    go(_remembering(run, work), paths, work, tell, printer)
    if not run.scope and limits.write_baseline is None:
        needed.tell(printer)
    if lookup.whole:
        _conclude(run, ledger, printer)
    elif ledger and ledger.writing:
        console.say("note: the baseline was left as it is: not all was found out", err=True)
    lookup.conclude(printer)
    printer.finish()
    click.get_current_context().exit(printer.status())


def _remembering(run: Run, work: Check) -> Run:
    """Return the run with what earlier ones found."""
    import os
    from dataclasses import replace

    from awesome_lint.cli.cache import folder
    from awesome_lint.cli.remembered import Remembered

    if run.kept is None or run.kept.no_cache:
        return run
    try:
        place = folder(run.kept.cache_dir, os.environ)
    except RuntimeError:  # nobody's home
        return run
    return replace(run, remembered=Remembered(place, repr(work)))


def _across(run: Run, *, asked: bool) -> Run:
    """Return the run with rules across files: those that are selected, or where they are *asked* for all there are."""
    from dataclasses import replace

    from awesome_lint import registry
    from awesome_lint.config import Selection

    run = replace(run, across=True)
    if not asked:
        return run
    names = tuple(rule.name for rule in registry.all_rules() if rule.across)
    before = run.opener.selection or Selection()
    selection = before._replace(extend_select=(*before.extend_select, *names))
    return replace(run, opener=replace(run.opener, selection=selection))


def _limited(run: Run, paths: tuple[str, ...], limits: _Limits) -> tuple[Run, Ledger | None]:
    """Return the run over what changed, and its baseline. Raises click's usage errors and those of both."""
    from dataclasses import replace

    scoped = "--since" if limits.since is not None else "--staged" if limits.staged else ""
    reads, writes = limits.baseline is not None, limits.write_baseline is not None
    known = "--write-baseline" if writes else "--baseline" if reads else ""
    if limits.since is not None and limits.staged:
        message = "`--since` and `--staged` exclude each other"
    elif reads and writes:
        message = (
            "`--baseline` and `--write-baseline` exclude each other; `--write-baseline` alone brings FILE up to date"
        )
    elif scoped and "-" in paths:
        message = f"`{scoped}` asks Git what changed, and standard input (`-`) is no file that Git knows: name the file"
    elif scoped and writes:
        message = f"`--write-baseline` writes all findings of a list: leave out `{scoped}`"
    elif known and "-" in paths and run.opener.stdin_filename is None:
        message = f"`{known}` knows findings by file: say with `--stdin-filename` which one standard input is"
    else:
        if scoped:
            from awesome_lint.cli.scope import Scope

            run = replace(run, scope=Scope(limits.since, paths))
        return run, _ledger(limits)
    raise click.UsageError(message)


def _ledger(limits: _Limits) -> Ledger | None:
    writing = limits.write_baseline is not None
    file = limits.write_baseline if writing else limits.baseline
    if file is None:
        return None
    from awesome_lint.cli.ledger import Ledger

    return Ledger(file, writing=writing)


def _conclude(run: Run, ledger: Ledger | None, printer: Printer) -> None:
    """Say what was left out: by the baseline, and by looking at changes alone."""
    from awesome_lint.cli import console
    from awesome_lint.output.terminal import visible

    if run.scope:
        printer.tell(visible(run.scope.describe()))
    if ledger is None:
        return
    gone = ledger.gone
    if ledger.writing:
        count = ledger.write()
        console.say(f"note: {count} {'finding' if count == 1 else 'findings'} in {visible(str(ledger.file))}", err=True)
    elif gone:
        occurs = "baseline entry no longer occurs" if gone == 1 else "baseline entries no longer occur"
        file = visible(str(ledger.file))
        console.say(f"note: {gone} {occurs}; run `awesome-lint check --write-baseline {file}` to drop them", err=True)
