"""The built-in rules, in one tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.rules import unused_suppression

if TYPE_CHECKING:
    from awesome_lint.rule import Rule

RULES: tuple[Rule, ...] = (unused_suppression.RULE,)
