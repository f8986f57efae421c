"""A configuration from the lists themselves: what most of their entries do, written down. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import linter, registry
from awesome_lint.diagnostic import Applicability, Severity
from awesome_lint.proposal import dates, forms, orders
from awesome_lint.registry import ActiveRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document
    from awesome_lint.proposal.habit import Candidate, Habit, Setting
    from awesome_lint.rule import Context, Rule
    from awesome_lint.source import Edit, Span

_LEARNERS: tuple[Callable[[Sequence[Document]], Iterator[Habit]], ...] = (
    dates.forms,
    orders.orders,
    forms.papers,
    forms.tables,
    forms.markers,
    forms.headings,
)
_MANY = 10
"""Findings of one rule that ``fix`` does not mend: who has so many may not mean to follow it."""


class Judged(NamedTuple):
    """A list, and what its rules may know."""

    document: Document
    context: Context


class Choice(NamedTuple):
    """Settings of one rule with their evidence. Those that are not ``sure`` are for the maintainer to decide on.

    ``why`` is one line, which may quote the list raw.
    """

    rule: str
    options: Mapping[str, Setting]
    why: str
    sure: bool


class Proposal(NamedTuple):
    """What a configuration may say; with its sure choices alone the findings are the same as without.

    ``noisy`` are rules with how many findings they have, ``quiet`` rules that are off and would find nothing.
    ``findings`` are those that fail a run by default, ``mended`` how many of them ``fix`` mends.
    """

    choices: tuple[Choice, ...]
    noisy: tuple[tuple[str, int], ...]
    quiet: tuple[str, ...]
    entries: int
    findings: int
    mended: int


def propose(lists: Sequence[Judged], rules: Iterable[Rule] | None = None) -> Proposal:
    """Learn from *lists* what to write; *rules* defaults to all that there are. Only their options are named."""
    known = tuple(registry.all_rules() if rules is None else rules)
    on = {rule.name: rule for rule in known if rule.default}
    active = [ActiveRule(rule, _defaults(rule)) for rule in on.values()]
    documents = [judged.document for judged in lists]
    habits = [habit for learn in _LEARNERS for habit in learn(documents) if habit.rule in on]
    found = [each for document, context in lists for each in linter.lint(document, active, context)]
    failing = [each for each in found if each.severity is not None and each.severity.rank >= Severity.WARNING.rank]
    open_ = Counter(each.rule for each in failing if not _mended(each))
    # What needs facts from the network is quiet for want of them.
    off = [rule for rule in known if not (rule.default or rule.facts) and rule.group != "style"]
    return Proposal(
        tuple(_chosen(habits, lists, on)),
        tuple((name, count) for name, count in open_.most_common() if count >= _MANY),
        tuple(rule.name for rule in off if not _found(rule, {}, lists)),
        sum(len(document.entries) for document in documents),
        len(failing),
        sum(map(_mended, failing)),
    )


def _defaults(rule: Rule) -> dict[str, Setting]:
    return {name: option.default for name, option in rule.options.items()}


def _mended(diagnostic: Diagnostic) -> bool:
    return diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.SAFE


def _chosen(habits: Iterable[Habit], lists: Sequence[Judged], rules: Mapping[str, Rule]) -> Iterator[Choice]:
    """Decide on each habit: sure is what changes no finding, beside what was decided on before."""
    sure: dict[str, dict[str, Setting]] = {}
    for habit in habits:
        rule = rules[habit.rule]
        candidates = [candidate for candidate in habit.candidates if _is_there(candidate, rule)]
        if not candidates:
            continue
        before = _found(rule, sure.get(rule.name, {}), lists)
        for candidate in candidates if habit.clear else ():
            options = sure.get(rule.name, {}) | dict(candidate.options)
            if _found(rule, options, lists) == before:
                sure[rule.name] = options
                yield Choice(rule.name, candidate.options, habit.why, sure=True)
                break
        else:
            first = candidates[0].options
            after = _found(rule, sure.get(rule.name, {}) | dict(first), lists)
            why = f"{habit.why}; {_change(before, after)}"
            yield Choice(rule.name, first, why, sure=False)


def _is_there(candidate: Candidate, rule: Rule) -> bool:
    """Whether *rule* has the options, and takes the values."""
    for name, value in candidate.options.items():
        option = rule.options.get(name)
        if option is None or type(option.default) is not type(value):
            return False
        if option.choices and not set(value if isinstance(value, tuple) else (value,)) <= set(option.choices):
            return False
    return True


class _Finding(NamedTuple):
    """What a rule says of a place, its words aside."""

    place: tuple[int, int]
    end: int
    severity: Severity | None
    edits: tuple[Edit, ...]
    applicability: Applicability | None
    related: tuple[Span, ...]


def _found(rule: Rule, options: Mapping[str, Setting], lists: Sequence[Judged]) -> set[_Finding]:
    """Return what *rule* finds in all lists with *options*, the others being the default."""
    complete = {**_defaults(rule), **options}
    return {
        _Finding(
            (number, each.span.start),
            each.span.end,
            each.severity,
            each.fix.edits if each.fix else (),
            each.fix.applicability if each.fix else None,
            tuple(related.span for related in each.related),
        )
        for number, (document, context) in enumerate(lists)
        for each in rule.check(document, replace(context, options=complete))
    }


def _change(before: set[_Finding], after: set[_Finding]) -> str:
    """Say what a setting would do to the findings."""
    was, is_ = ({each.place: each for each in found} for found in (before, after))
    counts = {
        "find {} more": len(is_.keys() - was.keys()),
        "{} fewer": len(was.keys() - is_.keys()),
        "fix {} in another way": sum(was[place] != is_[place] for place in was.keys() & is_.keys()),
    }
    told = [text.format(count) for text, count in counts.items() if count]
    if told[:1] == [f"{counts['{} fewer']} fewer"]:
        told[0] = f"find {told[0]}"
    return f"the setting would {' and '.join(told)}" if told else "the setting would change nothing today"
