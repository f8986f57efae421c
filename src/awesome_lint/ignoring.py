"""Findings that configuration silences for single entries: the tables ``[[ignore]]``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import titles
from awesome_lint.enclosing import innermost
from awesome_lint.identity import identity_of
from awesome_lint.regex import regex
from awesome_lint.registry import stands_for
from awesome_lint.spans import ByPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document, Entry, Link
    from awesome_lint.rule import Rule
    from awesome_lint.source import Span

_SCHEME = regex(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)


class Ignored(NamedTuple):
    """One table: ``rule`` (a rule, a group or ``all``) is silent on entries with this link and this title.

    An empty ``link`` or ``title`` is any. A link means its work, however it is written; with ``*`` at
    its end it means all addresses that begin so. Titles are compared by their words.
    """

    rule: str
    link: str = ""
    title: str = ""

    def holds_for_link(self, target: str, written: str) -> bool:
        """Whether an address, as read and as *written*, is the one meant."""
        if self.link.endswith("*"):
            start = _bare(self.link[:-1])
            return _bare(target).startswith(start) or _bare(written).startswith(start)
        if self.link in (target, written):
            return True
        meant = self.link if "//" in self.link else f"https://{self.link}"
        return identity_of(target) in (identity_of(self.link), identity_of(meant))

    def holds_for_title(self, title: str) -> bool:
        """Whether an entry's *title* is the one meant."""
        wanted = titles.words(self.title)
        return titles.words(title) == wanted if wanted else title.strip() == self.title.strip()


def _bare(address: str) -> str:
    return _SCHEME.sub("", address, count=1) if _SCHEME.match(address) else address


def silence(
    diagnostics: Iterable[Diagnostic], ignored: Sequence[Ignored], document: Document, rules: Mapping[str, Rule]
) -> tuple[list[Diagnostic], frozenset[Ignored]]:
    """Return the diagnostics that nothing *ignored* covers, and those of *ignored* that covered the others.

    *rules* are those of the diagnostics, by name. A fault between two entries is covered by either.
    """
    places = _Places(document)
    kept: list[Diagnostic] = []
    used: set[Ignored] = set()
    for diagnostic in diagnostics:
        rule = rules[diagnostic.rule]
        meant = [each for each in ignored if stands_for(each.rule, rule)]
        spans = [diagnostic.span, *(related.span for related in diagnostic.related if related.mirror)] if meant else []
        covering = [each for each in meant if any(places.belong(span, each) for span in spans)]
        used.update(covering)
        if not covering:
            kept.append(diagnostic)
    return kept, frozenset(used)


class _Places:
    """What stands at the places of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._entry_of = innermost(document.entries)
        self._addresses = ByPlace(document.links, lambda link: link.url)
        self._spans = ByPlace(document.links, lambda link: link.span)

    def belong(self, span: Span, ignored: Ignored) -> bool:
        """Whether *span* is a place that *ignored* means."""
        index = self._entry_of(span)
        entry = None if index is None else self._document.entries[index]
        if ignored.title and not (entry and ignored.holds_for_title(entry.title)):
            return False
        if not ignored.link:
            return True
        links = self._links(span, entry)
        if not links:  # what should have been one, and is none
            return ignored.link in self._document.source.slice(span)
        return any(self._is(link, ignored) for link in links)

    def _is(self, link: Link, ignored: Ignored) -> bool:
        return ignored.holds_for_link(link.target, self._document.source.slice(link.url))

    def _links(self, span: Span, entry: Entry | None) -> Sequence[Link]:
        """Return the link whose address the place is part of; else those of the entry, or those at the place."""
        about = [link for link in self._addresses.overlapping(span) if link.url.contains(span)]
        return about or (entry.links if entry else self._spans.overlapping(span))
