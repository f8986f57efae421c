"""``missing-fragment``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_lint.addresses import place_of
from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.facts import Facts, Kind, Verdict
from awesome_lint.rule import Context, Rule
from awesome_lint.wanted import address_of, fragment_of, links_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.facts import LinkFact

_PREFIX = "user-content-"
# Their scripts make the names that fragments ask for.
_SCRIPTED = ("gitlab.com", "youtube.com", "docs.google.com", "openreview.net", "notion.site", "bilibili.com")
_FEWEST = 3
"""Fewer names than this are no plain page's own: it may get them from a script."""
_MOST_COMPARED, _CLOSE = 2_000, 0.8


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each fragment that leads nowhere on the page of another site."""
    facts = context.facts or Facts()
    for link in links_of(document):
        fragment = fragment_of(link)
        address = address_of(link) if fragment else ""
        names = _names(address, facts.links.get(address))
        if names and not _leads(fragment, names):
            near = _nearest(fragment, names)
            expected = f"`#{near}`" if near else "a name that the page has"
            yield Diagnostic(place_of(document, link), f"Unexpected fragment `#{fragment}`, expected {expected}")


def _names(address: str, fact: LinkFact | None) -> frozenset[str]:
    """Return the names that the page surely has, as a fragment asks for them; none where nothing is sure."""
    if not fact or fact.verdict not in (Verdict.OK, Verdict.MOVED) or not fact.names or len(fact.names) < _FEWEST:
        return frozenset()
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if host.endswith(_SCRIPTED):
        return frozenset()
    # Of a README that GitHub leaves to a script there is nothing on the page.
    unread = host == "github.com" and not any(name.startswith(_PREFIX) for name in fact.names)
    return frozenset() if unread else fact.names


def _leads(fragment: str, names: frozenset[str]) -> bool:
    folded = fragment.casefold()
    wanted = {folded, folded.removeprefix(_PREFIX), _PREFIX + folded}
    return fragment in names or any(name.casefold() in wanted for name in names)


def _nearest(fragment: str, names: frozenset[str]) -> str:
    if len(names) > _MOST_COMPARED:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415  (online alone)

    plain = sorted({name.removeprefix(_PREFIX) for name in names})
    return next(iter(get_close_matches(fragment, plain, 1, _CLOSE)), "")


RULE = Rule(
    name="missing-fragment",
    group="links",
    summary="A link to a place on another site's page that the page does not have",
    severity=Severity.WARNING,
    check=check,
    facts=(Kind.LINKS,),
)
