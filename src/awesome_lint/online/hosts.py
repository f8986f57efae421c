"""What is known of single hosts: walls, registries, and pages that say with a 200 that they are gone."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from awesome_lint.regex import regex

WALLS = ("zhihu.com", "x.com", "twitter.com", "xiaohongshu.com", "linkedin.com", "instagram.com", "facebook.com")
"""Hosts that tell robots nothing true: what they answer, a missing page included, is no evidence."""

_HONEST = (
    "github.com",
    "arxiv.org",
    "huggingface.co",
    "openreview.net",
    "aclanthology.org",
    "wikipedia.org",
    "pypi.org",
)

_WALL_ENDS, _HONEST_ENDS = (tuple(f".{name}" for name in names) for names in (WALLS, _HONEST))

_GONE_TEXTS = {
    # What WeChat shows, with status 200, of an article that its author or the platform took down.
    "mp.weixin.qq.com": regex("该内容已被发布者删除|此内容因违规无法查看|global_error_msg|此帐号已被屏蔽"),
}
_CAPTCHAS = regex(
    r"wappoc_appmsgcaptcha|/cdn-cgi/challenge|/captcha|captcha\.|geetest|/sorry/index|/_sec/|incapsula|distil_r_",
    re.IGNORECASE,
)
_LOGINS = regex(
    r"/(?:log-?in|sign-?in|signup|sso|oauth2?|authorize|authenticate|auth|session/new|users/sign_in|accountchooser|"
    r"checkpoint|passport|consent)(?:[/?._-]|$)|^https?://(?:login|signin|auth|sso|accounts?|passport|consent)\.",
    re.IGNORECASE,
)
_REGISTRIES = ("doi.org", "www.doi.org", "dx.doi.org", "hdl.handle.net")
_SHORTENERS = (
    *("bit.ly", "t.co", "goo.gl", "tinyurl.com", "t.cn", "dwz.cn", "url.cn", "git.io", "aka.ms", "is.gd", "ow.ly"),
    *("buff.ly", "amzn.to", "g.co", "w3id.org", "purl.org", "hf.co", "youtu.be", "b23.tv", "rb.gy", "j.mp"),
)
_IN_BETWEEN = regex(
    r"consent|gdpr|privacy|cookie|captcha|verif|robot|challenge|blocked|denied|forbidden|region|country|geo|locale|"
    r"language|maintenance|unavailable|offline|upgrade|unsupported|browser|subscri|paywall|age-?gate|welcome|"
    r"register|registration|members|premium|pricing|/plans|sorry|human|abuse|rate-?limit|too-?many|overload|splash|interstitial|"
    r"/errors?(?:[/._-]|$)|/5\d\d(?:[/._-]|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return the host of *url* in lower case, with its port where one is written; nothing for no address."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    name = parts.hostname or ""
    return (f"[{name}]" if ":" in name else name) + port


def name_of(host: str) -> str:
    """Return *host* without its port and the dot that ends a full name."""
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0].rstrip(".")


def is_shortener(host: str) -> bool:
    """Whether *host* gives unlike names to one page: that they all lead there says nothing."""
    return name_of(host) in _SHORTENERS or is_registry(host)


def is_in_between(url: str) -> bool:
    """Whether *url* looks like a page that stands before the one asked for, for now or for this reader."""
    parts = urlsplit(url)
    return bool(_IN_BETWEEN.search(parts.path) or is_login(url) or is_captcha(url))


def is_wall(host: str) -> bool:
    """Whether *host*, or the host that it belongs to, tells robots nothing."""
    return f".{name_of(host)}".endswith(_WALL_ENDS)


def is_honest(host: str) -> bool:
    """Whether *host* is known to answer 404 for what is missing, so that nothing need be compared."""
    return f".{name_of(host)}".endswith(_HONEST_ENDS)


def is_registry(host: str) -> bool:
    """Whether *host* answers for names with a redirect: its own word counts, not the publisher's behind it."""
    return name_of(host) in _REGISTRIES


def says_gone(host: str, text: str) -> bool:
    """Whether the page *text* of *host* says that what stood there is gone."""
    found = _GONE_TEXTS.get(name_of(host))
    return bool(found and found.search(text))


def is_captcha(url: str) -> bool:
    """Whether *url* is a page that asks its reader to prove to be human."""
    return bool(_CAPTCHAS.search(url))


def is_login(url: str) -> bool:
    """Whether *url* is a page to log in at."""
    return bool(_LOGINS.search(url))
