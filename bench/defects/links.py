"""Addresses and links that slipped, those to arXiv among them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from defects.page import ARXIV, Defect, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from defects.page import Page


def id_with(change: Callable[[str], str | None]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another id in an arXiv address."""

    def plant(page: Page) -> Iterator[Defect]:
        for number, match in page.papers():
            new = change(match["id"])
            if new is not None:
                yield page.replaced(number, *match.span("id"), new)

    return plant


def address_with(change: Callable[[str], str | None]) -> Callable[[Page], Iterator[Defect]]:
    """Plant another address in an inline link."""

    def plant(page: Page) -> Iterator[Defect]:
        for number, match in page.links():
            new = change(match["url"])
            if new is not None:
                yield page.replaced(number, *match.span("url"), new)

    return plant


def link_with(change: Callable[[re.Match[str]], str]) -> Callable[[Page], Iterator[Defect]]:
    """Plant something else for a whole link."""

    def plant(page: Page) -> Iterator[Defect]:
        for number, match in page.links():
            yield page.replaced(number, *match.span(), change(match))

    return plant


def plain_address(change: Callable[[str], str]) -> Callable[[str], str | None]:
    """Change an address that has no query and no fragment."""
    return lambda url: None if re.search(r"[?#]|/$", url) else change(url)


