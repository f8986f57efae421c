"""Sites that moved: old addresses, and where their own redirects or their makers say that the same page is now.

Only what follows from the text of the address alone, for every page of its form.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from awesome_lint.regex import regex

_END = r"(?=[?#]|$)"
_ACL = rf"((?:[A-Z]\d\d-\d{{4,5}}|\d{{4}}\.[\w]+-\w+\.\d+)(?:v\d+)?(?:\.pdf|\.bib)?)/?{_END}"


class Migration(NamedTuple):
    """``old`` matches the start of an address without scheme and ``www.``; ``new`` is what takes that part's place."""

    old: re.Pattern[str]
    new: str


_TABLE = tuple(
    Migration(regex(old, re.IGNORECASE | re.ASCII), new)
    for old, new in (
        # https://aclanthology.org/info/development/ keeps the redirects of its former homes.
        (rf"aclweb\.org/anthology/(?:papers/[A-Z]/[A-Z]\d\d/)?{_ACL}", r"aclanthology.org/\1"),
        (rf"aclweb\.org/anthology/[A-Z]/[A-Z]\d\d/{_ACL}", r"aclanthology.org/\1"),
        (rf"aclweb\.org/anthology-new/[A-Z]/[A-Z]\d\d/{_ACL}", r"aclanthology.org/\1"),
        (rf"anthology\.aclweb\.org/[A-Z]/[A-Z]\d\d/{_ACL}", r"aclanthology.org/\1"),
        (
            rf"(?:aclanthology\.info|aclanthology\.coli\.uni-saarland\.de)/papers/([A-Z]\d\d-\d{{4,5}})(?:/[^/?#]*)?/?{_END}",
            r"aclanthology.org/\1",
        ),
        (r"code\.google\.com/p/([\w.-]+)/?$", r"code.google.com/archive/p/\1"),
        # https://rawgit.com: shut down in 2019, with jsDelivr as the advised successor.
        (r"(?:cdn\.)?rawgit\.com/([\w-]+/[\w.-]+)/([\w.-]+)/(?=[^?#])", r"cdn.jsdelivr.net/gh/\1@\2/"),
        (r"raw\.github\.com/([\w-]+/[\w.-]+/)", r"raw.githubusercontent.com/\1"),
    )
)
# Every host above, so that nearly all addresses are looked at once.
_ADDRESS = regex(
    r"https?://(?:www\.)?"
    r"(?=(?:anthology\.)?aclweb|aclanthology\.[ic]|code\.g|(?:cdn\.)?rawgit|raw\.g)",
    re.IGNORECASE,
)


def moved_to(address: str) -> tuple[int, str]:
    """Return how much of *address* its site left behind, from its start, and what to write for that; 0 for nothing."""
    scheme = _ADDRESS.match(address)
    if scheme:
        for old, new in _TABLE:
            if match := old.match(address, scheme.end()):
                return match.end(), "https://" + match.expand(new)
    return 0, ""
