"""Judging by several processes, and by what earlier runs found: the same findings in the same order."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

import command
import pytest

from awesome_lint import plain_data
from awesome_lint.cli import pool
from awesome_lint.cli.configs import Configs
from awesome_lint.cli.files import Target
from awesome_lint.cli.opening import Opener
from awesome_lint.cli.run import Run
from awesome_lint.cli.work import Bug, Check, Fix
from awesome_lint.diagnostic import Applicability, Diagnostic, Place, Related, Severity
from awesome_lint.diagnostic import Fix as Repair
from awesome_lint.source import Edit, Location, Span

ITEM = "- [Ant number {}](http://arxiv.org/abs/2401.{:05}) - About ants.  \n"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    return _made(tmp_path / "lists", 20)


@pytest.fixture
def long_lists(tmp_path: Path) -> Path:
    """Lists that are worth other processes."""
    return _made(tmp_path / "lists", pool.LEAST_WORK // 6 // len(ITEM) + 10)


def _made(folder: Path, items: int) -> Path:
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[tool.awesome-lint]\nextend-select = ["insecure-link"]\n')
    for number in range(6):
        lines = "".join(ITEM.format(at, at) for at in range(1, items + number % 3))
        (folder / f"{number}.md").write_text(f"# Ants {number}\n\n{lines}\n[gone](missing.md) [Bees](#bees)\n")
    return folder


def run(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return command.run(folder, *words, environment=environment)


def check(lists: Path, *words: str) -> tuple[int, bytes]:
    done = run("check", ".", "--output-format", "json", "--today", "2026-11-01", *words, folder=lists)
    assert not done.stderr, done.stderr.decode()
    return done.returncode, done.stdout


def test_many_processes_say_what_one_says(long_lists: Path) -> None:
    alone = check(long_lists, "--no-cache", "--jobs", "1")
    assert len(json.loads(alone[1])["diagnostics"]) > 6
    assert check(long_lists, "--no-cache", "--jobs", "3") == alone


def test_fix_by_many_processes_writes_what_one_writes(long_lists: Path) -> None:
    before = {file.name: file.read_bytes() for file in long_lists.glob("*.md")}
    done = run("fix", ".", "--jobs", "1", folder=long_lists)
    fixed = {file.name: file.read_bytes() for file in long_lists.glob("*.md")}
    assert fixed != before
    for name, data in before.items():
        (long_lists / name).write_bytes(data)
    again = run("fix", ".", "--jobs", "3", folder=long_lists)
    assert {file.name: file.read_bytes() for file in long_lists.glob("*.md")} == fixed
    assert (again.returncode, again.stdout, again.stderr) == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_process_that_dies_spoils_one_file(lists: Path, method: str) -> None:
    work = Check()
    made = Run(Opener(Configs(isolated=True), date(2026, 11, 1)))
    files = [lists / f"{number}.md" for number in range(4)]
    targets = [Target(file, file.name, file.read_bytes()) for file in files]
    spread = pool.Pool(made, work, 2, method)
    try:
        results = spread.results(targets)
        first = next(results)
        assert isinstance(first, pool.Done)
        assert work.load(first.data, made.job(targets[0])) == work.do(made.job(targets[0]))
        assert all(isinstance(each, pool.Done) for each in results)
        dying = multiprocessing.active_children()[0]
        os.kill(dying.pid or 0, signal.SIGKILL)
        dying.join()
        after = list(spread.results(targets))
        assert [type(each) for each in after].count(Bug) == 1
        assert "status -9" in next(each.what for each in after if isinstance(each, Bug))
    finally:
        spread.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the children")
def test_processes_end_with_the_first_one_however_it_ends(long_lists: Path) -> None:
    for number in range(6, 60):
        (long_lists / f"{number}.md").write_bytes((long_lists / "0.md").read_bytes())
    called = [*command.COMMAND, "check", ".", "--no-cache", "--jobs", "2"]
    process = subprocess.Popen(called, cwd=long_lists, stdout=subprocess.DEVNULL)
    children: list[int] = []
    until = time.monotonic() + 60
    while len(children) < 2 and time.monotonic() < until:
        time.sleep(0.01)
        children = [int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    assert len(children) == 2
    process.kill()
    process.wait()
    while any(_runs(child) for child in children) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(_runs(child) for child in children)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kept(cache: Path) -> list[Path]:
    return [file for file in cache.rglob("*") if file.is_file()]


def test_an_earlier_run_is_remembered(lists: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    words = ("--cache-dir", str(cache))
    fresh = check(lists, "--no-cache")
    assert check(lists, *words) == fresh
    files = kept(cache)
    assert len(files) == 6
    times = [file.stat().st_mtime_ns for file in files]
    assert check(lists, *words) == fresh
    assert [file.stat().st_mtime_ns for file in files] == times
    # What is kept is what is told: a result that says nothing is believed.
    for file in files:
        data = b"[{},0,[],[],[]]"
        file.write_bytes(sha256(data).hexdigest().encode() + data)
    assert json.loads(check(lists, *words)[1])["diagnostics"] == []


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff" * 80, b"0" * 64 + b"[1, 2]"])
def test_damaged_results_are_made_anew(lists: Path, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    fresh = check(lists, "--cache-dir", str(cache))
    for file in kept(cache):
        file.write_bytes(damage)
    assert check(lists, "--cache-dir", str(cache)) == fresh
    assert all(file.stat().st_size > 100 for file in kept(cache))


def test_what_a_result_depends_on_makes_it_anew(lists: Path, tmp_path: Path) -> None:
    words = ("--cache-dir", str(tmp_path / "cache"))

    def rules(*more: str) -> set[str]:
        return {each["rule"] for each in json.loads(check(lists, *words, *more)[1])["diagnostics"]}

    assert "missing-file" in rules()
    (lists / "missing.md").write_text("# Here\n")
    assert "missing-file" not in rules()
    (lists / "missing.md").unlink()
    assert "missing-file" in rules()
    assert "trailing-space" in rules()
    assert "trailing-space" not in rules("--ignore", "trailing-space")
    (lists / "pyproject.toml").write_text('[tool.awesome-lint]\nextend-ignore = ["missing-anchor"]\n')
    assert "missing-anchor" not in rules()
    (lists / "0.md").write_text("# Ants\n\n- [Ants](https://example.org/ants), 2026-12\n")
    assert "future-date" in rules()
    assert "future-date" not in {
        each["rule"]
        for each in json.loads(
            run("check", "0.md", *words, "--output-format", "json", "--today", "2026-12-24", folder=lists).stdout
        )["diagnostics"]
    }


def test_a_baseline_and_what_is_remembered(lists: Path, tmp_path: Path) -> None:
    words = ("--cache-dir", str(tmp_path / "cache"))
    for _ in range(2):
        known = tmp_path / "known.json"
        run("check", ".", "--write-baseline", str(known), *words, folder=lists)
        assert json.loads(check(lists, "--baseline", str(known), *words)[1])["diagnostics"] == []
        assert check(lists, "--baseline", str(known), *words)[0] == 0


def test_a_cache_that_cannot_be_used_is_no_hindrance(lists: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    fresh = check(lists, "--no-cache")
    words = ("check", ".", "--output-format", "json", "--today", "2026-11-01")
    done = run(*words, folder=lists, HOME=str(file), XDG_CACHE_HOME="", AWESOME_LINT_CACHE_DIR="")
    assert (done.returncode, done.stdout) == fresh


def test_diagnostics_are_read_as_they_were_written() -> None:
    place = Place("b\udcff.md", Span(1, 2), Location(1, 2), Location(1, 3), "Ants")
    found = Diagnostic(
        Span(3, 5),
        "Unexpected `蚂蚁`, expected `ants`",
        Repair("Write it", (Edit(3, 4, "\u2028"), Edit(4, 5, "")), Applicability.UNSAFE),
        (Related(Span(0, 1), "first", "mirror"), Related(Span(0, 1), "there", place=place)),
        "keep one",
        Severity.INFO,
        "rule",
    )
    for each in (found, Diagnostic(Span(0, 0), "")):
        assert plain_data.read(json.loads(json.dumps(plain_data.written(each)))) == each


def test_what_is_fixed_is_read_as_it_was_written(lists: Path) -> None:
    job = Run(Opener(Configs(isolated=True), date(2026, 11, 1))).job(Target(lists / "0.md", "0.md"))
    value = Fix().do(job)
    assert value.fixed
    assert Fix().load(Fix().dump(value, job), job) == value


@pytest.mark.parametrize("days", [("2026-11-01",), ("2026-11-01", "2026-11-02")])
def test_runs_at_once_share_what_is_remembered(lists: Path, tmp_path: Path, days: tuple[str, ...]) -> None:
    cache = tmp_path / "cache"
    words = [sys.executable, "-m", "awesome_lint", "check", ".", "--output-format", "json"]
    fresh = {day: subprocess.run([*words, "--no-cache", f"--today={day}"], cwd=lists, stdout=-1).stdout for day in days}  # noqa: PLW1510
    runs = [(day, [*words, "--cache-dir", str(cache), f"--today={day}"]) for day in days * 3]
    for _ in range(2):
        begun = [(day, subprocess.Popen(run, cwd=lists, stdout=-1, stderr=-1)) for day, run in runs]
        for day, process in begun:
            assert process.communicate(timeout=60) == (fresh[day], b"")
    assert all(len(file.name) == 64 for file in kept(cache))
    if len(days) == 1:  # the runs of two days each remove what the others keep
        assert len(kept(cache)) == 6


def test_results_are_counted_and_cleared(lists: Path, tmp_path: Path) -> None:
    place = ("--cache-dir", str(tmp_path / "cache"))
    assert run("cache", "info", *place, folder=lists).stdout.endswith(b"nothing is kept there yet\n")
    check(lists, *place)
    size = sum(file.stat().st_size for file in kept(tmp_path / "cache"))
    said = run("cache", "info", *place, folder=lists).stdout.decode()
    assert f"{size:,} bytes, 6 results for files that have not changed\n" in said
    told = json.loads(run("cache", "info", "--output-format", "json", *place, folder=lists).stdout)
    assert (told["results"], told["facts"]) == ({"count": 6, "size": size}, [])
    assert run("cache", "clear", *place, folder=lists).stdout == b"0 facts and 6 results forgotten\n"
    assert kept(tmp_path / "cache") == []


def test_an_earlier_run_is_remembered_whatever_starts_the_program(lists: Path, tmp_path: Path) -> None:
    script = "import sys; from awesome_lint.cli import main; sys.argv[0] = 'awesome-lint'; main()"
    words = ("check", ".", "--cache-dir", str(tmp_path / "cache"))
    subprocess.run([sys.executable, "-c", script, *words], cwd=lists, stdout=subprocess.DEVNULL, check=False)
    assert len(kept(tmp_path / "cache")) == 6


def test_a_baseline_by_many_processes_is_what_one_writes(long_lists: Path, tmp_path: Path) -> None:
    def written(jobs: str) -> bytes:
        known = tmp_path / f"{jobs}.json"
        run("check", ".", "--no-cache", "--jobs", jobs, "--write-baseline", str(known), folder=long_lists)
        return known.read_bytes()

    known = tmp_path / "1.json"
    assert written("1") == written("3").replace(b"3.json", b"1.json")
    assert len(known.read_bytes()) > 1000
    with (long_lists / "3.md").open("a") as file:
        file.write("\n- [New](http://arxiv.org/abs/2401.99999) - More ants.\n")
    told = [check(long_lists, "--no-cache", "--jobs", jobs, "--baseline", str(known)) for jobs in ("1", "3")]
    assert told[0] == told[1]
    assert {each["path"] for each in json.loads(told[0][1])["diagnostics"]} == {"3.md"}


@pytest.mark.parametrize(("said", "status"), [("1", 1), ("0", 2), ("many", 2)])
def test_the_environment_may_say_how_many(long_lists: Path, said: str, status: int) -> None:
    done = run("check", ".", "--no-cache", folder=long_lists, AWESOME_LINT_JOBS=said)
    assert done.returncode == status
    assert (b"--jobs" in done.stderr) == (status == 2)
