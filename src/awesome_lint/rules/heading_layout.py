"""Headings that are not written as most of the file's are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.document import Heading
from awesome_lint.layout.majority import majority
from awesome_lint.regex import regex
from awesome_lint.rule import Option, Rule
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.rule import Context

_UNDERLINED = 2
"""Headings of levels 1 and 2 can be underlined."""
_CLOSING = regex(r"(?:^|[ \t])#+$")


class _Form(NamedTuple):
    """How one heading is written, or most are; None stands for what differs from heading to heading."""

    atx: bool | None
    indent: int | None
    blanks: str | None
    closed: bool | None


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report each heading that is underlined, indented, closed or spaced otherwise than most."""
    text = document.source.text
    written = [(heading, _form(text, heading)) for heading in document.blocks if isinstance(heading, Heading)]
    form = _learned([(heading.level, own) for heading, own in written])
    if context.options["style"] == "atx":
        form = form._replace(atx=True)
    if context.options["closing"] == "none":
        form = form._replace(closed=False)
    for heading, own in written:
        slips = dict(_slips(text, heading, own, form))
        if slips:
            edits = tuple(edit for found in slips.values() for edit in found)
            message = f"Unexpected {' and '.join(slips)}, expected `{'#' * heading.level} ` and the heading's text"
            yield Diagnostic(heading.span, message, Fix("Write the heading as the file's others", edits))


def _form(text: str, heading: Heading) -> _Form:
    before = text[heading.span.start : heading.content.span.start].lstrip(" \t")
    indent = heading.content.span.start - heading.span.start - len(before)
    hashes = before.rstrip(" \t")
    closed = text[heading.content.span.end : heading.span.end].strip(" \t").startswith("#")
    return _Form(bool(hashes), indent, before[len(hashes) :], closed)


def _learned(written: list[tuple[int, _Form]]) -> _Form:
    forms = [form for _, form in written if form.atx]
    return _Form(
        majority(Counter(form.atx for level, form in written if level <= _UNDERLINED)),
        majority(Counter(form.indent for form in forms)),
        majority(Counter(form.blanks for form in forms)),
        majority(Counter(form.closed for form in forms)),
    )


def _slips(text: str, heading: Heading, own: _Form, form: _Form) -> Iterator[tuple[str, list[Edit]]]:
    """Yield what is unexpected, and the edits that write it as expected."""
    (start, end), (first, last) = heading.span, heading.content.span
    inner = text[first:last]
    if not inner:
        return
    if not own.atx:
        if form.atx and "\n" not in inner and not _CLOSING.search(inner):
            yield "underline", [Edit(start, first, "#" * heading.level + " "), Edit(last, end, "")]
        return
    if own.indent and form.indent == 0:
        yield "blanks before the heading", [Edit(start, start + own.indent, "")]
    if own.blanks and own.blanks != " " == form.blanks:
        yield "blanks after the `#`", [Edit(first - len(own.blanks), first, " ")]
    if own.closed and form.closed is False:
        closing = text[last:end].rstrip(" \t")
        yield "closing `#`", [Edit(last, last + len(closing), "")]


RULE = Rule(
    name="heading-layout",
    group="layout",
    summary="A heading that is not written as most of the file's are",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
    options={
        "style": Option(
            "keep",
            "`keep` writes underlined headings with `#` where most headings of their levels are, `atx` everywhere",
            ("keep", "atx"),
        ),
        "closing": Option(
            "keep",
            "closing `#`: `keep` removes them where most headings have none, `none` everywhere",
            ("keep", "none"),
        ),
    },
)
