"""``export``: a list's entries as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from awesome_lint.cli.options import run_of, sourced

if TYPE_CHECKING:
    from awesome_lint.output.report import Failure


@click.command(short_help="Print the entries as data.")
@sourced
@click.option("--output-format", type=click.Choice(("json", "csv", "bibtex")), default="json", show_default=True)
def export(paths: tuple[str, ...], output_format: str, **sources: Any) -> None:  # noqa: ANN401  (passed on)
    """Print the entries of lists: titles, dates, links, arXiv ids, and the columns of tables."""
    from awesome_lint.cli import console  # noqa: PLC0415  (`--help` needs none of these)
    from awesome_lint.output import entries  # noqa: PLC0415
    from awesome_lint.output.report import Failure  # noqa: PLC0415
    from awesome_lint.reading import read  # noqa: PLC0415

    failures: list[Failure] = []
    complaints = console.Complaints()
    found: list[dict[str, Any]] = []
    for job in run_of(**sources).jobs(paths):
        if isinstance(job, Failure):
            failures.append(job)
            complaints.make(job)
        else:
            found += entries.objects(read(job.source, job.context.columns), job.shown)
    form = {"json": entries.as_json, "csv": entries.as_csv, "bibtex": entries.as_bibtex}[output_format]
    console.put_bytes(form(found))
    click.get_current_context().exit(2 if failures else 0)
