"""SARIF 2.1.0, for code scanning.

By the standard's section 3.30 lines and columns count from 1, offsets from 0, in the unit that ``columnKind`` names:
here Unicode code points. The end of a region is exclusive, and a byte order mark is no part of the text.

Code scanning on GitHub takes 25,000 results of a run. It matches alerts by ``primaryLocationLineHash``, which its
upload action computes from the file; our own fingerprint stands beside it for other readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from awesome_lint.diagnostic import Applicability, Severity
from awesome_lint.output.fingerprint import fingerprints
from awesome_lint.output.json import encode
from awesome_lint.output.report import HOME, rule_url, severity_of
from awesome_lint.output.ruler import Ruler
from awesome_lint.output.terminal import visible
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.diagnostic import Diagnostic, Fix, Related
    from awesome_lint.output.report import FileReport, Report, Surroundings
    from awesome_lint.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 25_000
"""So many results GitHub takes; above them it refuses the file."""

_ROOT = "%SRCROOT%"
_LONGEST_SNIPPET = 1_000
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_SAFETY = {
    Applicability.SAFE: "safe: `awesome-lint fix` applies it",
    Applicability.UNSAFE: "unsafe: look at the result; `awesome-lint fix --unsafe` applies it",
}
_LINK = regex(r"\]\s*\(")
_BRACKET = regex(r"[\[\]]")
_PLACEHOLDER = regex(r"\{(\d+)\}")
_DRIVE = regex(r"[A-Za-z]:/")


def render(run: Report, around: Surroundings) -> bytes:
    """Return a log with one run. Files that could not be judged and rules that were left out are notifications."""
    rules = {name: rule for file in run.files for name, rule in file.rules.items()}
    names = sorted(rules)
    results = [each for file in run.files for each in _results(file, {name: at for at, name in enumerate(names)})]
    driver = {
        "name": "awesome-lint",
        "version": around.version,
        "informationUri": HOME,
        "rules": [_rule(name, rules[name], around.pages.get(name, "")) for name in names],
    }
    log = {
        "tool": {"driver": {key: value for key, value in driver.items() if value != ""}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(run, names, len(results))],
        "results": _worst(results),
    }
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [log]})


def _worst(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(results) <= MOST:
        return results
    order = list(_LEVELS.values())
    return sorted(results, key=lambda result: order.index(result["level"]))[:MOST]


def _invocation(run: Report, names: Sequence[str], found: int) -> dict[str, Any]:
    notes: list[dict[str, Any]] = [
        {
            "level": "error",
            "message": {"text": _message(failure.message)},
            **({"locations": [_located(failure.path)]} if failure.path else {}),
        }
        for failure in run.failures
    ]
    if found > MOST:
        text = f"{found - MOST} of {found} results were left out, the least severe ones."
        notes.append({"level": "warning", "message": {"text": text}})
    skipped = [
        {
            "level": "note",
            "message": {"text": _message(f"The rule `{each.rule}` {each.what}: {each.reason}")},
            **({"associatedRule": {"id": each.rule}} if each.rule in names else {}),
        }
        for each in run.skipped
    ]
    return {
        "executionSuccessful": not run.failures,
        "toolExecutionNotifications": notes,
        "toolConfigurationNotifications": skipped,
    }


def _located(path: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path)}}


def _rule(name: str, rule: Rule, page: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"tags": [rule.group], "problem.severity": _GITHUB_LEVELS[rule.severity]},
    }
    if page:
        _, heading, sections = page.partition("\n## Examples")[0].partition("\n## ")
        text = f"{heading}{sections}".strip() or page
        shown |= {"help": {"text": text, "markdown": text}, "helpUri": rule_url(name)}
    return shown


def _results(file: FileReport, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    ruler, artifact = Ruler(file.source), _artifact(file.path)
    for diagnostic, fingerprint in fingerprints(file):
        result: dict[str, Any] = {
            "ruleId": diagnostic.rule,
            "ruleIndex": index[diagnostic.rule],
            "level": _LEVELS[severity_of(diagnostic)],
            "message": {"text": _message(_text(diagnostic))},
            "locations": [_location(diagnostic.span, ruler, artifact)],
            "partialFingerprints": {"awesomeLintFinding/v1": fingerprint},
        }
        if diagnostic.related:
            result["relatedLocations"] = [
                {"id": number, **_related(each, ruler, artifact), "message": {"text": _message(each.message)}}
                for number, each in enumerate(diagnostic.related, 1)
            ]
        if diagnostic.fix and diagnostic.fix.applicability in _SAFETY and diagnostic.fix.edits:
            result["fixes"] = [_fix(diagnostic.fix, ruler, artifact)]
        yield result


def _text(diagnostic: Diagnostic) -> str:
    lines = [diagnostic.message, diagnostic.help]
    if diagnostic.fix and diagnostic.fix.applicability is Applicability.MANUAL:
        lines.append(f"By hand: {diagnostic.fix.title}")
    return ". ".join(line.rstrip(".") for line in lines if line)


def _location(span: Span, ruler: Ruler, artifact: dict[str, str]) -> dict[str, Any]:
    region = _region(span, ruler)
    if len(text := ruler.raw(span)) <= _LONGEST_SNIPPET:
        region["snippet"] = {"text": text}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _related(related: Related, ruler: Ruler, artifact: dict[str, str]) -> dict[str, Any]:
    if not related.place:
        return _location(related.span, ruler, artifact)
    (path, _, start, end, _) = related.place  # the file is not at hand: lines and columns must do
    region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _region(span: Span, ruler: Ruler) -> dict[str, Any]:
    start, end = ruler.source.location(span.start), ruler.source.location(span.end)
    offset = ruler.file_offset(span.start)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": offset,
        "charLength": ruler.file_offset(span.end) - offset,
    }


def _fix(fix: Fix, ruler: Ruler, artifact: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(Span(edit.start, edit.end), ruler),
            "insertedContent": {"text": ruler.written(edit.text)},
        }
        for edit in sorted(fix.edits)
    ]
    return {
        "description": {"text": _message(f"{fix.title} ({_SAFETY[fix.applicability]})")},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _artifact(path: str) -> dict[str, str]:
    """Return where a file is: below the root, or, for an absolute path, anywhere."""
    encoded = quote(path.encode("utf-8", "surrogateescape"))
    if path.startswith("/"):
        return {"uri": f"file://{encoded}"}
    if _DRIVE.match(path):
        return {"uri": f"file:///{encoded}"}
    return {"uri": encoded, "uriBaseId": _ROOT}


def _message(text: str) -> str:
    """Return *text* as a plain message: by 3.11 ``[text](address)`` would be a link, and ``{0}`` a placeholder."""
    text = visible(text)
    if _LINK.search(text):
        text = _BRACKET.sub(r"\\\g<0>", text)
    return _PLACEHOLDER.sub(r"{{\1}}", text)
