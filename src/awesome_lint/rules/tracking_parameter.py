"""``tracking-parameter``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.addresses import written_addresses
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.tracking import is_tracking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_ADDRESS = regex(r"https?://(?:www\.)?([^/?#:@]+)[^?#]*", re.IGNORECASE)
_SEPARATOR = regex(r"&(?:amp;|#38;)?")
# Sponsors and authors mark addresses for the list they stand in: that is their wish, not a slip.
_CREDIT = regex(r"github|awesome|sponsor|referral|readme|repo", re.IGNORECASE)
_IMAGE = regex(r"!\[|<(?:img|picture)\b", re.IGNORECASE)
_LEAST_NAME = 6
_ANY = regex("")
_WECHAT, _WECHAT_MARK = "mp.weixin.qq.com", "#rd"


class _Parameter(NamedTuple):
    name: str
    value: str
    start: int
    end: int
    tracks: bool


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address that tells where its reader came from."""
    credit = _credit(document)
    for link, text in written_addresses(document):
        address = _ADDRESS.match(text) if "?" in text or "#" in text else None
        # An address inside the path is an archive's key: every character of it counts.
        if not address or "://" in address.group().partition("://")[2]:
            continue
        # A badge or a button is handed out together with its address.
        given = _IMAGE.search(document.source.slice(link.label))
        kept = (_ANY if given else credit) if context.options["credits"] == "keep" else None
        names, cuts = _cuts(text, address[1].lower(), address.end(), kept)
        if cuts:
            at = link.url.start
            plural = "s" if len(names) > 1 else ""
            shown = ", ".join(f"`{name}`" for name in names)
            yield Diagnostic(
                Span(at + cuts[0].start, at + cuts[-1].end),
                f"Unexpected tracking parameter{plural} {shown}, expected the address without",
                None if "|" in text else _fix(text, at, address.end(), cuts),  # a pipe less may make a table
            )


def _credit(document: Document) -> re.Pattern[str]:
    """Return what credits look like here: with the list's own name, they are for the list."""
    title = document.headings[0].content.text if document.headings else ""
    name = r"[\W_]*".join(map(re.escape, re.findall(r"[^\W_]+", title)))
    return regex(f"{_CREDIT.pattern}|{name}", re.IGNORECASE) if len(name) >= _LEAST_NAME else _CREDIT


def _fix(text: str, at: int, query: int, cuts: list[Span]) -> Fix:
    """Cut what tracks; unsafe where the parameter behind it changes its `&` for `?`, a character that stays."""
    edits = tuple(Edit(at + cut.start, at + cut.end, "") for cut in cuts)
    moved = any(cut.start == query + 1 and text[cut.end :] for cut in cuts)
    return Fix("Remove what only tracks", edits, Applicability.UNSAFE if moved else Applicability.SAFE)


def _cuts(text: str, host: str, start: int, kept: re.Pattern[str] | None) -> tuple[list[str], list[Span]]:
    """Return the names of what tracks, and the spans to cut so that the separators still fit.

    Of addresses with a value that *kept* matches all `utm_` parameters stay.
    """
    hash_at = text.find("#", start)
    end = len(text) if hash_at < 0 else hash_at
    parameters = list(_parameters(text, host, start + 1, end)) if text[start : start + 1] == "?" else []
    if kept and any(kept.search(p.value) for p in parameters if p.name.startswith("utm_")):
        parameters = [p._replace(tracks=p.tracks and not p.name.startswith("utm_")) for p in parameters]
    names = list(dict.fromkeys(parameter.name for parameter in parameters if parameter.tracks))
    cuts: list[Span] = []
    kept_end = start
    for index, parameter in enumerate(parameters):
        if not parameter.tracks:
            kept_end = parameter.end
        elif kept_end > start:
            cuts.append(Span(parameters[index - 1].end, parameter.end))
        elif index + 1 < len(parameters):
            cuts.append(Span(parameter.start, parameters[index + 1].start))
        else:
            cuts = [Span(start, end)]
    if host == _WECHAT and text[end:] == _WECHAT_MARK:
        names.append(_WECHAT_MARK)
        cuts.append(Span(end, len(text)))
    return names, _joined(cuts)


def _parameters(text: str, host: str, start: int, end: int) -> Iterator[_Parameter]:
    nested = False
    while start <= end:
        separator = _SEPARATOR.search(text, start, end)
        stop = separator.start() if separator else end
        name, _, value = text[start:stop].partition("=")
        name = name.replace("\\", "")
        yield _Parameter(name, value, start, stop, not nested and is_tracking(host, name))
        # What follows an unencoded address may be the inner one's.
        nested = nested or "://" in value
        if not separator:
            return
        start = separator.end()


def _joined(cuts: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for cut in cuts:
        if joined and joined[-1].end >= cut.start:
            joined[-1] = Span(joined[-1].start, cut.end)
        else:
            joined.append(cut)
    return joined


RULE = Rule(
    name="tracking-parameter",
    group="links",
    summary="An address with parameters that only tell where its reader came from",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE),
    options={
        "credits": Option(
            "keep", "what to do with `utm_` parameters that name GitHub, a list or a sponsor", ("keep", "report")
        ),
    },
    many="{count} links with tracking parameters",
)
