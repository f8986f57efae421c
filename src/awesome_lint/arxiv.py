"""arXiv: the grammar of its identifiers, and the addresses that carry them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from awesome_lint.regex import regex

# https://info.arxiv.org/help/arxiv_identifier.html; from 2007-04 `YYMM.number`, before that `archive/YYMMnumber`.
_NEW = regex(r"(\d\d)(\d\d)\.(\d{4,5})(?!\d)(?:v(\d+))?", re.ASCII)
_OLD = regex(
    r"([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2}|\.[a-z]+-[a-z]+)?/(\d\d)(\d\d)(\d{3})(?!\d)(?:v(\d+))?",
    re.IGNORECASE | re.ASCII,
)
_FIRST_NEW, _FIRST_LONG = (2007, 4), (2015, 1)
_FIRST_OLD, _LAST_OLD = (1991, 7), (2007, 3)
_CENTURY_TURNS = 91

_ARCHIVES = regex(
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|supr-con"
)

# Nearly all addresses of papers are like this; an identifier of five digits is right wherever its month is one.
_USUAL = regex(
    r"https?://arxiv\.org/(?P<kind>abs|pdf)/(?P<text>(?P<id>(?P<yy>1[5-9]|[2-9]\d)(?P<mm>0[1-9]|1[0-2])\.(?!00000)\d{5})"
    r"(?:v(?P<version>[1-9]\d*))?)(?P<rest>(?:\.pdf)?)",
    re.ASCII,
)
_ADDRESS = regex(r"(?:https?:)?//(?:www\.)?([^/?#:@]+)(?::\d+)?", re.IGNORECASE)
_PATH_END = regex(r"[?#]|$")
_REST = regex(r"(?:\.(?:pdf|ps\.gz|ps|gz))?(?:/.*)?$", re.DOTALL | re.IGNORECASE)
_SUFFIX = regex(r"\.pdf$", re.IGNORECASE)

_PAPER = regex(r"/+(abs|pdf|html|format|ps|src|e-print)(?:/+(?:arxiv:)?|$)", re.IGNORECASE)
_FTP = regex(r"/+ftp/([a-z-]+)/papers/\d{4}/", re.IGNORECASE)
_NO_KIND = regex(r"/+()(?=\d{4}\.\d{3})")
_HTML_COPY = regex(r"/+(?:(abs|html|pdf)/+)?(?=\d|[a-z-]+/\d)")
_KIND = regex(r"/+([a-z]+)/+(?=\d{4}\.\d|[a-z.-]+/\d{7})", re.IGNORECASE)
_PAGE = regex(r"/+(papers|arxiv)/+(?=\d{4}\.\d|[a-z.-]+/\d{7})", re.IGNORECASE)
_DOI = regex(r"/+10\.48550/+(arxiv)\.", re.IGNORECASE)
_SCHOLAR = regex(r"/+(arxiv)[:/]", re.IGNORECASE)

_FORMS = {
    "ar5iv.org": _HTML_COPY,
    "ar5iv.labs.arxiv.org": _HTML_COPY,
    "alphaxiv.org": _KIND,
    "scirate.com": _PAGE,
    "papers.cool": _PAGE,
    "hjfy.top": _PAGE,
    "huggingface.co": _PAGE,
    "hf.co": _PAGE,
    "hf-mirror.com": _PAGE,
    "doi.org": _DOI,
    "dx.doi.org": _DOI,
    "semanticscholar.org": _SCHOLAR,
    "api.semanticscholar.org": _SCHOLAR,
}


_OTHER_PAGE = regex(
    r"/+(?P<page>[a-z]{2,5})/+(?=(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#]|$))", re.IGNORECASE
)


class ArxivId(NamedTuple):
    """An identifier: ``text`` is canonical, without version and subject class (``2308.12966``, ``math/0611800``)."""

    text: str
    year: int
    month: int
    version: int | None = None


class ArxivLink(NamedTuple):
    """An address that names an arXiv paper.

    ``host`` is lower-cased and without ``www.``. ``kind`` is the page (``abs``, ``pdf``, ``html``, ...),
    empty where the address leaves it out. ``text`` is the identifier as written, ``offset`` its
    place in the address, ``rest`` what follows it (``.pdf``, ``/x1.png``, ``?context=cs.LG``).
    ``id`` is None where ``text`` is no valid identifier.
    """

    host: str
    kind: str
    text: str
    offset: int
    rest: str
    id: ArxivId | None

    @property
    def own(self) -> bool:
        """Whether it is arXiv's own page, and no page about the paper elsewhere."""
        return self.host == "arxiv.org" or (self.host.endswith(".arxiv.org") and self.host not in _FORMS)


