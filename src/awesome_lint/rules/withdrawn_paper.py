"""``withdrawn-paper``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.addresses import place_of
from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.facts import Facts, Kind
from awesome_lint.mentions import mentions
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.wanted import links_of, paper_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry

_SAID = regex(r"withdr[ae]w|retract|撤稿|撤回", re.IGNORECASE)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry with a paper that was withdrawn, unless entry or section say so."""
    papers = (context.facts or Facts()).papers
    for link, name, entry in mentions(document, links_of(document), paper_of):
        paper = papers.get(name)
        if paper and paper.withdrawn and not (entry and _SAID.search(_shown(entry))):
            message = f"Unexpected paper `{name}` that was withdrawn from arXiv, expected one that stands"
            yield Diagnostic(place_of(document, link), message)


def _shown(entry: Entry) -> str:
    return " ".join((entry.title, *(content.text for content in entry.contents), *entry.section.path))


RULE = Rule(
    name="withdrawn-paper",
    group="arxiv",
    summary="A paper that its authors or arXiv withdrew",
    severity=Severity.WARNING,
    check=check,
    facts=(Kind.PAPERS,),
)
