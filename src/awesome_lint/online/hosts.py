"""What is known of single hosts: walls, registries, and pages that say with a 200 that they are gone."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

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

_GONE_TEXTS = {
    # What WeChat shows, with status 200, of an article that its author or the platform took down.
    "mp.weixin.qq.com": re.compile("该内容已被发布者删除|此内容因违规无法查看|global_error_msg|此帐号已被屏蔽"),
}
_CAPTCHAS = re.compile(
    r"wappoc_appmsgcaptcha|/cdn-cgi/challenge|/captcha|captcha\.|geetest|/sorry/index|/_sec/|incapsula|distil_r_",
    re.IGNORECASE,
)
_LOGINS = re.compile(
    r"/(?:log-?in|sign-?in|signup|sso|oauth2?|authorize|authenticate|auth|session/new|users/sign_in|accountchooser|"
    r"checkpoint|passport|consent)(?:[/?._-]|$)|^https?://(?:login|signin|auth|sso|accounts?|passport|id|consent)\.",
    re.IGNORECASE,
)
_REGISTRIES = ("doi.org", "dx.doi.org", "hdl.handle.net")


def host_of(url: str) -> str:
    """Return the host of *url* in lower case, with its port where one is written; nothing for no address."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return (parts.hostname or "") + port


def is_wall(host: str) -> bool:
    """Whether *host*, or the host that it belongs to, tells robots nothing."""
    return any(host == wall or host.endswith("." + wall) for wall in WALLS)


def is_honest(host: str) -> bool:
    """Whether *host* is known to answer 404 for what is missing, so that nothing need be compared."""
    return any(host == honest or host.endswith("." + honest) for honest in _HONEST)


def is_registry(host: str) -> bool:
    """Whether *host* answers for names with a redirect: its own word counts, not the publisher's behind it."""
    return host in _REGISTRIES


def says_gone(host: str, text: str) -> bool:
    """Whether the page *text* of *host* says that what stood there is gone."""
    found = _GONE_TEXTS.get(host)
    return bool(found and found.search(text))


def is_captcha(url: str) -> bool:
    """Whether *url* is a page that asks its reader to prove to be human."""
    return bool(_CAPTCHAS.search(url))


def is_login(url: str) -> bool:
    """Whether *url* is a page to log in at."""
    return bool(_LOGINS.search(url))
