"""The Action's online part: pull requests that add links, the cache between runs, and the issue of a schedule."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from action_jobs import ACTION, annotated, pull_request
from fake_services import Asked, Reply, github_answer, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from action_jobs import Repository
    from composite import Job
    from fake_services import Service

pytestmark = pytest.mark.skipif(not ACTION.exists(), reason="the tests run on an installed package, without the Action")
TITLE = "Links that need a look"
LOCAL = "--allow-private-addresses --confirm-after 0.05"
RESTORE, SAVE, KEEP = "Restore what is known of links", "Save what is known of links", "Keep an issue"
STATUSES = {"/ok": 200, "/wall": 403, "/busy": 503}

# Keeps issues as GitHub does, and what it was called with.
GH = f"""\
#!{sys.executable} -IS
import json, os, sys

file = os.environ["GH_STATE"]
with open(file) as opened:
    state = json.load(opened)
_, _, method, path, *given = sys.argv[1:]
fields = json.load(sys.stdin) if given else {{}}
names = ("GH_TOKEN", "GH_HOST")
state["calls"].append([sys.argv[1:], fields, [os.environ[name] for name in names]])
issues, answer, parts = state["issues"], {{}}, path.partition("?")[0].split("/")[3:]
if state["refuses"]:
    sys.stderr.write(state["refuses"])
elif method == "GET":
    answer = [each for each in issues if each["state"] == "open" and "awesome-lint" in each["labels"]]
elif len(parts) == 1:
    answer = {{"number": len(issues) + 1, "state": "open", "user": {{"login": "github-actions[bot]"}}, **fields}}
    issues.append(answer)
elif len(parts) == 2:
    issues[int(parts[1]) - 1].update(fields)
else:
    issues[int(parts[1]) - 1].setdefault("comments", []).append(fields["body"])
with open(file, "w") as opened:
    json.dump(state, opened)
