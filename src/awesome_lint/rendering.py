"""What GitHub makes of a list: its own renderer, cmark-gfm, where it is installed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from awesome_lint.document import LinkKind, Opaque, Paragraph, Table
from awesome_lint.regex import regex
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from awesome_lint.document import Block, Document

_EXTENSIONS = ["table", "autolink", "tagfilter", "strikethrough", "tasklist"]
_NEWLINES = regex(r"\n\n+")
_PLACE = regex(
    r'<(?:a (?!href="mailto:|[^>]*data-footnote)|(?:(tr)|[a-z0-9]+)(?: (?:align|start)="\w+")? data-sourcepos="(\d+):)'
)
"""A link, or where something begins: whether that is a row, and its line. It is quick for its one first character."""


@cache
def renders_as_github() -> bool:
    """Whether GitHub's renderer is here; without it markdown-it-py's stands in."""
    try:
        import cmarkgfm  # noqa: F401, PLC0415  (a compiled library: only fixing needs it)
    except ImportError:
        return False
    return True


def html(document: Document) -> str:
    """Return the page's HTML, front matter left out and runs of newlines collapsed."""
    return _NEWLINES.sub("\n", _renderer()(_without_front_matter(document))).strip()


@cache
def _renderer() -> Callable[[str], str]:
    if not renders_as_github():
        from markdown_it import MarkdownIt  # noqa: PLC0415  (as below)

        markdown = MarkdownIt("commonmark", {"maxNesting": 150}).enable(["table", "strikethrough"])
        return lambda text: str(markdown.render(text))
    from cmarkgfm.cmark import Options  # noqa: PLC0415

    return _github(Options.CMARK_OPT_UNSAFE)


def _github(options: int) -> Callable[[str], str]:
    import cmarkgfm  # noqa: PLC0415
    from cmarkgfm.cmark import Options  # noqa: PLC0415

    options |= Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_GITHUB_PRE_LANG
    return lambda text: str(cmarkgfm.markdown_to_html_with_extensions(text, options=options, extensions=_EXTENSIONS))


def _without_front_matter(document: Document) -> str:
    """Return the text with empty lines for front matter, which GitHub shows as a table and not as Markdown."""
    text, first = document.source.text, document.blocks[0] if document.blocks else None
    if not isinstance(first, Opaque) or first.kind != "front-matter":
        return text
    return "\n" * text.count("\n", 0, first.span.end) + text[first.span.end :]


def disagreements(document: Document) -> list[Span]:
    """Return the top-level blocks in which GitHub sees other numbers of links or rows than the document has.

    Mail addresses, which GitHub links in running text, do not count. Without GitHub's renderer nothing is
    known, and the list is empty.
    """
    if not renders_as_github():
        return []
    groups = list(_groups(document))
    starts = [group.start for group in groups]

    def group_of(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    ours: Counter[tuple[int, str]] = Counter()
    hidden = (cell for table in document.tables for row in table.rows for cell in row.overflow)
    unseen = {link for cell in hidden for link in cell.content.links}
    for link in document.links:
        if not (link.image or link.kind is LinkKind.HTML or link.target.startswith("mailto:") or link in unseen):
            ours[group_of(link.span.start), "link"] += 1
    for table in document.tables:
        ours[group_of(table.span.start), "row"] += 1 + len(table.rows)
    line_starts = document.source.line_starts
    theirs = Counter((group_of(line_starts[line - 1]), kind) for line, kind in _seen_by_github(document))
    odd = {key[0] for key in ours.keys() | theirs.keys() if ours[key] != theirs[key]}
    return [groups[number] for number in sorted(odd) if number >= 0]


def _groups(document: Document) -> Iterator[Span]:
    """Yield the spans of top-level blocks.

    A paragraph goes with the reference definitions right above it and the table right below it:
    for cmark-gfm it starts with the first and its end is unknown.
    """
    span: Span | None = None
    last: Block | None = None
    for block in document.blocks:
        if span and last and _one_place(last, block, document):
            span = Span(span.start, block.span.end)
        else:
            if span:
                yield span
            span = block.span
        last = block
    if span:
        yield span


def _one_place(above: Block, below: Block, document: Document) -> bool:
    if isinstance(above, Opaque) and above.kind == "definition":
        joined = isinstance(below, Paragraph | Table)
    else:
        joined = isinstance(above, Paragraph) and isinstance(below, Table)
    return joined and document.source.text.count("\n", above.span.end, below.span.start) == 1


def _seen_by_github(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the line, from 1, and the kind of each link and row on the page; raw HTML is left out."""
    from cmarkgfm.cmark import Options  # noqa: PLC0415

    page = _github(Options.CMARK_OPT_SOURCEPOS)(_without_front_matter(document))
    at, waiting = 0, 0
    for row, line in _PLACE.findall(page):
        if line:
            at = int(line)
            if row:
                yield at, "row"
            for _ in range(waiting if at else 0):
                yield at, "link"
            waiting = 0 if at else waiting
        elif at:
            yield at, "link"
        else:
            waiting += 1  # a paragraph right above a table has no place; the table's own start is its
