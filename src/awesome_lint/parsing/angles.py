"""What begins with ``<``: autolinks, tags and comments in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.content import LinkKind
from awesome_lint.parsing.entities import unescaped
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.parsing.scan import Scan

_AUTOLINK = regex(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\x00-\x20<>]*)>")
_LABELS = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = regex(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABELS}(?:\.{_LABELS})*)>")
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_TAG = regex(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>"
    r"|!---?>|![A-Z]+\s+[^>]*>)",
    re.ASCII,
)
_RAW = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))


def angle(scan: Scan, pos: int) -> int:
    """Read an autolink, a tag, or a ``<`` that is text."""
    src = scan.src
    if _after(scan, ">", pos) < 0:
        return pos + 1
    match = _TAG.match(src, pos)
    if match:
        return scan.add("html", pos, match.end(), match.group())
    for autolink, scheme in ((_AUTOLINK, ""), (_MAIL, "mailto:")):
        if match := autolink.match(src, pos):
            scan.flush(pos)
            inner, address = match.span(1), match[1]
            target = unescaped(scheme + address, escapes=False)
            return scan.link(match.span(), inner, inner, target, address, LinkKind.AUTOLINK)
    if src[pos + 1 : pos + 2] in ("!", "?"):
        end = max((_after(scan, end, pos) for start, end in _RAW if src.startswith(start, pos)), default=-1)
        if end > 0:
            return scan.add("html", pos, end, src[pos:end])
    return pos + 1


def _after(scan: Scan, closing: str, pos: int) -> int:
    """Where the next *closing* behind *pos* ends, or -1; what is missing once is not sought again."""
    if closing in scan.missing:
        return -1
    found = scan.src.find(closing, pos + 2)
    if found < 0:
        scan.missing.add(closing)
        return -1
    return found + len(closing)
