"""The forms of output that are made of a whole run."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.output import github, gitlab, json, junit, markdown, rdjson, sarif, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from awesome_lint.output.report import Report, Surroundings


class Format(NamedTuple):
    """A form of output: how it is made, and whether its paths are relative to the repository's root."""

    render: Callable[[Report, Surroundings], bytes]
    rooted: bool = True


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "full": Format(text.render_full, rooted=False),
        "concise": Format(text.render_concise, rooted=False),
        "json": Format(json.render, rooted=False),
        "github": Format(github.render),
        "sarif": Format(sarif.render),
        "rdjson": Format(rdjson.render, rooted=False),
        "gitlab": Format(gitlab.render),
        "junit": Format(junit.render),
        "markdown": Format(markdown.render),
    }
)
"""Every form by its name; those that are not rooted name files as the user does."""
