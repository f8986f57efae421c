"""What a run is told to do: one frozen value, and how it is read from TOML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint.diagnostic import Severity
from awesome_lint.errors import ConfigError, did_you_mean
from awesome_lint.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.ignoring import Ignored
    from awesome_lint.online_settings import OnlineSettings
    from awesome_lint.settings import Ignores, RuleSettings

# How the settings are read is imported where there are some: most lists have none.
# ruff: noqa: PLC0415


LAYOUTS: Mapping[str, Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "entries": {},
        "document": {
            "document-layout": {"mdformat": True},
            "blank-lines": {"style": "one"},
            "break-layout": {"style": "backslash"},
            "heading-layout": {"style": "atx", "closing": "none"},
        },
        "off": {},
    }
)
"""What `layout` may be, and the options of rules that it sets."""


class Selection(NamedTuple):
    """One layer of choosing rules. With ``select`` it starts anew; without, it changes what is chosen so far."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    layout: bool = True
    preset: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a run.

    ``selections`` are applied in order. ``options`` and ``severities`` are keyed by rule. A finding
    of ``fail_on`` or worse fails the run; None fails none. ``exclude`` and ``per_file_ignores`` hold
    glob patterns for paths relative to the folder of the file that they were read from. ``ignored``
    silences rules for single entries. ``columns`` gives roles to the columns of tables by their
    headers, each as ``reading.columns.key`` writes it. ``online`` says how the network is asked. ``given`` are the
    settings as they were written.
    """

    selections: tuple[Selection, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity | None = Severity.WARNING
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ignored: tuple[Ignored, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    online: OnlineSettings | None = None
    given: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)

    def fails(self, severity: Severity | None) -> bool:
        """Whether a finding of *severity* fails the run."""
        return bool(severity and self.fail_on and severity.rank >= self.fail_on.rank)

    def excludes(self, path: str) -> bool:
        """Whether *path*, in POSIX form and relative to the configuration's folder, is left out of folders."""
        return any(matches(pattern, path) for pattern in self.exclude)

    def selecting(self, selection: Selection) -> Config:
        """Return the configuration with one more layer of choosing rules."""
        return replace(self, selections=(*self.selections, selection))

    def for_file(self, path: str) -> Config:
        """Return the configuration for one file, whose path is relative to the configuration's folder."""
        ignored = [name for pattern, given in self.per_file_ignores if matches(pattern, path) for name in given]
        return self.selecting(Selection(ignore=tuple(ignored))) if ignored else self


def parse(text: str, where: str, *, pyproject: bool = False) -> Config | None:
    """Read the TOML *text* of the file *where*, which every message names.

    Returns None for a pyproject.toml without a ``[tool.awesome-lint]`` table. Raises ``ConfigError``.
    """
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{where}: no valid TOML: {str(error) or type(error).__name__}"
        if re.search(r"(?m)^\s*ignore\s*=", text) and re.search(r"(?m)^\s*\[\[[\w.\s-]*\bignore\s*\]\]", text):
            message += ". `ignore = [...]` and `[[ignore]]` are one key: name the rules in `extend-ignore` instead"
        raise ConfigError(message) from None
    if not pyproject:
        return from_mapping(data, where)
    tools = data.get("tool")
    tools = tools if isinstance(tools, dict) else {}
    if "awesome-lint" in tools:
        return from_mapping(tools["awesome-lint"], f"{where}: [tool.awesome-lint]")
    if misspelt := next((key for key in ("awesome_lint", "awesomelint") if key in tools), None):
        message = f"{where}: unknown table `[tool.{misspelt}]`; did you mean `[tool.awesome-lint]`?"
        raise ConfigError(message)
    return None


def from_mapping(table: Mapping[str, Any], where: str = "configuration") -> Config:
    """Check a table of settings, as TOML gives it. Raises ``ConfigError``, whose message starts with *where*."""
    from awesome_lint.settings import SETTINGS

    if not isinstance(table, dict):
        message = f"{where}: expected a table"
        raise ConfigError(message)
    for key in table:
        if key not in SETTINGS:
            message = f"{where}: unknown key `{key}`; {_meant(key)}"
            raise ConfigError(message)
    read = {key: SETTINGS[key].kind.read(value, f"{where}: `{key}`") for key, value in table.items()}
    rules: Mapping[str, RuleSettings] = read.get("rules", {})
    ignore: Ignores | None = read.get("ignore")
    options = {name: dict(settings.options) for name, settings in rules.items()}
    for name, values in LAYOUTS[read.get("layout", "entries")].items():
        options[name] = {**values, **options.get(name, {})}
    return Config(
        (_selection(read),),
        MappingProxyType({name: MappingProxyType(values) for name, values in options.items()}),
        MappingProxyType({name: settings.severity for name, settings in rules.items() if settings.severity}),
        read.get("fail-on", Severity.WARNING),
        read.get("exclude", ()),
        read.get("per-file-ignores", ()),
        ignore.entries if ignore else (),
        read.get("columns", {}),
        read.get("online"),
        MappingProxyType(dict(table)),
    )


def _meant(key: str) -> str:
    """Return what to do about a key that is none."""
    from awesome_lint import registry
    from awesome_lint.settings import SETTINGS

    if key in ("tool", "awesome-lint"):
        return "in this file the settings stand at the top level"
    if any(rule.name == key for rule in registry.all_rules()):
        return (
            f"what is set for a rule stands in `rules.{key}`; `select`, `extend-select` and `ignore` turn it on and off"
        )
    return did_you_mean(key, SETTINGS)


def _selection(read: Mapping[str, Any]) -> Selection:
    ignore: Ignores | None = read.get("ignore")
    return Selection(
        read.get("select"),
        read.get("extend-select", ()),
        (*(ignore.names if ignore else ()), *read.get("extend-ignore", ())),
        read.get("layout") != "off",
        read.get("preset"),
    )
