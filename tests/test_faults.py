"""What can go wrong around us: real files, real processes, real signals. Nothing is lost, and the status says so."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from command import COMMAND, ENVIRONMENT, run
from test_cli import CLEAN, FIXABLE, folder

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder"]  # a fixture

FIXED = FIXABLE.replace("&utm_source=feed", "")
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


def shell(folder: Path, line: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    script = line.replace("awesome-lint", f"{sys.executable} -m awesome_lint")
    command = ["bash", "-c", f"set -o pipefail; {script}"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, env=ENVIRONMENT, **options)  # type: ignore[call-overload,no-any-return]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def listed(folder: Path) -> Path:
    """Return a folder with one list that has something to fix."""
    (folder / "a.md").write_text(FIXABLE, encoding="utf-8")
    return folder


# Killed in the middle

STEPS = ("tempfile.mkstemp", "os.fdopen", "os.fsync", "os.chmod", "os.access", "os.replace")
SCRIPT = """
    import os, signal, sys, tempfile
    before, (module, name) = sys.argv[1] == "before", sys.argv[2].split(".")
    act = getattr(sys.modules[module], name)
    def deadly(*given, **named):
        if before:
            os.kill(os.getpid(), signal.{signal})
        done = act(*given, **named)
        os.kill(os.getpid(), signal.{signal})
        return done
    import awesome_lint.writing
    setattr(sys.modules[module], name, deadly)
    sys.argv = ["awesome-lint", "fix", "a.md"]
    from awesome_lint.cli import main
    main()
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_between_two_steps_of_a_write_the_list_is_old_or_new(listed: Path, step: str, when: str) -> None:
    script = textwrap.dedent(SCRIPT).format(signal="SIGKILL")
    done = subprocess.run([sys.executable, "-c", script, when, step], cwd=listed, env=ENVIRONMENT, check=False)
    assert done.returncode == -signal.SIGKILL
    replaced = (step, when) == ("os.replace", "after")
    assert (listed / "a.md").read_text() == (FIXED if replaced else FIXABLE)
    # What was left is hidden and no list; the next run neither reads nor needs it.
    assert all(re.fullmatch(r"\.git|a\.md|\.a\.md\.\w+\.tmp", name) for name in names(listed))
    assert run(listed, "fix", ".").returncode == 0
    assert (listed / "a.md").read_text() == FIXED


def test_terminated_it_leaves_nothing_behind(listed: Path) -> None:
    script = textwrap.dedent(SCRIPT).format(signal="SIGTERM")
    done = subprocess.run([sys.executable, "-c", script, "after", "os.fsync"], cwd=listed, env=ENVIRONMENT, check=False)
    assert done.returncode == 128 + signal.SIGTERM
    assert (listed / "a.md").read_text() == FIXABLE
    assert names(listed) == [".git", "a.md"]


