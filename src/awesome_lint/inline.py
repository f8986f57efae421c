"""Inline content with exact spans, on markdown-it-py's inline rules.

markdown-it-py tells no positions of inlines, so the tokenizer here stamps each token with the
offsets it came from, and asks only the rules that can start at a character. Links and images are
read by one rule of our own, which knows where label and address stand. Bare addresses are linked
as GitHub does it (cmark-gfm's ``autolink`` extension): the address is taken from the raw text,
anywhere but inside open brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    link_pairs,
    newline,
    strikethrough,
)
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt

    _InlineRule = Callable[[StateInline, bool], bool]

_SPECIAL = re.compile(r"[\n\\`*_~\[\]!<&]|(?<![A-Za-z])(?:https?|ftp)://|(?<![^\s*_~(])www\.", re.IGNORECASE)
_LABEL_SPECIAL = re.compile(r"[\n\\`\[\]!<&]")
_BLANKS = re.compile(r"[ \t\n]*")
_BARE = re.compile(r"(?:(?:https?|ftp)://|www\.)[^\s<]+", re.IGNORECASE)
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;$")
# Deeper nesting is read as text: a bound on recursion, far above what lists need.
MAX_NESTING = 100

SPECIAL = _SPECIAL
"""What can begin inline markup: content without a match is plain text."""


class SpanState(StateInline):
    """The library's state, which also knows where pending text began and which brackets are open."""

    pending_start = 0
    open_brackets = 0

    def pushPending(self) -> Token:  # noqa: N802  (the library's name)
        """Flush pending text as a token that knows its span."""
        token = super().pushPending()
        token.map = [self.pending_start, self.pending_start + len(token.content)]
        return token


