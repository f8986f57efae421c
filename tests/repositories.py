"""Real Git repositories for tests, each in a folder of its own and out of reach of the user's configuration."""

from __future__ import annotations

import json
import os
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from command import run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class Repo:
    """A repository in ``root`` on the branch ``main``."""

    def __init__(self, root: Path, *, clone: str = "") -> None:
        root.mkdir(exist_ok=True, parents=True)
        self.root = root
        if not clone:
            self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        environment = {**os.environ, **IDENTITY}
        done = subprocess.run(["git", *arguments], cwd=self.root, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape")

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def commit(self, name: str = "", text: str = "") -> str:
        """Write a file, if one is named, commit everything, and return the commit."""
        if name:
            self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A change")
        return self.git("rev-parse", "HEAD").strip()

    def run(
        self, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.CompletedProcess[bytes]:
        return run(self.root, *arguments, stdin=stdin, environment=environment)

    def report(self, *arguments: str) -> dict[str, Any]:
        done = self.run("check", "--output-format", "json", *arguments)
        assert done.returncode in (0, 1), done.stderr.decode()
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    def found(self, *arguments: str) -> list[tuple[str, int, str]]:
        """Return path, line and rule of each finding of ``check``."""
        return [(each["path"], each["start"]["line"], each["rule"]) for each in self.report(*arguments)["diagnostics"]]

    def says(self, *arguments: str) -> str:
        """Return what a ``check`` that fails says."""
        done = self.run("check", *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"Traceback" not in done.stderr
        return done.stderr.decode()


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return Repo(tmp_path / "repo")