print(json.dumps(answer))
sys.exit(bool(state["refuses"]))
"""


class GitHub:
    """The issues of a repository, as the fake `gh` keeps them."""

    def __init__(self, folder: Path, repository: Repository) -> None:
        (folder / "bin").mkdir()
        (folder / "bin/gh").write_text(GH)
        (folder / "bin/gh").chmod(0o755)
        self.file = folder / "github.json"
        self.put()
        repository.environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        repository.environment["GH_STATE"] = str(self.file)

    def put(self, *issues: dict[str, Any], refuses: str = "") -> None:
        self.file.write_text(json.dumps({"issues": issues, "calls": [], "refuses": refuses}))

    @property
    def issues(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.file.read_text())["issues"]
        return found

    @property
    def calls(self) -> list[tuple[list[str], dict[str, Any], list[str]]]:
        return [tuple(call) for call in json.loads(self.file.read_text())["calls"]]


@pytest.fixture
def github(tmp_path: Path, repository: Repository) -> GitHub:
    return GitHub(tmp_path, repository)


def _commands() -> bytes:
    """Return the command lines of all processes, where this system shows them."""
    found = b""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += process.read_bytes() + b"\n"
        except OSError:
            continue
    return found


@pytest.fixture
def site(repository: Repository) -> Iterator[Service]:
    def answer(asked: Asked) -> Reply:
        assert b"not-a-token" not in _commands()
        status = STATUSES.get(asked.path, 404)
        return Reply(status, f"<title>{asked.path}</title>".encode(), {"content-type": "text/html"})

    repository.environment["no_proxy"] = "*"
    with served(answer, "") as service:
        yield service


@pytest.fixture
def graphql(repository: Repository) -> Iterator[Service]:
    with served(github_answer({"ants/tea": ("ants/tea", False)})) as service:
        repository.environment["AWESOME_LINT_GITHUB_API"] = service.url
        yield service


def entries(*addresses: str) -> str:
    return "# Teas\n\n" + "".join(f"- [Tea number {n}]({address})\n" for n, address in enumerate(addresses))


def paths(service: Service) -> set[str]:
    return {asked.path for asked in service.asked}


def authorized(service: Service) -> set[str | None]:
    return {asked.headers.get("authorization") for asked in service.asked}


@pytest.mark.parametrize("home", ["owner/list", "stranger/list"])
def test_only_what_a_pull_request_adds_is_asked_for(
    repository: Repository, job: Callable[..., Job], site: Service, graphql: Service, home: str
) -> None:
    old = [f"{site.url}/old", "https://github.com/old/tea"]
    base = repository.commit(README=entries(*old))
    repository.git("switch", "--quiet", "-c", "more")
    added = [f"{site.url}/gone", f"{site.url}/ok", f"{site.url}/wall", "https://github.com/ants/tea"]
    head = repository.commit(README=entries(*old, *added))
    repository.check_out(head, depth=1)
    done = job("pull_request", pull_request(base, head, repo={"full_name": home}))
    assert done.run(online="true", args=LOCAL) == 1, done.log
    assert annotated(done) == [("dead-link", 5)]
    assert {"/gone", "/ok", "/wall"} <= paths(site)
    assert "/old" not in paths(site)
    assert "Links: 2 ok · 1 dead · 1 unverifiable (1 bot wall)\n" in done.summary
    results = done.results()
    assert (results["dead"], results["moved"], results["unverifiable"]) == ("1", "0", "1")
    assert b"old" not in b"".join(asked.body for asked in graphql.asked)
    assert authorized(graphql) == {"bearer not-a-token"}
    assert authorized(site) == {None}
    assert "not-a-token" not in done.log + done.summary
    assert KEEP not in done.ran


def test_what_was_found_out_is_kept_although_the_job_fails(
    repository: Repository, job: Callable[..., Job], site: Service
) -> None:
    repository.check_out(repository.commit(README=entries(f"{site.url}/gone", f"{site.url}/ok")))
    done = job()
    assert done.run(online="true", args=LOCAL) == 1, done.log
    restored, saved = done.given[RESTORE], done.given[SAVE]
    assert done.ran[-2:] == [SAVE, "Fail on findings"]
    assert (restored["uses"], saved["uses"]) == ("actions/cache/restore", "actions/cache/save")
    assert restored["path"] == saved["path"]
    assert [file.name for file in Path(saved["path"]).iterdir()] == ["facts.sqlite3"]
    assert saved["key"].startswith(restored["restore-keys"])
    assert restored["key"].startswith(restored["restore-keys"])
    site.asked.clear()
    again = job()
    again.used = {**again.used, "facts": {"cache-matched-key": saved["key"]}}
    assert again.run(online="true", args=LOCAL) == 1
    assert annotated(again) == [("dead-link", 3)]
    assert site.asked == []
    assert SAVE not in again.ran  # nothing came


def test_without_being_told_the_network_is_left_alone(
    repository: Repository, job: Callable[..., Job], site: Service, graphql: Service
) -> None:
    repository.check_out(repository.commit(README=entries(f"{site.url}/gone", "https://github.com/ants/tea")))
    done = job("schedule")
    assert done.run() == 0
    assert site.asked + graphql.asked == []
    assert not {RESTORE, SAVE, KEEP} & set(done.ran)
    assert done.results()["dead"] == ""


def test_what_is_unknown_fails_no_job_and_opens_no_issue(
    repository: Repository, job: Callable[..., Job], site: Service, github: GitHub
) -> None:
    repository.check_out(repository.commit(README=entries(f"{site.url}/wall", "https://x.com/tea")))
    done = job("schedule")
    assert done.run(online="true", issue="true", args=LOCAL) == 0, done.log
    assert done.results()["unverifiable"] == "2"
    assert KEEP in done.ran
    assert github.issues == []


def test_one_issue_is_opened_brought_up_to_date_and_closed(
    repository: Repository, job: Callable[..., Job], site: Service, github: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.check_out(repository.commit(README=entries(f"{site.url}/gone", f"{site.url}/ok")))
    inputs = {"online": "true", "issue": "true", "fail_on": "never", "args": f"{LOCAL} --select dead-link --no-cache"}
    done = job("schedule")
    assert done.run(**inputs) == 0, done.log
    assert "Issue 1 was opened" in done.log
    (issue,) = github.issues
    assert (issue["title"], issue["labels"], issue["state"]) == (TITLE, ["awesome-lint"], "open")
    assert "(https://github.com/owner/list/actions/runs/17)" in issue["body"]
    assert "\nLinks: 1 ok · 1 dead\n" in issue["body"]
    where = f"[README.md&#58;3](https://github.com/owner/list/blob/{'f' * 40}/README.md?plain=1#L3)"
    row = f"- {where} `{site.url}/gone` Unexpected dead link (404 Not Found), expected an address that answers\n"
    assert f"\n### dead-link (error)\n\n{row}".replace("&#58;", ":") in issue["body"]
    assert {tuple(call[2]) for call in github.calls} == {("not-a-token", "github.com")}

    (repository.clone / "README.md").write_text(entries(f"{site.url}/lost", f"{site.url}/ok"))
    assert done.run(**inputs) == 0
    (issue,) = github.issues
    assert "/lost" in issue["body"]
    assert "/gone" not in issue["body"]

    monkeypatch.setitem(STATUSES, "/lost", 200)
    assert done.run(**inputs) == 0
    (issue,) = github.issues
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")
    assert len(issue["comments"]) == 1

    assert done.run(**inputs) == 0
    assert github.issues == [issue]
    assert "There is nothing to open an issue for" in done.log


SLIP = "- 2024-13-01 [Tea](https://example.org/tea)\n"
DATES = {"issue": "true", "select": "dates", "fail_on": "never"}


def ours(**more: object) -> dict[str, Any]:
    known = {"number": 1, "state": "open", "title": TITLE, "labels": ["awesome-lint"], "body": "old"}
    return known | {"user": {"login": "github-actions[bot]"}} | more


@pytest.mark.parametrize(
    "other", [{"user": {"login": "stranger"}}, {"title": "Others"}, {"labels": []}, {"pull_request": {}}]
)
def test_what_others_opened_is_not_ours(
    repository: Repository, job: Callable[..., Job], github: GitHub, other: dict[str, Any]
) -> None:
    repository.check_out(repository.commit(README=SLIP))
    github.put(ours(**other))
    done = job("schedule")
    assert done.run(**DATES) == 0, done.log
    there, opened = github.issues
    assert there == ours(**other)
    assert opened["title"] == TITLE
    (repository.clone / "README.md").write_text("# Tea\n")
    assert done.run(**DATES) == 0
    assert github.issues[0] == ours(**other)
    assert github.issues[1]["state"] == "closed"


def test_a_workflow_may_have_an_issue_of_its_own(
    repository: Repository, job: Callable[..., Job], github: GitHub
) -> None:
    repository.check_out(repository.commit(README=SLIP))
    github.put(ours())
    title = "$(touch pwned) `touch pwned` \"; touch pwned; '"
    done = job("schedule")
    assert done.run(**DATES, issue_title=title) == 0, done.log
    assert [issue["title"] for issue in github.issues] == [TITLE, title]
    assert done.run(**DATES, issue_title=title) == 0
    assert len(github.issues) == 2
    assert not list(repository.folder.rglob("pwned"))


def test_pull_requests_and_runs_over_changes_leave_the_issue_alone(
    repository: Repository, job: Callable[..., Job], github: GitHub
) -> None:
    base = repository.commit(README="# Tea\n")
    head = repository.commit(README=f"# Tea\n\n{SLIP}")
    repository.check_out(head)
    for done, since in (
        (job("pull_request", pull_request(base, head)), ""),
        (job("pull_request", pull_request(base, head)), "none"),
        (job("push"), base),
    ):
        assert done.run(**DATES, since=since) == 0
        assert done.results()["findings"] == "1"
        assert KEEP not in done.ran
    assert github.calls == []


def test_the_issue_stays_where_not_everything_could_be_looked_at(
    repository: Repository, job: Callable[..., Job], github: GitHub
) -> None:
    repository.check_out(repository.commit(README="# Tea\n\n- [Tea](https://example.org/tea)\n"))
    github.put(ours())
    done = job("schedule")
    assert done.run(issue="true") == 0  # offline: nothing is known of links
    assert "stays open, as not all rules could look at everything" in done.log
    assert github.issues == [ours()]
    (repository.clone / "README.md").write_text(SLIP)
    assert done.run(issue="true") == 1
    body = github.issues[0]["body"]
    assert body.count("Not everything was looked at by ") == 1
    assert "dead-link, moved-link" in body
    github.put(ours())
    (repository.clone / "broken.md").write_bytes(b"\xff\xff")
    assert done.run(issue="true", select="dates", paths="README.md\nbroken.md") == 2
    assert "the issue stays as it is" in done.log
    assert github.issues == [ours()]


def test_what_is_mere_information_opens_no_issue(
    repository: Repository, job: Callable[..., Job], github: GitHub
) -> None:
    text = "# Tea\n\n- [Tea](http://www.arxiv.org/abs/2403.04321)\n"
    repository.check_out(repository.commit(README=text))
    done = job("schedule")
    assert done.run(issue="true", select="noncanonical-arxiv-url") == 0
    assert int(done.results()["infos"]) > 0
    assert github.issues == []


def test_nothing_that_a_list_says_calls_anybody(
    repository: Repository, job: Callable[..., Job], github: GitHub
) -> None:
    hostile = (
        "@everybody", "#1", "<img src=x>", "https://evil.example", "$(touch pwned)", "| a |", "```", "[a](b)",
        "</details>", "::error::not ours", "GH-1",
    )  # fmt: skip
    text = "# Tea\n\n" + "".join(f"- [Tea]({say} x)\n- [{say}](http://)\n- [{say}][nowhere]\n" for say in hostile)
    name = "a`@everybody` $(touch pwned)"
    repository.check_out(repository.commit(**{name: text}))
    done = job("schedule")
    assert done.run(issue="true", paths=f"{name}.md", select="links", args="--extend-select undefined-reference") == 1
    (issue,) = github.issues
    assert issue["body"].count("\n- [") >= len(hostile)
    shown = "".join(piece for at, piece in enumerate(issue["body"].split("`")) if at % 2 == 0)  # no code
    for said in ("@everybody", "#1 ", "<img", "//evil.example", "](b)", "</details>", "GH-1"):
        assert said not in shown, said
    for arguments, *_ in github.calls:
        assert arguments[:2] == ["api", "--method"]
        assert "Tea" not in " ".join(arguments)
    assert not list(repository.folder.rglob("pwned"))


def test_names_of_files_may_be_no_text(repository: Repository, job: Callable[..., Job], github: GitHub) -> None:
    name = os.fsdecode(b"README caf\xe9 [a](b)")
    repository.check_out(repository.commit(**{name: SLIP}))
    done = job("schedule")
    assert done.run(**DATES) == 0, done.log
    (issue,) = github.issues
    assert "/README%20caf%E9%20%5Ba%5D%28b%29.md?plain=1#L1) Unexpected date " in issue["body"]


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_cache_stops_nothing(repository: Repository, job: Callable[..., Job], data: bytes) -> None:
    repository.check_out(repository.commit(README="# Tea\n"))
    done = job("schedule")
    facts = done.temp / "awesome-lint/facts/facts.sqlite3"
    facts.parent.mkdir(parents=True)
    facts.write_bytes(data)
    assert done.run(online="true", args="--no-cache") == 0, done.log
    assert done.run(online="true") == 0, done.log


def test_there_is_room_for_the_most_severe(repository: Repository, job: Callable[..., Job], github: GitHub) -> None:
    rows = [f"- 2024-07-{day:02} [Tea {n} {day}](https://example.org/{n}/{day})\n" for n in range(40) for day in (1, 2)]
    slips = [f"- 2024/08/01 [Tee {n}](https://example.org/tee/{n}{'茶' * 120})\n" for n in range(15)]
    bad = [f"- [喝 {n}](https://example.org/{'a' * 300} {n})\n" for n in range(400)]
    repository.check_out(repository.commit(README="# Tea\n\n" + "".join([*rows, *slips, *bad])))
    done = job("schedule")
    assert done.run(issue="true", args="--ignore layout --ignore unsorted-entry", fail_on="never") == 0, done.log
    body = github.issues[0]["body"]
    assert 60_000 < len(body.encode()) < 65_536
    count = int(done.results()["findings"]) - body.count("\n- [")
    assert count > 0
    run = "[the run](https://github.com/owner/list/actions/runs/17)"
    assert body.endswith(f"\n{count} more are left out here; {run} has them all.\n")
    assert "(warning)" not in body  # the errors alone fill it


@pytest.mark.parametrize("said", ["HTTP 403: Resource not accessible by integration", "a\n::error::b\r%0A::error::c"])
def test_github_may_refuse(repository: Repository, job: Callable[..., Job], github: GitHub, said: str) -> None:
    repository.check_out(repository.commit(README=SLIP))
    github.put(refuses=said)
    done = job("schedule")
    assert done.run(**DATES, annotations="false") == 2
    (command,) = done.commands()
    assert command.startswith("::error title=awesome-lint::")
    assert "`issues: write`" in command
    assert said.split("\n", maxsplit=1)[0] in command


def test_a_runner_may_have_no_gh(repository: Repository, job: Callable[..., Job], tmp_path: Path) -> None:
    repository.check_out(repository.commit(README=SLIP))
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, tool in {tool.name: tool for folder in ("/usr/bin", "/bin") for tool in Path(folder).iterdir()}.items():
        if name != "gh":
            (tools / name).symlink_to(tool)
    repository.environment["PATH"] = str(tools)
    done = job("schedule")
    assert done.run(**DATES, annotations="false") == 2
    (command,) = done.commands()
    assert command.startswith("::error title=awesome-lint::The runner has no `gh`")