class SpanInline(ParserInline):
    """Tokenizes inline content; each token's ``map`` is its half-open range in the content."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ANN401
        """Return the tokens of *src*."""
        state = SpanState(src, md, env, tokens)
        self.tokenize(state)
        link_pairs(state)
        strikethrough.postProcess(state)
        emphasis.postProcess(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Read ``state.pos`` to ``state.posMax``."""
        assert isinstance(state, SpanState)  # noqa: S101
        src, end, find = state.src, state.posMax, _SPECIAL.search
        while (pos := state.pos) < end:
            match = find(src, pos, end)
            stop = match.start() if match else end
            if stop > pos:
                _text(state, pos, stop)
                if stop == end:
                    break
                pos = stop
            for rule in _RULES[src[pos]]:
                count = len(state.tokens)
                if rule(state, False):
                    _stamp(state, count, pos)
                    break
            else:
                _bracket(state, src[pos])
                _text(state, pos, pos + 1)
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802  (the library's name)
        """Move over one token; used to find where a label ends."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        match = _LABEL_SPECIAL.search(state.src, pos, state.posMax)
        stop = match.start() if match else state.posMax
        if stop > pos:
            state.pos = stop
        elif state.level >= MAX_NESTING:
            state.pos = state.posMax
        else:
            state.level += 1
            if not any(rule(state, True) for rule in _RULES[state.src[pos]]):
                state.pos += 1
            state.level -= 1
        state.cache[pos] = state.pos


def _text(state: SpanState, start: int, end: int) -> None:
    if not state.pending:
        state.pending_start = start
    state.append_pending(state.src[start:end])
    state.pos = end


def _bracket(state: SpanState, char: str) -> None:
    """Count brackets that are text: GitHub links no bare address behind an open one."""
    if char == "[":
        state.open_brackets += 1
    elif char == "]" and state.open_brackets:
        state.open_brackets -= 1


def _stamp(state: SpanState, count: int, start: int) -> None:
    """Give the tokens from *count* on their range; a run of delimiters is one token a character."""
    at = start
    for token in state.tokens[count:]:
        if token.map is None:
            if token.type == "text":
                token.map = [at, at + len(token.content)]
                at += len(token.content)
            else:
                token.map = [start, state.pos]


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """Read ``[label](address "title")``, ``[label][reference]``, ``[label][]`` or ``[label]``."""
    return _link_or_image(state, state.pos, silent=silent, image=False)


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """Read an image: a link with a ``!`` before it."""
    if not state.src.startswith("![", state.pos):
        return False
    return _link_or_image(state, state.pos + 1, silent=silent, image=True)


def _link_or_image(state: StateInline, bracket: int, *, silent: bool, image: bool) -> bool:
    if state.level >= MAX_NESTING:
        return False
    label_end = state.md.helpers.parseLinkLabel(state, bracket, not image)
    if label_end < 0:
        return False
    found = _destination(state, label_end + 1) or _reference(state, bracket + 1, label_end)
    if found is None:
        return False
    if not silent:
        start, maximum = state.pos, state.posMax
        token = state.push("image" if image else "link_open", "", 0 if image else 1)
        token.map = [start, found["end"]]
        token.meta = {**found, "label": (bracket + 1, label_end)}
        if not image:
            state.pos, state.posMax = bracket + 1, label_end
            state.linkLevel += 1
            state.md.inline.tokenize(state)
            state.linkLevel -= 1
            state.push("link_close", "", -1)
        state.posMax = maximum
    state.pos = found["end"]
    return True


def _destination(state: StateInline, pos: int) -> dict[str, Any] | None:
    """Read ``(address "title")`` at *pos*."""
    src, maximum, helpers = state.src, state.posMax, state.md.helpers
    if pos >= maximum or src[pos] != "(":
        return None
    start = _blanks(src, pos + 1, maximum)
    address = helpers.parseLinkDestination(src, start, maximum)
    if not address.ok:
        return {"end": start + 1, "url": (start, start), "href": ""} if src.startswith(")", start) else None
    pos = _blanks(src, address.pos, maximum)
    if pos > address.pos and pos < maximum and src[pos] != ")":
        title = helpers.parseLinkTitle(src, pos, maximum)
        if title.ok:
            pos = _blanks(src, title.pos, maximum)
    if pos >= maximum or src[pos] != ")":
        return None
    pointed = src.startswith("<", start)
    return {"end": pos + 1, "url": (start + pointed, address.pos - pointed), "href": address.str}


def _blanks(src: str, pos: int, maximum: int) -> int:
    match = _BLANKS.match(src, pos, maximum)
    return match.end() if match else pos


def _reference(state: StateInline, start: int, label_end: int) -> dict[str, Any] | None:
    """Resolve a reference link; ``url`` is then the range of the reference label."""
    references = state.env.get("references")
    if not references:
        return None
    label, end = (start, label_end), label_end + 1
    if state.src.startswith("[", end) and end < state.posMax:
        close = state.md.helpers.parseLinkLabel(state, end)
        if close >= 0:
            label = (end + 1, close) if close > end + 1 else label
            end = close + 1
    found = references.get(normalizeReference(state.src[label[0] : label[1]]))
    return found and {"end": end, "url": label, "href": found["href"], "reference": True}


def _bare(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """Link an address in running text as cmark-gfm does."""
    if silent or state.linkLevel or getattr(state, "open_brackets", 0):
        return False
    match = _BARE.match(state.src, state.pos, state.posMax)
    url = _trimmed(match.group()) if match else ""
    host = re.split(r"[/?#]", url.removeprefix("www.").partition("://")[2] or url, maxsplit=1)[0]
    labels = host.split(".")
    if not host or "_" in "".join(labels[-2:]) or (len(labels) < 2 and "://" not in url):  # noqa: PLR2004
        return False
    token = state.push("bare", "", 0)
    token.content = url
    state.pos += len(url)
    return True


def _trimmed(url: str) -> str:
    """Cut the punctuation that GitHub leaves outside a bare address."""
    while url:
        if url[-1] in "?!.,:*_~'\"":
            url = url[:-1]
        elif url[-1] == ")" and url.count(")") > url.count("("):
            url = url[:-1]
        elif url[-1] == ";":
            match = _ENTITY_END.search(url)
            url = url[: match.start()] if match else url[:-1]
        else:
            break
    return url


_RULES: dict[str, tuple[_InlineRule, ...]] = {
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "*": (emphasis.tokenize,),
    "_": (emphasis.tokenize,),
    "~": (strikethrough.tokenize,),
    "[": (_link,),
    "]": (),
    "!": (_image,),
    "<": (autolink, html_inline),
    "&": (entity,),
    **dict.fromkeys("hHfFwW", (_bare,)),
}
