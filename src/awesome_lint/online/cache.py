"""What was found out before, in one SQLite file that several runs may share."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.facts import Cause, Kind, LinkFact, Paper, Repository, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Known = LinkFact | Paper | Repository | None

FILE = "facts.sqlite3"
"""The name of the file inside the cache's folder."""

_VERSION = 1  # of the table below; another one in a file makes it start anew
_BUSY = 5.0  # seconds that one run waits for another's writing
_AT_ONCE = 500  # keys in one question: SQLite's oldest bound on variables is 999
_DAY = 86_400.0

_LIFETIMES = {  # seconds
    Verdict.OK: 7 * _DAY,
    Verdict.MOVED: 3 * _DAY,
    Verdict.DEAD: _DAY,
}
_WALL_LIFETIME = _DAY
_PAPER_LIFETIME, _NO_PAPER_LIFETIME, _REPOSITORY_LIFETIME = 90 * _DAY, _DAY, _DAY

_TABLE = """
CREATE TABLE IF NOT EXISTS facts (
  kind TEXT NOT NULL,        -- links, papers, repositories
  key TEXT NOT NULL,         -- an address, an arXiv id, owner/name
  verdict TEXT NOT NULL,     -- of a link; else `known` or `none`
  fact TEXT NOT NULL,        -- the rest, in JSON
  checked REAL NOT NULL,     -- seconds since 1970
  expires REAL NOT NULL,
  dead_since REAL,           -- when it was first seen dead
  PRIMARY KEY (kind, key)
) WITHOUT ROWID"""


class Info(NamedTuple):
    """What a cache holds: facts by kind and verdict, how many are out of date, and the file's size in bytes."""

    file: Path
    counts: dict[tuple[str, str], int]
    expired: int
    size: int


class Cache:
    """Facts with the time until which they hold.

    ``note`` says for people what was wrong with the file, if anything; a damaged one is set aside. An
    unusable folder makes a cache that knows and keeps nothing.
    """

    def __init__(self, folder: Path) -> None:
        """Open the cache in *folder*, made if need be. Raises nothing."""
        self.file = folder / FILE
        self.note = ""
        self._db: sqlite3.Connection | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._opened()
        except sqlite3.OperationalError as error:
            self.note = f"the cache {self.file} cannot be used: {error}"
        except sqlite3.DatabaseError:
            self._start_anew()
        except OSError as error:
            self.note = f"the cache {self.file} cannot be used: {error.strerror}"

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.file, timeout=_BUSY)
        try:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                db.execute("DROP TABLE IF EXISTS facts")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(_TABLE)
            db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("SELECT key FROM facts LIMIT 1").fetchall()
            db.commit()
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _start_anew(self) -> None:
        aside = self.file.with_suffix(".damaged")
        self.note = f"the cache {self.file} was damaged and is begun anew; the old file is {aside.name}"
        try:
            self.file.replace(aside)
            for left in ("-wal", "-shm"):
                self.file.with_name(self.file.name + left).unlink(missing_ok=True)
            self._db = self._opened()
        except (sqlite3.Error, OSError) as error:
            self.note = f"the cache {self.file} is damaged and cannot be replaced: {error}"

    @property
    def usable(self) -> bool:
        """Whether it can know and keep anything."""
        return self._db is not None

    def get(self, kind: Kind, keys: Iterable[str], now: dt.datetime) -> dict[str, Known]:
        """Return what is known of *keys* and still holds at *now*."""
        wanted = list(keys)
        found: dict[str, Known] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            found.update(self._rows(kind, wanted[start : start + _AT_ONCE], now.timestamp()))
        return found

    def _rows(self, kind: Kind, keys: list[str], now: float) -> Iterator[tuple[str, Known]]:
        if self._db is None:
            return
        marks = ",".join("?" * len(keys))
        query = (
            f"SELECT key, verdict, fact FROM facts WHERE kind = ? AND expires > ? AND checked <= ? AND key IN ({marks})"  # noqa: S608  (marks alone)
        )
        try:
            for key, verdict, fact in self._db.execute(query, (kind.value, now, now + _DAY, *keys)).fetchall():
                yield key, _read(kind, verdict, fact)
        except (sqlite3.Error, ValueError, TypeError, KeyError):
            return  # what cannot be read is asked for again

    def put(self, kind: Kind, known: Iterable[tuple[str, Known]], now: dt.datetime) -> None:
        """Keep facts, for as long as their kind and verdict hold. Raises nothing."""
        rows = []
        for key, fact in known:
            if lifetime := _lifetime(kind, fact):
                at = now.timestamp()
                verdict = fact.verdict.value if isinstance(fact, LinkFact) else "known" if fact else "none"
                dead = at if verdict in (Verdict.DEAD.value, "none") else None
                rows.append((kind.value, key, verdict, _written(fact), at, at + lifetime, dead))
        if self._db is None or not rows:
            return
        try:
            with self._db:
                self._db.executemany(
                    "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET "
                    "verdict = excluded.verdict, fact = excluded.fact, checked = excluded.checked, "
                    "expires = excluded.expires, "
                    "dead_since = iif(excluded.dead_since IS NULL, NULL, coalesce(dead_since, excluded.dead_since))",
                    rows,
                )
        except sqlite3.Error as error:
            self.note = f"the cache {self.file} could not be written: {error}"

    def info(self, now: dt.datetime) -> Info:
        """Return what the cache holds."""
        counts: dict[tuple[str, str], int] = {}
        expired = 0
        if self._db is not None:
            rows = self._db.execute("SELECT kind, verdict, count(*) FROM facts GROUP BY kind, verdict").fetchall()
            counts = {(kind, verdict): number for kind, verdict, number in rows}
            (expired,) = self._db.execute(
                "SELECT count(*) FROM facts WHERE expires <= ?", (now.timestamp(),)
            ).fetchone()
        return Info(self.file, counts, expired, self.file.stat().st_size if self.file.exists() else 0)

    def clear(self) -> int:
        """Forget everything; return how many facts that were."""
        if self._db is None:
            return 0
        with self._db:
            number = self._db.execute("DELETE FROM facts").rowcount
        self._db.execute("VACUUM")
        return number

    def close(self, now: dt.datetime) -> None:
        """Drop what is long out of date, and leave one file behind."""
        if self._db is None:
            return
        with closing(self._db) as db:
            try:
                with db:
                    db.execute("DELETE FROM facts WHERE expires < ?", (now.timestamp() - 30 * _DAY,))
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error:
                pass  # another run is writing, or the disk is full: both can wait
        self._db = None


