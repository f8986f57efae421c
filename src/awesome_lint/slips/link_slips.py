"""Links that did not become links: what stands in running text where brackets or parentheses slipped."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from awesome_lint.document import LinkKind
from awesome_lint.regex import regex
from awesome_lint.running import ESCAPED, LINK, brackets, running_text, short, shown
from awesome_lint.slips.sign_slips import HINT, SignSlip, lone_angles, sign_slips
from awesome_lint.slips.slip import NUMBER_OR_NOTE, REMARK, URL, Slip
from awesome_lint.slips.tail_slips import tail_slips
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Content, Link

_HINT = regex(rf"\][ \t]*[(（]|\[[^\[\]\n]*\(|\[https?://|{HINT}")
# What each of these begins with; most texts have none of it.
_SIGN = regex(r"[\[\]】］〕}<]")
_FILE = regex(r"\]\((?P<url>[^()\n<>\" \t]*[ \t][^()\n<>\"]{0,200}\.(?:md|pdf|png|jpe?g|gif|html?|ipynb|txt))[ \t]*\)")
_HEAD = regex(rf"\[(?P<label>[^\[\]()\n{LINK}]+)\((?P<url>{URL})\)")
_TURNED = regex(rf"(?<![\w)\]])\((?P<label>[^()（）\[\]\n{LINK}]+)\)\[(?P<url>{URL})\]")
_AS_REFERENCE = regex(rf"\]\[(?P<url>{URL})\]")
_BARE_HEAD = regex(rf"\[(?P<url>{URL})\)")
_UNCLOSED_IMAGE = regex(rf"!\[[^\[\]]*\]\((?P<url>{URL})$")
_SPLIT_HEAD = regex(r"(?<!\\)\[[^\[\]|\n]+(?P<pipe>\|)[ \t]*$")
_SPLIT_TAIL = regex(rf"[^\[\]|\n]*\]\({URL}\)")
# A label that another bracket closes.
_WRONG_CLOSING = {"】": "【", "］": "［", "〕": "〔", "}": "{"}


def may_slip(content: Content) -> bool:
    """Whether a look at *content* is worth it."""
    if not _SIGN.search(content.text):
        return False
    for kind, _, text, _ in content.inlines:  # noqa: SIM110  (a generator takes longer than the search)
        if kind == "text" and _HINT.search(text):
            return True
    return False


def slips_in(text: str, content: Content) -> Iterator[Slip]:
    """Yield the links in *content*, a part of the file's *text*, that do not show as links.

    Inside a bare address no bracket makes a link: GitHub takes it for a part of the address. Nor is there a fix
    where one that ends before its bare address would set a ``[`` free: addresses behind it would be no links.
    """
    bare = sorted(link.span for link in content.links if link.kind is LinkKind.BARE)
    split = _split_by_pipe(text, content)
    if split:
        yield split
    for slip in _slips(text, content):
        start, end = slip.span
        if split and start < split.span.end:
            continue
        around = _around(bare, end)
        frees = around and "[" in text[end : around.end]
        yield slip._replace(edits=()) if frees or _around(bare, start) else slip


def _around(spans: list[Span], offset: int) -> Span | None:
    """Return the one of *spans*, sorted and apart from each other, in the midst of which *offset* stands."""
    at = bisect_left(spans, (offset,)) - 1
    return spans[at] if at >= 0 and offset < spans[at].end else None


def _split_by_pipe(text: str, content: Content) -> Slip | None:
    """Find a link whose text a pipe cuts in two: its first part is the end of the cell before."""
    start = content.span.start
    tail = _SPLIT_TAIL.match(text, start, content.span.end)
    head = _SPLIT_HEAD.search(text, text.rfind("\n", 0, start) + 1, start) if tail else None
    if not tail or not head:
        return None
    message = "Unexpected `|` in the text of a link, expected `\\|`: it ends the cell"
    at = head.start("pipe")
    reach = text.find("\n", tail.end())
    edits = (Edit(at, at, "\\"),)
    return Slip(Span(head.start(), tail.end()), message, edits, certain=True, reach=len(text) if reach < 0 else reach)


def _slips(text: str, content: Content) -> Iterator[Slip]:
    masked, at = running_text(text, content), content.span.start
    if "http" not in masked and "](" not in masked:
        return
    pairs, lone = brackets(masked)
    yield from (_moved(slip, at) for slip in tail_slips(masked, pairs))
    for match in _FILE.finditer(masked):
        if match.start() in pairs:
            edits = (Edit(match.start("url"), match.start("url"), "<"), Edit(match.end("url"), match.end("url"), ">"))
            span = Span(pairs[match.start()], match.end())
            yield _moved(
                Slip(span, "Unexpected blank in an address, expected `<` and `>` around it", edits, certain=True), at
            )
    for match in _HEAD.finditer(masked):
        # `[[paper(address)]`: the bracket behind was meant for the one left alone.
        if match.start() in lone or (lone and masked.startswith("]", match.end())):
            yield _moved(_head(masked, match, lone), at)
    yield from (_moved(slip, at) for slip in _swapped(masked, pairs))
    yield from (_moved(_told(slip), at) for slip in (*sign_slips(masked, pairs), *lone_angles(masked)))
    for match in _BARE_HEAD.finditer(masked):
        message = f"Unexpected `[` before an address, expected `[text]({short(match['url'])})`"
        yield _moved(Slip(Span(*match.span()), message), at)


def unclosed_image(text: str, link: Link) -> Slip | None:
    """Return the slip of a link whose label is an image without its ``)``: ``[![x](a](b)``."""
    match = _UNCLOSED_IMAGE.search(text, *link.label)
    if not match:
        return None
    message = f"Unexpected end of an image, expected `)` after `{short(match['url'])}`"
    return Slip(Span(*match.span()), message, (Edit(match.end(), match.end(), ")"),), certain=True)


def no_opening(link: Link) -> Slip | None:
    """Return the slip of an address that is its own text, without ``[``: GitHub links it with all that follows."""
    match = re.match(rf"(?P<text>{URL})\]\((?P<url>{URL})\)?", link.text)
    if not match:
        return None
    start = link.span.start
    message = f"Unexpected `]` without `[`, expected `[{short(match['text'])}]({short(match['url'])})`"
    # A `[` behind the address comes free, and would keep GitHub from linking the bare addresses behind it.
    edits = () if "[" in link.text[match.end() :] else (Edit(start, start, "["),)
    return Slip(link.span, message, edits, certain=match.group() == link.text)


def _told(slip: SignSlip) -> Slip:
    url = short(slip.url)
    expected = f"[{shown(slip.label)}]({url})" if slip.label else f"<{url}>"
    message = f"Unexpected {slip.unexpected}, expected `{expected}`"
    return Slip(slip.span, message, slip.edits, slip.certain, habit=slip.habit)


def _moved(slip: Slip, at: int) -> Slip:
    edits = tuple(Edit(edit.start + at, edit.end + at, edit.text) for edit in slip.edits)
    return slip._replace(span=Span(slip.span.start + at, slip.span.end + at), edits=edits)


def _head(masked: str, match: re.Match[str], lone: set[int]) -> Slip:
    label = match["label"].rstrip(" \t")
    message = f"Unexpected `(` after `[{shown(label)}`, expected `[{shown(label)}]({short(match['url'])})`"
    wrong = label[-1:] in _WRONG_CLOSING and _WRONG_CLOSING[label[-1]] not in label
    if wrong:
        label = label[:-1].rstrip(" \t")
        message = f"Unexpected `{match['label'].rstrip()[-1]}` after `[{shown(label)}`, expected `]`"
    edit = Edit(match.start("label") + len(label), match.end("label"), "]")
    # Of two open brackets it is not certain which one the address ends.
    alone = match.start() in lone
    # An escape at the label's end was meant for something: a bracket that shows, or none.
    certain = (
        (wrong or label == match["label"])
        and not label.endswith(ESCAPED)
        and not (alone and (match.start() - 1 in lone or masked[match.end() :][:1] == "]"))
    )
    return Slip(Span(*match.span()), message, (edit,), certain)


def _swapped(masked: str, pairs: dict[int, int]) -> Iterator[Slip]:
    """Yield the links whose brackets and parentheses changed places."""
    for match in _TURNED.finditer(masked):
        yield _turned(match)
    for match in _AS_REFERENCE.finditer(masked):
        if slip := _as_reference(masked, match, pairs):
            yield slip


def _turned(match: re.Match[str]) -> Slip:
    label, url = match["label"], match["url"]
    message = f"Unexpected `(text)[address]`, expected `[{shown(label)}]({short(url)})`"
    (start, end), (url_start, url_end) = match.span("label"), match.span("url")
    edits = (Edit(start - 1, start, "["), Edit(end, url_start, "]("), Edit(url_end, url_end + 1, ")"))
    return Slip(Span(*match.span()), message, edits, certain=True)


def _as_reference(masked: str, match: re.Match[str], pairs: dict[int, int]) -> Slip | None:
    """Judge ``[text][address]``, in which the address would be the name of a definition."""
    opening = pairs.get(match.start())
    label = masked[opening + 1 : match.start()] if opening is not None else ""
    if not label or LINK in label or REMARK.fullmatch(label):
        return None
    message = f"Unexpected brackets around an address, expected `[{shown(label)}]({short(match['url'])})`"
    edits = (Edit(match.start("url") - 1, match.start("url"), "("), Edit(match.end("url"), match.end(), ")"))
    certain = not NUMBER_OR_NOTE.fullmatch(label)
    return Slip(Span(pairs[match.start()], match.end()), message, edits, certain)
