"""Going online, as people meet it: real processes against real servers on this machine."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from command import COMMAND, ENVIRONMENT, NOTHING, forked

from awesome_lint.cli.options import FORMS
from awesome_lint.errors import ConfigError
from awesome_lint.online_settings import ONLINE, OnlineSettings
from awesome_lint.output.verdicts import Verdicts, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SERVICES = ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_SERVER_URL")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
CALM = {name: value for name, value in ENVIRONMENT.items() if name not in SERVICES + PROXIES} | {"no_proxy": "*"}
ENTRY = "<entry><id>http://arxiv.org/abs/{}v1</id><title>{}</title><published>2024-03-01T00:00:00Z</published></entry>"


class Site(ThreadingHTTPServer):
    """A host of many pages; ``asked`` has the requests: path and headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Pages)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.papers: dict[str, str] = {}
        self.arxiv_status = 200
        self.let_go = threading.Event()
        self.began: list[float] = []
        self.resting: set[str] = set()
        self.most_resting = 0
        self.url = f"http://127.0.0.1:{self.server_port}"

    def times(self, path: str) -> int:
        return Counter(path for path, _ in self.asked)[path]

    def sent(self, name: str) -> set[str]:
        return {headers[name] for _, headers in self.asked if name in headers}


class _Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.began.append(time.monotonic())
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        path = self.path.partition("?")[0]
        if path == "/arxiv":
            ids = re.search(r"id_list=([^&]*)", self.path)
            known = [(each, self.server.papers.get(each)) for each in (ids[1] if ids else "").split(",")]
            entries = "".join(ENTRY.format(each, title) for each, title in known if title)
            feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
            self.answer(self.server.arxiv_status, feed, "application/atom+xml")
        elif path == "/moved":
            self.answer(301, "", location="/new/moved")
        elif path == "/away":
            self.answer(302, "", location=f"http://localhost:{self.server.server_port}/ok")
        elif path == "/rest":
            self.server.resting.add(self.path)
            self.server.most_resting = max(self.server.most_resting, len(self.server.resting))
            time.sleep(0.2)
            self.server.resting.discard(self.path)
            self.answer(200, "rested")
        elif path == "/slow":
            self.server.let_go.wait(20)
            self.answer(200, "late")
        else:
            statuses = {"/ok": 200, "/new/moved": 200, "/wall": 403, "/busy": 503}
            self.answer(statuses.get(path, 404), f"<title>{path}</title><p>All about {path}")

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        found = re.findall(r'(r\d+): repository\(owner: \\?"([^"\\]+)\\?", name: \\?"([^"\\]+)', query)
        data = {alias: {"nameWithOwner": f"{owner}/{name}-2", "isArchived": False} for alias, owner, name in found}
        self.answer(200, json.dumps({"data": data}), "application/json")

    def answer(self, status: int, body: str, kind: str = "text/html", **headers: str) -> None:
        data = body.encode()
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.let_go.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    return tmp_path / "repo"


def write(folder: Path, name: str, *addresses: str) -> None:
    rows = "".join(f"- [Tea number {n}]({address})\n" for n, address in enumerate(addresses))
    (folder / name).write_text(f"# Teas\n\n{rows}", encoding="utf-8")


def arguments(folder: Path, command: str, *more: str) -> list[str]:
    cache = str(folder.parent / "cache")
    return [command, "--online", "--allow-private-addresses", "--confirm-after", "0.05", "--cache-dir", cache, *more]