def parse_id(text: str) -> ArxivId | None:
    """Read an identifier, with or without version; None where *text* is not exactly one.

    That its month has come is not judged here.
    """
    match = _NEW.fullmatch(text) or _OLD.fullmatch(text)
    return _judged(match) if match else None


def _judged(match: re.Match[str]) -> ArxivId | None:
    if match.re.pattern == _NEW.pattern:
        yy, mm, number, version = match.groups()
        year, month = 2000 + int(yy), int(mm)
        valid = (year, month) >= _FIRST_NEW and len(number) == digits_of(year, month)
        text = f"{yy}{mm}.{number}"
    else:
        archive, yy, mm, number, version = match.groups()
        archive = archive.lower()
        year, month = int(yy) + (1900 if int(yy) >= _CENTURY_TURNS else 2000), int(mm)
        valid = _ARCHIVES.fullmatch(archive) is not None and _FIRST_OLD <= (year, month) <= _LAST_OLD
        text = f"{archive}/{yy}{mm}{number}"
    if not valid or not 1 <= month <= 12 or not int(number) or (version or "1").startswith("0"):  # noqa: PLR2004
        return None
    return ArxivId(text, year, month, int(version) if version else None)


def digits_of(year: int, month: int) -> int:
    """Return how many digits follow the dot in an identifier of that month."""
    return 5 if (year, month) >= _FIRST_LONG else 4


def leading_id(text: str) -> str:
    """Return the valid identifier that *text* starts with, as written, or nothing."""
    match = _NEW.match(text) or _OLD.match(text)
    return match.group() if match and _judged(match) else ""


@lru_cache(maxsize=1 << 16)
def from_url(url: str) -> ArxivLink | None:
    """Read an address; None where it names no arXiv paper, which lists of papers and help pages do not."""
    lower = url.lower()
    if "xiv" not in lower and "ar5iv" not in lower and "/papers/" not in lower:
        return None
    usual = _USUAL.fullmatch(url)
    return _usual(usual) if usual else _read(url)


def _usual(match: re.Match[str]) -> ArxivLink:
    kind, text, canonical, yy, mm, version, rest = match.groups()
    found = ArxivId(canonical, 2000 + int(yy), int(mm), int(version) if version else None)
    return ArxivLink("arxiv.org", kind, text, match.start("text"), rest, found)


def _read(url: str) -> ArxivLink | None:
    """Read an address of any form."""
    address = _ADDRESS.match(url)
    if not address:
        return None
    host = address[1].lower()
    form = _FORMS.get(host)
    if form:
        prefix = form.match(url, address.end())
    elif host == "arxiv.org" or host.endswith(".arxiv.org"):
        prefix = _PAPER.match(url, address.end()) or _NO_KIND.match(url, address.end())
        if not prefix and (prefix := _FTP.match(url, address.end())):
            return _ftp(url, host, prefix)
    else:
        return None
    if not prefix:
        return None
    return _link(url, host, (prefix[1] or "").lower(), prefix.end())


def unknown_page(url: str) -> tuple[int, str] | None:
    """Return offset and name of the page where arXiv's own address names a paper and a page that arXiv has not."""
    address = _ADDRESS.match(url)
    if not address or not (address[1].lower() == "arxiv.org" or address[1].lower().endswith(".arxiv.org")):
        return None
    found = _OTHER_PAGE.match(url, address.end())
    if (
        not found
        or address[1].lower() in _FORMS
        or _PAPER.match(url, address.end())
        or _ARCHIVES.fullmatch(found["page"])
    ):
        return None
    return found.start("page"), found["page"]


def _link(url: str, host: str, kind: str, start: int) -> ArxivLink:
    """Read the identifier that begins at *start*."""
    end = _PATH_END.search(url, start).start()  # type: ignore[union-attr]  # matches at the end at the latest
    match = _NEW.match(url, start, end) or _OLD.match(url, start, end)
    if match and _REST.match(url, match.end(), end) and (found := _judged(match)):
        return ArxivLink(host, kind, match.group(), start, url[match.end() :], found)
    written = _SUFFIX.sub("", url[start:end])
    if kind == "html" and written[:1].isdigit():
        written = written.partition("/")[0]
    return ArxivLink(host, kind, written, start, url[start + len(written) :], None)


def _ftp(url: str, host: str, prefix: re.Match[str]) -> ArxivLink:
    """Read ``/ftp/arxiv/papers/2303/2303.14070.pdf`` and ``/ftp/cs/papers/0611/0611800.pdf``."""
    link = _link(url, host, "ftp", prefix.end())
    archive = prefix[1].lower()
    if archive == "arxiv":
        return link
    return link._replace(id=parse_id(f"{archive}/{link.text}"))
