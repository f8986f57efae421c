"""Entries as data: JSON, CSV, BibTeX."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from awesome_lint.output.json import encode
from awesome_lint.reading.columns import key
from awesome_lint.reading.words import LINK_ROLES, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from awesome_lint.document import Document, Entry, Link

_COLUMNS = ("path", "line", "carrier", "section", "title", "date", "venue", "arxiv", "url", "links", "description")


def objects(document: Document, path: str) -> Iterator[dict[str, Any]]:
    """Return one object per entry of *document*, in order."""
    for entry in document.entries:
        date = entry.date
        yield {
            "path": path,
            "line": document.source.line_number(entry.span.start),
            "carrier": entry.carrier.value,
            "section": list(entry.section.path),
            "title": entry.title,
            "date": {"text": date.text, "year": date.year, "month": date.month, "day": date.day} if date else None,
            "links": [_link(link, entry, document.roles) for link in entry.links if not link.image],
            "arxiv": _arxiv(entry),
            "venue": entry.venue,
            "description": entry.description,
            "fields": {field.name: field.text for field in (*entry.fields, *entry.attributes)},
        }


def _link(link: Link, entry: Entry, columns: Mapping[str, str]) -> dict[str, str]:
    title = entry.title_span
    is_title = bool(title and link.text and link.label.overlaps(title))
    role = "title" if is_title else _configured(link, entry, columns) or role_of(link.text, link.target)
    return {"role": role, "label": link.text, "url": link.target, "identity": link.identity}


def _configured(link: Link, entry: Entry, columns: Mapping[str, str]) -> str:
    """Return the role that configuration gives to the links of the column that holds *link*, or an empty text."""
    fields = entry.fields if columns else ()
    header = next((field.name for field in fields if field.span.contains(link.span)), None)
    role = "" if header is None else columns.get(key(header), "")
    return role if role in LINK_ROLES else ""


def _arxiv(entry: Entry) -> str | None:
    """Return the first arXiv id that the entry links to, on whichever site."""
    identities = (link.identity for link in entry.links if not link.image)
    return next((key.removeprefix("arxiv:") for key in identities if key.startswith("arxiv:")), None)


def as_json(entries: Iterable[dict[str, Any]]) -> bytes:
    """Return a JSON array, in UTF-8."""
    return encode(list(entries))


def as_csv(entries: Iterable[dict[str, Any]]) -> bytes:
    """Return CSV in UTF-8 with a header; ``url`` is the first link, ``links`` holds all, one ``role url`` a line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entry in entries:
        links = [f"{link['role']} {link['url']}" for link in entry["links"]]
        flat = {
            **entry,
            "section": " / ".join(entry["section"]),
            "date": entry["date"]["text"] if entry["date"] else "",
            "url": entry["links"][0]["url"] if links else "",
            "links": "\n".join(links),
        }
        writer.writerow(["" if flat[column] is None else flat[column] for column in _COLUMNS])
    return text.getvalue().encode("utf-8", "backslashreplace")


def as_bibtex(entries: Iterable[dict[str, Any]]) -> bytes:
    """Return one ``@misc`` per entry that has a title, keyed by arXiv id or title, in UTF-8."""
    taken: set[str] = set()
    records = [_record(entry, taken) for entry in entries if entry["title"]]
    return "\n".join(records).encode("utf-8", "backslashreplace")


def _record(entry: dict[str, Any], taken: set[str]) -> str:
    fields = [("title", f"{{{_braced(entry['title'])}}}")]
    if entry["date"]:
        fields.append(("year", str(entry["date"]["year"])))
        if entry["date"]["month"]:
            fields.append(("month", str(entry["date"]["month"])))
    if entry["arxiv"]:
        fields += [("eprint", entry["arxiv"]), ("archiveprefix", "arXiv")]
    if entry["venue"]:
        fields.append(("note", _braced(entry["venue"])))
    if entry["links"]:
        fields.append(("url", entry["links"][0]["url"].replace("{", "%7B").replace("}", "%7D")))
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@misc{{{_key(entry, taken)},\n{body}}}\n"


def _braced(text: str) -> str:
    escapes = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"}
    return re.sub(r"[\\{}&%$#_]", lambda match: escapes.get(match.group(), f"\\{match.group()}"), text)


def _key(entry: dict[str, Any], taken: set[str]) -> str:
    words: Sequence[str] = re.findall(r"\w+", entry["title"].lower())
    year = str(entry["date"]["year"]) if entry["date"] else ""
    key = base = "-".join(words[:4]) + year
    number = 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key
