"""``invalid-arxiv-id``."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint import arxiv
from awesome_lint.addresses import written
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import LinkKind
from awesome_lint.repairs import applicability
from awesome_lint.rule import Context, Rule
from awesome_lint.slips.arxiv_slips import Repair, fault, ids_in, page_meant, repair
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry, Link


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link to an id that arXiv cannot have given."""
    tomorrow = context.today + dt.timedelta(days=1)
    home = _Home(document)
    for link in document.links:
        found = arxiv.from_url(link.target)
        if not found and "arxiv.org/" in link.target and (wrong := _misspelt_page(document, link)):
            yield wrong
        if not found or link.image or _is_figure(found):
            continue
        if not found.id:
            message = f"Unexpected {fault(found.text)}"
            yield _diagnostic(document, link, message, repair(found.text, home.ids_near(link)))
        elif (found.id.year, found.id.month) > (tomorrow.year, tomorrow.month):
            message = f"Unexpected arXiv id `{found.text}`, expected a month up to `{tomorrow:%y%m}`"
            yield _diagnostic(document, link, message, None)
        elif not found.kind and found.own:
            message = f"Unexpected arXiv address without a page, expected `abs/{found.text}`"
            yield _diagnostic(document, link, message, Repair(f"abs/{found.text}", certain=True))


def _misspelt_page(document: Document, link: Link) -> Diagnostic | None:
    """Judge the page of an address such as ``arxiv.org/asb/2308.12966``."""
    address = written(document, link)
    found = arxiv.unknown_page(address) if address else None
    if not found or not (meant := page_meant(found[1])):
        return None
    at, page = found
    span = Span(link.url.start + at, link.url.start + at + len(page))
    message = f"Unexpected page `{page}` of arXiv, expected `{meant}`"
    return Diagnostic(span, message, Fix(f"Write `{meant}`", (Edit(*span, meant),), Applicability.UNSAFE))


def _is_figure(found: arxiv.ArxivLink) -> bool:
    return found.kind == "html" and found.rest.startswith("/")


def _diagnostic(document: Document, link: Link, message: str, better: Repair | None) -> Diagnostic:
    address = written(document, link)
    found = arxiv.from_url(address) if address else None
    if not found:
        return Diagnostic(link.span, message)
    start = link.url.start + found.offset
    span = Span(start, start + len(found.text)) if found.text else link.url
    if not better:
        return Diagnostic(span, message)
    # A bare address shows on the page what is glued to it, and a fix would delete that.
    certain = better.certain and (link.kind in (LinkKind.INLINE, LinkKind.HTML) or not found.kind)
    edit = Edit(start, start + len(found.text), better.text)
    how = applicability(found.text, better.text, certain=certain)
    return Diagnostic(span, message, Fix(f"Write `{better.text}`", (edit,), how))


class _Home:
    """Finds the entry of a link."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _entries(self) -> dict[Span, list[Entry]]:
        found: dict[Span, list[Entry]] = {}
        for entry in self._document.entries:
            for link in entry.links:
                found.setdefault(link.span, []).append(entry)
        return found

    def ids_near(self, link: Link) -> Iterator[str]:
        """Yield the valid ids that the link's own text and its entry's other links name."""
        yield from ids_in(link.text)
        for entry in self._entries.get(link.span, ()):
            for other in entry.links:
                found = arxiv.from_url(other.target)
                if found and found.id:
                    yield found.id.text


RULE = Rule(
    name="invalid-arxiv-id",
    group="arxiv",
    summary="A link to arXiv whose id arXiv cannot have given",
    severity=Severity.ERROR,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE, Applicability.MANUAL),
)
