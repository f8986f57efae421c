"""What a list holds: entries, their dates and their fields, each with its exact span."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from awesome_lint.document import Content, Link, Row, Section
    from awesome_lint.reading.columns import Columns
    from awesome_lint.source import Source, Span

# What reads an entry's parts needs the types of this module first.
# ruff: noqa: PLC0415


class Carrier(StrEnum):
    """What holds an entry."""

    ROW = "row"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    HTML = "html"


class DateForm(NamedTuple):
    """How a date is written: the order of its parts, what separates them, and how month and year look.

    ``order`` is ``YMD``, ``DMY`` or ``MDY``, or ``MY`` for a month before its year without a day;
    precision is no part of a form. ``month`` is ``number`` or ``name``, ``short_year`` is True for two digits.
    """

    order: str
    separator: str
    month: str = "number"
    short_year: bool = False


class Date(NamedTuple):
    """A date as written; parts not written are None.

    ``padded`` tells whether a month of one digit is written with a zero, ``long_month`` whether the
    month's name is written out; both are None where the date fits both forms. ``ambiguous`` marks
    a day and a month that could change places. ``venue`` is the venue that the year belongs to.
    """

    span: Span
    text: str
    year: int
    month: int | None
    day: int | None
    form: DateForm
    padded: bool | None = None
    long_month: bool | None = None
    ambiguous: bool = False
    venue: str = ""


class Field(NamedTuple):
    """A column's header with an entry's cell, or an attribute's label with its value."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True)
class Entry:
    """One listed work.

    ``contents`` are its own inline contents in order, ``group`` the offset of the innermost thing
    that gathers it with its neighbours: a heading, a line that serves as one, a parent item, a table.
    What few rules ask for is read when it is asked for, from the ``source`` that the entry stands in.
    """

    span: Span
    carrier: Carrier
    section: Section
    group: int
    contents: tuple[Content, ...]
    links: tuple[Link, ...] = ()
    title: str = ""
    title_span: Span | None = None
    date: Date | None = None
    place: tuple[str, ...] = ()
    attributes: tuple[Field, ...] = ()
    row: Row | None = None
    columns: Columns | None = field(default=None, repr=False)
    """Those of the table that the row is of."""
    source: Source = field(kw_only=True, repr=False, compare=False)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The cells of a row with the headers above them."""
        from awesome_lint.reading.parts import fields_of

        return fields_of(self)

    @cached_property
    def venue(self) -> str:
        """Where the work was published, by the column of venues or the date."""
        from awesome_lint.reading.parts import venue_of

        return venue_of(self)

    @cached_property
    def authors(self) -> str:
        """The names of the authors."""
        from awesome_lint.reading.parts import authors_of

        return authors_of(self)

    @cached_property
    def description(self) -> str:
        """What the list says of the work."""
        from awesome_lint.reading.parts import description_of

        return description_of(self)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Badges by their alternative text, and marks such as ✅."""
        from awesome_lint.reading.parts import marks_of

        return marks_of(self)
