"""What was found out before, in one SQLite file that several runs may share."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.facts import LinkFact, Verdict
from awesome_lint.online.stored import lifetime, read, written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from awesome_lint.facts import Kind
    from awesome_lint.online.stored import Known

FILE = "facts.sqlite3"
"""The name of the file inside the cache's folder."""

_VERSION = 1  # of the table below; another one in a file makes it start anew
_BUSY = 5.0  # seconds that one run waits for another's writing
_AT_ONCE = 500  # keys in one question: SQLite's oldest bound on variables is 999
_DAY = 86_400.0

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
            if "no such column" in str(error):  # somebody else's table
                self._start_anew()
            else:
                self._read_only(str(error))
        except sqlite3.DatabaseError:
            self._start_anew()
        except OSError as error:
            self._read_only(error.strerror or str(error))

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.file, timeout=_BUSY)
        try:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            with db:
                db.execute("BEGIN IMMEDIATE")
                if version not in (0, _VERSION):
                    db.execute("DROP TABLE IF EXISTS facts")
                db.execute(_TABLE)
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("SELECT kind, key, verdict, fact, checked, expires, dead_since FROM facts LIMIT 1").fetchall()
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _read_only(self, reason: str) -> None:
        """Know what the file says, where it can be read at all, and keep nothing new."""
        self.note = f"the cache {self.file} cannot be written: {reason}"
        try:
            self._db = sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            if self._db.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                self._forget()
        except (sqlite3.Error, ValueError):
            self._forget()

    def _forget(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None

    def _start_anew(self) -> None:
        self._forget()
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
            rows = self._db.execute(query, (kind.value, now, now + _DAY, *keys)).fetchall()
        except sqlite3.OperationalError:
            return  # another run holds it: what cannot be read is asked for again
        except sqlite3.DatabaseError:
            self._start_anew()
            return
        for key, verdict, fact in rows:
            with suppress(ValueError, TypeError, KeyError):
                yield key, read(kind, verdict, fact)

    def put(self, kind: Kind, known: Iterable[tuple[str, Known]], now: dt.datetime) -> None:
        """Keep facts, for as long as their kind and verdict hold. Raises nothing."""
        rows: list[tuple[object, ...]] = []
        for key, fact in known:
            if seconds := lifetime(kind, fact):
                at = now.timestamp()
                verdict = fact.verdict.value if isinstance(fact, LinkFact) else "known" if fact else "none"
                dead = at if verdict in (Verdict.DEAD.value, "none") else None
                rows.append((kind.value, key, verdict, written(fact), at, at + seconds, dead))
        if self._db is None or not rows:
            return
        try:
            self._insert(rows)
        except sqlite3.OperationalError as error:
            self.note = f"the cache {self.file} could not be written: {error}"
        except sqlite3.DatabaseError:
            self._start_anew()
            with suppress(sqlite3.Error):
                self._insert(rows)

    def _insert(self, rows: list[tuple[object, ...]]) -> None:
        if self._db is None:
            return
        with self._db:
            self._db.executemany(
                "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET "
                "verdict = excluded.verdict, fact = excluded.fact, checked = excluded.checked, "
                "expires = excluded.expires, "
                "dead_since = iif(excluded.dead_since IS NULL, NULL, coalesce(dead_since, excluded.dead_since))",
                rows,
            )

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
