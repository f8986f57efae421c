"""Where addresses are written: in the link itself, or in its reference definition, ``[label]: address``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.addresses import is_written_as, written
from awesome_lint.document import LinkKind

if TYPE_CHECKING:
    from awesome_lint.document import Document, Link
    from awesome_lint.source import Span


class WrittenPlaces:
    """Finds the exact place of the addresses in one document."""

    def __init__(self, document: Document) -> None:
        """Look for no definition yet."""
        self._document = document

    def of(self, link: Link) -> Span | None:
        """Return where the address of *link* is written, angle brackets left out, or None where that is not sure.

        The links that share a definition share its place.
        """
        if link.kind is not LinkKind.REFERENCE:
            return link.url if written(self._document, link) else None
        span = self._definitions.get(_folded(self._document.source.slice(link.url)))
        return span if span and is_written_as(link.target, self._document.source.slice(span)) else None

    @cached_property
    def _definitions(self) -> dict[str, Span]:
        return {_folded(each.text): each.url for each in self._document.definitions}


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
