"""Which of an entry's dates is its date, and in what place it stands.

A place is where a field stands: a column, pooled over the file by its header; an attribute's label;
the leading or trailing text of the entries of one section, or of one list where a section has several
with lines between them that serve as headings: news stand beside papers. A bracket before sets dates apart as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.reading.dates import bare_years, impossible, may_hold_date, month_dates, odd_dates, venue_years
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Content, Date
    from awesome_lint.reading.carriers import Carried
    from awesome_lint.source import Span

Place = tuple[str, ...]

_LEAD = regex(r"[\s\[\](（【「『*_`~|:：\"'#<>✅⭐🔥🆕-]*(?:[A-Za-z]{2,14}\b[,:，\s-]*)?")
# `**Released:** 2024-05-01`, on a line of its own.
_LABEL = regex(r"(?:^|\n)[\s*_>-]*(?P<label>[^\W\d_][\w ]{1,24}?)[\s*_]*[:：][\s*_]*$")
_LABEL_REACH = 200  # characters before a date, more than a label with what stands around it has
_IN_BRACKET = regex(r"[\s*_`]*[\[(（【](?P<inside>[^\[\]()（）【】]{6,14})[\])）】]")
_SAYS = regex(r"\w")
_OPENING, _CLOSING = "([（【", ")]）】"


def in_text(carried: Carried, skeletons: list[str], title: Span | None) -> tuple[Date | None, Place]:
    """Return the date of an entry with its place; the place is empty where no others share it."""
    numbered = [
        (content, bones) for content, bones in zip(carried.contents, skeletons, strict=True) if may_hold_date(bones)
    ]
    found = list(_dated(carried, numbered)) if numbered else []
    for wanted in ("leading", "trailing") if found else ():
        date, bracket = next(
            ((date, where[len(wanted) :]) for date, where in found if where.startswith(wanted)), (None, "")
        )
        if date:
            return date, (wanted, "/".join(carried.section.path), str(carried.group), bracket)
    labelled = next(((date, where) for date, where in found if where.startswith(":")), None)
    if labelled:
        return labelled[0], ("attribute", labelled[1].removeprefix(":"))
    for field in carried.attributes:
        date = next(month_dates(field.text, field.span.start), None)
        if date:
            return date, ("attribute", field.name.lower())
    after = title.end if title else 0
    date = next((date for date, _ in found if date.span.start >= after), None)
    if date:
        return date, ()
    return _year(carried, numbered), ()


def in_row(carried: Carried) -> tuple[Date | None, Place]:
    """Return the date of a row with its place: the date column's, else one in the column of venues."""
    assert carried.columns is not None and carried.row is not None  # noqa: S101, PT018
    cells = list(zip(carried.columns.roles, carried.columns.names, carried.row.cells, strict=False))
    for role, name, cell in cells:
        if role == "date":
            for text, at in _exact_texts(cell.content):
                for dates in (month_dates(text, at, short_years=True), venue_years(text, at), bare_years(text, at)):
                    if date := next(dates, None):
                        return date, ("column", name.lower())
    for role, _, cell in cells:
        if role == "venue":
            for text, at in _exact_texts(cell.content):
                if date := next(venue_years(text, at), None) or next(month_dates(text, at), None):
                    return date, ()
    return None, ()


def _exact_texts(content: Content) -> Iterator[tuple[str, int]]:
    """Yield the running texts and the link texts that stand in the file as they are shown, with their offsets."""
    for inline in content.inlines:
        if inline.kind == "text" and inline.span.end - inline.span.start == len(inline.text):
            yield inline.text, inline.span.start
        elif inline.kind == "code" and (sign := inline.span.end - inline.span.start - len(inline.text)) % 2 == 0:
            yield inline.text, inline.span.start + sign // 2
        elif (link := inline.link) and not link.image and link.label.end - link.label.start == len(link.text):
            yield link.text, link.label.start


def _dated(carried: Carried, numbered: list[tuple[Content, str]]) -> Iterator[tuple[Date, str]]:
    """Yield the dates with a month and where each stands.

    That is ``leading`` or ``trailing`` with the bracket before, ``:`` and a label, or ``text``.

    Impossible ones are taken for dates only where dates stand.
    """
    for content, bones in numbered:
        first = content is carried.contents[0]
        for date in _dates_in(bones, content.span.start, first=first):
            begin, end = date.span.start - content.span.start, date.span.end - content.span.start
            lead = _LEAD.match(bones, 0, begin)
            bracket = bones[begin - 1] if begin and bones[begin - 1] in _OPENING else ""
            if label := _LABEL.search(bones, max(begin - _LABEL_REACH, 0), begin):
                yield date, f":{label['label'].lower()}"
            elif first and lead and lead.end() == begin:
                yield date, "leading" + bracket
            elif not _SAYS.search(bones, end):
                yield date, "trailing" + bracket
            elif not impossible(date):
                yield date, "text"


def _dates_in(bones: str, at: int, *, first: bool) -> Iterator[Date]:
    """Yield the dates of a text; one by other signs only alone in a bracket at the beginning of an entry."""
    if first and (odd := _IN_BRACKET.match(bones)):
        for date in odd_dates(odd["inside"], at + odd.start("inside")):
            if date.text == odd["inside"]:
                yield date
    yield from month_dates(bones, at)


def _year(carried: Carried, numbered: list[tuple[Content, str]]) -> Date | None:
    """Find a year by a venue, in the text or in a label link, or alone in brackets or in front."""
    for content, bones in numbered:
        date = next(venue_years(bones, content.span.start), None)
        if date:
            return date
    for link in carried.links:
        if not link.image and may_hold_date(link.text) and link.label.end - link.label.start == len(link.text):
            date = next(venue_years(link.text, link.label.start), None)
            if date and len(link.text) <= len(date.text) + len("Findings "):
                return date
    for content, bones in numbered:
        for date in bare_years(bones, content.span.start):
            begin, end = date.span.start - content.span.start, date.span.end - content.span.start
            if bones[begin - 1 : begin] in _OPENING and bones[end : end + 1] in _CLOSING and begin:
                return date
    return None
