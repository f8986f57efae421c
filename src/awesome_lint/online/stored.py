"""Facts as the cache keeps them: as text, and for how long they hold."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from awesome_lint.facts import Cause, Kind, LinkFact, Paper, Repository, Verdict

Known = LinkFact | Paper | Repository | None

_DAY = 86_400.0
_LIFETIMES = {  # seconds
    Verdict.OK: 7 * _DAY,
    Verdict.MOVED: 3 * _DAY,
    Verdict.DEAD: _DAY,
}
_WALL_LIFETIME = _DAY
_PAPER_LIFETIME, _NO_PAPER_LIFETIME, _REPOSITORY_LIFETIME = 90 * _DAY, _DAY, _DAY


def lifetime(kind: Kind, fact: Known) -> float:
    """Return for how many seconds *fact* holds; 0 for what is not kept: an uncertain answer is no knowledge."""
    if isinstance(fact, LinkFact):
        if fact.verdict is Verdict.UNKNOWN:
            return _WALL_LIFETIME if fact.cause is Cause.WALL else 0.0
        return _LIFETIMES[fact.verdict]
    if kind is Kind.REPOSITORIES:
        return _REPOSITORY_LIFETIME
    return _PAPER_LIFETIME if fact else _NO_PAPER_LIFETIME


def written(fact: Known) -> str:
    """Return *fact* as JSON, its verdict aside."""
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


def read(kind: Kind, verdict: str, text: str) -> Known:
    """Return a fact as it was written. Raises ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    data = json.loads(text)
    if kind is Kind.LINKS:
        names = None if data["names"] is None else frozenset(_text(name) for name in data["names"])
        cause = Cause(data["cause"]) if data["cause"] else None
        return LinkFact(Verdict(verdict), _text(data["reason"]), _text(data["target"]), cause, names)
    if verdict == "none":
        return None
    if kind is Kind.PAPERS:
        day = dt.date.fromisoformat(data["published"]) if data["published"] else None
        return Paper(_text(data["title"]), day, data["withdrawn"] is True, _text(data["summary"]))
    return Repository(_text(data["name"]), data["archived"] is True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
