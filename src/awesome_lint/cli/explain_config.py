"""``--explain-config``: which settings hold for each file, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from awesome_lint import registry
from awesome_lint.cli import console, files
from awesome_lint.cli.configs import relative
from awesome_lint.cli.options import TEXTS
from awesome_lint.habits import habits_of
from awesome_lint.output import explanation
from awesome_lint.output.report import Failure
from awesome_lint.reading import read
from awesome_lint.rules import unsorted_entry
from awesome_lint.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.cli.job import Job
    from awesome_lint.cli.options import Shown
    from awesome_lint.cli.run import Run
    from awesome_lint.rule import Context

_FLAGS = "command line"


def explain(run: Run, shown: Shown, paths: tuple[str, ...]) -> NoReturn:
    """Print what holds for the files of *paths*, and exit with 0, or with 2 when one of them could not be read."""
    if shown.form not in (*TEXTS, "json") or shown.file or shown.reports or shown.statistics:
        message = (
            "`--explain-config` reports no findings: it is printed as text, or with `--output-format json` as JSON"
        )
        raise click.UsageError(message)
    complaints = console.Complaints()
    failures: list[Failure] = []
    explained: list[dict[str, Any]] = []
    for job in run.jobs(paths):
        if isinstance(job, Failure):
            failures.append(job)
            complaints.make(job)
            continue
        explained.append(_explained(job, run))
        if shown.form in TEXTS:
            console.say("\n".join([*([""] if explained[1:] else []), *explanation.as_text(explained[-1])]))
    if shown.form not in TEXTS:
        console.put_bytes(explanation.as_json(explained, failures))
    raise SystemExit(2 if failures else 0)


def _explained(job: Job, run: Run) -> dict[str, Any]:
    file = job.located.file
    origin = files.shown(Path(relative(file))) if file else ""
    document = read(job.source, job.context.columns)
    return {
        "path": job.shown,
        "configuration": origin or None,
        "settings": list(_settings(job, run, origin)),
        "rules": list(_rules(job, origin)),
        "conventions": habits_of(document, _ordering(job)),
    }


def _settings(job: Job, run: Run, origin: str) -> Iterator[dict[str, Any]]:
    """Yield every setting with its value and its origin; what the command line adds stands beside the file's."""
    given = job.config.given
    flags = _flags(run)
    for name, setting in SETTINGS.items():
        if name == "rules":
            continue  # told with each rule
        replaced = name in flags and name in ("select", "fail-on", "layout")
        if not replaced:
            value, where = (given[name], origin) if name in given else (setting.default, explanation.DEFAULT)
            if name != "ignore" or value or "ignore" not in flags:
                yield {"name": name, "value": value, "origin": where}
        if name in flags:
            yield {"name": name, "value": flags[name], "origin": _FLAGS}


def _flags(run: Run) -> dict[str, object]:
    """Return the settings that the command line makes."""
    flags: dict[str, object] = {}
    if chosen := run.opener.selection:
        if chosen.select is not None:
            flags["select"] = list(chosen.select)
        flags |= {"extend-select": list(chosen.extend_select)} if chosen.extend_select else {}
        flags |= {"ignore": list(chosen.ignore)} if chosen.ignore else {}
        flags |= {} if chosen.layout else {"layout": "off"}
    if run.opener.fail_on:
        flags["fail-on"] = run.opener.fail_on[0].value if run.opener.fail_on[0] else "never"
    return flags


def _rules(job: Job, origin: str) -> Iterator[dict[str, Any]]:
    chosen = {each.rule.name for each in job.active} | {rule.name for rule in job.left_out}  # those run online
    for rule in registry.all_rules():
        severity = job.config.severities.get(rule.name)
        said = job.config.options.get(rule.name, {})
        options = {name: said.get(name, option.default) for name, option in rule.options.items()}
        yield {
            "name": rule.name,
            "runs": rule.name in chosen,
            "severity": (severity or rule.severity).value,
            "origin": origin if severity else explanation.DEFAULT,
            "options": {
                name: {
                    "value": list(value) if isinstance(value, tuple) else value,
                    "origin": origin if name in said else explanation.DEFAULT,
                }
                for name, value in options.items()
            },
        }


def _ordering(job: Job) -> Context:
    """Return the context of the rule on orders, whether it runs or not."""
    rule = unsorted_entry.RULE
    options = {name: option.default for name, option in rule.options.items()}
    return replace(job.context, options={**options, **job.config.options.get(rule.name, {})})
