"""Carriers to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.document import Carrier, Entry, Field
from awesome_lint.reading import parts
from awesome_lint.reading.carriers import Carried, CarrierFinder
from awesome_lint.reading.placed import date_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_lint.document import Section
    from awesome_lint.markdown import Tree
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
    return tuple(_entry(source, carried) for carried in finder.find())


def _entry(source: Source, carried: Carried) -> Entry:
    skeletons = [parts.skeleton(source, content) for content in carried.contents]
    title, title_span = parts.title_of(source, carried, skeletons)
    date, place = date_of(carried, skeletons, title_span)
    fields = _fields(carried)
    roles = _by_role(fields, carried)
    return Entry(
        span=carried.span,
        carrier=carried.carrier,
        section=carried.section,
        group=carried.group,
        contents=carried.contents,
        links=carried.links,
        title=title,
        title_span=title_span,
        date=date,
        place=place,
        venue=roles["venue"].text if "venue" in roles else (date.venue if date else ""),
        authors=roles["authors"].text if "authors" in roles else parts.authors_of(carried),
        description=(
            roles["description"].text if "description" in roles else parts.description_of(source, carried, title_span)
        ),
        marks=parts.marks_of(carried),
        attributes=carried.attributes,
        fields=fields,
        row=carried.row,
    )


def _by_role(fields: tuple[Field, ...], carried: Carried) -> dict[str, Field]:
    """Return the first field of each role that says something: a remark comes after the description."""
    roles: dict[str, Field] = {}
    for field, role in zip(fields, carried.columns.roles if carried.columns else (), strict=False):
        if role and (role not in roles or not roles[role].text):
            roles[role] = field
    return roles


def _fields(carried: Carried) -> tuple[Field, ...]:
    if carried.carrier is not Carrier.ROW or carried.row is None or carried.columns is None:
        return ()
    pairs = zip(carried.columns.names, carried.row.cells, strict=False)
    return tuple(Field(name, " ".join(cell.text.split()), cell.content.span) for name, cell in pairs)
