"""Rules that installed packages offer, by entry points."""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

from awesome_lint.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP = "awesome_lint.rules"
"""The group of the entry points."""


def offered() -> Iterator[tuple[str, object]]:
    """Yield what installed packages offer as rules, each after the words that name its entry point.

    Raises ``PluginError`` for an entry point that does not load.
    """
    if not _may_be_any():
        return
    from importlib.metadata import entry_points  # noqa: PLC0415  (takes a tenth of a short run to import)

    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        package = point.dist.name if point.dist else "an unnamed package"
        origin = f"entry point `{point.name} = {point.value}` of `{package}`"
        try:
            loaded = point.load()
        except Exception as error:
            message = f"{origin} cannot be loaded: {type(error).__name__}: {error}. Upgrade or uninstall that package."
            raise PluginError(message) from error
        for rule in loaded if isinstance(loaded, tuple | list) else (loaded,):
            yield origin, rule


def _may_be_any() -> bool:
    """Whether a package may have entry points for us: True where only ``importlib.metadata`` can tell."""
    others = (finder for finder in sys.meta_path if finder is not PathFinder)
    return any(hasattr(finder, "find_distributions") for finder in others) or any(map(_may_have, sys.path))


def _may_have(place: str) -> bool:
    """Whether one of the packages that are installed in *place*, of the module search path, names our group.

    What is no folder may be an archive with packages in it.
    """
    place = place or os.curdir
    try:
        names = os.listdir(place)  # noqa: PTH208  (names are wanted, not paths)
    except OSError:
        return os.path.exists(place)  # noqa: PTH110  (as above)
    return any(
        _names_us(os.path.join(place, name, "entry_points.txt"))  # noqa: PTH118  (hundreds of packages)
        for name in names
        if name.lower().endswith((".dist-info", ".egg-info")) or name.lower() == "egg-info"
    )


def _names_us(file: str) -> bool:
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  (as above)
            return GROUP.encode() in opened.readall()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
