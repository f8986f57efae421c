"""What GitHub's own renderer makes of a text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options

if TYPE_CHECKING:
    from awesome_lint.document import Document

_EXTENSIONS = ["table", "autolink", "tagfilter", "strikethrough", "tasklist"]
_OPTIONS = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_GITHUB_PRE_LANG
_HTML = "html"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.images = 0
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and "href" in values:
            self.links.append(unquote(values["href"] or ""))
        self.images += tag == "img"
        self.rows += tag == "tr"


def page(text: str) -> tuple[list[str], int, int]:
    """Return the targets of the links in order, the number of images and that of table rows; raw HTML is left out."""
    html = cmarkgfm.markdown_to_html_with_extensions(text, options=_OPTIONS, extensions=_EXTENSIONS)
    parsed = _Page()
    parsed.feed(html)
    parsed.close()
    return parsed.links, parsed.images, parsed.rows


def ours(document: Document) -> tuple[list[str], int, int]:
    """Return the same of *document*, cells that GitHub does not show left out."""
    hidden = [cell.span for table in document.tables for row in table.rows for cell in row.overflow]
    links = [link for link in document.links if link.kind != _HTML]
    shown = [link for link in links if not any(cell.contains(link.span) for cell in hidden)]
    targets = [unquote(link.target) for link in shown if not link.image]
    rows = sum(1 + len(table.rows) for table in document.tables)
    return targets, sum(link.image for link in shown), rows


def without_front_matter(text: str) -> str:
    """Return *text* as GitHub's renderer gets it."""
    return re.sub(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?=\n|\Z)", "", text)
