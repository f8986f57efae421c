"""``dead-link``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.addresses import place_of
from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.facts import Facts, Kind, Verdict
from awesome_lint.rule import Context, Rule
from awesome_lint.wanted import address_of, links_of, repository_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Link

_NO_REPOSITORY = "GitHub has no such public repository"


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link, wherever its reader meets it, that leads to nothing."""
    facts = context.facts or Facts()
    for link in links_of(document):
        if reason := _reason(link, facts):
            noun = "image" if link.image else "link"
            message = f"Unexpected dead {noun} ({reason}), expected an address that answers"
            yield Diagnostic(place_of(document, link), message)


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
