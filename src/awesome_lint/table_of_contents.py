"""A list's table of contents: where it stands, and which headings it lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from awesome_lint.document import List
from awesome_lint.regex import regex
from awesome_lint.views import view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.document import Document, Heading, Link
    from awesome_lint.source import Span

_LEAST_LINKS = 3
_SHARE = 0.8
_REPEAT = regex(r"-\d+$")
_NOT_SAID = regex(r"[\W_]+")
_ANCHOR = regex(r"""<[a-z]+[^<>]*\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
# An anchor of its own stands on one of the lines above its heading.
_LINES_ABOVE = 2


class Contents(NamedTuple):
    """The links of a table of contents, in order, and the lists that hold them."""

    span: Span
    links: tuple[Link, ...]


@view
def contents_of(document: Document) -> Contents | None:
    """Return the first table of contents: lists, up to the next heading, of which most links lead to headings."""
    lists: list[Span] = []
    links: list[Link] = []
    headings = [heading.span.start for heading in document.headings]
    for block in document.blocks:
        if lists and bisect_left(headings, lists[0].start) < bisect_left(headings, block.span.start + 1):
            break
        if isinstance(block, List):
            first, last = (bisect_left(document.links, offset, key=_start) for offset in block.span)
            inside = [link for link in document.links[first:last] if not link.image]
            inner = [link for link in inside if link.target.startswith("#")]
            if inner and len(inner) >= _SHARE * len(inside):
                lists.append(block.span)
                links += inner
    if len(links) < _LEAST_LINKS:
        return None
    return Contents(lists[0]._replace(end=lists[-1].end), tuple(links))


def _start(link: Link) -> int:
    return link.span.start


def leads_to(document: Document, contents: Contents) -> list[Heading | None]:
    """Return, for each link of the contents, the heading that it means: by address, an anchor of the heading, or label.

    Of several headings with the same words, each link in turn has the next one.
    """
    named: dict[str, list[Heading]] = {}
    above = 0
    for heading in document.headings:
        first = max(document.source.line_number(heading.span.start) - _LINES_ABOVE, 1)
        start = max(document.source.line_span(first).start, above)
        names = _ANCHOR.findall(document.source.text[start : heading.span.end])
        for key in {_said(heading.content.text), *map(_said, names)}:
            named.setdefault(key, []).append(heading)
        above = heading.span.end
    for headings in named.values():
        headings.sort(key=lambda heading: heading.span.start < contents.span.start)  # the page's title comes last
    taken: set[Span] = set()
    return [_meant(link, named, taken) for link in contents.links]


def _meant(link: Link, named: dict[str, list[Heading]], taken: set[Span]) -> Heading | None:
    target = unquote(link.target.removeprefix("#"))
    keys = (_said(target), _said(_REPEAT.sub("", target)), _said(link.text))
    headings = next((named[key] for key in keys if key and key in named), [])
    heading = next((heading for heading in headings if heading.span not in taken), headings[0] if headings else None)
    if heading:
        taken.add(heading.span)
    return heading


def _said(text: str) -> str:
    """Return the letters and digits of a text, without case: slugs differ in the rest."""
    return _NOT_SAID.sub("", text.casefold())


def siblings(headings: Sequence[Heading]) -> list[list[Heading]]:
    """Return the headings in groups: those of one level below the same heading."""
    groups: dict[tuple[int, int], list[Heading]] = {}
    above: list[Heading] = []
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        groups.setdefault((above[-1].span.start if above else -1, heading.level), []).append(heading)
        above.append(heading)
    return list(groups.values())
