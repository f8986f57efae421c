"""Inline content with exact spans, by the algorithm of GitHub's own parser (cmark-gfm).

One pass from left to right: brackets wait on a stack until their ``]`` decides, runs of ``*``, ``_``
and ``~`` until the content or a label ends. Every step is bounded, so that any text takes time in
proportion to its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.content import Inline, Link, LinkKind
from awesome_lint.parsing.angles import angle
from awesome_lint.parsing.bare import address_at
from awesome_lint.parsing.brackets import SIMPLE_LINK, closing, opening
from awesome_lint.parsing.delimiters import Run
from awesome_lint.parsing.entities import ENTITY, entity, unescaped
from awesome_lint.parsing.scan import Scan
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

_SPECIAL = regex(r"[\n\\`*_~\[\]!<&]")
_ADDRESS = regex(r"(?<![A-Za-z])[hHfF](?:(?<=[hH])[tT]{2}[pP][sS]?|(?<=[fF])[tT][pP])://|(?<![^ \t\n\v\f\r*_~(])www\.")
_SHORTEST_ADDRESS = len("www.")
_BREAK = regex(r"\n[ \t]*")
_RUN = regex(r"\*+|_+|~+")
# Most emphasis: plain text that a word begins, between runs of which one can only open and one close.
_PLAIN_EMPHASIS = regex(r"(\*\*?|__?)(?=[^\W_])([^\n\\`*_~\[\]!<&]++)(?<=\S)\1(?=[ \t\n.,;:)\]|]|\Z)")
_BEFORE_OPENING = frozenset(" \t\n([")
_TICKS = regex(r"`+")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_INLINE = LinkKind.INLINE
# Skips the named tuple's own constructor in the inner loop.
_made = tuple.__new__


def inlines_of(src: str, base: int, references: Mapping[str, Mapping[str, str]]) -> list[Inline]:
    """Return the inlines of *src*, which stands at offset *base*, by their starts.

    *references* maps normalised labels to their definitions. The text of a tag is the tag itself.

    Simple links and plain text are read here. Two of three contents have nothing else; where there
    may be more, the scanner takes over.
    """
    inlines: list[Inline] = []
    search, simple_link = _SPECIAL.search, SIMPLE_LINK.match
    pos = seek = 0
    while special := search(src, seek):
        start = special.start()
        link = simple_link(src, start)
        if link is None:
            if src[start] != "!" or src.startswith("[", start + 1):
                return _scanned(Scan(src, base, references, [*inlines], pos))
            seek = start + 1
            continue
        if start > pos:
            text = src[pos:start]
            if "://" in text or "www." in text:  # GitHub links bare addresses
                return _scanned(Scan(src, base, references, [*inlines], pos))
            inlines.append(_made(Inline, ("text", _made(Span, (base + pos, base + start)), text, None)))
        seek = pos = link.end()
        label, url = link.groups()
        image = src[start] == "!"
        end = base + pos
        span = _made(Span, (base + start, end))
        a = base + start + 1 + image
        b = a + len(label)
        target = unescaped(url) if "&" in url else url
        made = _made(Link, (span, _made(Span, (a, b)), _made(Span, (b + 2, end - 1)), target, label, _INLINE, image))
        inlines.append(_made(Inline, ("link", span, "" if image else label, made)))
    if pos < len(src):
        text = src[pos:] if pos else src
        if "://" in text or "www." in text:
            return _scanned(Scan(src, base, references, [*inlines], pos))
        inlines.append(_made(Inline, ("text", _made(Span, (base + pos, base + len(src))), text, None)))
    return inlines


def _scanned(scan: Scan) -> list[Inline]:
    """Read the rest of a content."""
    src, search = scan.src, _SPECIAL.search
    handlers, brackets = _HANDLERS, scan.brackets
    seek = scan.at
    while special := search(src, seek):
        start = special.start()
        # GitHub links a bare address anywhere but behind an open bracket.
        if start - seek >= _SHORTEST_ADDRESS and not brackets:
            seek = _addresses(scan, seek, start)
            if seek > start:
                continue
        seek = handlers[src[start]](scan, start)
    if not brackets:
        _addresses(scan, seek, len(src))
    return scan.finished()


def _addresses(scan: Scan, start: int, end: int) -> int:
    """Read the bare addresses that begin between *start* and *end*; return where to go on."""
    src = scan.src
    if src.find("://", start, end) < 0 and src.find("www.", start, end) < 0:
        return end
    search = _ADDRESS.search
    while match := search(src, start, end):
        begin = match.start()
        start = match.end()
        if url := address_at(src, begin):
            scan.flush(begin)
            start = begin + len(url)
            whole = begin, start
            target = f"http://{url}" if url.startswith("www") else url
            scan.link(whole, whole, whole, target, url, LinkKind.BARE)
    return max(start, end)


def _newline(scan: Scan, pos: int) -> int:
    """Read a line break; blanks on both sides of it are no text."""
    at = scan.at
    scan.flush(at + len(scan.src[at:pos].rstrip(" \t")))
    scan.at = pos
    return _break(scan, pos, pos)


def _break(scan: Scan, start: int, newline: int) -> int:
    match = _BREAK.match(scan.src, newline)
    return scan.add("break", start, match.end() if match else newline, "\n")


def _escape(scan: Scan, pos: int) -> int:
    """Read a backslash."""
    following = scan.src[pos + 1 : pos + 2]
    if following == "\n":
        return _break(scan, pos, pos + 1)
    if following in _ESCAPABLE:
        return scan.read_as(pos, pos + 2, following)
    return pos + 1


def _code(scan: Scan, pos: int) -> int:
    """Read a code span, or backticks that are text."""
    src = scan.src
    run = _TICKS.match(src, pos)
    begin = run.end() if run else pos
    end = _closing_ticks(scan, src[pos:begin], begin)
    if end < 0:
        return begin
    inside = src[begin:end].replace("\n", " ")
    if inside.startswith(" ") and inside.endswith(" ") and inside.strip(" "):
        inside = inside[1:-1]
    return scan.add("code", pos, end + begin - pos, inside)


def _closing_ticks(scan: Scan, ticks: str, begin: int) -> int:
    """Return where the run that closes *ticks* begins, or -1."""
    src, length = scan.src, len(ticks)
    if scan.ticks is None:
        found = src.find(ticks, begin)
        if found >= 0 and not src.startswith("`", found + length):
            return found
        scan.ticks = {match.end() - match.start(): match.start() for match in _TICKS.finditer(src)}
    if scan.ticks.get(length, -1) < begin:
        return -1
    return next(match.start() for match in _TICKS.finditer(src, begin) if match.end() - match.start() == length)


def _delimiter(scan: Scan, pos: int) -> int:
    """Read a run of ``*``, ``_`` or ``~``."""
    src = scan.src
    if (pos == 0 or src[pos - 1] in _BEFORE_OPENING) and (match := _PLAIN_EMPHASIS.match(src, pos)):
        text = match[2]
        if scan.brackets or ("://" not in text and "www." not in text):
            return _emphasis(scan, match)
    match = _RUN.match(src, pos)
    run = Run(src, pos, match.end() if match else pos + 1)
    if run.can_open or run.can_close:
        scan.flush(pos)
        scan.nodes.append(run)
        scan.runs.append(run)
        scan.at = run.end
        scan.loose = True
    return run.end


def _emphasis(scan: Scan, match: re.Match[str]) -> int:
    """Add a pair of runs with the text between them."""
    start, end = match.span()
    scan.flush(start)
    kind = "strong" if match.end(1) - start > 1 else "emphasis"
    scan.nodes.append(_made(Inline, (kind, scan.span(start, end), "", None)))
    scan.at = match.start(2)
    scan.flush(match.end(2))
    scan.at = end
    return end


def _entity(scan: Scan, pos: int) -> int:
    """Read an entity, or an ampersand that is text."""
    match = ENTITY.match(scan.src, pos)
    char = entity(match) if match else ""
    return scan.read_as(pos, match.end(), char) if match and char else pos + 1


_HANDLERS: dict[str, Callable[[Scan, int], int]] = {
    "\n": _newline,
    "\\": _escape,
    "`": _code,
    **dict.fromkeys("*_~", _delimiter),
    **dict.fromkeys("[!", opening),
    "]": closing,
    "<": angle,
    "&": _entity,
}
