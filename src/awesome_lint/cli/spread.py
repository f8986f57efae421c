"""The files of a run, judged one after the other, by several processes, or by an earlier run; told in their order."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from awesome_lint.cli.files import Target
from awesome_lint.cli.garbage import Garbage
from awesome_lint.cli.job import Job
from awesome_lint.cli.work import Bug, stands_alone
from awesome_lint.output.report import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from awesome_lint.cli.pool import Done, Pool
    from awesome_lint.cli.run import Run
    from awesome_lint.cli.work import Work
    from awesome_lint.output.report import FileReport

T = TypeVar("T")

# What is open at a time, so that memory is bounded however many files there are.
_MOST_BYTES, _MOST_FILES = 16_000_000, 1000


def each(
    run: Run, paths: Iterable[str], work: Work[T], tell: Callable[[Job, T], FileReport | Failure]
) -> Generator[FileReport | Failure, None, None]:
    """Do *work* on each file and *tell* what came of it, in the order of the files.

    Our own bugs spoil one file: they come as a ``Failure``, with a traceback on standard error.
    """
    spread = _Spread(run, work, tell)
    try:
        for batch in _batches(run.jobs(paths)):
            yield from spread.told(batch)
    finally:
        spread.close()


def _batches(jobs: Iterable[Job | Failure]) -> Iterator[list[Job | Failure]]:
    batch: list[Job | Failure] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += len(job.data) if isinstance(job, Job) else 0
        if size > _MOST_BYTES or len(batch) >= _MOST_FILES:
            yield batch
            batch, size = [], 0
    yield batch


class _Spread(Generic[T]):
    """Does the work of a run: what earlier runs did not do, in other processes where that is worth while."""

    def __init__(self, run: Run, work: Work[T], tell: Callable[[Job, T], FileReport | Failure]) -> None:
        self._run = run
        self._work = work
        self._tell = tell
        self._pool: Pool | None = None
        self._garbage = Garbage()

    def told(self, batch: Sequence[Job | Failure]) -> Iterator[FileReport | Failure]:
        """Yield what is told of each file of *batch*."""
        keys: dict[int, str] = {}
        known: dict[int, T] = {}
        alone: list[int] = []
        for at, job in enumerate(batch):
            if isinstance(job, Job) and stands_alone(job.context):
                if (found := self._known(job, keys, at)) is None:
                    alone.append(at)
                else:
                    known[at] = found
        elsewhere = set(alone) if self._is_worth_it([batch[at] for at in alone]) else set()
        results = self._results([batch[at] for at in alone]) if elsewhere else iter(())
        for at, job in enumerate(batch):
            if isinstance(job, Failure):
                yield job
            elif at in known:
                yield self._told(job, partial(known.pop, at))
            elif at in elsewhere:
                yield self._received(job, next(results), keys.get(at))
            else:
                yield self._told(job, partial(self._done, job, keys.get(at)))

    def _known(self, job: Job, keys: dict[int, str], at: int) -> T | None:
        """Return what an earlier run made of *job*, or note its key in *keys*."""
        remembered = self._run.remembered
        key = remembered.key(job) if remembered else None
        if remembered is None or key is None:
            return None
        keys[at] = key
        if data := remembered.get(key, job):
            try:
                value = self._work.load(data, job)
            except (ValueError, TypeError, LookupError, AttributeError):
                return None  # made by something else: it is made anew
            if self._work.holds(value, job):
                return value
        return None

    def _is_worth_it(self, jobs: Sequence[Job | Failure]) -> bool:
        """Whether other processes are to judge *jobs*; they are started then."""
        if len(jobs) < 2 or self._run.processes == 1:  # noqa: PLR2004  (one is no company)
            return False
        if self._pool is None:
            from awesome_lint.cli import pool  # noqa: PLC0415  (most runs need none)

            size = sum(len(job.data) + pool.EACH_WORK for job in jobs if isinstance(job, Job))
            count = min(self._run.processes or pool.cores(), len(jobs))
            if count < 2 or size < pool.LEAST_WORK:  # noqa: PLR2004  (as above)
                return False
            self._pool = pool.Pool(self._run, self._work, count)
        return True

    def _results(self, jobs: Sequence[Job | Failure]) -> Iterator[Done | Bug]:
        assert self._pool is not None  # noqa: S101
        return self._pool.results([Target(job.path, job.shown, job.data) for job in jobs if isinstance(job, Job)])

    def _received(self, job: Job, result: Done | Bug, key: str | None) -> FileReport | Failure:
        if isinstance(result, Bug):
            return _failed(job, result)
        if key and self._run.remembered:
            self._run.remembered.put(key, job, result.data)
        return self._told(job, partial(self._work.load, result.data, job))

    def _done(self, job: Job, key: str | None) -> T:
        value = self._work.do(job)
        if key and self._run.remembered:
            self._run.remembered.put(key, job, self._work.dump(value, job))
        self._garbage.left(len(job.source.text))
        return value

    def _told(self, job: Job, made: Callable[[], T]) -> FileReport | Failure:
        try:
            return self._tell(job, made())
        except Exception as error:  # noqa: BLE001  (whatever it is, the other files go on)
            return _failed(job, Bug.of(error))

    def close(self) -> None:
        """End the processes, and tidy up what is remembered."""
        if self._pool:
            self._pool.close()
        if self._run.remembered:
            self._run.remembered.close()


def _failed(job: Job, bug: Bug) -> Failure:
    sys.stderr.write(bug.traced)
    return Failure(
        job.shown, f"internal error: {bug.what}. This is a bug in awesome-lint or a plugin: please report it"
    )
