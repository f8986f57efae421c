"""The options that commands share, and the run that they make."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from awesome_lint.cli.network import NETWORK, Network

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.cli.run import Run

FAIL_ON = ("error", "warning", "info", "never")
TEXTS = ("full", "concise")
FORMS = (*TEXTS, "json", "github", "sarif", "rdjson", "gitlab", "junit", "markdown")
"""The names of ``output.formats.FORMATS``, which `--help` need not import."""

Command = Any  # a function that click makes a command of


class Shown(NamedTuple):
    """How to print: ``form`` is one of ``FORMS``; ``file`` takes the report where it is given, ``reports`` hold more.

    Each of ``reports`` is ``FORMAT=FILE``.
    """

    form: str
    file: str | None
    reports: tuple[str, ...]
    statistics: bool
    quiet: bool
    color: str
    show_all: bool
    exit_zero: bool


def _split(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for text in given for name in text.split(",") if name.strip())


def _day(_context: click.Context, _parameter: click.Parameter, given: str | None) -> dt.date | None:
    if given is None:
        return None
    try:
        return dt.datetime.strptime(given, "%Y-%m-%d").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        message = f"unexpected `{given}`, expected a day such as 2026-11-01"
        raise click.BadParameter(message) from None


def _names(flag: str, text: str) -> Callable[[Command], Command]:
    return click.option(flag, multiple=True, metavar="RULE,...", callback=_split, help=text)


paths = click.argument("paths", nargs=-1, metavar="[PATH]...")

_SOURCES = (
    click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Use this configuration for every file.",
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration."),
    click.option(
        "--force-exclude", is_flag=True, help="Let `exclude` hold for files that are named too, as hooks name them."
    ),
    click.option(
        "--stdin-filename", metavar="PATH", help="What to call standard input (`-`); its folder's configuration holds."
    ),
    click.option(
        "--today", callback=_day, metavar="YYYY-MM-DD", help="The day to judge future dates by (default: the clock's)."
    ),
)
_CHOICE = (
    click.option(
        "--preset", metavar="NAME", help="Run the rules of this preset too, such as `awesome`, with its options."
    ),
    _names("--select", "Run these rules or groups alone; `all` is every rule."),
    _names("--ignore", "Leave these rules or groups out."),
    _names("--extend-select", "Run these rules or groups too."),
    click.option(
        "--jobs",
        "processes",
        type=click.IntRange(1, 256),
        metavar="N",
        envvar="AWESOME_LINT_JOBS",
        show_envvar=True,
        help="Judge at most so many files at once (default: as many as there are cores).",
    ),
    click.option(
        "--fail-on", type=click.Choice(FAIL_ON), help="The least severity that fails the run (default: warning)."
    ),
)
_SHOWN = (
    click.option("--output-format", type=click.Choice(FORMS), default="full", show_default=True),
    click.option(
        "--output-file",
        metavar="FILE",
        help="Write the report to this file, and nothing to standard output; `-` is standard output.",
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Write a report to a file too, as in `sarif=lists.sarif`; may be repeated.",
    ),
    click.option("--statistics", is_flag=True, help="Print how many findings each rule has, not the findings."),
    click.option("--show-all", is_flag=True, help="Print layout and repeated findings one by one."),
    click.option("--quiet", "-q", is_flag=True, help="Print findings only, no summary."),
    click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True),
    click.option(
        "--explain-config",
        is_flag=True,
        help="Print the settings that hold for each file, where each comes from, and what the list's majority does.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings."),
)


_OWN = ("paths", "diff", "check", "unsafe", "since", "staged", "baseline", "write_baseline", "across_files")
"""The arguments that are the commands' own affair."""


def sourced(command: Command) -> Command:
    """Give *command* PATH arguments and the options on where files and configuration come from."""
    return _with(command, (paths, *_SOURCES))


def judging(command: Command) -> Command:
    """Give *command* all options of judging and reporting; it is called with ``run`` and ``shown`` in their place."""

    @functools.wraps(command)
    def called(
        *,
        output_format: str,
        output_file: str | None,
        explain_config: bool,
        **rest: Any,  # noqa: ANN401
    ) -> None:
        layout = not rest.pop("no_layout", False)
        own = {name: rest.pop(name) for name in _OWN if name in rest}
        flags = {name: rest.pop(name) for name in Shown._fields if name in rest}
        shown = Shown(form=output_format, file=None if output_file == "-" else output_file, **flags)
        network = Network(**{name: rest.pop(name) for name in Network._fields})
        run = run_of(network=network if rest.pop("online") else None, **rest, layout=layout)
        run = replace(run, kept=network)
        if explain_config:
            from awesome_lint.cli.explain_config import explain  # noqa: PLC0415  (seldom asked for)

            explain(run, shown, own["paths"])
        command(run=run, shown=shown, **own)

    return _with(called, (paths, *_SOURCES, *_CHOICE, *NETWORK, *_SHOWN))


def _with(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def run_of(  # noqa: PLR0913  (one for each option)
    *,
    config: str | None,
    isolated: bool,
    force_exclude: bool,
    stdin_filename: str | None,
    today: dt.date | None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    extend_select: tuple[str, ...] = (),
    preset: str | None = None,
    fail_on: str | None = None,
    network: Network | None = None,
    layout: bool = True,
    processes: int | None = None,
) -> Run:
    """Return the run that the options describe. Raises click's usage errors."""
    from pathlib import Path  # noqa: PLC0415  (what follows is not needed for `--help`)

    from awesome_lint import presets, registry  # noqa: PLC0415
    from awesome_lint.cli.configs import Configs  # noqa: PLC0415
    from awesome_lint.cli.opening import Opener  # noqa: PLC0415
    from awesome_lint.cli.run import Run  # noqa: PLC0415
    from awesome_lint.config import Selection  # noqa: PLC0415
    from awesome_lint.diagnostic import Severity  # noqa: PLC0415

    if config and isolated:
        message = "`--config` and `--isolated` exclude each other"
        raise click.UsageError(message)
    if preset is not None:
        presets.preset(preset, "`--preset`")
    for flag, given in (("--select", select), ("--ignore", ignore), ("--extend-select", extend_select)):
        registry.check_names(given, f"`{flag}`")
    fails = () if fail_on is None else (None if fail_on == "never" else Severity(fail_on),)
    opener = Opener(
        configs=Configs(Path(config) if config else None, isolated=isolated),
        today=today or dt.date.today(),  # noqa: DTZ011  (a list's dates are the reader's own)
        selection=Selection(select or None, extend_select, ignore, layout, preset),
        fail_on=fails,
        stdin_filename=stdin_filename,
    )
    return Run(opener, force_exclude=force_exclude, network=network, processes=processes)
