"""``dead-link``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.addresses import place_of
from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.document import LinkKind
from awesome_lint.facts import Facts, Kind, Verdict
from awesome_lint.rule import Context, Rule
from awesome_lint.wanted import address_of, links_of, repository_of
from awesome_lint.written_places import WrittenPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Link
    from awesome_lint.source import Span

_NO_REPOSITORY = "GitHub has no such public repository"


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link, wherever its reader meets it, that leads to nothing."""
    facts = context.facts or Facts()
    places = WrittenPlaces(document)
    told: set[Span] = set()
    for link in links_of(document):
        if reason := _reason(link, facts):
            noun = "image" if link.image else "link"
            message = f"Unexpected dead {noun} ({reason}), expected an address that answers"
            place = places.of(link) if link.kind is LinkKind.REFERENCE else None
            related: tuple[Related, ...] = ()
            if place and place not in told:  # of a definition once, for whoever changed that alone
                told.add(place)
                related = (Related(place, "its address is written here", mirror=message),)
            yield Diagnostic(place_of(document, link), message, related=related)


def _reason(link: Link, facts: Facts) -> str:
    """Return how it is known that *link* is dead, or nothing."""
    repository = repository_of(link)
    if repository and facts.repositories.get(repository, repository) is None:
        return _NO_REPOSITORY
    fact = facts.links.get(address_of(link))
    return (fact.reason or "nothing is there") if fact and fact.verdict is Verdict.DEAD else ""


RULE = Rule(
    name="dead-link",
    group="links",
    summary="A link or image whose page, host or repository is gone",
    severity=Severity.ERROR,
    check=check,
    facts=(Kind.LINKS, Kind.REPOSITORIES),
)
