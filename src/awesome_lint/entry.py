"""What a list holds: entries, their dates and their fields, each with its exact span."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from awesome_lint.document import Content, Link, Row, Section
    from awesome_lint.source import Span


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


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed work.

    ``contents`` are its own inline contents in order, ``group`` the offset of the innermost thing
    that gathers it with its neighbours: a heading, a line that serves as one, a parent item, a table.
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
    venue: str = ""
    authors: str = ""
    description: str = ""
    marks: tuple[str, ...] = ()
    attributes: tuple[Field, ...] = ()
    fields: tuple[Field, ...] = ()
    row: Row | None = None
