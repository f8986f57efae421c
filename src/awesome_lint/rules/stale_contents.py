"""``stale-contents``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.table_of_contents import contents_of, leads_to, siblings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Heading
    from awesome_lint.source import Span

_SHARE = 0.9
# One that is left out of so many is a slip, though it is more than a tenth of them.
_LEAST_FOR_ONE = 6
# What stands around a list, and which its contents name or leave out as they please.
_BESIDE = regex(
    r"\b(?:contribut\w*|licen[cs]e\w*|citations?|cite|citing|acknowledge?ments?|credits|contacts?|thanks"
    r"|star history|stargazers|support|sponsors?|contents|toc|about|authors?|maintainers?|news|updates?|change ?log"
    r"|introduction|overview|related|footnotes|references|disclaimer|todo|legend|others?)\b"
    r"|目录|贡献|许可|引用|致谢|联系|更新|介绍|简介|前言|参考",
    re.IGNORECASE,
)


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each heading that a table of contents leaves out though it lists those beside it."""
    contents = contents_of(document)
    if contents is None:
        return
    meant = leads_to(document, contents)
    # A link that leads nowhere may well be meant for the heading that seems left out: that is another fault.
    if None in meant:
        return
    listed = {heading.span.start for heading in meant if heading}
    below = [heading for heading in document.headings if heading.span.start > contents.span.end]
    groups = [[heading for heading in group if not _is_beside(heading)] for group in siblings(below)]
    covered = [group for group in groups if 2 * sum(heading.span.start in listed for heading in group) > len(group)]
    left_out = [heading for group in covered for heading in group if heading.span.start not in listed]
    total = sum(map(len, covered))
    few = len(left_out) == 1 and total >= _LEAST_FOR_ONE
    if total - len(left_out) < _SHARE * total and not few:
        return
    holding = {section.path[:-1] for section in document.sections if section.span.start in listed}
    sections = {section.span.start: section for section in document.sections if section.heading}
    for heading in left_out:
        # A heading around others that are listed: the contents have a flatter tree.
        if sections[heading.span.start].path not in holding:
            yield _diagnostic(document, heading, contents.span)


def _is_beside(heading: Heading) -> bool:
    return bool(_BESIDE.search(heading.content.text))


def _diagnostic(document: Document, heading: Heading, contents: Span) -> Diagnostic:
    line = document.source.line_number(contents.start)
    return Diagnostic(
        heading.content.span,
        f"Unexpected heading `{' '.join(heading.content.text.split())}` that the contents at line {line} leave out, "
        "expected a link there as for those beside it",
        related=(Related(contents, "the contents"),),
    )


RULE = Rule(
    name="stale-contents",
    group="structure",
    summary="A heading that the table of contents leaves out, though it lists those beside it",
    severity=Severity.WARNING,
    check=check,
)
