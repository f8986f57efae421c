"""Addresses in running text that GitHub links: cmark-gfm's ``autolink`` extension, e-mail left out."""

from __future__ import annotations

from unicodedata import category

from awesome_lint.regex import regex

_ADDRESS = regex(r"[^ \t\n\v\f\r<]+")
# cmark reads a host byte by byte: the first character outside ASCII ends it.
_HOST = regex(r"(?:\\?[A-Za-z0-9._-])*")
_ENTITY_END = regex(r"&[A-Za-z]+;\Z")
_OUTSIDE = frozenset("?!.,:*_~'\"")
_LONGEST_SCHEME = len("https://")
# cmark bounds its search for underscores so.
_LONG_HOST = 10


def address_at(src: str, pos: int) -> str:
    """Return the address that starts at *pos* with ``http://``, ``https://``, ``ftp://`` or ``www.``, or nothing."""
    short = not src.startswith("www.", pos)
    begin = src.find("://", pos, pos + _LONGEST_SCHEME) + len("://") if short else pos
    if not _is_domain(src, begin, short=short):
        return ""  # before the rest is read, which may be long
    match = _ADDRESS.match(src, pos)
    return _trimmed(match.group()) if match else ""


def _is_domain(src: str, begin: int, *, short: bool) -> bool:
    """Whether a host stands at *begin*: a dot unless *short* is allowed, no underscore in its last two labels."""
    first = src[begin : begin + 1]
    if not (first.isalnum() if first.isascii() else category(first)[0] not in "PZ"):
        return False
    match = _HOST.match(src, begin)
    host = match.group() if match else ""
    # Like cmark, which does not look at the first character nor at the last one of the content.
    labels = src[begin + 1 : min(begin + len(host), len(src) - 1)].split(".")
    if any("_" in label for label in labels[-2:]) and len(labels) - 1 <= _LONG_HOST:
        return False
    return short or len(labels) > 1


def _trimmed(url: str) -> str:
    """Cut the punctuation that GitHub leaves outside the address."""
    end, surplus = len(url), url.count(")") - url.count("(")
    while end:
        last = url[end - 1]
        if last in _OUTSIDE:
            end -= 1
        elif last == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        elif last == ";":
            match = _ENTITY_END.search(url, max(0, end - 40), end)
            end = match.start() if match else end - 1
        else:
            break
    return url[:end]
