"""What a rule reports: a diagnostic, its related places, and its fix."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from awesome_lint.source import Edit, Location, Span


class Severity(StrEnum):
    """How bad a diagnostic is."""

    ERROR = "error"
    """The page is wrong or misleads its reader."""
    WARNING = "warning"
    """It should be mended."""
    INFO = "info"
    """Worth knowing; fails no run by default."""

    @property
    def rank(self) -> int:
        """0 for ``info`` up to 2 for ``error``."""
        return ("info", "warning", "error").index(self.value)


class Applicability(StrEnum):
    """Who may apply a fix."""

    SAFE = "safe"
    """``fix`` applies it."""
    UNSAFE = "unsafe"
    """``fix --unsafe`` applies it: its author may have meant something else."""
    MANUAL = "manual"
    """Shown, never applied."""


class Phase(Enum):
    """When a rule's fixes are applied, and what its check may know."""

    CONTENT = 1
    LAYOUT = 2
    META = 3
    """Runs last, on what the suppression comments did."""


@dataclass(frozen=True, slots=True)
class Fix:
    """An atomic set of edits that do not overlap: all of them are applied, or none."""

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE


class Place(NamedTuple):
    """A place in another file, which is not at hand where it is told, so that line and column come with it.

    ``path`` is how the user calls the file, ``span`` counts in its text; ``text`` is what a baseline knows
    a finding at this place by.
    """

    path: str
    span: Span
    start: Location
    end: Location
    text: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a diagnostic ("first listed here").

    ``mirror`` is for faults that lie between two places as much in the one as in the other: the
    diagnostic's message where it is told of this place. Empty where the fault is not this place's.
    ``place`` says which file the second place is in, where it is in another one; ``span`` is an offset there.
    """

    span: Span
    message: str
    mirror: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One reported problem. Rules leave ``rule`` and ``severity`` out; the linter fills them in.

    ``message`` states what is wrong and what was expected, with literals in backticks. ``help`` says
    what to do where no fix does it. ``severity`` given by a rule takes the place of the rule's own.
    """

    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    help: str = ""
    severity: Severity | None = None
    rule: str = ""
