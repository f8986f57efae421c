"""The hooks for pre-commit and prek: which files they take, and real runs on a repository made on the spot."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from command import run
from test_cli import FIXABLE, SLIP, write

if TYPE_CHECKING:
    from collections.abc import Callable

    Tool = Callable[..., subprocess.CompletedProcess[str]]

CHECKOUT = Path(__file__).parent.parent
MANIFEST = CHECKOUT / ".pre-commit-hooks.yaml"
pytestmark = pytest.mark.skipif(
    not MANIFEST.exists(), reason="the tests run on an installed package, without the hooks"
)
UNFIXABLE = "Unexpected arXiv id `2402.0376`"
LIST = f"{FIXABLE}- [Green](https://arxiv.org/abs/2402.0376)\n"
MENDED = LIST.replace("&utm_source=feed", "")
HOSTILE = "--output-file=old"  # a contributor's folder: its README would be an option


def manifest() -> list[dict[str, Any]]:
    hooks: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return hooks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_both_hooks_take_the_same_files_and_honour_exclude() -> None:
    check, fix = manifest()
    assert (check["id"], fix["id"]) == ("awesome-lint", "awesome-lint-fix")
    assert (check["files"], check["types"]) == (fix["files"], fix["types"])
    assert check["entry"] == "awesome-lint check --force-exclude"
    assert fix["entry"] == "awesome-lint fix --force-exclude"
    assert check["args"] == fix["args"] == ["--"]  # what follows are files, whatever a contributor calls them


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("README.md", True),
        ("readme.md", True),
        ("Readme_cn.md", True),
        ("README.zh-CN.md", True),
        ("lists/vision/README.md", True),
        ("CONTRIBUTING.md", False),
        ("docs/my-readme.md", False),
        ("readme/notes.md", False),
    ],
)
def test_hooks_take_readmes(path: str, *, taken: bool) -> None:
    assert bool(re.search(manifest()[0]["files"], path)) is taken


def test_named_files_are_judged_although_excluded(folder: Path) -> None:
    write(folder, slip=SLIP)
    (folder / "awesome-lint.toml").write_text('exclude = ["slip.md"]\n')
    assert run(folder, "check", "slip.md").returncode == 1


def test_force_exclude_leaves_named_files_out(folder: Path) -> None:
    write(folder, slip=SLIP, other=SLIP, fixable=FIXABLE)
    (folder / "awesome-lint.toml").write_text('exclude = ["slip.md", "fixable.md"]\n')
    alone = run(folder, "check", "--force-exclude", "slip.md", "./slip.md", str(folder / "slip.md"))
    assert (alone.returncode, alone.stderr) == (0, b"")
    both = run(folder, "check", "--force-exclude", "slip.md", "other.md")
    assert both.returncode == 1
    assert b"other.md:3" in both.stdout
    assert b"slip.md" not in both.stdout
    assert run(folder, "fix", "--force-exclude", "fixable.md").returncode == 0
    assert (folder / "fixable.md").read_text() == FIXABLE


def test_force_exclude_still_misses_what_is_not_there(folder: Path) -> None:
    assert run(folder, "check", "--force-exclude", "missing.md").returncode == 2


def test_a_file_that_is_no_list_is_clean(folder: Path) -> None:
    write(folder, README="# A program\n\nIt runs on 2024-13-01, or so.\n\n```sh\nrun it\n```\n")
    assert run(folder, "check", "--force-exclude", "--quiet", "README.md").stdout == b""


# From here on a real pre-commit and a real prek build the hook from this checkout; they need a package registry.
BIN = Path(sys.executable).parent
installed = pytest.mark.skipif(
    not (BIN / "pre-commit").exists() or not (BIN / "prek").exists(),
    reason="pre-commit and prek are not installed: `pip install -e '.[ci]'`",
)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the tools keep what they build, one for all workers, as they lock it."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "homes"


@pytest.fixture
def tool(tmp_path: Path, homes: Path) -> Tool:
    """Return a command that runs in a new repository, with the tools on its path and no Git settings from outside."""
    (tmp_path / "gitconfig").write_text("[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n")
    repository = tmp_path / "repository"
    repository.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    environment |= {
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PATH": f"{BIN}{os.pathsep}{environment['PATH']}",
        "PREK_HOME": str(homes / "prek"),
        "PRE_COMMIT_HOME": str(homes / "pre-commit"),
    }

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)

    call("git", "init")
    return call


@installed
@pytest.mark.parametrize("name", ["pre-commit", "prek"])
def test_try_repo(name: str, tmp_path: Path, tool: Tool) -> None:
    repository = tmp_path / "repository"
    for path in ("README.md", "notes.md", "old/README_cn.md", f"{HOSTILE}/README.md"):
        (repository / path).parent.mkdir(exist_ok=True)
        (repository / path).write_text(LIST, encoding="utf-8")
    (repository / "awesome-lint.toml").write_text('exclude = ["old"]\n')
    tool("git", "add", ".")

    first = tool(name, "try-repo", str(CHECKOUT), "awesome-lint-fix", "--all-files")
    assert first.returncode == 1, first.stderr
    assert "files were modified by this hook" in first.stdout
    assert UNFIXABLE in first.stdout
    assert (repository / "README.md").read_text(encoding="utf-8") == MENDED
    assert (repository / HOSTILE / "README.md").read_text(encoding="utf-8") == MENDED  # a file, no option
    assert (repository / "notes.md").read_text(encoding="utf-8") == LIST
    assert (repository / "old/README_cn.md").read_text(encoding="utf-8") == LIST


def configured(tool: Tool, repository: Path, hook: str) -> None:
    """Write the configuration of the README into *repository*, with *hook*, from this checkout."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("## pre-commit")[2].partition("```yaml\n")[2].partition("```")[0]
    revision = tool("git", "-C", str(CHECKOUT), "rev-parse", "HEAD").stdout.strip()
    config = re.sub(r"repo: .*", f"repo: {CHECKOUT}", re.sub(r"rev: .*", f"rev: {revision}", block))
    assert config.count(str(CHECKOUT)) == config.count(revision) == 1
    assert "- id: awesome-lint-fix" in config
    head = config.partition("      - id:")[0]
    (repository / ".pre-commit-config.yaml").write_text(f"{head}      - id: {hook}\n" if hook else config)


