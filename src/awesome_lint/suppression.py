"""Comments that silence rules: ``<!-- awesome-lint ignore RULE... -->`` and its kin.

``ignore`` at the end of a line covers what starts on that line; alone on a line it covers the block
below, or inside a list the item below; inside a block of HTML the row or item below, else the line.
``off`` covers all that follows up to ``on`` or the end, ``ignore-file`` the whole file. A group's
name means its rules, and no name means every rule. What follows ``--`` or ``#`` is a reason for
people.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Phase
from awesome_lint.errors import nearest
from awesome_lint.regex import regex
from awesome_lint.registry import ALL, all_rules, names_of, stands_for
from awesome_lint.source import Span
from awesome_lint.spans import Spans
from awesome_lint.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document
    from awesome_lint.rule import Rule

VERBS = ("ignore", "ignore-file", "off", "on")

FOREIGN_VERBS = {
    "disable": "off",
    "enable": "on",
    "disable-file": "ignore-file",
    "disable-line": "ignore",
    "disable-next-line": "ignore",
    "ignore-line": "ignore",
    "ignore-next": "ignore",
    "ignore-next-line": "ignore",
    "skip": "ignore",
    "skip-file": "ignore-file",
}
"""What other linters call these verbs."""

_COMMENT = regex(r"<!--+\s*awesome-lint(?P<gap>[\s:-]\s*)(?P<words>.*)-->", re.DOTALL | re.IGNORECASE)
_WORD = regex(r"[^\s,]+")


class Word(NamedTuple):
    """A verb or a name as written in a comment."""

    text: str
    span: Span


class Misspelt(NamedTuple):
    """A name that is no rule's, and the likely one, or an empty text."""

    word: Word
    likely: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment. ``span`` is the comment's, ``covered`` what it silences, None where that is nothing.

    ``alone`` tells whether it stands on lines of its own. ``idle`` and ``misspelt`` are filled in for
    those that are handed to rules as unused: the names that silenced nothing, and those that are no
    rule's. A comment without names is wholly unused then.
    """

    span: Span
    verb: Word
    names: tuple[Word, ...]
    covered: Span | None
    alone: bool
    idle: tuple[Word, ...] = ()
    misspelt: tuple[Misspelt, ...] = ()

    @property
    def targets(self) -> tuple[Word, ...]:
        """The names, or the one that stands for every rule where none is written."""
        return self.names or (Word(ALL, self.verb.span),)


def read(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions of *document*, in order; those with a misspelt verb cover nothing."""
    found = []
    surroundings: Surroundings | None = None
    for span in document.comments:
        match = _COMMENT.fullmatch(document.source.slice(span))
        if match and (words := _words(match, span.start)):
            surroundings = surroundings or Surroundings(document)
            found.append(_suppression(words, span, surroundings))
    return tuple(found)


def _suppression(words: list[Word], span: Span, surroundings: Surroundings) -> Suppression:
    alone = surroundings.alone(span)
    return Suppression(
        span, words[0], tuple(words[1:]), _covered(words[0].text, span, surroundings, alone=alone), alone
    )


def _words(match: re.Match[str], offset: int) -> list[Word]:
    """Return the verb and the names; nothing for prose that happens to start with our name."""
    words: list[Word] = []
    for word in _WORD.finditer(match["words"]):
        if word.group().startswith(("--", "#", "—")):
            break
        start = offset + match.start("words") + word.start()
        words.append(Word(word.group().lower(), Span(start, start + len(word.group()))))
    return words if words and (words[0].text in VERBS or likely_verb(words[0].text)) else []


def likely_verb(word: str) -> str | None:
    """Return the verb that *word* was meant to be, or None."""
    return FOREIGN_VERBS.get(word.lower()) or nearest(word, ("ignore", "ignore-file"), 0.8)


def _covered(verb: str, span: Span, surroundings: Surroundings, *, alone: bool) -> Span | None:
    source = surroundings.source
    match verb:
        case "ignore-file":
            return Span(0, len(source.text))
        case "off":
            return Span(span.end, len(source.text))
        case "ignore" if alone:
            return surroundings.below(span)
        case "ignore":
            return source.line_span(source.line_number(span.end))
    return None


