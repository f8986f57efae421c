"""``insecure-link``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.addresses import written_addresses
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.rule import Context, Rule
from awesome_lint.slips.address_slips import serves_https
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_SCHEME = "http://"
# noncanonical-arxiv-url tells of these.
_ARXIV = ("arxiv.org", "www.arxiv.org")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address by `http:` whose host is known to serve `https:`."""
    for link, text in written_addresses(document):
        scheme, rest = text[: len(_SCHEME)], text[len(_SCHEME) :]
        if scheme.lower() == _SCHEME and serves_https(rest) and not rest.lower().startswith(_ARXIV):
            at = link.url.start + len("http")
            message = f"Unexpected `{scheme}`, expected `https://{rest}`"
            yield Diagnostic(link.url, message, Fix("Use https", (Edit(at, at, "s"),)))


RULE = Rule(
    name="insecure-link",
    group="links",
    summary="An address by `http:` on a host that is known to serve `https:`",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    default=False,
    many="{count} links by `http:` to hosts that serve `https:`",
)
