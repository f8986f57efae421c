"""Which of the entries that a configuration ignores are of use, and those that are not."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.cli import files
from awesome_lint.diagnostic import Diagnostic
from awesome_lint.errors import ConfigError
from awesome_lint.output.report import FileReport
from awesome_lint.regex import regex
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.cli.configs import Configs, Located
    from awesome_lint.cli.job import Job
    from awesome_lint.cli.printing import Printer
    from awesome_lint.ignoring import Ignored
    from awesome_lint.registry import ActiveRule

_TABLE = regex(
    r"^[ \t]*\[\[[ \t]*(?:tool[ \t]*\.[ \t]*\"?awesome-lint\"?[ \t]*\.[ \t]*)?ignore[ \t]*\]\]", re.MULTILINE
)


class _Seen(NamedTuple):
    """What was seen of one configuration: its files, by their real paths, and what it ignores."""

    located: Located
    files: set[str]
    ran: set[Ignored]
    used: set[Ignored]
    told_by: list[ActiveRule]


class Needed:
    """Collects over a run what `[[ignore]]` tables silence.

    One that silences nothing is reported once all the files were judged that it could be meant for: all
    Markdown files that its configuration holds for. A run over some of them cannot know.
    """

    def __init__(self, configs: Configs) -> None:
        """Begin with nothing seen."""
        self._configs = configs
        self._seen: dict[Path, _Seen] = {}

    def note(self, job: Job, used: frozenset[Ignored]) -> None:
        """Note a file, and what was *used* on it."""
        file = job.located.file
        if not job.context.ignored or file is None or job.path is None:
            return
        from awesome_lint.rules import unused_suppression  # noqa: PLC0415  (most configurations ignore no entry)
        from awesome_lint.suppression import ran  # noqa: PLC0415

        seen = self._seen.setdefault(file, _Seen(job.located, set(), set(), set(), []))
        seen.files.add(os.path.realpath(job.path))
        seen.used.update(used)
        rules = [active.rule for active in job.active if not active.rule.facts]  # those change by the day
        seen.ran.update(each for each in job.context.ignored if ran(each.rule, rules))
        seen.told_by.extend(each for each in job.active if each.rule is unused_suppression.RULE and not seen.told_by)

    def tell(self, printer: Printer) -> None:
        """Report what was of no use, in the file that says it."""
        for seen in self._seen.values():
            idle = [
                (at, each)
                for at, each in enumerate(seen.located.config.ignored)
                if each in seen.ran and each not in seen.used
            ]
            if idle and seen.told_by and self._is_complete(seen):
                printer.show(_report(seen, idle), seen.located.config)

    def _is_complete(self, seen: _Seen) -> bool:
        return all(os.path.realpath(file) in seen.files for file in self._held(seen.located))

    def _held(self, located: Located) -> Iterator[Path]:
        """Yield the Markdown files that a configuration holds for, those that it excludes left out."""
        here = Path.cwd()
        folder = (files.repository_root(here) or here) if located.everywhere else located.folder
        for file in files.markdown_files(folder):
            try:
                holds = self._configs.near(file.parent) is located
            except ConfigError:
                continue
            if holds and not located.excludes(file):
                yield file


def _report(seen: _Seen, idle: list[tuple[int, Ignored]]) -> FileReport:
    from awesome_lint.rules.unused_suppression import idle_entry  # noqa: PLC0415  (as above)

    file = seen.located.file or Path()
    source = Source.decode(file.read_bytes(), files.shown(Path(os.path.relpath(file))))
    rule = seen.told_by[0]
    severity = rule.severity or rule.rule.severity
    found = tuple(
        Diagnostic(
            _place(source.text, at, each, len(seen.located.config.ignored)),
            idle_entry(each),
            rule=rule.rule.name,
            severity=severity,
        )
        for at, each in idle
    )
    return FileReport(source.path, source, found, {rule.rule.name: rule.rule}, is_list=False)


def _place(text: str, at: int, ignored: Ignored, count: int) -> Span:
    """Return where a table stands: by its number where all have headers, else by what it says."""
    headers = list(_TABLE.finditer(text))
    if len(headers) == count:
        start, end = headers[at].span()
        return Span(end - len(text[start:end].lstrip()), end)
    said = ignored.link or ignored.title
    found = text.find(said)
    return Span(found, found + len(said)) if found >= 0 else Span(0, 0)
