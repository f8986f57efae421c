"""``archived-repository``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.addresses import place_of
from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.facts import Facts, Kind
from awesome_lint.mentions import mentions
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.wanted import links_of, repository_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry

_SAID = regex(
    r"archived?\b|unmaintained|deprecated|discontinued|inactive|abandoned|(?:not|no longer) (?:actively )?maintained|"
    r"read-only|归档|不再维护|停止维护|已废弃|弃用",
    re.IGNORECASE,
)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry with an archived repository, unless entry or section say so."""
    repositories = (context.facts or Facts()).repositories
    for link, name, entry in mentions(document, links_of(document), repository_of):
        found = repositories.get(name)
        if found and found.archived and not (entry and _SAID.search(_shown(entry))):
            message = f"Unexpected archived repository `{found.name}`, expected a maintained one or a word that says so"
            yield Diagnostic(place_of(document, link), message)


def _shown(entry: Entry) -> str:
    return " ".join(
        (*(content.text for content in entry.contents), *(link.text for link in entry.links), *entry.section.path)
    )


RULE = Rule(
    name="archived-repository",
    group="links",
    summary="A GitHub repository that its owners archived",
    severity=Severity.INFO,
    check=check,
    facts=(Kind.REPOSITORIES,),
)
