"""Presets: rules that go together under one name, with the options that they need.

They are data. A preset adds its rules to those that run by default; ``select``, ``extend-select`` and
``ignore`` stand above it, and so do the options of a configuration. Packages with rules of their own
can add no preset yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from awesome_lint.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of rules; ``options`` are keyed by rule.

    ``instead_of`` are rules that are on by default and that these take the place of.
    """

    name: str
    summary: str
    rules: tuple[str, ...]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    instead_of: tuple[str, ...] = ()


AWESOME = Preset(
    "awesome",
    "What the collection at `sindresorhus/awesome` asks of a list, as npm's awesome-lint checks it",
    (
        "ci-badge",
        "description-ending",
        "license-section",
        "lowercase-description",
        "misspelt-name",
        "missing-awesome-badge",
        "missing-contents",
        "missing-contributing-file",
        "missing-license-file",
        "missing-title",
        "punctuated-heading",
        "repeated-punctuation",
        "second-title",
        "shell-prompt",
        "title-in-description",
        "undefined-reference",
        "unseparated-description",
        "cross-listed-entry",
        "duplicate-entry",
        "empty-link",
        "final-newline",
        "malformed-link",
        "missing-anchor",
        "stale-contents",
        "table-layout",
        "trailing-space",
        "unbalanced-bracket",
    ),
    MappingProxyType(
        {
            "description-ending": MappingProxyType({"ending": "."}),
            "unseparated-description": MappingProxyType({"separator": "-"}),
        }
    ),
    # The preset says what stands between a title and its description; the list's own way must not say otherwise.
    instead_of=("entry-off-template",),
)
PRESETS = (AWESOME,)


def preset(name: str, where: str) -> Preset:
    """Return the preset *name*. Raises ``ConfigError``, whose message starts with *where*."""
    known = {each.name: each for each in PRESETS}
    if name not in known:
        message = f"{where}: unknown preset `{name}`; {did_you_mean(name, known)}"
        raise ConfigError(message)
    return known[name]
