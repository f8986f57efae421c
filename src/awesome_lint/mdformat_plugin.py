"""The extension for mdformat, by its entry point `awesome_lint`: lists and tables in our form, with nothing lost.

mdformat writes a file anew from what it means, and what it does not know it drops. With this extension the
text that it writes is the text of the file, laid out as `awesome-lint fix` does it under `layout = "document"`.
"""

from __future__ import annotations

import datetime as dt
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from mdformat.renderer import DEFAULT_RENDERERS, LOGGER

from awesome_lint import mdformat_form, registry
from awesome_lint.cli.configs import Configs
from awesome_lint.config import Config
from awesome_lint.diagnostic import Phase
from awesome_lint.fixer import FixError, fix
from awesome_lint.markdown import without_front_matter
from awesome_lint.reading import read
from awesome_lint.rule import Context
from awesome_lint.rules import document_layout
from awesome_lint.source import Edit, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from mdformat.renderer import RenderContext, RenderTreeNode
    from mdformat.renderer.typing import Render

    from awesome_lint.document import Document

__all__ = ["CHANGES_AST", "RENDERERS", "update_mdit"]

CHANGES_AST = False
"""mdformat compares the HTML before and after, as it does without extensions."""

_DOCUMENT = "awesome_lint"
_OURS = ("table", "bullet_list", "ordered_list", "paragraph", "blockquote")


def update_mdit(mdit: MarkdownIt) -> None:
    """Let mdformat's parser read what lists are made of."""
    mdit.enable(["table", "strikethrough"])
    mdit.options["maxNesting"] = mdformat_form.MAX_NESTING
    mdit.core.ruler.after("normalize", "awesome_lint", _take)
    # The first extension's renderer holds, and any other's of lists and tables loses text.
    extensions = mdit.options.get("parser_extension", [])
    extensions.sort(key=lambda extension: extension is not sys.modules[__name__])


def _take(state: StateCore) -> None:
    """Keep the text that is to be written, and let the parser read that: lines and blocks are the same then."""
    source = Source.of(state.src)
    if state.md.renderer.__output__ == "md":
        state.env[_DOCUMENT] = _laid_out(source, state.md.options["mdformat"].get("filename", ""))
        source = state.env[_DOCUMENT].source
    foreign = "front_matter" in state.md.block.ruler.get_all_rules()
    state.src = source.text if foreign else without_front_matter(source.text)[0]


def _laid_out(source: Source, filename: str) -> Document:
    """Return what `awesome-lint fix` with the document's layout makes of *source*, in the file that mdformat names."""
    config = Config()
    if filename:
        path = Path("stdin.md" if filename == "-" else filename)
        config = Configs().near(path.parent).for_file(path)
    rule = document_layout.RULE
    active = [each for each in registry.activate(config) if each.rule.phase is Phase.LAYOUT and each.rule is not rule]
    active.append(registry.ActiveRule(rule, {"mdformat": True}))
    try:
        return fix(source, active, Context(dt.datetime.now().astimezone().date())).document
    except FixError as error:
        LOGGER.warning(str(error))
        return read(source)


def _root(node: RenderTreeNode, context: RenderContext) -> str:
    document: Document | None = context.env.get(_DOCUMENT)
    if document is None:  # another extension's own bit of Markdown
        return DEFAULT_RENDERERS["root"](node, context)
    text = document.source.edited(_by_others(document, node, context)).text
    # mdformat would add the definitions in use, which stand in the text.
    context.env["used_refs"].clear()
    return ("\ufeff" if document.source.bom else "") + text.removesuffix("\n")


def _by_others(document: Document, root: RenderTreeNode, context: RenderContext) -> Iterator[Edit]:
    """Yield what other extensions make of their blocks, and code formatters of code; mdformat proves that."""
    context = context._replace(renderers=_without_rivals(context))
    for block, node in mdformat_form.pairs(document, root):
        foreign = context.renderers.get(node.type) is not DEFAULT_RENDERERS.get(node.type)
        language = (node.info.split() or [""])[0] if node.type == "fence" else ""
        if language in context.options.get("codeformatters", {}) or (foreign and node.type not in _OURS):
            new = node.render(context)
            if new != document.source.slice(block.span):
                yield Edit(*block.span, new)


def _without_rivals(context: RenderContext) -> Mapping[str, Render]:
    """Return the renderers without those of extensions that write whole documents, which count on doing so."""
    kept = dict(context.renderers)
    for extension in context.options.get("parser_extension", []):
        if "root" in extension.RENDERERS and extension is not sys.modules[__name__]:
            for name, renderer in extension.RENDERERS.items():
                if kept.get(name) is renderer:
                    kept.pop(name)
    return {**DEFAULT_RENDERERS, **kept}


def _as_written(node: RenderTreeNode, context: RenderContext) -> str:
    """Return the lines of a table or list in another extension's block."""
    document: Document | None = context.env.get(_DOCUMENT)
    if document is None or not node.map:
        return DEFAULT_RENDERERS[node.type](node, context)
    first, last = node.map
    return textwrap.dedent(document.source.slice(document.source.lines_span(first + 1, last))).strip("\n")


def _content(node: RenderTreeNode, _context: RenderContext) -> str:
    return str(node.content)


RENDERERS: Mapping[str, Render] = {
    **mdformat_form.RENDERERS,
    "root": _root,
    "inline": _content,
    "table": _as_written,
    "bullet_list": _as_written,
    "ordered_list": _as_written,
}
