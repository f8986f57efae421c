"""What other tests take for granted: a fork says what a process says that starts, whatever seed its hashes have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import ENVIRONMENT, forked, run, started
from test_cli import FIXABLE, SLIP, folder, write

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["folder"]  # a fixture

COMMANDS = (
    *("--version", "--help", "rules", "explain invalid-date", "schema", "cache info", "no-such-command"),
    *("check a.md b.md", "check . --output-format json --select all", "check . --output-format sarif", "check gone.md"),
    *("fix --diff .", "fix --unsafe --diff .", "fix", "diff a.md b.md", "export a.md", "init --diff", "check - b.md"),
    "check . --select all --jobs 2 --show-all --output-format markdown",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_fork_and_a_start_say_the_same(folder: Path, command: str) -> None:
    def said(how: Callable[..., subprocess.CompletedProcess[bytes]]) -> tuple[int, bytes, bytes, bytes]:
        write(folder, a=SLIP + SLIP, b=FIXABLE, README=FIXABLE + SLIP)
        # The fork's hashes have the server's seed, which is anything.
        done = how(folder, *command.split(), stdin=SLIP.encode(), environment={**ENVIRONMENT, "PYTHONHASHSEED": "1"})
        assert done.stdout + done.stderr
        return done.returncode, done.stdout, done.stderr, (folder / "README.md").read_bytes()

    assert said(forked) == said(started)


def test_a_fork_is_given_all_that_a_process_is(folder: Path) -> None:
    write(folder, a=SLIP)
    more_than_a_pipe_holds = b"# Teas\n" * 50_000 + SLIP.encode()
    piped = run(folder, "check", "-", stdin=more_than_a_pipe_holds, environment={"FORCE_COLOR": "1"})
    assert piped.returncode == 1
    assert b"\x1b[" in piped.stdout
    assert b":50003:" in piped.stdout
    assert b"\x1b[" not in run(folder, "check", "a.md").stdout
    assert run(folder / "..", "check", "a.md").returncode == 2
