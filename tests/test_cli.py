"""The command line as its users meet it: real processes, real files, real pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from command import COMMAND, ENVIRONMENT, run

import awesome_lint
from awesome_lint.cli.files import existence
from awesome_lint.config import Config, Selection

CLEAN = "# Teas\n\n- [Oolong](https://example.org/oolong)\n"
SLIP = (
    "# Teas\n\n- 2024-13-01 [Oolong](https://example.org/oolong)\n- 2024-11-02 [Sencha](https://example.org/sencha)\n"
)
FIXABLE = "# Teas\n\n- [Oolong](https://example.org/a?id=1&utm_source=feed)\n"


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, *arguments], cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that no configuration from outside reaches."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8", newline="")


def paths(done: subprocess.CompletedProcess[bytes]) -> set[str]:
    return {finding["path"] for finding in json.loads(done.stdout)["diagnostics"]}


def test_exit_statuses(folder: Path) -> None:
    write(folder, clean=CLEAN, slip=SLIP)
    assert run(folder, "check", "clean.md").returncode == 0
    assert run(folder, "check", "slip.md").returncode == 1
    assert run(folder, "check", "slip.md", "--exit-zero").returncode == 0
    assert run(folder, "check", "slip.md", "--fail-on", "never").returncode == 0
    assert run(folder, "check", "slip.md", "--ignore", "dates").returncode == 0
    assert run(folder, "check", "slip.md", "missing.md").returncode == 2
    assert run(folder, "check", "missing.md", "--exit-zero").returncode == 2
    assert run(folder, "check", "--no-such-option").returncode == 2
    assert run(folder, "--version").stdout.startswith(b"awesome-lint ")


def test_fail_on_weighs_severities(folder: Path) -> None:
    write(folder, a=FIXABLE)
    assert run(folder, "check", "a.md").returncode == 1
    assert run(folder, "check", "a.md", "--fail-on", "error").returncode == 0
    (folder / "awesome-lint.toml").write_text('[rules.tracking-parameter]\nseverity = "error"\n')
    assert run(folder, "check", "a.md", "--fail-on", "error").returncode == 1
    (folder / "awesome-lint.toml").write_text('[rules.tracking-parameter]\nseverity = "info"\n')
    assert run(folder, "check", "a.md").returncode == 0
    assert run(folder, "check", "a.md", "--fail-on", "info").returncode == 1


def test_no_path_means_the_readme(folder: Path) -> None:
    done = run(folder, "check")
    assert done.returncode == 2
    assert b"error: README.md: there is no README.md in this folder; name a file or a folder" in done.stderr
    write(folder, README=SLIP)
    done = run(folder, "check")
    assert done.returncode == 1
    assert done.stdout.startswith(b"README.md:3:3: error[invalid-date] ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"# Tea\n\nbad \xff byte\n", "invalid UTF-8: byte 0xff at offset 11 (line 3); save the file as UTF-8 text"),
        ("# Tea\n".encode("utf-16-le"), "a NUL byte at offset 1 (line 1); save the file as UTF-8 text"),
    ],
)
def test_a_file_that_is_no_text_is_named_and_the_others_are_judged(folder: Path, data: bytes, message: str) -> None:
    (folder / "bad.md").write_bytes(data)
    write(folder, slip=SLIP)
    for command in ("check", "fix"):
        done = run(folder, command, "bad.md", "slip.md", "--output-format", "json")
        assert done.returncode == 2
        report = json.loads(done.stdout)
        assert report["errors"] == [{"path": "bad.md", "message": message}]
        assert paths(done) == {"slip.md"}
        assert f"error: bad.md: {message}" in done.stderr.decode()
    assert (folder / "bad.md").read_bytes() == data


def test_a_folder_means_its_markdown_files(tmp_path: Path) -> None:
    for name in ("a.md", "sub/b.MARKDOWN", "sub/c.txt", ".hidden/d.md", "node_modules/x/e.md", "sub/f.mdown"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(SLIP)
    expected = {"a.md", "sub/b.MARKDOWN", "sub/f.mdown"}
    assert paths(run(tmp_path, "check", ".", "--isolated", "--output-format", "json")) == expected
    assert paths(run(tmp_path, "check", "sub", "sub", "a.md", "--output-format", "json")) == expected


def test_a_folder_of_a_repository_leaves_ignored_files_out(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("build/\n")
    for name in ("a.md", "build/b.md", "论文/列表.md", ".github/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SLIP)
    assert paths(run(tmp_path, "check", ".", "--output-format", "json")) == {"a.md", "论文/列表.md", ".github/c.md"}
    (tmp_path / "awesome-lint.toml").write_text('exclude = ["论文", ".github/*"]\n')
    assert paths(run(tmp_path, "check", ".", "--output-format", "json")) == {"a.md"}
    assert paths(run(tmp_path, "check", "论文/列表.md", "--output-format", "json")) == {"论文/列表.md"}
    assert paths(run(tmp_path, "check", "build/b.md", "--output-format", "json")) == {"build/b.md"}


def test_an_empty_folder_is_said(folder: Path) -> None:
    done = run(folder, "check", ".")
    assert (done.returncode, done.stderr) == (0, b"No Markdown files in .\n")


def test_the_nearest_configuration_holds(folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder, a=SLIP)
    write(folder / "sub", b=SLIP)
    (folder / "pyproject.toml").write_text('[tool.awesome-lint]\nignore = ["dates"]\n')
    json_of = ("check", "a.md", "sub", "--output-format", "json")
    assert paths(run(folder, *json_of)) == set()
    (folder / "sub" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert paths(run(folder, *json_of)) == set()
    (folder / "sub" / ".awesome-lint.toml").write_text("")
    assert paths(run(folder, *json_of)) == {"sub/b.md"}
    assert paths(run(folder, *json_of, "--isolated")) == {"a.md", "sub/b.md"}
    assert paths(run(folder, *json_of, "--config", "pyproject.toml")) == set()
    assert paths(run(folder, *json_of, "--select", "invalid-date")) == {"a.md", "sub/b.md"}


def test_a_repository_ends_the_search(folder: Path) -> None:
    inner = folder / "inner"
    (inner / ".git").mkdir(parents=True)
    write(inner, a=SLIP)
    (folder / "awesome-lint.toml").write_text('ignore = ["dates"]\n')
    assert run(inner, "check", "a.md").returncode == 1


def test_a_broken_configuration_spoils_its_own_files_alone(folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder, a=SLIP)
    write(folder / "sub", b=SLIP)
    (folder / "sub" / "awesome-lint.toml").write_text("selct = []\n")
    done = run(folder, "check", "a.md", "sub", "--output-format", "json")
    assert done.returncode == 2
    assert paths(done) == {"a.md"}
    message = "sub/awesome-lint.toml: unknown key `selct`; did you mean `select`?"
    assert json.loads(done.stdout)["errors"] == [
        {"path": "sub/b.md", "message": f"its configuration cannot be followed: {message}"}
    ]
    done = run(folder, "check", "a.md", "--config", "sub/awesome-lint.toml")
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"error: {message}\n")


def test_per_file_ignores(folder: Path) -> None:
    write(folder, a=SLIP, b=SLIP)
    (folder / "awesome-lint.toml").write_text('[per-file-ignores]\n"b.md" = ["dates"]\n')
    assert paths(run(folder, "check", ".", "--output-format", "json")) == {"a.md"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("check", "--select", "invalid-dat"),
            "error: `--select`: unknown rule or group `invalid-dat`; did you mean `invalid-date`?",
        ),
        (("check", "--today", "tomorrow"), "unexpected `tomorrow`, expected a day such as 2026-11-01"),
        (("check", "--timeout", "0"), "Invalid value for '--timeout': 0.0 is not in the range 0<x<=600"),
        (("check", "--isolated", "--config", "a.md"), "`--config` and `--isolated` exclude each other"),
        (("fix", "--diff", "--output-format", "json"), "`--output-format json` needs standard output for itself"),
        (("explain", "invalid-dat"), "error: no rule `invalid-dat`; did you mean `invalid-date`?"),
    ],
)
def test_usage_errors(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder, a=CLEAN)
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_select_takes_commas_and_repeats(folder: Path) -> None:
    write(folder, a=SLIP)
    assert run(folder, "check", "a.md", "--select", "arxiv, links", "--select", "tables").returncode == 0
    assert run(folder, "check", "a.md", "--select", "arxiv,links", "--select", "dates").returncode == 1
    assert run(folder, "check", "a.md", "--offline", "--select", "arxiv", "--extend-select", "dates").returncode == 1


def test_today_is_an_argument(folder: Path) -> None:
    write(folder, a="# Teas\n\n- 2026-05 [Oolong](https://example.org/oolong)\n")
    assert run(folder, "check", "a.md", "--today", "2026-05-01").returncode == 0
    assert run(folder, "check", "a.md", "--today", "2026-01-01").returncode == 1


def test_standard_input(folder: Path) -> None:
    done = run(folder, "check", "-", stdin=SLIP.encode())
    assert (done.returncode, done.stdout[:12]) == (1, b"<stdin>:3:3:")
    (folder / "sub").mkdir()
    (folder / "sub" / "awesome-lint.toml").write_text('ignore = ["dates"]\n')
    done = run(folder, "check", "-", "--stdin-filename", "sub/x.md", stdin=SLIP.encode())
    assert done.returncode == 0
    assert run(folder, "check", "-", stdin=b"\xff").returncode == 2
    done = run(folder, "check", "-", "-", stdin=SLIP.encode())
    assert b"1 file, " in done.stdout  # it can be read once


def test_standard_input_has_no_folder_even_beside_one_of_its_name(folder: Path) -> None:
    (folder / "-").mkdir()
    text = "# Teas\n\n- [Oolong](gone.md) - Good.\n"
    (folder / "-" / "a.md").write_text(text)
    for paths in (("-", "./-/a.md"), ("./-/a.md", "-")):
        done = run(folder, "check", "--select", "missing-file", *paths, stdin=text.encode())
        assert [line[:9] for line in done.stdout.splitlines() if b"[missing-file]" in line] == [b"-/a.md:3:"]


def test_a_full_disk_below_standard_output_is_no_bug_of_ours(folder: Path) -> None:
    write(folder, a=SLIP, b=FIXABLE)
    for arguments in (("check", "a.md"), ("check", "a.md", "--output-format", "json"), ("fix", "b.md", "--diff")):
        with Path("/dev/full").open("wb") as full:
            command = [*COMMAND, *arguments]
            done = subprocess.run(
                command, cwd=folder, stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
            )
        said = done.stderr.decode().splitlines()
        assert (done.returncode, said[-1]) == (2, "error: standard output cannot be written: No space left on device")
        assert not any("Traceback" in line or "bug" in line for line in said)


def test_json_is_alone_on_standard_output_in_utf8_whatever_the_locale(folder: Path) -> None:
    (folder / "列表.md").write_text(SLIP.replace("Oolong", "乌龙"))
    for environment in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}):
        done = run(folder, "check", ".", "--output-format", "json", environment=environment)
        assert json.loads(done.stdout.decode("utf-8"))["diagnostics"][0]["path"] == "列表.md"
        assert run(folder, "check", ".", environment=environment).returncode == 1


def test_colour_is_for_terminals_unless_told(folder: Path) -> None:
    write(folder, a=SLIP)
    assert b"\x1b[" not in run(folder, "check", "a.md").stdout
    assert b"\x1b[" in run(folder, "check", "a.md", environment={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[" in run(folder, "check", "a.md", "--color", "always", environment={"NO_COLOR": "1"}).stdout
    assert b"\x1b[" not in run(folder, "check", "a.md", "--color", "never", environment={"FORCE_COLOR": "1"}).stdout


def test_quiet_and_concise(folder: Path) -> None:
    write(folder, a=SLIP, clean=CLEAN)
    done = run(folder, "check", "a.md", "--quiet", "--output-format", "concise")
    assert done.stdout == b"a.md:3:3 invalid-date Unexpected date `2024-13-01`: month `13` does not exist\n"
    assert run(folder, "check", "clean.md", "--quiet").stdout == b""
    assert run(folder, "check", "clean.md").stdout == b"1 file, 1 entry: no findings\n"


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    write(folder, a="# Teas\n\n" + "- 2024-13-01 [Oolong](https://example.org/oolong)\n" * 3000)
    with start(folder, "check", "a.md") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


def test_an_interrupt_is_quiet(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    with start(folder, "check", "pipe.md") as process, (folder / "pipe.md").open("w"):  # open once it is read
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_rules_and_explain(folder: Path) -> None:
    table = run(folder, "rules").stdout.decode().splitlines()
    assert table[0].split() == ["rule", "group", "severity", "fix", "default"]
    assert ["unused-suppression", "meta", "warning", "safe,", "manual", "on"] in [line.split() for line in table]
    listed = json.loads(run(folder, "rules", "--output-format", "json").stdout)
    assert len(listed) == len(table) - 1
    assert run(folder, "explain", "unused-suppression").stdout.startswith(b"# unused-suppression\n\nGroup: meta.")
    assert len(run(folder, "explain").stdout.splitlines()) == len(listed)


def test_export(folder: Path) -> None:
    write(
        folder,
        a="# Teas\n\n## Green\n\n| Date | Title | Code |\n| --- | --- | --- |\n"
        "| 2024-06 | [On the steeping of sencha](https://arxiv.org/abs/2406.07070v2) "
        "| [code](https://github.com/x/tea) |\n",
    )
    (entry,) = json.loads(run(folder, "export", "a.md").stdout)
    assert entry == {
        "path": "a.md",
        "line": 7,
        "carrier": "row",
        "section": ["Teas", "Green"],
        "title": "On the steeping of sencha",
        "date": {"text": "2024-06", "year": 2024, "month": 6, "day": None},
        "links": [
            {
                "role": "title",
                "label": "On the steeping of sencha",
                "url": "https://arxiv.org/abs/2406.07070v2",
                "identity": "arxiv:2406.07070",
            },
            {"role": "code", "label": "code", "url": "https://github.com/x/tea", "identity": "gh:x/tea"},
        ],
        "arxiv": "2406.07070",
        "venue": "",
        "description": "",
        "fields": {"Date": "2024-06", "Title": "On the steeping of sencha", "Code": "code"},
    }
    csv = run(folder, "export", "a.md", "--output-format", "csv").stdout.decode()
    assert csv.startswith(
        "path,line,carrier,section,title,date,venue,arxiv,url,links,description\na.md,7,row,Teas / Green,"
    )
    bibtex = run(folder, "export", "a.md", "--output-format", "bibtex").stdout.decode()
    assert "eprint = {2406.07070}" in bibtex
    assert run(folder, "export", "missing.md").returncode == 2


def test_missing_files_are_looked_for_in_the_repository_alone(folder: Path) -> None:
    (folder / "docs").mkdir()
    write(folder, a=CLEAN)
    write(folder / "docs", b=CLEAN)
    exists = existence(folder / "docs")
    assert all(map(exists, ("b.md", "../a.md", "../docs/b.md", ".", "..", "../docs/", "/a.md", "../../anything.md")))
    assert not any(map(exists, ("a.md", "B.md", "../c.md", "/docs/a.md", "b.md/c", "b\0.md")))


def test_the_public_functions() -> None:
    assert [entry.title for entry in awesome_lint.parse(CLEAN).entries] == ["Oolong"]
    assert [found.rule for found in awesome_lint.lint(SLIP)] == ["invalid-date"]
    assert awesome_lint.lint(SLIP, Config((Selection(ignore=("dates",)),))) == []
    assert awesome_lint.fix(FIXABLE).source.text == FIXABLE.replace("&utm_source=feed", "")
