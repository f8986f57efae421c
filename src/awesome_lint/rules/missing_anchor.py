"""``missing-anchor``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.addresses import written
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from awesome_lint.document import LinkKind
from awesome_lint.near_anchors import NearAnchors
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.slugs import Reachable, fragment_of
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.document import Document, Link
    from awesome_lint.near_anchors import Near

# Places that every page has, lines, notes, routes, quoted text, and what a template fills in.
_ELSEWHERE = regex(
    r"top|readme|.*-ov-file|start-of-content|L\d+.*|fn(?:ref)?[-:_]?\w*|[/!:].*|.*(?:\{[{%]|\$\{|\[\[).*",
    re.IGNORECASE | re.DOTALL,
)

# Below a contributor's portrait: what he or she did, as an emoji.
_CREDIT = regex(r"[a-z0-9]+-[\w-]+", re.IGNORECASE)

# What makes the sign before it a coloured emoji: a mark, which GitHub's anchors keep while the emoji goes.
_VARIATION = "\ufe0f"


class _Use(NamedTuple):
    link: Link
    span: Span
    """Of the fragment with its ``#``, or of the link where it is not surely written there."""
    editable: bool


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each fragment that leads nowhere on this page, at the first link that asks for it."""
    uses: dict[str, list[_Use]] = {}
    for link in document.links:
        if "#" in link.target and not link.image and _is_own(document, link.target):
            fragment = fragment_of(link.target.partition("#")[2])
            if fragment and not _ELSEWHERE.fullmatch(fragment) and not _is_credit(link, fragment):
                uses.setdefault(fragment, []).append(_use(document, link))
    if not uses:
        return
    reachable = Reachable(document)
    near = NearAnchors(reachable.anchors)
    for fragment, places in uses.items():
        if reachable.leads(fragment):
            continue
        if slug := reachable.in_other_case(fragment):
            message = f"Unexpected case in `#{fragment}`, expected `#{slug}`: GitHub finds it, other pages do not"
            yield _diagnostic(places, message, _fix(places, slug, certain=True), severity=Severity.INFO)
        else:
            yield _missing(places, fragment, near.to(fragment, places[0].link.text))


def _is_credit(link: Link, fragment: str) -> bool:
    signs = link.kind is LinkKind.HTML and link.text.strip() and not any(map(str.isalnum, link.text))
    return bool(signs) and _CREDIT.fullmatch(fragment) is not None


def _is_own(document: Document, target: str) -> bool:
    """Whether *target* is a place on this very page."""
    path, hash_, _ = target.partition("#")
    return bool(hash_) and (not path or path.removeprefix("./") == document.source.path.rpartition("/")[2])


def _use(document: Document, link: Link) -> _Use:
    text = written(document, link)
    if "#" not in text:
        return _Use(link, link.span, editable=False)
    return _Use(link, Span(link.url.start + text.index("#"), link.url.end), editable=True)


def _missing(places: Sequence[_Use], fragment: str, near: Near | None) -> Diagnostic:
    if not near:
        message = f"Unexpected fragment `#{fragment}`, expected the anchor of a heading or an `id=`"
        return _diagnostic(places, message, None)
    message = f"Unexpected fragment `#{fragment}`, expected `#{near.anchor.slug}`"
    if _VARIATION in near.anchor.slug and near.anchor.slug.replace(_VARIATION, "") == fragment:
        message += " with the unseen U+FE0F of its emoji"
    fix = _fix(places, near.anchor.slug, certain=near.certain)
    return _diagnostic(places, message, fix, Related(near.anchor.heading.span, "the nearest heading"))


def _diagnostic(
    places: Sequence[_Use], message: str, fix: Fix | None, *related: Related, severity: Severity | None = None
) -> Diagnostic:
    others = (Related(use.span, "the same here", mirror=message) for use in places[1:])
    return Diagnostic(places[0].span, message, fix, (*related, *others), severity=severity)


def _fix(places: Sequence[_Use], slug: str, *, certain: bool) -> Fix | None:
    """Lead all of *places* to *slug*. That changes letters: never safe."""
    edits = tuple(Edit(*use.span, f"#{slug}") for use in places if use.editable)
    applicability = Applicability.UNSAFE if certain else Applicability.MANUAL
    return Fix("Lead to the heading", edits, applicability) if edits else None


RULE = Rule(
    name="missing-anchor",
    group="links",
    summary="A link to a place on this page that no heading or `id=` names",
    severity=Severity.ERROR,
    check=check,
    fixes=(Applicability.UNSAFE, Applicability.MANUAL),
)
