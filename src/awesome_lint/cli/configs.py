"""Which configuration holds for a file: the nearest one above it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from awesome_lint.config import Config, parse
from awesome_lint.errors import ConfigError

NAMES = (".awesome-lint.toml", "awesome-lint.toml", "pyproject.toml")
"""File names of configurations, in the order in which a folder's are tried."""


class Located(NamedTuple):
    """A configuration, the folder that its patterns are relative to, and the file that holds it, if any does.

    ``everywhere`` tells whether it was named on the command line: it holds for every list then.
    """

    config: Config
    folder: Path
    file: Path | None = None
    everywhere: bool = False

    def excludes(self, path: Path) -> bool:
        """Whether the configuration leaves *path* out of folders."""
        return bool(self.config.exclude) and self.config.excludes(self._relative(path))

    def for_file(self, path: Path) -> Config:
        """Return the configuration with what it says of this one file."""
        return self.config.for_file(self._relative(path)) if self.config.per_file_ignores else self.config

    def _relative(self, path: Path) -> str:
        return Path(relative(path.absolute(), self.folder)).as_posix()


class Configs:
    """Finds configurations and reads each once. ``fixed`` is the file to use for every list."""

    def __init__(self, fixed: Path | None = None, *, isolated: bool = False) -> None:
        """Read *fixed* at once, where it is given. Raises ``ConfigError``."""
        self._known: dict[Path, Located | ConfigError] = {}
        self._everywhere: Located | None = None
        if isolated:
            self._everywhere = Located(Config(), Path.cwd())
        elif fixed:
            config = _read(fixed)
            if config is None:
                message = f"{fixed}: no [tool.awesome-lint] table"
                raise ConfigError(message)
            self._everywhere = Located(config, fixed.absolute().parent, fixed, everywhere=True)

    def near(self, folder: Path) -> Located:
        """Return the configuration for the files of *folder*. Raises ``ConfigError``, each time anew."""
        if self._everywhere:
            return self._everywhere
        folder = folder.absolute()
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        found = self._known[folder]
        if isinstance(found, ConfigError):
            raise found
        return found

    def _find(self, folder: Path) -> Located | ConfigError:
        try:
            for name in NAMES:
                path = folder / name
                if path.is_file() and (config := _read(path)) is not None:
                    return Located(config, folder, path)
            if (folder / ".git").exists() or folder.parent == folder:
                return Located(Config(), folder)
            return self.near(folder.parent)
        except ConfigError as error:
            return error


def relative(path: Path, folder: Path | None = None) -> str:
    """Return *path* as seen from *folder*, by default the working one; absolute where no way leads from there."""
    try:
        return os.path.relpath(path, folder or Path.cwd())
    except ValueError:  # on another drive
        return str(path)


def nearest(folder: Path) -> Path | None:
    """Return the configuration file that holds for the lists of *folder*, an absolute path; None where there is none.

    Raises ``ConfigError`` where it cannot be told, because one is broken.
    """
    for place in (folder, *folder.parents):
        for name in NAMES:
            path = place / name
            if path.is_file() and _read(path) is not None:
                return path
        if (place / ".git").exists():
            return None
    return None


def _read(path: Path) -> Config | None:
    where = relative(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{where}: invalid UTF-8 at offset {error.start}; save the file as UTF-8"
        raise ConfigError(message) from None
    except OSError as error:
        message = f"{where}: cannot be read: {error.strerror}"
        raise ConfigError(message) from None
    return parse(text, where, pyproject=path.name == "pyproject.toml")
