"""Inline content with exact spans, by the algorithm of GitHub's own parser (cmark-gfm).

One pass from left to right: brackets wait on a stack until their ``]`` decides, runs of ``*``, ``_``
and ``~`` until the content or a label ends. Every step is bounded, so that any text takes time in
proportion to its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from awesome_lint.bare import address_at
from awesome_lint.delimiters import Enclosing, Run, pair
from awesome_lint.destinations import destination
from awesome_lint.document import LinkKind
from awesome_lint.entities import ENTITY, entity, unescaped
from awesome_lint.pieces import Piece, Target, merged, shown
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SPECIAL = regex(r"[\n\\`*_~\[\]!<&]")
_SPECIAL_OR_ADDRESS = regex(
    r"[\n\\`*_~\[\]!<&]|(?<![A-Za-z])[hHfF](?:(?<=[hH])[tT]{2}[pP][sS]?|(?<=[fF])[tT][pP])://"
    r"|(?<![^ \t\n\v\f\r*_~(])www\."
)
# Most links: a label without markup and an address without escapes.
SIMPLE_LINK = regex(r"!?\[([^\[\]\n\\`*_~!<&]*)\]\(([^ \t\n\v\f\r()\\<&]*)\)")
# Skips the named tuple's own constructor in the inner loop.
_made = tuple.__new__
_INLINE = LinkKind.INLINE
_BREAK = regex(r"\n[ \t]*")
_RUN = regex(r"\*+|_+|~+")
_TICKS = regex(r"`+")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_AUTOLINK = regex(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\x00-\x20<>]*)>")
_LABELS = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = regex(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABELS}(?:\.{_LABELS})*)>")
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_TAG = regex(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>"
    r"|!---?>|![A-Z]+\s+[^>]*>)",
    re.ASCII,
)
_RAW = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_REFERENCE = regex(r"\[((?:[^\\\[\]]|\\.){0,1000}+)\]", re.DOTALL)


class _Bracket:
    """An open ``[`` or ``![`` with what stood before it."""

    __slots__ = ("active", "followed", "image", "inner", "nodes", "runs", "start")

    def __init__(self, start: int, inner: int, nodes: int, runs: int) -> None:
        self.start = start
        self.inner = inner
        self.image = inner - start > 1
        self.nodes = nodes
        self.runs = runs
        self.active = True
        self.followed = False


def pieces_of(src: str, references: Mapping[str, Mapping[str, str]]) -> list[Piece]:
    """Return the pieces of *src*, by their starts; *references* maps normalised labels to their definitions."""
    if not SPECIAL.search(src) and "://" not in src and "www." not in src:
        return [Piece("text", 0, len(src), src)] if src else []
    return _Scanner(src, references).scan()


class _Scanner:
    """Reads one content."""

    def __init__(self, src: str, references: Mapping[str, Mapping[str, str]]) -> None:
        self.src = src
        self.references = references
        self.nodes: list[Piece | Run] = []
        self.runs: list[Run] = []
        self.brackets: list[_Bracket] = []
        self.enclosing: list[Enclosing] = []
        self.last_ticks: dict[int, int] | None = None
        self.missing: set[str] = set()

    def scan(self) -> list[Piece]:
        """Return all pieces."""
        src, nodes, pos = self.src, self.nodes, 0
        addresses = "://" in src or "www." in src
        search = (_SPECIAL_OR_ADDRESS if addresses else SPECIAL).search
        while match := search(src, pos):
            start = match.start()
            if start > pos:
                nodes.append(_made(Piece, ("text", pos, start, src[pos:start], None)))
            pos = _HANDLERS[src[start]](self, start)
        if pos < len(src):
            nodes.append(Piece("text", pos, len(src), src[pos:]))
        if self.runs:
            self.enclosing += pair(self.runs)
        return merged(src, nodes, self.enclosing)

    def text(self, start: int, end: int, text: str | None = None) -> int:
        """Add text; return where to go on."""
        self.nodes.append(_made(Piece, ("text", start, end, self.src[start:end] if text is None else text, None)))
        return end

    def newline(self, pos: int) -> int:
        """Read a line break; blanks on both sides belong to it."""
        nodes, last = self.nodes, self.nodes[-1] if self.nodes else None
        if isinstance(last, Piece) and last.kind == "text" and last.text.endswith((" ", "\t")) and last.end == pos:
            rest = last.text.rstrip(" \t")
            nodes.pop()
            if rest:
                nodes.append(Piece("text", last.start, last.end - len(last.text) + len(rest), rest))
        return self._break(pos, pos)

    def _break(self, start: int, newline: int) -> int:
        match = _BREAK.match(self.src, newline)
        end = match.end() if match else newline
        self.nodes.append(Piece("break", start, end, "\n"))
        return end

    def escape(self, pos: int) -> int:
        """Read a backslash."""
        following = self.src[pos + 1 : pos + 2]
        if following == "\n":
            return self._break(pos, pos + 1)
        if following in _ESCAPABLE and following:
            return self.text(pos, pos + 2, following)
        return self.text(pos, pos + 1)

    def code(self, pos: int) -> int:
        """Read a code span, or backticks that are text."""
        src = self.src
        run = _TICKS.match(src, pos)
        begin = run.end() if run else pos
        length = begin - pos
        if self.last_ticks is None:
            self.last_ticks = {match.end() - match.start(): match.start() for match in _TICKS.finditer(src)}
        if self.last_ticks.get(length, -1) >= begin:
            closing = next(match for match in _TICKS.finditer(src, begin) if match.end() - match.start() == length)
            inside = src[begin : closing.start()].replace("\n", " ")
            if inside.startswith(" ") and inside.endswith(" ") and inside.strip(" "):
                inside = inside[1:-1]
            self.nodes.append(Piece("code", pos, closing.end(), inside))
            return closing.end()
        return self.text(pos, begin)

    def delimiter(self, pos: int) -> int:
        """Read a run of ``*``, ``_`` or ``~``."""
        match = _RUN.match(self.src, pos)
        run = Run(self.src, pos, match.end() if match else pos + 1)
        self.nodes.append(run)
        if run.can_open or run.can_close:
            self.runs.append(run)
        return run.end

    def entity(self, pos: int) -> int:
        """Read an entity, or an ampersand that is text."""
        match = ENTITY.match(self.src, pos)
        char = entity(match) if match else ""
        return self.text(pos, match.end(), char) if match and char else self.text(pos, pos + 1)

    def tag(self, pos: int) -> int:
        """Read an autolink, a tag, or a ``<`` that is text."""
        src = self.src
        if self._after(">", pos) < 0:
            return self.text(pos, pos + 1)
        if match := _AUTOLINK.match(src, pos) or _MAIL.match(src, pos):
            inner, address = match.span(1), match[1]
            href = address if match.re.pattern == _AUTOLINK.pattern else f"mailto:{address}"
            target = Target(inner, inner, unescaped(href, escapes=False), LinkKind.AUTOLINK)
            self.nodes.append(Piece("link", pos, match.end(), address, target))
            return match.end()
        match = _TAG.match(src, pos)
        end = match.end() if match else -1
        if match is None and src[pos + 1 : pos + 2] in ("!", "?"):
            end = max((self._after(end, pos) for start, end in _RAW if src.startswith(start, pos)), default=-1)
        if end < 0:
            return self.text(pos, pos + 1)
        self.nodes.append(Piece("html", pos, end, src[pos:end]))
        return end

    def _after(self, closing: str, pos: int) -> int:
        """Where the next *closing* behind *pos* ends, or -1; what is missing once is not sought again."""
        if closing in self.missing:
            return -1
        found = self.src.find(closing, pos + 2)
        if found < 0:
            self.missing.add(closing)
            return -1
        return found + len(closing)

    def address(self, pos: int) -> int:
        """Read a bare address, which GitHub links anywhere but behind an open bracket."""
        url = "" if self.brackets else address_at(self.src, pos)
        if not url:
            return self.text(pos, pos + 1)
        end = pos + len(url)
        href = f"http://{url}" if url.startswith("www") else url
        self.nodes.append(Piece("link", pos, end, url, Target((pos, end), (pos, end), href, LinkKind.BARE)))
        return end

    def opening(self, pos: int) -> int:
        """Read ``[`` or ``![``: a simple link at once, else a bracket that waits."""
        src = self.src
        image = src[pos] == "!"
        if image and not src.startswith("[", pos + 1):
            return self.text(pos, pos + 1)
        match = SIMPLE_LINK.match(src, pos)
        if self.brackets:
            self.brackets[-1].followed = True
        if match:
            label, url = match.groups()
            target = _made(Target, (match.span(1), match.span(2), url, _INLINE, image))
            end = match.end()
            self.nodes.append(_made(Piece, ("link", pos, end, label, target)))
            if not image and self.brackets:
                self._deactivate()
            return end
        self.brackets.append(_Bracket(pos, pos + 1 + image, len(self.nodes), len(self.runs)))
        return self.text(pos, pos + 1 + image)

    def closing(self, pos: int) -> int:
        """Read ``]``: with what follows it decides whether the last open bracket begins a link."""
        bracket = self.brackets.pop() if self.brackets else None
        if bracket is None or not bracket.active:
            return self.text(pos, pos + 1)
        found = self._destination(bracket, pos) or self._reference(bracket, pos)
        if found is None:
            return self.text(pos, pos + 1)
        target, end = found
        if bracket.runs < len(self.runs):
            inside = pair(self.runs[bracket.runs :])
            del self.runs[bracket.runs :], inside
        label = merged(self.src, self.nodes[bracket.nodes + 1 :], ())
        del self.nodes[bracket.nodes :]
        text = self.src[bracket.inner : pos] if bracket.image else "".join(map(shown, label))
        self.nodes.append(Piece("link", bracket.start, end, text, target))
        if not bracket.image:
            self.nodes += [piece for piece in label if piece.target]
            self._deactivate()
        return end

    def _deactivate(self) -> None:
        """Close the brackets around a link to links: none may hold another."""
        for bracket in reversed(self.brackets):
            if not bracket.image:
                if not bracket.active:
                    break
                bracket.active = False

    def _destination(self, bracket: _Bracket, pos: int) -> tuple[Target, int] | None:
        """Read ``(address "title")`` after the bracket at *pos*."""
        found = destination(self.src, pos + 1)
        if found is None:
            return None
        start, end, after = found
        href = unescaped(self.src[start:end])
        return Target((bracket.inner, pos), (start, end), href, LinkKind.INLINE, bracket.image), after

    def _reference(self, bracket: _Bracket, pos: int) -> tuple[Target, int] | None:
        """Resolve a reference; its address is then the reference label."""
        if not self.references:
            return None
        inside, end = (bracket.inner, pos), pos + 1
        match = _REFERENCE.match(self.src, end)
        url = match.span(1) if match else inside
        if match and not match[1].strip():
            url = inside
        if bracket.followed and url == inside:
            return None
        label = normalizeReference(self.src[url[0] : url[1]])
        found = self.references.get(label) if label else None
        if not found:
            return None
        target = Target(inside, url, found["href"], LinkKind.REFERENCE, bracket.image)
        return target, match.end() if match else end


_HANDLERS: dict[str, Callable[[_Scanner, int], int]] = {
    "\n": _Scanner.newline,
    "\\": _Scanner.escape,
    "`": _Scanner.code,
    "*": _Scanner.delimiter,
    "_": _Scanner.delimiter,
    "~": _Scanner.delimiter,
    "[": _Scanner.opening,
    "]": _Scanner.closing,
    "!": _Scanner.opening,
    "<": _Scanner.tag,
    "&": _Scanner.entity,
    **dict.fromkeys("hHfFw", _Scanner.address),
}
