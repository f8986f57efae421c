from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from awesome_lint.facts import Cause, Kind, LinkFact, Paper, Repository, Verdict
from awesome_lint.online.cache import FILE, Cache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.online.stored import Known

NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
OK = LinkFact(Verdict.OK)
DEAD = LinkFact(Verdict.DEAD, "404 Not Found")


def after(**time: float) -> dt.datetime:
    return NOW + dt.timedelta(**time)


def kept(folder: Path, kind: Kind, known: dict[str, Known]) -> Cache:
    cache = Cache(folder)
    assert cache.note == ""
    cache.put(kind, known.items(), NOW)
    return cache


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        (
            Kind.LINKS,
            LinkFact(Verdict.MOVED, "301 Moved Permanently", "https://example.net/新", names=frozenset(("a", "ü"))),
        ),
        (Kind.LINKS, LinkFact(Verdict.OK, names=frozenset())),
        (Kind.LINKS, LinkFact(Verdict.UNKNOWN, "403 Forbidden", cause=Cause.WALL)),
        (Kind.LINKS, DEAD),
        (Kind.PAPERS, Paper("Counting ants", dt.date(2024, 2, 3), withdrawn=True, summary="We “count”.")),
        (Kind.PAPERS, Paper("Counting ants")),
        (Kind.PAPERS, None),
        (Kind.REPOSITORIES, Repository("Example/Ants", archived=True)),
        (Kind.REPOSITORIES, None),
    ],
)
def test_facts_come_back_as_they_went(tmp_path: Path, kind: Kind, fact: Known) -> None:
    cache = kept(tmp_path, kind, {"key": fact})
    cache.close(NOW)
    with closing_cache(tmp_path) as again:
        assert again.get(kind, ["key", "other"], after(minutes=1)) == {"key": fact}
        assert [again.get(other, ["key"], NOW) for other in Kind if other is not kind] == [{}, {}]


@contextmanager
def closing_cache(folder: Path) -> Iterator[Cache]:
    cache = Cache(folder)
    try:
        yield cache
    finally:
        cache.close(NOW)


@pytest.mark.parametrize(
    ("kind", "fact", "days"),
    [
        (Kind.LINKS, OK, 7),
        (Kind.LINKS, LinkFact(Verdict.MOVED, target="https://example.net/"), 3),
        (Kind.LINKS, DEAD, 1),
        (Kind.LINKS, LinkFact(Verdict.UNKNOWN, cause=Cause.WALL), 1),
        (Kind.PAPERS, Paper("Ants"), 90),
        (Kind.PAPERS, None, 1),
        (Kind.REPOSITORIES, Repository("a/b"), 1),
        (Kind.REPOSITORIES, None, 1),
    ],
)
def test_facts_hold_for_their_time(tmp_path: Path, kind: Kind, fact: Known, days: int) -> None:
    with closing_cache(tmp_path) as cache:
        cache.put(kind, [("key", fact)], NOW)
        assert cache.get(kind, ["key"], after(days=days, minutes=-1)) == {"key": fact}
        assert cache.get(kind, ["key"], after(days=days, minutes=1)) == {}
        assert cache.get(kind, ["key"], after(days=-2)) == {}, "from a clock that went wrong"


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause is not Cause.WALL] + [None])
def test_what_is_not_known_is_not_kept(tmp_path: Path, cause: Cause | None) -> None:
    with closing_cache(tmp_path) as cache:
        cache.put(Kind.LINKS, [("https://a.example/", OK)], after(days=-8))
        cache.put(Kind.LINKS, [("https://a.example/", LinkFact(Verdict.UNKNOWN, cause=cause))], NOW)
        assert cache.get(Kind.LINKS, ["https://a.example/"], NOW) == {}


def test_a_wall_takes_the_place_of_what_was_ok(tmp_path: Path) -> None:
    wall = LinkFact(Verdict.UNKNOWN, "403 Forbidden", cause=Cause.WALL)
    with closing_cache(tmp_path) as cache:
        cache.put(Kind.LINKS, [("key", OK)], NOW)
        cache.put(Kind.LINKS, [("key", wall)], after(days=1))
        assert cache.get(Kind.LINKS, ["key"], after(days=1)) == {"key": wall}


def dead_since(folder: Path) -> float | None:
    with closing(sqlite3.connect(folder / FILE)) as db:
        (when,) = db.execute("SELECT dead_since FROM facts").fetchone()
        return when  # type: ignore[no-any-return]


def test_the_first_death_is_remembered(tmp_path: Path) -> None:
    with closing_cache(tmp_path) as cache:
        for days, fact, since in ((0, OK, None), (8, DEAD, 8), (10, DEAD, 8), (12, OK, None), (20, DEAD, 20)):
            cache.put(Kind.LINKS, [("key", fact)], after(days=days))
            assert dead_since(tmp_path) == (since and after(days=since).timestamp())


