"""Processes that have Python and the package loaded already: loading is most of what a run on a short list takes.

``python fork_server.py LISTENER LIFELINE``, two file descriptors, loads everything and does nothing with it. Each run
is a fork of it, with an environment, a folder and streams of its own, that ends as Python ends. What a fork cannot show
are a start and what Python reads at one, closed streams, and what is imported when: that takes a process of its own.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import socket
import sys
from contextlib import suppress

LATE = ("asyncio", "cmarkgfm", "httpx2", "mdformat.renderer", "multiprocessing.context", "sqlite3", "ssl", "tomllib")
"""What the package and its libraries import where they need it."""
_NUMBER = 4  # bytes, as in fork_client.py


def _load() -> None:
    """Import everything, and compile all expressions."""
    for name in LATE:
        importlib.import_module(name)
    package = importlib.import_module("awesome_lint")
    lazy = importlib.import_module("awesome_lint.regex").LazyPattern
    for found in pkgutil.walk_packages(package.__path__, "awesome_lint."):
        if not found.name.endswith("__main__"):
            for value in vars(importlib.import_module(found.name)).values():
                if isinstance(value, lazy):
                    value.search  # noqa: B018  (compiles)
    gc.collect()
    gc.freeze()


def _forked(listener: socket.socket, lifeline: socket.socket) -> bool:
    """Fork for each request until *lifeline* is cut; return whether this is such a fork."""
    while True:
        if lifeline in select.select([listener, lifeline], [], [])[0]:
            return False
        connection, _ = listener.accept()
        number, streams, *_ = socket.recv_fds(connection, _NUMBER, 3)
        argv, folder, environment = json.loads(connection.recv(int.from_bytes(number, "big"), socket.MSG_WAITALL))
        child = os.fork()
        if not child:
            for each in (listener, lifeline, connection):
                each.close()
            _become(argv, folder, environment, streams)
            return True
        for stream in streams:
            os.close(stream)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with connection, suppress(OSError):  # nobody waits any more
            connection.sendall(status.to_bytes(_NUMBER, "big", signed=True))


def _become(argv: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> None:
    """Be a process for *argv*, as if just started."""
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = argv
    if not sys.flags.isolated:
        sys.path[0] = folder  # as `-m` has it


def _run(program: str) -> None:
    if program.endswith(".py"):
        runpy.run_path(program, run_name="__main__")
    else:
        importlib.import_module("awesome_lint.cli").main()


def _leave(statuses: list[int]) -> None:
    """End without taking down all that was loaded: that takes longer than most runs."""
    for status in statuses:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    ended: list[int] = []
    atexit.register(_leave, ended)  # before all others, to be called after them
    _load()
    if _forked(*(socket.socket(fileno=int(each)) for each in sys.argv[1:])):
        try:
            _run(sys.argv[0])
        except SystemExit as exit_:
            if isinstance(exit_.code, int | None):
                ended.append(exit_.code or 0)
            raise
        ended.append(0)
