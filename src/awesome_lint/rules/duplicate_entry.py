"""``duplicate-entry``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from awesome_lint.document import Carrier, Item
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.works import Listed, primary, work_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that its own section lists already."""
    listed: dict[tuple[int, int, str], Listed] = {}
    whole_items: set[Span] | None = None
    # What tells works apart is asked only where entries share an address.
    links = [primary(entry) for entry in document.entries]
    places = [
        (entry.section.span.start, entry.group, link.identity) if link else None
        for entry, link in zip(document.entries, links, strict=True)
    ]
    shared = Counter(places)
    for entry, place in zip(document.entries, places, strict=True):
        work = work_of(entry) if place and shared[place] > 1 else None
        if place is None or work is None:
            continue
        first = listed.setdefault(place, Listed()).add(work, entry)
        if first is not None and not first.span.overlaps(entry.span):
            if whole_items is None:
                whole_items = {node.span for node in document.nodes if isinstance(node, Item)}
            nests = entry.carrier is Carrier.ITEM and entry.span not in whole_items
            # What is nested below the second entry would go to the item above it.
            yield _diagnostic(document, first, entry, None if nests else _fix(document, first, entry))


def _diagnostic(document: Document, first: Entry, entry: Entry, fix: Fix | None) -> Diagnostic:
    return Diagnostic(
        entry.title_span or entry.span,
        _message(document, entry, first),
        fix,
        (Related(first.title_span or first.span, "first listed here", _message(document, first, entry)),),
        help="keep one of the two entries",
    )


def _message(document: Document, entry: Entry, other: Entry) -> str:
    line = document.source.line_number(other.span.start)
    return f"Unexpected second entry for `{entry.title}`: this section lists it already, at line {line}"


def _fix(document: Document, first: Entry, entry: Entry) -> Fix | None:
    """Remove the second entry where it says nothing that the first does not say, character by character."""
    source = document.source
    whole = source.lines_span(source.line_number(entry.span.start), source.line_number(entry.span.end))
    if entry.carrier not in (Carrier.ROW, Carrier.ITEM) or _text(document, first) != _text(document, entry):
        return None
    if entry.span.end != whole.end or source.text[whole.start : entry.span.start].strip(" \t"):
        return None
    end = min(whole.end + 1, len(source.text))
    return Fix("Remove the second entry, which repeats the first", (Edit(whole.start, end, ""),), Applicability.UNSAFE)


def _text(document: Document, entry: Entry) -> str:
    """Return the text of an entry without its marker, which numbered lists count up."""
    start = entry.contents[0].span.start if entry.carrier is Carrier.ITEM and entry.contents else entry.span.start
    return " ".join(document.source.slice(Span(start, entry.span.end)).split())


RULE = Rule(
    name="duplicate-entry",
    group="duplicates",
    summary="A work that its section lists twice",
    severity=Severity.ERROR,
    check=check,
    fixes=(Applicability.UNSAFE,),
)
