"""Text to Document: sections, entries from every carrier, dates, conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import Document
from awesome_lint.markdown import parse
from awesome_lint.reading.entries import entries_of
from awesome_lint.reading.sections import sections_of

if TYPE_CHECKING:
    from awesome_lint.reading.columns import Columns
    from awesome_lint.source import Source


def read(source: Source) -> Document:
    """Parse *source*. Total: any text is some document, if one without entries."""
    tree = parse(source)
    tree.headings.sort(key=lambda heading: heading.span)
    tree.links.sort(key=lambda link: link.span)
    sections = sections_of(tree.headings, len(source.text))
    columns: dict[int, Columns] = {}
    return Document(
        source=source,
        blocks=tree.blocks,
        sections=sections,
        headings=tuple(tree.headings),
        tables=tuple(tree.tables),
        contents=tuple(tree.contents),
        links=tuple(tree.links),
        entries=entries_of(source, tree, sections, columns),
        comments=tuple(tree.comments),
        definitions=tuple(sorted(tree.definitions)),
        columns=columns,
    )
