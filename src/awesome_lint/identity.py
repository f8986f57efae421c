"""The identity of a link: one key per work, whichever of its addresses a list uses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from awesome_lint import arxiv
from awesome_lint.regex import regex
from awesome_lint.tracking import without_tracking

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = regex(
    r"(?:https?:)?//(?:[^/?#@]*@)?(?:www\.)?([^/?#:]*)(?::(\d*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?",
    re.DOTALL | re.IGNORECASE,
)
_DEFAULT_PORTS = ("", "80", "443")

_ACL_OLD = regex(r"[a-z]\d\d-\d{4,5}", re.IGNORECASE)
_ACL_NEW = regex(r"\d{4}\.\w+-\w+\.\d+", re.IGNORECASE)
_ACL_TAIL = regex(r"(?:v\d+)?\.(?:pdf|bib|xml|endf)$", re.IGNORECASE)
_ACL_DOI = regex(r"10\.(?:18653|3115)/v1/(.+)")
_ACM_DOI = regex(r"/doi/(?:[a-z]+/)?(10\..+)", re.IGNORECASE)
_DOI = regex(r"/(10\.\d+(?:/|%2F).+)", re.IGNORECASE)
_CVF_STEM = regex(
    r"/(?:html|papers)/(?:[^/]+/)*([^/]+?)_(?:([a-z]+)_(\d{4})|(\d{4})_([a-z]+))_paper\.\w+$", re.IGNORECASE
)
_NEURIPS_HASH = regex(r"/paper/\d{4}/(?:hash|file)/([0-9a-f]{32})", re.IGNORECASE)
_NEURIPS_NUMBER = regex(r"/paper/(\d+)-")
_PMLR = regex(r"/(v\d+|r\d+)/(?:[^/]+/)?([^/]+?)(?:\.html|\.pdf)?/?$", re.IGNORECASE)
_OPENREVIEW_PAGES = ("/forum", "/pdf", "/attachment", "/references/pdf")
_GITHUB_PAGES = frozenset(
    """
    about account advisories apps codespaces collections contact copilot customer-stories customer-terms dashboard
    discussions edu enterprise events explore features git-guides github-copilot issues join login logos logout
    marketplace mcp mobile models new newsroom nonprofit notifications open-source organizations orgs partners
    premium-support pricing pulls readme repos resources search security sessions settings signup site
    social-impact solutions spark sponsors stars support team topics trending trust-center user-attachments users
    why-github
    """.split()
)
_HUB_PAGES = frozenset(
    "blog collections docs join learn login models new organizations papers posts pricing tasks".split()
)


class _Address(NamedTuple):
    host: str
    path: str
    query: str
    fragment: str

    def parameter(self, name: str) -> str:
        """Return the first value of parameter *name*, or nothing."""
        for part in self.query.split("&"):
            key, _, value = part.partition("=")
            if key == name:
                return value
        return ""


@lru_cache(maxsize=1 << 17)
def identity_of(url: str) -> str:
    """Return the key that two addresses share when they mean the same work.

    Takes an address as read (no escapes or entities), and any other text as it is; raises nothing.
    Keys: ``arxiv:``, ``doi:``, ``acl:``, ``openreview:``, ``cvf:``, ``neurips:``, ``pmlr:``, ``hf:``,
    ``gh:``, ``wx:``, else ``url:`` with the scheme, ``www.``, default port, trailing slash, tracking
    parameters and any fragment that routes nothing left out.
    """
    paper = arxiv.from_url(url)
    if paper and paper.id:
        return f"arxiv:{paper.id.text}"
    parts = _PARTS.match(url)
    if not parts:
        return "url:" + url
    host, port, path, query, fragment = parts.groups("")
    host = host.lower()
    address = _Address(host if port in _DEFAULT_PORTS else f"{host}:{port}", path, query, fragment)
    find = _BY_HOST.get(host)
    return (find and find(address)) or _plain(address)


def _plain(address: _Address) -> str:
    query = without_tracking(address.host, address.query) if address.query else ""
    routes = address.fragment.startswith(("/", "!"))
    return (
        f"url:{address.host}{address.path.rstrip('/')}"
        f"{'?' + query if query else ''}{'#' + address.fragment if routes else ''}"
    )


def _doi(address: _Address) -> str:
    match = _ACM_DOI.match(address.path) if address.host == "dl.acm.org" else _DOI.match(address.path)
    if not match:
        return ""
    name = unquote(match[1]).rstrip("/").lower()
    acl = _ACL_DOI.fullmatch(name)
    return (acl and _acl_id(acl[1])) or f"doi:{name}"


def _acl_id(name: str) -> str:
    if _ACL_OLD.fullmatch(name):
        return f"acl:{name.upper()}"
    return f"acl:{name.lower()}" if _ACL_NEW.fullmatch(name) else ""


def _acl(address: _Address) -> str:
    last = address.path.rstrip("/").rpartition("/")[2]
    return _acl_id(_ACL_TAIL.sub("", last))


def _openreview(address: _Address) -> str:
    name = address.parameter("id")
    return f"openreview:{name}" if name and address.path.rstrip("/") in _OPENREVIEW_PAGES else ""


def _cvf(address: _Address) -> str:
    match = _CVF_STEM.search(address.path)
    if not match:
        return ""
    venue, year = match[2] or match[5], match[3] or match[4]
    return f"cvf:{venue.upper()}{year}/{match[1]}"


def _neurips(address: _Address) -> str:
    match = _NEURIPS_HASH.search(address.path) or _NEURIPS_NUMBER.match(address.path)
    return f"neurips:{match[1].lower()}" if match else ""


def _pmlr(address: _Address) -> str:
    match = _PMLR.match(address.path)
    return f"pmlr:{match[1].lower()}/{match[2].lower()}" if match else ""


def _hub(address: _Address) -> str:
    """Read a Hugging Face address; its short name and its mirror serve the same pages."""
    names = [name for name in address.path.split("/") if name]
    size = 3 if names and names[0] in ("datasets", "spaces") else 2
    if not names or names[0] in _HUB_PAGES or names in (["datasets"], ["spaces"]):
        return _plain(address._replace(host="huggingface.co"))
    return "hf:" + "/".join([*(name.lower() for name in names[:size]), *names[size:]])


def _github(address: _Address) -> str:
    names = [name for name in address.path.split("/") if name]
    if len(names) < 2 or names[0].lower() in _GITHUB_PAGES:  # noqa: PLR2004  (owner and repository)
        return ""
    owner, repository, *deeper = names
    key = "/".join((owner.lower(), repository.lower().removesuffix(".git"), *deeper))
    query = without_tracking(address.host, address.query) if address.query else ""
    query = "" if query.startswith("tab=") else query
    fragment = "" if address.fragment.lower() in ("", "readme") else "#" + address.fragment
    return f"gh:{key}{'?' + query if query else ''}{fragment}"


def _wechat(address: _Address) -> str:
    if address.path.startswith("/s/") and (token := address.path[3:].strip("/")):
        return f"wx:s/{token}"
    biz, mid = address.parameter("__biz"), address.parameter("mid")
    return f"wx:{biz}/{mid}/{address.parameter('idx') or '1'}" if biz and mid else ""


_BY_HOST: dict[str, Callable[[_Address], str]] = {
    "doi.org": _doi,
    "dx.doi.org": _doi,
    "dl.acm.org": _doi,
    "aclanthology.org": _acl,
    "aclanthology.info": _acl,
    "aclweb.org": _acl,
    "anthology.aclweb.org": _acl,
    "openreview.net": _openreview,
    "openaccess.thecvf.com": _cvf,
    "cv-foundation.org": _cvf,
    "papers.nips.cc": _neurips,
    "papers.neurips.cc": _neurips,
    "proceedings.neurips.cc": _neurips,
    "datasets-benchmarks-proceedings.neurips.cc": _neurips,
    "proceedings.mlr.press": _pmlr,
    "huggingface.co": _hub,
    "hf.co": _hub,
    "hf-mirror.com": _hub,
    "github.com": _github,
    "mp.weixin.qq.com": _wechat,
}