def test_a_list_that_changes_meanwhile_is_left(listed: Path) -> None:
    script = """
        import os, sys
        sync = os.fsync
        def meanwhile(handle):
            open("a.md", "a").write("- typed meanwhile\\n")
            sync(handle)
        os.fsync = meanwhile
        sys.argv = ["awesome-lint", "fix", "a.md"]
        from awesome_lint.cli import main
        main()
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    done = subprocess.run(command, cwd=listed, env=ENVIRONMENT, check=False, capture_output=True)
    assert done.returncode == 2
    assert b"a.md: changed since it was read" in done.stderr.replace(bytes(listed) + b"/", b"")
    assert (listed / "a.md").read_text() == FIXABLE + "- typed meanwhile\n"
    assert names(listed) == [".git", "a.md"]


# No room


def test_a_full_disk_leaves_the_list_as_it_was(listed: Path) -> None:
    limit = (10, 10)
    done = shell(listed, "awesome-lint fix a.md", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert done.returncode == 2
    assert b"a.md: cannot be written: File too large; it was left as it was" in done.stderr
    assert (listed / "a.md").read_text() == FIXABLE
    assert names(listed) == [".git", "a.md"]


@pytest.mark.parametrize(
    "command", ["check a.md", "fix a.md", "--version", "--help", "rules", "check a.md --output-format json"]
)
def test_output_that_cannot_be_written(listed: Path, command: str) -> None:
    done = shell(listed, f"awesome-lint {command} > /dev/full")
    assert done.returncode == 2
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "status"),
    [("check a.md", 1), ("fix a.md", 0), ("fix --diff a.md", 1), ("--version", 0), ("export a.md", 0), ("--help", 0)],
)
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-", "| true", "| head -c1 >/dev/null"])
def test_nobody_listens(listed: Path, command: str, status: int, closed: str) -> None:
    done = shell(listed, f"awesome-lint {command} {closed}")
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert (listed / "a.md").read_text() == (FIXED if command == "fix a.md" else FIXABLE)


def test_closed_input_is_no_empty_list(listed: Path) -> None:
    done = shell(listed, "awesome-lint fix - <&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Bad file descriptor" in done.stderr


# What is no file, and what may not be touched


def failed(done: subprocess.CompletedProcess[bytes], *said: bytes) -> None:
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert all(each in done.stderr for each in said), done.stderr


def test_what_a_name_may_stand_for(listed: Path) -> None:
    (listed / "nowhere.md").symlink_to("gone")
    (listed / "loop.md").symlink_to("loop.md")
    (listed / "README.md").mkdir()
    (listed / "up").symlink_to("..")
    os.mkfifo(listed / "pipe.md")
    failed(run(listed, "check"), b"there is no README.md")
    failed(run(listed, "check", "nowhere.md", "loop.md"), b"nowhere.md: the symbolic link points nowhere", b"loop.md: ")
    failed(run(listed, "fix", "pipe.md", "/dev/null"), b"pipe.md: is no regular file", b"/dev/null: is no regular file")
    failed(run(listed, "check", "y" * 300 + ".md", "a.md"), b"File name too long")
    failed(run(listed, "check", "/dev/zero"), b"too large")
    assert run(listed, "fix", ".").returncode == 0  # of a folder the lists alone
    assert (listed / "a.md").read_text() == FIXED


def test_a_pipe_is_read_as_a_list(listed: Path) -> None:
    done = shell(listed, "awesome-lint check <(cat a.md)")
    assert done.returncode == 1
    assert b"utm_source" in done.stdout


def test_the_other_name_of_a_file_keeps_the_old_text(listed: Path) -> None:
    os.link(listed / "a.md", listed / "b.txt")
    assert run(listed, "fix", "a.md").returncode == 0
    assert (listed / "a.md").read_text() == FIXED
    assert (listed / "b.txt").read_text() == FIXABLE


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="this user can give no file away")
def test_the_owner_is_kept(listed: Path) -> None:
    os.chown(listed / "a.md", 1234, 4321)
    assert run(listed, "fix", "a.md").returncode == 0
    found = (listed / "a.md").stat()
    assert (found.st_uid, found.st_gid) == (1234, 4321)


def as_nobody(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    before = NOBODY if os.getuid() == 0 else ()
    environment = {**ENVIRONMENT, "AWESOME_LINT_CACHE_DIR": ""}  # that folder is ours
    return subprocess.run(
        [*before, *COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, check=False
    )


@pytest.fixture
def common(listed: Path) -> Path:
    """Return a folder that everybody may enter and write to."""
    if os.getuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("this user may do all, and there is no `setpriv`")
        for above in (listed, *listed.parents):
            if above.stat().st_uid == 0 and above != above.parent and above.name != "tmp":
                above.chmod(above.stat().st_mode | 0o755)
    listed.chmod(0o777)
    if b"awesome-lint" not in as_nobody(listed, "--version").stdout:
        pytest.skip("others cannot run this Python")
    return listed


def test_what_may_not_be_written_or_read(common: Path) -> None:
    (common / "a.md").chmod(0o444)
    failed(as_nobody(common, "fix", "a.md"), b"a.md: cannot be written: Permission denied; it was left as it was")
    (common / "a.md").chmod(0o666)
    common.chmod(0o555)
    failed(as_nobody(common, "fix", "a.md"), b"a.md: cannot be written: Permission denied; it was left as it was")
    common.chmod(0o777)
    assert (common / "a.md").read_text() == FIXABLE
    assert names(common) == [".git", "a.md"]
    (common / "a.md").chmod(0)
    failed(as_nobody(common, "check", "a.md"), b"a.md: cannot be read: Permission denied")
    (common / "closed").mkdir(mode=0)
    failed(as_nobody(common, "check", "closed"), b"closed: cannot be read: Permission denied")
    failed(as_nobody(common, "check", "closed/b.md"), b"closed/b.md: cannot be read: Permission denied")
    (common / "a.md").chmod(0o644)
    (common / "awesome-lint.toml").write_text("", encoding="utf-8")
    (common / "awesome-lint.toml").chmod(0)
    failed(as_nobody(common, "check", "a.md"), b"awesome-lint.toml: cannot be read: Permission denied")


# Surroundings


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "nonsense"])
def test_no_locale_changes_what_is_read_or_written(folder: Path, locale: str) -> None:
    (folder / "茶.md").write_text(FIXABLE.replace("Oolong", "乌龙"), encoding="utf-8")
    plain = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert run(folder, "fix", "茶.md", environment=plain).returncode == 0
    assert (folder / "茶.md").read_text(encoding="utf-8") == FIXED.replace("Oolong", "乌龙")


def test_names_with_control_characters_are_files_like_others(folder: Path) -> None:
    name = os.fsdecode(b"a\nb\x1b[31m\xff\x07.md")
    (folder / name).write_text(FIXABLE, encoding="utf-8")
    done = run(folder, "fix", ".")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert (folder / name).read_text() == FIXED


def test_a_folder_that_is_gone(folder: Path) -> None:
    done = shell(folder, "mkdir x && cd x && rmdir ../x && awesome-lint check")
    failed(done, b"there is no README.md")


def test_no_home(listed: Path) -> None:
    done = shell(
        listed, "unset HOME XDG_CACHE_HOME AWESOME_LINT_CACHE_DIR; awesome-lint check a.md && awesome-lint cache info"
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_many_files_take_few_handles(folder: Path) -> None:
    for number in range(200):
        (folder / f"{number}.md").write_text(CLEAN, encoding="utf-8")
    (folder / "z.md").write_text(FIXABLE, encoding="utf-8")
    done = shell(folder, "ulimit -n 40; awesome-lint fix .")
    assert done.returncode == 0
    assert (folder / "z.md").read_text() == FIXED
