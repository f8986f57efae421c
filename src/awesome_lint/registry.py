"""Which rules there are, and which of them run."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from awesome_lint import plugins
from awesome_lint.diagnostic import Phase
from awesome_lint.errors import ConfigError, PluginError, did_you_mean
from awesome_lint.presets import preset
from awesome_lint.regex import regex
from awesome_lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from awesome_lint.config import Config, Selection
    from awesome_lint.diagnostic import Severity

GROUPS = ("dates", "arxiv", "duplicates", "links", "tables", "entries", "structure", "layout", "meta", "style")
"""The groups of the built-in rules; third parties may add their own."""

ALL = "all"
"""The name that stands for every rule."""

_NAME = regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule that runs: its options complete with defaults, and the severity that configuration gave it."""

    rule: Rule
    options: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity | None = None


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the built-in rules, then those of installed packages, in the order of their names.

    Raises ``PluginError`` for an entry point that does not load or clashes with a rule that is there.
    """
    from awesome_lint.rules import RULES  # noqa: PLC0415  (importing every rule is what callers ask for)

    rules = {rule.name: rule for rule in RULES}
    for origin, offer in plugins.offered():
        rule = _admitted(offer, origin, rules)
        rules[rule.name] = rule
    return tuple(rules.values())


def _admitted(rule: object, origin: str, rules: Mapping[str, Rule]) -> Rule:
    if not isinstance(rule, Rule):
        message = f"{origin} offers a `{type(rule).__name__}`, expected an `awesome_lint.rule.Rule` or a tuple of them"
        raise PluginError(message)
    if rule.name in rules:
        message = f"{origin} offers the rule `{rule.name}`, but a rule of that name is there already"
        raise PluginError(message)
    groups = {*GROUPS, ALL, *(known.group for known in rules.values())}
    if rule.name in groups or not _NAME.fullmatch(rule.name):
        message = f"{origin} offers a rule named `{rule.name}`, expected a kebab-case name that is no group's"
        raise PluginError(message)
    if rule.group in (ALL, *rules) or not _NAME.fullmatch(rule.group):
        message = (
            f"{origin}: the rule `{rule.name}` has the group `{rule.group}`, expected a kebab-case name of its own"
        )
        raise PluginError(message)
    return rule


def names() -> frozenset[str]:
    """Return every name that may stand where a rule is meant: rules, groups and ``all``."""
    return names_of(all_rules())


def names_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the names that may stand for *rules*, the built-in groups and ``all`` included."""
    return frozenset({ALL, *GROUPS}.union(*((rule.name, rule.group) for rule in rules)))


def stands_for(name: str, rule: Rule) -> bool:
    """Whether *name*, of a rule, a group or ``all``, means *rule*."""
    return name in (rule.name, rule.group, ALL)


def check_names(given: Iterable[str], where: str) -> None:
    """Raise ``ConfigError`` where one of *given* is neither a rule nor a group; *where* starts the message."""
    known = names()
    for name in given:
        if name not in known:
            message = f"{where}: unknown rule or group `{name}`; {did_you_mean(name, known)}"
            raise ConfigError(message)


def activate(config: Config) -> tuple[ActiveRule, ...]:
    """Return the rules that *config* selects, with their options, in the registry's order.

    Each of its selections builds on the one before. Within one, a preset adds its rules first; then the most
    specific name wins, a rule before a group before ``all``, and ignoring before selecting.
    Raises ``ConfigError`` for an unknown name.
    """
    rules = all_rules()
    chosen: Collection[str] = {rule.name for rule in rules if rule.default}
    for selection in config.selections:
        check_names((*(selection.select or ()), *selection.extend_select, *selection.ignore), "selection")
        if selection.preset:
            named = preset(selection.preset, "selection")
            chosen = {*chosen, *named.rules} - {*named.instead_of}
        chosen = {rule.name for rule in rules if _selects(selection, rule, before=rule.name in chosen)}
    return tuple(_with_settings(rule, config) for rule in rules if rule.name in chosen)


def _selects(selection: Selection, rule: Rule, *, before: bool) -> bool:
    if rule.phase is Phase.LAYOUT and not selection.layout:
        return False
    wanted = _specificity((*(selection.select or ()), *selection.extend_select), rule)
    unwanted = _specificity(selection.ignore, rule)
    if wanted or unwanted:
        return wanted > unwanted
    return before and selection.select is None


def _specificity(given: Iterable[str], rule: Rule) -> int:
    ranks = {ALL: 1, rule.group: 2, rule.name: 3}
    return max((ranks.get(name, 0) for name in given), default=0)


def _with_settings(rule: Rule, config: Config) -> ActiveRule:
    options = {name: option.default for name, option in rule.options.items()}
    for selection in config.selections:
        if selection.preset:
            options.update(preset(selection.preset, "selection").options.get(rule.name, {}))
    options.update(config.options.get(rule.name, {}))
    return ActiveRule(rule, MappingProxyType(options), config.severities.get(rule.name))
