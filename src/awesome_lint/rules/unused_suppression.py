"""`unused-suppression`: an `awesome-lint` comment that silences nothing, or is misspelt."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.document import Html, List
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.suppression import VERBS, Misspelt, Suppression, Word, likely_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Block, Document
    from awesome_lint.ignoring import Ignored
    from awesome_lint.source import Source


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report what the engine found unused."""
    for comment in context.unused:
        if comment.verb.text not in VERBS:
            yield _misspelt(Misspelt(comment.verb, likely_verb(comment.verb.text) or ""), "verb", "`ignore`")
            continue
        for name in comment.misspelt:
            yield _misspelt(name, "rule name", "the name of a rule or group")
        if comment.idle:
            yield _idle(comment, document)


def idle_entry(ignored: Ignored) -> str:
    """Return what is told of a table ``[[ignore]]`` that silences nothing in any list."""
    said = [f"the {name} `{text}`" for name, text in (("link", ignored.link), ("title", ignored.title)) if text]
    return f"Unused suppression: `{ignored.rule}` finds nothing on an entry with {' and '.join(said)}"


def _misspelt(found: Misspelt, kind: str, else_expected: str) -> Diagnostic:
    word, likely = found
    expected = f"`{likely}`" if likely else else_expected
    fix = Fix(f"Write `{likely}`", (Edit(*word.span, likely),), Applicability.MANUAL) if likely else None
    return Diagnostic(word.span, f"Unexpected {kind} `{word.text}`, expected {expected}", fix)


# Of a text or a link: more than the marker of an item.
_LETTER = regex(r"[^\W\d_]")

_WHERE = {"ignore": "on this line", "off": "in this range", "ignore-file": "in this file"}


def _idle(comment: Suppression, document: Document) -> Diagnostic:
    names = ", ".join(f"`{word.text}`" for word in comment.idle if comment.names)
    if comment.verb.text == "on":
        return Diagnostic(comment.span, "Unexpected `on`, expected an `off` before it", _remove(comment, document))
    where = "in the block below" if comment.alone and comment.verb.text == "ignore" else _WHERE[comment.verb.text]
    message = f"Unused suppression: {f'{names} finds nothing' if names else 'no rule finds anything'} {where}"
    if len(comment.idle) == len(comment.targets):
        return Diagnostic(comment.span, message, _remove(comment, document))
    edits = tuple(Edit(*_with_gap(word, document.source.text), "") for word in comment.idle)
    return Diagnostic(comment.idle[0].span, message, Fix(f"Remove {names}", edits))


def _with_gap(word: Word, text: str) -> Span:
    """Return the word's span with the blanks and the comma before it, or for the first name the comma after it."""
    start, end = word.span
    while text[start - 1] in " \t\n,":
        start -= 1
    return Span(start, end + 1 if "," not in text[start : word.span.start] and text[end] == "," else end)


def _remove(comment: Suppression, document: Document) -> Fix:
    """Return the removal of a comment, which only a proof that no blocks join or change makes safe."""
    text, span = document.source.text, comment.span
    if not comment.alone:
        edit, safe = _cut(text, span)
    else:
        first, last = document.source.line_number(span.start), document.source.line_number(span.end)
        lines = document.source.lines_span(first, last)
        edit = Edit(lines.start, min(lines.end + 1, len(text)), "")
        safe = lines == span and _stands_free(span, document)
        safe &= not (lines.start == 0 and text[edit.end :].lstrip("\n").startswith("---"))  # front matter
        blank_before = lines.start == 0 or text.endswith("\n\n", 0, lines.start)
        if safe and blank_before and text.startswith("\n", edit.end):
            edit = Edit(lines.start, edit.end + 1, "")
    return Fix("Remove the comment", (edit,), Applicability.SAFE if safe else Applicability.MANUAL)


def _cut(text: str, span: Span) -> tuple[Edit, bool]:
    """Return the removal of a comment beside text, and whether what stands around it stays what it is."""
    line_start = text.rfind("\n", 0, span.start) + 1
    before = text[line_start : span.start]
    kept = before.rstrip(" \t")
    end = span.end
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    at_end = text[end : end + 1] in ("", "\n", "|")
    edit = Edit(line_start + len(kept), span.end, "") if at_end else Edit(span.start, end, "")
    apart = at_end or (before != kept and end > span.end)  # between words, or at the start of an item
    alone = kept.lstrip(" \t").startswith("<")  # a tag by itself on its line starts a block of HTML
    return edit, apart and not alone and _LETTER.search(kept) is not None and not kept.endswith("\\")


def _stands_free(span: Span, document: Document) -> bool:
    """Whether a comment is a top-level block of its own whose neighbours stay apart without it."""
    text, blocks = document.source.text, document.blocks
    at = bisect_right(blocks, span.start, key=_start) - 1
    if (
        at < 0
        or not isinstance(blocks[at], Html)
        or document.source.slice(blocks[at].span).strip() != text[slice(*span)]
    ):
        return False
    start, end = span
    while start and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    below = text[end : end + 2]
    apart = text.endswith("\n\n", 0, start) or text[max(start - 2, 0) : start] in ("", "\n") or below in ("", "\n\n")
    apart |= below == "\n" and end + 1 == len(text)
    beside_list = at > 0 and isinstance(blocks[at - 1], List) and at + 1 < len(blocks)
    if beside_list:
        following = blocks[at + 1]
        beside_list = isinstance(following, List) or _is_indented(following, document.source)
    return apart and not beside_list


def _is_indented(block: Block, source: Source) -> bool:
    return source.text[source.line_span(source.line_number(block.span.start)).start] in " \t"


def _start(block: Block) -> int:
    return block.span.start


RULE = Rule(
    name="unused-suppression",
    group="meta",
    summary="An `awesome-lint` comment that silences nothing, or names no rule",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.MANUAL),
    phase=Phase.META,
)
