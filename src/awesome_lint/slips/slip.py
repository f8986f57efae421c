"""A link that did not become one, and what all searches for such have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.source import Edit, Span

URL = r"https?://(?:[^\s()<>\[\]|（）]|\([^\s()]*\))+"
"""An expression for an address in running text; parentheses in it come in pairs."""
# A box, or a remark inside a quotation: `[sic] (https://…)`.
REMARK = regex(r"[ xX]|sic!?|\.\.\.|…|emphasis (?:added|mine)", re.IGNORECASE)
NUMBER_OR_NOTE = regex(r"\d+|\^.*")


class Slip(NamedTuple):
    """A broken link: its place, what is wrong, and the edits that make it a link, for certain or not.

    ``reach`` is where that ends which the edits move to another cell, 0 where they move nothing. One
    that is a ``habit`` is a slip where few links of a file are like it; what many are is meant.
    """

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    certain: bool = False
    reach: int = 0
    habit: bool = False
