"""Reference definitions, ``[label]: address``, and where their addresses stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_lint.document import Link, LinkKind
from awesome_lint.parsing.entities import unescaped
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_lint.source import Source

_DEFINITION = regex(
    r"\[(?P<label>(?:[^\[\]\\]|\\.)++)\]:[ \t]*(?:\n[ \t>]*)?(?:<(?P<pointed>[^<>\n]*)>|(?P<plain>[^\s<]\S*))",
    re.DOTALL,
)


def definitions_in(source: Source, references: Mapping[str, Mapping[str, Any]]) -> Iterator[Link]:
    """Yield the definitions of *references*, which has the lines of each, in their order.

    Left out are those whose address as written is not the address as read: their spans would be wrong.
    """
    for found in references.values():
        first, last = found["map"]
        lines = source.lines_span(first + 1, max(first + 1, last))
        match = _DEFINITION.search(source.text, *lines)
        if match is None:
            continue
        name = "plain" if match["pointed"] is None else "pointed"
        if unescaped(match[name]) == found["href"]:
            label, url = Span(*match.span("label")), Span(*match.span(name))
            yield Link(Span(*match.span()), label, url, found["href"], match["label"], LinkKind.DEFINITION)
