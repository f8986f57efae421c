"""Other processes that judge files, so that a run over many uses all cores."""

from __future__ import annotations

import contextlib
import copyreg
import os
import signal
import sys
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import wait
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.cli.garbage import Garbage
from awesome_lint.cli.work import Bug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from awesome_lint.cli.files import Target
    from awesome_lint.cli.run import Run
    from awesome_lint.cli.work import Work

# Forking is cheap and keeps what is imported; elsewhere the system's own libraries do not stand it.
METHOD = "fork" if sys.platform == "linux" else "spawn"
LEAST_WORK = 250_000 if METHOD == "fork" else 2_000_000
"""Characters of lists that are worth other processes."""
EACH_WORK = 1000
"""What judging a list takes however short it is, in characters of a long one."""
_LARGE = 16
"""A file of this part of a process's share is large."""
_GRACE = 1.0  # seconds that a process may take to end


class Done(NamedTuple):
    """What ``Work.dump`` made of a file."""

    data: bytes


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: int | None = None


class Pool:
    """Processes that do *work* on files of a *run*."""

    def __init__(self, run: Run, work: Work[Any], count: int, method: str = METHOD) -> None:
        """Start *count* processes, by *method* of ``multiprocessing``."""
        copyreg.pickle(MappingProxyType, _unproxied)  # configurations have some
        self._context = get_context(method)
        self._run = (
            run
            if method == "fork"
            else replace(run, scope=None, remembered=None, targets=None).having(run.opener.learned._replace(trees={}))
        )
        self._work = work
        self._workers: list[_Worker] = []
        for _ in range(count):
            self._workers.append(self._started())

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        # A forked process must not hold the others' pipes open: they end when ours are closed.
        inherited = (
            [ours, *(worker.pipe for worker in self._workers)] if self._context.get_start_method() == "fork" else []
        )
        process = self._context.Process(  # type: ignore[attr-defined]  # each context has one
            target=_serve, args=(theirs, inherited, self._run, self._work), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def results(self, targets: Sequence[Target]) -> Iterator[Done | Bug]:
        """Yield what comes of each of *targets*, which come with their data, in their order; large ones begin first."""
        results: dict[int, Done | Bug] = {}
        sizes = [len(target.data or b"") for target in targets]
        large = sum(sizes) / len(self._workers) / _LARGE
        # The last one is handed out next: none that is large comes late, and what is done can be told early.
        waiting = sorted(range(len(targets)), key=lambda at: (sizes[at] if sizes[at] > large else 0, -at))
        for at in range(len(targets)):
            self._go_on(targets, waiting, results)
            while at not in results:
                wait([worker.pipe for worker in self._workers if worker.task is not None])
                self._go_on(targets, waiting, results)
            yield results.pop(at)

    def _go_on(self, targets: Sequence[Target], waiting: list[int], results: dict[int, Done | Bug]) -> None:
        """Take what is done, and leave no process idle."""
        for at, worker in enumerate(self._workers):
            if (task := worker.task) is not None and worker.pipe.poll():
                results[task] = self._received(at)
        self._hand_out(targets, waiting)

    def _hand_out(self, targets: Sequence[Target], waiting: list[int]) -> None:
        for worker in self._workers:
            if waiting and worker.task is None:
                worker.task = waiting.pop()
                with contextlib.suppress(OSError):  # it ended, which receiving tells
                    worker.pipe.send(targets[worker.task])

    def _received(self, at: int) -> Done | Bug:
        worker = self._workers[at]
        worker.task = None
        try:
            result: Done | Bug = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(_GRACE)
            status = worker.process.exitcode
            worker.pipe.close()
            self._workers[at] = self._started()
            return Bug(f"the process that judged it ended with status {status}")
        return result

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_GRACE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self._workers.clear()


def _unproxied(proxy: MappingProxyType[Any, Any]) -> tuple[type, tuple[dict[Any, Any]]]:
    return MappingProxyType, (dict(proxy),)


def _serve(pipe: Connection, inherited: Sequence[Connection], run: Run, work: Work[Any]) -> None:
    """Do *work* on the targets that come by *pipe* until it is closed, however the first process ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends this one
    for other in inherited:
        other.close()
    garbage = Garbage()
    with contextlib.suppress(EOFError, OSError):
        while True:
            target: Target = pipe.recv()
            pipe.send(_done(run, work, target))
            garbage.left(len(target.data or b""))


def _done(run: Run, work: Work[Any], target: Target) -> Done | Bug:
    try:
        job = run.job(target)
        return Done(work.dump(work.do(job), job))
    except Exception as error:  # noqa: BLE001  (whatever it is, the other files go on)
        return Bug.of(error)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
