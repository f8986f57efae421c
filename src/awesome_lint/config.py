"""What a run is told to do: one frozen value, and how it is read from TOML."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint import registry
from awesome_lint.diagnostic import Severity
from awesome_lint.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from awesome_lint.rule import Option


LAYOUTS: Mapping[str, Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "entries": {},
        "document": {
            "document-layout": {"mdformat": True},
            "blank-lines": {"style": "one"},
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


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a run.

    ``selections`` are applied in order. ``options`` and ``severities`` are keyed by rule. A finding
    of ``fail_on`` or worse fails the run; None fails none. ``exclude`` and ``per_file_ignores`` hold
    glob patterns for paths relative to the folder of the file that they were read from.
    """

    selections: tuple[Selection, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity | None = Severity.WARNING
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()

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


def matches(pattern: str, path: str) -> bool:
    """Whether the glob *pattern* names *path* or a folder above it.

    Without a slash it fits a name at any depth; with one it starts at the configuration's folder.
    ``*`` and ``?`` stay inside a name, ``**`` does not.
    """
    parts = path.split("/")
    regex = _regex(pattern.removeprefix("./").strip("/"))
    if "/" not in pattern.rstrip("/"):
        return any(regex.fullmatch(part) for part in parts)
    return any(regex.fullmatch("/".join(parts[:count])) for count in range(1, len(parts) + 1))


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re.compile("".join(wild.get(piece, re.escape(piece)) for piece in pieces), re.DOTALL)


def parse(text: str, where: str, *, pyproject: bool = False) -> Config | None:
    """Read the TOML *text* of the file *where*, which every message names.

    Returns None for a pyproject.toml without a ``[tool.awesome-lint]`` table. Raises ``ConfigError``.
    """
    import tomllib  # noqa: PLC0415  (most lists have no configuration)

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{where}: no valid TOML: {error}"
        raise ConfigError(message) from None
    if not pyproject:
        return from_mapping(data, where)
    table = data.get("tool", {}).get("awesome-lint")
    return None if table is None else from_mapping(table, f"{where}: [tool.awesome-lint]")


def from_mapping(table: Mapping[str, Any], where: str = "configuration") -> Config:
    """Check a table of settings, as TOML gives it. Raises ``ConfigError``, whose message starts with *where*."""
    if not isinstance(table, dict):
        message = f"{where}: expected a table"
        raise ConfigError(message)
    for key in table:
        if key == "tool":
            message = f"{where}: unknown key `tool`; in this file the settings stand at the top level"
            raise ConfigError(message)
        if key not in _READERS:
            message = f"{where}: unknown key `{key}`; {did_you_mean(key, _READERS)}"
            raise ConfigError(message)
    read = {key: _READERS[key](value, f"{where}: `{key}`") for key, value in table.items()}
    rules = read.get("rules", {})
    per_file = read.get("per-file-ignores", ())
    options = {name: dict(settings.options) for name, settings in rules.items()}
    for name, values in LAYOUTS[read.get("layout", "entries")].items():
        options[name] = {**values, **options.get(name, {})}
    return Config(
        (_selection(read),),
        MappingProxyType({name: MappingProxyType(values) for name, values in options.items()}),
        MappingProxyType({name: settings.severity for name, settings in rules.items() if settings.severity}),
        read.get("fail-on", Severity.WARNING),
        read.get("exclude", ()),
        per_file,
    )


def _selection(read: Mapping[str, Any]) -> Selection:
    return Selection(
        read.get("select"),
        read.get("extend-select", ()),
        (*read.get("ignore", ()), *read.get("extend-ignore", ())),
        read.get("layout") != "off",
    )


class _Settings(NamedTuple):
    options: Mapping[str, Any]
    severity: Severity | None


def _names(value: object, where: str) -> tuple[str, ...]:
    names = _strings(value, where)
    registry.check_names(names, where)
    return names


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _mistyped(value, where, 'a list of strings, such as `["a", "b"]`')
    return tuple(value)


def _choice(value: object, where: str, choices: Iterable[str]) -> str:
    choices = tuple(choices)
    if not isinstance(value, str) or value not in choices:
        expected = " or ".join(f'`"{choice}"`' for choice in choices)
        raise _mistyped(value, where, expected)
    return value


def _fail_on(value: object, where: str) -> Severity | None:
    chosen = _choice(value, where, (*Severity, "never"))
    return None if chosen == "never" else Severity(chosen)


def _layout(value: object, where: str) -> str:
    return _choice(value, where, LAYOUTS)


def _per_file_ignores(value: object, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = _table(value, where)
    return tuple((pattern, _names(names, f"{where}: `{pattern}`")) for pattern, names in table.items())


def _rules(value: object, where: str) -> Mapping[str, _Settings]:
    known = {rule.name: rule for rule in registry.all_rules()}
    settings = {}
    for name, table in _table(value, where).items():
        if name not in known:
            message = f"{where}: unknown rule `{name}`; {did_you_mean(name, known)}"
            raise ConfigError(message)
        settings[name] = _settings(_table(table, f"{where}: `{name}`"), known[name].options, f"{where}: `{name}`")
    return settings


def _settings(table: Mapping[str, Any], options: Mapping[str, Option], where: str) -> _Settings:
    read: dict[str, Any] = {}
    severity = None
    for key, value in table.items():
        if key == "severity":
            severity = Severity(_choice(value, f"{where}: `{key}`", Severity))
        elif key in options:
            read[key] = checked(value, options[key], f"{where}: `{key}`")
        else:
            message = f"{where}: unknown key `{key}`; {did_you_mean(key, ('severity', *options))}"
            raise ConfigError(message)
    return _Settings(MappingProxyType(read), severity)


def checked(value: object, option: Option, where: str) -> object:
    """Return *value*, from TOML, as the value of a rule's *option*. Raises ``ConfigError``."""
    if isinstance(option.default, tuple):
        strings = _strings(value, where)
        return tuple(_choice(item, where, option.choices) for item in strings) if option.choices else strings
    if option.choices:
        return _choice(value, where, option.choices)
    if type(value) is not type(option.default):
        raise _mistyped(value, where, _TYPES[type(option.default)])
    return value


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _mistyped(value, where, "a table")
    return value


_TYPES: Mapping[type, str] = {bool: "`true` or `false`", int: "a whole number", str: "a string"}


def _mistyped(value: object, where: str, expected: str) -> ConfigError:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return ConfigError(f"{where}: unexpected `{shown}`, expected {expected}")


_READERS: Mapping[str, Callable[[object, str], Any]] = {
    "select": _names,
    "extend-select": _names,
    "ignore": _names,
    "extend-ignore": _names,
    "fail-on": _fail_on,
    "layout": _layout,
    "exclude": _strings,
    "per-file-ignores": _per_file_ignores,
    "rules": _rules,
}
