"""``misspelt-name``."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import LinkKind
from awesome_lint.known_names import BY_KEY
from awesome_lint.prose import pieces
from awesome_lint.reading.words import is_label
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_lint.document import Document

# Part of a path, an address, a package or a handle: `awesome-github`, `@github`, `github.com`, `:github:`.
_BEFORE = r"(?<![\w@#$/\\.:+-])(?<!`)"
_AFTER = r"(?!\.?\w|[@/\\:+-]\w|-|_|://)"

# `docker run`: a command, not what it is a command of.
_COMMAND = regex(r" (?:run|compose|exec|build|pull|push|ps|logs|commit|install|-{1,2}\w)", re.ASCII)


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each well-known name that is written in another way than its bearers do."""
    text = document.source.text
    names, pattern = _known(context.options["names"])
    # A work's title is as its owner writes it.
    titles = sorted(entry.title_span for entry in document.entries if entry.title_span)
    for span in _said(document, names):
        # A text that shouts does so with names, too.
        shouts = text[span.start : span.end].isupper() and " " in text[span.start : span.end]
        for match in pattern.finditer(text, span.start, span.end):
            written = match.group()
            name = names[" ".join(written.casefold().split())]
            if written == name or (shouts and written.isupper()) or _within(titles, Span(*match.span())):
                continue
            if not (written.islower() and _COMMAND.match(text, match.end())):
                fix = Fix(f"Write `{name}`", (Edit(*match.span(), name),), Applicability.UNSAFE)
                yield Diagnostic(Span(*match.span()), f"Unexpected `{written}`, expected `{name}`", fix)


def _said(document: Document, names: Mapping[str, str]) -> Iterator[Span]:
    """Yield running text, and the labels that are a name and no more: what else a label says is a title."""
    yield from pieces(document)
    for content in document.contents:
        for link in content.links if content.exact else ():
            name = link.text.casefold()
            # `[github](…)` says what kind of page it leads to, in the list's own way.
            if link.kind is not LinkKind.INLINE or link.image or name not in names or is_label(name):
                continue
            # `[numpy](…/numpy)`: a package by its own name.
            if not link.target.rstrip("/").endswith(f"/{link.text}"):
                yield link.label


def _within(titles: list[Span], span: Span) -> bool:
    """Whether one of *titles*, sorted, says more than what *span* covers and holds it."""
    at = bisect_right(titles, (span.start, span.end)) - 1
    return at >= 0 and titles[at].contains(span) and titles[at] != span


@lru_cache(maxsize=8)
def _known(more: tuple[str, ...]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    names = BY_KEY | {name.casefold(): name for name in more}
    words = "|".join(re.escape(key).replace(r"\ ", r"[ \t]+") for key in sorted(names, key=len, reverse=True))
    return names, re.compile(f"{_BEFORE}(?:{words}){_AFTER}", re.IGNORECASE | re.ASCII)


RULE = Rule(
    name="misspelt-name",
    group="style",
    summary="A well-known name such as GitHub or JavaScript in another spelling than its own",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.UNSAFE,),
    default=False,
    options={"names": Option((), "more names, each as it is to be written")},
    many="{count} well-known names in another spelling than their own",
)
