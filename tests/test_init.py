"""`awesome-lint init` as its users meet it: real processes in real folders."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import run
from test_cli import CLEAN, SLIP
from test_proposal import MONTHS, rows

from awesome_lint.proposal.snippets import HOOK, WORKFLOW

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

README = Path(__file__).parent.parent / "README.md"
LIST = f"# Papers\n\n{rows(MONTHS)}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the root of a repository that no configuration from outside reaches."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def form(folder: Path) -> str:
    text = (folder / "awesome-lint.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["rules"]["mixed-date-form"].get("form", ""))


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    assert b"Traceback" not in done.stderr
    return (done.stdout + done.stderr).decode()


def test_the_readme_by_default(folder: Path) -> None:
    put(folder, {"README.md": LIST, "notes.md": LIST.replace("-", "/")})
    done = run(folder, "init")
    assert done.returncode == 0
    assert done.stdout == b"Wrote awesome-lint.toml\n`awesome-lint check` passes.\n"
    assert form(folder) == "YYYY-MM"
    assert run(folder, "check").returncode == 0


def test_what_is_written_finds_what_was_found(folder: Path) -> None:
    put(folder, {"README.md": LIST.replace("2024-07", "2024/07").replace("https://3", "htps://3")})
    before = run(folder, "check", "--output-format", "concise")
    assert before.returncode == 1
    assert run(folder, "init").returncode == 0
    after = run(folder, "check", "--output-format", "concise")
    assert after.stdout.replace(b"as configured", b"as in 11 of 12 dates of this column") == before.stdout


def test_findings_are_counted_and_a_baseline_is_suggested(folder: Path) -> None:
    put(folder, {"my lists/a.md": SLIP})
    done = run(folder, "init", "my lists/a.md")
    assert "`awesome-lint check 'my lists/a.md'` has 1 finding to look at.\n" in said(done)
    assert "  awesome-lint check --write-baseline .awesome-lint-baseline.jsonl 'my lists/a.md'\n" in said(done)
    assert (folder / "my lists" / "awesome-lint.toml").exists()
    assert not (folder / "awesome-lint.toml").exists()


def test_the_example_of_the_readme(folder: Path) -> None:
    if not README.exists():
        pytest.skip("the tests run on an installed package, without the README")
    put(folder, {"README.md": README.read_text(encoding="utf-8").split("```markdown\n")[1].split("```")[0]})
    assert run(folder, "init").returncode == 0
    text = (folder / "awesome-lint.toml").read_text(encoding="utf-8")
    assert "# 5 of 6 dates, in the column `Date`.\n" in text
    assert form(folder) == "YYYY-MM"


def test_without_a_readme_the_markdown_files_of_the_folder(folder: Path) -> None:
    put(folder, {"a.md": LIST, "sub/b.md": LIST, "c.txt": "no list"})
    assert run(folder, "init").returncode == 0
    assert "learned from a.md, sub/b.md (24 entries)" in (folder / "awesome-lint.toml").read_text()


def test_the_configuration_stands_above_all_lists(folder: Path) -> None:
    put(folder, {"docs/x/a.md": LIST, "docs/b.md": LIST})
    assert "Wrote docs/awesome-lint.toml\n" in said(run(folder, "init", "docs/x/a.md", "docs/b.md"))
    assert "learned from x/a.md, b.md (" in (folder / "docs/awesome-lint.toml").read_text()


def test_line_endings_and_chinese(folder: Path) -> None:
    text = LIST.replace("Date", "论文日期").replace("\n", "\r\n")
    put(folder, {"README.md": text})
    done = run(folder, "init", environment={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "in the column `论文日期`".encode() in (folder / "awesome-lint.toml").read_bytes()
    assert b"\r" not in (folder / "awesome-lint.toml").read_bytes()
    assert (folder / "README.md").read_bytes() == text.encode()


@pytest.mark.parametrize("arguments", [(), (".",), ("sub",)])
def test_a_folder_without_lists(folder: Path, arguments: tuple[str, ...]) -> None:
    put(folder, {"sub/code.py": "print()\n"})
    before = content(folder)
    done = run(folder, "init", *arguments)
    where = arguments[0] if arguments else "this folder"
    message = f"error: there is no Markdown file in {where}; name a list, as in `awesome-lint init docs/list.md`\n"
    assert (done.returncode, said(done)) == (2, message)
    assert content(folder) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere.md",), "error: nowhere.md: no such file or folder\n"),
        (("-",), "standard input (`-`) has no folder: name a file"),
        (("bad.md", "README.md"), "error: nothing was written; mend these lists first, or leave them out\n"),
    ],
)
def test_what_cannot_be_read_stops_everything(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    put(folder, {"README.md": LIST})
    (folder / "bad.md").write_bytes(b"\xff")
    before = content(folder)
    done = run(folder, "init", "--workflow", "--pre-commit", *arguments)
    assert done.returncode == 2
    assert message in said(done)
    assert content(folder) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("awesome-lint.toml", ""),
        (".awesome-lint.toml", 'ignore = ["dates"]\n'),
        ("pyproject.toml", "[tool.awesome-lint]\n"),
        ("../awesome-lint.toml", ""),
    ],
)
def test_a_configuration_that_is_there_stays(folder: Path, name: str, text: str) -> None:
    put(folder, {"docs/README.md": LIST, f"docs/{name}": text})
    docs, before = folder / "docs", content(folder)
    done = run(docs, "init")
    message = f"error: {name}: this configuration holds here already, and stays as it is; "
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(message)
    assert content(folder) == before
    shown = run(docs, "init", "--dry-run")
    assert shown.returncode == 0
    assert tomllib.loads(shown.stdout.decode())["rules"]["mixed-date-form"] == {"form": "YYYY-MM"}
    assert content(folder) == before


def test_hook_and_workflow_beside_a_configuration_that_is_there(folder: Path) -> None:
    put(folder, {"README.md": LIST, "awesome-lint.toml": "# mine\n"})
    done = run(folder, "init", "--pre-commit", "--workflow")
    assert done.returncode == 0
    assert "awesome-lint.toml holds here already, and stays as it is\n" in said(done)
    assert content(folder).keys() == {
        "README.md",
        "awesome-lint.toml",
        ".pre-commit-config.yaml",
        ".github/workflows/awesome-lint.yml",
    }
    assert (folder / "awesome-lint.toml").read_text() == "# mine\n"


def test_another_tool_in_pyproject_is_no_configuration(folder: Path) -> None:
    put(folder, {"README.md": LIST, "pyproject.toml": "[tool.ruff]\n"})
    assert run(folder, "init").returncode == 0
    assert form(folder) == "YYYY-MM"


def test_a_broken_pyproject_is_named(folder: Path) -> None:
    put(folder, {"README.md": LIST, "pyproject.toml": "[tool\n"})
    done = run(folder, "init")
    assert done.returncode == 2
    assert "error: pyproject.toml: no valid TOML: " in said(done)


def test_lists_with_a_configuration_of_their_own_are_left_out(folder: Path) -> None:
    put(folder, {"a.md": LIST, "old/b.md": LIST.replace("-", "/"), "old/.awesome-lint.toml": ""})
    done = run(folder, "init", ".")
    assert done.returncode == 0
    assert "note: old/b.md was left out: old/.awesome-lint.toml holds for it\n" in done.stderr.decode()
    assert form(folder) == "YYYY-MM"


def test_nothing_is_learned_where_all_lists_have_a_configuration(folder: Path) -> None:
    put(folder, {"README.md": LIST, "old/b.md": LIST, "old/.awesome-lint.toml": "", "c/d.txt": ""})
    done = run(folder, "init", "old/b.md", "c")
    assert done.returncode == 2
    assert "error: all lists here have a configuration of their own; name one that has none\n" in said(done)
    assert not (folder / "awesome-lint.toml").exists()


def test_a_dry_run_prints_the_files_and_writes_none(folder: Path) -> None:
    put(folder, {"README.md": LIST})
    before = content(folder)
    printed = run(folder, "init", "--dry-run")
    assert b"passes" in printed.stderr
    assert tomllib.loads(printed.stdout.decode())["rules"]["unsorted-entry"] == {"order": "newest-first"}
    everything = run(folder, "init", "--dry-run", "--pre-commit", "--workflow").stdout.decode()
    assert f"# .pre-commit-config.yaml\nrepos:\n{HOOK}# .github/workflows/awesome-lint.yml\n{WORKFLOW}" in everything
    assert content(folder) == before
    assert run(folder, "init").returncode == 0
    assert (folder / "awesome-lint.toml").read_bytes() == printed.stdout


def test_a_hook_is_added_by_hand_where_there_are_others(folder: Path) -> None:
    others = "repos:\n  - repo: https://github.com/x/y\n    rev: v1\n    hooks:\n      - id: z\n"
    put(folder, {"README.md": LIST, ".pre-commit-config.yaml": others})
    done = run(folder, "init", "--pre-commit")
    assert done.returncode == 0
    assert f".pre-commit-config.yaml stays as it is; add this to its `repos:`\n{HOOK}" in done.stdout.decode()
    assert (folder / ".pre-commit-config.yaml").read_text() == others
    put(folder, {".pre-commit-config.yaml": others + HOOK})
    done = run(folder, "init", "--pre-commit")
    assert ".pre-commit-config.yaml names awesome-lint already, and stays as it is\n" in done.stdout.decode()
    assert HOOK not in done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (".github/workflows/lists.yaml", WORKFLOW, "runs awesome-lint already, and stays as it is"),
        (".github/workflows/awesome-lint.yml", "on: push\n", "is there already, and stays as it is"),
    ],
)
def test_a_workflow_that_is_there_stays(folder: Path, name: str, text: str, message: str) -> None:
    put(folder, {"README.md": LIST, ".github/workflows/other.yml": "on: push\n", name: text})
    before = content(folder)
    done = run(folder, "init", "--workflow")
    assert done.returncode == 0
    assert f"{name} {message}\n" in done.stdout.decode()
    assert content(folder).keys() - before.keys() == {"awesome-lint.toml"}
    assert (folder / name).read_text() == text


def test_hook_and_workflow_go_to_the_root_and_name_lists_that_are_no_readmes(folder: Path) -> None:
    put(folder, {"docs/list.md": LIST, ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/master\n"})
    done = run(folder / "docs", "init", "list.md", "--pre-commit", "--workflow")
    assert done.returncode == 0
    assert (folder / "docs/awesome-lint.toml").exists()
    assert "        files: '^docs/list\\.md$'\n" in (folder / ".pre-commit-config.yaml").read_text()
    workflow = (folder / ".github/workflows/awesome-lint.yml").read_text()
    assert 'branches: ["master"]\n' in workflow
    assert workflow.endswith("        with:\n          paths: |\n            docs/list.md\n")


def test_without_a_repository_everything_goes_beside_the_list(tmp_path: Path) -> None:
    put(tmp_path, {"README.md": CLEAN})
    assert run(tmp_path, "init", "--dry-run", "--pre-commit").returncode == 0
    assert content(tmp_path).keys() == {"README.md"}


def test_a_name_that_is_taken_by_something_else(folder: Path) -> None:
    put(folder, {"README.md": LIST})
    (folder / "awesome-lint.toml").symlink_to("../outside.toml")
    done = run(folder, "init")
    assert (done.returncode, said(done)) == (2, "error: awesome-lint.toml: cannot be written: File exists\n")
    assert not (folder.parent / "outside.toml").exists()
    (folder / "awesome-lint.toml").unlink()
    (folder / "awesome-lint.toml").mkdir()
    assert run(folder, "init").returncode == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(folder: Path) -> None:
    put(folder, {"README.md": LIST})
    folder.chmod(0o555)
    done = run(folder, "init")
    folder.chmod(0o755)
    assert (done.returncode, said(done)) == (2, "error: awesome-lint.toml: cannot be written: Permission denied\n")


def test_names_of_files_reach_no_terminal_and_no_other_line(folder: Path) -> None:
    name = "a\x1b[31m\nform = 1\n.md"
    put(folder, {name: LIST})
    done = run(folder, "init", name, "--pre-commit", "--workflow")
    assert done.returncode == 0
    assert "\x1b" not in said(done)
    assert "\x1b" not in (folder / "awesome-lint.toml").read_text()
    assert form(folder) == "YYYY-MM"


@pytest.mark.skipif(not README.exists(), reason="the tests run on an installed package, without the README")
def test_hook_and_workflow_are_those_of_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert f"```yaml\nrepos:\n{HOOK}```\n" in text
    told = "Copy this to `.github/workflows/awesome-lint.yml`, or let `awesome-lint init --workflow` write it:"
    assert f"{told}\n\n```yaml\n{WORKFLOW}```\n" in text
