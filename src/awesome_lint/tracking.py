"""Which parameters of an address only tell where its reader came from."""

from __future__ import annotations

import re
from functools import lru_cache

from awesome_lint.regex import regex

_EVERYWHERE = regex(
    r"utm_\w*|fbclid|gclid|dclid|msclkid|yclid|twclid|srsltid|mc_cid|mc_eid|_hsenc|mkt_tok|spm|igshid", re.IGNORECASE
)

# A host stands for its subdomains too. What a page needs (`__biz`, `chksm`, YouTube's `t`, bilibili's `p`) is not here.
_BY_HOST = {
    "youtube.com": regex(r"si|feature|pp"),
    "youtu.be": regex(r"si|feature|pp"),
    "x.com": regex(r"s|t|ref_src"),
    "twitter.com": regex(r"s|t|ref_src"),
    "bilibili.com": regex(r"spm_id_from|vd_source|share_\w+"),
    "medium.com": regex(r"source"),
    "zhihu.com": regex(r"share_code"),
    "mp.weixin.qq.com": regex(
        r"srcid|mpshare|sharer_\w+|exportkey|pass_ticket|sessionid|clicktime|enterid|ascene|devicetype|version|lang"
    ),
}


@lru_cache(maxsize=4096)
def _patterns(host: str) -> tuple[re.Pattern[str], ...]:
    for known, pattern in _BY_HOST.items():
        if host == known or host.endswith("." + known):
            return _EVERYWHERE, pattern
    return (_EVERYWHERE,)


def is_tracking(host: str, name: str) -> bool:
    """Whether parameter *name* only tracks on *host*, which is lower-cased; the page is the same without it."""
    return any(pattern.fullmatch(name) for pattern in _patterns(host))


def without_tracking(host: str, query: str) -> str:
    """Return *query* (no ``?``) without its tracking parameters, all else as written and in its order."""
    return "&".join(part for part in query.split("&") if not is_tracking(host, part.partition("=")[0]))


def has_tracking(url: str) -> bool:
    """Whether an address has a parameter that only tracks."""
    before, _, query = url.partition("#")[0].partition("?")
    host = before.partition("://")[2].partition("/")[0].lower().removeprefix("www.")
    return without_tracking(host, query) != query
