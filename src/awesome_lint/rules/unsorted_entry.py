"""``unsorted-entry``."""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from awesome_lint import by_id
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from awesome_lint.moving import move
from awesome_lint.order import Misplaced, Order, by_date, by_title, learned, misplaced
from awesome_lint.reading.dates import impossible, write
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Document, Entry
    from awesome_lint.source import Span

_ORDERS = ("newest-first", "oldest-first", "alphabetical")
_WORDS = {"newest-first": "newest first", "oldest-first": "oldest first", "alphabetical": "in alphabetical order"}
_SHOWN = 60


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry out of the order of its group."""
    groups: dict[tuple[int, int], list[Entry]] = {}
    for entry in document.entries:
        groups.setdefault((entry.section.span.start, entry.group), []).append(entry)
    for group in groups.values():
        wanted = _wanted(group[0].section.path, context)
        for entries in [group] if wanted == "alphabetical" else _dated(group, context.today):
            if order := _order(entries, wanted):
                in_place = by_id.in_place(entries, newest_first=order.name == "newest-first")
                for one in order.misplaced:
                    if one.position not in in_place or order.name == "alphabetical":
                        yield _diagnostic(document, group, entries, order, one)


def _wanted(path: Sequence[str], context: Context) -> str:
    """Return the order that is configured for a section: by a pattern of a title in its path, else for all."""
    for title in reversed(path):
        for order in _ORDERS:
            if any(fnmatchcase(title.casefold(), pattern.casefold()) for pattern in context.options[order]):
                return order
    return str(context.options["order"])


def _dated(group: Sequence[Entry], today: dt.date) -> Iterator[list[Entry]]:
    """Yield the entries of a group whose dates can be compared, by the place of the date."""
    places: dict[tuple[str, ...], list[Entry]] = {}
    tomorrow = today + dt.timedelta(days=1)
    for entry in group:
        date = entry.date
        if date is None or date.month is None or date.ambiguous or impossible(date) or not entry.place:
            continue
        if (date.year, date.month, date.day or 1) <= (tomorrow.year, tomorrow.month, tomorrow.day):
            places.setdefault(entry.place, []).append(entry)
    yield from places.values()


def _order(entries: Sequence[Entry], wanted: str) -> Order | None:
    if wanted == "alphabetical":
        return Order(wanted, len(entries), misplaced(by_title([entry.title for entry in entries])))
    dates = [entry.date for entry in entries if entry.date]
    if wanted == "learned":
        return learned(dates)
    return Order(wanted, len(entries), misplaced(by_date(dates, newest_first=wanted == "newest-first")))


def _diagnostic(
    document: Document, group: Sequence[Entry], entries: Sequence[Entry], order: Order, one: Misplaced
) -> Diagnostic:
    entry = entries[one.position]
    dated = order.name != "alphabetical"
    related: tuple[Related, ...] = ()
    if len(one.crossed) == 1:
        # Two neighbours in the wrong order: either could be the one that was put in the wrong place.
        other = entries[one.crossed[0]]
        where = "below" if one.crossed[0] == one.before else "above"
        mirror = (
            f"Unexpected place of {_name(other, order)}, expected {where} {_told(document, entry, order)}: "
            f"{_why(order)}"
        )
        related = (Related(_span(other, dated=dated), "out of order with this one", mirror),)
    return Diagnostic(
        _span(entry, dated=dated),
        f"Unexpected place of {_name(entry, order)}, expected {_place(document, entries, order, one)}: {_why(order)}",
        _other_year(entries, order, one) or _fix(document, group, entries, one),
        related,
        help="either its place or its date is wrong" if dated else "",
    )


def _span(entry: Entry, *, dated: bool) -> Span:
    return entry.date.span if dated and entry.date else entry.title_span or entry.span


def _place(document: Document, entries: Sequence[Entry], order: Order, one: Misplaced) -> str:
    if one.after is None and one.before is not None:
        return f"above {_told(document, entries[one.before], order)}"
    if one.before is None and one.after is not None:
        return f"below {_told(document, entries[one.after], order)}"
    ends = [_told(document, entries[at], order) for at in (one.after, one.before) if at is not None]
    return f"between {' and '.join(ends)}"


def _name(entry: Entry, order: Order) -> str:
    title = " ".join(entry.title.split()) or "this entry"
    title = title if len(title) <= _SHOWN else f"{title[: _SHOWN - 1].rstrip()}…"
    return f"`{title}` (`{entry.date.text}`)" if entry.date and order.name != "alphabetical" else f"`{title}`"


def _told(document: Document, entry: Entry, order: Order) -> str:
    name, line = _name(entry, order), document.source.line_number(entry.span.start)
    return f"{name.removesuffix(')')}, line {line})" if name.endswith(")") else f"{name} (line {line})"


def _why(order: Order) -> str:
    return f"{order.in_order} of {order.total} entries here stand {_WORDS[order.name]}"


def _fix(document: Document, group: Sequence[Entry], entries: Sequence[Entry], one: Misplaced) -> Fix | None:
    """Move the entry as little as its place asks for."""
    numbers = {id(entry): number for number, entry in enumerate(group)}
    upwards = one.before is not None and one.before == one.crossed[0]
    beside = one.before if upwards else one.after
    if beside is None:
        return None
    to = numbers[id(entries[beside])] + (not upwards)
    edits = move(document, group, numbers[id(entries[one.position])], to)
    return Fix("Move the entry to its place", edits, Applicability.UNSAFE) if edits else None


def _other_year(entries: Sequence[Entry], order: Order, one: Misplaced) -> Fix | None:
    """Offer the year before or after, where the entry would be in place with it: a slip each January."""
    date = entries[one.position].date
    if date is None or order.name == "alphabetical":
        return None
    newest_first = order.name == "newest-first"
    out = {other.position for other in order.misplaced} - {one.position}
    around = [at for at in range(len(entries)) if at not in out]
    at = around.index(one.position)
    near = [entries[number].date for number in around[max(at - 1, 0) : at + 2]]
    for year in (date.year + 1, date.year - 1):
        moved = date._replace(year=year)
        dates = [moved if other is date else other for other in near if other]
        new = write(moved, date.form, padded=date.padded is not False, long_month=bool(date.long_month))
        if new and len(dates) == len(near) > 2 and not misplaced(by_date(dates, newest_first=newest_first)):  # noqa: PLR2004
            return Fix(f"Write `{new}`, with which it is in place", (Edit(*date.span, new),), Applicability.MANUAL)
    return None


def _patterns(order: str) -> Option:
    return Option((), f"titles of sections, with `*` for any text, whose entries stand {_WORDS[order]}")


RULE = Rule(
    name="unsorted-entry",
    group="dates",
    summary="An entry out of the order that at least 90 % of its neighbours follow by their dates",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.UNSAFE, Applicability.MANUAL),
    options={
        "order": Option(
            "learned",
            "the order of entries; `learned` is that of a group's dates",
            ("learned", *_ORDERS),
        ),
        **{order: _patterns(order) for order in _ORDERS},
    },
)
