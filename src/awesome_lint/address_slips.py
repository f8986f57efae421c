"""Addresses that cannot be what was meant: no scheme, no host, two in one, a quote at an end."""

from __future__ import annotations

import re
from typing import NamedTuple

from awesome_lint.identity import identity_of

_SCHEME = re.compile(r"(?P<name>[a-z]{3,7})(?P<colon>[:;]?)(?P<slashes>/{1,3})(?=[^/])", re.IGNORECASE)
_MISSPELT = re.compile(
    r"h?t?t?tps?|ht?tps?|hh?ttps?|httpss?|h?https?|htpps?|hpt?tps?|htt?ts?|htt?p?s|http[sx]", re.IGNORECASE
)
_NO_SLASHES = re.compile(r"https?:(?=[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$))", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?P<host>\[[^\]]*\]|[^/?#:]*)(?::\d*)?", re.IGNORECASE)
_AGAIN = re.compile(r"https?:/{1,2}(?=[\w\[])", re.IGNORECASE)
_QUOTES = "\"'“”‘’`"
_ENCODED_LINE_END = re.compile(r"(?:%5Cn|%0A|%0D|%20|\\n)+$", re.IGNORECASE)

# A file can end like these: `.io`, `.ai`, `.app`, `.sh` and their like need a second dot to be a host.
_HOST_LIKE = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+"
    r"|(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|cn|de|fr|jp|uk|ca|in|eu|ru|tw|kr)"
    r"|(?:[\w-]+\.){2,}(?:io|ai|dev|app|co|me|tv|cc|xyz|page|site|tech|blog|cloud))(?::\d+)?(?=[/?#]|$)",
    re.IGNORECASE,
)
_SERVES_HTTPS = re.compile(
    r"(?:www\.)?(?:github\.com|gitlab\.com|arxiv\.org|huggingface\.co|youtube\.com|youtu\.be|openreview\.net|doi\.org|"
    r"medium\.com|kaggle\.com|aclanthology\.org|zhihu\.com|zhuanlan\.zhihu\.com|[\w-]+\.github\.io)(?=[/?#]|$)",
    re.IGNORECASE,
)


# Nearly all addresses are like this, and need no closer look.
_ORDINARY = re.compile(r"https?://(?:[\w-]+\.)+[\w-]+(?:[/?#]\S*)?$")


class Better(NamedTuple):
    """What is wrong with an address, for a message; the address meant, if known; and whether for certain."""

    what: str
    address: str = ""
    certain: bool = False


def judge(address: str, *, relative_too: bool) -> Better | None:
    """Return what is wrong with *address*, or None.

    ``relative_too`` is False where no scheme is needed, as in running text, in which any word could be a host.
    """
    if address[-1:] not in _QUOTES and _ORDINARY.match(address) and address.find("http", 4) < 0:
        return None
    bare = address.strip(_QUOTES)
    if bare != address and "://" in address and not _own_quote(address, bare):
        return Better("quote at the end of an address", bare, certain=True)
    if address.startswith("(") and address.endswith(")") and "://" in address:
        return Better("second pair of parentheses around an address", address[1:-1], certain=True)
    if "://" not in address[:12]:
        return _no_scheme(address) if relative_too else None
    return _misspelt(address) or _glued(address) or _odd_host(address)


def _own_quote(address: str, bare: str) -> bool:
    """Whether a quote at the end is a pair with one inside, as in a title that is quoted."""
    return any(char in bare for char in address[len(address.rstrip(_QUOTES)) :])


def _misspelt(address: str) -> Better | None:
    if bare := _NO_SLASHES.match(address):
        return Better(f"scheme `{bare.group()}`", f"{bare.group()}//{address[bare.end() :]}", certain=True)
    match = _SCHEME.match(address)
    if not match or match.group().lower() in ("http://", "https://"):
        return None
    name = match["name"].lower()
    if name not in ("http", "https") and not _MISSPELT.fullmatch(name):
        return None
    if not match["colon"] and len(match["slashes"]) == 1:
        return None
    right = "https://" if name.endswith("s") else "http://"
    return Better(f"scheme `{match.group()}`", right + address[match.end() :], certain=True)


def _no_scheme(address: str) -> Better | None:
    if found := _misspelt(address):
        return found
    if not _HOST_LIKE.match(address) and not _SERVES_HTTPS.match(address):
        return None
    return Better("address without a scheme", f"https://{address}", certain=bool(_SERVES_HTTPS.match(address)))


def _glued(address: str) -> Better | None:
    """Find a second address that begins inside the first; behind `/`, `=` and the like it belongs there."""
    again = _AGAIN.search(address, 4)
    if not again:
        return None
    first, second = address[: again.start()], address[again.start() :]
    if first.lower() in ("http://", "https://"):
        return Better("second scheme", second, certain=True)
    host = _HOST.match(first)
    goes_on = host and first == host.group() + "/" and second.partition("://")[2].startswith(host["host"] + "/")
    if goes_on or first.rstrip("/") == second.rstrip("/"):
        return Better("second address in one", second, certain=True)
    if not (first[-1].isascii() and first[-1].isalnum()):
        return None
    first = _ENCODED_LINE_END.sub("", first)
    if identity_of(first) == identity_of(second) or second.startswith(first):
        return Better("second address in one", first, certain=True)
    rest = _AGAIN.split(_ENCODED_LINE_END.sub("", second))[1:]
    same = rest and all(
        identity_of("https://" + _ENCODED_LINE_END.sub("", part)) == identity_of(first) for part in rest
    )
    return Better("second address in one", first, certain=True) if same else Better("second address in one")


def _odd_host(address: str) -> Better | None:
    match = _HOST.match(address)
    if not match:
        return None
    host = match["host"]
    if not host:
        return Better("address without a host")
    if ("." not in host and host.lower() != "localhost" and not host.startswith("[")) or re.search(
        r"[,;]|\.\.|^\.", host
    ):
        return Better(f"host `{host}`")
    return None
