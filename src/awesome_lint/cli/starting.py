"""Where a repository starts with awesome-lint: its lists, the folder of its configuration, and its root."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_lint.cli import console, files
from awesome_lint.cli.configs import Configs, nearest
from awesome_lint.cli.opening import Opener
from awesome_lint.cli.run import Run
from awesome_lint.output.report import Failure
from awesome_lint.output.terminal import visible
from awesome_lint.proposal import Judged
from awesome_lint.proposal.snippets import Place
from awesome_lint.reading import read
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFAULT = "README.md"
_HEAD = regex(r"ref: refs/remotes/origin/(\S+)\s*")


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line named.

    ``given`` are its paths, ``default`` ones left out; ``lists`` the files that they mean. ``folder`` is where the
    configuration belongs, an absolute path, ``root`` the repository's, or the same folder without one.
    """

    given: tuple[str, ...]
    lists: tuple[str, ...]
    folder: Path
    root: Path

    @property
    def places(self) -> tuple[Place, ...]:
        """Where lists are, for hook and workflow."""
        return tuple(
            Place(Path(os.path.relpath(os.path.realpath(path), self.root)).as_posix(), Path(path).is_dir())
            for path in self.given or (_DEFAULT,)
        )

    @property
    def branch(self) -> str:
        """The default branch, where Git knows it from a clone; else empty."""
        try:
            head = (self.root / ".git/refs/remotes/origin/HEAD").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""
        match = _HEAD.fullmatch(head)
        return match[1] if match else ""

    def read(self) -> tuple[list[str], list[Judged]]:
        """Return the lists' names, relative to ``folder``, and what is in them.

        Lists with a configuration of their own are left out, and said. Raises ``Trouble`` where one cannot be read,
        for its entries might have made another majority.
        """
        run = Run(Opener(Configs(isolated=True), dt.date.today()))  # noqa: DTZ011  (a list's dates are the reader's own)
        names, lists, failed = [], [], False
        own = list(self._without_own())
        if not own:
            message = "all lists here have a configuration of their own; name one that has none"
            raise console.Trouble(message)
        for job in run.jobs(own):
            if isinstance(job, Failure):
                failed = True
                console.complain(job.path, job.message)
            else:
                names.append(Path(os.path.relpath(job.path or job.shown, self.folder)).as_posix())
                lists.append(Judged(read(job.source), job.context))
        if failed:
            message = "nothing was written; mend these lists first, or leave them out"
            raise console.Trouble(message)
        return names, lists

    def _without_own(self) -> Iterator[str]:
        for path in self.lists:
            above = nearest(Path(path).absolute().parent)
            if above and above.parent != self.folder and above.parent.is_relative_to(self.folder):
                shown = visible(os.path.relpath(above))
                console.say(f"note: {visible(path)} was left out: {shown} holds for it", err=True)
            else:
                yield path


def start(given: tuple[str, ...]) -> Start:
    """Find the lists that *given* means. Raises ``Trouble`` where there are none, and click's usage errors."""
    if files.STDIN in given:
        message = "a configuration stands beside lists, and standard input (`-`) has no folder: name a file"
        raise click.UsageError(message)
    paths = given or ((_DEFAULT,) if Path(_DEFAULT).is_file() else (".",))
    found = list(files.targets(paths, None, lambda _: False))
    failures = [each for each in found if isinstance(each, Failure)]
    if failures:
        message = f"{failures[0].path}: {failures[0].message}"
        raise console.Trouble(message)
    lists = tuple(str(each.path) for each in found if not isinstance(each, Failure))
    if not lists:
        where = ", ".join(given) or "this folder"
        message = f"there is no Markdown file in {where}; name a list, as in `awesome-lint init docs/list.md`"
        raise console.Trouble(message)
    folders = [os.path.abspath(path if Path(path).is_dir() else Path(path).parent) for path in paths]  # noqa: PTH100  (links stay)
    try:
        folder = Path(os.path.commonpath(folders))
    except ValueError:
        message = "these lists are on different drives, and one configuration cannot hold for all: name them one by one"
        raise click.UsageError(message) from None
    root = files.repository_root(Path(os.path.realpath(folder))) or Path(os.path.realpath(folder))
    return Start(() if paths == (_DEFAULT,) else paths, lists, folder, root)
