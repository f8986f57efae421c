"""Findings for people: ``full`` with the source line and the place marked, ``concise`` one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Severity
from awesome_lint.output.folding import Fold, fold, tally
from awesome_lint.output.terminal import shorten, visible, window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.diagnostic import Diagnostic, Fix
    from awesome_lint.output.report import FileReport, Totals
    from awesome_lint.output.terminal import Style
    from awesome_lint.source import Source, Span

_LEAST_COLUMNS = 20


def concise(report: FileReport, style: Style, *, folding: bool = True) -> Iterator[str]:
    """Return ``path:line:column rule message`` for each finding of *report*."""
    shown, folds = fold(report) if folding else (report.diagnostics, [])
    for diagnostic in shown:
        yield f"{_place(diagnostic, report, style)} {_tag(diagnostic, style)} {visible(diagnostic.message)}"
    for folded in folds:
        name = style.paint(folded.name, folded.severity)
        yield f"{_place(folded.first, report, style)} {name} {visible(folded.message)}"


def _tag(diagnostic: Diagnostic, style: Style) -> str:
    return style.paint(diagnostic.rule, diagnostic.severity or Severity.WARNING)


def full(report: FileReport, style: Style, *, folding: bool = True) -> Iterator[str]:
    """Return the lines for each finding of *report*: message, source line with a mark, related place, help, fix.

    An empty line ends each finding.
    """
    shown, folds = fold(report) if folding else (report.diagnostics, [])
    for diagnostic in shown:
        severity = diagnostic.severity or Severity.WARNING
        yield _headline(diagnostic, report, style, f"{severity}[{diagnostic.rule}]", diagnostic.message, severity)
        yield from _details(diagnostic, report.source, style)
        yield ""
    for folded in folds:
        yield _folded(folded, report, style)
        yield ""


def _folded(folded: Fold, report: FileReport, style: Style) -> str:
    tag = f"{folded.severity}[{folded.name}]"
    return _headline(folded.first, report, style, tag, folded.message, folded.severity)


def _headline(  # noqa: PLR0913  (one line's parts)
    diagnostic: Diagnostic, report: FileReport, style: Style, tag: str, message: str, severity: Severity
) -> str:
    return f"{_place(diagnostic, report, style)}: {style.paint(tag, severity)} {visible(message)}"


def _place(diagnostic: Diagnostic, report: FileReport, style: Style) -> str:
    line, column = report.source.location(diagnostic.span.start)
    return style.paint(f"{visible(report.path)}:{line}:{column}", "bold")


def _details(diagnostic: Diagnostic, source: Source, style: Style) -> Iterator[str]:
    numbers = [source.line_number(place.span.start) for place in (diagnostic, *diagnostic.related)]
    gutter = len(str(max(numbers)))
    severity = diagnostic.severity or Severity.WARNING
    yield from _snippet(diagnostic.span, source, style, gutter, "^", severity)
    for related in diagnostic.related:
        yield from _snippet(related.span, source, style, gutter, "-", "info", related.message)
    margin = " " * (gutter + 1) + style.paint("=", "dim")
    if diagnostic.help:
        yield f"{margin} help: {visible(diagnostic.help)}"
    if diagnostic.fix:
        yield f"{margin} {_offer(diagnostic.fix, source, style.columns - gutter - 3)}"


def _snippet(  # noqa: PLR0913  (one snippet's parts)
    span: Span, source: Source, style: Style, gutter: int, mark: str, kind: str, label: str = ""
) -> Iterator[str]:
    """Return the line on which *span* starts and a line that marks it, with *label* beside or below the mark."""
    number = source.line_number(span.start)
    line = source.line_span(number)
    columns = max(style.columns - gutter - 4, _LEAST_COLUMNS)
    start, end = span.start - line.start, min(span.end, line.end) - line.start
    shown = window(source.slice(line), start, end, columns)
    bar = style.paint("|", "dim")
    marks = mark * max(1, shown.end - shown.start)
    beside = label and shown.start + len(marks) + 1 + len(label) <= columns
    tail = f" {visible(label)}" if beside else ""
    yield f" {style.paint(f'{number:>{gutter}}', 'dim')} {bar} {shown.text}".rstrip()
    yield f" {'':>{gutter}} {bar} {' ' * shown.start}{style.paint(marks + tail, kind)}"
    if label and not beside:
        yield f" {'':>{gutter}} {bar} {style.paint(visible(label), kind)}"


def _offer(fix: Fix, source: Source, columns: int) -> str:
    title = visible(fix.title)
    if fix.applicability is Applicability.SAFE:
        return f"fix: {title}"
    if fix.applicability is Applicability.UNSAFE:
        return f"fix (with `--unsafe`): {title}"
    text = f"by hand: {title}"
    result = _result(fix, source)
    if not result or result in fix.title:
        return text
    return f"{text}: `{shorten(result, max(columns - len(text) - 4, _LEAST_COLUMNS))}`"


def _result(fix: Fix, source: Source) -> str:
    """Return what the text from the first to the last of the edits becomes."""
    if not fix.edits:
        return ""
    edits = sorted(fix.edits)
    last, pieces = edits[0].start, []
    for edit in edits:
        pieces += [source.text[last : edit.start], edit.text]
        last = edit.end
    return "".join(pieces)


def summary(totals: Totals, failures: int, style: Style) -> str:
    """Return the last line: how much was read, what was found, and what ``fix`` would repair."""
    read = f"{_number(totals.files, 'file', 'files')}, {_number(totals.entries, 'entry', 'entries')}"
    parts = [
        style.paint(_number(count, severity, f"{severity}s" if severity is not Severity.INFO else "infos"), severity)
        for severity in reversed(Severity)
        if (count := totals.severities[severity])
    ]
    text = f"{read}: {', '.join(parts) or 'no findings'}"
    if totals.fixable:
        text += f"; `awesome-lint fix` repairs {totals.fixable}"
    if totals.unsafe:
        text += (
            f", `fix --unsafe` {totals.unsafe} more" if totals.fixable else f"; `fix --unsafe` repairs {totals.unsafe}"
        )
    if failures:
        text += "; " + style.paint(f"{_number(failures, 'file', 'files')} could not be judged", "error")
    return text


def repaired(path: str, fixed: Sequence[Diagnostic], *, would: bool = False) -> str:
    """Return ``Fixed 12 problems in README.md: 10 noncanonical-arxiv-url, 2 missing-cell``."""
    counts: dict[str, int] = {}
    for diagnostic in fixed:
        counts[diagnostic.rule] = counts.get(diagnostic.rule, 0) + 1
    verb = "Would fix" if would else "Fixed"
    return f"{verb} {_number(len(fixed), 'problem', 'problems')} in {visible(path)}: {tally(counts)}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
