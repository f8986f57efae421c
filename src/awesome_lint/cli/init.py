"""``init``: a configuration from the list itself, and on request a hook and a workflow."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from awesome_lint.cli.starting import Start
    from awesome_lint.proposal import Proposal

# What learning takes is imported when it is learned: `--version` and `--help` start at once.
# ruff: noqa: PLC0415

_NAME = "awesome-lint.toml"


class _Wanted(NamedTuple):
    dry_run: bool
    pre_commit: bool
    workflow: bool


@click.command(short_help="Write a configuration from the list's own majority.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help="Print what would be written; write nothing.")
@click.option("--pre-commit", is_flag=True, help="Write .pre-commit-config.yaml too, or print what to add to it.")
@click.option("--workflow", is_flag=True, help="Write .github/workflows/awesome-lint.yml too.")
def init(paths: tuple[str, ...], **wanted: bool) -> None:
    """Write awesome-lint.toml beside lists, with what most of their entries do and the evidence for it.

    PATH is a list or a folder of them; without any it is README.md, or else the Markdown files of this folder.
    `check` finds the same with this configuration as without one. A configuration that is there stays as it is.
    """
    _init(paths, _Wanted(**wanted))


def _init(paths: tuple[str, ...], wanted: _Wanted) -> None:
    from awesome_lint.cli import console
    from awesome_lint.cli.configs import nearest
    from awesome_lint.cli.starting import start
    from awesome_lint.output.terminal import visible

    begun = start(paths)
    there = None if wanted.dry_run else nearest(begun.folder)
    if there and not (wanted.pre_commit or wanted.workflow):
        message = (
            f"{os.path.relpath(there)}: this configuration holds here already, and stays as it is; "
            "`awesome-lint init --dry-run` prints what would be written"
        )
        raise console.Trouble(message)
    if there:
        console.say(f"{visible(os.path.relpath(there))} holds here already, and stays as it is")
    else:
        _configure(begun, wanted)
    if wanted.pre_commit:
        _add_hook(begun, wanted)
    if wanted.workflow:
        _add_workflow(begun, wanted)


def _configure(begun: Start, wanted: _Wanted) -> None:
    from awesome_lint.cli import console
    from awesome_lint.proposal import propose
    from awesome_lint.proposal.toml import render

    names, lists = begun.read()
    proposal = propose(lists)
    _create(begun.folder / _NAME, render(proposal, names), wanted)
    for line in _next(proposal, begun.given):
        console.say(line, err=wanted.dry_run)


def _next(proposal: Proposal, given: Sequence[str]) -> list[str]:
    """Return what was found, and what to do about it."""
    from awesome_lint.output.terminal import visible

    paths = visible("".join(f" {_shell(path)}" for path in given))
    if not proposal.findings:
        return [f"`awesome-lint check{paths}` passes."]
    noun = "finding" if proposal.findings == 1 else "findings"
    fixed = f"; `awesome-lint fix{paths}` mends {proposal.mended}" if proposal.mended else ""
    return [
        f"`awesome-lint check{paths}` has {proposal.findings} {noun} to look at{fixed}.",
        "To hear of new ones alone, write these down as known:",
        f"  awesome-lint check --write-baseline .awesome-lint-baseline.jsonl{paths}",
    ]


def _shell(path: str) -> str:
    from shlex import quote

    return quote(f"./{path}" if path.startswith("-") else path)


def _add_hook(begun: Start, wanted: _Wanted) -> None:
    from awesome_lint.cli import console
    from awesome_lint.output.terminal import visible
    from awesome_lint.proposal import snippets

    file = begun.root / snippets.PRE_COMMIT_FILE
    if not os.path.lexists(file):
        _create(file, snippets.pre_commit(begun.places), wanted)
        return
    shown = visible(os.path.relpath(file))
    if snippets.NAME in _text(file):
        console.say(f"{shown} names awesome-lint already, and stays as it is", err=wanted.dry_run)
    else:
        console.say(f"{shown} stays as it is; add this to its `repos:`", err=wanted.dry_run)
        console.put(snippets.hook(begun.places))


def _add_workflow(begun: Start, wanted: _Wanted) -> None:
    from awesome_lint.cli import console
    from awesome_lint.output.terminal import visible
    from awesome_lint.proposal import snippets

    file = begun.root / snippets.WORKFLOW_FILE
    others = sorted(file.parent.glob("*.y*ml")) if file.parent.is_dir() else []
    there = next((other for other in others if snippets.NAME in _text(other)), file if os.path.lexists(file) else None)
    if there is None:
        _create(file, snippets.workflow(begun.places, begun.branch), wanted)
    else:
        says = "runs awesome-lint already" if snippets.NAME in _text(there) else "is there already"
        console.say(f"{visible(os.path.relpath(there))} {says}, and stays as it is", err=wanted.dry_run)


def _create(file: Path, text: str, wanted: _Wanted) -> None:
    """Write a file that is not there yet, or print it. Raises ``Trouble``; there is no part of a file then."""
    from awesome_lint.cli import console
    from awesome_lint.output.terminal import visible

    shown = os.path.relpath(file)
    if wanted.dry_run:
        if wanted.pre_commit or wanted.workflow:
            console.say(f"# {visible(shown)}")
        console.put_bytes(text.encode())
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = file.open("xb")
    except OSError as error:
        message = f"{shown}: cannot be written: {error.strerror}"
        raise console.Trouble(message) from None
    try:
        with opened:
            opened.write(text.encode())
    except OSError as error:
        file.unlink()
        message = f"{shown}: cannot be written: {error.strerror}"
        raise console.Trouble(message) from None
    console.say(f"Wrote {visible(shown)}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
