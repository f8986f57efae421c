"""Decompressing a body no further than wanted, however far it would go."""

from __future__ import annotations

import zlib

_GZIP = 16 + zlib.MAX_WBITS


class Inflater:
    """Decompresses ``gzip`` and ``deflate`` piece by piece, never beyond a bound; other codings pass as they are."""

    def __init__(self, coding: str) -> None:
        """Take the value of ``content-encoding``."""
        self._coding = coding.strip().lower()
        self._inflate: zlib._Decompress | None = None
        if self._coding in ("gzip", "x-gzip"):
            self._inflate = zlib.decompressobj(_GZIP)
        elif self._coding == "deflate":
            self._inflate = zlib.decompressobj()
        self._first = True

    @property
    def readable(self) -> bool:
        """Whether what comes out is the body itself."""
        return self._inflate is not None or self._coding in ("", "identity")

    @property
    def complete(self) -> bool:
        """Whether what went in ended where its coding ends; a body without a coding always does."""
        return self._inflate is None or self._inflate.eof or self._first

    def feed(self, data: bytes, room: int) -> bytes:
        """Return at most *room* bytes of the body; what does not fit is dropped. Raises ``zlib.error``."""
        if room <= 0:
            return b""
        if self._inflate is None:
            return data[:room]
        first, self._first = self._first, False
        if self._inflate.eof and self._coding != "deflate":
            self._inflate = zlib.decompressobj(_GZIP)  # a gzip file may consist of several, one after the other
        try:
            found = self._inflate.decompress(data, room)
        except zlib.error:
            if not first or self._coding != "deflate":
                raise
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # servers send it without the zlib wrapper, too
            return self._inflate.decompress(data, room)
        return found + self._rest(room - len(found))

    def _rest(self, room: int) -> bytes:
        """Return what stands in the gzip files behind the first in one piece of data."""
        found = b""
        while self._inflate and self._coding != "deflate" and self._inflate.unused_data and len(found) < room:
            data, self._inflate = self._inflate.unused_data, zlib.decompressobj(_GZIP)
            found += self._inflate.decompress(data, room - len(found))
        return found
