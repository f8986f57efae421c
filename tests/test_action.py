"""The GitHub Action: its steps run as the runner runs them, on real repositories with a base and a head."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from action_jobs import ACTION, CHECKOUT, annotated, pull_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from action_jobs import Repository
    from composite import Job

pytestmark = pytest.mark.skipif(not ACTION.exists(), reason="the tests run on an installed package, without the Action")
BIN = Path(sys.executable).parent
OLD = """\
# Weather

## Rain

| Date | Title |
| --- | --- |
| 2024-01 | [A drop of rain](https://arxiv.org/abs/2401.01111) |
| 2024-02 | [An umbrella, folded](https://arxiv.org/abs/2402.0376) |
| 2024-03 | [A barometer made of bread](https://arxiv.org/abs/2403.04321) |
| 2024-04 | [Seven clouds](https://arxiv.org/abs/2404.08080) |
| 2024-05 | [Hail and tin roofs](https://arxiv.org/abs/2405.09090) |
| 2024-06 | [Fog, slowly](https://arxiv.org/abs/2406.07070) |

## Wind

| Date | Title |
| --- | --- |
| 2024/07 | [A kite for Monday](https://arxiv.org/abs/2407.05050) |
"""
FOG = "| 2024-06 | [Fog, slowly](https://arxiv.org/abs/2406.07070) |\n"
ADDED = """\
| 2024-07 | [A barometer made of bread](https://arxiv.org/pdf/2403.04321v2) |
| 2024-08 | [Puddles, ranked](https://arxiv.org/abs/2408.090901) |
| 2024/09 | [Dew on a fence](https://arxiv.org/abs/2409.02020) |
| 2024-10 | [Snow by ear](https://arxiv.org/abs/2410.03030) |
"""
NEW = OLD.replace(FOG, ADDED) + FOG


def branched(repository: Repository) -> tuple[str, str, str]:
    """Make a base, a branch that adds and moves entries, and GitHub's merge of both; return the three commits."""
    base = repository.commit(README=OLD)
    repository.git("switch", "--quiet", "-c", "more-papers")
    head = repository.commit(README=NEW)
    repository.git("switch", "--quiet", "--detach", "main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "Merge", head)
    return base, head, repository.git("rev-parse", "HEAD")


CHANGED = [("duplicate-entry", 12), ("invalid-arxiv-id", 13), ("mixed-date-form", 14)]


def test_a_pull_request_hears_of_its_own_lines_alone(repository: Repository, job: Callable[..., Job]) -> None:
    base, head, merge = branched(repository)
    repository.check_out(merge)
    done = job("pull_request", pull_request(base, head))
    assert done.run() == 1, done.log
    assert annotated(done) == CHANGED
    results = done.results()
    assert (results["findings"], results["errors"], results["warnings"]) == ("3", "2", "1")
    assert (results["infos"], results["fixable"], results["exit-status"]) == ("0", "1", "1")
    assert results["sarif-file"] == ""
    for said in ("duplicate-entry", "2408.090901", "2024-09"):
        assert said in done.summary
    for old in ("2402.0376", "A kite for Monday"):
        assert old not in done.summary
    assert "|\n\n### Entries\n\n**README.md**: +3 papers, 1 moved, 1 duplicates line 9\n" in done.summary
    assert "- added: Snow by ear" in done.summary
    assert "- moved: Fog, slowly" in done.summary
    assert done.ran[-1] == "Fail on findings"
    assert "Upload SARIF" not in done.ran
    assert "Suggest fixes" not in done.ran


@pytest.mark.parametrize("depth", [1, 2])
def test_a_shallow_clone_gets_the_history_that_it_lacks(
    repository: Repository, job: Callable[..., Job], depth: int
) -> None:
    base, head, merge = branched(repository)
    repository.check_out(merge, depth=depth)
    done = job("pull_request", pull_request(base, head))
    assert done.run() == 1, done.log
    assert annotated(done) == CHANGED


def test_a_shallow_clone_of_the_head_itself(repository: Repository, job: Callable[..., Job]) -> None:
    base, head, _ = branched(repository)
    repository.check_out(head, depth=1)
    done = job("pull_request", pull_request(base, head))
    assert done.run() == 1, done.log
    assert annotated(done) == CHANGED


def test_a_merge_queue_hears_of_its_own_lines_alone(repository: Repository, job: Callable[..., Job]) -> None:
    base, _, merge = branched(repository)
    repository.check_out(merge, depth=1)
    done = job("merge_group", {"merge_group": {"base_sha": base}})
    assert done.run() == 1, done.log
    assert annotated(done) == CHANGED


def test_what_others_merged_meanwhile_is_not_the_pull_requests(repository: Repository, job: Callable[..., Job]) -> None:
    base, head, _ = branched(repository)
    repository.git("switch", "--quiet", "main")
    repository.commit(
        README=OLD.replace("## Wind\n", "## Wind\n\n- 2024-13-01 [A slip](https://arxiv.org/abs/2401.0)\n")
    )
    repository.git("switch", "--quiet", "--detach", "main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "Merge", head)
    repository.check_out(repository.git("rev-parse", "HEAD"))
    done = job("pull_request", pull_request(base, head))
    assert done.run() == 1, done.log
    assert annotated(done) == CHANGED


def test_history_that_cannot_be_fetched_is_said_with_the_remedy(
    repository: Repository, job: Callable[..., Job]
) -> None:
    base, head, merge = branched(repository)
    repository.check_out(merge, depth=1)
    repository.git("remote", "set-url", "origin", str(repository.folder / "nowhere"), inside=repository.clone)
    done = job("pull_request", pull_request(base, head))
    assert done.run() == 2
    (command,) = done.commands()
    assert command.startswith("::error ")
    assert "fetch-depth: 0" in command
    assert done.results()["exit-status"] == "2"


def test_a_push_is_judged_whole(repository: Repository, job: Callable[..., Job]) -> None:
    _, _, merge = branched(repository)
    repository.check_out(merge, depth=1)
    done = job("push", {"before": "0" * 40})
    assert done.run() == 1
    assert ("invalid-arxiv-id", 8) in annotated(done)
    assert set(CHANGED) < set(annotated(done))
    assert "### Entries" not in done.summary


def test_the_first_push_of_a_branch_has_nothing_before(repository: Repository, job: Callable[..., Job]) -> None:
    _, _, merge = branched(repository)
    repository.check_out(merge, depth=1)
    done = job("push", {"before": "0" * 40})
    assert done.run(since="0" * 40) == 1
    assert ("invalid-arxiv-id", 8) in annotated(done)


def test_since_may_be_a_branch_that_is_not_here(repository: Repository, job: Callable[..., Job]) -> None:
    _, head, _ = branched(repository)
    repository.check_out(head, depth=1)
    done = job()
    assert done.run(since="main") == 1, done.log
    assert annotated(done) == CHANGED


@pytest.mark.parametrize(
    "since", ["--upload-pack=touch pwned", "-x", "$(touch pwned)", "+x:y", "no-such", "a\n::error::b"]
)
def test_a_hostile_since_is_refused(repository: Repository, job: Callable[..., Job], since: str) -> None:
    _, _, merge = branched(repository)
    repository.check_out(merge)
    done = job()
    assert done.run(since=since) == 2
    (command,) = done.commands()
    assert command.startswith("::error title=awesome-lint::")
    assert not list(repository.folder.rglob("pwned"))


def test_readmes_are_the_default_and_exclude_holds(repository: Repository, job: Callable[..., Job]) -> None:
    slip = "- 2024-13-01 [Tea](https://example.org/tea)\n"
    names = {"readme": slip, "deep/er/README.zh-CN": slip, "old/README": slip, "notes": slip}
    (repository.remote / "awesome-lint.toml").write_text('exclude = ["old"]\n')
    repository.check_out(repository.commit(**names))
    done = job()
    assert done.run() == 1
    assert done.results()["findings"] == "2"
    assert sorted(line.split("file=")[1].split(",")[0] for line in done.commands()) == [
        "deep/er/README.zh-CN.md",
        "readme.md",
    ]


def test_without_a_readme_there_is_a_clear_error(repository: Repository, job: Callable[..., Job]) -> None:
    repository.check_out(repository.commit(notes="# Notes\n"))
    done = job()
    assert done.run() == 2
    assert "name the lists in the input paths" in done.commands()[0]


def test_inputs_reach_the_command(repository: Repository, job: Callable[..., Job]) -> None:
    slips = "# Tea\n\n- 2024-13-01 [Tea](https://arxiv.org/abs/2402.0376)\n"
    (repository.remote / "strict.toml").write_text('[rules.invalid-date]\nseverity = "warning"\n')
    repository.check_out(repository.commit(**{"a b": slips, "c": slips, "d": slips}))
    done = job()
    assert (
        done.run(paths="a b.md\r\n\n  c.md \n", ignore="invalid-arxiv-id", config="strict.toml", fail_on="error") == 0
    )
    assert (done.results()["warnings"], done.results()["errors"]) == ("2", "0")
    assert done.run(paths="c.md", select="invalid-arxiv-id") == 1
    assert done.results()["findings"] == "1"
    assert done.run(paths="c.md", args="--exit-zero\n  --select  dates ", annotations="false", summary="false") == 0
    assert done.results()["findings"] == "1"


def test_nothing_is_written_that_is_not_wanted(repository: Repository, job: Callable[..., Job]) -> None:
    repository.check_out(repository.commit(README="- 2024-13-01 [Tea](https://example.org/tea)\n"))
    done = job()
    assert done.run(annotations="false", summary="false") == 1
    assert done.commands() == []
    assert done.summary == ""
    assert "invalid-date" in done.log  # the log has it all the same


def test_a_clean_list(repository: Repository, job: Callable[..., Job]) -> None:
    repository.check_out(repository.commit(README="# Tea\n\n- [Tea](https://example.org/tea)\n"))
    done = job()
    assert done.run() == 0
    assert done.commands() == []
    assert done.results()["findings"] == "0"
    assert done.results()["exit-status"] == "0"
    assert done.summary


@pytest.mark.parametrize("name", ["select", "ignore", "config", "fail_on", "args", "sarif_file"])
def test_a_wrong_input_says_so_and_fails(repository: Repository, job: Callable[..., Job], name: str) -> None:
    repository.check_out(repository.commit(README="# Tea\n"))
    done = job()
    assert done.run(**{name: "--no/such"}) == 2
    assert "no/such" in done.log
    assert done.results()["exit-status"] == "2"


def test_sarif_is_written_and_uploaded(repository: Repository, job: Callable[..., Job]) -> None:
    repository.check_out(repository.commit(README="- 2024-13-01 [Tea](https://example.org/tea)\n"))
    done = job()
    assert done.run(sarif_file="lists.sarif") == 1
    assert done.results()["sarif-file"] == "lists.sarif"
    assert json.loads((repository.clone / "lists.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "Upload SARIF" not in done.ran
    assert done.run(upload_sarif="true") == 1
    assert done.ran[-2:] == ["Upload SARIF", "Fail on findings"]
    assert Path(done.results()["sarif-file"]).is_file()


def test_suggestions_go_to_reviewdog_but_not_from_forks(
    repository: Repository, job: Callable[..., Job], tmp_path: Path
) -> None:
    base, head, merge = branched(repository)
    repository.check_out(merge)
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "reviewdog").write_text(
        '#!/bin/sh\nprintf "%s\\n" "$REVIEWDOG_GITHUB_API_TOKEN" "$@" > args\ncat > stdin\n'
    )
    (bin_ / "reviewdog").chmod(0o755)
    repository.environment["PATH"] = f"{bin_}{os.pathsep}{os.environ['PATH']}"
    done = job("pull_request", pull_request(base, head, repo={"full_name": "owner/list"}))
    assert done.run(suggestions="true") == 1, done.log
    assert done.ran[-3:] == ["Set up reviewdog", "Suggest fixes", "Fail on findings"]
    assert (repository.clone / "args").read_text().splitlines()[:2] == ["not-a-token", "-f=rdjson"]
    suggested = json.loads((repository.clone / "stdin").read_text(encoding="utf-8"))["diagnostics"]
    assert sum("suggestions" in each for each in suggested) == 1
    fork = job("pull_request", pull_request(base, head, repo={"full_name": "stranger/list"}))
    assert fork.run(suggestions="true") == 1
    assert "Suggest fixes" not in fork.ran


HOSTILE = (
    "::error::not ours",
    "##[set-output name=errors;]0",
    "::set-output name=exit-status::0",
    "$(touch pwned)`touch pwned`",
    "\"; touch pwned; '",
    "%0A::error::not ours",
)


def test_nothing_that_a_list_says_is_obeyed(repository: Repository, job: Callable[..., Job], python: Path) -> None:
    text = "# Tea\n\n" + "".join(f"- 2024-13-01 [{say}](https://example.org/tea)\n" for say in HOSTILE)
    text += "".join(f"\n{say} 2024-13-01 [Tea](https://example.org/tea)\n" for say in HOSTILE)
    (repository.remote / "pyproject.toml").write_text("[tool.black]\n")
    for name in (
        "pip",
        "venv",
        "awesome_lint",
        "json",
        "sitecustomize",
    ):  # would be found first, were the folder on the path
        (repository.remote / f"{name}.py").write_text("open('pwned', 'w')\n")
    repository.check_out(repository.commit(README=text))
    done = job()
    done.used = {"python": {"python-version": "3.13.1"}, "install": {"python": str(python)}}  # one that starts
    assert done.run() == 1, done.log
    assert done.results()["errors"] == str(len(annotated(done)))
    assert {rule for rule, _ in annotated(done)} == {"invalid-date"}
    assert int(done.results()["errors"]) >= len(HOSTILE)
    assert not list(repository.folder.rglob("pwned"))
    assert done.results()["exit-status"] == "1"


def test_hostile_names_of_files_and_branches(repository: Repository, job: Callable[..., Job]) -> None:
    slip = "- 2024-13-01 [Tea](https://example.org/tea)\n"
    names = ("$(touch pwned)", "`touch pwned`", "; touch pwned #", "-rf", "::error::x", "a%0Ab", "a\nb", "a,line=9::b")
    files = [f"lists/{start}{name}" for name in names for start in ("", "README")]
    base = repository.commit(**dict.fromkeys(files, "# Tea\n"))
    branch = "a$(touch${IFS}pwned)'\""
    repository.git("switch", "--quiet", "-c", branch)
    head = repository.commit(**dict.fromkeys(files, slip))
    repository.check_out(head)
    for paths, count in (("lists", 2 * len(names)), ("", len(names))):
        done = job("pull_request", pull_request(base, head, ref=branch))
        assert done.run(paths=paths) == 1, done.log
        assert annotated(done) == [("invalid-date", 1)] * count
        assert done.results()["errors"] == str(count)
    assert not list(repository.folder.rglob("pwned"))


@pytest.mark.parametrize("paths", ["$(touch pwned)", "--help", "--exit-zero", "*", "; touch pwned"])
def test_hostile_paths_are_files_that_are_not_there(
    repository: Repository, job: Callable[..., Job], paths: str
) -> None:
    repository.check_out(repository.commit(README="# Tea\n"))
    done = job()
    assert done.run(paths=paths) == 2
    assert "no such file or folder" in done.log
    assert not list(repository.folder.rglob("pwned"))


# What the manifests themselves must be.


def manifests() -> list[Path]:
    return [ACTION, *sorted((CHECKOUT / ".github/workflows").glob("*.yml"))]


def test_others_actions_are_pinned_by_commit() -> None:
    lines = [line.strip(" -") for path in manifests() for line in path.read_text().splitlines() if " uses: " in line]
    pinned = [line for line in lines if not line.startswith("uses: ./ ")]
    assert len(pinned) >= 6
    for line in pinned:
        name, _, version = line.removeprefix("uses: ").partition("@")
        assert name.count("/") in {1, 2}
        commit, _, comment = version.partition(" # v")
        assert len(commit) == 40
        assert set(commit) <= set("0123456789abcdef")
        assert comment.count(".") == 2


def test_one_action_has_one_commit_everywhere() -> None:
    used: dict[str, set[str]] = {}
    for path in manifests():
        for line in path.read_text().splitlines():
            if " uses: " in line and "@" in line:
                name, _, version = line.partition("uses: ")[2].partition("@")
                used.setdefault(name, set()).add(version)
    assert all(len(versions) == 1 for versions in used.values())


def test_no_expression_stands_in_a_script() -> None:
    steps = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    assert all("${{" not in step.get("run", "") for step in steps)
    scripts = [path for path in (CHECKOUT / ".github/action").iterdir() if path.is_file()]
    assert len(scripts) == 4
    assert all("${{" not in path.read_text() and "eval " not in path.read_text() for path in scripts)


def test_every_input_and_output_is_described() -> None:
    manifest = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    for each in (*manifest["inputs"].values(), *manifest["outputs"].values()):
        assert each["description"].endswith(".")
    assert all(isinstance(each["default"], str) for each in manifest["inputs"].values())


def checked(*command: str) -> None:
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


needs_ci = pytest.mark.skipif(not (BIN / "zizmor").exists(), reason="zizmor is not installed: `pip install -e '.[ci]'`")


@needs_ci
def test_zizmor_finds_nothing() -> None:
    checked("zizmor", "--offline", "--quiet", ".")


@needs_ci
@pytest.mark.parametrize("kind", ["actions", "workflows", "dependabot"])
def test_the_manifests_follow_their_schemas(kind: str) -> None:
    files = {"actions": "action.yml", "workflows": ".github/workflows/ci.yml", "dependabot": ".github/dependabot.yml"}
    checked("check-jsonschema", "--builtin-schema", f"vendor.{'github-' * (kind != 'dependabot')}{kind}", files[kind])


def examples() -> list[str]:
    """Return the workflows of the README."""
    section = (
        (CHECKOUT / "README.md").read_text(encoding="utf-8").partition("\n## GitHub Action\n")[2].partition("\n## ")[0]
    )
    blocks = [block.partition("```")[0] for block in section.split("```yaml\n")[1:]]
    return [block for block in blocks if block.startswith("name: ")]


def test_the_workflows_of_the_readme_use_what_there_is() -> None:
    inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    assert len(examples()) == 2
    for text, permissions in zip(examples(), ({"contents"}, {"contents", "issues"}), strict=True):
        workflow = yaml.safe_load(text)
        (job,) = workflow["jobs"].values()
        assert workflow["permissions"] == {}
        assert job["permissions"].keys() == permissions
        assert job["permissions"]["contents"] == "read"
        used = [step for step in job["steps"] if step["uses"].startswith("awesome-lint/")]
        assert used
        assert all(name in inputs for step in used for name in step.get("with", {}))


@needs_ci
def test_shellcheck_finds_nothing() -> None:
    checked("shellcheck", "-x", ".ci/run", *(f".github/action/{name}" for name in ("check", "install", "since")))


@needs_ci
def test_the_workflows_of_the_readme_follow_their_schema(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    for number, text in enumerate(examples()):
        pinned = re.sub(r"(uses: awesome-lint/awesome-lint@)\S+", rf"\g<1>{'0' * 40} # v0.1.0", text)
        (folder / f"{number}.yml").write_text(pinned, encoding="utf-8")
        checked("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(folder / f"{number}.yml"))
    checked("zizmor", "--offline", "--quiet", str(folder))


@needs_ci
def test_the_step_that_installs_runs_nothing_of_the_checked_repository(
    repository: Repository, job: Callable[..., Job]
) -> None:
    for name in ("pip", "venv", "setup", "awesome_lint", "sitecustomize"):
        (repository.remote / f"{name}.py").write_text("open('pwned', 'w')\n")
    repository.check_out(repository.commit(README="- 2024-13-01 [Tea](https://example.org/tea)\n"))
    whole = job()
    whole.skipped = ()
    whole.used = {"python": {"python-version": "3.13.1", "python-path": sys.executable}}
    assert whole.run() == 1, whole.log
    assert annotated(whole) == [("invalid-date", 1)]
    assert not list(repository.folder.rglob("pwned"))


@pytest.mark.parametrize("version", ["../list", "0.1.0 --index-url=x", "--pre", "$(touch pwned)", "@", "0.1\n2"])
def test_a_version_is_a_number(repository: Repository, job: Callable[..., Job], version: str) -> None:
    repository.check_out(repository.commit(README="# Tea\n"))
    done = job()
    done.skipped = ()
    assert done.run(version=version) == 2
    assert "Unexpected version" in done.commands()[0]
