"""The Reviewdog Diagnostic Format, as one JSON object (``rdjson``).

``reviewdog.proto`` in reviewdog/reviewdog: lines and columns count from 1, columns in bytes of UTF-8, and the end of a
range is exclusive. Each suggestion is offered as a comment of its own, so a fix of several edits is one suggestion. A
message may be posted as Markdown: it is escaped accordingly. Paths are those that reviewdog, started in the same
folder, understands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostic import Applicability, Severity
from awesome_lint.output.json import encode
from awesome_lint.output.markup import prose
from awesome_lint.output.report import HOME, rule_url, severity_of
from awesome_lint.output.ruler import Ruler
from awesome_lint.output.terminal import visible
from awesome_lint.output.told import told
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Diagnostic, Fix
    from awesome_lint.output.report import FileReport, Report, Surroundings

_LONGEST = 10_000  # characters: a comment on GitHub holds 65,536, and the text is in it twice


def render(run: Report, around: Surroundings) -> bytes:
    """Return one ``DiagnosticResult``; files that could not be judged are errors without a range."""
    diagnostics = [_failed(failure.path, failure.message) for failure in run.failures]
    for file in run.files:
        ruler = Ruler(file.source)
        diagnostics += [_diagnostic(diagnostic, file, ruler, around) for diagnostic in file.diagnostics]
    found = {severity_of(diagnostic) for file in run.files for diagnostic in file.diagnostics}
    worst = Severity.ERROR if run.failures else max(found, key=lambda severity: severity.rank, default=Severity.INFO)
    return encode({"source": {"name": "awesome-lint", "url": HOME}, "severity": worst.name, "diagnostics": diagnostics})


def _failed(path: str, message: str) -> dict[str, Any]:
    return {"message": prose(message), "location": {"path": path}, "severity": Severity.ERROR.name}


def _diagnostic(diagnostic: Diagnostic, file: FileReport, ruler: Ruler, around: Surroundings) -> dict[str, Any]:
    code = {"value": diagnostic.rule}
    if diagnostic.rule in around.pages:
        code["url"] = rule_url(diagnostic.rule)
    line, column = file.source.location(diagnostic.span.start)
    shown: dict[str, Any] = {
        "message": "\n".join(map(prose, told(diagnostic, file.source))),
        "location": {"path": file.path, "range": _range(diagnostic.span, ruler)},
        "severity": severity_of(diagnostic).name,
        "code": code,
        "original_output": f"{visible(file.path)}:{line}:{column} {diagnostic.rule} {visible(diagnostic.message)}",
    }
    if suggestion := _suggestion(diagnostic.fix, ruler):
        shown["suggestions"] = [suggestion]
    return shown


def _suggestion(fix: Fix | None, ruler: Ruler) -> dict[str, Any] | None:
    if not fix or fix.applicability is not Applicability.SAFE or not fix.edits:
        return None
    edits = sorted(fix.edits)
    last = edits[0].start
    pieces: list[str] = []
    for edit in edits:
        pieces += (ruler.raw(Span(last, edit.start)), ruler.written(edit.text))
        last = edit.end
    text = "".join(pieces)
    if len(text) > _LONGEST:
        return None
    return {"range": _range(Span(edits[0].start, last), ruler), "text": text}


def _range(span: Span, ruler: Ruler) -> dict[str, Any]:
    return {"start": _position(span.start, ruler), "end": _position(span.end, ruler)}


def _position(offset: int, ruler: Ruler) -> dict[str, int]:
    return {"line": ruler.source.line_number(offset), "column": ruler.byte_column(offset)}
