"""``shell-prompt``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import List, Opaque, Quote
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_lint.document import Block, Document

# `console` is the language of a session, where prompts tell commands from what they print.
_FENCE = regex(
    r"(?P<fence>`{3,}|~{3,})[ \t]*(?:sh|bash|zsh|shell|fish)[ \t]*\n(?P<body>.*?)\n[ \t>]*(?P=fence)", re.DOTALL
)
_PROMPT = regex(r"(?m)^[ \t>]*?(?P<prompt>\$[ \t]+)(?=\S)")
_LINE = regex(r"(?m)^[ \t>]*(?=\S)[^\s>]")


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each block of shell commands all of whose lines begin with a prompt."""
    text = document.source.text
    for span in _code(document.blocks):
        match = _FENCE.match(text, span.start, span.end)
        if not match:
            continue
        start, end = match.span("body")
        prompts = [Span(*prompt.span("prompt")) for prompt in _PROMPT.finditer(text, start, end)]
        if prompts and len(prompts) == len(_LINE.findall(text, start, end)):
            fix = Fix("Remove the prompts", tuple(Edit(*prompt, "") for prompt in prompts))
            yield Diagnostic(
                prompts[0], "Unexpected prompt `$` before every command, expected commands that can be copied", fix
            )


def _code(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Opaque) and block.kind == "code":
            yield block.span
        elif isinstance(block, Quote):
            yield from _code(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from _code(item.blocks)


RULE = Rule(
    name="shell-prompt",
    group="style",
    summary="Shell commands with a prompt before each, and nothing that they print",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE,),
    default=False,
)
