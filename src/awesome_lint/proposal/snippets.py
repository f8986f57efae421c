"""What a repository needs to run awesome-lint by itself: a hook for pre-commit, a workflow for GitHub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import __version__
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

PRE_COMMIT_FILE = ".pre-commit-config.yaml"
WORKFLOW_FILE = ".github/workflows/awesome-lint.yml"
NAME = "awesome-lint/awesome-lint"
"""What a file names that runs either of them."""

HOOK = f"""\
  - repo: https://github.com/{NAME}
    rev: v{__version__}
    hooks:
      - id: awesome-lint-fix
"""
WORKFLOW = f"""\
name: Lists

on:
  pull_request:
  push:
    branches: [main]

permissions: {{}}

jobs:
  awesome-lint:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: {NAME}@v{__version__}
"""

_README = regex(r"(?:^|/)readme[^/]*$", re.IGNORECASE)
_SPECIAL = regex(r"[.^$*+?{}()|\[\]\\]")
# What stands in YAML, quoted or as a line of a block, as it is.
_PLAIN = regex(r"[\w.(){}\[\]+@%=,~^$!&;-](?:[\w.(){}\[\]+@%=,~^$!&;/ -]*[\w.(){}\[\]+@%=,~^$!&;/-])?")
_BRANCH = regex(r"[A-Za-z][\w.-]*(?:/[\w.-]+)*", re.ASCII)
_MARKDOWN = r"\.(md|markdown|mdown)$"


class Place(NamedTuple):
    """A path that lists are read from, relative to the repository's root and in POSIX form (``.`` is the root)."""

    path: str
    folder: bool


def hook(places: Sequence[Place]) -> str:
    """Return the hook, for an entry of ``repos:``. It takes every README by itself, and else what ``files:`` says."""
    if not _need_names(places):
        return HOOK
    return f"{HOOK}        files: '{_pattern(places)}'\n"


def pre_commit(places: Sequence[Place]) -> str:
    """Return a whole configuration for pre-commit."""
    return f"repos:\n{hook(places)}"


def workflow(places: Sequence[Place], branch: str = "") -> str:
    """Return the workflow for a repository with the default *branch*, empty for the usual one."""
    text = WORKFLOW
    if branch != "main" and _BRANCH.fullmatch(branch):
        text = text.replace("[main]", f'["{branch}"]')
    if _need_names(places):
        paths = [place.path for place in places] if _all_plain(places) else ["."]
        text += "        with:\n          paths: |\n" + "".join(f"            {path}\n" for path in paths)
    return text


def _need_names(places: Sequence[Place]) -> bool:
    """Whether hook and workflow, which take every README, would leave lists out."""
    return any(place.folder or not _README.search(place.path) for place in places)


def _all_plain(places: Sequence[Place]) -> bool:
    return all(_PLAIN.fullmatch(place.path) and not place.path.startswith("..") for place in places)


def _pattern(places: Sequence[Place]) -> str:
    if any(place == Place(".", folder=True) for place in places) or not _all_plain(places):
        return _MARKDOWN
    named = [_SPECIAL.sub(r"\\\g<0>", place.path) + (f"/.*{_MARKDOWN}" if place.folder else "$") for place in places]
    return f"^{named[0]}" if len(named) == 1 else f"^({'|'.join(named)})"
