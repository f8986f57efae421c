"""The baseline of a run: read before, asked for each file, written after."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint import registry, writing
from awesome_lint.baseline import Known, are_new, parse, render
from awesome_lint.cli.console import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.cli.job import Job
    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.source import Span


class Ledger:
    """Findings that are known, and those that this run finds."""

    def __init__(self, file: str, *, writing: bool) -> None:
        """Read *file*, which must exist unless it is for *writing*. Raises ``BaselineError`` and ``Trouble``."""
        self.file = Path(file)
        self.writing = writing
        self._folder = Path(os.path.realpath(self.file.parent))
        self._known = self._read()
        self._left = Counter(self._known)
        self._found: Counter[Known] = Counter()
        self._rules: dict[str, frozenset[str]] = {}

    def _read(self) -> Counter[Known]:
        if self.writing and self.file.exists() and not self.file.is_file():
            return Counter()  # a pipe or a device, which is written to and not read
        try:
            return parse(self.file.read_bytes(), str(self.file))
        except FileNotFoundError:
            if self.writing:
                return Counter()
            message = f"{self.file}: no such baseline; make it with `awesome-lint check --write-baseline {self.file}`"
            raise Trouble(message) from None
        except OSError as error:
            message = f"{self.file}: the baseline cannot be read: {error.strerror}"
            raise Trouble(message) from None

    def new(self, job: Job, texts: Mapping[Span, str], found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return those of *found*, all the findings of a file, that are not known by their *texts*.

        Where one is known fewer times than it occurs, the first in *found* are taken for the known ones.
        """
        path = self._path(job.path or job.shown)
        keys = [Known(path, diagnostic.rule, texts[diagnostic.span]) for diagnostic in found]
        self._found.update(keys)
        self._rules[path] = frozenset(active.rule.name for active in job.active)
        if self.writing:
            return []
        places = [(key, *self._elsewhere(diagnostic)) for key, diagnostic in zip(keys, found, strict=True)]
        new = are_new(places, self._left)
        return [diagnostic for diagnostic, is_new in zip(found, new, strict=True) if is_new]

    def _elsewhere(self, diagnostic: Diagnostic) -> Iterator[Known]:
        """Yield what a finding between two files is known by where it was told of the other one."""
        for place in (related.place for related in diagnostic.related):
            if place:
                yield Known(self._path(place.path), diagnostic.rule, place.text)

    def _path(self, path: Path | str) -> str:
        return Path(os.path.relpath(os.path.realpath(path), self._folder)).as_posix()

    @property
    def gone(self) -> int:
        """How many known findings no longer occur, as far as this run can tell."""
        return sum(count for known, count in self._left.items() if self._was_looked_for(known))

    def _was_looked_for(self, known: Known) -> bool:
        """Whether *known* would have been found: its file was judged by its rule, or one of the two is no more."""
        if known.path in self._rules:
            return known.rule in self._rules[known.path] or known.rule not in registry.names()
        return not (self._folder / known.path).exists()

    def write(self) -> int:
        """Write what was found, and of what was known all that was not looked for; return how many there are."""
        kept = Counter({known: count for known, count in self._known.items() if not self._was_looked_for(known)})
        findings = kept + self._found
        try:
            writing.put(self.file, render(findings))
        except OSError as error:
            message = f"{self.file}: the baseline cannot be written: {error.strerror}"
            raise Trouble(message) from None
        return findings.total()
