"""``renamed-repository``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.facts import Facts, Kind
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.wanted import links_of, repository_of
from awesome_lint.written_places import WrittenPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_ADDRESS = regex(
    r"(?:(?:https?:)?//)?(?:www\.)?github\.com/([\w-]+/[\w.-]+?)(?=(?:\.git)?(?:[/?#]|$))", re.IGNORECASE | re.ASCII
)
_NAME = regex(r"[\w-]+/[\w.-]+", re.ASCII)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address with a name that its repository had before; for a definition once."""
    repositories = (context.facts or Facts()).repositories
    places = WrittenPlaces(document)
    for link in links_of(document):
        name = repository_of(link)
        found = repositories.get(name) if name else None
        if found and found.name.lower() != name and _NAME.fullmatch(found.name):
            span = _name_in(document, places.of(link), name)
            fix = Fix(f"Write `{found.name}`", (Edit(*span, found.name),)) if span else None
            message = f"Unexpected former name `{name}` of a repository, expected `{found.name}`"
            yield Diagnostic(span or link.span, message, fix)


def _name_in(document: Document, place: Span | None, name: str) -> Span | None:
    """Return where *name* stands in the address written at *place*."""
    match = _ADDRESS.match(document.source.slice(place)) if place else None
    if not place or not match or match[1].lower() != name:
        return None
    return Span(place.start + match.start(1), place.start + match.end(1))


RULE = Rule(
    name="renamed-repository",
    group="links",
    summary="A link by a name that its GitHub repository or owner had before",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    facts=(Kind.REPOSITORIES,),
)
