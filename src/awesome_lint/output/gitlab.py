"""GitLab's Code Quality report, a subset of Code Climate's.

GitLab's documentation ("Code Quality report format") asks for a description, a check name, a fingerprint that no other
finding has, one of five severities, a path relative to the repository and the line. There are no columns.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostic import Severity
from awesome_lint.output.fingerprint import fingerprints
from awesome_lint.output.json import encode
from awesome_lint.output.report import severity_of
from awesome_lint.output.ruler import Ruler
from awesome_lint.output.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.output.report import Failure, FileReport, Report, Surroundings

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(run: Report, _: Surroundings) -> bytes:
    """Return the array of findings; a file that could not be judged is a ``blocker`` at its first line."""
    return encode([*map(_failed, run.failures), *(issue for file in run.files for issue in _issues(file))])


def _failed(failure: Failure) -> dict[str, Any]:
    digits = hashlib.sha256(failure.path.encode("utf-8", "backslashreplace")).hexdigest()
    return _issue("awesome-lint", failure.message, digits, "blocker", failure.path, (1, 1))


def _issues(file: FileReport) -> Iterator[dict[str, Any]]:
    ruler = Ruler(file.source)
    for diagnostic, fingerprint in fingerprints(file):
        severity = _SEVERITIES[severity_of(diagnostic)]
        lines = ruler.lines(diagnostic.span)
        yield _issue(diagnostic.rule, diagnostic.message, fingerprint, severity, file.path, lines)


def _issue(  # noqa: PLR0913, PLR0917  (one for each member)
    name: str, message: str, fingerprint: str, severity: str, path: str, lines: tuple[int, int]
) -> dict[str, Any]:
    return {
        "description": visible(message),
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
    }
