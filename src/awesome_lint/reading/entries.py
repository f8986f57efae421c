"""Carriers to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import Entry
from awesome_lint.reading import placed, title
from awesome_lint.reading.carriers import CarrierFinder
from awesome_lint.reading.skeleton import skeleton_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.document import Section
    from awesome_lint.markdown import Tree
    from awesome_lint.reading.carriers import Carried
    from awesome_lint.reading.columns import Columns
    from awesome_lint.source import Source


def entries_of(
    source: Source,
    tree: Tree,
    sections: Sequence[Section],
    columns: dict[int, Columns],
    roles: Mapping[str, str],
) -> tuple[Entry, ...]:
    """Return the entries of a file in the order of their starts; note in *columns* those of each table.

    *roles* are the roles of columns that are configured.
    """
    finder = CarrierFinder(source, tree, sections, columns, roles)
    return tuple([_entry(source, carried) for carried in finder.find()])


def _entry(source: Source, carried: Carried) -> Entry:
    if carried.columns is not None:
        name, span = title.in_row(source, carried)
        date, place = placed.in_row(carried)
    else:
        skeletons = [skeleton_of(source, content) for content in carried.contents]
        name, span = title.in_text(source, carried, skeletons)
        date, place = placed.in_text(carried, skeletons, span)
    return Entry(
        source=source,
        span=carried.span,
        carrier=carried.carrier,
        section=carried.section,
        group=carried.group,
        contents=carried.contents,
        links=carried.links,
        title=name,
        title_span=span,
        date=date,
        place=place,
        attributes=carried.attributes,
        row=carried.row,
        columns=carried.columns,
    )