def _lifetime(kind: Kind, fact: Known) -> float:
    """Return for how many seconds *fact* holds; 0 for what is not kept: an uncertain answer is no knowledge."""
    if isinstance(fact, LinkFact):
        if fact.verdict is Verdict.UNKNOWN:
            return _WALL_LIFETIME if fact.cause is Cause.WALL else 0.0
        return _LIFETIMES[fact.verdict]
    if kind is Kind.REPOSITORIES:
        return _REPOSITORY_LIFETIME
    return _PAPER_LIFETIME if fact else _NO_PAPER_LIFETIME


def _written(fact: Known) -> str:
    data: dict[str, Any] = {}
    if isinstance(fact, LinkFact):
        names = None if fact.names is None else sorted(fact.names)
        data = {"reason": fact.reason, "target": fact.target, "cause": fact.cause and fact.cause.value, "names": names}
    elif isinstance(fact, Paper):
        day = fact.published.isoformat() if fact.published else None
        data = {"title": fact.title, "published": day, "withdrawn": fact.withdrawn, "summary": fact.summary}
    elif fact is not None:
        data = fact._asdict()
    return json.dumps(data, ensure_ascii=False)


def _read(kind: Kind, verdict: str, text: str) -> Known:
    data = json.loads(text)
    if kind is Kind.LINKS:
        names = None if data["names"] is None else frozenset(data["names"])
        cause = Cause(data["cause"]) if data["cause"] else None
        return LinkFact(Verdict(verdict), data["reason"], data["target"], cause, names)
    if verdict == "none":
        return None
    if kind is Kind.PAPERS:
        day = dt.date.fromisoformat(data["published"]) if data["published"] else None
        return Paper(data["title"], day, data["withdrawn"], data["summary"])
    return Repository(**data)
