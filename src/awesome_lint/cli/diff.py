"""``diff``: what happened to the entries since a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from awesome_lint.cli.options import run_of, sourced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.cli.run import Run
    from awesome_lint.output.entry_changes import FileDifference
    from awesome_lint.output.report import Failure

# ruff: noqa: PLC0415  (`--help` needs none of these)


@click.command(short_help="List the entries added, removed, moved and changed.")
@click.argument("revision", metavar="REV")
@sourced
@click.option("--output-format", type=click.Choice(("text", "json", "markdown")), default="text", show_default=True)
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True)
def diff(revision: str, paths: tuple[str, ...], output_format: str, color: str, **sources: Any) -> None:  # noqa: ANN401  (passed on)
    """List the entries added, removed, moved and changed since HEAD left REV, in PATH or in all changed Markdown files.

    Two entries are one where their text, their work or their title is the same. Exits with 0, or with 2 when
    something could not be read.
    """
    from awesome_lint.cli import console
    from awesome_lint.output import entry_changes
    from awesome_lint.output.report import Failure

    files: list[FileDifference] = []
    failures: list[Failure] = []
    complaints = console.Complaints()
    for outcome in _differences(run_of(**sources), revision, paths):
        if isinstance(outcome, Failure):
            failures.append(outcome)
            complaints.make(outcome)
        else:
            files.append(outcome)
    if output_format == "json":
        console.put_bytes(entry_changes.as_json(files, failures))
    elif output_format == "markdown":
        console.put_bytes(entry_changes.as_markdown(files).encode("utf-8", "backslashreplace"))
    else:
        for line in entry_changes.as_text(files, console.style(color)):
            console.say(line)
        if not files and not failures:
            console.say("No entry changed")
    click.get_current_context().exit(2 if failures else 0)


def _differences(run: Run, revision: str, paths: tuple[str, ...]) -> Iterator[FileDifference | Failure]:
    from pathlib import Path

    from awesome_lint.cli.job import decode
    from awesome_lint.cli.run import unconfigured
    from awesome_lint.cli.scope import Scope
    from awesome_lint.entry_diff import differences
    from awesome_lint.errors import ConfigError
    from awesome_lint.output.entry_changes import FileDifference
    from awesome_lint.output.report import Failure
    from awesome_lint.reading import read
    from awesome_lint.source import UnreadableSourceError

    if "-" in paths:
        message = "`diff` asks Git what changed, and standard input (`-`) is no file that Git knows: name the file"
        raise click.UsageError(message)
    for version in Scope(revision, paths).versions(paths, run.excludes, named_too=run.force_exclude):
        if isinstance(version, Failure):
            yield version
            continue
        try:
            before, after = (
                None if data is None else decode(data, version.shown) for data in (version.before, version.after)
            )
            columns = run.opener.located(Path(version.shown)).config.columns
        except UnreadableSourceError as error:
            yield Failure(version.shown, str(error))
            continue
        except ConfigError as error:
            yield unconfigured(version.shown, error)
            continue
        old, new = (None if source is None else read(source, columns) for source in (before, after))
        changes = tuple(differences(old, new))
        if changes:
            yield FileDifference(version.shown, changes, before, after, version.was)
