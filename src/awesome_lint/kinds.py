"""Kinds of values that a configuration can hold. How each is read and its JSON Schema stand in one place."""

from __future__ import annotations

import datetime as dt
import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint import registry
from awesome_lint.errors import ConfigError, did_you_mean
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from awesome_lint.rule import Option

    Schema = dict[str, Any]

_SHOWN = 60
_BARE = regex(r"[A-Za-z0-9_-]+")


class Kind(NamedTuple):
    """One kind of value.

    ``read`` takes a value as TOML gives it and the place that a message starts with; it returns the value
    as the program has it, or raises ``ConfigError``. ``schema`` makes the JSON Schema of what is read; what
    it refuses, ``read`` refuses.
    """

    read: Callable[[object, str], Any]
    schema: Callable[[], Schema]


def mistyped(value: object, where: str, expected: str) -> ConfigError:
    """Return the error for a *value* that is not what is *expected*."""
    return ConfigError(f"{where}: unexpected `{shown(value)}`, expected {expected}")


def shown(value: object) -> str:
    """Return *value* as TOML writes it, cut when it is long."""
    try:
        text = written(value)
    except RecursionError:
        return "…"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def written(value: object) -> str:
    """Return *value* as TOML writes it."""
    if isinstance(value, dict):
        pairs = (f"{key if _BARE.fullmatch(key) else written(key)} = {written(item)}" for key, item in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False, default=str)


def text(expected: str, pattern: str = "") -> Kind:
    """Return the kind of a string in which the regular expression *pattern* is found."""

    def read(value: object, where: str) -> str:
        if not isinstance(value, str) or not re.search(pattern, value):
            raise mistyped(value, where, expected)
        return value

    return Kind(read, lambda: {"type": "string", **({"pattern": pattern} if pattern else {})})


def choice(choices: Iterable[str], hint: str = "") -> Kind:
    """Return the kind of a string that is one of *choices*; *hint* ends the message about any other."""
    choices = tuple(choices)

    def read(value: object, where: str) -> str:
        if not isinstance(value, str) or value not in choices:
            raise mistyped(value, where, " or ".join(f'`"{choice}"`' for choice in choices) + hint)
        return value

    return Kind(read, lambda: {"enum": [str(choice) for choice in choices]})


def strings(item: Kind | None = None) -> Kind:
    """Return the kind of a list of strings, each of them of the kind *item*."""

    def read(value: object, where: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise mistyped(value, where, 'a list of strings, such as `["a", "b"]`')
        return tuple(item.read(each, where) for each in value) if item else tuple(value)

    return Kind(read, lambda: {"type": "array", "items": item.schema() if item else {"type": "string"}})


def _simple(kind: type, name: str, expected: str) -> Kind:
    def read(value: object, where: str) -> object:
        if type(value) is not kind:
            raise mistyped(value, where, expected)
        return value

    return Kind(read, lambda: {"type": name})


def _number(value: object, where: str) -> int:
    if type(value) is not int or value < 0:  # `true` is an `int`, too
        raise mistyped(value, where, "a whole number, 0 or more")
    return value


def table(value: object, where: str) -> Mapping[str, Any]:
    """Return *value* if it is a table, else raise ``ConfigError``."""
    if not isinstance(value, dict):
        raise mistyped(value, where, "a table")
    return value


def record(fields: Mapping[str, Kind], required: Iterable[str] = ()) -> Kind:
    """Return the kind of a table with these fields and no others."""
    required = tuple(required)

    def read(value: object, where: str) -> Mapping[str, Any]:
        given = table(value, where)
        for key in given:
            if key not in fields:
                message = f"{where}: unknown key `{key}`; {did_you_mean(key, fields)}"
                raise ConfigError(message)
        for key in required:
            if key not in given:
                message = f"{where}: `{key}` is missing in `{shown(value)}`"
                raise ConfigError(message)
        return {key: fields[key].read(item, f"{where}: `{key}`") for key, item in given.items()}

    def schema() -> Schema:
        made: Schema = {"type": "object", "properties": {key: kind.schema() for key, kind in fields.items()}}
        return {**made, "additionalProperties": False, **({"required": list(required)} if required else {})}

    return Kind(read, schema)


def named(expected: str) -> Kind:
    """Return the kind of a string that names a rule, a group or all rules."""
    plain = text(expected)

    def read(value: object, where: str) -> str:
        name: str = plain.read(value, where)
        registry.check_names((name,), where)
        return name

    return Kind(read, lambda: {"$ref": "#/definitions/name"})


NAME = named('the name of a rule or group, such as `"dates"`')
"""A rule, a group or ``all``."""
NAMES = strings(NAME)
BOOLEAN = _simple(bool, "boolean", "`true` or `false`")
NUMBER = Kind(_number, lambda: {"type": "integer", "minimum": 0})
STRING = _simple(str, "string", "a string")
_BY_TYPE: Mapping[type, Kind] = MappingProxyType({bool: BOOLEAN, int: NUMBER, str: STRING})


def of_option(option: Option) -> Kind:
    """Return the kind of a rule's *option*: that of its default."""
    if isinstance(option.default, tuple):
        return strings(choice(option.choices)) if option.choices else strings()
    return choice(option.choices) if option.choices else _BY_TYPE[type(option.default)]
