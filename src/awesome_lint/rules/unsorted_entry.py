"""``unsorted-entry``."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.by_id import in_place
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from awesome_lint.moving import items_of, move
from awesome_lint.order import Misplaced, Order, by_date, by_title, learned, misplaced
from awesome_lint.reading.dates import impossible, write
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awesome_lint.document import Document, Entry
    from awesome_lint.source import Span

_ORDERS = ("newest-first", "oldest-first", "alphabetical")
_UNSORTED = "unsorted"
_WORDS = {"newest-first": "newest first", "oldest-first": "oldest first", "alphabetical": "in alphabetical order"}
_SHOWN = 60
_VERSION = regex(r"\W*v?\d+(?:\.\w+)+\b", re.IGNORECASE)


class _Group(NamedTuple):
    """Entries that are in an order, but for some; ``among`` are all of their section or table, dated or not."""

    document: Document
    items: Mapping[int, Span]
    among: Sequence[Entry]
    entries: Sequence[Entry]
    order: Order

    @property
    def dated(self) -> bool:
        return self.order.name != "alphabetical"


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry out of the order of its group."""
    items: Mapping[int, Span] = {}
    for among, entries, order, wanted in orders(document, context):
        if order.misplaced:
            items = items or items_of(document)
            group = _Group(document, items, among, entries, order)
            by_id = in_place(entries, newest_first=order.name == "newest-first") if wanted == "learned" else ()
            yield from (_diagnostic(group, one) for one in order.misplaced if one.position not in by_id)


class Ordered(NamedTuple):
    """An order that holds: for which of the entries ``among`` which they stand, and what is ``wanted`` of them."""

    among: Sequence[Entry]
    entries: Sequence[Entry]
    order: Order
    wanted: str


def orders(document: Document, context: Context) -> Iterator[Ordered]:
    """Yield the orders, learned and configured, that hold in the groups of *document*."""
    groups: dict[tuple[int, int], list[Entry]] = {}
    for entry in document.entries:
        groups.setdefault((entry.section.span.start, entry.group), []).append(entry)
    for among in groups.values():
        wanted = _wanted(among[0].section.path, context)
        if wanted == _UNSORTED:
            continue
        for entries in [_titled(among)] if wanted == "alphabetical" else _dated(among, context.today):
            if order := _order(entries, wanted):
                yield Ordered(among, entries, order, wanted)


def _wanted(path: Sequence[str], context: Context) -> str:
    """Return the order that is configured for a section: by a pattern of a title in its path, else for all."""
    for title in reversed(path):
        for order in (*_ORDERS, _UNSORTED):
            if any(_fits(pattern, title) for pattern in context.options[order]):
                return order
    return str(context.options["order"])


def _fits(pattern: str, title: str) -> bool:
    """Whether *pattern*, in which `*` alone is special, means a section's *title*, whatever its case."""
    pieces = (re.escape(piece) for piece in pattern.casefold().split("*"))
    return re.fullmatch(".*".join(pieces), title.casefold().strip(), re.DOTALL) is not None


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
    # Releases stand in the order of their numbers: an older branch has newer ones.
    yield from (found for found in places.values() if not all(_VERSION.match(entry.title) for entry in found))


def _titled(group: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in group if entry.title.strip()]


def _order(entries: Sequence[Entry], wanted: str) -> Order | None:
    if wanted == "alphabetical":
        return Order(wanted, len(entries), misplaced(by_title([entry.title for entry in entries])))
    dates = [entry.date for entry in entries if entry.date]
    if wanted == "learned":
        return learned(dates)
    return Order(wanted, len(entries), misplaced(by_date(dates, newest_first=wanted == "newest-first")))


def _diagnostic(group: _Group, one: Misplaced) -> Diagnostic:
    entry, why = group.entries[one.position], _why(group.order)
    related: tuple[Related, ...] = ()
    if len(one.crossed) == 1:
        # Two in the wrong order: either could be the one that was put in the wrong place.
        other = group.entries[one.crossed[0]]
        where = "below" if one.crossed[0] == one.before else "above"
        mirror = f"Unexpected place of {_name(group, other)}, expected {where} {_told(group, entry)}: {why}"
        related = (Related(_span(group, other), "out of order with this one", mirror),)
    return Diagnostic(
        _span(group, entry),
        f"Unexpected place of {_name(group, entry)}, expected {_place(group, one)}: {why}",
        _other_year(group, one) or _fix(group, one),
        related,
        help="either its place or its date is wrong" if group.dated else "",
    )


def _span(group: _Group, entry: Entry) -> Span:
    return entry.date.span if group.dated and entry.date else entry.title_span or entry.span


def _place(group: _Group, one: Misplaced) -> str:
    ends = [_told(group, group.entries[at]) for at in (one.after, one.before) if at is not None]
    word = "above" if one.after is None else "below" if one.before is None else "between"
    return f"{word} {' and '.join(ends)}"


def _name(group: _Group, entry: Entry, more: str = "") -> str:
    title = " ".join(entry.title.split()) or "this entry"
    title = title if len(title) <= _SHOWN else f"{title[: _SHOWN - 1].rstrip()}…"
    inside = ", ".join([*([f"`{entry.date.text}`"] if group.dated and entry.date else []), *([more] if more else [])])
    return f"`{title}` ({inside})" if inside else f"`{title}`"


def _told(group: _Group, entry: Entry) -> str:
    return _name(group, entry, f"line {group.document.source.line_number(entry.span.start)}")


def _why(order: Order) -> str:
    return f"{order.in_order} of {order.total} entries here stand {_WORDS[order.name]}"


def _fix(group: _Group, one: Misplaced) -> Fix | None:
    """Move the entry as little as its place asks for."""
    numbers = {id(entry): number for number, entry in enumerate(group.among)}
    upwards = one.before == one.crossed[0]
    beside = one.before if upwards else one.after
    if beside is None:
        return None
    position, to = (numbers[id(group.entries[at])] for at in (one.position, beside))
    edits = move(group.document.source, group.items, group.among, position, to + (not upwards))
    return Fix("Move the entry to its place", edits, Applicability.UNSAFE) if edits else None


def _other_year(group: _Group, one: Misplaced) -> Fix | None:
    """Offer the year before or after, where the entry would be in place with it: a slip each January."""
    date = group.entries[one.position].date
    if date is None or not group.dated:
        return None
    out = {other.position for other in group.order.misplaced} - {one.position}
    kept = [entry.date for at, entry in enumerate(group.entries) if at not in out and entry.date]
    at = next(number for number, other in enumerate(kept) if other is date)
    if not 0 < at < len(kept) - 1:
        return None
    for year in (date.year + 1, date.year - 1):
        moved = date._replace(year=year)
        keys = by_date((kept[at - 1], moved, kept[at + 1]), newest_first=group.order.name == "newest-first")
        new = write(moved, date.form, padded=date.padded is not False, long_month=bool(date.long_month))
        if new and keys == sorted(keys):
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
        _UNSORTED: Option((), "titles of sections, with `*` for any text, whose entries stand in no order"),
    },
)
