"""The command, run by tests: in a process that is forked where that shows the same, else in one that starts."""

from __future__ import annotations

import atexit
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from fork_client import ask

import awesome_lint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COMMAND = (sys.executable, "-m", "awesome_lint")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
_CACHE = tempfile.TemporaryDirectory(prefix="awesome-lint-")  # not the user's
ENVIRONMENT["AWESOME_LINT_CACHE_DIR"] = _CACHE.name
ENVIRONMENT["PYTHONPATH"] = str(Path(awesome_lint.__file__).parents[1])  # the same package as in this process
NOTHING: Mapping[str, str] = MappingProxyType({})
FORKS = sys.platform == "linux"  # elsewhere the system's own libraries do not stand it
_READ_AT_START = ("PYTHON", "LC_", "LANG")
_SERVER = Path(__file__).with_name("fork_server.py")


class Forks:
    """A server of forks, which ends with this process at the latest."""

    def __init__(self, *python: str, environment: Mapping[str, str]) -> None:
        """Start it with *python* and its options; of *environment* counts what Python reads when it starts."""
        folder = tempfile.TemporaryDirectory(prefix="awesome-lint-")
        self.path = str(Path(folder.name) / "socket")
        lifeline, theirs = socket.socketpair()
        with socket.socket(socket.AF_UNIX) as listener, theirs:
            listener.bind(self.path)
            listener.listen()
            given = (listener.fileno(), theirs.fileno())
            server = subprocess.Popen([*python, _SERVER, *map(str, given)], env=environment, pass_fds=given)
        for end in (folder.cleanup, server.wait, lifeline.close):  # in the other order
            atexit.register(end)

    def run(
        self, arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], stdin: bytes | None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the command with *arguments* to its end."""
        (out, said), (err, complained) = os.pipe(), os.pipe()
        streams = [_readable(stdin), said, complained]
        with _read(out, err) as read:
            status = ask(self.path, ["awesome-lint", *arguments], os.fspath(folder), dict(environment), streams)
        return subprocess.CompletedProcess(["awesome-lint", *arguments], status, *map(bytes, read))


def _readable(data: bytes | None) -> int:
    """Return the end of a pipe that *data* comes out of; without data what is always at its end."""
    if not data:
        return os.open(os.devnull, os.O_RDONLY)
    end, start = os.pipe()
    threading.Thread(target=_write, args=(start, data)).start()
    return end


def _write(start: int, data: bytes) -> None:
    with suppress(BrokenPipeError), os.fdopen(start, "wb") as pipe:
        pipe.write(data)


@contextmanager
def _read(*ends: int) -> Iterator[list[bytearray]]:
    """Give what comes out of pipes until all are at their ends, which is awaited."""
    pieces = {end: bytearray() for end in ends}
    reader = threading.Thread(target=_collect, args=(pieces,))
    reader.start()
    yield list(pieces.values())
    reader.join()


def _collect(pieces: dict[int, bytearray]) -> None:
    with selectors.DefaultSelector() as open_:
        for end in pieces:
            open_.register(end, selectors.EVENT_READ)
        while open_.get_map():
            for key, _ in open_.select():
                piece = os.read(key.fd, 65_536)
                pieces[key.fd] += piece
                if not piece:
                    open_.unregister(key.fd)
                    os.close(key.fd)


@cache
def _forks() -> Forks:
    return Forks(sys.executable, environment=ENVIRONMENT)


def run(
    folder: Path, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str] = NOTHING
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in *folder*, with *environment* added to ours."""
    both = {**ENVIRONMENT, **environment}
    if any(name.startswith(_READ_AT_START) for name in environment):
        return started(folder, *arguments, stdin=stdin, environment=both)
    return forked(folder, *arguments, stdin=stdin, environment=both)


def forked(
    folder: Path, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in *folder*, with *environment* and no other."""
    if not FORKS:
        return started(folder, *arguments, stdin=stdin, environment=environment)
    return _forks().run(arguments, folder, environment, stdin)


def started(
    folder: Path, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str] = NOTHING
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as users do: Python starts, and loads what it needs."""
    command = [*COMMAND, *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False, env=environment)