_WRITER = """
import datetime as dt, sys
from pathlib import Path
from awesome_lint.facts import Kind, LinkFact, Verdict
from awesome_lint.online.cache import Cache
folder, number = Path(sys.argv[1]), int(sys.argv[2])
now = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
cache = Cache(folder)
for start in range(0, 300, 30):
    urls = [f"https://{number}.example/{at}" for at in range(start, start + 30)]
    cache.put(Kind.LINKS, [(url, LinkFact(Verdict.OK)) for url in urls], now)
    cache.put(Kind.LINKS, [("https://shared.example/", LinkFact(Verdict.DEAD, str(number)))], now)
cache.close(now)
print(cache.note, end="")
"""


def run(code: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    writers = [run(_WRITER, str(tmp_path), str(number)) for number in range(6)]
    assert [writer.communicate(timeout=60)[0] for writer in writers] == [""] * 6
    urls = [f"https://{number}.example/{at}" for number in range(6) for at in range(300)]
    with closing_cache(tmp_path) as cache:
        assert len(cache.get(Kind.LINKS, urls, NOW)) == 1800
        assert cache.info(NOW).counts == {("links", "ok"): 1800, ("links", "dead"): 1}


@pytest.mark.parametrize("damage", ["noise", "text", "cut", "middle"])
def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: str) -> None:
    cache = kept(tmp_path, Kind.LINKS, {f"https://a.example/{at}": OK for at in range(2_000)})
    cache.close(NOW)
    file = tmp_path / FILE
    whole = file.read_bytes()
    file.write_bytes(
        {
            "noise": bytes(range(256)) * 100,
            "text": b"not a database\n" * 100,
            "cut": whole[: len(whole) // 3],
            "middle": whole[:4096] + b"\x99" * (len(whole) - 4096),
        }[damage]
    )
    damaged = file.read_bytes()
    with closing_cache(tmp_path) as again:
        again.get(Kind.LINKS, [f"https://a.example/{at}" for at in range(2_000)], NOW)
        again.put(Kind.LINKS, [("https://b.example/", OK)], NOW)
        assert "was damaged and is begun anew" in again.note
        assert again.get(Kind.LINKS, ["https://b.example/"], NOW) == {"https://b.example/": OK}
    assert (tmp_path / FILE).with_suffix(".damaged").read_bytes()[100:] == damaged[100:]  # behind SQLite's counters
    with closing_cache(tmp_path) as third:
        assert third.note == ""
        assert third.get(Kind.LINKS, ["https://b.example/"], NOW) == {"https://b.example/": OK}


def test_a_file_of_another_version_is_emptied(tmp_path: Path) -> None:
    kept(tmp_path, Kind.LINKS, {"key": OK}).close(NOW)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("ALTER TABLE facts RENAME COLUMN fact TO something")
        db.execute("PRAGMA user_version = 99")
    with closing_cache(tmp_path) as cache:
        assert (cache.note, cache.get(Kind.LINKS, ["key"], NOW)) == ("", {})
        cache.put(Kind.LINKS, [("key", OK)], NOW)
        assert cache.get(Kind.LINKS, ["key"], NOW) == {"key": OK}


def test_another_programs_file_is_set_aside(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("CREATE TABLE facts (other TEXT)")
        db.execute("PRAGMA user_version = 1")
    with closing_cache(tmp_path) as cache:
        assert "begun anew" in cache.note
        cache.put(Kind.LINKS, [("key", OK)], NOW)
        assert cache.get(Kind.LINKS, ["key"], NOW) == {"key": OK}


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        ("ok", "no JSON"),
        ("ok", "[]"),
        ("ok", '{"reason": 5, "target": "", "cause": null, "names": null}'),
        ("splendid", '{"reason": "", "target": "", "cause": null, "names": null}'),
        ("ok", '{"reason": "", "target": "", "cause": "magic", "names": null}'),
        ("ok", '{"reason": "", "target": "", "cause": null, "names": [[1]]}'),
        ("ok", '{"reason": ""}'),
    ],
)
def test_a_row_out_of_form_is_as_good_as_none(tmp_path: Path, verdict: str, text: str) -> None:
    with closing_cache(tmp_path) as cache:
        cache.put(Kind.LINKS, [("good", OK), ("bad", OK)], NOW)
        with closing(sqlite3.connect(tmp_path / FILE)) as db, db:
            db.execute("UPDATE facts SET verdict = ?, fact = ? WHERE key = 'bad'", (verdict, text))
        assert cache.get(Kind.LINKS, ["good", "bad"], NOW) == {"good": OK}