@installed
@pytest.mark.parametrize("name", ["pre-commit", "prek"])
def test_the_configuration_of_the_readme(name: str, tmp_path: Path, tool: Tool) -> None:
    """A new user's way: copy the block, install the hook, commit."""
    repository = tmp_path / "repository"
    configured(tool, repository, "")
    assert tool(name, "install").returncode == 0
    (repository / "README.md").write_text(FIXABLE, encoding="utf-8")
    tool("git", "add", ".")
    refused = tool("git", "commit", "-m", "A list")
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "tracking-parameter" in refused.stdout + refused.stderr
    tool("git", "add", ".")
    taken = tool("git", "commit", "-m", "A list")
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert "Passed" in taken.stdout + taken.stderr
    assert tool("git", "show", "HEAD:README.md").stdout == FIXABLE.replace("&utm_source=feed", "")


@installed
@pytest.mark.parametrize("name", ["pre-commit", "prek"])
def test_a_commit_hears_of_its_own_lines_alone(name: str, tmp_path: Path, tool: Tool) -> None:
    """The environment is that of the test above, where the revision is the same."""
    repository = tmp_path / "repository"
    configured(tool, repository, "awesome-lint\n        args: [--staged, --]")
    (repository / "README.md").write_text(SLIP, encoding="utf-8")
    tool("git", "add", ".")
    tool("git", "commit", "-m", "An old list")
    (repository / "README.md").write_text(f"{SLIP}- [Green](https://example.org/green)\n", encoding="utf-8")
    tool("git", "add", ".")
    clean = tool(name, "run")
    assert clean.returncode == 0, clean.stdout + clean.stderr
    (repository / "README.md").write_text(f"{SLIP}- [Green](https://arxiv.org/abs/2402.0376)\n", encoding="utf-8")
    tool("git", "add", ".")
    failed = tool(name, "run")
    assert failed.returncode == 1
    assert UNFIXABLE in failed.stdout
    assert "invalid-date" not in failed.stdout
