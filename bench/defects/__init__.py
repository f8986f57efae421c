"""Defects as people make them in lists, each put into a place where a reader of the text would see it.

Every planter takes a `Page` and yields `Defect`s. Places are chosen by regular expressions on lines alone, by no code
of the linter: a rule that does not see what this file sees has missed something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from defects import characters, dates, duplicates, entries, links, structure, tables

if TYPE_CHECKING:
    from defects.page import Kind

KINDS: tuple[Kind, ...] = (
    *dates.KINDS,
    *links.KINDS,
    *duplicates.KINDS,
    *structure.KINDS,
    *tables.KINDS,
    *entries.KINDS,
    *characters.KINDS,
)
