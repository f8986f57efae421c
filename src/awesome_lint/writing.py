"""Putting a file in place of the old one: wholly or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


class ChangedOnDiskError(Exception):
    """The file's bytes are no longer those that were read; it was left as it is."""


class NotARegularFileError(Exception):
    """The path names no regular file (a folder, a device, a pipe); nothing was written."""


def write(path: Path, before: bytes, after: bytes) -> None:
    """Replace *before*, the bytes that were read from *path*, by *after*.

    A reader sees the old bytes or the new ones, never a part. The mode is kept, and a symbolic link
    stays one: the file that it names is replaced. Equal bytes touch nothing.

    Raises ``ChangedOnDiskError`` where the file holds other bytes than *before* or is gone,
    ``NotARegularFileError``, and ``OSError`` as the system gives it; the old file is intact then.
    """
    target = path.resolve()
    mode = _checked(target, before)
    if before == after:
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
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


def _checked(target: Path, before: bytes) -> int:
    """Return the target's mode if it still is a regular file with the bytes *before*."""
    try:
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode):
            message = f"not a regular file: {target}"
            raise NotARegularFileError(message)
        unchanged = target.read_bytes() == before
    except FileNotFoundError:
        message = f"gone since it was read: {target}"
        raise ChangedOnDiskError(message) from None
    if not unchanged:
        message = f"changed since it was read: {target}"
        raise ChangedOnDiskError(message)
    return stat.S_IMODE(mode)
