"""The form that mdformat gives to blocks which have none in our canonical form: code, quotes, running text.

mdformat is imported when a block is to be formatted: most runs have none.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Fix
from awesome_lint.document import List, Opaque, Paragraph, Quote
from awesome_lint.fences import ends_in_open_fence
from awesome_lint.markdown import without_front_matter
from awesome_lint.regex import regex
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it import MarkdownIt
    from mdformat.renderer import RenderContext, RenderTreeNode
    from mdformat.renderer.typing import Render

    from awesome_lint.document import Block, Document
    from awesome_lint.source import Source, Span

# ruff: noqa: PLC0415

MAX_NESTING = 100
"""mdformat's parser forgets blocks nested deeper than 20 levels, which real lists have."""

_BLANKS = " \t"
# What would begin another block where a line of running text was indented out of its reach.
_STARTER = regex(r"[-+*=_#>~`<|:\[]|\d{1,9}[.)]")
_NODES: Mapping[str, tuple[str, ...]] = {
    "code block": ("fence", "code_block"),
    "quote": ("blockquote", "paragraph", "inline"),
    "paragraph": ("paragraph", "inline"),
}
"""What the nodes of a block may be: where mdformat's parser finds something else, the block stays."""


def findings(document: Document) -> Iterator[Diagnostic]:
    """Report each top-level block that mdformat, with our extension alone, writes otherwise."""
    text = document.source.text
    if not any(_kind(block, text) for block in document.blocks):
        return
    from mdformat.renderer import DEFAULT_RENDERERS, RenderContext, RenderTreeNode

    tokens = _markdown().parse(without_front_matter(text)[0])
    context = RenderContext({**DEFAULT_RENDERERS, **RENDERERS}, {}, {}, {"indent_width": 0, "used_refs": set()})
    left_alone = _left_alone(document)
    for block, node in pairs(document, RenderTreeNode(tokens)):
        kind = "" if block.span.start in left_alone else _kind(block, text)
        if kind and all(part.type in _NODES[kind] for part in node.walk()):
            new = node.render(context)
            if new != document.source.slice(block.span):
                fix = Fix(f"Write the {kind} as mdformat does", (Edit(*block.span, new),))
                line = document.source.line_span(document.source.line_number(block.span.start))
                yield Diagnostic(line, f"Unexpected form of the {kind}, expected mdformat's", fix)


def pairs(document: Document, root: RenderTreeNode) -> Iterator[tuple[Block, RenderTreeNode]]:
    """Yield each top-level block of *document* with the node that stands for the same lines."""
    source = document.source
    nodes = {node.map[0] + 1: node for node in root.children if node.map}
    for block in document.blocks:
        first, last = _lines(block.span, source)
        node = nodes.get(first)
        if node and node.map and _last_line(node.map, source) == last:
            yield block, node


def _left_alone(document: Document) -> set[int]:
    """Return the starts of blocks that keep their form.

    A fence that is never closed has no end to write. What is indented below a list belongs to its last item, but for
    a slip: in any other form it would look as if it were right, and the list could no longer be moved around it.
    """
    text = document.source.text
    starts = {
        block.span.start
        for above, block in pairwise(document.blocks)
        if isinstance(above, List) and text[block.span.start] in _BLANKS
    }
    return starts | {block.span.start for block in document.blocks[-1:] if ends_in_open_fence(document)}


def _lines(span: Span, source: Source) -> tuple[int, int]:
    return source.line_number(span.start), source.line_number(span.end)


def _last_line(lines: tuple[int, int], source: Source) -> int:
    """Return the number of a node's last line that is not blank; both count from 1, *lines* from 0."""
    first, last = lines
    while last > first + 1 and not source.slice(source.line_span(last)).strip(_BLANKS + ">"):
        last -= 1
    return last


def _kind(block: Block, text: str) -> str:
    """Return what *block* is called if its form is mdformat's business, else an empty text."""
    if isinstance(block, Opaque) and block.kind == "code":
        return "code block"
    if isinstance(block, Quote) and _is_plain(block):
        lines = text[block.span.start : block.span.end].split("\n")
        # A line that the quote takes by laziness is another block for some parsers.
        return "quote" if all(line.lstrip(_BLANKS).startswith(">") for line in lines) else ""
    return "paragraph" if isinstance(block, Paragraph) else ""


def _is_plain(quote: Quote) -> bool:
    """Whether a quote holds nothing but running text: what else it holds is written in our form."""
    return all(
        isinstance(block, Paragraph) or (isinstance(block, Quote) and _is_plain(block)) for block in quote.blocks
    )


def _paragraph(node: RenderTreeNode, _context: RenderContext) -> str:
    r"""Return the text as it is written, without indents.

    mdformat would write it anew from what it means: other escapes, encoded addresses, labels in lower case.
    """
    lines: list[str] = node.children[0].content.split("\n")
    if sum("`" in line for line in lines) > 1:
        return "\n".join(lines)  # for mdformat's parser an indent inside of code is code, for GitHub's it is not
    return "\n".join(line if _STARTER.match(bare := line.lstrip(_BLANKS)) else bare for line in lines)


RENDERERS: Mapping[str, Render] = {"paragraph": _paragraph}
"""What mdformat's own renderers of these blocks are replaced by."""


@cache
def _markdown() -> MarkdownIt:
    """Return a parser such as mdformat's, for blocks alone: inlines are never rendered."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown
