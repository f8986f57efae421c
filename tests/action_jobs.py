"""Jobs of the GitHub Action on repositories of a test's own: what the tests of it share."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fork_client
import pytest
from command import FORKS, Forks
from composite import KEPT, Job

import awesome_lint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHECKOUT = Path(__file__).parent.parent
ACTION = CHECKOUT / "action.yml"


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Python that has the package of this process, also with ``-I``, as the step that installs leaves it."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    places = [str(Path(awesome_lint.__file__).parents[1]), *(place for place in sys.path if place.endswith("packages"))]
    (site / "tests.pth").write_text("\n".join(places))
    return folder / "bin/python"


@pytest.fixture(scope="session")
def quick_python(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what stands for that Python, and needs no time to start: for jobs that are not about how it starts."""
    if not FORKS:
        return python
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    forks = Forks(str(python), *fork_client.OPTIONS, environment=environment)
    script = tmp_path_factory.mktemp("bin") / "python"
    client = ["exec", str(python), "-IS", fork_client.__file__, forks.path, str(python)]
    script.write_text(f'#!/bin/sh\n{shlex.join(client)} "$@"\n')
    script.chmod(0o755)
    return script


class Repository:
    """A remote repository and its clone, as a workflow finds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remote = folder / "remote"
        self.clone = folder / "workspace"
        (folder / "gitconfig").write_text("[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n")
        self.environment = {"GIT_CONFIG_GLOBAL": str(folder / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}
        self.remote.mkdir()
        self.git("init", "--quiet")

    def git(self, *arguments: str, inside: Path | None = None) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=inside or self.remote,
            env={**kept, **self.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, **files: str) -> str:
        """Commit *files*, whose names lack `.md`; return the commit."""
        for name, text in files.items():
            path = self.remote / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", "A change")
        return self.git("rev-parse", "HEAD")

    def check_out(self, commit: str, *, depth: int | None = None) -> None:
        """Clone the remote and check *commit* out, detached, as actions/checkout does."""
        self.clone.mkdir()
        self.git("init", "--quiet", inside=self.clone)
        self.git("remote", "add", "origin", self.remote.as_uri(), inside=self.clone)
        shallow = [f"--depth={depth}"] if depth else []
        wanted = [commit] if depth else ["+refs/heads/*:refs/remotes/origin/*", commit]
        self.git("fetch", "--quiet", "--no-tags", *shallow, "origin", *wanted, inside=self.clone)
        self.git("checkout", "--quiet", "--detach", commit, inside=self.clone)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


@pytest.fixture
def job(repository: Repository, tmp_path: Path, quick_python: Path) -> Callable[..., Job]:
    """Return a maker of jobs on the clone, in which awesome-lint is installed already."""

    def make(event_name: str = "push", event: Mapping[str, Any] | None = None) -> Job:
        temp = tmp_path / "temp"
        temp.mkdir(exist_ok=True)
        return Job(
            CHECKOUT,
            repository.clone,
            temp,
            event_name,
            event or {},
            used={"python": {"python-version": "3.13.1"}, "install": {"python": str(quick_python)}},
            environment=repository.environment,
            skipped=("install",),
        )

    return make


def pull_request(base: str, head: str, **more: object) -> dict[str, Any]:
    return {"pull_request": {"base": {"sha": base}, "head": {"sha": head, **more}}}


def annotated(job: Job) -> list[tuple[str, int]]:
    """Return rule and line of each annotation in a file."""
    found = []
    for command in filter(lambda command: " file=" in command, job.commands()):
        properties = dict(pair.split("=", 1) for pair in command.split("::")[1].partition(" ")[2].split(","))
        found.append((properties["title"], int(properties["line"])))
    return sorted(found)