def test_a_folder_that_cannot_be_makes_a_cache_that_knows_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with closing_cache(tmp_path / "file" / "cache") as cache:
        assert "cannot be written" in cache.note
        cache.put(Kind.LINKS, [("key", OK)], NOW)
        assert cache.get(Kind.LINKS, ["key"], NOW) == {}
        assert cache.info(NOW).counts == {}
        assert cache.clear() == 0


_READER = """
import datetime as dt, os, sqlite3, sys, urllib.parse  # all now: Python itself may be out of nobody's reach
from pathlib import Path
from awesome_lint.facts import Kind, LinkFact, Verdict
from awesome_lint.online.cache import Cache
if os.geteuid() == 0:  # whom no mode of a file stops
    os.setgid(65534)
    os.setuid(65534)
now = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
cache = Cache(Path(sys.argv[1]))
print("cannot be written" in cache.note, len(cache.get(Kind.LINKS, ["key"], now)))
cache.put(Kind.LINKS, [("key", LinkFact(Verdict.DEAD))], now)
print(cache.get(Kind.LINKS, ["key"], now)["key"].verdict)
cache.close(now)
"""


def test_a_read_only_folder_is_read() -> None:
    with TemporaryDirectory() as name:  # its parents may be entered by anybody, unlike `tmp_path`'s
        folder = Path(name) / "cache"
        folder.mkdir()
        kept(folder, Kind.LINKS, {"key": OK}).close(NOW)
        (folder / FILE).chmod(0o444)
        folder.chmod(0o555)
        Path(name).chmod(0o755)
        try:
            said, _ = run(_READER, str(folder)).communicate(timeout=30)
        finally:
            folder.chmod(0o755)
    assert said.split() == ["True", "1", "ok"]


_FULL = """
import datetime as dt, resource, signal, sys
from pathlib import Path
from awesome_lint.facts import Kind, LinkFact, Verdict
from awesome_lint.online.cache import Cache
now = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
cache = Cache(Path(sys.argv[1]))
cache.put(Kind.LINKS, [("key", LinkFact(Verdict.OK))], now)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
for part in range(20):
    cache.put(Kind.LINKS, [(f"{part}/{at}", LinkFact(Verdict.OK, "x" * 100)) for at in range(100)], now)
print("could not be written" in cache.note, len(cache.get(Kind.LINKS, ["key"], now)))
cache.close(now)
"""


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    said, _ = run(_FULL, str(tmp_path)).communicate(timeout=30)
    assert said.split() == ["True", "1"]
    with closing_cache(tmp_path) as cache:
        assert cache.note == ""
        assert cache.get(Kind.LINKS, ["key"], NOW) == {"key": OK}


def test_the_folder_works_elsewhere(tmp_path: Path) -> None:
    kept(tmp_path / "here", Kind.LINKS, {"key": OK}).close(NOW)
    assert [path.name for path in (tmp_path / "here").iterdir()] == [FILE]
    shutil.copytree(tmp_path / "here", tmp_path / "there" / "deep")
    shutil.rmtree(tmp_path / "here")
    with closing_cache(tmp_path / "there" / "deep") as cache:
        assert cache.get(Kind.LINKS, ["key"], NOW) == {"key": OK}


def test_more_addresses_than_a_statement_takes(tmp_path: Path) -> None:
    urls = [f"https://host{at % 50}.example/a/rather/long/path/{at}" for at in range(2_000)]
    kept(tmp_path, Kind.LINKS, dict.fromkeys(urls, OK)).close(NOW)
    with closing_cache(tmp_path) as cache:
        assert len(cache.get(Kind.LINKS, urls, NOW)) == 2_000


def test_what_it_holds_and_forgetting_it(tmp_path: Path) -> None:
    with closing_cache(tmp_path) as cache:
        cache.put(Kind.LINKS, [("a", OK), ("b", DEAD)], NOW)
        cache.put(Kind.PAPERS, [("2402.01234", Paper("Ants")), ("2402.99999", None)], NOW)
        info = cache.info(after(days=2))
        assert info.counts == {("links", "ok"): 1, ("links", "dead"): 1, ("papers", "known"): 1, ("papers", "none"): 1}
        assert info.expired == 2
        assert info.size > 0
        assert cache.clear() == 4
        assert cache.info(NOW).counts == {}


def test_what_is_long_out_of_date_goes(tmp_path: Path) -> None:
    kept(tmp_path, Kind.LINKS, {"old": DEAD}).close(after(days=32))
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("SELECT count(*) FROM facts").fetchone() == (0,)


def test_the_text_is_json_that_people_can_read(tmp_path: Path) -> None:
    kept(tmp_path, Kind.PAPERS, {"2402.01234": Paper("数蚂蚁")}).close(NOW)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        (text,) = db.execute("SELECT fact FROM facts").fetchone()
    assert json.loads(text)["title"] == "数蚂蚁"
    assert "数蚂蚁" in text
