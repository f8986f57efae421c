"""Where ``#fragment`` links lead: the anchors that GitHub gives to headings, and those that authors write.

The rule is that of GitHub's table of contents, as html-pipeline published it and github-slugger keeps it up.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category
from urllib.parse import unquote

from awesome_lint.parsing.html import plain
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Content, Document, Heading

_PLAIN = regex(r"[\w -]*", re.ASCII)
# Symbols that Unicode counts as alphabetic: circled and squared letters.
_LETTER_SYMBOLS = (range(0x24B6, 0x24EA), range(0x1F130, 0x1F14A), range(0x1F150, 0x1F16A), range(0x1F170, 0x1F18A))
_TAG = regex(r"<[a-z][^<>]*", re.IGNORECASE)
_ATTRIBUTE = regex(r"""\s(?:id|name)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE)
_HTML_HEADING = regex(r"<h([1-6])\b[^<>]*>(.{0,800}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
# `## Ants {#ants}` and its like: no anchor on GitHub, but one on the site that such a list is made for.
_BRACED = regex(r"\{:?[ \t]*+#([\w.:-]++)[^{}\n]*+\}")
_PREFIX = "user-content-"


class Anchor(NamedTuple):
    """A heading's anchor. ``only`` tells that no other heading has the same text."""

    slug: str
    heading: Heading
    only: bool


def slug_of(text: str) -> str:
    """Return the anchor of a heading that reads *text*, the first one of its kind.

    Letters, marks, digits, ``_`` and ``-`` stay, in lower case; each blank is a ``-``; all else goes,
    other kinds of blanks included. Nothing is trimmed.
    """
    text = text.lower()
    if not _PLAIN.fullmatch(text):
        text = "".join(char for char in text if char in " -" or _is_word(char))
    return text.replace(" ", "-")


def _is_word(char: str) -> bool:
    kind = category(char)
    return kind[0] in "LM" or kind in ("Nd", "Nl", "Pc") or any(ord(char) in letters for letters in _LETTER_SYMBOLS)


def shown_text(content: Content) -> str:
    """Return the text of a heading's page element: images, tags and breaks are none."""
    return "".join(inline.text for inline in content.inlines if inline.kind not in ("html", "break"))


def anchors_of(headings: Sequence[Heading]) -> list[Anchor]:
    """Return the anchors of *headings*, in order: repeats get ``-1``, ``-2`` and so on, past those that are taken."""
    bases = [slug_of(shown_text(heading.content)) for heading in headings]
    count = Counter(bases)
    taken: dict[str, int] = {}
    anchors = []
    for base, heading in zip(bases, headings, strict=True):
        slug = base
        while slug in taken:
            taken[base] += 1
            slug = f"{base}-{taken[base]}"
        taken[slug] = 0
        anchors.append(Anchor(slug, heading, count[base] == 1))
    return anchors


def names_in(document: Document) -> Iterator[str]:
    """Yield what the list's own ``id=`` and ``name=`` attributes name, those in comments and code too."""
    text = document.source.text
    for tag in _TAG.finditer(text):
        for match in _ATTRIBUTE.finditer(tag.group()):
            yield match[1].strip("\"'")
    for match in _BRACED.finditer(text):
        yield match[1]


def fragment_of(target: str) -> str:
    """Return what a ``#fragment`` asks for: decoded, and without the prefix that GitHub's pages put to names."""
    return unquote(target.removeprefix("#")).removeprefix(_PREFIX)


def squashed(slug: str) -> str:
    """Return the letters and digits of a slug, by which one that slipped is known again."""
    return "".join(char for char in slug.casefold() if char.isalnum())


class Reachable:
    """All anchors of a document, and whether a fragment leads to one."""

    def __init__(self, document: Document) -> None:
        """Gather the anchors of *document*."""
        self.anchors = anchors_of(document.headings)
        names = [name.removeprefix(_PREFIX) for name in names_in(document)]
        self._exact = {anchor.slug for anchor in self.anchors} | set(names)
        self._any_case = {slug.casefold(): slug for slug in sorted(self._exact, reverse=True)}
        # Blanks around the text of an HTML heading become dashes, by its layout in the file.
        headings = _HTML_HEADING.finditer(document.source.text)
        self._html = {slug_of(plain(match[2])).strip("-") for match in headings}

    def leads(self, fragment: str) -> bool:
        """Whether *fragment* leads somewhere, to the letter."""
        return fragment in self._exact or fragment.strip("-") in self._html

    def in_other_case(self, fragment: str) -> str:
        """Return the anchor that differs from *fragment* by case alone, or nothing; GitHub's pages find it too."""
        return self._any_case.get(fragment.casefold(), "")
