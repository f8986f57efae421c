"""``malformed-link``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_lint.addresses import written
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import LinkKind
from awesome_lint.regex import regex
from awesome_lint.repairs import applicability
from awesome_lint.rule import Context, Rule
from awesome_lint.slips.address_slips import judge
from awesome_lint.slips.html_slips import html_slips
from awesome_lint.slips.link_slips import may_slip, no_opening, slips_in, unclosed_image
from awesome_lint.slips.lost_links import lost_links
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Link
    from awesome_lint.slips.address_slips import Better
    from awesome_lint.slips.slip import Slip


# What a file does so often is meant.
_HABIT = 3
_PAGE = regex(r"https?://(?:arxiv\.org/abs/[^/]+|(?:www\.)?github\.com/[^/?#.]+/[^/?#.]+/?)", re.IGNORECASE)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link that does not show as one, or leads nowhere."""
    text = document.source.text
    slips = [(slip, each.exact) for each in document.contents if may_slip(each) for slip in slips_in(text, each)]
    meant = sum(slip.habit for slip, _ in slips) >= _HABIT
    yield from (_diagnostic(text, slip, exact=exact) for slip, exact in slips if not (meant and slip.habit))
    yield from (_diagnostic(text, slip, exact=True) for slip in lost_links(document))
    yield from html_slips(document)
    for link in document.links:
        if link.kind is LinkKind.BARE:
            if slip := no_opening(link):
                yield _diagnostic(text, slip, exact=True)
            continue
        if "](" in link.text and (slip := unclosed_image(text, link)):
            yield _diagnostic(text, slip, exact=written(document, link) != "")
        found = _image_of_page(document, link) if link.image else None
        if found is None and (better := judge(link.target, relative_too=True)):
            found = _address(document, context, link, better)
        if found:
            yield found


def _image_of_page(document: Document, link: Link) -> Diagnostic | None:
    """Judge an image whose address is that of a paper or a repository."""
    if link.kind is not LinkKind.INLINE or not _PAGE.fullmatch(link.target):
        return None
    start = link.span.start
    message = f"Unexpected `!` before a link to a page, expected `[{link.text}](…)`: GitHub shows a broken image"
    edits = (Edit(start, start + 1, ""),) if document.source.text.startswith("![", start) else ()
    return Diagnostic(link.span, message, _fix("Make it a link", document.source.text, edits, certain=False))


def _diagnostic(text: str, slip: Slip, *, exact: bool) -> Diagnostic:
    edits = (_whole(text, slip),) if exact and slip.edits else ()
    return Diagnostic(slip.span, slip.message, _fix("Make it a link", text, edits, certain=slip.certain))


def _whole(text: str, slip: Slip) -> Edit:
    """Return the slip's edits as one on all of the link, whose bare address becomes another, and all that moves."""
    pieces: list[str] = []
    last = slip.span.start
    for edit in slip.edits:
        pieces += (text[last : edit.start], edit.text)
        last = edit.end
    end = max(slip.span.end, slip.reach)
    return Edit(slip.span.start, end, "".join(pieces) + text[last:end])


def _address(document: Document, context: Context, link: Link, better: Better) -> Diagnostic | None:
    if "://" not in link.target and context.exists and context.exists(link.target):
        return None
    expected = f"`{better.address}`" if better.address else "a host name such as `example.org`"
    if "second address" in better.what and not better.address:
        expected = "one address"
    message = f"Unexpected {better.what}, expected {expected}"
    text = written(document, link)
    edits = (Edit(*link.url, better.address),) if better.address and text == link.target else ()
    return Diagnostic(
        link.url if text else link.span,
        message,
        _fix("Write the address meant", document.source.text, edits, certain=better.certain),
    )


def _fix(title: str, text: str, edits: tuple[Edit, ...], *, certain: bool) -> Fix | None:
    if not edits:
        return None
    (edit,) = edits
    return Fix(title, edits, applicability(text[edit.start : edit.end], edit.text, certain=certain))


RULE = Rule(
    name="malformed-link",
    group="links",
    summary="A link that does not show as one, or whose address cannot be what was meant",
    severity=Severity.ERROR,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE, Applicability.MANUAL),
    supersedes=(
        "missing-link",
        "column-outlier",
        "unbalanced-bracket",
        "invalid-arxiv-id",
        "swallowed-punctuation",
        "hidden-cell",
        "dead-link",
        "moved-link",
    ),
)
