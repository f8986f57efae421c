"""Reports from the command line: which go where, by which names, and what is refused."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from command import run
from test_cli import CLEAN, FIXABLE, SLIP, folder, write

from awesome_lint.cli.reports import Place
from awesome_lint.output.report import Failure, Report

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder"]  # a fixture

WITHOUT_CI = {"GITHUB_ACTIONS": "", "GITHUB_WORKSPACE": "", "CI_PROJECT_DIR": "", "GITHUB_SHA": ""}


def test_one_run_makes_all_reports(folder: Path) -> None:
    write(folder, a=SLIP, clean=CLEAN)
    forms = ("sarif", "rdjson", "gitlab", "junit", "markdown", "json", "full", "concise", "github")
    reports = [argument for form in forms for argument in ("--report", f"{form}=out.{form}")]
    done = run(folder, "check", "a.md", "clean.md", "--output-format", "github", *reports, environment=WITHOUT_CI)
    assert done.returncode == 1
    assert done.stdout.startswith(b"::error file=a.md,line=3,endLine=3,col=3,endColumn=13,title=invalid-date::")
    assert (folder / "out.github").read_bytes() == done.stdout
    assert json.loads((folder / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "invalid-date"
    assert json.loads((folder / "out.rdjson").read_text())["diagnostics"][0]["code"]["value"] == "invalid-date"
    assert json.loads((folder / "out.gitlab").read_text())[0]["check_name"] == "invalid-date"
    assert json.loads((folder / "out.json").read_text())["diagnostics"][0]["rule"] == "invalid-date"
    assert [suite.get("name") for suite in ET.parse(folder / "out.junit").getroot()] == ["a.md", "clean.md"]  # noqa: S314
    assert "| error | 3 | invalid-date | Unexpected date `2024-13-01`" in (folder / "out.markdown").read_text()
    for form in ("full", "concise"):
        again = run(folder, "check", "a.md", "clean.md", "--output-format", form)
        assert (folder / f"out.{form}").read_bytes() == again.stdout
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == [".git"]  # no litter


@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "markdown"])
def test_an_output_file_takes_the_report_and_standard_output_nothing(folder: Path, form: str) -> None:
    write(folder, a=SLIP)
    printed = run(folder, "check", "a.md", "--output-format", form, "--output-file", "-")
    done = run(folder, "check", "a.md", "--output-format", form, "--output-file", "out")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert (folder / "out").read_bytes() == printed.stdout
    assert printed.stdout
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((folder / "out").stat().st_mode) == 0o666 & ~umask


def test_an_old_report_is_replaced_and_keeps_its_mode(folder: Path) -> None:
    write(folder, a=SLIP)
    (folder / "real").write_text("old " * 9999)
    (folder / "real").chmod(0o640)
    (folder / "link").symlink_to("real")
    run(folder, "check", "a.md", "--output-format", "json", "--output-file", "link")
    assert json.loads((folder / "real").read_text())["version"] == 1
    assert (folder / "link").is_symlink()
    assert stat.S_IMODE((folder / "real").stat().st_mode) == 0o640


def test_a_device_is_written_to(folder: Path) -> None:
    write(folder, a=SLIP)
    done = run(folder, "check", "a.md", "--quiet", "--report", "concise=/dev/stderr", "--output-file", "/dev/null")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"invalid-date" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--output-file", "sub"), "`--output-file`: cannot write `sub`: it is a folder; name a file in it"),
        (("--output-file", ""), "`--output-file`: cannot write `.`: it is a folder; name a file in it"),
        (("--output-file", "no/x"), "`--output-file`: cannot write `no/x`: there is no folder `no`; make it first"),
        (("--report", "sarif=sub"), "`--report`: cannot write `sub`: it is a folder; name a file in it"),
        (("--report", "sarif=-"), "`--report`: cannot write `-`: standard output gets what `--output-format` says"),
        (("--report", "sarif=x", "--report", "json=./x"), "`--report`: cannot write `x`: two reports would go there"),
        (("--output-file", "x", "--report", "json=x"), "`--report`: cannot write `x`: two reports would go there"),
        (("--report", "sarif"), "`--report`: unexpected `sarif`, expected FORMAT=FILE, where FORMAT is one of full,"),
        (("--report", "serif=x"), "`--report`: unexpected `serif=x`, expected FORMAT=FILE"),
        (("--report", "=x"), "`--report`: unexpected `=x`, expected FORMAT=FILE"),
        (("--output-format", "sarif", "--statistics"), "`--statistics` has no form `sarif`; use `full` or `json`"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_run(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder, a=SLIP)
    (folder / "sub").mkdir()
    done = run(folder, "check", "a.md", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert {path.name for path in folder.iterdir()} == {".git", "a.md", "sub"}


def test_a_folder_without_permission(folder: Path) -> None:
    write(folder, a=SLIP)
    (folder / "locked").mkdir(mode=0o555)
    if os.access(folder / "locked", os.W_OK):
        pytest.skip("this user may write everywhere")
    done = run(folder, "check", "a.md", "--report", "json=locked/x")
    assert done.returncode == 2
    assert b"`--report`: cannot write `locked/x`: permission denied" in done.stderr


def test_a_report_that_fails_at_last_is_said_and_the_others_are_written(folder: Path) -> None:
    write(folder, a=SLIP)
    done = run(folder, "check", "a.md", "--exit-zero", "--report", "json=/dev/full", "--report", "sarif=out")
    assert done.returncode == 2
    assert b"error: `--report`: cannot write `/dev/full`: No space left on device" in done.stderr
    assert (folder / "out").exists()


@pytest.mark.parametrize("name", ["a.md", "./sub/../a.md", "bad.md"])
def test_a_list_is_never_overwritten(folder: Path, name: str) -> None:
    write(folder, a=SLIP)
    (folder / "sub").mkdir()
    (folder / "bad.md").write_bytes(b"\xff")
    for option in (("--output-file", name), ("--report", f"markdown={name}")):
        done = run(folder, "check", "a.md", "bad.md", *option)
        assert done.returncode == 2
        assert b"is a list that was judged; it was left as it is, name another file" in done.stderr
    assert (folder / "a.md").read_text() == SLIP
    assert (folder / "bad.md").read_bytes() == b"\xff"


def test_statistics(folder: Path) -> None:
    write(folder, a=SLIP, b=FIXABLE)
    done = run(folder, "check", "a.md", "b.md", "--statistics", "--report", "concise=out")
    assert done.stdout.decode().splitlines() == [
        "1 invalid-date       error",
        "1 tracking-parameter warning 1 fixable",
        "2 files, 3 entries: 1 error, 1 warning; `awesome-lint fix` repairs 1",
    ]
    assert done.returncode == 1
    assert (folder / "out").read_text().startswith("a.md:3:3 invalid-date ")
    done = run(folder, "check", "a.md", "b.md", "--statistics", "--output-format", "json", "--report", "json=all")
    assert [each["rule"] for each in json.loads(done.stdout)["statistics"]] == ["invalid-date", "tracking-parameter"]
    assert len(json.loads((folder / "all").read_text())["diagnostics"]) == 2
    write(folder, clean=CLEAN)
    assert run(folder, "check", "clean.md", "--statistics").stdout == b"1 file, 1 entry: no findings\n"


def test_fix_reports_what_remains(folder: Path) -> None:
    write(folder, a=FIXABLE + SLIP.partition("\n\n")[2])
    done = run(folder, "fix", "a.md", "--report", "sarif=out.sarif", "--output-format", "github")
    results = json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["invalid-date"]
    assert results[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 4
    assert done.stdout.count(b"\n") == 1
    write(folder, a=FIXABLE)
    done = run(folder, "fix", "a.md", "--output-file", "out")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (folder / "out").read_text().startswith("Fixed 1 problem in a.md: 1 tracking-parameter\n1 file,")


def test_fix_of_standard_input_leaves_room_for_a_report(folder: Path) -> None:
    done = run(folder, "fix", "-", "--report", "json=out", stdin=FIXABLE.encode())
    assert (done.returncode, done.stdout.decode()) == (0, FIXABLE.replace("&utm_source=feed", ""))
    assert json.loads((folder / "out").read_text())["diagnostics"] == []


@pytest.mark.parametrize("option", [("--statistics",), ("--report", "json=out"), ("--output-file", "out")])
def test_a_fix_that_writes_nothing_has_no_reports(folder: Path, option: tuple[str, ...]) -> None:
    write(folder, a=FIXABLE)
    done = run(folder, "fix", "a.md", "--check", *option)
    assert done.returncode == 2
    assert b"reports tell what remains after a fix: leave out `--diff` and `--check`" in done.stderr
    assert not (folder / "out").exists()


def test_paths_are_relative_to_the_root_where_a_tool_reads_them_so(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    inner = tmp_path / "docs"
    inner.mkdir()
    write(inner, a=SLIP)
    reports = ("--report", "sarif=s", "--report", "gitlab=g", "--report", "rdjson=r", "--report", "json=j")
    done = run(inner, "check", "a.md", "--output-format", "github", *reports, environment=WITHOUT_CI)
    assert done.stdout.startswith(b"::error file=docs/a.md,")
    assert json.loads((inner / "g").read_text())[0]["location"]["path"] == "docs/a.md"
    assert '"uri": "docs/a.md"' in (inner / "s").read_text()
    assert json.loads((inner / "r").read_text())["diagnostics"][0]["location"]["path"] == "a.md"
    assert json.loads((inner / "j").read_text())["diagnostics"][0]["path"] == "a.md"
    workspace = {**WITHOUT_CI, "GITHUB_WORKSPACE": str(tmp_path.parent)}
    done = run(inner, "check", "a.md", "--output-format", "github", environment=workspace)
    assert done.stdout.startswith(f"::error file={tmp_path.name}/docs/a.md,".encode())


def test_places(tmp_path: Path) -> None:
    (tmp_path / "real" / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")

    def rooted(path: str, folder: str = "real/repo", **environment: str) -> str:
        run = Report(failures=(Failure(path, ""),))
        return Place(tmp_path / folder, environment).rooted(run).failures[0].path

    repo = str(tmp_path / "link" / "repo")
    assert rooted("a/../b.md") == "b.md"
    assert rooted("<stdin>") == "<stdin>"
    assert rooted(str(tmp_path / "real" / "repo" / "a.md")) == "a.md"
    assert rooted("a.md", GITHUB_WORKSPACE=repo) == "a.md"  # by another name
    assert rooted("a.md", "link/repo", GITHUB_WORKSPACE=str(tmp_path / "real")) == "repo/a.md"
    assert rooted("a.md", CI_PROJECT_DIR="/no/such/folder") == "a.md"
    assert rooted("../x.md") == (tmp_path / "real" / "x.md").as_posix()


@pytest.mark.parametrize(
    ("server", "repository", "commit", "url"),
    [
        ("https://github.com", "o/r.x", "0" * 40, f"https://github.com/o/r.x/blob/{'0' * 40}/"),
        ("http://ghe.example:8080", "o/r", "a" * 64, f"http://ghe.example:8080/o/r/blob/{'a' * 64}/"),
        ("https://github.com", "o/r", "main", ""),
        ("https://github.com", "o/r)[x](y", "0" * 40, ""),
        ("javascript:alert(1)", "o/r", "0" * 40, ""),
        ("", "", "", ""),
    ],
)
def test_links_lead_where_the_runner_says(tmp_path: Path, server: str, repository: str, commit: str, url: str) -> None:
    environment = {"GITHUB_SERVER_URL": server, "GITHUB_REPOSITORY": repository, "GITHUB_SHA": commit}
    assert Place(tmp_path, environment).surroundings(["markdown"], folding=True).lines_url == url
