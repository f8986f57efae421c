"""Dates as lists write them, English and Chinese, each with its form and its span.

A form is the order of the parts, the separator, and how month and year look; ``write`` gives a date
another form without adding or dropping a part.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from awesome_lint.document import Date, DateForm
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_NAME = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_BEFORE = r"(?<![A-Za-z0-9_./\-–])"
# A file's name is no date, and `2024.05.` ends a sentence.
_AFTER = r"(?![0-9A-Za-z_]|[./\-][0-9]|\.(?:md|pdf|html?|csv|json|txt|png|jpe?g|gif|svg|zip|py|ipynb)\b)"

_MONTH_DATE = regex(
    rf"""(?=[\dJFMASOND]){_BEFORE}(?:
      (?P<y1>{_YEAR})(?P<s1>[-./])(?P<m1>\d\d?)(?:(?P=s1)(?P<d1>\d\d?))?{_AFTER}
    | (?P<y2>{_YEAR})\s?年\s?(?P<m2>\d\d?)\s?月(?:\s?(?P<d2>\d\d?)\s?[日号])?
    | (?P<m3>{_NAME})\b\.?,?\s+(?:(?P<d3>\d\d?)(?:st|nd|rd|th)?,?\s+)?(?P<y3>{_YEAR}){_AFTER}
    | (?P<d4>\d\d?)(?:st|nd|rd|th)?\s+(?P<m4>{_NAME})\b\.?,?\s+(?P<y4>{_YEAR}){_AFTER}
    | (?P<a5>\d\d?)(?P<s5>[-./])(?P<b5>\d\d?)(?P=s5)(?P<y5>{_YEAR}|\d\d){_AFTER}
    | (?P<m6>\d\d?)(?P<s6>[-./])(?P<y6>{_YEAR}){_AFTER}
    )""",
    re.VERBOSE,
)
_SHORT_YEAR_DATE = regex(rf"{_BEFORE}(?P<y>\d\d)(?P<s>[-./])(?P<m>\d\d?)(?:(?P=s)(?P<d>\d\d?))?{_AFTER}")
# With another sign between the parts, or none: read only where dates stand.
_ODD_DATE = regex(
    rf"""{_BEFORE}(?P<y>{_YEAR})(?:
      (?P<s>[ ]?[–—_－．~～][ ]?|[ ][-/.][ ]?|[-/.][ ])(?P<m>\d\d?)(?:(?P=s)(?P<d>\d\d?))?
    | (?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])?
    | (?P<s3>[-/.,]?[ ]?)(?P<name>{_NAME})\b\.?
    )(?![0-9A-Za-z_]|[./\-–—][0-9])""",
    re.VERBOSE,
)
_VENUE_YEAR = regex(
    rf"""(?P<venue>\b(?:[A-Z][A-Za-z]{{0,30}}[A-Z][A-Za-z&+]{{0,30}}
    |[aA]r[xX]iv|bioRxiv|medRxiv|Nature|Science|Interspeech|Preprint|Findings|Workshop))
    \)?\s?[,@]?\s?(?:[-'’`]?\s?(?P<y>{_YEAR})\b|['’`]\s?(?P<t>\d\d)\b|\s(?P<u>\d\d)['’])""",
    re.VERBOSE,
)
_BARE_YEAR = regex(rf"{_BEFORE}(?P<y>{_YEAR}){_AFTER}")
FORMS: dict[str, tuple[DateForm, bool | None, bool | None]] = {
    **{f"YYYY{s}MM{day}": (DateForm("YMD", s), True, None) for s in "-/." for day in ("", f"{s}DD")},
    **{f"YYYY{s}M{day}": (DateForm("YMD", s), False, None) for s in "-/." for day in ("", f"{s}D")},
    **{f"YY{s}MM": (DateForm("YMD", s, short_year=True), True, None) for s in "-/."},
    **{f"YYYY年MM月{day}": (DateForm("YMD", "年"), True, None) for day in ("", "DD日")},
    **{f"YYYY年M月{day}": (DateForm("YMD", "年"), False, None) for day in ("", "D日")},
    **{f"Mon {day}YYYY": (DateForm("MDY", " ", "name"), None, False) for day in ("", "D, ")},
    **{f"Month {day}YYYY": (DateForm("MDY", " ", "name"), None, True) for day in ("", "D, ")},
    "D Mon YYYY": (DateForm("DMY", " ", "name"), None, False),
    "D Month YYYY": (DateForm("DMY", " ", "name"), None, True),
}
"""The forms that configuration can name, with padding and long names of months; a date without a day leaves it out."""

# What every date holds, so that most texts need no closer look.
_YEAR_OR_PARTS = regex(r"\d(?:(?<=1)9[5-9]\d|(?<=2)0\d\d|[-./]\d\d?[-./]\d\d)")
_ANY_DATE = regex(r"[\d'’`](?:(?<=1)9[5-9]\d|(?<=2)0\d\d|(?<=\d)(?:\d['’]|[-./]\d\d?[-./]\d\d)|(?<=['’`])\s?\d\d)")
_DIGITS = regex(r"\d\d")
_FOUR_DIGITS = regex(r"19[5-9]\d|20\d\d")
_MONTHS_IN_YEAR = 12
_SHORT_NAMES = ("May", "June", "July")
_LAST_TWO_DIGITS = 100
# A year of two digits belongs to this century up to here (arXiv began in 1991).
_CENTURY_TURN = 91


def holds_digits(text: str) -> bool:
    """Whether *text* has two digits in a row, as every date has."""
    return _DIGITS.search(text) is not None


def may_hold_date(text: str) -> bool:
    """Whether a look for dates in *text* is worth it, those with a month by years of two digits aside."""
    return _ANY_DATE.search(text) is not None


def month_dates(text: str, at: int, *, short_years: bool = False) -> Iterator[Date]:
    """Yield the dates with a month in *text*, which stands at offset *at* in the file.

    Months and days are as written, so that an impossible one can be told (``2024-13``). Years of two
    digits before the month (``23.08``), and dates by other signs (``2024–07``, ``202407``, ``2024-Jul``),
    are read only where *short_years* says that dates stand here.
    """
    if _YEAR_OR_PARTS.search(text):
        for match in _MONTH_DATE.finditer(text):
            if not _is_season(match):
                yield _date(match, at)
    if short_years:
        for match in _SHORT_YEAR_DATE.finditer(text):
            month = match["m"]
            form = DateForm("YMD", match["s"], short_year=True)
            yield _made(match, at, form, match["y"], month, match["d"])
        yield from odd_dates(text, at)


def odd_dates(text: str, at: int) -> Iterator[Date]:
    """Yield the dates by other signs than lists use: ``2024–07``, ``2024_07``, ``202407``, ``2024-Jul``."""
    for match in _ODD_DATE.finditer(text):
        if match["name"]:
            number = _SHORT[match["name"][:3].lower()]
            form = DateForm("YM", match["s3"], "name")
            yield Date(Span(at + match.start(), at + match.end()), match.group(), int(match["y"]), number, None, form)
        elif match["m2"]:
            yield _made(match, at, DateForm("YMD", ""), match["y"], match["m2"], match["d2"])
        elif int(match["m"]) != (int(match["y"]) + 1) % _LAST_TWO_DIGITS or int(match["m"]) <= _MONTHS_IN_YEAR:
            yield _made(match, at, DateForm("YMD", match["s"]), match["y"], match["m"], match["d"])


def _is_season(match: re.Match[str]) -> bool:
    """Whether a date is two years in a row: ``2019-20``, where 2011-12 is a month."""
    if not match["y1"] or match["d1"]:
        return False
    return int(match["m1"]) > _MONTHS_IN_YEAR and int(match["m1"]) == (int(match["y1"]) + 1) % _LAST_TWO_DIGITS


def _date(match: re.Match[str], at: int) -> Date:
    if match["y1"]:
        return _made(match, at, DateForm("YMD", match["s1"]), match["y1"], match["m1"], match["d1"])
    if match["y2"]:
        return _made(match, at, DateForm("YMD", "年"), match["y2"], match["m2"], match["d2"])
    if match["y3"]:
        return _named(match, at, "MDY" if match["d3"] else "MY", match["y3"], match["m3"], match["d3"])
    if match["y4"]:
        return _named(match, at, "DMY", match["y4"], match["m4"], match["d4"])
    if match["y5"]:
        first, second = int(match["a5"]), int(match["b5"])
        day_first = first > _MONTHS_IN_YEAR >= second
        month, day = (match["b5"], match["a5"]) if day_first else (match["a5"], match["b5"])
        form = DateForm("DMY" if day_first else "MDY", match["s5"], short_year=len(match["y5"]) == len("24"))
        date = _made(match, at, form, match["y5"], month, day)
        return date._replace(ambiguous=first != second and max(first, second) <= _MONTHS_IN_YEAR)
    return _made(match, at, DateForm("MY", match["s6"]), match["y6"], match["m6"], None)


def _made(match: re.Match[str], at: int, form: DateForm, year: str, month: str, day: str | None) -> Date:  # noqa: PLR0913, PLR0917
    number = int(month)
    padded = len(month) == len("04") if number <= 9 else None  # noqa: PLR2004
    span = Span(at + match.start(), at + match.end())
    return Date(span, match.group(), full_year(int(year)), number, int(day) if day else None, form, padded)


def _named(match: re.Match[str], at: int, order: str, year: str, month: str, day: str | None) -> Date:  # noqa: PLR0913, PLR0917
    number = _SHORT[month[:3].lower()]
    # `May` has one form, and many who shorten months write `June` and `July` out.
    long = None if month in _SHORT_NAMES else month == MONTHS[number - 1]
    form = DateForm(order, " ", "name")
    span = Span(at + match.start(), at + match.end())
    return Date(span, match.group(), int(year), number, int(day) if day else None, form, None, long)


def full_year(year: int) -> int:
    """Return the year that two digits stand for; four digits stay."""
    if year >= _LAST_TWO_DIGITS:
        return year
    return year + (1900 if year >= _CENTURY_TURN else 2000)


def venue_years(text: str, at: int) -> Iterator[Date]:
    """Yield years that stand by a venue: ``CVPR 2024``, ``ACL'23``, ``(ICML 24')``."""
    for match in _VENUE_YEAR.finditer(text) if _ANY_DATE.search(text) else ():
        year = match["y"] or match["t"] or match["u"]
        span = Span(at + match.start(), at + match.end())
        yield Date(span, match.group(), full_year(int(year)), None, None, DateForm("Y", ""), venue=match["venue"])


def bare_years(text: str, at: int) -> Iterator[Date]:
    """Yield years that stand alone; in prose most are no dates of an entry."""
    for match in _BARE_YEAR.finditer(text) if _FOUR_DIGITS.search(text) else ():
        span = Span(at + match.start(), at + match.end())
        yield Date(span, match.group(), int(match["y"]), None, None, DateForm("Y", ""))


def impossible(date: Date) -> str:
    """Return what is wrong with the calendar date, or an empty string."""
    if date.month is None:
        return ""
    if not 1 <= date.month <= _MONTHS_IN_YEAR:
        return f"month `{date.month:02}` does not exist"
    days = monthrange(date.year, date.month)[1]
    if date.day is not None and not 1 <= date.day <= days:
        return f"{MONTHS[date.month - 1]} {date.year} has {days} days, not {date.day}"
    return ""


def write(date: Date, form: DateForm, *, padded: bool, long_month: bool) -> str | None:
    """Return *date* in another form, every part kept, or None where the form cannot say it."""
    if date.month is None or impossible(date):
        return None
    if form.order == "YM" or (form.order == "MY" and date.day is not None):
        return None
    year = f"{date.year % _LAST_TWO_DIGITS:02}" if form.short_year else str(date.year)
    if form.month == "name":
        name = MONTHS[date.month - 1] if long_month else MONTHS[date.month - 1][:3]
        if date.day is None:
            return f"{name} {year}"
        return f"{name} {date.day}, {year}" if form.order == "MDY" else f"{date.day} {name} {year}"
    width = 2 if padded else 1
    month = f"{date.month:0{width}}"
    day = "" if date.day is None else f"{date.day:0{width}}"
    if form.separator == "年":
        return f"{year}年{month}月" + (f"{day}日" if day else "")
    parts = {"Y": year, "M": month, "D": day}
    return form.separator.join(parts[part] for part in form.order if parts.get(part))
