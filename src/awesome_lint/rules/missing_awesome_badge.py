"""``missing-awesome-badge``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.front_page import head_of, is_front_page, place_of
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Link

_AWESOME = regex(r"https?://(?:www\.)?(?:awesome\.re|github\.com/sindresorhus/awesome)/?(?:[#?].*)?", re.IGNORECASE)
_PICTURE = regex(
    r"https?://(?:awesome\.re/|\S*/sindresorhus/awesome/\S*badge|img\.shields\.io/badge/awesome)", re.IGNORECASE
)
_IMAGE = regex(r"!\[|<img\b", re.IGNORECASE)
_BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a front page whose head has no badge that leads to the awesome lists."""
    head = head_of(document)
    links = (link for link in document.links if head.contains(link.span))
    if not is_front_page(document, context) or any(_is_badge(document, link) for link in links):
        return
    yield Diagnostic(
        place_of(document),
        "Unexpected head of the page without the Awesome badge, expected it next to the title",
        help=f"write `{_BADGE}` behind the title",
    )


def _is_badge(document: Document, link: Link) -> bool:
    if link.image:
        return bool(_PICTURE.match(link.target))
    return bool(_AWESOME.fullmatch(link.target) and _IMAGE.search(document.source.slice(link.span)))


RULE = Rule(
    name="missing-awesome-badge",
    group="style",
    summary="A front page without the badge of awesome lists next to its title",
    severity=Severity.WARNING,
    check=check,
    default=False,
)
