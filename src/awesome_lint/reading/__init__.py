"""Text to Document: sections, entries from every carrier, dates, conventions."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.document import Document
    from awesome_lint.reading.columns import Columns
    from awesome_lint.source import Source

_LEARNED: Mapping[str, str] = MappingProxyType({})


def read(source: Source, roles: Mapping[str, str] = _LEARNED) -> Document:
    """Parse *source*. Total: any text is some document, if one without entries.

    *roles* gives roles to the columns of tables by their headers, each as ``columns.key`` writes it;
    the role of any other column is learned.
    """
    # Rules import what stands beside this; a run whose results are all known reads nothing, and needs no parser.
    from awesome_lint.document import Document  # noqa: PLC0415
    from awesome_lint.markdown import parse  # noqa: PLC0415
    from awesome_lint.reading.entries import entries_of  # noqa: PLC0415
    from awesome_lint.reading.sections import sections_of  # noqa: PLC0415

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
        entries=entries_of(source, tree, sections, columns, roles),
        comments=tuple(tree.comments),
        definitions=tuple(sorted(tree.definitions)),
        columns=columns,
        roles=roles,
    )
