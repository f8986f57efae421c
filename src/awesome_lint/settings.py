"""The settings of a configuration: one table from which they are read, described and published as a schema."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint import registry
from awesome_lint.config import LAYOUTS
from awesome_lint.diagnostic import Severity
from awesome_lint.errors import ConfigError, did_you_mean
from awesome_lint.ignoring import Ignored
from awesome_lint.kinds import NAME, NAMES, Kind, choice, mistyped, of_option, record, shown, strings, table, text
from awesome_lint.online_settings import ONLINE
from awesome_lint.presets import PRESETS, preset
from awesome_lint.reading.columns import ROLES, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.kinds import Schema
    from awesome_lint.rule import Rule


class Setting(NamedTuple):
    """One key of a configuration: the kind of its value, what it means, and the value that holds without it."""

    kind: Kind
    summary: str
    default: object


class RuleSettings(NamedTuple):
    """What a configuration says of one rule."""

    options: Mapping[str, Any]
    severity: Severity | None


class Ignores(NamedTuple):
    """What ``ignore`` holds: the names of rules, and tables for single entries."""

    names: tuple[str, ...]
    entries: tuple[Ignored, ...]


_FAIL_ON = choice((*Severity, "never"))


def _fail_on(value: object, where: str) -> Severity | None:
    chosen = _FAIL_ON.read(value, where)
    return None if chosen == "never" else Severity(chosen)


_LAYOUT = choice(LAYOUTS)


_SAYS = r"\S"
_IGNORED = record(
    {
        "rule": NAME,
        "link": text('an address, such as `"https://a.example/paper"` or `"https://a.example/*"`', _SAYS),
        "title": text('the title of an entry, such as `"Ants"`', _SAYS),
        "reason": text("a string"),
    },
    required=("rule",),
)


def _ignore(value: object, where: str) -> Ignores:
    """Read names of rules and tables for entries, side by side in one list."""
    if not isinstance(value, list) or not all(isinstance(each, str | dict) for each in value):
        raise mistyped(value, where, 'a list of rules, such as `["a", "b"]`, or tables `[[ignore]]`')
    names = tuple(NAME.read(each, where) for each in value if isinstance(each, str))
    entries = []
    for number, each in enumerate((each for each in value if isinstance(each, dict)), 1):
        place = f"{where}: table {number}"
        read = _IGNORED.read(each, place)
        if "link" not in read and "title" not in read:
            message = f"{place}: `link` or `title` is missing in `{shown(each)}`; to ignore a rule everywhere, write "
            message += f'`ignore = ["{read["rule"]}"]`'
            raise ConfigError(message)
        entries.append(Ignored(read["rule"], read.get("link", ""), read.get("title", "")))
    return Ignores(names, tuple(entries))


def _ignore_schema() -> Schema:
    either = {"anyOf": [{"required": ["link"]}, {"required": ["title"]}]}
    return {"type": "array", "items": {"anyOf": [NAME.schema(), {**_IGNORED.schema(), **either}]}}


_PATTERN = text(
    "a glob pattern such as `docs/**`, with `/` between folders on every system and without `!`", r"^[^!\\][^\\]*$"
)


def _per_file_ignores(value: object, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    read = []
    for pattern, names in table(value, where).items():
        if pattern in SETTINGS:
            message = f"{where}: `{pattern}` is a setting and no file: move it above the first `[table]`"
            message += f" (a folder of that name is `{pattern}/`)"
            raise ConfigError(message)
        place = f"{where}: `{pattern}`"
        read.append((_PATTERN.read(pattern, where), NAMES.read(names, place)))
    return tuple(read)


def _per_file_schema() -> Schema:
    files = {**_PATTERN.schema(), "not": {"enum": list(SETTINGS)}}
    return {"type": "object", "propertyNames": files, "additionalProperties": NAMES.schema()}


_ROLE = choice(ROLES)


def _columns(value: object, where: str) -> Mapping[str, str]:
    read: dict[str, str] = {}
    for header, given in table(value, where).items():
        if header in SETTINGS and given not in ROLES:
            message = f"{where}: `{header}` is a setting and no column: move it above the first `[table]`"
            raise ConfigError(message)
        place = f"{where}: `{header}`"
        role: str = _ROLE.read(given, place)
        if read.setdefault(key(header), role) != role:
            message = f"{place}: the column has the role `{read[key(header)]}` already; capitals and blanks do not tell"
            raise ConfigError(message)
    return MappingProxyType(read)


_PRESET = choice(each.name for each in PRESETS)


def _preset(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise mistyped(value, where, "a preset's name")
    return preset(value, where).name


_SEVERITY = choice(Severity)


def _severity(value: object, where: str) -> Severity:
    if value in ("off", "none", "ignore", "never", False):
        message = f"{where}: unexpected `{shown(value)}`; to turn a rule off, name it in `ignore`"
        raise ConfigError(message)
    return Severity(_SEVERITY.read(value, where))


def _rules(value: object, where: str) -> Mapping[str, RuleSettings]:
    known = {rule.name: rule for rule in registry.all_rules()}
    settings = {}
    for name, given in table(value, where).items():
        if name not in known and any(rule.group == name for rule in known.values()):
            message = f"{where}: `{name}` is a group; severity and options are set rule by rule"
            raise ConfigError(message)
        if name not in known:
            message = f"{where}: unknown rule `{name}`; {did_you_mean(name, known)}"
            raise ConfigError(message)
        read = dict(_of_rule(known[name]).read(given, f"{where}: `{name}`"))
        severity = read.pop("severity", None)
        settings[name] = RuleSettings(MappingProxyType(read), severity)
    return settings


def _of_rule(rule: Rule) -> Kind:
    options = {name: of_option(option) for name, option in rule.options.items()}
    return record({"severity": Kind(_severity, _SEVERITY.schema), **options})


def _rules_schema() -> Schema:
    properties: Schema = {}
    for rule in registry.all_rules():
        schema = {"description": rule.summary, **_of_rule(rule).schema()}
        described = schema["properties"]
        described["severity"] |= {"description": "how bad its findings are", "default": rule.severity.value}
        for name, option in rule.options.items():
            default = list(option.default) if isinstance(option.default, tuple) else option.default
            described[name] |= {"description": option.summary, "default": default}
        properties[rule.name] = schema
    return {"type": "object", "properties": properties, "additionalProperties": False}


def schema_of(name: str) -> Schema:
    """Return the JSON Schema of the setting *name*, with its description and default."""
    setting = SETTINGS[name]
    schema = setting.kind.schema()
    return {
        "description": setting.summary,
        **schema,
        **({} if setting.default is None else {"default": setting.default}),
    }


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "select": Setting(NAMES, "rules and groups to run; without it all rules that are on by default", None),
        "preset": Setting(Kind(_preset, _PRESET.schema), "a named set of rules to run besides", None),
        "extend-select": Setting(NAMES, "rules and groups to run besides", []),
        "ignore": Setting(
            Kind(_ignore, _ignore_schema),
            "rules and groups to leave out; a table leaves one out for the entries with a link, a title, or both",
            [],
        ),
        "extend-ignore": Setting(NAMES, "rules and groups to leave out, besides those of `ignore`", []),
        "fail-on": Setting(Kind(_fail_on, _FAIL_ON.schema), "the least severity that fails a run", "warning"),
        "layout": Setting(
            _LAYOUT,
            "`entries` lays tables and lists out, `document` the whole file by mdformat, `off` leaves layout alone",
            "entries",
        ),
        "exclude": Setting(
            strings(_PATTERN),
            "glob patterns of files and folders to leave out of the folders that are judged, relative to this file",
            [],
        ),
        "per-file-ignores": Setting(
            Kind(_per_file_ignores, _per_file_schema),
            "rules and groups to leave out in the files of a glob pattern",
            {},
        ),
        "columns": Setting(
            Kind(_columns, lambda: {"type": "object", "additionalProperties": _ROLE.schema()}),
            "roles of the columns of tables by their headers, in place of those learned; `none` leaves a column alone",
            {},
        ),
        "online": Setting(ONLINE, "what `--online` skips and takes for fine, and how single hosts are asked", {}),
        "rules": Setting(Kind(_rules, _rules_schema), "severity and options of single rules", {}),
    }
)
"""Every key of a configuration, in the order in which they are told."""
