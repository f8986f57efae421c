"""What a list's own majority does, in words and counts: what its conventions are made of, for people and as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from awesome_lint.layout.list_form import bullet_lists
from awesome_lint.layout.table_form import styles
from awesome_lint.reading.columns import Columns
from awesome_lint.reading.conventions import same_form
from awesome_lint.reading.dates import FORMS
from awesome_lint.rules import entry_off_template, unsorted_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.reading.conventions import DateConvention
    from awesome_lint.rule import Context

    Habit = dict[str, Any]


def habits_of(document: Document, ordering: Context) -> dict[str, list[Habit]]:
    """Return what is learned from *document*, by kind; *ordering* is the context of `unsorted-entry`."""
    return {
        "columns": list(_columns(document)),
        "dates": list(_dates(document)),
        "orders": list(_orders(document, ordering)),
        "templates": list(_templates(document)),
        "tables": list(_tables(document)),
        "markers": list(_markers(document)),
    }


def _columns(document: Document) -> Iterator[Habit]:
    """Yield the role of each column that has one, by header; tables of one header may differ in it."""
    found: Counter[tuple[str, str, str]] = Counter()
    for table in document.tables:
        columns = Columns.of(table, document.roles)
        for at, (name, role) in enumerate(zip(columns.names, columns.roles, strict=True)):
            if role:
                found[name, role, "configured" if at in columns.given else "learned"] += 1
    for (name, role, origin), count in found.items():
        yield {"column": name, "role": role, "origin": origin, "tables": count}


def _dates(document: Document) -> Iterator[Habit]:
    for place, convention in document.conventions.dates.items():
        yield {
            "place": place[0],
            "name": place[1],
            "form": _form(convention),
            "count": convention.count,
            "total": convention.total,
        }


def _form(convention: DateConvention) -> str:
    """Return the configured form that is this one, or its parts where configuration has no name for it."""
    for name, (form, *looks) in FORMS.items():
        pairs = zip(looks, (convention.padded, convention.long_month), strict=True)
        if same_form(form, convention.form) and all(None in pair or pair[0] == pair[1] for pair in pairs):
            return name
    form = convention.form
    year = "YY" if form.short_year else "YYYY"
    return form.separator.join({"Y": year, "M": "MM", "D": "DD"}[part] for part in form.order)


def _orders(document: Document, context: Context) -> Iterator[Habit]:
    for among, entries, order, wanted in unsorted_entry.orders(document, context):
        yield {
            "section": list(among[0].section.path),
            "order": order.name,
            "origin": "learned" if wanted == "learned" else "configured",
            "count": order.in_order,
            "total": len(entries),
        }


def _templates(document: Document) -> Iterator[Habit]:
    """Yield what stands at each joint of the entries, once where several groups have it from the whole file."""
    text = document.source.text
    found, forms = entry_off_template.learned(document)
    told: set[tuple[object, ...]] = set()
    for entry, joints in found:
        for joint in joints:
            form = forms[entry.carrier, entry.group, joint.kind]
            if form is None or joint.text != form.text:
                continue
            whole = form.where == entry_off_template.FILE
            key = (joint.kind, form, None if whole else entry.group)
            if key not in told:
                told.add(key)
                section = [] if whole else list(entry.section.path)
                yield {
                    "section": section,
                    "joint": joint.kind,
                    "text": form.text,
                    "example": joint.shown(text, form.text),
                    "count": form.following,
                    "total": form.total,
                }


def _tables(document: Document) -> Iterator[Habit]:
    found = styles(document)
    yield from ({"layout": name, "count": count, "total": found.total()} for name, count in sorted(found.items()))


def _markers(document: Document) -> Iterator[Habit]:
    found = Counter(
        document.source.slice(item.marker).strip() for list_ in bullet_lists(document) for item in list_.items
    )
    yield from ({"marker": mark, "count": count, "total": found.total()} for mark, count in found.most_common())
