"""Where addresses are written: in the link itself, or in its reference definition, ``[label]: address``."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.addresses import is_written_as, written
from awesome_lint.document import LinkKind, Opaque
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.document import Document, Link

_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)((?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|([^\s<]\S*))", re.MULTILINE | re.DOTALL
)


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
        """The first definition of each label; inside items and quotes nothing proves their place."""
        found: dict[str, Span] = {}
        for block in self._document.blocks:
            if isinstance(block, Opaque) and block.kind == "definition":
                for match in _DEFINITION.finditer(self._document.source.text, *block.span):
                    found.setdefault(_folded(match[1]), Span(*match.span(3 if match[2] is None else 2)))
        return found


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
