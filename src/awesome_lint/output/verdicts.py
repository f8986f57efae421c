"""What asking the network came to, in sums and for single addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.facts import Cause
from awesome_lint.output.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOT_LOOKED_UP = "not looked up"
"""The cause where a service told nothing of a paper or a repository."""

_ALIKE = frozenset((NOT_LOOKED_UP, Cause.SKIPPED.value))  # one or many
_PLURALS = {Cause.HOME.value: "redirects to a front page", Cause.PRIVATE.value: "private addresses"}


class Unverified(NamedTuple):
    """An address of which nothing certain is known, and where it stands first."""

    path: str
    line: int
    address: str
    cause: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many addresses, papers and repositories there were of each kind, each counted once.

    ``causes`` has the numbers of those of which nothing certain is known. ``missing`` is how many were not asked
    for because the run was interrupted.
    """

    ok: int = 0
    moved: int = 0
    dead: int = 0
    causes: Mapping[str, int] = field(default_factory=dict)
    unverified: tuple[Unverified, ...] = ()
    missing: int = 0

    @property
    def unknown(self) -> int:
        """Of how many nothing certain is known."""
        return sum(self.causes.values())


def line(verdicts: Verdicts) -> str:
    """Return ``1,912 ok · 3 dead · 41 moved · 44 unverifiable (28 bot walls, 11 rate limits, 5 timeouts)``."""
    parts = [f"{verdicts.ok:,} ok", f"{verdicts.dead:,} dead"]
    parts += [f"{verdicts.moved:,} moved"] if verdicts.moved else []
    if verdicts.unknown:
        parts.append(f"{verdicts.unknown:,} unverifiable ({', '.join(_causes(verdicts.causes))})")
    parts += [f"interrupted before {verdicts.missing:,} more"] if verdicts.missing else []
    return " · ".join(parts)


def _causes(causes: Mapping[str, int]) -> Iterator[str]:
    for cause, count in sorted(causes.items(), key=lambda each: (-each[1], each[0])):
        if count:
            many = cause if cause in _ALIKE else _PLURALS.get(cause, f"{cause}s")
            yield f"{count:,} {cause if count == 1 else many}"


def listed(verdicts: Verdicts) -> Iterator[str]:
    """Return one line for each address of which nothing certain is known."""
    for each in verdicts.unverified:
        yield visible(f"{each.path}:{each.line} unverifiable: {each.address} ({told(each)})")


def told(each: Unverified) -> str:
    """Return why nothing certain is known, in a few words."""
    return each.cause if each.reason in ("", each.cause) else f"{each.cause}: {each.reason}"


def as_object(verdicts: Verdicts) -> dict[str, Any]:
    """Return the sums as JSON has them."""
    return {
        "ok": verdicts.ok,
        "moved": verdicts.moved,
        "dead": verdicts.dead,
        "unverifiable": verdicts.unknown,
        "causes": {cause: count for cause, count in sorted(verdicts.causes.items()) if count},
        "complete": not verdicts.missing,
    }


def as_objects(verdicts: Verdicts) -> list[dict[str, Any]]:
    """Return what nothing certain is known of, as JSON has it."""
    return [
        {"path": each.path, "line": each.line, "url": each.address, "cause": each.cause, "reason": each.reason}
        for each in verdicts.unverified
    ]
