"""What asking for an address takes and gives; the one protocol between the network and everything else."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY_LIMIT = 64 * 1024
"""Bytes of a page that are read; titles and messages of missing pages stand well before."""


class Request(NamedTuple):
    """One request. ``limit`` bounds the body, in bytes after decompression; 0 reads no body."""

    url: str
    headers: Mapping[str, str] = {}
    method: str = "GET"
    body: bytes = b""
    limit: int = BODY_LIMIT


class Answer(NamedTuple):
    """One response, whose redirect was not followed.

    ``headers`` have lower-case names; of ``set-cookie`` all lines are kept, joined by newlines.
    ``whole`` is False where the body was cut at the limit.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    whole: bool = True


class Trouble(StrEnum):
    """Why there is no answer."""

    NO_HOST = "the host does not exist"
    UNRESOLVED = "the host's address could not be looked up"
    PRIVATE = "the host has a private address"
    REFUSED = "the connection was refused"
    UNREACHABLE = "the host could not be reached"
    RESET = "the connection broke"
    TIMEOUT = "no answer in time"
    TLS = "the host's certificate does not hold"
    PROTOCOL = "the answer is no valid HTTP"
    ADDRESS = "the address cannot be asked for"
    PROXY = "the proxy refused"


class FetchError(Exception):
    """There was no answer: ``trouble`` says of which kind, ``str`` in words with details."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        """Take the kind, and what was seen where that says more."""
        super().__init__(f"{trouble.value}: {detail}" if detail else trouble.value)
        self.trouble = trouble


class Fetcher(Protocol):
    """Something that asks for one address at a time, many at once."""

    async def fetch(self, request: Request) -> Answer:
        """Return the answer, redirects not followed. Raises ``FetchError``."""

    async def aclose(self) -> None:
        """Close all connections."""
