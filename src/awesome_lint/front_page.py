"""The page of a repository that its visitors see first, and what stands at its head."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from awesome_lint.document import Document
    from awesome_lint.rule import Context

_READMES = ("README.md", "readme.md", "Readme.md", "README.MD", "README")


def is_front_page(document: Document, context: Context) -> bool:
    """Whether the page is a README, or may be taken for one as the repository has none."""
    if PurePath(document.source.path).name.casefold().startswith("readme"):
        return True
    return context.exists is None or not has_one(context.exists, _READMES)


def has_one(exists: Callable[[str], bool], names: Iterable[str], folders: Iterable[str] = ("/",)) -> bool:
    """Whether one of the repository's *folders*, each with a slash at its end, has a file by one of *names*."""
    names = tuple(names)
    return any(exists(folder + name) for folder in folders for name in names)


def head_of(document: Document) -> Span:
    """Return the span of what stands above the second heading."""
    second = document.headings[1].span.start if len(document.headings) > 1 else len(document.source.text)
    return Span(0, second)


def place_of(document: Document) -> Span:
    """Return where a fault of the whole page is told: the first heading's text, or without one the first line."""
    headings = document.headings
    return headings[0].content.span if headings else document.source.line_span(1)
