"""What the files of one run list, for rules that compare them. Values only: whoever reads the files makes them.

Of each entry its work and its place are kept, and no more: neither texts nor trees.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import suppression
from awesome_lint.baseline import text_finder
from awesome_lint.diagnostic import Diagnostic, Place
from awesome_lint.regex import regex
from awesome_lint.works import Work, place_of, same, work_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_lint.change import Touched
    from awesome_lint.document import Document, Entry
    from awesome_lint.rule import Rule
    from awesome_lint.source import Span

_MOST_COMPARED = 50
_FEWEST_OF_A_COPY = 2
_FEWEST_OF_A_VIEW = 5
_SHARE_OF_A_VIEW = 0.5
_LANGUAGE = regex(
    r"(?:ar|bn|ch|chs|cht|cn|cs|de|el|en|eng|es|fa|fr|he|hi|hu|id|it|ja|jp|ko|kr|ms|nl|no|pl|pt|ro|ru|sv|th|tr|tw|uk|vi"
    r"|zh|chinese|english|japanese|korean|中文|简体|繁體|简体中文|繁體中文|英文|日本語|한국어)"
    r"(?:[-_](?:hans|hant|br|cn|gb|hk|jp|kr|mx|pt|sg|tw|us))?",
    re.IGNORECASE,
)
_MARKED = regex(rf"[-_. ](?:{_LANGUAGE.pattern})$", re.IGNORECASE)


class Found(NamedTuple):
    """An entry of some file. ``changed`` tells whether the run looks at it as new, ``silenced`` which rules may not."""

    work: Work
    place: Place
    changed: bool = False
    silenced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """What one file lists."""

    path: str
    entries: tuple[Found, ...]


def listing(document: Document, rules: Iterable[Rule], touched: Touched | None = None) -> Listing:
    """Return what *document* lists; its comments may silence *rules* there, *touched* are its changed lines."""
    source = document.source
    listed = [(place_of(entry), work) for entry in document.entries if (work := work_of(entry))]
    silenced = _silenced(document, [span for span, _ in listed], tuple(rules))
    text_of = text_finder(document)
    entries = tuple(
        Found(
            work,
            Place(source.path, span, source.location(span.start), source.location(span.end), text_of(span)),
            touched is not None and span in touched,
            silenced.get(span, frozenset()),
        )
        for span, work in listed
    )
    return Listing(source.path, entries)


def _silenced(document: Document, spans: Sequence[Span], rules: tuple[Rule, ...]) -> dict[Span, frozenset[str]]:
    comments = suppression.read(document)
    if not comments:
        return {}
    asked = [Diagnostic(span, "", rule=rule.name) for rule in rules for span in spans]
    kept = {(each.rule, each.span) for each in suppression.silence(asked, comments, rules)[0]}
    return {span: frozenset(rule.name for rule in rules if (rule.name, span) not in kept) for span in spans}


class Catalogue:
    """What several files list. The order of the files is that in which they are told of each other."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        """Take the *listings*, and keep of them what more than one file has."""
        self._listings = tuple(listings)
        self._identities = [frozenset(found.work.identity for found in each.entries) for each in self._listings]
        counts = Counter(identity for identities in self._identities for identity in identities)
        self._listed: dict[str, list[tuple[bool, int, Found]]] = {}
        for number, each in enumerate(self._listings):
            for found in each.entries:
                if counts[found.work.identity] > 1:
                    self._listed.setdefault(found.work.identity, []).append((found.changed, number, found))
        for group in self._listed.values():
            group.sort(key=lambda known: known[:2])
        self._meant: dict[tuple[int, int], bool] = {}

    def seen_from(self, number: int) -> Elsewhere:
        """Return what the files other than the one with this *number*, counted from 0, list."""
        changed = frozenset(found.place.span for found in self._listings[number].entries if found.changed)
        return Elsewhere(self, number, changed)

    def listed(self, identity: str) -> Sequence[tuple[bool, int, Found]]:
        """Return the entries for *identity*, if several files have it: unchanged ones first, then file by file."""
        return self._listed.get(identity, ())[:_MOST_COMPARED]

    def meant(self, one: int, other: int) -> bool:
        """Whether two files list the same works on purpose: translations, copies, or one a view of the other.

        They are where their paths differ by a language's tag alone, where they list the very same works,
        two at least, or where half of the shorter one's works, five at least, stand in the other too.
        """
        pair = (min(one, other), max(one, other))
        if pair not in self._meant:
            mine, others = self._identities[one], self._identities[other]
            shared, fewer = len(mine & others), min(len(mine), len(others))
            self._meant[pair] = (
                _untagged(self._listings[one].path) == _untagged(self._listings[other].path)
                or (mine == others and shared >= _FEWEST_OF_A_COPY)
                or (shared >= _FEWEST_OF_A_VIEW and shared >= _SHARE_OF_A_VIEW * fewer)
            )
        return self._meant[pair]


class Elsewhere:
    """What other files list, as one file sees them."""

    def __init__(self, catalogue: Catalogue, number: int, changed: frozenset[Span]) -> None:
        """See *catalogue* from its file *number*, of which the entries at the places *changed* are new."""
        self._catalogue = catalogue
        self._number = number
        self._changed = changed

    def before(self, entry: Entry, rule: str) -> Found | None:
        """Return the first entry of another file that lists the work of *entry*, or None.

        Only one that comes before it counts, so that each pair is told once: what is changed comes after
        what is not, and else files stand in their order. Entries where *rule* is silenced are left out.
        """
        work = work_of(entry)
        if work is None:
            return None
        own = (place_of(entry) in self._changed, self._number)
        for changed, number, found in self._catalogue.listed(work.identity):
            if (changed, number) > own:
                break
            if number == self._number or rule in found.silenced or self._catalogue.meant(number, self._number):
                continue
            if same(found.work, work):
                return found
        return None


def _untagged(path: str) -> tuple[str, ...]:
    """Return the parts of *path* without the tags of languages: folders, and the ends of the file's name."""
    *folders, name = path.replace("\\", "/").lower().split("/")
    stem = name.rpartition(".")[0] or name
    stem = "" if _LANGUAGE.fullmatch(stem) else _MARKED.sub("", stem)
    return (*(folder for folder in folders if folder not in ("", ".") and not _LANGUAGE.fullmatch(folder)), stem)
