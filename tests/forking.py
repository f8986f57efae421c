"""Processes that have Python and the package loaded already: loading is most of what a run on a short list takes.

A server, ``python forking.py SOCKET``, loads everything and does nothing with it. Each run is a fork of it, with an
environment, a folder and streams of its own, that ends as Python ends. What a fork cannot show are a start and what
Python reads at one, closed streams, and what is imported when: that takes a process of its own.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import selectors
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LATE = ("asyncio", "cmarkgfm", "httpx2", "mdformat.renderer", "multiprocessing.context", "sqlite3", "ssl", "tomllib")
"""What the package and its libraries import where they need it."""
_NUMBER = 4  # bytes


class Forks:
    """The server, as tests see it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start it. Of *environment* counts what Python reads when it starts."""
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, __file__, str(theirs.fileno())]
        self._server = subprocess.Popen(command, env=environment, pass_fds=[theirs.fileno()])
        theirs.close()
        atexit.register(self._close)

    def _close(self) -> None:
        self._socket.close()
        self._server.wait()

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: bytes | None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the command with *arguments* to its end."""
        request = json.dumps([arguments, os.fspath(folder), dict(environment)]).encode()
        (out, said), (err, complained) = os.pipe(), os.pipe()
        with _readable(stdin) as given:
            socket.send_fds(self._socket, [_packed(len(request))], [given, said, complained])
        os.close(said)
        os.close(complained)
        self._socket.sendall(request)
        read = _read(out, err)
        status = _unpacked(self._socket.recv(_NUMBER, socket.MSG_WAITALL))
        return subprocess.CompletedProcess(["awesome-lint", *arguments], status, *read)


@contextlib.contextmanager
def _readable(data: bytes | None) -> Iterator[int]:
    """Give the end of a pipe that *data* comes out of; without data what is always at its end."""
    end, start = os.pipe() if data else (os.open(os.devnull, os.O_RDONLY), -1)
    if data:
        threading.Thread(target=_write, args=(start, data)).start()
    try:
        yield end
    finally:
        os.close(end)


def _write(start: int, data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), os.fdopen(start, "wb") as pipe:
        pipe.write(data)


def _read(*ends: int) -> list[bytes]:
    """Return what comes out of pipes until all are at their ends."""
    pieces: dict[int, list[bytes]] = {end: [] for end in ends}
    with selectors.DefaultSelector() as open_:
        for end in ends:
            open_.register(end, selectors.EVENT_READ)
        while open_.get_map():
            for key, _ in open_.select():
                piece = os.read(key.fd, 65_536)
                pieces[key.fd].append(piece)
                if not piece:
                    open_.unregister(key.fd)
                    os.close(key.fd)
    return [b"".join(each) for each in pieces.values()]


def _packed(number: int) -> bytes:
    return number.to_bytes(_NUMBER, "big", signed=True)


def _unpacked(data: bytes) -> int:
    assert data, "the server ended"
    return int.from_bytes(data, "big", signed=True)


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


def _forked(connection: socket.socket) -> bool:
    """Fork for each request until there is no other; return whether this is such a process."""
    while True:
        number, streams, *_ = socket.recv_fds(connection, _NUMBER, 3)
        if not number:
            return False
        arguments, folder, environment = json.loads(connection.recv(_unpacked(number), socket.MSG_WAITALL))
        child = os.fork()
        if not child:
            break
        for stream in streams:
            os.close(stream)
        connection.sendall(_packed(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
    connection.close()
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["awesome-lint", *arguments]
    sys.path[0] = folder  # as `-m` has it
    return True


def _leave(statuses: Sequence[int]) -> None:
    """End without taking down all that was loaded: that takes longer than most runs."""
    for status in statuses:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    ended: list[int] = []
    atexit.register(_leave, ended)  # before all others, to be called after them
    _load()
    if _forked(socket.socket(fileno=int(sys.argv[1]))):
        try:
            importlib.import_module("awesome_lint.cli").main()
        except SystemExit as exit_:
            ended.append(int(exit_.code or 0))
            raise
