"""Findings for people: ``full`` with the source line and the place marked, ``concise`` one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Severity
from awesome_lint.output import verdicts
from awesome_lint.output.folding import fold, tally
from awesome_lint.output.terminal import Style, shorten, visible, window
from awesome_lint.width import width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from awesome_lint.diagnostic import Diagnostic, Fix
    from awesome_lint.output.report import FileReport, Report, Surroundings, Totals
    from awesome_lint.source import Source, Span

_LEAST_COLUMNS = 20
_LONGEST = 1000


def render_full(run: Report, around: Surroundings) -> bytes:
    """Return the findings of a whole run by `full`, without colour, and the summary."""
    return _render(run, around, full)


def render_concise(run: Report, around: Surroundings) -> bytes:
    """Return the findings of a whole run by `concise`, without colour, and the summary."""
    return _render(run, around, concise)


def _render(run: Report, around: Surroundings, form: Callable[..., Iterator[str]]) -> bytes:
    style = Style()
    lines = [visible(f"error: {failure.path}: {failure.message}") for failure in run.failures]
    lines += [line for file in run.files for line in form(file, style, folding=around.folding)]
    if run.verdicts:
        lines += [*([] if around.folding else verdicts.listed(run.verdicts)), verdicts.line(run.verdicts)]
    lines.append(summary(run.totals, len(run.failures), style))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


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
        tag = style.paint(f"{severity}[{diagnostic.rule}]", severity)
        yield f"{_place(diagnostic, report, style)}: {tag} {visible(diagnostic.message)}"
        yield from _details(diagnostic, report.source, style)
        yield ""
    for folded in folds:
        tag = style.paint(f"{folded.severity}[{folded.name}]", folded.severity)
        yield f"{_place(folded.first, report, style)}: {tag} {visible(folded.message)}"
        yield ""


def _place(diagnostic: Diagnostic, report: FileReport, style: Style) -> str:
    line, column = report.source.location(diagnostic.span.start)
    return style.paint(f"{visible(report.path)}:{line}:{column}", "bold")


class _Sheet(NamedTuple):
    """What the lines below a message are written on: ``gutter`` columns hold the line numbers."""

    source: Source
    style: Style
    gutter: int

    @property
    def columns(self) -> int:
        return max(self.style.columns - self.gutter - 4, _LEAST_COLUMNS)


def _details(diagnostic: Diagnostic, source: Source, style: Style) -> Iterator[str]:
    here = [related for related in diagnostic.related if not related.place]
    spans = [diagnostic.span, *(related.span for related in here)]
    sheet = _Sheet(source, style, len(str(max(source.line_number(span.start) for span in spans))))
    yield from _snippet(sheet, diagnostic.span, "^", diagnostic.severity or Severity.WARNING)
    for related in here:
        yield from _snippet(sheet, related.span, "-", "info", related.message)
    for related in diagnostic.related:
        if place := related.place:
            where = visible(f"{place.path}:{place.start.line}:{place.start.column}")
            note = style.paint(visible(related.message), "info")
            yield f" {'':>{sheet.gutter}} {style.paint('::', 'dim')} {where} {note}"
    margin = " " * (sheet.gutter + 2) + style.paint("=", "dim")
    if diagnostic.help:
        yield f"{margin} help: {visible(diagnostic.help)}"
    if diagnostic.fix:
        offer, written = _offer(diagnostic.fix, sheet)
        yield f"{margin} {offer}"
        if written:
            yield f"{' ' * (sheet.gutter + 4)}{written}"


def _snippet(sheet: _Sheet, span: Span, mark: str, kind: str, label: str = "") -> Iterator[str]:
    """Return the line on which *span* starts and a line that marks it, with *label* beside or below the mark."""
    number = sheet.source.line_number(span.start)
    line = sheet.source.line_span(number)
    start, end = span.start - line.start, min(span.end, line.end) - line.start
    shown = window(sheet.source.slice(line), start, end, sheet.columns)
    paint, label = sheet.style.paint, visible(label)
    bar, margin = paint("|", "dim"), f" {'':>{sheet.gutter}} "
    marks = mark * max(1, shown.end - shown.start)
    beside = label and shown.start + len(marks) + 1 + width(label) <= sheet.columns
    yield f" {paint(f'{number:>{sheet.gutter}}', 'dim')} {bar} {shown.text}".rstrip(" ")
    yield f"{margin}{bar} {' ' * shown.start}{paint(f'{marks} {label}' if beside else marks, kind)}"
    if label and not beside:
        yield f"{margin}{bar} {paint(label, kind)}"


def _offer(fix: Fix, sheet: _Sheet) -> tuple[str, str]:
    """Return the line that offers *fix*, and what is to be written by hand where that line has no room for it.

    It is told whole, to be copied.
    """
    title = visible(fix.title)
    if fix.applicability is Applicability.SAFE:
        return f"fix: {title}", ""
    if fix.applicability is Applicability.UNSAFE:
        return f"fix (with `--unsafe`): {title}", ""
    text = f"by hand: {title}"
    result = _result(fix, sheet.source)
    if not result.strip() or result in fix.title:
        return text, ""
    written = shorten(result, _LONGEST)
    if width(text) + width(written) + 4 <= sheet.columns:
        return f"{text}: `{written}`", ""
    return f"{text}:", written


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
        for severity in Severity
        if (count := totals.severities[severity])
    ]
    text = f"{read}: {', '.join(parts) or 'no findings'}"
    if totals.fixable:
        text += f"; `awesome-lint fix` repairs {totals.fixable}"
    if totals.unsafe:
        text += (
            f", `fix --unsafe` {totals.unsafe} more" if totals.fixable else f"; `fix --unsafe` repairs {totals.unsafe}"
        )
    if totals.known:
        text += f"; {_number(totals.known, 'finding is', 'findings are')} in the baseline"
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
