"""JUnit XML, for tools that show tests: a suite a file, a case a finding.

The elements are those of the schema that Jenkins and GitLab read (``junit-10.xsd``). It has no columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Severity
from awesome_lint.output.report import severity_of
from awesome_lint.output.terminal import visible
from awesome_lint.output.told import more
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.output.report import FileReport, Report, Surroundings

_COMMAND = regex(r"##(?=(?:vso|teamcity)?\[)")  # of a build's log, on GitHub and elsewhere
_FORBIDDEN = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def render(run: Report, _: Surroundings) -> bytes:
    """Return the document. Warnings and errors fail their case, an info is a passing case that says it.

    A file without findings has one passing case; one that could not be judged has a case in error.
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415  (slow to import, and nothing is parsed)

    root = ET.Element("testsuites", name="awesome-lint")
    for failure in run.failures:
        suite = _suite(root, failure.path or "awesome-lint", tests=1, failures=0, errors=1)
        case = _case(suite, "awesome-lint", failure.path)
        ET.SubElement(case, "error", message=_clean(failure.message), type="error")
    for file in run.files:
        _file(root, file)
    for skipped in run.skipped:
        suite = _suite(root, skipped.rule, tests=1, failures=0, errors=0, skipped=1)
        ET.SubElement(_case(suite, skipped.rule, ""), "skipped", message=_clean(skipped.reason))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    text = _COMMAND.sub("#&#35;", ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _file(root: Element, file: FileReport) -> None:
    failing = sum(severity_of(diagnostic) is not Severity.INFO for diagnostic in file.diagnostics)
    suite = _suite(root, file.path, tests=max(1, len(file.diagnostics)), failures=failing, errors=0)
    for diagnostic in file.diagnostics:
        _finding(suite, diagnostic, file)
    if not file.diagnostics:
        _case(suite, "awesome-lint", file.path)


def _finding(suite: Element, diagnostic: Diagnostic, file: FileReport) -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415  (as above)

    line, column = file.source.location(diagnostic.span.start)
    case = _case(suite, f"{diagnostic.rule} at {line}:{column}", file.path, line)
    severity = severity_of(diagnostic)
    first = f"{file.path}:{line}:{column}: {severity}[{diagnostic.rule}] {diagnostic.message}"
    text = "\n".join(map(_clean, (first, *more(diagnostic, file.source))))
    if severity is Severity.INFO:
        ET.SubElement(case, "system-out").text = text
    else:
        ET.SubElement(case, "failure", message=_clean(diagnostic.message), type=severity.value).text = text


def _suite(root: Element, name: str, **counts: int) -> Element:
    from xml.etree import ElementTree as ET  # noqa: PLC0415  (as above)

    numbers = {key: str(value) for key, value in counts.items()}
    return ET.SubElement(root, "testsuite", {"name": _clean(name), **numbers})


def _case(suite: Element, name: str, path: str, line: int = 1) -> Element:
    from xml.etree import ElementTree as ET  # noqa: PLC0415  (as above)

    case = ET.SubElement(suite, "testcase", name=name, classname=_clean(path) or name)
    if path:
        case.set("file", _clean(path))
        case.set("line", str(line))
    return case


def _clean(text: str) -> str:
    """Return *text* without what XML cannot hold, which is named instead."""
    return _FORBIDDEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", visible(text))
