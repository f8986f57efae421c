"""A file that is open, with all that judging it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_lint.output.report import FileReport
from awesome_lint.reading import read
from awesome_lint.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from awesome_lint.change import Lines
    from awesome_lint.cli.configs import Located
    from awesome_lint.config import Config
    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document
    from awesome_lint.registry import ActiveRule
    from awesome_lint.rule import Context, Rule


@dataclass(frozen=True, slots=True)
class Job:
    """A file that was read, and all that judging it takes.

    ``path`` is None for standard input. ``lines`` are those whose findings count; None is all. ``left_out`` are
    the rules that do not run for want of facts. ``tree`` is what ``read`` returns, where it was read before.
    """

    path: Path | None
    shown: str
    data: bytes = field(repr=False)
    source: Source = field(repr=False)
    config: Config = field(repr=False)
    active: tuple[ActiveRule, ...] = field(repr=False)
    context: Context = field(repr=False)
    located: Located = field(repr=False)
    lines: Lines | None = field(default=None, repr=False)
    left_out: tuple[Rule, ...] = field(default=(), repr=False)
    tree: Document | None = field(default=None, repr=False)

    def read(self) -> Document:
        """Return the tree of the file."""
        return self.tree or read(self.source, self.context.columns)

    def report(
        self, source: Source, diagnostics: Iterable[Diagnostic], entries: int, *, known: int | None = None
    ) -> FileReport:
        """Return the job's report for *source*, which is the file as read or as fixed and has so many *entries*."""
        rules = {active.rule.name: active.rule for active in self.active}
        return FileReport(self.shown, source, tuple(diagnostics), rules, entries, known)


def decode(data: bytes, shown: str) -> Source:
    """Read the bytes of the file *shown*. Raises ``UnreadableSourceError``, whose message names the line."""
    try:
        return Source.decode(data, shown)
    except UnreadableSourceError as error:
        line = data.count(b"\n", 0, error.offset) + 1
        message = f"{error} (line {line})"
        raise UnreadableSourceError(message, error.offset) from None
