"""``noncanonical-arxiv-url``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint import arxiv
from awesome_lint.addresses import written_addresses
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_HOST = regex(r"(https?)://((?:www|export|browse|download|cn)\.)?arxiv\.org(?=[/?#]|$)", re.IGNORECASE)
_VERSION = regex(r"v\d+$")
# These two answer no more.
_DEAD = ("browse.", "download.")
# Elsewhere `www.` is no more than a second name; `export.` also serves what `arxiv.org` does not.
_ALWAYS = ("", "www.")


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address of arXiv by another name than its own."""
    drop, form = context.options["version"] == "drop", context.options["form"]
    for link, text in written_addresses(document):
        host = _HOST.match(text)
        if not host:
            continue
        paper = arxiv.from_url(text)
        name = (host[2] or "").lower()
        edits = list(_host_edits(host)) if name in _ALWAYS or paper else []
        end = host.end()
        if paper and paper.id and (inner := [*_form_edits(paper, form), *_version_edits(paper, drop=drop)]):
            edits += inner
            end = len(text)
        if not edits:
            continue
        at = link.url.start
        placed = tuple(Edit(at + start, at + stop, new) for start, stop, new in edits)
        expected = _edited(text[:end], edits)
        yield Diagnostic(
            Span(at, at + end),
            f"Unexpected `{text[:end]}`, expected `{expected}`",
            Fix(f"Write `{expected}`", placed),
            severity=Severity.WARNING if name in _DEAD else None,
        )


def _host_edits(host: re.Match[str]) -> Iterator[Edit]:
    if len(host[1]) == len("http"):
        yield Edit(host.end(1), host.end(1), "s")
    if host[2]:
        yield Edit(*host.span(2), "")


def _form_edits(paper: arxiv.ArxivLink, form: str) -> Iterator[Edit]:
    """Turn ``/pdf/ID.pdf`` into ``/abs/ID``, unless the address goes to a place inside the PDF."""
    if form != "abs" or paper.kind != "pdf" or "#" in paper.rest:
        return
    yield Edit(paper.offset - len("pdf/"), paper.offset - 1, "abs")
    if paper.rest.lower().startswith(".pdf"):
        end = paper.offset + len(paper.text)
        yield Edit(end, end + len(".pdf"), "")


def _version_edits(paper: arxiv.ArxivLink, *, drop: bool) -> Iterator[Edit]:
    if drop and paper.kind in ("abs", "pdf") and (version := _VERSION.search(paper.text)):
        yield Edit(paper.offset + version.start(), paper.offset + version.end(), "")


def _edited(text: str, edits: list[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


RULE = Rule(
    name="noncanonical-arxiv-url",
    group="arxiv",
    summary="An address of arXiv by `http:` or by another host name than `arxiv.org`",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    options={
        "form": Option("keep", "which page of a paper to link: as written, or always the abstract", ("keep", "abs")),
        "version": Option("keep", "what to do with a version such as `v2`", ("keep", "drop")),
    },
    many="{count} arXiv links by another address than `https://arxiv.org`",
)
