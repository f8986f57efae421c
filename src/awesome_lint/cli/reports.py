"""Where reports go, and what they need to know of the place where they are made."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from awesome_lint import __version__
from awesome_lint.cli.files import repository_root
from awesome_lint.cli.options import FORMS
from awesome_lint.output.report import Surroundings
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from awesome_lint.cli.options import Shown
    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.output.report import FileReport, Report

_ADDRESS = regex(
    r"(https?://[\w.-]+(?::\d+)?)\n([\w.-]+/[\w.-]+)\n([0-9a-f]{40}|[0-9a-f]{64})"
)  # a server, a repository, a commit: no room for Markdown


class Copy(NamedTuple):
    """A report in a file: its form, the file, and the option that asks for it."""

    form: str
    file: Path
    option: str


def copies(shown: Shown, baseline: Path | None = None) -> tuple[Copy | None, tuple[Copy, ...]]:
    """Return the file that ``--output-file`` asks for, and those of each ``--report FORMAT=FILE``.

    Raises click's usage errors for a form that there is not, and for a file that cannot be written. None goes to the
    *baseline* of the run.
    """
    main = Copy(shown.form, Path(shown.file), "`--output-file`") if shown.file is not None else None
    others = tuple(map(_copy, shown.reports))
    taken: set[str] = set()
    known = os.path.realpath(baseline) if baseline else ""
    for copy in filter(None, (main, *others)):
        real = os.path.realpath(copy.file)
        clash = "it is the baseline" if real == known else "two reports would go there" if real in taken else ""
        if reason := _obstacle(copy.file) or clash:
            message = f"{copy.option}: cannot write `{copy.file}`: {reason}"
            raise click.UsageError(message)
        taken.add(real)
    return main, others


def _copy(given: str) -> Copy:
    form, _, file = given.partition("=")
    if form not in FORMS or not file:
        message = f"`--report`: unexpected `{given}`, expected FORMAT=FILE, where FORMAT is one of {', '.join(FORMS)}"
        raise click.UsageError(message)
    return Copy(form, Path(file), "`--report`")


def _obstacle(file: Path) -> str:
    """Return why *file* cannot be written, as far as that can be told before the run."""
    if str(file) == "-":
        return "standard output gets what `--output-format` says"
    if file.is_dir():
        return "it is a folder; name a file in it"
    if not file.parent.is_dir():
        return f"there is no folder `{file.parent}`; make it first"
    return "" if os.access(file if file.exists() else file.parent, os.W_OK) else "permission denied"


def write(copy: Copy, data: bytes, run: Report) -> str:
    """Write a report to its file, wholly or not at all; return what went wrong, or an empty text.

    A list of the *run* is never overwritten.
    """
    from awesome_lint import writing  # noqa: PLC0415  (most runs write nothing)

    lists = [Path(file.path) for file in run.files] + [Path(failure.path) for failure in run.failures]
    try:
        if copy.file.is_file() and any(path.exists() and path.samefile(copy.file) for path in lists):
            return f"{copy.option}: `{copy.file}` is a list that was judged; it was left as it is, name another file"
        writing.put(copy.file, data)
    except OSError as error:
        return f"{copy.option}: cannot write `{copy.file}`: {error.strerror or error}"
    return ""


class Place:
    """The folder and the environment in which reports are made."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Look from *folder*, an absolute path."""
        self._folder = folder
        self._environment = environment

    @cached_property
    def _root(self) -> Path:
        for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):  # GitHub's and GitLab's checkout
            root = Path(self._environment.get(name) or "/nowhere")
            if root.is_dir() and _below(self._folder, root):
                return root
        return repository_root(self._folder) or self._folder

    def surroundings(self, forms: Iterable[str], *, folding: bool) -> Surroundings:
        """Return what *forms* need to know."""
        needs_pages = not {"sarif", "rdjson"}.isdisjoint(forms)
        return Surroundings(__version__, _pages() if needs_pages else {}, self._lines_url(), folding)

    def _lines_url(self) -> str:
        names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
        match = _ADDRESS.fullmatch("\n".join(self._environment.get(name, "") for name in names))
        return f"{match[1]}/{match[2]}/blob/{match[3]}/" if match else ""

    def rooted(self, run: Report) -> Report:
        """Return *run* with paths relative to the repository's root, in POSIX form; absolute outside of it."""
        files = tuple(self._rooted_file(file) for file in run.files)
        failures = tuple(replace(failure, path=self._rooted(failure.path)) for failure in run.failures)
        return replace(run, files=files, failures=failures)

    def _rooted_file(self, file: FileReport) -> FileReport:
        diagnostics = tuple(map(self._rooted_finding, file.diagnostics))
        return replace(file, path=self._rooted(file.path), diagnostics=diagnostics)

    def _rooted_finding(self, diagnostic: Diagnostic) -> Diagnostic:
        if not any(related.place for related in diagnostic.related):
            return diagnostic
        related = tuple(
            replace(each, place=each.place._replace(path=self._rooted(each.place.path))) if each.place else each
            for each in diagnostic.related
        )
        return replace(diagnostic, related=related)

    def _rooted(self, path: str) -> str:
        if not path or path.startswith("<"):  # the run as a whole; standard input
            return path
        # The names of folders are resolved, not those of files: the locale may have no bytes for them.
        for folder, root in ((self._folder, self._root), (self._folder.resolve(), self._root.resolve())):
            place = Path(os.path.normpath(folder / path))
            if place.is_relative_to(root):
                return place.relative_to(root).as_posix()
        return place.as_posix()


def _below(folder: Path, root: Path) -> bool:
    return folder.is_relative_to(root) or folder.resolve().is_relative_to(root.resolve())


def _pages() -> dict[str, str]:
    from awesome_lint import pages  # noqa: PLC0415  (two forms need it)

    return {name: pages.text_of(name) for name in pages.names()}
