"""What we read of real lists against what GitHub shows of them.

``AWESOME_LINT_CORPUS`` names a folder with ``corpus/`` and ``examples/``, whose Markdown files are read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from github import ours, page, without_front_matter

from awesome_lint.reading import read
from awesome_lint.source import Source

_FOLDER = os.environ.get("AWESOME_LINT_CORPUS", "")
_FILES = sorted(path for name in ("corpus", "examples") for path in Path(_FOLDER or "missing", name).glob("*.md"))
_FOOTNOTE = re.compile(r"^\[\^", re.MULTILINE)

pytestmark = pytest.mark.skipif(not _FILES, reason="AWESOME_LINT_CORPUS names no folder with corpus/ and examples/")


@pytest.mark.parametrize("path", _FILES or [Path("none")], ids=lambda path: path.name)
def test_links_images_and_rows_are_those_of_github(path: Path) -> None:
    source = Source.decode(path.read_bytes())
    links, images, rows = page(without_front_matter(source.text))
    our_links, our_images, our_rows = ours(read(source))
    assert (our_images, our_rows) == (images, rows)
    # GitHub alone links mail addresses in text, and gathers footnotes at the end.
    theirs = [link for link in links if not link.startswith("mailto:") and not link.startswith(("#fn-", "#fnref-"))]
    our_links = [link for link in our_links if not link.startswith("mailto:")]
    if _FOOTNOTE.search(source.text):
        assert sorted(our_links) == sorted(theirs)
    else:
        assert our_links == theirs


@pytest.mark.parametrize("path", _FILES or [Path("none")], ids=lambda path: path.name)
def test_every_span_tells_its_text(path: Path) -> None:
    source = Source.decode(path.read_bytes())
    document = read(source)
    assert source.encode() == path.read_bytes()
    for content in document.contents:
        for piece in content.inlines:
            raw = source.slice(piece.span)
            assert content.span.contains(piece.span)
            if piece.kind == "text" and content.exact and not set(raw) & set("\\&"):
                assert piece.text == raw
    for entry in document.entries:
        if entry.title_span:
            assert entry.span.contains(entry.title_span)
        if entry.date:
            assert source.slice(entry.date.span) == entry.date.text
