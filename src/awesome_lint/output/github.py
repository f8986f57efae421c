"""Annotations of a GitHub workflow: one command a line, which the runner reads from standard output.

The commands and their escapes are those of the runner (``ActionCommand.cs`` in actions/runner, ``command.ts`` in
actions/toolkit). Lines and columns count from 1; columns count only on one line, and the runner drops those of a range
over several. In what unit columns count is said nowhere: here it is characters, and the last one is exclusive.

GitHub shows 10 errors, 10 warnings and 10 notices of a step (docs/problem-matchers.md in actions/toolkit). The rest
stands in the log alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Severity
from awesome_lint.output.folding import fold
from awesome_lint.output.report import severity_of
from awesome_lint.output.ruler import Ruler
from awesome_lint.output.terminal import visible
from awesome_lint.output.told import told
from awesome_lint.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.output.report import FileReport, Report, Surroundings

SHOWN = 10
"""So many annotations of one severity GitHub shows for a step."""

_LONGEST = 16_000  # characters: GitHub takes 64 KB, and a character has up to 4 bytes
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_CONTROLS = regex(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e0fff]"
)


class _Note(NamedTuple):
    severity: Severity
    message: str
    title: str
    path: str = ""
    place: str = ""  # properties that need no escape


def render(run: Report, around: Surroundings) -> bytes:
    """Return the commands, the most severe first; a last notice says what GitHub will not show.

    Errors and warnings are all there, for the log; of the notices only those that GitHub shows.
    """
    notes = [_Note(Severity.ERROR, failure.message, "awesome-lint", failure.path) for failure in run.failures]
    notes += [_Note(Severity.INFO, f"`{each.rule}` {each.what}: {each.reason}", each.rule) for each in run.skipped]
    for file in run.files:
        notes += _notes(file, folding=around.folding)
    of = {severity: [note for note in notes if note.severity is severity] for severity in Severity}
    room = SHOWN - 1 if _surplus(of, SHOWN) else SHOWN  # the last notice is to be seen, too
    lines = [*of[Severity.ERROR], *of[Severity.WARNING], *of[Severity.INFO][:room]]
    if more := _surplus(of, room):
        lines.append(_Note(Severity.INFO, f"GitHub does not show all annotations of a step: {more}", "awesome-lint"))
    return "".join(f"{_command(note)}\n" for note in lines).encode("utf-8", "backslashreplace")


def _surplus(of: dict[Severity, list[_Note]], infos: int) -> str:
    counts = {
        "errors": (len(of[Severity.ERROR]) - SHOWN, "are in the log alone"),
        "warnings": (len(of[Severity.WARNING]) - SHOWN, "are in the log alone"),
        "notices": (len(of[Severity.INFO]) - infos, "were left out"),
    }
    return ", ".join(f"{count} more {what} {where}" for what, (count, where) in counts.items() if count > 0)


def _notes(file: FileReport, *, folding: bool) -> Iterator[_Note]:
    shown, folds = fold(file) if folding else (file.diagnostics, [])
    ruler = Ruler(file.source)
    for diagnostic in shown:
        message = "\n".join(told(diagnostic, file.source))
        yield _Note(severity_of(diagnostic), message, diagnostic.rule, file.path, _place(diagnostic, ruler))
    for each in folds:
        yield _Note(each.severity, each.message, each.name, file.path, f"line={ruler.lines(each.first.span)[0]}")


def _place(diagnostic: Diagnostic, ruler: Ruler) -> str:
    first, last = ruler.lines(diagnostic.span)
    if first != last:
        return f"line={first},endLine={last}"
    start = ruler.source.location(diagnostic.span.start).column
    end = start + min(diagnostic.span.end, ruler.source.line_span(last).end) - diagnostic.span.start
    return f"line={first},endLine={last},col={start},endColumn={max(start, end)}"


def _command(note: _Note) -> str:
    properties = [f"file={_escaped(note.path, _PROPERTY)}"] if note.path else []
    properties += [note.place] if note.place else []
    properties.append(f"title={_escaped(note.title, _PROPERTY)}")
    message = "\n".join(visible(line) for line in note.message.split("\n"))
    if len(message) > _LONGEST:
        message = message[:_LONGEST] + "…"
    return f"::{_COMMANDS[note.severity]} {','.join(properties)}::{_escaped(message, _DATA)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    """Escape what ends a command or a property; of the rest show what a terminal would obey."""
    return _CONTROLS.sub(_shown, "".join(escapes.get(char, char) for char in text))


def _shown(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"
