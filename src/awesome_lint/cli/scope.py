"""Which files a run over changes looks at, and which of their lines count."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.cli.files import SUFFIXES, Target, missing, shown, targets
from awesome_lint.cli.git import FileChange, GitError, Repository
from awesome_lint.output.report import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


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

    def indexed(self, path: str) -> bytes | None:
        """Return what the index has of *path*, or None where it has nothing that can be read."""
        try:
            return self.repository.content(f":{path}")
        except GitError:
            return None

    def real(self, path: str) -> str:
        """Return the place of *path*, which may be a link itself."""
        return os.path.join(self.repository.root, *path.split("/"))  # noqa: PTH118  (a text is compared)


class Version(NamedTuple):
    """A file as it was and as it is; None where there was or is none. ``was`` is its path before, if it moved."""

    shown: str
    was: str
    before: bytes | None
    after: bytes | None


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
        """Return those of the files that *paths* mean that have changed lines, each once, with these lines.

        Without paths: the changed Markdown files of the whole repository. *excludes* leaves files out of
        folders, and with *named_too* out of the files that are named.
        """
        for found in self._chosen(paths, excludes, named_too=named_too):
            if isinstance(found, Failure):
                yield found
                continue
            state, change, path = found
            if not change.after or not (state.staged or path.is_file()):
                continue
            try:
                lines = state.repository.lines(change, state.base)
                data = state.repository.content(change.new_blob) if lines and state.staged else None
            except GitError as error:
                yield Failure(shown(path), str(error))
                continue
            if lines:
                yield Target(path, shown(path), data, lines)

    def others(
        self,
        paths: Iterable[str],
        known: Iterable[Target],
        excludes: Callable[[Path], bool],
        *,
        named_too: bool = False,
    ) -> Iterator[Target]:
        """Return the files that *paths* mean besides the *known* ones, as the index or the work tree has them.

        None of their lines is changed. Without paths: all Markdown files of the repository.
        """
        seen = {os.path.realpath(target.path) for target in known if target.path}
        roots = [os.path.relpath(root) for root in self._states]
        for found in targets(tuple(paths) or roots, None, excludes, named_too=named_too):
            if isinstance(found, Failure) or not found.path or (real := os.path.realpath(found.path)) in seen:
                continue
            state = self._state(str(found.path))
            data = state.indexed(state.relative(real)) if state.staged else None
            if data is not None or not state.staged:
                yield found._replace(data=data, lines=())

    def versions(
        self, paths: Iterable[str], excludes: Callable[[Path], bool], *, named_too: bool = False
    ) -> Iterator[Version | Failure]:
        """Return the files of *paths* that changed, deleted ones too, as they were and as the work tree has them."""
        for found in self._chosen(paths, excludes, named_too=named_too):
            if isinstance(found, Failure):
                yield found
                continue
            state, change, path = found
            try:
                before = state.repository.content(change.old_blob) if change.before else None
                after = path.read_bytes() if change.after and path.exists() else None
            except GitError as error:
                yield Failure(shown(path), str(error))
            except OSError as error:
                yield Failure(shown(path), f"cannot be read: {error.strerror}")
            else:
                renamed = change.before and change.after and change.before != change.after
                was = shown(Path(os.path.relpath(state.real(change.before or "")))) if renamed else ""
                yield Version(shown(path), was, before, after)

    def _chosen(
        self, paths: Iterable[str], excludes: Callable[[Path], bool], *, named_too: bool
    ) -> Iterator[tuple[_State, FileChange, Path] | Failure]:
        """Return the changes of the files that *paths* mean, each once, with the path to call the file by."""
        seen: set[str] = set()
        for given in tuple(paths) or (None,):
            state = self._state(given or ".")
            folder = given is None or Path(given).is_dir()
            for found in self._below(state, given) if folder else self._named(state, given or ""):
                if isinstance(found, Failure):
                    yield found
                    continue
                change, path = found
                real = os.path.realpath(path)
                if real not in seen and not ((folder or named_too) and excludes(path)):
                    seen.add(real)
                    yield state, change, path

    def _below(self, state: _State, folder: str | None) -> Iterator[tuple[FileChange, Path]]:
        top = os.path.join(os.path.realpath(folder or state.repository.root), "")  # noqa: PTH118  (it ends with a separator)
        for path, change in sorted(state.changes.items()):
            real = state.real(path)
            if real.startswith(top) and path.lower().endswith(SUFFIXES) and not Path(real).is_symlink():
                yield change, Path(os.path.relpath(real))

    def _named(self, state: _State, given: str) -> Iterator[tuple[FileChange, Path] | Failure]:
        path = state.relative(os.path.realpath(given))
        change = state.changes.get(path)
        if change:
            yield change, Path(given)
        elif not Path(given).exists():
            if not state.repository.tracks(path):
                yield Failure(given, missing(given, by_default=False))
        elif not state.staged and not state.repository.tracks(path):
            yield FileChange(None, path), Path(given)  # ignored by Git, yet named: all of it is new

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
