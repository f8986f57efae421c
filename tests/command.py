"""The command, run by tests: in a process that is forked where that shows the same, else in one that starts."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from forking import Forks

import awesome_lint

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND = (sys.executable, "-m", "awesome_lint")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
ENVIRONMENT["PYTHONPATH"] = str(Path(awesome_lint.__file__).parents[1])  # the same package as in this process
NOTHING: Mapping[str, str] = MappingProxyType({})
_READ_AT_START = ("PYTHON", "LC_", "LANG")


@cache
def _forks() -> Forks:
    return Forks(ENVIRONMENT)


def run(
    folder: Path, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str] = NOTHING
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in *folder*, with *environment* added to ours."""
    if any(name.startswith(_READ_AT_START) for name in environment):
        return started(folder, *arguments, stdin=stdin, environment=environment)
    return forked(folder, *arguments, stdin=stdin, environment={**ENVIRONMENT, **environment})


def forked(
    folder: Path, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in *folder*, with *environment* and no other."""
    if sys.platform != "linux":  # elsewhere the system's own libraries do not stand it
        return subprocess.run(
            [*COMMAND, *arguments], cwd=folder, input=stdin, capture_output=True, check=False, env=environment
        )
    return _forks().run(arguments, folder, environment, stdin)


def started(
    folder: Path, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str] = NOTHING
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as users do: Python starts, and loads what it needs."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
        env={**ENVIRONMENT, **environment},
    )
