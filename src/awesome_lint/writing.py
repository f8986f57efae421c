"""Putting a file in place of the old one: wholly or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path


class ChangedOnDiskError(Exception):
    """The file's bytes are no longer those that were read; it was left as it is."""


class NotARegularFileError(Exception):
    """The path names no regular file (a folder, a device, a pipe); nothing was written."""


def write(path: Path, before: bytes, after: bytes) -> None:
    """Replace *before*, the bytes that were read from *path*, by *after*.

    A reader sees the old bytes or the new ones, never a part. The mode is kept, the owner where the system lets
    us, and a symbolic link stays one: the file that it names is replaced. Another hard link keeps the old bytes.
    A file that its mode forbids to write is not replaced either. Equal bytes touch nothing.

    Raises ``ChangedOnDiskError`` where the file holds other bytes than *before* or is gone,
    ``NotARegularFileError``, and ``OSError`` as the system gives it; the old file is intact then.
    """
    target = path.resolve()
    found = _checked(target, before)
    if before == after:
        return
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    import tempfile  # noqa: PLC0415  (most files have nothing to fix)

    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        _own(temporary, found)
        temporary.chmod(stat.S_IMODE(found.st_mode))
        _checked(target, before)  # again: writing took its time
        temporary.replace(target)
    except BaseException:  # Ctrl-C too leaves no litter
        temporary.unlink(missing_ok=True)
        raise


def put(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whatever is there; a file that is not there yet gets the usual mode.

    A reader sees the old file or the new one. Devices and pipes are written to as they are. Folders
    above are not made. Raises ``OSError`` as the system gives it; an old file is intact then.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = path.resolve()
    temporary = target.with_name(f".{target.name[:40]}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except FileExistsError:
        raise  # another's file
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _own(path: Path, like: os.stat_result) -> None:
    """Give *path* the owner and group of *like* where we may: root in a container writes to files of others."""
    mine = path.stat()
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):
            os.chown(path, like.st_uid, like.st_gid)


def _checked(target: Path, before: bytes) -> os.stat_result:
    """Return what the system says of the target if it still is a regular file with the bytes *before*."""
    try:
        found = target.stat()
        if not stat.S_ISREG(found.st_mode):
            message = f"not a regular file: {target}"
            raise NotARegularFileError(message)
        unchanged = target.read_bytes() == before
    except FileNotFoundError:
        message = f"gone since it was read: {target}"
        raise ChangedOnDiskError(message) from None
    if not unchanged:
        message = f"changed since it was read: {target}"
        raise ChangedOnDiskError(message)
    return found
