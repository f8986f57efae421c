"""Addresses that cannot be what was meant: no scheme, no host, two in one, a quote at an end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from awesome_lint.identity import identity_of
from awesome_lint.regex import regex
from awesome_lint.slips.arxiv_slips import one_slip

_SCHEME = regex(r"(?P<name>[a-z]{3,7})(?P<colon>[:;]?)(?P<slashes>/{1,3})(?=[^/])", re.IGNORECASE)
_MISSPELT = regex(
    r"h?t?t?tps?|ht?tps?|hh?ttps?|httpss?|h?https?|htpps?|hpt?tps?|htt?ts?|htt?p?s|http[sx]", re.IGNORECASE
)
_NO_SLASHES = regex(r"https?:(?=[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$))", re.IGNORECASE)
_HOST = regex(r"https?://(?:[^/?#@]*@)?(?P<host>\[[^\]]*\]|[^/?#:]*)(?::\d*)?", re.IGNORECASE)
# `http://raspberrypi/`, `http://printer:631/jobs`: machines of a network at home have no certificates.
_AT_HOME = regex(r"http://[a-z][\w-]*(?:/?|:\d+(?:[/?#]\S*)?)|(?:https?:)?//localhost(?:[:/?#]\S*)?", re.IGNORECASE)
_AGAIN = regex(r"https?:/{1,2}(?=[\w\[])", re.IGNORECASE)
_BACKSLASHES = regex(r"https?:\\{1,2}(?=[\w-]+\.)", re.IGNORECASE)
_OWN_DISK = regex(r"file:/|[A-Za-z]:\\", re.IGNORECASE)
_QUOTES = "\"'“”‘’`"
# Behind an ASCII character alone: `/wiki/你好！` is one address.
_WIDE_END = regex(r"(?<=[!-~])[，。、；：！？）》」』】]+$")
# Hosts of most lists' links, and what else is a host and looks like one of them.
_KNOWN_HOSTS = ("github.com", "arxiv.org", "huggingface.co", "openreview.net", "aclanthology.org", "youtube.com")
_OTHER_HOSTS = frozenset(("huggingface.com", "rxiv.org", "github.co", "arkiv.org"))
_ENCODED_LINE_ENDS = ("%5cn", "%0a", "%0d", "%20", "\\n")

# A file can end like these: `.io`, `.ai`, `.app`, `.sh` and their like need a second dot to be a host.
_HOST_LIKE = regex(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+"
    r"|(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|cn|de|fr|jp|uk|ca|in|eu|ru|tw|kr)"
    r"|(?:[\w-]+\.){2,}(?:io|ai|dev|app|co|me|tv|cc|xyz|page|site|tech|blog|cloud))(?::\d+)?(?=[/?#]|$)",
    re.IGNORECASE,
)
_SERVES_HTTPS = regex(
    r"(?:www\.)?(?:github\.com|gitlab\.com|arxiv\.org|huggingface\.co|youtube\.com|youtu\.be|openreview\.net|doi\.org|"
    r"medium\.com|kaggle\.com|aclanthology\.org|zhihu\.com|zhuanlan\.zhihu\.com|[\w-]+\.github\.io)(?=[/?#]|$)",
    re.IGNORECASE,
)


# Nearly all addresses are like this, and need no closer look.
_ORDINARY = regex(r"https?://(?P<host>(?:[\w-]++\.)++[\w-]++)(?:[/?#]\S*)?(?<![\"'“”‘’`，。、；：！？）》」』】])$")


class Better(NamedTuple):
    """What is wrong with an address, for a message; the address meant, if known; and whether for certain."""

    what: str
    address: str = ""
    certain: bool = False


def judge(address: str, *, relative_too: bool) -> Better | None:
    """Return what is wrong with *address*, or None.

    ``relative_too`` is False where no scheme is needed, as in running text, in which any word could be a host.
    """
    ordinary = _ORDINARY.match(address)
    if ordinary and address.find("http", 4) < 0:
        meant = _meant_host(ordinary["host"].lower())
        return _misspelt_host(address, ordinary, meant) if meant else None
    bare = address.strip(_QUOTES)
    if bare != address and "://" in address and not _own_quote(address, bare):
        return Better("quote at the end of an address", bare, certain=True)
    if address.startswith("(") and address.endswith(")") and "://" in address:
        return Better("second pair of parentheses around an address", address[1:-1], certain=True)
    if "://" not in address[:12]:
        return _no_scheme(address) if relative_too else None
    return _own_disk(address) or _wide_end(address) or _misspelt(address) or _glued(address) or _odd_host(address)


def _own_quote(address: str, bare: str) -> bool:
    """Whether a quote at the end is a pair with one inside, as in a title that is quoted."""
    return any(char in bare for char in address[len(address.rstrip(_QUOTES)) :])


def serves_https(address: str) -> bool:
    """Whether the host that *address*, which has no scheme, begins with is known to serve `https:`."""
    return _SERVES_HTTPS.match(address) is not None


def _own_disk(address: str) -> Better | None:
    return Better("address on somebody's own disk") if _OWN_DISK.match(address) else None


def _wide_end(address: str) -> Better | None:
    end = _WIDE_END.search(address)
    return Better(f"`{end.group()}` at the end of an address", address[: end.start()], certain=True) if end else None


def _misspelt_host(address: str, match: re.Match[str], meant: str) -> Better:
    right = f"{address[: match.start('host')]}{meant}{address[match.end('host') :]}"
    return Better(f"host `{match['host']}`", right)


@lru_cache(maxsize=4096)
def _meant_host(host: str) -> str:
    """Return the well-known host that *host* is one slip away from, if any."""
    name = host.removeprefix("www.")
    if name in _KNOWN_HOSTS or name in _OTHER_HOSTS:
        return ""
    return next((known for known in _KNOWN_HOSTS if one_slip(name, known)), "")


def _misspelt(address: str) -> Better | None:
    if slashes := _BACKSLASHES.match(address):
        right = f"{slashes.group().partition(':')[0]}://{address[slashes.end() :]}".replace("\\", "/")
        return Better("backslashes in an address", right, certain=True)
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
    if found := _own_disk(address) or _misspelt(address):
        return found
    if not _HOST_LIKE.match(address) and not serves_https(address):
        return None
    return Better("address without a scheme", f"https://{address}", certain=serves_https(address))


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
    first = _without_line_end(first)
    if identity_of(first) == identity_of(second) or second.startswith(first):
        return Better("second address in one", first, certain=True)
    rest = _AGAIN.split(_without_line_end(second))[1:]
    same = rest and all(identity_of("https://" + _without_line_end(part)) == identity_of(first) for part in rest)
    return Better("second address in one", first, certain=True) if same else Better("second address in one")


def _without_line_end(address: str) -> str:
    lowered = address.lower()
    end = len(address)
    while found := next((each for each in _ENCODED_LINE_ENDS if lowered.endswith(each, 0, end)), ""):
        end -= len(found)
    return address[:end]


def _odd_host(address: str) -> Better | None:
    match = _HOST.match(address)
    if not match:
        return None
    host = match["host"]
    if not host:
        return Better("address without a host")
    if ("." not in host and not host.startswith("[") and not _AT_HOME.fullmatch(address)) or re.search(
        r"[,;]|\.\.|^\.", host
    ):
        return Better(f"host `{host}`")
    return None
