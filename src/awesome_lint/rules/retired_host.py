"""``retired-host``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.addresses import is_written_as
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.migrations import moved_to
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.written_places import WrittenPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address on a host that its site has left; for a definition once."""
    places = WrittenPlaces(document)
    for link in document.links:
        length, new = moved_to(link.target) if link.outside else (0, "")
        place = places.of(link) if length else None
        if not place:
            continue
        text = document.source.slice(place)
        old = Span(place.start, place.start + length)
        plain = is_written_as(link.target[:length], text[:length])
        yield Diagnostic(
            old if plain else place,
            f"Unexpected `{link.target[:length]}`, expected `{new}`",
            Fix(f"Write `{new}`", (Edit(*old, new),), Applicability.UNSAFE) if plain else None,
        )


RULE = Rule(
    name="retired-host",
    group="links",
    summary="An address on a host that its site has left for another one",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.UNSAFE,),
    many="{count} links to hosts that their sites have left",
)
