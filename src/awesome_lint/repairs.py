"""How safe a repair is: the line that `fix` does not cross without `--unsafe`."""

from __future__ import annotations

from awesome_lint.diagnostic import Applicability
from awesome_lint.regex import regex

# The brackets of a link, with the blanks beside them: what makes it a link, and nothing of what it says.
_BRACKETS = regex(r"[ \t]*[\[\]()<>`]+[ \t]*")


def applicability(before: str, after: str, *, certain: bool) -> Applicability:
    """Return how a repair of *before* to *after* may be applied.

    A certain repair is safe if it adds and removes brackets alone, so that no character of a text or an
    address comes or goes; else it is unsafe. One that is only likely is for people.
    """
    if not certain:
        return Applicability.MANUAL
    same = _BRACKETS.sub("", before) == _BRACKETS.sub("", after)
    return Applicability.SAFE if same else Applicability.UNSAFE
