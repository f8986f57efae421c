"""Names of findings that stay the same while the list around them changes."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.output.report import FileReport

_BLANKS = regex(r"[ \t]+")


def fingerprints(report: FileReport) -> Iterator[tuple[Diagnostic, str]]:
    """Return each finding of *report* with 64 hexadecimal digits, which no two findings of a run share.

    They are made of the path, the rule, the line that the finding starts on and what it marks there, runs of blanks
    taken as one: lines that come, go or are realigned elsewhere change nothing. The message is left out, for it may
    name other lines. Of findings that are alike in all of this the second, third, ... count on.
    """
    seen: Counter[str] = Counter()
    for diagnostic in report.diagnostics:
        content = _content(diagnostic, report)
        seen[content] += 1
        text = f"{report.path}\0{diagnostic.rule}\0{content}\0{seen[content]}"
        yield diagnostic, hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _content(diagnostic: Diagnostic, report: FileReport) -> str:
    source = report.source
    line = source.line_span(source.line_number(diagnostic.span.start))
    marked = source.text[diagnostic.span.start : min(diagnostic.span.end, line.end)]
    whole, part = (_BLANKS.sub(" ", text).strip() for text in (source.slice(line), marked))
    return f"{diagnostic.rule}\0{whole}\0{part}"
