"""Standard output and standard error: what is written there, and what happens when nobody reads."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from awesome_lint.output.terminal import Style, inert, visible, wants_color

if TYPE_CHECKING:
    from awesome_lint.output.report import Failure

_PIPED_COLUMNS = 80
_SERVICES = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""Variables of the services that obey what stands in a log: GitHub, Azure Pipelines, TeamCity."""


def style(color: str, *, to_file: bool = False) -> Style:
    """Return how to dress text on standard output or in a file; *color* is ``auto``, ``always`` or ``never``."""
    if to_file:
        return Style(color == "always", _PIPED_COLUMNS)
    terminal = sys.stdout.isatty()
    return Style(wants_color(color, os.environ, is_terminal=terminal), _columns() if terminal else _PIPED_COLUMNS)


def _columns() -> int:
    import shutil  # noqa: PLC0415  (brings archives along)

    return shutil.get_terminal_size((_PIPED_COLUMNS, 24)).columns


def say(text: str, *, err: bool = False) -> None:
    """Print lines that are fit for a terminal already; in the log of a build none of them is a command."""
    put(f"{_inert(text)}\n", err=err)


def harmless(text: str) -> str:
    """Return *text*, which may quote anything, as one line that no terminal and no workflow obeys."""
    return _inert(visible(text))


def _inert(text: str) -> str:
    return inert(text) if any(map(os.environ.get, _SERVICES)) else text


def put(text: str, *, err: bool = False) -> None:
    """Print *text* as it is; characters that the stream's encoding lacks become escapes."""
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    put_bytes(text.encode(encoding, "backslashreplace"), err=err)


def put_bytes(data: bytes, *, err: bool = False) -> None:
    """Write bytes. When the reader has gone (``| head``) the rest is dropped, and the run goes on to its end.

    When they cannot be written (a full disk) the run ends with status 2.
    """
    stream = sys.stderr if err else sys.stdout
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            return
        if not err:
            complain("", f"standard output cannot be written: {error.strerror}")
        raise SystemExit(2) from None


def complain(where: str, message: str, *, color: bool = False) -> None:
    """Say on standard error what went wrong, and where."""
    label = Style(color).paint("error", "error")
    say(f"{label}: {visible(where)}: {visible(message)}" if where else f"{label}: {visible(message)}", err=True)


class Complaints:
    """Says what could not be judged: each file, but what several files share once."""

    def __init__(self, *, color: bool = False) -> None:
        """Begin with nothing said."""
        self._color = color
        self._said: set[str] = set()

    def make(self, failure: Failure) -> None:
        """Say it on standard error."""
        if not failure.shared:
            where = "" if failure.message.startswith(failure.path) else failure.path
            complain(where, failure.message, color=self._color)
        elif failure.shared not in self._said:
            self._said.add(failure.shared)
            complain("", failure.shared, color=self._color)


class Trouble(click.ClickException):
    """An expected failure of the whole run: exit status 2 and one line."""

    exit_code = 2

    def show(self, file: object = None) -> None:  # noqa: ARG002  (click's own signature)
        """Print the message."""
        complain("", self.message)
