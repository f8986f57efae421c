"""``missing-link``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.document import Carrier
from awesome_lint.placeholders import announces
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry

_LEAST_ENTRIES = 20
_LEAST_ROWS = 8
_SHARE = 0.9


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry without a link where nearly all of its neighbours have one."""
    groups: dict[tuple[Carrier, int], list[Entry]] = defaultdict(list)
    for entry in document.entries:
        groups[entry.carrier, entry.group].append(entry)
    for (carrier, _), entries in groups.items():
        row = carrier is Carrier.ROW
        if len(entries) < (_LEAST_ROWS if row else _LEAST_ENTRIES):
            continue
        linked = sum(any(link.outside and not link.image for link in entry.links) for entry in entries)
        if linked == len(entries) or linked < _SHARE * len(entries):
            continue
        # A sentence among linked titles is a remark.
        names = sum(_has_linked_title(entry) and not _is_said(entry) for entry in entries)
        remarks = 2 * names > len(entries)
        for entry in entries:
            if remarks and _is_said(entry):
                continue
            if entry.title and not any(not link.image for link in entry.links) and not _says_why(entry):
                where = "rows of this table" if row else "entries here"
                message = f"Unexpected entry without a link, expected one as in {linked} of {len(entries)} {where}"
                yield Diagnostic(entry.title_span or entry.contents[0].span, message)


def _has_linked_title(entry: Entry) -> bool:
    return any(link.label == entry.title_span for link in entry.links)


def _is_said(entry: Entry) -> bool:
    return entry.carrier is not Carrier.ROW and entry.contents[-1].text.rstrip().endswith((".", "。", "!", "！"))


def _says_why(entry: Entry) -> bool:
    """Whether the entry is a heading inside its table, is struck out, or says that the link is to come."""
    filled = [content for content in entry.contents if content.text.strip()]
    if len(filled) <= 1 and entry.carrier is Carrier.ROW:
        return True
    return any(
        announces(content.text) or any(inline.kind == "strike" for inline in content.inlines) for content in filled
    )


RULE = Rule(
    name="missing-link",
    group="entries",
    summary="An entry without a link where at least 90 % of its neighbours have one",
    severity=Severity.WARNING,
    check=check,
    supersedes=("column-outlier",),
)
