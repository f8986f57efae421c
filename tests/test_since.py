"""``check --since`` and ``--staged``: findings on changed lines alone, in real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import COMMAND
from repositories import Repo, repo

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["repo"]  # a fixture

HEAD = "# Teas\n\n"
OLD = "- 2024-13-01 [Oolong](https://example.org/oolong)\n"
FINE = "- 2024-11-02 [Sencha](https://example.org/sencha)\n"
NEW = "- 2024-14-01 [Assam](https://example.org/assam)\n"
LIST = HEAD + OLD + FINE
LONG = LIST + "".join(f"- 2024-10-{day:02} [Tea {day}](https://example.org/{day})\n" for day in range(1, 29))
BAD = "invalid-date"


def test_findings_on_changed_lines_alone(repo: Repo) -> None:
    repo.commit("README.md", LIST)
    assert repo.found("README.md") == [("README.md", 3, BAD)]
    assert repo.found("--since", "main") == []
    repo.git("checkout", "-qb", "topic")
    repo.commit("README.md", LIST + NEW)
    assert repo.found("--since", "main") == [("README.md", 5, BAD)]
    assert repo.found("README.md", "--since", "main") == [("README.md", 5, BAD)]
    assert repo.found(".", "--since", "main") == [("README.md", 5, BAD)]
    assert repo.found("README.md") == [("README.md", 3, BAD), ("README.md", 5, BAD)]
    done = repo.run("check", "--since", "main")
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert lines[-2].startswith("Lines changed since `main` (merge base ")
    assert lines[-1] == "1 file, 3 entries: 1 error"


def test_staged_and_unstaged_work_and_untracked_files_count(repo: Repo) -> None:
    repo.commit("a.md", LIST)
    repo.commit("b.md", LIST)
    repo.write("a.md", LIST + NEW)
    repo.git("add", "a.md")
    repo.write("b.md", NEW.join(LIST.partition(OLD)[::2]))
    repo.write("new.md", LIST)
    repo.write(".gitignore", "ignored.md\n")
    repo.write("ignored.md", LIST)
    expected = [("a.md", 5, BAD), ("b.md", 3, BAD), ("new.md", 3, BAD)]
    assert repo.found("--since", "HEAD") == expected
    assert repo.found("--since", "HEAD", "ignored.md") == [("ignored.md", 3, BAD)]
    assert repo.found("--staged") == expected[:1]
    assert repo.found("--staged", "a.md", "b.md", "new.md", "ignored.md") == expected[:1]


def test_the_index_is_judged_not_the_work_tree(repo: Repo) -> None:
    repo.commit("a.md", LIST)
    repo.write("a.md", LIST + NEW)
    repo.git("add", "a.md")
    repo.write("a.md", "# All mended\n")
    assert repo.found("--staged") == [("a.md", 5, BAD)]
    done = repo.run("check", "--staged")
    assert "[Assam](https://example.org/assam)" in done.stdout.decode()
    assert b"Lines staged for commit, as the index has them; the work tree was not read" in done.stdout
    (repo.root / "a.md").unlink()
    assert repo.found("--staged", "a.md") == [("a.md", 5, BAD)]
    assert repo.found("--since", "HEAD") == []
    repo.git("checkout", "-q", "a.md")
    repo.git("reset", "-q", "--hard")
    repo.write("a.md", LIST + NEW)
    assert repo.found("--staged") == []


def test_a_commit_of_some_files_has_an_index_of_its_own(repo: Repo) -> None:
    repo.commit("a.md", LIST)
    repo.commit("sub/b.md", LIST)
    repo.write("a.md", LIST + NEW)
    repo.write("sub/b.md", LIST + NEW)
    repo.git("add", "a.md")
    hook = repo.root / ".git/hooks/pre-commit"
    command = " ".join(f"'{word}'" for word in (*COMMAND, "check", "--staged", "--output-format", "concise"))
    hook.write_text(f"#!/bin/sh\n{command} sub/b.md a.md >hook.out 2>&1\n")
    hook.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    subprocess.run(["git", "commit", "-qm", "x", "--", "sub/b.md"], cwd=repo.root, env=environment, check=False)
    said = (repo.root / "hook.out").read_text()
    assert said.startswith("sub/b.md:5:3 invalid-date ")
    assert "a.md:5" not in said.replace("sub/b.md", "")


def test_a_rename_is_followed(repo: Repo) -> None:
    repo.commit("README", LONG)
    repo.git("checkout", "-qb", "topic")
    (repo.root / "docs").mkdir()
    repo.git("mv", "README", "docs/list.md")
    repo.commit("docs/list.md", LONG + NEW)
    assert repo.found("--since", "main") == [("docs/list.md", 33, BAD)]
    assert repo.found("--since", "main", "docs") == [("docs/list.md", 33, BAD)]
    repo.git("mv", "docs/list.md", "renamed.md")
    assert repo.found("--staged") == []
    repo.git("config", "diff.renames", "false")
    assert repo.found("--since", "main") == [("renamed.md", 33, BAD)]


def test_what_the_base_branch_did_meanwhile_is_not_ours(repo: Repo) -> None:
    repo.commit("a.md", LONG)
    repo.git("checkout", "-qb", "topic")
    repo.commit("a.md", LONG + NEW)
    repo.git("checkout", "-q", "main")
    repo.commit("a.md", LONG.replace(OLD, FINE.replace("encha", "hizuoka")))
    repo.commit("b.md", LIST)
    repo.git("checkout", "-q", "topic")
    assert repo.found("--since", "main") == [("a.md", 33, BAD)]
    assert repo.found("--since", "main", "a.md") == [("a.md", 33, BAD)]
    repo.git("merge", "-q", "--no-edit", "main")
    assert repo.found("--since", "main") == [("a.md", 33, BAD)]


def test_deleted_lines_make_no_old_finding_new(repo: Repo) -> None:
    repo.commit("a.md", HEAD + FINE + OLD + NEW)
    repo.write("a.md", HEAD + OLD + NEW)
    assert repo.found("--since", "HEAD") == []
    repo.write("a.md", HEAD + OLD.replace("Oolong", "Oolong tea") + NEW)
    assert repo.found("--since", "HEAD") == [("a.md", 3, BAD)]


def test_conventions_are_learned_from_the_whole_file(repo: Repo) -> None:
    repo.commit("a.md", LONG)
    repo.write("a.md", LONG + "- 2024/10/29 [Tea 29](https://example.org/29)\n")
    assert repo.found("--since", "HEAD") == [("a.md", 33, "mixed-date-form")]


@pytest.mark.parametrize("above", [True, False])
def test_a_new_duplicate_is_told_of_the_new_line_whichever_stands_first(repo: Repo, *, above: bool) -> None:
    paper = "- 2024-10-30 [On the steeping of leaves](https://arxiv.org/abs/2410.12345)\n"
    again = "- 2024-10-30 [On the steeping of leaves](https://arxiv.org/pdf/2410.12345v2)\n"
    repo.commit("a.md", LONG + paper)
    repo.write("a.md", HEAD + again + LONG.removeprefix(HEAD) + paper if above else LONG + paper + again)
    (finding,) = repo.report("--since", "HEAD")["diagnostics"]
    new, old = (3, 34) if above else (34, 33)
    assert finding["rule"] == "duplicate-entry"
    assert finding["start"]["line"] == new
    assert finding["message"].endswith(f"this section lists it already, at line {old}")
    assert [(each["start"]["line"], each["message"]) for each in finding["related"]] == [(old, "first listed here")]
    assert finding["fix"] is None
    concise = repo.run("check", "--since", "HEAD", "--output-format", "concise").stdout.decode()
    assert concise.startswith(f"a.md:{new}:")
    repo.commit()
    assert repo.found("--since", "HEAD", "a.md") == []


def test_a_new_conflict_is_told_of_the_new_line(repo: Repo) -> None:
    one = "- [On the steeping of green leaves](https://arxiv.org/abs/2410.12345)\n"
    other = "- [Why the kettle sings before noon](https://arxiv.org/abs/2410.12345)\n"
    repo.commit("a.md", HEAD + one)
    repo.write("a.md", HEAD + other + one)
    assert repo.found("--since", "HEAD") == [("a.md", 3, "conflicting-arxiv-id")]
    repo.write("a.md", HEAD + one + other)
    assert repo.found("--since", "HEAD") == [("a.md", 4, "conflicting-arxiv-id")]


def test_a_new_cross_listing_is_told_of_the_new_line_where_asked_for(repo: Repo) -> None:
    entry = "- [Oolong](https://example.org/oolong)\n"
    repo.commit("a.md", f"# Teas\n\n## Blue\n\n## Black\n\n{entry}")
    repo.write("a.md", f"# Teas\n\n## Blue\n\n{entry}\n## Black\n\n{entry}")
    assert repo.found("--since", "HEAD") == []
    (finding,) = repo.report("--since", "HEAD", "--extend-select", "cross-listed-entry")["diagnostics"]
    assert (finding["start"]["line"], finding["message"]) == (
        5,
        "Unexpected entry for `Oolong`: `Black` lists it already, at line 9",
    )


def test_two_new_places_make_one_finding_and_a_suppression_holds_at_either(repo: Repo) -> None:
    one, other = (f"- [On the steeping of leaves](https://arxiv.org/{kind}/2410.12345)" for kind in ("abs", "pdf"))
    repo.commit("a.md", HEAD + OLD)
    repo.write("a.md", f"{HEAD}{OLD}{one}\n{other}\n")
    assert repo.found("--since", "HEAD") == [("a.md", 5, "duplicate-entry")]
    note = " <!-- awesome-lint ignore duplicate-entry -->"
    repo.write("a.md", f"{HEAD}{OLD}{one}{note}\n{other}\n")
    assert repo.found("--since", "HEAD") == []
    repo.write("a.md", f"{HEAD}{OLD}{one}\n{other}{note}\n")
    assert repo.found("--since", "HEAD") == []
    repo.commit("a.md", f"{HEAD}{OLD}{other}\n")
    repo.write("a.md", f"{HEAD}{OLD}{one}{note}\n{other}\n")
    assert repo.found("--since", "HEAD") == []


def test_a_finding_over_several_lines_counts_where_one_of_them_changed(repo: Repo) -> None:
    text = "# Teas\n\n[Oolong\ntea] (https://example.org/oolong) is\nmade.\n"
    repo.commit("a.md", text)
    (finding,) = repo.report("a.md")["diagnostics"]
    assert (finding["start"]["line"], finding["end"]["line"]) == (3, 4)
    repo.write("a.md", text.replace("oolong)", "blue)"))
    assert repo.found("--since", "HEAD") == [("a.md", 3, "malformed-link")]
    repo.write("a.md", text.replace("made", "brewed"))
    assert repo.found("--since", "HEAD") == []


def test_the_end_of_the_file_and_whole_file_comments_belong_to_their_lines(repo: Repo) -> None:
    comment = "<!-- awesome-lint ignore-file hidden-cell -->\n"
    repo.commit("a.md", f"{comment}{LIST}".removesuffix("\n"))
    assert [rule for _, _, rule in repo.found("a.md")] == ["unused-suppression", BAD, "final-newline"]
    repo.write("a.md", f"{comment}{LIST}".removesuffix("\n").replace("# Teas", "# Tea"))
    assert repo.found("--since", "HEAD") == []
    repo.write("a.md", f"{comment}{LIST}{FINE.replace('encha', 'hizuoka')}".removesuffix("\n"))
    assert repo.found("--since", "HEAD") == [("a.md", 6, "final-newline")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_below_a_last_line_without_newline_is_alone_new(repo: Repo, newline: str) -> None:
    slip = LIST.partition("\n\n")[0] + "\n\n- 2024-13-01 [Oolong](https://example.org/oolong)"
    repo.commit("a.md", slip.replace("\n", newline))
    repo.write("a.md", f"{slip}\n{FINE}".replace("\n", newline))
    assert repo.found("--since", "HEAD") == []
    repo.git("add", "a.md")
    assert repo.found("--staged") == []
    assert repo.found("a.md") == [("a.md", 3, "invalid-date")]


def test_newlines_of_windows_and_of_old(repo: Repo) -> None:
    repo.commit("crlf.md", LIST.replace("\n", "\r\n"))
    repo.commit("mixed.md", LIST.replace("# Teas", "# Teas\rand\rmore"))
    repo.write("crlf.md", (LIST + NEW).replace("\n", "\r\n"))
    repo.write("mixed.md", (LIST + NEW).replace("# Teas", "# Teas\rand\rmore"))
    assert repo.found("--since", "HEAD") == [("crlf.md", 5, BAD), ("mixed.md", 7, BAD)]
    repo.git("config", "core.autocrlf", "true")
    assert ("crlf.md", 5, BAD) in repo.found("--since", "HEAD")


NAMES = [
    "with space.md",
    "quo\"te's.md",
    "new\nline.md",
    "列表/清单.md",
    "-rf.md",
    ":(top)x.md",
    "back\\slash.md",
    "*.md",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind(repo: Repo, name: str) -> None:
    repo.commit(name, LIST)
    repo.commit("other.md", LIST)
    repo.write(name, LIST + NEW)
    expected = [(name, 5, BAD)]
    assert repo.found("--since", "HEAD") == expected
    assert repo.found("--since", "HEAD", "--", name) == expected
    repo.git("add", "-A")
    assert repo.found("--staged") == expected
    assert repo.found("--staged", "--", name) == expected
    repo.git("mv", "--", name, "moved.md")
    assert repo.found("--since", "HEAD") == [("moved.md", 5, BAD)]


def test_a_name_that_is_no_utf8(repo: Repo) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        repo.commit(name, LIST)
    except OSError:
        pytest.skip("this file system wants UTF-8")
    repo.write(name, LIST + NEW)
    assert repo.found("--since", "HEAD") == [("caf\udce9.md", 5, BAD)]


def test_files_that_went_or_are_no_lists(repo: Repo, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit("a.md", LIST)
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.root), "module")
    repo.commit("gone.md", LIST)
    repo.commit("image.png", "\0\1\2")
    repo.write("code.py", "x = 1\n")
    repo.commit()
    (repo.root / "gone.md").unlink()
    (repo.root / "link.md").symlink_to("module/a.md")
    repo.write("module/a.md", LIST + NEW)
    repo.write("module/b.md", LIST)
    repo.write("image.png", "\0\1\2\3")
    repo.write("code.py", "x = 2\n")
    assert repo.found("--since", "HEAD") == []
    assert repo.found("--since", "HEAD", "gone.md") == []
    assert repo.found("--since", "HEAD", ".") == []
    done = repo.run("check", "--since", "HEAD", "nothing.md")
    assert (done.returncode, done.stderr) == (2, b"error: nothing.md: no such file or folder\n")


def test_a_list_that_git_takes_for_binary_has_lines_all_the_same(repo: Repo) -> None:
    repo.write(".gitattributes", "*.md binary\n")
    repo.commit("a.md", LIST)
    repo.write("a.md", LIST + NEW)
    assert repo.found("--since", "HEAD") == [("a.md", 5, BAD)]


def test_unreadable_files_fail_where_they_changed(repo: Repo) -> None:
    (repo.root / "a.md").write_bytes(b"\xff\n")
    repo.commit("b.md", LIST)
    assert repo.found("--since", "HEAD", ".") == []
    (repo.root / "a.md").write_bytes(b"\xff\xff\n")
    done = repo.run("check", "--since", "HEAD")
    assert done.returncode == 2
    assert b"error: a.md: invalid UTF-8" in done.stderr


def test_configuration_holds(repo: Repo) -> None:
    repo.write("awesome-lint.toml", 'exclude = ["old"]\n[per-file-ignores]\n"sub/*" = ["dates"]\n')
    repo.commit()
    for name in ("a.md", "old/b.md", "sub/c.md"):
        repo.write(name, LIST)
    assert repo.found("--since", "HEAD") == [("a.md", 3, BAD)]
    assert repo.found("--since", "HEAD", ".") == [("a.md", 3, BAD)]
    assert repo.found("--since", "HEAD", "old/b.md") == [("old/b.md", 3, BAD)]


def test_a_subfolder_sees_the_whole_repository(repo: Repo) -> None:
    repo.commit("a.md", LIST)
    repo.commit("sub/b.md", LIST)
    repo.write("a.md", LIST + NEW)
    repo.write("sub/b.md", LIST + NEW)
    below = Repo.__new__(Repo)
    below.root = repo.root / "sub"
    assert below.found("--since", "HEAD") == [("../a.md", 5, BAD), ("b.md", 5, BAD)]
    assert below.found("--since", "HEAD", ".") == [("b.md", 5, BAD)]
    assert below.found("--since", "HEAD", "b.md", "../sub/b.md") == [("b.md", 5, BAD)]


def test_from_outside_the_repository_of_the_file_is_asked(repo: Repo, tmp_path: Path) -> None:
    repo.commit("a.md", LIST)
    repo.write("a.md", LIST + NEW)
    outside = Repo.__new__(Repo)
    outside.root = tmp_path
    assert outside.found("--since", "HEAD", "repo/a.md") == [("repo/a.md", 5, BAD)]
    assert outside.found("--since", "HEAD", "repo") == [("repo/a.md", 5, BAD)]


def test_a_merge_with_conflicts_can_be_judged(repo: Repo) -> None:
    repo.commit("a.md", LIST)
    repo.git("checkout", "-qb", "topic")
    repo.commit("a.md", LIST.replace("Sencha", "Gyokuro"))
    repo.git("checkout", "-q", "main")
    repo.commit("a.md", LIST.replace("Sencha", "Matcha"))
    subprocess.run(["git", "merge", "-q", "topic"], cwd=repo.root, capture_output=True, check=False)
    assert (BAD, 3) not in [(rule, line) for _, line, rule in repo.found("--since", "HEAD")]
    assert repo.found("--staged") == []


def test_before_the_first_commit(repo: Repo) -> None:
    repo.write("a.md", LIST)
    assert "unknown revision `HEAD`" in repo.says("--since", "HEAD")
    assert repo.found("--staged") == []
    repo.git("add", "a.md")
    assert repo.found("--staged") == [("a.md", 3, BAD)]
    repo.commit()
    repo.git("checkout", "-q", "--orphan", "empty")
    assert "the current branch has no commits yet" in repo.says("--since", "main")


@pytest.mark.parametrize(
    "revision", ["nothing", "", "--output=leak", "-p", "main..main", "main:a.md", "a b", "$(touch leak)"]
)
def test_an_unknown_revision(repo: Repo, revision: str) -> None:
    repo.commit("a.md", LIST)
    said = repo.says(f"--since={revision}")
    assert said == f"error: unknown revision `{revision}`; fetch it, or name a branch, a tag or a commit\n"
    assert {path.name for path in repo.root.iterdir()} == {".git", "a.md"}


def test_a_shallow_clone_says_how_to_get_the_rest(repo: Repo, tmp_path: Path) -> None:
    base = repo.commit("a.md", LONG)
    repo.git("checkout", "-qb", "topic")
    repo.commit("a.md", LONG + NEW)
    repo.git("checkout", "-q", "main")
    repo.commit("b.md", LIST)
    shallow = Repo(tmp_path / "shallow", clone="yes")
    repo.git("clone", "-q", "--depth=1", "--no-single-branch", "--branch=topic", repo.root.as_uri(), str(shallow.root))
    remedy = "this is a shallow clone: run `git fetch --unshallow`, or give actions/checkout `fetch-depth: 0`\n"
    said = shallow.says("--since", "origin/main")
    assert said == f"error: `origin/main` and HEAD have no common commit here; {remedy}"
    assert shallow.says("--since", base) == f"error: unknown revision `{base}`; {remedy}"
    shallow.git("fetch", "-q", "--unshallow")
    assert shallow.found("--since", "origin/main") == [("a.md", 33, BAD)]


def test_unrelated_histories(repo: Repo) -> None:
    repo.commit("a.md", LIST)
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit("b.md", LIST)
    said = repo.says("--since", "main")
    assert said.startswith("error: `main` and HEAD have no common commit here; name a revision that shares history")


def test_without_a_repository_or_git(tmp_path: Path) -> None:
    plain = Repo.__new__(Repo)
    plain.root = tmp_path
    plain.write("a.md", LIST)
    for option in (("--since", "main"), ("--staged",)):
        said = plain.says(*option, "a.md")
        assert said == f"error: {tmp_path} is in no Git repository; run in one, or name the files to judge whole\n"
    done = plain.run("check", "--staged", "a.md", environment={"PATH": ""})
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"error: `git` was not found; install it" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "main", "--staged"), "`--since` and `--staged` exclude each other"),
        (("--since", "main", "-"), "standard input (`-`) is no file that Git knows: name the file"),
        (("--staged", "-", "--stdin-filename", "a.md"), "`--staged` asks Git what changed, and standard input"),
        (("--since", "main", "--write-baseline", "b"), "leave out `--since`"),
    ],
)
def test_what_does_not_go_together(repo: Repo, arguments: tuple[str, ...], message: str) -> None:
    repo.commit("a.md", LIST)
    done = repo.run("check", *arguments, stdin=b"")
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()


def test_the_configuration_of_a_repository_runs_no_command(repo: Repo) -> None:
    leak = repo.root.parent / "leak"
    command = f"sh -c 'touch {leak}; cat'"
    repo.write(".gitattributes", "*.md diff=evil filter=evil=x\n")
    repo.commit("a.md", LIST)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.evil.command", "diff.evil.textconv"):
        repo.git("config", key, command)
    for key in ("clean", "smudge", "process"):
        repo.git("config", f"filter.evil=x.{key}", command)
    repo.git("config", "filter.evil=x.required", "true")
    hooks = repo.root / ".git/hooks"
    for hook in ("post-index-change", "pre-commit", "fsmonitor-watchman"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch {leak}\n")
        (hooks / hook).chmod(0o755)
    repo.write("a.md", LIST + NEW)
    environment = {"GIT_EXTERNAL_DIFF": command, "GIT_PAGER": command, "GIT_DIFF_OPTS": "--unified=9"}
    for options in (("--since", "HEAD"), ("--since", "HEAD", "a.md"), ("--staged",)):
        done = repo.run("check", *options, "--output-format", "concise", environment=environment)
        assert not leak.exists()
        assert done.returncode == (0 if options == ("--staged",) else 1), done.stderr.decode()
    subprocess.run(["git", "diff"], cwd=repo.root, capture_output=True, check=False)
    assert leak.exists()  # so the trap works