def at_host(host: str, change: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Change an address of one host."""
    return lambda url: change(url) if re.match(rf"https?://(?:www\.)?{host}/", url) else None


def other_papers_id(page: Page) -> Iterator[Defect]:
    """Paste the id of another paper below a title."""
    full = [
        (n, match)
        for n, match in page.links()
        if ARXIV.match(match["url"] + ")") and len(match["label"].split()) >= 6  # noqa: PLR2004
    ]
    uses = Counter(match["url"] for _, match in full)
    single = [
        (n, m) for n, m in full if uses[m["url"]] == 1 and len(set(re.findall(r"\d{4}\.\d{5}", page.lines[n]))) == 1
    ]
    for (one, first), (other, second) in zip(single, single[5:], strict=False):
        if not set(first["label"].lower().split()) & set(second["label"].lower().split()) - {"for", "with", "of", "in"}:
            defect = page.replaced(other, *second.span("url"), first["url"])
            yield defect._replace(also=(one,))


def swallowed(page: Page) -> Iterator[Defect]:
    """Write a bare address with full-width signs behind it."""
    for number in page.bullets:
        yield page.replaced(
            number,
            len(page.lines[number].rstrip()),
            len(page.lines[number]),
            "，代码见 https://example.org/code（非官方）。",
        )


def definition_alone(page: Page) -> Iterator[Defect]:
    """Put an entry with a colon behind its text, and nothing behind its address, beside bullets."""
    for number in page.bullets:
        yield page.inserted(number, f"{page.lines[number][:2].rstrip()} [Planted moss]:(https://example.org/planted)")


_ARXIV_OR_LINK = ("malformed-link", "invalid-arxiv-id")
KINDS: tuple[Kind, ...] = (
    Kind("invalid-arxiv-id", "digit too many", id_with(lambda i: i + "1")),
    Kind("invalid-arxiv-id", "digit too few", id_with(lambda i: i[:-1] if i > "1501" else None)),
    Kind("invalid-arxiv-id", "cut at the dot", id_with(lambda i: i[:4])),
    Kind("invalid-arxiv-id", "empty", id_with(lambda _: "")),
    Kind("invalid-arxiv-id", "month 13", id_with(lambda i: i[:2] + "13" + i[4:])),
    Kind("invalid-arxiv-id", "month 00", id_with(lambda i: i[:2] + "00" + i[4:])),
    Kind("invalid-arxiv-id", "letter O", id_with(lambda i: i.replace("0", "O", 1) if "0" in i else None)),
    Kind("invalid-arxiv-id", "no dot", id_with(lambda i: i.replace(".", ""))),
    Kind("invalid-arxiv-id", "bracket glued on", id_with(lambda i: i + "]"), _ARXIV_OR_LINK),
    Kind("invalid-arxiv-id", "comma glued on", id_with(lambda i: i + ",")),
    Kind("invalid-arxiv-id", "month to come", id_with(lambda i: "39" + i[2:])),
    Kind("invalid-arxiv-id", "version 0", id_with(lambda i: i + "v0")),
    Kind("conflicting-arxiv-id", "another paper's id", other_papers_id),
    Kind(
        "noncanonical-arxiv-url",
        "http:",
        address_with(at_host(r"arxiv\.org", lambda u: re.sub("https?", "http", u) if u.startswith("https") else None)),
    ),
    Kind(
        "noncanonical-arxiv-url",
        "www.",
        address_with(at_host(r"arxiv\.org", lambda u: u.replace("//arxiv", "//www.arxiv") if "//arxiv" in u else None)),
    ),
    Kind(
        "noncanonical-arxiv-url",
        "browse.",
        address_with(
            at_host(r"arxiv\.org", lambda u: u.replace("//arxiv", "//browse.arxiv") if "//arxiv" in u else None)
        ),
    ),
    Kind("malformed-link", "[t] (u)", link_with(lambda m: f"[{m['label']}] ({m['url']})"), _ARXIV_OR_LINK),
    Kind("malformed-link", "t](u)", link_with(lambda m: f"{m['label']}]({m['url']})")),
    Kind("malformed-link", "[t(u)", link_with(lambda m: f"[{m['label']}({m['url']})")),
    Kind("malformed-link", "[t](u", link_with(lambda m: f"[{m['label']}]({m['url']}")),
    Kind("malformed-link", "[t]u)", link_with(lambda m: f"[{m['label']}]{m['url']})")),
    Kind("malformed-link", "(t)[u]", link_with(lambda m: f"({m['label']})[{m['url']}]")),
    Kind("malformed-link", "[t]（u）", link_with(lambda m: f"[{m['label']}]（{m['url']}）")),
    Kind("malformed-link", "【t】(u)", link_with(lambda m: f"【{m['label']}】({m['url']})")),
    Kind("malformed-link", "[t][u]", link_with(lambda m: f"[{m['label']}][{m['url']}]")),
    Kind("malformed-link", "[t]:(u)", link_with(lambda m: f"[{m['label']}]:({m['url']})")),
    Kind("malformed-link", "[t]((u))", link_with(lambda m: f"[{m['label']}](({m['url']}))")),
    Kind("malformed-link", "[t](<u)", link_with(lambda m: f"[{m['label']}](<{m['url']})")),
    Kind("malformed-link", "blank in the address", address_with(lambda u: u[:-3] + " " + u[-3:])),
    Kind("malformed-link", "no scheme", address_with(plain_address(lambda u: u.partition("://")[2]))),
    Kind("malformed-link", "http:/", address_with(lambda u: u.replace("://", ":/"))),
    Kind("malformed-link", "htps", address_with(lambda u: "htps" + u[u.index(":") :])),
    Kind("malformed-link", "https//", address_with(lambda u: u.replace("://", "//", 1))),
    Kind("malformed-link", "https://https://", address_with(lambda u: "https://" + u)),
    Kind("malformed-link", "address twice", address_with(plain_address(lambda u: u + u))),
    Kind("malformed-link", "quote at the end", address_with(lambda u: u + '"')),
    Kind(
        "malformed-link",
        "host without a dot",
        address_with(plain_address(lambda u: re.sub(r"(://[\w-]+)\.[\w.-]+", r"\1", u))),
    ),
    Kind("tracking-parameter", "utm_source", address_with(plain_address(lambda u: u + "?utm_source=chatgpt.com"))),
    Kind("tracking-parameter", "fbclid", address_with(plain_address(lambda u: u + "?fbclid=IwAR0abc"))),
    Kind(
        "tracking-parameter",
        "YouTube si",
        address_with(at_host(r"(?:youtube\.com|youtu\.be)", lambda u: u + ("&" if "?" in u else "?") + "si=abc123")),
    ),
    Kind("swallowed-punctuation", "（…）。 behind a bare address", swallowed),
    Kind("malformed-link", "[t]:(u) alone", definition_alone),
    Kind("malformed-link", "[t]u", link_with(lambda m: f"[{m['label']}]{m['url']}")),
    Kind(
        "invalid-arxiv-id",
        "asb/",
        address_with(at_host(r"arxiv\.org", lambda u: u.replace("/abs/", "/asb/") if "/abs/" in u else None)),
    ),
    Kind(
        "invalid-arxiv-id",
        "pdfs/",
        address_with(at_host(r"arxiv\.org", lambda u: u.replace("/pdf/", "/pdfs/") if "/pdf/" in u else None)),
    ),
)
