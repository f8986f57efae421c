"""``fix`` from the command line: what it writes, and what it leaves."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from command import run
from test_cli import CLEAN, FIXABLE, SLIP, folder, write

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder"]  # a fixture

FIXED = FIXABLE.replace("&utm_source=feed", "")
BOTH = FIXABLE + SLIP.partition("\n\n")[2]


def test_fix_writes_says_so_and_prints_what_remains(folder: Path) -> None:
    write(folder, a=FIXABLE, b=BOTH, clean=CLEAN)
    done = run(folder, "fix", "a.md", "b.md", "clean.md", "--output-format", "concise")
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == [
        "Fixed 1 problem in a.md: 1 tracking-parameter",
        "Fixed 1 problem in b.md: 1 tracking-parameter",
    ]
    assert lines[2].startswith("b.md:4:3 invalid-date ")
    assert lines[3] == "3 files, 5 entries: 1 error"
    assert done.returncode == 1
    assert (folder / "a.md").read_text() == FIXED
    assert run(folder, "fix", "a.md").returncode == 0


def test_a_clean_file_is_not_touched(folder: Path) -> None:
    write(folder, a=CLEAN)
    before = (folder / "a.md").stat()
    assert run(folder, "fix", "a.md").returncode == 0
    after = (folder / "a.md").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


@pytest.mark.parametrize("text", [FIXABLE, FIXABLE.rstrip("\n"), FIXABLE.replace("\n", "\r\n"), "\ufeff" + FIXABLE])
def test_the_diff_writes_nothing_and_git_applies_it(folder: Path, text: str) -> None:
    write(folder, a=text, clean=CLEAN)
    done = run(folder, "fix", "--diff", "a.md", "clean.md", "--select", "links")
    assert done.returncode == 1
    assert (folder / "a.md").read_bytes() == text.encode()
    assert b"Would fix 1 problem in a.md: 1 tracking-parameter" in done.stderr
    (folder / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=folder, input=done.stdout, check=True)
    assert (folder / "a.md").read_bytes() == text.replace("&utm_source=feed", "").encode()
    done = run(folder, "fix", "--diff", "a.md", "--select", "links")
    assert (done.returncode, done.stdout) == (0, b"")


def test_check_writes_nothing(folder: Path) -> None:
    write(folder, a=FIXABLE, slip=SLIP)
    done = run(folder, "fix", "--check", "a.md", "slip.md")
    assert (done.returncode, done.stdout) == (1, b"Would fix 1 problem in a.md: 1 tracking-parameter\n")
    assert (folder / "a.md").read_text() == FIXABLE
    done = run(folder, "fix", "--check", "slip.md")
    assert (done.returncode, done.stdout) == (0, b"Nothing to fix\n")


def test_standard_input_is_fixed_to_standard_output(folder: Path) -> None:
    done = run(folder, "fix", "-", stdin=BOTH.encode())
    assert done.stdout.decode() == FIXED + SLIP.partition("\n\n")[2]
    assert b"invalid-date" in done.stderr
    assert done.returncode == 1
    done = run(folder, "fix", "-", stdin=CLEAN.replace("\n", "\r\n").encode())
    assert (done.returncode, done.stdout) == (0, CLEAN.replace("\n", "\r\n").encode())
    done = run(folder, "fix", "-", stdin=b"\xff")
    assert (done.returncode, done.stdout) == (2, b"")


def test_json_after_a_fix_is_what_remains(folder: Path) -> None:
    write(folder, a=BOTH)
    report = json.loads(run(folder, "fix", "a.md", "--output-format", "json").stdout)
    assert [finding["rule"] for finding in report["diagnostics"]] == ["invalid-date"]
    assert report["summary"]["fixable"] == 0


def test_layout_can_be_left_alone(folder: Path) -> None:
    text = "# Teas  \n\n- [Oolong](https://example.org/oolong) \n"
    write(folder, a=text)
    assert run(folder, "fix", "a.md", "--no-layout").returncode == 0
    assert (folder / "a.md").read_text() == text
    (folder / "awesome-lint.toml").write_text('layout = "off"\n')
    assert run(folder, "fix", "a.md").returncode == 0
    assert (folder / "a.md").read_text() == text
    assert run(folder, "fix", "a.md", "--isolated").returncode == 0
    assert (folder / "a.md").read_text() == text.replace(" \n", "\n").replace(" \n", "\n")


def test_an_unused_suppression_goes(folder: Path) -> None:
    write(folder, a="# Teas\n\n- [Oolong](https://example.org/oolong) <!-- awesome-lint ignore dates -->\n")
    assert run(folder, "fix", "a.md").returncode == 0
    assert (folder / "a.md").read_text() == CLEAN


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_fixed(folder: Path) -> None:
    locked = folder / "locked"
    locked.mkdir()
    write(locked, a=FIXABLE)
    write(folder, b=FIXABLE)
    locked.chmod(0o555)
    done = run(folder, "fix", "locked/a.md", "b.md")
    locked.chmod(0o755)
    if (locked / "a.md").read_text() != FIXABLE:
        pytest.skip("this user may write everywhere")
    assert done.returncode == 2
    assert b"error: locked/a.md: cannot be written: Permission denied; it was left as it was" in done.stderr
    assert (folder / "b.md").read_text() == FIXED


@pytest.mark.parametrize("mode", ["--check", "--diff"])
def test_a_list_that_cannot_be_read_is_not_said_to_need_nothing(folder: Path, mode: str) -> None:
    write(folder, a=CLEAN)
    clean = run(folder, "fix", mode, "a.md")
    assert b"Nothing to fix" in clean.stdout + clean.stderr
    missing = run(folder, "fix", mode, "missing.md")
    assert missing.returncode == 2
    assert b"Nothing to fix" not in missing.stdout + missing.stderr
