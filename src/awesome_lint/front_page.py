"""The page of a repository that its visitors see first, and what stands at its head."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from awesome_lint.source import Span

if TYPE_CHECKING:
    import re
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


def lacks_file(
    document: Document, context: Context, names: Iterable[str], led_to: re.Pattern[str], folders: Iterable[str] = ("/",)
) -> bool:
    """Whether the page is the front page of a repository without one of some files.

    The files are known by *names* and *folders* as `has_one` takes them. A file elsewhere, or by another name, does as
    well, if the page has a link that *led_to* matches: whether that file is there is `missing-file`'s.
    """
    if context.exists is None or not is_front_page(document, context) or has_one(context.exists, names, folders):
        return False
    return not any(led_to.search(link.target) for link in document.links if not link.target.startswith("#"))


def head_of(document: Document) -> Span:
    """Return the span of what stands above the second heading."""
    second = document.headings[1].span.start if len(document.headings) > 1 else len(document.source.text)
    return Span(0, second)


def place_of(document: Document) -> Span:
    """Return where a fault of the whole page is told: the first heading's text, or without one the first line."""
    headings = document.headings
    return headings[0].content.span if headings else document.source.line_span(1)
