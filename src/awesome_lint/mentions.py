"""Links that name one thing, told once an entry: a paper's abstract and its PDF are one mention of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.enclosing import innermost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from awesome_lint.document import Document, Entry, Link


def mentions(
    document: Document, links: Iterable[Link], name_of: Callable[[Link], str]
) -> Iterator[tuple[Link, str, Entry | None]]:
    """Yield of *links* those that *name_of* gives a name for, with it and the innermost entry around them.

    Of several with one name in an entry the first is yielded; outside of entries all are.
    """
    entry_of = innermost(document.entries)
    told: set[tuple[int, str]] = set()
    for link in links:
        name = name_of(link)
        if not name:
            continue
        at = entry_of(link.span)
        if at is None:
            yield link, name, None
        elif (at, name) not in told:
            told.add((at, name))
            yield link, name, document.entries[at]