def silence(
    diagnostics: Iterable[Diagnostic], suppressions: tuple[Suppression, ...], rules: Iterable[Rule]
) -> tuple[list[Diagnostic], frozenset[Word]]:
    """Return the diagnostics that no suppression covers, and the names that silenced the others.

    One is covered where it starts, and where it could be told as well. Those of the last phase are
    silenced by a name of theirs alone: a comment for every rule must not hide that it is unused.
    """
    diagnostics = list(diagnostics)
    places: dict[str, list[int]] = {}
    for diagnostic in diagnostics:
        places.setdefault(diagnostic.rule, []).extend(_places(diagnostic))
    silent: dict[str, Spans] = {}
    used: set[Word] = set()
    for rule in rules:
        offsets = sorted(places.get(rule.name, ()))
        if offsets and (cover := _cover(rule, suppressions)):
            silent[rule.name] = Spans(span for span, _ in cover)
            used.update(word for span, word in cover if _any_in(offsets, span))
    kept = [
        each
        for each in diagnostics
        if each.rule not in silent or not any(silent[each.rule].contain(Span(at, at)) for at in _places(each))
    ]
    return kept, frozenset(used)


def _places(diagnostic: Diagnostic) -> Iterator[int]:
    """Yield the offsets at which a comment silences *diagnostic*."""
    yield diagnostic.span.start
    yield from (related.span.start for related in diagnostic.related if related.mirror and not related.place)


def _any_in(offsets: list[int], span: Span) -> bool:
    """Whether one of *offsets*, sorted, lies in *span* or at its end."""
    at = bisect_left(offsets, span.start)
    return at < len(offsets) and offsets[at] <= span.end


def _cover(rule: Rule, suppressions: tuple[Suppression, ...]) -> list[tuple[Span, Word]]:
    found: list[tuple[Span, Word]] = []
    opened: list[tuple[Span, Word]] = []
    for suppression in suppressions:
        words = [word for word in suppression.targets if stands_for(word.text, rule)]
        if rule.phase is Phase.META:
            words = [word for word in words if word.text != ALL]
        if not words:
            continue
        if suppression.verb.text == "on":
            found += ((Span(span.start, suppression.span.start), word) for span, word in opened)
            opened.clear()
        elif suppression.covered:
            target = opened if suppression.verb.text == "off" else found
            target += ((suppression.covered, word) for word in words)
    return found + opened


def unused(
    suppressions: tuple[Suppression, ...], used: Collection[Word], rules: Iterable[Rule], active: Iterable[Rule]
) -> tuple[Suppression, ...]:
    """Return the suppressions that are misspelt or silenced nothing, each with the names at fault.

    *rules* are all there are. A name counts as idle only when what it stands for did run: the rule,
    or every rule of the group that is on by default. What a rule across files finds depends on the files
    of the run, so that its name is never idle.
    """
    rules, running = tuple(rules), {rule.name for rule in active}
    known = names_of(rules)
    found = []
    open_range = False
    for suppression in suppressions:
        misspelt = tuple(
            Misspelt(word, nearest(word.text, known) or "") for word in suppression.names if word.text not in known
        )
        if suppression.verb.text == "on":
            idle = () if open_range else tuple(word for word in suppression.targets if word.text in known)
        else:
            idle = tuple(
                word for word in suppression.targets if word not in used and _did_run(word.text, rules, running)
            )
        open_range |= suppression.verb.text == "off"
        if idle or misspelt or suppression.verb.text not in VERBS:
            found.append(replace(suppression, idle=idle, misspelt=misspelt))
    return tuple(found)


def ran(name: str, active: Iterable[Rule]) -> bool:
    """Whether what *name* stands for runs: the rule, or all rules of the group that are on by default."""
    return _did_run(name, all_rules(), {rule.name for rule in active})


def _did_run(name: str, rules: Iterable[Rule], active: Collection[str]) -> bool:
    meant = [rule for rule in rules if stands_for(name, rule) and rule.phase is not Phase.META]
    needed = [rule for rule in meant if rule.default or rule.name == name]
    return bool(needed) and all(rule.name in active and not rule.across for rule in needed)
