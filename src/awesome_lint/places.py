"""What the label of a date's place says the date is of: a work, its release, or an event."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.document import Date, Document, Entry

_EVENT = regex(
    r"\b(?:deadlines?|due|events?|conference|starts?|ends?|expir\w*|until|next|planned|eta|scheduled|when)\b|截止|会议|开始|结束|预计|计划",
    re.IGNORECASE,
)
_TO_COME = regex(
    r"\b(?:deadlines?|due|upcoming|schedules?|calendar|roadmap|milestones|agenda|timetable)\b|截止|即将|日程|计划|路线图",
    re.IGNORECASE,
)
_ANNOUNCED = regex(
    r"(?:\b(?:deadline|due|expires|until|opens|closes|starts|ends|expected|planned|scheduled|applies from|from|by)\b"
    r"|截止(?:日期|时间)?|截稿|预计|计划|将于)[\s:：*_]*$",
    re.IGNORECASE,
)
_NEAR = 30
_RELEASE = regex(
    r"\b(?:releas\w*|updat\w*|added|accessed|visited|modified|checked)\b|发布|更新|添加|收录", re.IGNORECASE
)


def is_of_event(entry: Entry) -> bool:
    """Whether the entry's date stands below a label or a heading such as `Deadlines`: it may well be to come."""
    return bool(_EVENT.search(_label(entry))) or _is_to_come(entry.section.path)


@lru_cache(maxsize=256)
def _is_to_come(path: tuple[str, ...]) -> bool:
    """Whether the headings above say that what stands below is to come; a list of roadmaps is no roadmap."""
    return any(map(_TO_COME.search, path[1:] or path))


def is_announced(document: Document, date: Date) -> bool:
    """Whether what stands right before *date* says that it is to come: `due 2027-06-01`."""
    start = date.span.start
    return bool(_ANNOUNCED.search(document.source.text, max(start - _NEAR, 0), start))


def is_of_work(entry: Entry) -> bool:
    """Whether the entry's date can be the work's own, and not that of a release, an update or an event."""
    label = _label(entry)
    return not (_EVENT.search(label) or _RELEASE.search(label))


def _label(entry: Entry) -> str:
    return entry.place[1] if entry.place[:1] in (("column",), ("attribute",)) else ""
