"""``missing-file``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.addresses import written
from awesome_lint.diagnostic import Diagnostic, Related, Severity
from awesome_lint.document import Opaque
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Rule
from awesome_lint.slips.address_slips import judge
from awesome_lint.slugs import anchors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from awesome_lint.document import Document, Link
    from awesome_lint.source import Span

_SCHEME = regex(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MAIL = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TEMPLATE = regex(r"\{[{%]|\$[{(]|<[^<>]*>|%[\w-]+%")
_PLACEHOLDER = regex(
    r"(?:url|link|href|src|todo|tb[ad]|wip|n/?a|none|null|xx+|placeholder|coming[ -_]?soon|\W*)(?:[ _-]?here)?"
    r"|(?:your|my|path)[-_/].*|.*\.\.\.|.*…",
    re.IGNORECASE,
)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each path that names no file or folder of the repository, at its first link."""
    if context.exists is None:
        return
    uses: dict[str, list[Link]] = {}
    for link in document.links:
        target = link.target
        if "://" not in target and target[:1] not in ("", "#") and (path := _path(target)):
            uses.setdefault(path, []).append(link)
    exists = _on_a_site(context.exists) if _has_front_matter(document) else context.exists
    missing = [path for path in uses if not exists(unquote(path)) and not exists(path)]
    # A list that was copied without its repository misses nearly all of its files.
    copied = not context.whole and 2 * len(missing) > len(uses)
    for path, links in uses.items():
        if path in missing:
            what = "image" if links[0].image else "address"
            message = f"Unexpected {what} `{path}`, expected a file or folder of the repository"
            first, *others = (_span(document, link) for link in links)
            related = tuple(Related(span, "the same here", mirror=message) for span in others)
            severity = Severity.INFO if copied else None
            yield Diagnostic(first, message, related=related, help=_help(document, path), severity=severity)


def _path(target: str) -> str:
    """Return the path in a relative address, or nothing where it is none, or none yet."""
    path = re.split(r"[?#]", target, maxsplit=1)[0].strip(" \t")
    if path.startswith("//") or _SCHEME.match(path) or _TEMPLATE.search(target) or _PLACEHOLDER.fullmatch(path):
        return ""
    return "" if judge(target, relative_too=True) else path


def _help(document: Document, path: str) -> str:
    """Return what was meant where it is no file at all: a place on the page, or an e-mail address."""
    if _MAIL.fullmatch(path):
        return f"for an e-mail address write `mailto:{path}`"
    if "." not in path and any(anchor.slug == path.casefold() for anchor in anchors_of(document.headings)):
        return f"for the heading of this page write `#{path.casefold()}`"
    return ""


def _has_front_matter(document: Document) -> bool:
    first = document.blocks[0] if document.blocks else None
    return isinstance(first, Opaque) and first.kind == "front-matter"


def _on_a_site(exists: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return a test for a page that a site's generator makes: its root is not the repository's, and it makes pages."""

    def served(path: str) -> bool:
        page = path.rstrip("/").removesuffix(".html")
        return path.startswith("/") or exists(path) or exists(f"{page}.md")

    return served


def _span(document: Document, link: Link) -> Span:
    return link.url if written(document, link) else link.span


RULE = Rule(
    name="missing-file",
    group="links",
    summary="A link or image whose file is not in the repository",
    severity=Severity.ERROR,
    check=check,
    many="{count} files that are not here",
)
