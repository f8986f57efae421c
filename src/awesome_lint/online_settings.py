"""What a configuration says of asking the network: the table ``[online]``.

The file belongs to whoever wrote the list, and is not trusted: it can name headers for hosts that it names, and
no address of a service, no folder, no proxy, no environment variable, and nothing that lets private addresses be asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from awesome_lint.kinds import Kind, mistyped, record, strings, table, text
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.kinds import Schema

MOST_AT_ONCE = 32
"""How many requests at once a configuration may want of one host."""
_LONGEST_GAP = 60  # seconds
_SCHEME = regex(r"(?:https?:)?//(?:www\.)?|(?:www\.)", re.IGNORECASE)
_NAME = r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
_VALUE = r"^[\t\x20-\x7e]*$"  # no line ends: what follows one would be a header of its own
_CONNECTIONS_OWN = regex(
    r"host|content-length|transfer-encoding|accept-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HostSettings:
    """How one host is asked; None is what holds for every host. ``headers`` have names in lower case."""

    at_once: int | None = None
    gap: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    accept: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OnlineSettings:
    """Patterns of addresses that are not asked for, statuses that are taken for fine, and single hosts by name."""

    skip: tuple[str, ...] = ()
    accept: tuple[int, ...] = ()
    hosts: Mapping[str, HostSettings] = field(default_factory=dict)

    def skips(self, address: str) -> bool:
        """Whether *address* is not to be asked for.

        A pattern without a slash means a host and those below it, any other a whole address; ``*`` is any text.
        ``http:``, ``https:`` and ``www.`` make no difference.
        """
        return any(_fits(pattern, address) for pattern in self.skip)


def _fits(pattern: str, address: str) -> bool:
    wanted, given = (_SCHEME.sub("", each.partition("#")[0], count=1) for each in (pattern, address))
    host, slash, rest = wanted.partition("/")
    here, _, path = given.partition("/")
    here = here.partition("?")[0].rpartition("@")[2]
    if not slash:
        return _is_like(host.lower(), here.lower()) or _is_like(f"*.{host.lower()}", here.lower())
    return _is_like(f"{host.lower()}/{rest}", f"{here.lower()}/{path}")


def _is_like(pattern: str, given: str) -> bool:
    """Whether *given* is *pattern*, in which ``*`` stands for any text. Takes no time that grows with a power."""
    first, *others = pattern.split("*")
    if not others:
        return given == first
    *middle, last = others
    at, end = len(first), len(given) - len(last)
    if not given.startswith(first) or not given.endswith(last) or at > end:
        return False
    for piece in middle:
        found = given.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _number(expected: str, least: float, most: float, kinds: tuple[type, ...]) -> Kind:
    def read(value: object, where: str) -> object:
        if type(value) not in kinds or not least <= value <= most:  # type: ignore[operator]  # a number, as tested
            raise mistyped(value, where, expected)
        return value

    name = "number" if float in kinds else "integer"
    return Kind(read, lambda: {"type": name, "minimum": least, "maximum": most})


def _header(value: object, where: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(_VALUE.strip("^$"), value):
        raise mistyped(value, where, "a header's text: printable ASCII on one line")
    return value


def _headers(value: object, where: str) -> Mapping[str, str]:
    read: dict[str, str] = {}
    for name, given in table(value, where).items():
        if not re.fullmatch(_NAME.strip("^$"), name):
            raise mistyped(name, where, 'the name of a header, such as `"Accept-Language"`')
        if _CONNECTIONS_OWN.fullmatch(name):
            raise mistyped(name, where, "a header that is not the connection's own affair")
        if name.lower() in read:
            raise mistyped(name, where, "each header once; capitals make no difference")
        read[name.lower()] = _header(given, f"{where}: `{name}`")
    return MappingProxyType(read)


def _headers_schema() -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _NAME},
        "additionalProperties": {"type": "string", "pattern": _VALUE},
    }


def _accept(value: object, where: str) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise mistyped(value, where, "a list of statuses, such as `[403]`")
    return tuple(_STATUS.read(each, where) for each in value)


_STATUS = _number("a status, such as `403`", 100, 599, (int,))
_ACCEPT = Kind(_accept, lambda: {"type": "array", "items": _STATUS.schema()})
_HOST = record(
    {
        "at-once": _number(f"a whole number from 1 to {MOST_AT_ONCE}", 1, MOST_AT_ONCE, (int,)),
        "gap": _number(f"seconds, at most {_LONGEST_GAP}", 0, _LONGEST_GAP, (int, float)),
        "headers": Kind(_headers, _headers_schema),
        "accept": _ACCEPT,
    }
)
_HOST_NAME = r"^[^\s/?#@\\]+$"


def _hosts(value: object, where: str) -> Mapping[str, HostSettings]:
    read: dict[str, HostSettings] = {}
    for name, given in table(value, where).items():
        if not re.fullmatch(_HOST_NAME.strip("^$"), name):
            raise mistyped(name, where, 'a host, such as `"example.org"`, without `https://` and without a path')
        if name.lower() in read:
            raise mistyped(name, where, "each host once; capitals make no difference")
        said = _HOST.read(given, f"{where}: `{name}`")
        read[name.lower()] = HostSettings(
            said.get("at-once"), said.get("gap"), said.get("headers", {}), said.get("accept", ())
        )
    return MappingProxyType(read)


def _hosts_schema() -> Schema:
    return {"type": "object", "propertyNames": {"pattern": _HOST_NAME}, "additionalProperties": _HOST.schema()}


_ONLINE = record(
    {
        "skip": strings(text('an address or a host, such as `"example.org"` or `"https://a.example/*"`', r"\S")),
        "accept": _ACCEPT,
        "hosts": Kind(_hosts, _hosts_schema),
    }
)


def _online(value: object, where: str) -> OnlineSettings | None:
    read: Mapping[str, Any] = _ONLINE.read(value, where)
    if not read:
        return None
    return OnlineSettings(read.get("skip", ()), read.get("accept", ()), read.get("hosts", {}))


ONLINE = Kind(_online, _ONLINE.schema)
"""The kind of the table."""
