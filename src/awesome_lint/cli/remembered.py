"""What earlier runs found, so that a file that has not changed is not judged anew.

One file for each result, named by the hash of all that the result depends on but the existence of the files that
the list links to: the answers are kept beside the result, and asked again. Results hold for a day, which rules
may ask for; a folder holds those of one day.
"""

from __future__ import annotations

import contextlib
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import awesome_lint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.cli.job import Job
    from awesome_lint.rule import Rule

FOLDER = "results"
"""The name of the folder inside the cache's."""

_MOST_BYTES = 200_000_000
_DIGITS = 64  # of a hash


class Remembered:
    """Results in a folder that several runs may share. A folder that cannot be used remembers nothing."""

    def __init__(self, folder: Path, purpose: str) -> None:
        """Use *folder*, which is made if need be; *purpose* sets results apart that are made otherwise."""
        self._folder = folder / FOLDER
        self._purpose = purpose
        self._programs: dict[tuple[str, ...], str | None] = {}
        self._wrote = False

    def key(self, job: Job) -> str | None:
        """Return the hash of what a result depends on; None where that cannot be told."""
        rules = tuple([active.rule for active in job.active])
        names = tuple([rule.name for rule in rules])
        if names not in self._programs:
            self._programs[names] = _program(rules)
        program = self._programs[names]
        if program is None or job.path is None:
            return None
        context = job.context
        said = (
            program,
            self._purpose,
            job.shown,
            context.today.isoformat(),
            context.whole,
            context.exists is None,
            [tuple(each) for each in context.ignored],
            sorted(context.columns.items()),
            [
                (each.rule.name, each.severity and each.severity.value, sorted(each.options.items()))
                for each in job.active
            ],
        )
        return sha256(repr(said).encode("utf-8", "surrogatepass") + b"\0" + job.data).hexdigest()

    def get(self, key: str, job: Job) -> bytes | None:
        """Return what was put under *key*; None where there is nothing, or it is damaged."""
        with contextlib.suppress(OSError):
            with open(os.path.join(self._day(job), key), "rb", buffering=0) as file:  # noqa: PTH118,PTH123  (as below)
                data = file.readall()
            if sha256(data[_DIGITS:]).hexdigest().encode() == data[:_DIGITS]:
                return data[_DIGITS:]
        return None

    def put(self, key: str, job: Job, data: bytes) -> None:
        """Keep *data*, if that can be done."""
        day = self._day(job)
        file = os.path.join(day, key)  # noqa: PTH118  (made by the thousand)
        made = f"{file}.{os.getpid()}"  # no other run's
        with contextlib.suppress(OSError):
            if not self._wrote:
                self._prepare(Path(day))
            try:
                with open(made, "xb", buffering=0, opener=_private) as opened:
                    opened.write(sha256(data).hexdigest().encode() + data)
                os.replace(made, file)  # noqa: PTH105  (as above)
                self._wrote = True
            except BaseException:
                Path(made).unlink(missing_ok=True)
                raise

    def _day(self, job: Job) -> str:
        return f"{self._folder}{os.sep}{job.context.today.isoformat()}"

    def _prepare(self, day: Path) -> None:
        """Make the folder of a *day*, and remove those of others."""
        if not day.is_dir():
            day.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._forget(other for other in self._folder.iterdir() if other.name != day.name)

    def close(self) -> None:
        """Keep the folder in bounds: with too much in it, the older half goes."""
        if not self._wrote:
            return
        with contextlib.suppress(OSError):
            files = list(_results(self._folder))
            if sum(stat.st_size for stat, _ in files) > _MOST_BYTES:
                files.sort(key=lambda file: file[0].st_mtime)
                for _, path in files[: len(files) // 2 + 1]:
                    Path(path).unlink(missing_ok=True)

    @staticmethod
    def _forget(days: Iterable[Path]) -> None:
        for day in days:
            for file in day.iterdir():
                file.unlink(missing_ok=True)
            day.rmdir()


def held(folder: Path) -> tuple[int, int]:
    """Return how many results the cache in *folder* holds, and how many bytes they are."""
    sizes = [stat.st_size for stat, _ in _results(folder / FOLDER)]
    return len(sizes), sum(sizes)


def _results(folder: Path) -> Iterator[tuple[os.stat_result, str]]:
    """Yield the state and the path of each result; another run may remove some meanwhile."""
    with contextlib.suppress(OSError):
        for day in sorted(folder.iterdir()):
            for entry in os.scandir(day):
                with contextlib.suppress(FileNotFoundError):
                    yield entry.stat(), entry.path


def _private(file: str, flags: int) -> int:
    return os.open(file, flags, 0o600)


def _program(rules: tuple[Rule, ...]) -> str | None:
    """Return what is known of the code that judges: versions, and files of this package and those of third parties.

    None where some of it is in no file.
    """
    homes: dict[str, Path] = {}
    for rule in rules:
        top = rule.check.__module__.partition(".")[0]
        file = getattr(sys.modules.get(top), "__file__", None)
        if file is None:
            return None
        homes[top] = Path(file)
    homes["awesome_lint"] = Path(awesome_lint.__file__)
    said: list[Any] = [sys.version, awesome_lint.__version__, [(rule.name, rule.default) for rule in rules]]
    with contextlib.suppress(OSError):
        said += ((top, *_states(file)) for top, file in sorted(homes.items()))
        for place in (place or os.curdir for place in sys.path):  # installing a package touches its folder
            if Path(place).is_dir() and any(name.endswith(".dist-info") for name in os.listdir(place)):  # noqa: PTH208
                said.append((place, Path(place).stat().st_mtime_ns))
        return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()
    return None


def _states(file: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, time and size of the module *file*, and of all modules of its package if it is one's."""
    folders = [str(file.parent)] if file.name == "__init__.py" else []
    if not folders:
        yield file.name, file.stat().st_mtime_ns, file.stat().st_size
    while folders:
        for entry in sorted(os.scandir(folders.pop()), key=lambda entry: entry.name):
            if entry.is_dir() and entry.name != "__pycache__":
                folders.append(entry.path)
            elif entry.name.endswith((".py", ".so", ".pyd")):
                stat = entry.stat()
                yield entry.path, stat.st_mtime_ns, stat.st_size
