"""Links that slipped at ``](``: blanks, other parentheses, or nothing where the one or the other should stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.regex import regex
from awesome_lint.running import ESCAPED, LINK, OTHER, short, shown
from awesome_lint.slips.slip import NUMBER_OR_NOTE, REMARK, URL, Slip
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAIL = regex(rf"\](?P<gap>[ \t]*)(?P<open>[(（])[ \t]*(?P<url>{URL})(?P<close>[ \t]*[)）])?")
_LINE_END = regex(r"[ \t]*(?:\n|$)")
_CLOSED_LATER = regex(r"[^()（）\[\]]*[)）]")
_BLANKS_INSIDE = regex(r"(?P<rest>[ \t]+[^()\n]*?)[ \t]*\)")
_SPACED_HOST = regex(r"(?:[\w-]+[ \t]*\.[ \t]*)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
# A label that was opened by another bracket, or by a closing one.
_WRONG_OPENING = regex(rf"(?:^|(?<=[\s:：,，*_]))[\](（{{【](?P<label>[^\[\](){{}}（）【】\n{LINK}]+)$")
_IN_NO_LABEL = frozenset(f"[](){{}}\n{LINK}")
_WHOLE_START = regex(rf"(?:^|\n)[ \t]*(?P<label>\w[^\[\](){{}}:：|\n{LINK}{OTHER}{ESCAPED}*_]*)$")

_REMARK_REACH = 2000
"""So far before a link the parenthesis around it is looked for."""

# What stands between two links, before the text of the second.
_BETWEEN = " \t\n/,;|·、，和&"


def tail_slips(masked: str, pairs: Mapping[int, int]) -> Iterator[Slip]:
    """Yield what slipped in running text; *pairs* gives each closing bracket its opening one."""
    for match in _TAIL.finditer(masked):
        if slip := _tail(masked, match, pairs):
            yield slip


def _tail(masked: str, match: re.Match[str], pairs: Mapping[int, int]) -> Slip | None:
    """Judge ``](address``, with or without what should stand around it."""
    opening = pairs.get(match.start())
    label = masked[opening + 1 : match.start()] if opening is not None else ""
    if opening is None:
        return _no_opening(masked, match) if match["close"] and not match["gap"] else None
    if LINK in label:
        return _around_link(masked, match) if match["close"] and not match["gap"] and match["open"] == "(" else None
    if not match["close"]:
        return _no_closing(masked, match, opening) if not match["gap"] and match["open"] == "(" else None
    shut = match["close"].strip(" \t") == "）"
    wide = match["open"] == "（" or shut
    if REMARK.fullmatch(label) or not (match["gap"] or wide):
        return None
    what = "blank between `]` and `(`"
    if wide:
        what = "full-width parenthes" + ("is after an address" if match["open"] == "(" else "es around an address")
    edits = [Edit(*match.span("gap"), "")] if match["gap"] else []
    if wide:
        edits += [Edit(*match.span("open"), "("), Edit(*match.span("close"), ")")]
    # The wide one at the end may be another's: `（见 [a](https://…）`.
    near = max(opening - _REMARK_REACH, 0)
    another = shut and match["open"] == "(" and masked.count("（", near, opening) > masked.count("）", near, opening)
    certain = not NUMBER_OR_NOTE.fullmatch(label) and not another
    message = f"Unexpected {what}, expected `[{shown(label)}]({short(match['url'])})`"
    return Slip(Span(opening, match.end()), message, tuple(edits), certain)


def _no_opening(masked: str, match: re.Match[str]) -> Slip:
    last = match.start() - 1
    while last > 0 and masked[last] not in _IN_NO_LABEL:
        last -= 1
    last = max(last, 0)
    wrong, whole = _WRONG_OPENING.search(masked, last, match.start()), _WHOLE_START.search(masked, last, match.start())
    found = wrong or whole
    label = found["label"] if found else ""
    message = f"Unexpected `]` without `[`, expected `[{shown(label) or 'text'}]({short(match['url'])})`"
    if wrong:
        return Slip(
            Span(wrong.start(), match.end()), message, (Edit(wrong.start(), wrong.start() + 1, "["),), certain=True
        )
    if whole:
        start = whole.start("label")
        return Slip(Span(start, match.end()), message, (Edit(start, start, "["),), certain=True)
    return Slip(Span(match.start(), match.end()), message)


def _around_link(masked: str, match: re.Match[str]) -> Slip:
    """Judge a link and ``text](address)`` in one bracket: links do not nest, so the second one lacks its ``[``."""
    start = masked.rindex(LINK, 0, match.start()) + 1
    label = masked[start : match.start()].strip(_BETWEEN)
    start = masked.index(label, start)
    message = f"Unexpected `]` without `[`, expected `[{shown(label) or 'text'}]({short(match['url'])})`"
    return Slip(Span(start, match.end()), message, (Edit(start, start, "["),) if label else ())


def _no_closing(masked: str, match: re.Match[str], opening: int) -> Slip:
    end, span = match.end("url"), Span(opening, match.end("url"))
    if inside := _BLANKS_INSIDE.match(masked, end):
        return _blank_inside(masked, match, inside, opening)
    message = f"Unexpected end of a link, expected `)` after `{short(match['url'])}`"
    certain = bool(_LINE_END.match(masked, end)) and not _CLOSED_LATER.match(masked, end)
    certain = certain or masked.startswith("](", end)
    return Slip(span, message, (Edit(end, end, ")"),), certain)


def _blank_inside(masked: str, match: re.Match[str], inside: re.Match[str], opening: int) -> Slip:
    start, end = match.start("url"), inside.end("rest")
    written = masked[start:end]
    scheme, _, rest = written.partition("://")
    span = Span(opening, inside.end())
    host = _SPACED_HOST.fullmatch(rest)
    joined = re.sub(r"[ \t]+", "" if host else "%20", written)
    message = f"Unexpected blank in an address, expected `{joined}`"
    single = "://" not in rest and scheme
    return Slip(span, message, (Edit(start, end, joined),) if single else (), certain=bool(host))
