"""A run's report as one JSON object; `awesome_lint.output.report` gives the values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostic import Severity
from awesome_lint.output.verdicts import as_object, as_objects
from awesome_lint.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from awesome_lint.diagnostic import Diagnostic, Fix, Related
    from awesome_lint.output.report import FileReport, Report, Skipped, Surroundings
    from awesome_lint.source import Source

# What a terminal would obey or reorder, and `##[` and its like, which start a command in a build's log. All of it
# stands in strings alone, where an escape means the same.
_RISKY = regex(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
    r"|(?<=##)\[|(?<=##vso)\[|(?<=##teamcity)\["
)


def render(run: Report, _: Surroundings) -> bytes:
    """Return the whole report, in UTF-8 and ending with a newline."""
    return encode({"version": 1, "diagnostics": [each for file in run.files for each in findings(file)], **rest(run)})


def rest(run: Report) -> dict[str, Any]:
    """Return what a report holds besides its findings."""
    totals, verdicts = run.totals, run.verdicts
    return {
        "skipped": [_skipped(each) for each in (*run.skipped, *run.unasked)],
        **({} if verdicts is None else {"unverifiable": as_objects(verdicts)}),
        "errors": [{"path": failure.path, "message": failure.message} for failure in run.failures],
        "summary": {
            "files": totals.files,
            "entries": totals.entries,
            "diagnostics": {severity.value: totals.severities[severity] for severity in Severity},
            "fixable": totals.fixable,
            **({} if totals.known is None else {"baseline": totals.known}),
            **({} if verdicts is None else {"online": as_object(verdicts)}),
        },
    }


def _skipped(each: Skipped) -> dict[str, str]:
    return {"rule": each.rule, "reason": f"in part: {each.reason}" if each.partly else each.reason}


def encode(value: object) -> bytes:
    """Return *value* as JSON in UTF-8, whatever the locale.

    Escaped are the bytes of a path that are no UTF-8, and all that a terminal or a workflow's log would obey.
    """
    text = _RISKY.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1] if match.group() != "[" else "\\u005b"


def findings(file: FileReport) -> Iterable[dict[str, Any]]:
    """Return one object per finding of *file*."""
    return (_finding(diagnostic, file) for diagnostic in file.diagnostics)


def _finding(diagnostic: Diagnostic, file: FileReport) -> dict[str, Any]:
    rule = file.rules.get(diagnostic.rule)
    return {
        "path": file.path,
        "rule": diagnostic.rule,
        "group": rule.group if rule else "",
        "severity": (diagnostic.severity or Severity.WARNING).value,
        "message": diagnostic.message,
        "start": _position(diagnostic.span.start, file.source),
        "end": _position(diagnostic.span.end, file.source),
        "related": [_related(related, file) for related in diagnostic.related],
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
    }


def _related(related: Related, file: FileReport) -> dict[str, Any]:
    if place := related.place:
        start = {**place.start._asdict(), "offset": place.span.start}
        end = {**place.end._asdict(), "offset": place.span.end}
        return {"path": place.path, "start": start, "end": end, "message": related.message}
    start, end = (_position(offset, file.source) for offset in related.span)
    return {"path": file.path, "start": start, "end": end, "message": related.message}


def _position(offset: int, source: Source) -> dict[str, int]:
    line, column = source.location(offset)
    return {"line": line, "column": column, "offset": offset}


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "applicability": fix.applicability.value,
        "edits": [{"start": start, "end": end, "text": text} for start, end, text in fix.edits],
    }
