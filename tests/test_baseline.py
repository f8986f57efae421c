"""Known findings: by rule and entry, whatever the line."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from repositories import Repo, repo
from test_cli import folder, write

from awesome_lint.baseline import BaselineError, Known, are_new, parse, render

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder", "repo"]  # fixtures

HEAD = "# Teas\n\n"
ONE = "- 2024-13-01 [Oolong](https://example.org/oolong)\n"
TWO = "- 2024-14-01 [Assam](https://example.org/assam)\n"
FINE = "- 2024-11-02 [Sencha](https://example.org/sencha)\n"


def rules(folder: Path, *arguments: str) -> list[tuple[str, int]]:
    done = run(folder, "check", "--output-format", "json", *arguments)
    assert done.returncode in (0, 1), done.stderr.decode()
    return [(each["path"], each["start"]["line"]) for each in json.loads(done.stdout)["diagnostics"]]


def test_known_findings_are_left_out_wherever_they_go(folder: Path) -> None:
    write(folder, a=HEAD + ONE)
    done = run(folder, "check", "a.md", "--write-baseline", "known.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        b"1 file, 1 entry: no findings; 1 finding is in the baseline\n",
        b"note: 1 finding in known.jsonl\n",
    )
    assert (folder / "known.jsonl").read_text() == (
        '{"format": "awesome-lint-baseline", "version": 1}\n'
        '{"path": "a.md", "rule": "invalid-date", "text": "2024-13-01 [Oolong](https://example.org/oolong)"}\n'
    )
    use = ("a.md", "--baseline", "known.jsonl")
    assert rules(folder, *use) == []
    write(folder, a=HEAD + FINE + "\n## More\n\n" + TWO + ONE.replace("- ", "*   "))
    assert rules(folder, *use) == [("a.md", 7)]
    write(folder, a=HEAD + ONE.replace("Oolong", "Oolong tea"))
    assert rules(folder, *use) == [("a.md", 3)]
    done = run(folder, "check", *use)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "note: 1 baseline entry no longer occurs; run `awesome-lint check --write-baseline known.jsonl` to drop them\n"
    )


def test_a_count_for_repeats(folder: Path) -> None:
    write(folder, a=HEAD + ONE + "\n## Again\n\n" + ONE)
    run(folder, "check", "a.md", "--write-baseline", "known.jsonl")
    assert '"count": 2' in (folder / "known.jsonl").read_text()
    write(folder, a=HEAD + ONE + "\n## Again\n\n" + ONE + "\n## And again\n\n" + ONE)
    assert rules(folder, "a.md", "--baseline", "known.jsonl") == [("a.md", 11)]
    write(folder, a=HEAD + ONE)
    done = run(folder, "check", "a.md", "--baseline", "known.jsonl")
    assert (done.returncode, b"1 baseline entry no longer occurs" in done.stderr) == (0, True)


def test_the_count_in_json_and_nothing_without_a_baseline(folder: Path) -> None:
    write(folder, a=HEAD + ONE + TWO)
    run(folder, "check", "a.md", "--write-baseline", "known.jsonl")
    report = json.loads(run(folder, "check", "a.md", "--baseline", "known.jsonl", "--output-format", "json").stdout)
    assert report["summary"]["baseline"] == 2
    assert report["summary"]["diagnostics"] == {"error": 0, "warning": 0, "info": 0}
    assert "baseline" not in json.loads(run(folder, "check", "a.md", "--output-format", "json").stdout)["summary"]


def test_paths_are_those_from_the_baseline(folder: Path) -> None:
    (folder / "列表").mkdir()
    (folder / "etc").mkdir()
    write(folder / "列表", a=HEAD + ONE)
    run(folder / "列表", "check", "a.md", "--write-baseline", "../etc/known.jsonl")
    assert '"path": "../列表/a.md"' in (folder / "etc" / "known.jsonl").read_text(encoding="utf-8")
    assert rules(folder, "列表", "--baseline", "etc/known.jsonl") == []
    (folder / "列表" / "known.jsonl").write_bytes((folder / "etc" / "known.jsonl").read_bytes())
    assert rules(folder, "列表", "--baseline", "列表/known.jsonl") == [("列表/a.md", 3)]


def test_writing_again_drops_what_is_gone_and_keeps_what_was_not_looked_for(folder: Path) -> None:
    write(folder, a=HEAD + ONE + TWO, b=HEAD + ONE, c=HEAD + ONE)
    run(folder, "check", ".", "--write-baseline", "known.jsonl")
    before = (folder / "known.jsonl").read_text()
    assert before.count("\n") == 5
    run(folder, "check", "a.md", "--select", "links", "--write-baseline", "known.jsonl")
    assert (folder / "known.jsonl").read_text() == before
    write(folder, a=HEAD + TWO)
    (folder / "c.md").unlink()
    done = run(folder, "check", "a.md", "--baseline", "known.jsonl")
    assert b"2 baseline entries no longer occur" in done.stderr
    done = run(folder, "check", "b.md", "--select", "links", "--baseline", "known.jsonl")
    assert b"1 baseline entry no longer occurs" in done.stderr  # c.md is gone
    run(folder, "check", "a.md", "--write-baseline", "known.jsonl")
    kept = [json.loads(line) for line in (folder / "known.jsonl").read_text().splitlines()[1:]]
    assert [(each["path"], each["text"][:10]) for each in kept] == [("a.md", "2024-14-01"), ("b.md", "2024-13-01")]


def test_with_a_revision_the_old_ones_are_the_known_ones(repo: Repo) -> None:
    text = HEAD + ONE + "\n## Again\n\n" + ONE
    repo.commit("a.md", HEAD + ONE)
    repo.run("check", "a.md", "--write-baseline", "known.jsonl")
    repo.commit()
    for new in (text, HEAD + ONE + ONE.replace("Oolong", "Assam") + FINE):
        repo.write("a.md", new)
        assert len(repo.found("--since", "HEAD", "--baseline", "known.jsonl")) == 1
    repo.write("a.md", "# Teas\n\nA new line.\n\n" + ONE)
    done = repo.run("check", "--since", "HEAD", "--baseline", "known.jsonl")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_finding_in_no_entry_is_known_by_its_line(folder: Path) -> None:
    write(folder, a="# Teas  \n\n" + FINE)
    run(folder, "check", "a.md", "--write-baseline", "known.jsonl")
    assert '"rule": "trailing-space", "text": "# Teas"' in (folder / "known.jsonl").read_text()
    write(folder, a="New.\n\n# Teas  \n\nMore  \n\n" + FINE)
    assert rules(folder, "a.md", "--baseline", "known.jsonl") == [("a.md", 5)]


HEADER = '{"format": "awesome-lint-baseline", "version": 1}\n'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "known: no baseline of awesome-lint; name another file, or delete it and run"),
        (b"[]\n", "known: no baseline of awesome-lint"),
        (b"\xff", "known: no valid UTF-8; delete it and run `awesome-lint check --write-baseline` anew"),
        (HEADER.replace("1", "2").encode(), "known: a baseline of version 2, expected 1; upgrade awesome-lint"),
        (HEADER.encode() + b"{\n", "known, line 2: no finding of a baseline"),
        (HEADER.encode() + b'{"path": "a", "rule": "b", "text": "c", "count": 0}\n', "known, line 2: no finding"),
        (HEADER.encode() + b'{"path": "a", "rule": "b", "text": "c", "count": true}\n', "known, line 2: no finding"),
        (HEADER.encode() + b"[" * 100_000 + b"\n", "known, line 2: no finding"),
        (HEADER.encode() + b"<<<<<<< HEAD\n", "known, line 2: a merge left its marks; keep the lines of both sides"),
    ],
)
def test_a_damaged_baseline_is_said(folder: Path, data: bytes, message: str) -> None:
    write(folder, a=HEAD + ONE)
    (folder / "known").write_bytes(data)
    for option in ("--baseline", "--write-baseline"):
        done = run(folder, "check", "a.md", option, "known")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith(f"error: {message}")
        assert (folder / "known").read_bytes() == data
    with pytest.raises(BaselineError, match="known"):
        parse(data, "known")


def test_a_missing_baseline_is_said(folder: Path) -> None:
    write(folder, a=HEAD + ONE)
    done = run(folder, "check", "a.md", "--baseline", "known.jsonl")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"error: known.jsonl: no such baseline; make it with `awesome-lint check --write-baseline known.jsonl`\n"
    )
    done = run(folder, "check", "a.md", "--write-baseline", "nowhere/known.jsonl")
    assert done.returncode == 2
    assert b"the baseline cannot be written: No such file or folder" in done.stderr.replace(b"directory", b"folder")
    for option in ("--baseline", "--write-baseline"):  # as from an unset variable of a script
        done = run(folder, "check", "a.md", option, "")
        assert (done.returncode, done.stdout, b"the baseline cannot be" in done.stderr) == (2, b"", True)


def test_an_interrupted_write_leaves_the_old_baseline(folder: Path) -> None:
    write(folder, a=HEAD + ONE)
    (folder / "real").write_text(HEADER)
    (folder / "known").symlink_to("real")
    before = (folder / "real").stat().st_ino
    assert run(folder, "check", "a.md", "--write-baseline", "known").returncode == 0
    assert (folder / "known").is_symlink()
    assert (folder / "real").stat().st_ino != before  # replaced whole, not written over
    assert {path.name for path in folder.iterdir()} == {".git", "a.md", "real", "known"}


@pytest.mark.parametrize("report", [("--output-file", "./known"), ("--report", "json=known")])
@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
def test_no_report_takes_the_place_of_the_baseline(folder: Path, option: str, report: tuple[str, ...]) -> None:
    write(folder, a=HEAD + ONE)
    (folder / "known").write_text(HEADER)
    done = run(folder, "check", "a.md", option, "known", *report)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"`{report[0]}`: cannot write `known`: it is the baseline" in done.stderr.decode()
    assert (folder / "known").read_text() == HEADER


def test_standard_input_needs_a_name(folder: Path) -> None:
    write(folder, a=HEAD + ONE)
    run(folder, "check", "a.md", "--write-baseline", "known.jsonl")
    done = run(folder, "check", "-", "--baseline", "known.jsonl", stdin=b"")
    assert (done.returncode, b"say with `--stdin-filename` which one" in done.stderr) == (2, True)
    named = ("check", "-", "--baseline", "known.jsonl", "--stdin-filename", "a.md")
    assert run(folder, *named, stdin=(HEAD + ONE).encode()).returncode == 0
    assert run(folder, *named, stdin=(HEAD + TWO).encode()).returncode == 1


def test_a_merge_of_two_baselines_is_one() -> None:
    ours = Counter({Known("a", "r", "x"): 1, Known("a", "r", "y"): 1})
    theirs = Counter({Known("a", "r", "y"): 2, Known("b", "r", "z"): 1})
    union = render(ours) + b"".join(render(theirs).splitlines(keepends=True)[1:])
    assert parse(union, "known") == ours | theirs
    assert parse(union.replace(b"\n", b"\r\n"), "known") == ours | theirs


@given(st.dictionaries(st.builds(Known, st.text(), st.text(), st.text()), st.integers(1, 3)))
def test_what_is_written_is_read(known: dict[Known, int]) -> None:
    data = render(known)
    assert parse(data, "known") == known
    assert data.count(b"\n") == len(known) + 1
    assert render(parse(data, "known")) == data


def test_new_is_what_goes_beyond_the_known() -> None:
    one, two = Known("a", "r", "x"), Known("a", "r", "y")
    known = Counter({one: 1})
    assert are_new([(one,), (two,), (one,)], known) == [False, True, True]
    assert known[one] == 0
