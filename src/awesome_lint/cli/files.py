"""Which files a run looks at, and which files their lists may point to."""

from __future__ import annotations

import errno
import os
import posixpath
import stat
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from awesome_lint.output.report import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import FileIO

    from awesome_lint.change import Lines

SUFFIXES = (".md", ".markdown", ".mdown")
STDIN = "-"
_LEFT_OUT = ("node_modules",)
_MOST = 256 << 20  # bytes, 500 times what GitHub shows
_PIECE = 1 << 20


class TooLargeError(Exception):
    """What a path holds is no list: it has more bytes than any."""


class Target(NamedTuple):
    """A file to judge. ``path`` is None for standard input, ``shown`` is how the user calls it.

    ``data`` takes the place of what the file holds, ``lines`` are those that are judged; None is all.
    """

    path: Path | None
    shown: str
    data: bytes | None = None
    lines: Lines | None = None


def targets(
    paths: Iterable[str], stdin_filename: str | None, excludes: Callable[[Path], bool], *, named_too: bool = False
) -> Iterator[Target | Failure]:
    """Return the files that *paths* mean, each once: files as named, and the Markdown files of folders.

    *excludes* leaves files out of folders, and with *named_too* out of the files that are named: hooks
    name every file, people mean the one that they name. Without paths the list is ``README.md``.
    """
    paths, seen = tuple(paths), set()
    for given in paths or ("README.md",):
        if given == STDIN:
            if STDIN not in seen:  # it can be read once
                seen.add(STDIN)
                yield Target(None, stdin_filename or "<stdin>")
            continue
        path = Path(given)
        try:
            folder = path.is_dir()
            if folder:
                os.scandir(path).close()  # a folder that cannot be looked into is not an empty one
            there = folder or path.exists()
        except OSError as error:
            yield Failure(given, f"cannot be read: {error.strerror}")
            continue
        if not there or (not paths and folder):
            yield Failure(given, missing(given, by_default=not paths))
            continue
        found = markdown_files(path) if folder else [path]
        for file in found:
            if (folder or named_too) and excludes(file):
                continue
            if (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                yield Target(file, shown(file))


def shown(path: Path) -> str:
    """Return how *path* is called in reports: as UTF-8, whatever the locale takes file names for."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def read(path: Path | None) -> bytes:
    """Return what *path* holds, or standard input for None. Pipes and devices are read to their end.

    Raises ``TooLargeError`` for what never ends, and ``OSError``.
    """
    if path is None:
        if sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), "<stdin>")
        return _read_pieces(sys.stdin.buffer)
    with path.open("rb", buffering=0) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            return _read_pieces(file)
        if found.st_size > _MOST:
            raise TooLargeError
        return file.readall()


def _read_pieces(file: BinaryIO | FileIO) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := file.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > _MOST:
            raise TooLargeError
    return b"".join(pieces)


def missing(given: str, *, by_default: bool) -> str:
    """Return what is wrong with a path that does not exist."""
    if by_default:
        return "there is no README.md in this folder; name a file or a folder, as in `awesome-lint check docs`"
    if Path(given).is_symlink():
        return "the symbolic link points nowhere"
    return "no such file or folder"


def markdown_files(folder: Path) -> list[Path]:
    """Return the Markdown files below *folder*, sorted, without those that git ignores.

    Outside a repository folders whose name starts with a dot, and ``node_modules``, are left out.
    """
    listed = _git_files(folder)
    names = _walk(folder) if listed is None else listed
    files = (folder / name for name in sorted(set(names)) if name.lower().endswith(SUFFIXES))
    return [file for file in files if file.is_file()]


def _git_files(folder: Path) -> list[str] | None:
    import subprocess  # noqa: PLC0415  (most runs name their files)

    command = ["git", "-c", "core.fsmonitor=false", "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=True)  # noqa: S603  (fixed words)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def _walk(folder: Path) -> Iterator[str]:
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _LEFT_OUT]
        for name in names:
            yield os.path.relpath(Path(top, name), folder)


@lru_cache(maxsize=1024)
def repository_root(folder: Path) -> Path | None:
    """Return the nearest folder at or above *folder*, an absolute path, that holds ``.git``, or None."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def existence(folder: Path) -> Callable[[str], bool]:
    """Return a test whether a path, relative to *folder* and in POSIX form, exists in the repository.

    A leading slash means the repository's root. Names are compared exactly, as GitHub does, on every
    file system. What lies outside the repository (without one, outside *folder*) is not known, and
    taken to exist.
    """
    folder = folder.resolve()
    root = repository_root(folder) or folder
    here = folder.relative_to(root).as_posix()

    def exists(path: str) -> bool:
        whole = posixpath.normpath(posixpath.join(here, path) if not path.startswith("/") else path.lstrip("/"))
        parts = [part for part in whole.split("/") if part != "."]
        if parts[:1] == [".."]:
            return True
        place = str(root)
        for part in parts:
            if part not in _names_in(place):
                return False
            place = f"{place}/{part}"
        return True

    return exists


@lru_cache(maxsize=4096)
def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208  (names are wanted, not paths)
    except OSError:
        return frozenset()
