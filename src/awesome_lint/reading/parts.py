"""The parts of an entry that few rules ask for: venue, authors, description, marks, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.entry import Field
from awesome_lint.reading.shapes import inside_of
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.document import Content, Entry, Link

_SEPARATOR = regex(r"[ \t]*(?:[-–—|:：,，·]+[ \t]*)?")
_MARK = regex(r"[✅☑✔❌✖⭐🌟🔥🚧❗🆕🎉✨💎👑🏆📌]|:[a-z_]+:")


def fields_of(entry: Entry) -> tuple[Field, ...]:
    """Return the cells of a row with the headers above them."""
    if entry.row is None or entry.columns is None:
        return ()
    pairs = zip(entry.columns.names, entry.row.cells, strict=False)
    return tuple(Field(name, " ".join(cell.text.split()), cell.content.span) for name, cell in pairs)


def venue_of(entry: Entry) -> str:
    """Return what the column of venues says, or the venue that the date names."""
    said = _said_in(entry, "venue")
    return said if said is not None else entry.date.venue if entry.date else ""


def authors_of(entry: Entry) -> str:
    """Return what the column of authors says, or the first emphasised text with a comma: lists set names so."""
    said = _said_in(entry, "authors")
    if said is not None:
        return said
    for content in entry.contents:
        for inline in content.inlines:
            if inline.kind == "emphasis" and "," in (text := inside_of(content, inline)):
                return " ".join(text.split())
    return ""


def description_of(entry: Entry) -> str:
    """Return what the column of descriptions says, or the text behind the title link, without the separator."""
    said = _said_in(entry, "description")
    if said is not None:
        return said
    for content in entry.contents:
        for link in content.links:
            if link.label == entry.title_span:
                return _text_behind(entry, content, link)
    return ""


def _said_in(entry: Entry, role: str) -> str | None:
    """Return what the first column of a *role* says that says something: a remark comes after the description.

    None where no column has it.
    """
    roles = entry.columns.roles if entry.columns else ()
    said = [field.text for field, its_role in zip(entry.fields, roles, strict=False) if its_role == role]
    return next(filter(None, said), "") if said else None


def _text_behind(entry: Entry, content: Content, link: Link) -> str:
    """Return the text after *link* up to the end of its paragraph."""
    raw = entry.source.text[link.span.end : content.span.end]
    separator = _SEPARATOR.match(raw)
    begin = link.span.end + (separator.end() if separator else 0)
    text = "".join(inline.text for inline in content.inlines if inline.span.start >= begin)
    if separator and separator.end() and not text.startswith(raw[separator.end() :][:1]):
        text = _clipped(content, begin)
    return " ".join(text.split())


def _clipped(content: Content, begin: int) -> str:
    """Return the text after *begin*, which may lie inside a piece of plain text."""
    pieces = []
    for inline in content.inlines:
        if inline.span.end > begin and inline.kind != "strong":
            skip = max(begin - inline.span.start, 0) if inline.kind == "text" else 0
            pieces.append(inline.text[skip:])
    return "".join(pieces)


def marks_of(entry: Entry) -> tuple[str, ...]:
    """Return badges by their alternative text, and marks such as ✅."""
    marks = [link.text for link in entry.links if link.image and link.text]
    for content in entry.contents:
        for kind, _, text, _ in content.inlines:
            if kind == "text" and (":" in text or not text.isascii()):
                marks += _MARK.findall(text)
    return tuple(marks)
