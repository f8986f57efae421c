"""The joints of an entry: the signs and blanks between its title link, its label links and its text.

Joints of one kind can be compared: what one list sets between a title and its description it sets so
everywhere.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.document import LinkKind
from awesome_lint.reading.words import is_label, length
from awesome_lint.regex import regex
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Content, Entry, Link

# Dashes and colons set a description apart; a comma goes on with something else, unless all write one there.
_SEPARATOR = regex(r"[ \t]*(?:(?:[-–—]{1,2}|[:：,，])[ \t]*)?")
_BETWEEN = regex(r"(?P<close>[\])]?)(?P<sign>[ \t]*[|/·•,，、;]?[ \t]*)(?P<open>[\[(]?)")
_EMPHASIS = regex(r"[*_]{0,2}")
_OPENING = "(（[【"
_OPENED, _CLOSED, _BRACKETS = frozenset("[("), frozenset("])"), frozenset("[]()")
_WRAPS = {"": "", "[": "]", "(": ")"}
# `[A](u) and [B](u)`, `[A](u) 系列`: the sentence goes on.
_GOES_ON = regex(
    r"(?:and|or|by|of|for|in|on|with|from|at|to|as|is|are|was|can|has|vs)\b|[是的和与或及等系版]", re.IGNORECASE
)
# `[A](u) v2 - about`: the title has a word more, and the sign follows.
_NAMED_ON = regex(r"\S+(?: \S+){0,2}?(?: [-–—]{1,2}|[:：])[ \t]")
_LEAST_WORDS = 3
_SAID = regex(r"\w[ \t]*$")
_INLINE = LinkKind.INLINE


class Joint(NamedTuple):
    """One joint: where its signs and blanks stand, what they are, and of what kind it is.

    Of the kind ``wrap`` it is a label link, and what encloses it. ``goes_on`` marks a title that is
    part of a sentence: no sign is missing there.
    """

    span: Span
    text: str
    kind: str
    goes_on: bool = False

    def shown(self, text: str, form: str) -> str:
        """Return the joint with what stands on both sides in a file's *text*, in the form given."""
        if self.kind == "wrap":
            label = text[self.span.start : text.index("](", self.span.start)]
            return f"[{label}](…)]" if form else f"{label}](…)"
        return text[self.span.start - 1] + form + text[self.span.end]

    def edits(self, form: str) -> tuple[Edit, ...]:
        """Return the edits that bring the joint into the form given."""
        start, end = self.span
        if self.kind != "wrap":
            return (Edit(start, end, form),)
        if form:
            return Edit(start, start, form[0]), Edit(end, end, form[1])
        return Edit(start - 1, start, ""), Edit(end, end + 1, "")


def joints_of(text: str, entry: Entry) -> list[Joint]:
    """Return the joints of *entry* in a file's *text*."""
    joints: list[Joint] = []
    for content in entry.contents:
        if not content.links or not content.exact:
            continue
        links = [link for link in content.links if link.kind is _INLINE]
        for link in links:
            if link.label == entry.title_span and not link.image:
                if joint := _after_title(text, content, link, links):
                    joints.append(joint)
                break
        labels = [link for link in links if not link.image and is_label(link.text) and link.text.strip()]
        if labels:
            joints += _wraps(text, labels)
            joints += [joint for one, two in pairwise(labels) if (joint := _between(text, one, two))]
    return joints


def _after_title(text: str, content: Content, title: Link, links: list[Link]) -> Joint | None:
    """Return what stands between a title link and its description, a parenthesis, or another link."""
    start = title.span.end
    end = content.span.end
    if start == end:
        return None
    marks = _EMPHASIS.match(text, start, end)
    match = _SEPARATOR.match(text, marks.end() if marks else start, end)
    if match is None or match.end() >= end:
        return None
    follower = _follower(text, match.end(), links)
    if not follower:
        return None
    sign = match.group().strip(" \t")
    goes_on = sign in (",", "，")
    if follower == "text" and not sign:
        rest = text[match.end() : end]
        led = text[content.span.start : title.span.start].strip(" *_~")
        goes_on = bool(led or _GOES_ON.match(rest) or _NAMED_ON.match(rest) or length(rest) < _LEAST_WORDS)
    marked = marks.group() if marks else ""
    return Joint(Span(*match.span()), match.group(), f"title{marked} {follower}", goes_on)


def _follower(text: str, at: int, links: list[Link]) -> str:
    """Return what stands at an offset: text, a bracket, a link, a link in a bracket; nothing for all else."""
    char = text[at]
    if char not in _OPENING:
        return "text" if char.isalnum() else ""
    for link in links:
        if at <= link.span.start <= at + 1:
            return "" if link.image else "link" if link.span.start == at else f"{char}link"
    return char


def _between(text: str, one: Link, two: Link) -> Joint | None:
    """Return what stands between two label links, the brackets that enclose them left out."""
    match = _BETWEEN.fullmatch(text, one.span.end, two.span.start)
    if match is None or _WRAPS[match["open"]] != match["close"]:
        return None
    return Joint(Span(*match.span("sign")), match["sign"], f"labels{match['open']}{match['close']}")


def _wraps(text: str, labels: list[Link]) -> Iterator[Joint]:
    """Yield whether each label link has square brackets around it; nothing where one bracket holds several."""
    # A number is no label: it is a change's, a note's, an issue's.
    labels = [link for link in labels if link.text.isalpha() or any(map(str.isalpha, link.text))]
    around = [(text[start - 1 : start], text[end : end + 1]) for start, end in [link.span for link in labels]]
    if any((before in _OPENED) != (after in _CLOSED) for before, after in around):
        return
    for link, (before, after) in zip(labels, around, strict=True):
        wrapped = before + after == "[]"
        if not wrapped and (before in _BRACKETS or after in _BRACKETS):
            continue
        if not link.text.startswith("[") and not _SAID.search(text, max(link.span.start - 3, 0), link.span.start):
            yield Joint(link.span, "[]" if wrapped else "", "wrap")
