"""A summary in Markdown, made for the page of a GitHub workflow's run (``GITHUB_STEP_SUMMARY``).

GitHub shows nothing of a step's summary above 1,024 KiB ("supports content up to a size of 1024k").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from awesome_lint.output import verdicts
from awesome_lint.output.folding import fold
from awesome_lint.output.markup import plain, prose
from awesome_lint.output.report import severity_of
from awesome_lint.output.terminal import Style
from awesome_lint.output.text import summary
from awesome_lint.output.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.diagnostic import Diagnostic, Severity
    from awesome_lint.output.report import FileReport, Report, Surroundings
    from awesome_lint.output.verdicts import Verdicts

LIMIT = 960 * 1024
"""The most bytes of a summary; the step may have more to say than we."""

_MOST_UNVERIFIED = 100
_SPARE = 500  # for the last line
_HEADER = "| Severity | Line | Rule | Message |\n| --- | --- | --- | --- |\n"


class _Row(NamedTuple):
    severity: Severity
    file: int
    text: str


def render(run: Report, around: Surroundings) -> bytes:
    """Return the counts, then a table for each file with findings.

    Where it would grow beyond ``LIMIT`` the least severe findings are left out, and the last line says how many.
    """
    head = f"## awesome-lint\n\n{_total(run)}\n"
    head += "".join(
        f"\n- **error** {plain(each.path or 'awesome-lint')}: {prose(each.message)}" for each in run.failures[:100]
    )
    head += "".join(f"\n- {prose(each.rule)} {each.what}: {prose(each.reason)}" for each in run.skipped)
    rows = [row for number, file in enumerate(run.files) for row in _rows(file, number, around)]
    kept, dropped = _fitting(rows, run.files, LIMIT - _SPARE - len(head.encode()))
    tables = "".join(_table(run.files[number], texts) for number, texts in kept.items())
    tail = f"\n{dropped:,} less severe findings are left out here; the log has them all.\n" if dropped else ""
    return f"{head.rstrip()}\n{tables}{tail}".encode("utf-8", "backslashreplace")


def _total(run: Report) -> str:
    text = summary(run.totals, len(run.failures), Style())
    return f"{text}\n\nLinks: {verdicts.line(run.verdicts)}{_unverified(run.verdicts)}" if run.verdicts else text


def _unverified(found: Verdicts) -> str:
    """Return the addresses of which nothing certain is known, folded away."""
    if not found.unverified:
        return ""
    rows = [
        f"- {plain(f'{each.path}:{each.line}')} {plain(each.address)} {prose(verdicts.told(each))}"
        for each in found.unverified[:_MOST_UNVERIFIED]
    ]
    more = len(found.unverified) - len(rows)
    rows += [f"- and {more:,} more"] if more else []
    body = "\n".join(rows)
    return f"\n\n<details><summary>Unverifiable links</summary>\n\n{body}\n\n</details>"


def _fitting(rows: Sequence[_Row], files: Sequence[FileReport], room: int) -> tuple[dict[int, list[str]], int]:
    """Return the rows by file that fit into *room* bytes, the most severe before others, and the number of the rest."""
    order = sorted(range(len(rows)), key=lambda at: (-rows[at].severity.rank, at))
    chosen: list[int] = []
    begun: set[int] = set()
    for at in order:
        row = rows[at]
        room -= len(row.text.encode()) + (0 if row.file in begun else len(_table(files[row.file], []).encode()))
        if room < 0:
            break
        begun.add(row.file)
        chosen.append(at)
    kept: dict[int, list[str]] = {}
    for at in sorted(chosen):
        kept.setdefault(rows[at].file, []).append(rows[at].text)
    return kept, len(rows) - len(chosen)


def _table(file: FileReport, rows: Sequence[str]) -> str:
    return f"\n### {plain(file.path)}\n\n{_HEADER}{''.join(rows)}"


def _rows(file: FileReport, number: int, around: Surroundings) -> Iterator[_Row]:
    shown, folds = fold(file) if around.folding else (file.diagnostics, [])
    for diagnostic in shown:
        message = "<br>".join(map(prose, told(diagnostic, file.source)))
        severity = severity_of(diagnostic)
        yield _row(severity, file, diagnostic, (diagnostic.rule, message), around)._replace(file=number)
    for each in folds:
        yield _row(each.severity, file, each.first, (each.name, prose(each.message)), around)._replace(file=number)


def _row(
    severity: Severity, file: FileReport, diagnostic: Diagnostic, texts: tuple[str, str], around: Surroundings
) -> _Row:
    line = file.source.line_number(diagnostic.span.start)
    shown = f"{line}"
    if around.lines_url and not file.path.startswith(("/", "<")):
        # Without `plain` GitHub shows the rendered page, which has no lines.
        path = quote(file.path.encode("utf-8", "surrogateescape"))
        shown = f"[{line}]({around.lines_url}{path}?plain=1#L{line})"
    return _Row(severity, 0, f"| {severity} | {shown} | {plain(texts[0])} | {texts[1]} |\n")
