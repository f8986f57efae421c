"""Links and images: what stands in brackets, and the address behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import normalizeReference

from awesome_lint.content import LinkKind
from awesome_lint.parsing.delimiters import Run, pair
from awesome_lint.parsing.destinations import destination
from awesome_lint.parsing.entities import unescaped
from awesome_lint.parsing.scan import Bracket
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from awesome_lint.content import Inline
    from awesome_lint.parsing.scan import Scan

# A label without markup: what is special begins nothing where it stands.
_LABEL = (
    r"[^\[\]\n\\`*_~!<&]*+"
    r"(?:(?:!(?!\[)|&(?![#A-Za-z])|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))[^\[\]\n\\`*_~!<&]*+)*+"
)
# An address without escapes.
_URL = r"[^ \t\n\v\f\r()\\<]*"
# Most links.
SIMPLE_LINK = regex(rf"!?\[({_LABEL})\]\(({_URL})\)")
_LINK_IN_BRACKETS = regex(rf"\[\[({_LABEL})\]\(({_URL})\)\]")
_BADGE = regex(rf"\[!\[({_LABEL})\]\(({_URL})\)\]\(({_URL})\)")
_REFERENCE = regex(r"\[((?:[^\\\[\]]|\\.){0,1000}+)\]", re.DOTALL)
_INLINE = LinkKind.INLINE


def opening(scan: Scan, pos: int) -> int:
    """Read ``[`` or ``![``: a simple link or badge at once, else a bracket that waits."""
    src, brackets = scan.src, scan.brackets
    image = src[pos] == "!"
    if image and not src.startswith("[", pos + 1):
        return pos + 1
    if brackets:
        brackets[-1].followed = True
    if match := _LINK_IN_BRACKETS.match(src, pos):
        # No bracket around a link begins another: these are text.
        scan.flush(pos + 1)
        label, url = match.groups()
        whole = pos + 1, match.end() - 1
        scan.link(whole, match.span(1), match.span(2), unescaped(url), label, _INLINE)
        if brackets:
            _deactivate(brackets)
        return match.end()
    scan.flush(pos)
    if match := SIMPLE_LINK.match(src, pos):
        label, url = match.groups()
        target = unescaped(url) if "&" in url else url
        end = scan.link(match.span(), match.span(1), match.span(2), target, label, _INLINE, image=image)
    elif not image and (match := _BADGE.match(src, pos)):
        end = _badge(scan, match)
    else:
        inner = pos + 1 + image
        scan.loose = True
        brackets.append(Bracket(pos, inner, len(scan.nodes), len(scan.runs)))
        return inner
    if brackets and not image:
        _deactivate(brackets)
    return end


def _badge(scan: Scan, match: re.Match[str]) -> int:
    """Add a link whose label is an image alone."""
    start, end = match.span()
    label_end = match.end(2) + 1
    alt, image, url = match.groups()
    scan.link((start, end), (start + 1, label_end), match.span(3), unescaped(url), "", _INLINE)
    scan.link((start + 1, label_end), match.span(1), match.span(2), unescaped(image), alt, _INLINE, image=True)
    scan.at = end
    return end


def closing(scan: Scan, pos: int) -> int:
    """Read ``]``: with what follows it decides whether the last open bracket begins a link."""
    bracket = scan.brackets.pop() if scan.brackets else None
    if bracket is None or not bracket.active:
        return pos + 1
    found = _destination(scan, pos) or _reference(scan, bracket, pos)
    if found is None:
        return pos + 1
    scan.flush(pos)
    if bracket.runs < len(scan.runs):
        pair(scan.runs[bracket.runs :])  # which shortens them to what is text
        del scan.runs[bracket.runs :]
    label = scan.nodes[bracket.nodes :]
    del scan.nodes[bracket.nodes :]
    image = bracket.image
    # The first node is text that begins with the bracket itself.
    text = scan.src[bracket.inner : pos] if image else "".join([_shown(scan, node) for node in label])[1:]
    end = scan.link(
        (bracket.start, found.end), (bracket.inner, pos), found.url, found.target, text, found.kind, image=image
    )
    if not image:
        scan.nodes += [node for node in label if not isinstance(node, Run) and node.link]
        _deactivate(scan.brackets)
    return end


def _shown(scan: Scan, node: Inline | Run) -> str:
    """Return what a node adds to the text of the link that it stands in."""
    if isinstance(node, Run):
        return scan.src[node.start : node.end]
    if node.kind == "break":
        return " "
    return node.text if node.kind in ("text", "code") else ""


def _deactivate(brackets: list[Bracket]) -> None:
    """Close the brackets around a link to links: none may hold another."""
    for bracket in reversed(brackets):
        if not bracket.image:
            if not bracket.active:
                break
            bracket.active = False


class _Found(NamedTuple):
    """Where a link leads, the range where that is written, and where the link ends."""

    url: tuple[int, int]
    target: str
    kind: LinkKind
    end: int


def _destination(scan: Scan, pos: int) -> _Found | None:
    """Read ``(address "title")`` after the bracket at *pos*."""
    found = destination(scan.src, pos + 1)
    if found is None:
        return None
    start, end, after = found
    return _Found((start, end), unescaped(scan.src[start:end]), _INLINE, after)


def _reference(scan: Scan, bracket: Bracket, pos: int) -> _Found | None:
    """Resolve a reference; its address is then the reference label."""
    if not scan.references:
        return None
    inside, end = (bracket.inner, pos), pos + 1
    match = _REFERENCE.match(scan.src, end)
    url = match.span(1) if match else inside
    if match and not match[1].strip():
        url = inside
    if bracket.followed and url == inside:
        return None
    label = normalizeReference(scan.src[url[0] : url[1]])
    found = scan.references.get(label) if label else None
    if not found:
        return None
    return _Found(url, found["href"], LinkKind.REFERENCE, match.end() if match else end)
