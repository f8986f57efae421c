"""From a document and the rules that run to diagnostics. Pure: no files, no clock, no network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import registry, suppression
from awesome_lint.diagnostic import Phase
from awesome_lint.enclosing import innermost
from awesome_lint.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document
    from awesome_lint.ignoring import Ignored
    from awesome_lint.registry import ActiveRule
    from awesome_lint.rule import Context
    from awesome_lint.source import Span
    from awesome_lint.suppression import Word


class Judged(NamedTuple):
    """What was found, and which of ``context.ignored`` silenced something."""

    diagnostics: list[Diagnostic]
    used: frozenset[Ignored]


def lint(document: Document, active: Sequence[ActiveRule], context: Context) -> list[Diagnostic]:
    """Return what the *active* rules find, in the order of places.

    Superseded, suppressed and repeated findings are left out; each has its rule's name and a
    severity. ``context.options`` and ``context.unused`` are filled in for each rule.
    """
    return judge(document, active, context).diagnostics


def judge(document: Document, active: Sequence[ActiveRule], context: Context) -> Judged:
    """Return what `lint` does, and which of ``context.ignored`` were of use."""
    active = [rule for rule in active if context.facts or not rule.rule.facts]
    found = [
        diagnostic
        for rule in active
        if rule.rule.phase is not Phase.META
        for diagnostic in _run(rule, document, context)
    ]
    found = _unsuperseded(found, active, document)
    judged = _unsuppressed(found, active, document, context)
    return Judged(ordered(judged.diagnostics), judged.used)


def ordered(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics in the order of places; of several by one rule on one span the first."""
    unique = {(diagnostic.rule, diagnostic.span): diagnostic for diagnostic in reversed(found)}
    return sorted(unique.values(), key=lambda diagnostic: (diagnostic.span, diagnostic.rule))


def _run(active: ActiveRule, document: Document, context: Context) -> Iterator[Diagnostic]:
    rule = active.rule
    try:
        for diagnostic in rule.check(document, replace(context, options=active.options)):
            severity = active.severity or diagnostic.severity or rule.severity
            yield replace(diagnostic, rule=rule.name, severity=severity)
    except Exception as error:
        error.add_note(f"while the rule `{rule.name}` read {document.source.path}")
        raise


def _unsuppressed(
    found: list[Diagnostic], active: Sequence[ActiveRule], document: Document, context: Context
) -> Judged:
    """Leave out what comments and configuration silence; of two that silence one finding both are of use."""
    comments = suppression.read(document)
    rules = [rule.rule for rule in active]
    by_name = {rule.name: rule for rule in rules}

    def silenced(found: list[Diagnostic]) -> tuple[list[Diagnostic], frozenset[Word], frozenset[Ignored]]:
        kept, words = suppression.silence(found, comments, rules) if comments else (found, frozenset())
        if not context.ignored or not found:
            return kept, words, frozenset()
        from awesome_lint import ignoring  # noqa: PLC0415  (most configurations ignore no entry)

        told, used = ignoring.silence(found, context.ignored, document, by_name)
        allowed = set(map(id, told))
        return [each for each in kept if id(each) in allowed], words, used

    kept, words, used = silenced(found)
    if comments and any(rule.phase is Phase.META for rule in rules):
        known = {rule.name: rule for rule in (*registry.all_rules(), *rules)}
        lasting = [rule for rule in rules if not rule.facts]  # what the network says changes by the day
        context = replace(context, unused=suppression.unused(comments, words, known.values(), lasting))
    last = [finding for rule in active if rule.rule.phase is Phase.META for finding in _run(rule, document, context)]
    kept_last, _, used_last = silenced(last)
    return Judged(kept + kept_last, used | used_last)


def _unsuperseded(found: list[Diagnostic], active: Sequence[ActiveRule], document: Document) -> list[Diagnostic]:
    """Drop each finding whose fault another one names better, in the same place or the same entry."""
    victors: dict[str, set[str]] = {}
    for rule in active:
        for loser in rule.rule.supersedes:
            victors.setdefault(loser, set()).add(rule.rule.name)
    concerned = victors.keys() & {diagnostic.rule for diagnostic in found}
    if not concerned:
        return found
    entry_of = innermost(document.entries)
    beaten = {loser: _Places(found, victors[loser], entry_of) for loser in concerned}
    return [
        diagnostic
        for diagnostic in found
        if diagnostic.rule not in beaten or not beaten[diagnostic.rule].hold(diagnostic.span)
    ]


class _Places:
    """Where the findings of some rules stand, by span and by entry."""

    def __init__(self, found: Iterable[Diagnostic], rules: set[str], entry_of: Callable[[Span], int | None]) -> None:
        spans = [diagnostic.span for diagnostic in found if diagnostic.rule in rules]
        self._spans = Spans(spans)
        self._entry_of = entry_of
        self._entries = {entry_of(span) for span in spans} - {None}

    def hold(self, span: Span) -> bool:
        return self._entry_of(span) in self._entries or self._spans.overlap(span)