def online(
    folder: Path, *more: str, command: str = "check", env: Mapping[str, str] = NOTHING, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    return forked(folder, *arguments(folder, command, *more), environment={**CALM, **env}, stdin=stdin)


def data(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rules(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [finding["rule"] for finding in data(done)["diagnostics"]]


def skipped(done: subprocess.CompletedProcess[bytes]) -> dict[str, str]:
    return {each["rule"]: each["reason"] for each in data(done)["skipped"]}


def test_what_links_came_to_is_told_and_each_is_asked_once(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/ok", f"{site.url}/gone", f"{site.url}/wall", f"{site.url}/moved")
    write(folder, "b.md", f"{site.url}/ok#part", f"{site.url}/gone", "https://x.com/somebody")
    done = online(folder, ".")
    assert done.returncode == 1
    out = done.stdout.decode()
    assert "\n1 ok · 1 dead · 1 moved · 2 unverifiable (2 bot walls)\n2 files, 7 entries: " in out
    assert "a.md:4:18: error[dead-link] Unexpected dead link (404 Not Found)" in out
    assert "b.md:4:18: error[dead-link]" in out
    assert site.times("/ok") == 1
    assert b"\r" not in done.stderr
    listed = online(folder, "--show-all", "--output-format", "concise", "a.md").stdout.decode()
    assert f"a.md:5 unverifiable: {site.url}/wall (bot wall: 403 Forbidden)\n" in listed


def test_every_form_carries_verdict_and_reason(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/gone", f"{site.url}/ok")
    reports = [f"--report={form}={folder.parent / form}" for form in FORMS]
    done = online(folder, "a.md", "--output-format", "json", *reports)
    assert done.returncode == 1
    for form in FORMS:
        said = (folder.parent / form).read_text()
        assert "dead-link" in said, form
        assert "404 Not Found" in said, form
        assert ("1 ok · 1 dead" in said) is (form in ("full", "concise", "markdown"))
    sums = {"ok": 1, "moved": 0, "dead": 1, "unverifiable": 0, "causes": {}, "complete": True}
    assert data(done)["summary"]["online"] == sums


def test_what_is_unknown_fails_nothing(folder: Path, site: Site) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # nobody listens
        write(folder, "a.md", f"{site.url}/wall", f"http://127.0.0.1:{closed.getsockname()[1]}/", "https://x.com/a")
        done = online(folder, "a.md", "--output-format", "json")
        assert (done.returncode, rules(done)) == (0, [])
        assert {each["cause"]: each["line"] for each in data(done)["unverifiable"]} == {
            "bot wall": 5,
            "connection error": 4,
        }
        write(folder, "b.md", f"http://127.0.0.1:{closed.getsockname()[1]}/")
        assert online(folder, "b.md").returncode == 0  # one host that refuses is no missing network


def test_a_fix_rewrites_proven_moves_and_no_more(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/moved", f"{site.url}/away", f"{site.url}/ok")
    before = (folder / "a.md").read_text()
    assert online(folder, "a.md", "--check", command="fix").returncode == 1
    assert (folder / "a.md").read_text() == before
    done = online(folder, "a.md", command="fix")
    assert (done.returncode, b"Fixed 1 problem" in done.stdout) == (0, True)
    assert (folder / "a.md").read_text() == before.replace("/moved", "/new/moved")
    assert online(folder, "a.md", "--check", command="fix").returncode == 0
    done = online(folder, "-", command="fix", stdin=before.encode())
    assert done.stdout.decode() == before.replace("/moved", "/new/moved")


NETWORK = "httpx2", "httpcore2", "asyncio", "ssl", "sqlite3", "socket", "http.client", "email.message"
SELDOM = (
    *("mdformat", "importlib.metadata", "importlib.resources", "zipfile", "subprocess", "multiprocessing", "tempfile"),
    *("tomllib", "difflib", "awesome_lint.baseline", "awesome_lint.proposal", "awesome_lint.output.sarif", "cmarkgfm"),
)
HELP = "shutil", "textwrap", "traceback"  # what click prints help with, and a parser logs with
JUDGING = "markdown_it", "awesome_lint.linter", "awesome_lint.parsing.inline"


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (("--version",), (*NETWORK, *SELDOM, *HELP, *JUDGING, "hashlib", "json", "awesome_lint.rules")),
        (("check", "--help"), (*NETWORK, *SELDOM, *JUDGING, "hashlib", "awesome_lint.rules")),
        (("explain", "invalid-date"), (*NETWORK, *SELDOM, *HELP, *JUDGING, "hashlib", "awesome_lint.rules")),
        (("check", "a.md"), (*NETWORK, *SELDOM, "shutil", "awesome_lint.fixer")),
        (("fix", "a.md"), (*NETWORK, *SELDOM, "shutil")),
    ],
)
def test_what_a_run_does_not_need_is_not_imported(
    folder: Path, arguments: tuple[str, ...], heavy: tuple[str, ...]
) -> None:
    write(folder, "a.md", "https://tea.example/a")
    code = (
        "import sys\nfrom awesome_lint.cli import main\n"
        f"try: main()\nfinally: print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, env=CALM, capture_output=True, check=True
    )
    assert done.stderr == b"[]\n"


def test_offline_says_in_json_what_was_not_run_and_else_only_what_was_asked_for(folder: Path) -> None:
    write(folder, "a.md", "https://tea.example/a")
    done = forked(folder, "check", "a.md", "--output-format=json", environment=CALM)
    assert done.returncode == 0
    assert skipped(done)["dead-link"] == "offline; run with `--online`"
    assert "online" not in data(done)["summary"]
    done = forked(folder, "check", "a.md", environment=CALM)
    assert (done.stdout, done.stderr) == (b"1 file, 1 entry: no findings\n", b"")
    done = forked(folder, "check", "a.md", "--extend-select", "dead-link", environment=CALM)
    assert done.stderr == b"note: `dead-link` was not run: offline; run with `--online`\n"


def test_a_comment_for_a_rule_that_asks_the_network_is_never_idle(folder: Path, site: Site) -> None:
    text = f"# Teas\n\n- [A]({site.url}/{{}}) <!-- awesome-lint ignore dead-link -->\n"
    (folder / "a.md").write_text(text.format("gone"))
    (folder / "b.md").write_text(text.format("ok"))
    done = forked(folder, "check", ".", environment=CALM)
    assert done.returncode == 0
    assert online(folder, ".").returncode == 0


def test_private_addresses_are_not_asked_for(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/gone", f"http://localhost:{site.server_port}/gone")
    called = ("check", "a.md", "--online", "--no-cache", "--confirm-after=0")
    done = forked(folder, *called, environment=CALM)
    assert (done.returncode, site.asked) == (0, [])
    assert "0 ok · 0 dead · 2 unverifiable (2 private addresses)" in done.stdout.decode()
    (folder / "awesome-lint.toml").write_text("[online]\nallow-private-addresses = true\n")
    done = forked(folder, *called, environment=CALM)
    assert (done.returncode, site.asked) == (2, [])
    assert b"unknown key `allow-private-addresses`" in done.stderr


def test_configuration_skips_accepts_and_sends_headers_to_the_hosts_it_names(folder: Path, site: Site) -> None:
    host = f"127.0.0.1:{site.server_port}"
    config = f'[online]\nskip = ["{host}/left/*"]\n[online.hosts."{host}"]\naccept = [403]\nat-once = 1\n'
    config += 'headers = { X-Tea = "$HOME", Authorization = "Basic YTpi" }\n'
    (folder / "awesome-lint.toml").write_text(config)
    write(folder, "a.md", f"{site.url}/wall", f"{site.url}/left/alone", f"{site.url}/away")
    done = online(folder, "a.md")
    assert (done.returncode, site.times("/left/alone")) == (0, 0)
    assert "2 ok · 0 dead · 1 unverifiable (1 not asked)" in done.stdout.decode()
    assert site.sent("x-tea") == {"$HOME"}
    elsewhere = [headers for _, headers in site.asked if headers["host"].startswith("localhost")]
    assert elsewhere
    assert all("x-tea" not in headers and "authorization" not in headers for headers in elsewhere)
    (folder / "awesome-lint.toml").unlink()  # what was accepted there is not believed here
    assert "1 unverifiable (1 bot wall)" not in done.stdout.decode()
    assert "1 bot wall" in online(folder, "a.md").stdout.decode()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"hosts": {"a.example": {"headers": {"X": "1\r\nHost: b.example"}}}}, "printable ASCII on one line"),
        ({"hosts": {"a.example": {"headers": {"X": "1\n"}}}}, "printable ASCII on one line"),
        ({"hosts": {"a.example": {"headers": {"X\n": "1"}}}}, "the name of a header"),
        ({"hosts": {"a.example": {"headers": {"Host": "b.example"}}}}, "the connection's own affair"),
        ({"hosts": {"a.example": {"headers": {"X": "1", "x": "2"}}}}, "each header once"),
        ({"hosts": {"https://a.example": {}}}, 'a host, such as `"example.org"`'),
        ({"hosts": {"a.example": {"at-once": 1000}}}, "a whole number from 1 to 32"),
        ({"hosts": {"a.example": {"gap": float("nan")}}}, "seconds, at most 60"),
        ({"hosts": {"a.example": {"gap": True}}}, "seconds, at most 60"),
        ({"accept": [1000]}, "a status"),
        ({"skip": [" "]}, "an address or a host"),
        ({"cache-dir": "/tmp"}, "unknown key `cache-dir`"),  # noqa: S108  (a text)
        ({"proxy": "http://a.example"}, "unknown key `proxy`"),
    ],
)
def test_configuration_that_is_refused(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        ONLINE.read(table, "here")


@pytest.mark.parametrize(
    ("pattern", "address", "skipped"),
    [
        ("tea.example", "https://tea.example/a?b", True),
        ("tea.example", "http://www.tea.example", True),
        ("tea.example", "https://green.TEA.example/a", True),
        ("tea.example", "https://notea.example/a", False),
        ("tea.example", "https://other.example/tea.example", False),
        ("tea.example", "https://tea.example@other.example/", False),
        ("tea.example", "https://other.example?at=tea.example", False),
        ("*.tea.example", "https://green.tea.example/a", True),
        ("https://tea.example/old/*", "http://tea.example/old/b/c?d", True),
        ("https://tea.example/old/*", "https://tea.example/older", False),
        ("tea.example/*.pdf", "https://tea.example/a/b.pdf", True),
        ("tea.example/*.pdf", "https://tea.example/b.pdf?c", False),
        ("tea.example/a", "https://tea.example/a#part", True),
        ("tea.example/a", "https://tea.example/A", False),
        ("tea.example/a?b", "https://tea.example/axb", False),
        ("tea.example/" + "*a" * 40, "https://tea.example/" + "a" * 10_000 + "!", False),
    ],
)
def test_which_addresses_a_pattern_skips(pattern: str, address: str, *, skipped: bool) -> None:
    assert OnlineSettings((pattern,)).skips(address) is skipped


def test_no_more_requests_start_in_a_second_than_are_allowed(folder: Path, site: Site) -> None:
    write(folder, "a.md", *(f"{site.url}/ok?{number}" for number in range(6)))
    assert online(folder, "a.md").returncode == 0
    freely = site.began.copy()
    assert online(folder, "a.md", "--refresh", "--max-rate", "3").returncode == 0
    paced = site.began[len(freely) :]
    assert len(freely) == len(paced) == 6
    assert max(freely) - min(freely) < 1.1 < max(paced) - min(paced)


@pytest.mark.parametrize("at_once", [None, 1, 9])
def test_one_host_is_asked_at_most_so_much_at_once(folder: Path, site: Site, at_once: int | None) -> None:
    if at_once:
        (folder / "awesome-lint.toml").write_text(
            f'[online.hosts."127.0.0.1:{site.server_port}"]\nat-once = {at_once}\n'
        )
    write(folder, "a.md", *(f"{site.url}/rest?{number}" for number in range(8)))
    assert online(folder, "a.md").returncode == 0
    assert (site.most_resting == 1) if at_once == 1 else (site.most_resting > 2)
    site.most_resting = 0
    assert online(folder, "a.md", "--refresh", "--host-limit", "2").returncode == 0
    assert site.most_resting == (1 if at_once == 1 else 2)


def test_the_token_goes_to_github_alone(folder: Path, site: Site) -> None:
    write(folder, "a.md", "https://github.com/teas/oolong", f"{site.url}/ok", f"{site.url}/away")
    env = {"GITHUB_TOKEN": "s3cret", "AWESOME_LINT_GITHUB_API": f"{site.url}/graphql"}
    done = online(folder, "a.md", "--output-format", "json", env=env)
    assert "renamed-repository" in rules(done)
    assert data(done)["summary"]["online"]["moved"] == 1
    assert {path for path, headers in site.asked if "s3cret" in str(headers)} == {"/graphql"}
    assert b"s3cret" not in done.stdout + done.stderr


@pytest.mark.parametrize("address", ["http://github.example/graphql", "https://github.example/graphql", "file:///a"])
def test_services_of_tests_are_on_this_machine_alone(folder: Path, address: str) -> None:
    write(folder, "a.md", "https://github.com/teas/oolong")
    done = online(folder, "a.md", env={"GITHUB_TOKEN": "s3cret", "AWESOME_LINT_GITHUB_API": address})
    assert done.returncode == 2
    assert b"is for tests" in done.stderr


def test_without_a_token_rules_on_repositories_are_told_as_not_run(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/ok")
    done = online(folder, "a.md")
    assert done.stderr == b""  # no repository is listed
    assert "no token" in skipped(online(folder, "a.md", "--output-format", "json"))["renamed-repository"]
    (folder / "awesome-lint.toml").write_text('[online]\nskip = ["github.com"]\n')
    write(folder, "a.md", f"{site.url}/ok", "https://github.com/teas/oolong")
    assert online(folder, "a.md").stderr == b""


def test_papers_of_other_titles_and_what_arxiv_refuses(folder: Path, site: Site) -> None:
    site.papers = {"2403.04321": "A barometer made of bread and butter", "1706.03762": "Attention Is All You Need"}
    (folder / "a.md").write_text(
        "# Papers\n\n- [Counting the legs of a hundred spiders](https://arxiv.org/abs/2403.04321)\n"
    )
    env = {"AWESOME_LINT_ARXIV_API": f"{site.url}/arxiv"}
    done = online(folder, "a.md", "--output-format", "json", env=env)
    assert rules(done) == ["arxiv-title-mismatch"]
    assert "A barometer made of bread and butter" in data(done)["diagnostics"][0]["message"]
    site.arxiv_status = 403
    done = online(folder, "a.md", "--output-format", "json", "--refresh", env=env)
    assert (done.returncode, rules(done)) == (0, [])
    assert "403" in skipped(done)["unknown-arxiv-id"]
    assert data(done)["summary"]["online"]["causes"] == {"not looked up": 1}
    done = online(folder, "a.md", "--refresh", env=env)
    assert b"was not run on everything" in done.stderr or b"were not run on everything" in done.stderr


def test_without_a_network_findings_offline_are_told_and_the_status_is_2(folder: Path) -> None:
    closed = [socket.socket() for _ in range(3)]
    for each in closed:
        each.bind(("127.0.0.1", 0))
    write(folder, "a.md", *(f"http://127.0.0.1:{each.getsockname()[1]}/" for each in closed))
    (folder / "a.md").write_text((folder / "a.md").read_text() + "- 2024-13-01 [Oolong](https://x.com/a)\n")
    done = online(folder, "a.md")
    for each in closed:
        each.close()
    assert done.returncode == 2
    assert b"invalid-date" in done.stdout
    assert b"the network could not be reached, nothing was found out: the connection was refused" in done.stderr
    assert b"`dead-link`" in done.stderr


def test_an_interrupted_run_tells_what_is_known_and_keeps_it(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/ok", f"{site.url}/gone", f"{site.url}/slow")
    called = [*COMMAND, *arguments(folder, "check", "a.md")]
    process = subprocess.Popen(called, cwd=folder, env=CALM, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 20
    while not (site.times("/slow") and site.times("/gone") > 1 and site.times("/ok")) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert b"error[dead-link]" in out
    assert "1 ok · 1 dead · interrupted before 1 more" in out.decode()
    site.let_go.set()
    site.asked.clear()
    assert online(folder, "a.md").returncode == 1
    assert {path for path, _ in site.asked if path in ("/ok", "/gone")} == set()


def test_the_cache_is_used_refreshed_shown_and_cleared(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/ok", f"{site.url}/moved")
    online(folder, "a.md")
    asked = len(site.asked)
    assert b"1 ok" in online(folder, "a.md").stdout
    assert len(site.asked) == asked
    online(folder, "a.md", "--refresh")
    assert len(site.asked) > asked
    asked = len(site.asked)
    online(folder, "a.md", "--no-cache")
    assert len(site.asked) > asked
    place = {**CALM, "AWESOME_LINT_CACHE_DIR": str(folder.parent / "cache")}

    def cache(*more: str) -> bytes:
        return forked(folder, "cache", *more, environment=place).stdout

    info = json.loads(cache("info", "--output-format", "json"))
    assert {(each["kind"], each["verdict"], each["count"]) for each in info["facts"]} == {
        ("links", "ok", 1),
        ("links", "moved", 1),
    }
    assert b"2 facts" in cache("info")
    assert cache("clear") == b"2 facts and 0 results forgotten\n"
    assert json.loads(cache("info", "--output-format", "json"))["facts"] == []


def test_only_changed_links_are_asked_for(folder: Path, site: Site) -> None:
    (folder / ".git").rmdir()
    write(folder, "a.md", f"{site.url}/gone")

    def git(*more: str) -> None:
        named = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *named, *more], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    write(folder, "a.md", f"{site.url}/gone", f"{site.url}/ok")
    done = online(folder, "--since", "HEAD")
    assert done.returncode == 0, done
    assert {path for path, _ in site.asked if "gone" in path} == set()
    assert site.times("/ok") == 1
    git("add", ".")
    write(folder, "a.md", f"{site.url}/ok")
    assert b"1 ok" in online(folder, "--staged").stdout


def test_an_address_that_changed_in_its_definition_is_asked_for(folder: Path, site: Site) -> None:
    (folder / ".git").rmdir()
    text = f"# Teas\n\n- [Oolong][tea] and [the same][tea]\n- [Sencha]({site.url}/gone)\n\n[tea]: {site.url}/ok\n"
    (folder / "a.md").write_text(text)
    for more in (("init", "-q"), ("add", "."), ("-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "-qm1")):
        subprocess.run(["git", *more], cwd=folder, check=True, capture_output=True)
    (folder / "a.md").write_text(text.replace("/ok", "/missing"))
    found = data(online(folder, "--since", "HEAD", "--output-format", "json"))["diagnostics"]
    assert [(each["rule"], each["start"]["line"]) for each in found] == [("dead-link", 6)]
    assert {path for path, _ in site.asked} == {"/missing"}


def test_progress_is_one_line_on_a_terminal_and_leaves_nothing_behind(folder: Path, site: Site) -> None:
    write(folder, "a.md", f"{site.url}/ok", f"{site.url}/gone", f"{site.url}/slow")
    terminal, end = pty.openpty()
    called = [*COMMAND, *arguments(folder, "check", "a.md")]
    env = {**CALM, "TERM": "xterm", "COLUMNS": "40"}
    process = subprocess.Popen(called, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=end)
    os.close(end)
    seen = b""
    try:
        while piece := os.read(terminal, 4096):
            seen += piece
            if b"2 of 3 links" in seen:
                site.let_go.set()
    except OSError:
        pass  # the other end is closed
    finally:
        os.close(terminal)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert b"\r" not in out
    lines = seen.decode().split("\r\x1b[K")
    assert any(re.match(r"\d of 3 links", each) for each in lines), lines
    assert max(map(len, lines)) <= 39
    assert lines[-1] == ""


def test_sums_in_words() -> None:
    many = {"bot wall": 28, "timeout": 5, "rate limit": 11}
    said = line(Verdicts(1912, 41, 3, many))
    assert said == "1,912 ok · 3 dead · 41 moved · 44 unverifiable (28 bot walls, 11 rate limits, 5 timeouts)"
    few = {"redirect to a front page": 2, "not asked": 2, "private address": 2, "timeout": 0}
    assert line(Verdicts(causes=few)) == (
        "0 ok · 0 dead · 6 unverifiable (2 not asked, 2 private addresses, 2 redirects to a front page)"
    )
    assert line(Verdicts(2, missing=1_000)) == "2 ok · 0 dead · interrupted before 1,000 more"
