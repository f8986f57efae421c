"""One run over files: which they are, and each opened one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_lint.cli import files
from awesome_lint.cli.opening import data_of
from awesome_lint.cli.survey import Survey
from awesome_lint.errors import ConfigError
from awesome_lint.output.report import Failure
from awesome_lint.source import UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from awesome_lint.cli.job import Job
    from awesome_lint.cli.network import Network
    from awesome_lint.cli.opening import Learned, Opener
    from awesome_lint.cli.remembered import Remembered
    from awesome_lint.cli.scope import Scope


@dataclass(frozen=True, slots=True)
class Run:
    """What the command line said of the whole run, beside how each file is opened.

    ``across`` lets rules across files run, where there are several files. ``writes`` says that the files will be
    replaced, which pipes cannot be. ``processes`` are how many may judge at
    once, None for as many as there are cores. ``kept`` says where earlier runs keep what they found; ``remembered``
    is that, where it is wanted. ``network`` says how to go online, None not to; the ``targets`` that were looked at
    then are known.
    """

    opener: Opener
    force_exclude: bool = False
    scope: Scope | None = None
    across: bool = False
    writes: bool = False
    processes: int | None = None
    kept: Network | None = None
    remembered: Remembered | None = None
    network: Network | None = None
    targets: tuple[files.Target | Failure, ...] | None = field(default=None, repr=False)

    def jobs(self, paths: Iterable[str]) -> Iterator[Job | Failure]:
        """Open one file after the other; what cannot be opened is a ``Failure``, and the others go on."""
        targets, survey = self._targets(paths), None
        if self.across:
            targets, survey = self._surveyed(paths, list(targets))
        for target in targets:
            if isinstance(target, Failure):
                yield target
                continue
            if self.writes and target.path and not target.path.is_file():
                yield Failure(target.shown, "is no regular file, and `fix` writes to no other")
                continue
            try:
                yield self._open(target, survey)
            except UnreadableSourceError as error:
                yield Failure(target.shown, f"{error}; save the file as UTF-8 text")
            except OSError as error:
                yield Failure(target.shown, f"cannot be read: {error.strerror}")
            except (files.TooLargeError, MemoryError):
                yield Failure(target.shown, "cannot be read: it is too large, no list has so many bytes")
            except ConfigError as error:
                yield unconfigured(target.shown, error)

    def found(self, paths: Iterable[str]) -> Iterator[files.Target | Failure]:
        """Return the files that *paths* mean. Standard input, which can be read once, comes with its data."""
        return map(_kept, self._targets(paths))

    def having(self, learned: Learned) -> Run:
        """Return the run with what was found out online."""
        return replace(self, opener=replace(self.opener, learned=learned))

    def _targets(self, paths: Iterable[str]) -> Iterator[files.Target | Failure]:
        if self.targets is not None:
            return iter(self.targets)
        if self.scope:
            return self.scope.targets(paths, self.excludes, named_too=self.force_exclude)
        return files.targets(paths, self.opener.stdin_filename, self.excludes, named_too=self.force_exclude)

    def excludes(self, path: Path) -> bool:
        """Whether configuration leaves *path* out of folders."""
        try:
            return self.opener.located(path).excludes(path)
        except ConfigError:
            return False  # opening the file says what is wrong

    def _surveyed(
        self, paths: Iterable[str], targets: Iterable[files.Target | Failure]
    ) -> tuple[Iterator[files.Target | Failure], Survey | None]:
        """Return the targets and what they list. Standard input, which can be read once, comes with its data."""
        targets = [_kept(target) for target in targets]
        compared = [target for target in targets if isinstance(target, files.Target)]
        if self.scope and compared:
            compared += self.scope.others(paths, compared, self.excludes, named_too=self.force_exclude)
        return iter(targets), Survey(compared, self._comparable) if len(compared) > 1 else None

    def _comparable(self, target: files.Target) -> Job | None:
        """Open a file that a rule across files runs for, or return None."""
        return self.opener.job(target) if self.opener.runs_across(target) else None

    def _open(self, target: files.Target, survey: Survey | None) -> Job:
        elsewhere = survey.elsewhere(target) if survey else None
        if elsewhere:
            job = self.opener.job(target)
            return replace(job, context=replace(job.context, elsewhere=elsewhere))
        return self.job(target)

    def job(self, target: files.Target) -> Job:
        """Open one file, which is compared with no other. Raises what `jobs` makes failures of."""
        job = self.opener.job(target)
        return replace(job, active=tuple(each for each in job.active if not each.rule.across))


def unconfigured(shown: str, error: ConfigError) -> Failure:
    """Return the failure of the file *shown*, whose configuration is wrong; people are told once for all its files."""
    message = f"its configuration cannot be followed: {error}"
    return Failure(shown, message, f"{error}; the files that it holds for were not judged")


def _kept(target: files.Target | Failure) -> files.Target | Failure:
    if isinstance(target, Failure) or target.path is not None:
        return target
    return target._replace(data=data_of(target))
