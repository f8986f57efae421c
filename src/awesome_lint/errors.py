"""Expected failures: one paragraph for people, with the next step, and no traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class AwesomeLintError(Exception):
    """Something that its reader can mend. The message says what, where, and what next."""


class ConfigError(AwesomeLintError):
    """A setting, in a file or on the command line, that cannot be followed."""


class PluginError(AwesomeLintError):
    """An installed package offers rules that cannot be used."""


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the one of *known* that *name* was likely meant to be, or None; *likeness* is from 0 to 1."""
    from difflib import get_close_matches  # noqa: PLC0415  (needed only when something is wrong)

    close = get_close_matches(name.lower().replace("_", "-"), sorted(known), 1, likeness)
    return close[0] if close else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown *name*: the nearest right one, or all when they are few."""
    known = sorted(known)
    if close := nearest(name, known):
        return f"did you mean `{close}`?"
    if len(known) <= 12:  # noqa: PLR2004  (more would bury the message)
        return f"expected one of {', '.join(f'`{word}`' for word in known)}"
    return "`awesome-lint rules` lists the names"
