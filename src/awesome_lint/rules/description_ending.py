"""``description-ending``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.prose import majority
from awesome_lint.reading.words import header_role, length
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.titled import titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Content, Document

_CJK = regex(r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]")
_LEAST_WORDS = 3
_SHOWN = 16
_TEXT = "text"
_STOPS = (".", "。")
_SAID = regex(r"[\w)）\"”'’%+#]$")
# The stop of `etc.` and `U.S.` belongs to the word; `...` is no full stop.
_ABBREVIATION = regex(r"(?:\b(?:etc|inc|ltd|co|corp|al|vs|jr|sr|no|e\.g|i\.e)|\b[A-Z]|\.[A-Za-z]|\.)\.$", re.IGNORECASE)
# What stands in brackets behind a sentence ends no sentence.
_ASIDE = regex(r"[.。!?！？…][\"”]?[ \t]*[(（][^()（）]*[)）]$")
_QUOTED_STOP = regex(r"[.。!?！？…][\"”'’」)]$")
_INNER_STOP = regex(r"[.!?][ \t]+[A-Z\d]|[。！？]")


class _Ending(NamedTuple):
    """How a description ends: ``place`` is where it stands and in which script, ``form`` a stop or nothing."""

    span: Span
    text: str
    place: tuple[str, str]
    form: str


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each description that ends in another way than most of the list."""
    wanted = context.options["ending"]
    endings = list(_endings(document, _LEAST_WORDS if wanted == "learned" else 1))
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for ending in endings:
        counted[ending.place][ending.form] += 1
    for ending in endings:
        why = ""
        if wanted == "learned":
            learned = majority(counted[ending.place])
            if learned is None:
                continue
            form, share = learned
            why = f", as in {share.following} of {share.total} descriptions"
        else:
            form = "" if wanted == "none" else wanted
        own = "。" if ending.place[1] == "CJK" and form == "." and wanted != "learned" else form
        if ending.form not in (form, own) and not _stays(ending, form):
            yield _diagnostic(ending, own, why)


def _stays(ending: _Ending, form: str) -> bool:
    """Whether a full stop is right where the list has none: behind several sentences or an abbreviation."""
    return not form and bool(_ABBREVIATION.search(ending.text) or _INNER_STOP.search(ending.text[:-1]))


def _endings(document: Document, least: int) -> Iterator[_Ending]:
    text = document.source.text
    for content, start, place in _descriptions(document):
        last = content.inlines[-1] if content.inlines else None
        if last is None or last.kind != "text" or not content.exact:
            continue
        end = content.span.start + len(text[content.span.start : content.span.end].rstrip(" \t"))
        said = text[start:end]
        if length(said) < (_LEAST_WORDS if place != _TEXT else least) or "\n" in said or last.span.end < end:
            continue
        if _QUOTED_STOP.search(said) or _ASIDE.search(said):
            continue
        form = said[-1] if said.endswith(_STOPS) else ""
        if form or _SAID.search(said):
            script = "CJK" if _CJK.search(said) else "Latin"
            yield _Ending(Span(end - 1, end), said, (place, script), form)


def _descriptions(document: Document) -> Iterator[tuple[Content, int, str]]:
    """Yield the contents that end with a description, where it begins, and in which place it stands."""
    text = document.source.text
    for each in titled(document):
        if text[each.separator.start : each.separator.end].strip(" \t"):
            yield each.content, each.description.start, _TEXT
    for entry in document.entries:
        for cell, field in zip(entry.row.cells if entry.row else (), entry.fields, strict=False):
            if header_role(field.name) == "description":
                yield cell.content, cell.content.span.start, field.name


def _diagnostic(ending: _Ending, form: str, why: str) -> Diagnostic:
    tail = ending.text if len(ending.text) <= _SHOWN else "…" + ending.text[1 - _SHOWN :]
    # With the last character, so that the edit is one of a cell's text and not of what stands beside it.
    kept = "" if ending.form else ending.text[-1]
    meant = f"a full stop `{form}`" if form else "no full stop"
    title = f"End with `{form}`" if form else "Remove the full stop"
    return Diagnostic(
        ending.span,
        f"Unexpected end of a description `{tail}`, expected {meant}{why}",
        Fix(title, (Edit(*ending.span, kept + form),)),
    )


RULE = Rule(
    name="description-ending",
    group="style",
    summary="A description that ends with a full stop, or without one, unlike at least 90 % of the list's",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    default=False,
    options={
        "ending": Option(
            "learned",
            "how descriptions end; `learned` is the list's way, and `.` is `。` in Chinese and Japanese text",
            ("learned", ".", "。", "none"),
        ),
    },
    many="{count} descriptions that end in another way than the list's",
)
