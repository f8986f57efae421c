"""``moved-link``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.facts import Facts, Kind, Verdict
from awesome_lint.identity import identity_of
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit
from awesome_lint.tracking import has_tracking
from awesome_lint.wanted import address_of, links_of, repository_of
from awesome_lint.written_as import written_as
from awesome_lint.written_places import WrittenPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Link
    from awesome_lint.source import Span


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address whose page is proved to have moved; for a definition once."""
    facts = context.facts or Facts()
    places = WrittenPlaces(document)
    for link in links_of(document):
        if target := _target(link, facts):
            place = places.of(link)
            fix = _fix(document, link, place, target) if place else None
            yield Diagnostic(place or link.span, f"Unexpected address of a page that moved, expected `{target}`", fix)


def _target(link: Link, facts: Facts) -> str:
    """Return where the page of *link* now is, or nothing."""
    fact = facts.links.get(address_of(link))
    if not fact or fact.verdict is not Verdict.MOVED or not fact.target.lower().startswith(("http://", "https://")):
        return ""
    if facts.repositories.get(repository_of(link)):
        return ""  # GitHub itself said how the repository is called now
    only_tracks = has_tracking(fact.target) and identity_of(fact.target) == identity_of(address_of(link))
    return "" if only_tracks else fact.target


def _fix(document: Document, link: Link, place: Span, target: str) -> Fix | None:
    """Write the new address; the fragment stays as it is written."""
    text = document.source.text
    address = text[place.start : place.end].partition("#")[0]
    pointed = text[place.start - 1 : place.start] == "<" and text[place.end : place.end + 1] == ">"
    new = written_as(target, link.kind, pointed=pointed)
    if not new or has_tracking(target) or "#" in new:
        return None
    return Fix(f"Write `{new}`", (Edit(place.start, place.start + len(address), new),))


RULE = Rule(
    name="moved-link",
    group="links",
    summary="A link whose page has moved for good, as its host says",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    supersedes=("retired-host", "insecure-link"),
    facts=(Kind.LINKS,),
)
