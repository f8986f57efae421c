"""Which files a run over changes looks at, and which of their lines count."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.change import WHOLE
from awesome_lint.cli.files import SUFFIXES, Target, missing, shown
from awesome_lint.cli.git import FileChange, GitError, Repository
from awesome_lint.output.report import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from awesome_lint.change import Lines


class _State(NamedTuple):
    """A repository, the commit that it is compared with (None: HEAD with the index), and what changed, by path."""

    repository: Repository
    base: str | None
    changes: dict[str, FileChange]

    @property
    def staged(self) -> bool:
        return self.base is None

    def relative(self, real: str) -> str:
        return Path(os.path.relpath(real, self.repository.root)).as_posix()

    def real(self, path: str) -> str:
        return self.repository.prefix + path.replace("/", os.sep)


class Scope:
    """The lines that changed since a revision, or those that are staged."""

    def __init__(self, since: str | None, paths: Iterable[str]) -> None:
        """Ask Git what changed since the revision *since*, or without it what is staged. Raises ``GitError``."""
        self.since = since
        self._states: dict[Path, _State] = {}
        self._of_folder: dict[Path, _State] = {}
        for path in tuple(paths) or (".",):
            self._state(path)

    def describe(self) -> str:
        """Say in one line what is judged."""
        if self.since is None:
            return "Lines staged for commit, as the index has them; the work tree was not read"
        bases = ", ".join(dict.fromkeys((state.base or "")[:10] for state in self._states.values()))
        return f"Lines changed since `{self.since}` (merge base {bases})"

    def targets(
        self, paths: Iterable[str], excludes: Callable[[Path], bool], *, named_too: bool = False
    ) -> Iterator[Target | Failure]:
        """Return those of the files that *paths* mean that changed, each once, with the lines that count.

        Without paths: the changed Markdown files of the whole repository. *excludes* leaves files out of
        folders, and with *named_too* out of the files that are named.
        """
        seen: set[str] = set()
        paths = tuple(paths)
        for given in paths or (None,):
            state = self._state(given or ".")
            folder = given is None or Path(given).is_dir()
            for found in self._below(state, given) if folder else self._named(state, given or ""):
                if isinstance(found, Failure):
                    yield found
                    continue
                change, name = found
                path = Path(name)
                if ((folder or named_too) and excludes(path)) or (real := os.path.realpath(path)) in seen:
                    continue
                seen.add(real)
                target = self._target(state, change, path)
                if target:
                    yield target

    def _target(self, state: _State, change: FileChange, path: Path) -> Target | Failure | None:
        try:
            lines: Lines = state.repository.lines(change, state.base)
            data = state.repository.content(change.new_blob) if lines and state.staged else None
        except GitError as error:
            return Failure(shown(path), str(error))
        return Target(path, shown(path), data, lines) if lines else None

    def _below(self, state: _State, folder: str | None) -> Iterator[tuple[FileChange, str]]:
        top = os.path.join(os.path.realpath(folder), "") if folder else state.repository.prefix  # noqa: PTH118  (it ends with a separator)
        for path, change in sorted(state.changes.items()):
            real = state.real(path)
            if real.startswith(top) and path.lower().endswith(SUFFIXES) and change.after:
                if not state.staged and (not os.path.isfile(real) or os.path.islink(real)):  # noqa: PTH113, PTH114
                    continue
                yield change, os.path.relpath(real)

    def _named(self, state: _State, given: str) -> Iterator[tuple[FileChange, str] | Failure]:
        path = state.relative(os.path.realpath(given))
        change = state.changes.get(path)
        if change:
            if change.after and (state.staged or Path(given).exists()):
                yield change, given
        elif not Path(given).exists():
            if not state.repository.tracks(path):
                yield Failure(given, missing(given, by_default=False))
        elif not state.staged and not state.repository.tracks(path):
            yield FileChange(None, path), given  # ignored by Git, yet named: all of it is new

    def _state(self, given: str) -> _State:
        path = Path(given)
        folder = path if path.is_dir() else path.parent
        while not folder.is_dir():
            folder = folder.parent
        folder = folder.resolve()
        if folder not in self._of_folder:
            repository = Repository(folder)
            if repository.root not in self._states:
                base = None if self.since is None else repository.merge_base(self.since)
                changes = {change.after or change.before or "": change for change in repository.changes(base)}
                self._states[repository.root] = _State(repository, base, changes)
            self._of_folder[folder] = self._states[repository.root]
        return self._of_folder[folder]


__all__ = ["WHOLE", "Scope"]
