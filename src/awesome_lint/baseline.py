"""Known findings: what they are known by, and the file that keeps them. Pure.

The file is made to be merged: one finding a line, sorted. Its first line names the format.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.enclosing import innermost
from awesome_lint.errors import AwesomeLintError
from awesome_lint.written import normalised, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from awesome_lint.document import Document
    from awesome_lint.source import Span

_FORMAT = "awesome-lint-baseline"
_VERSION = 1
_LONGEST = 240


class BaselineError(AwesomeLintError):
    """A baseline that cannot be read. The message says where, and what to do."""


class Known(NamedTuple):
    """What a finding is known by: no line number, so that it is known wherever its entry moves.

    ``path`` is relative to the baseline's folder, in POSIX form. ``text`` is that of the entry, or of
    the line where the finding is in no entry, with blanks and breaks made one blank.
    """

    path: str
    rule: str
    text: str


def text_finder(document: Document) -> Callable[[Span], str]:
    """Return a function from a place in *document* to the ``Known.text`` that a finding there is known by."""
    source, entry_of = document.source, innermost(document.entries)

    def text_of(span: Span) -> str:
        index = entry_of(span)
        if index is not None:
            return _shortened(written(document.entries[index], source))
        return _shortened(normalised(source.slice(source.line_span(source.line_number(span.start)))))

    return text_of


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}… {sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def are_new(found: Iterable[tuple[Known, ...]], known: Counter[Known]) -> list[bool]:
    """Tell for each of *found* whether it is new; those that are *known* are taken out of it, one for one.

    A finding between two files may be known by either place.
    """
    new = []
    for places in found:
        finding = next((place for place in places if known[place] > 0), None)
        new.append(finding is None)
        if finding is not None:
            known[finding] -= 1
    return new


def render(known: Mapping[Known, int]) -> bytes:
    """Return the baseline file that holds *known*, each as often as it occurs."""
    lines = [json.dumps({"format": _FORMAT, "version": _VERSION})]
    for finding, count in sorted(known.items()):
        if count > 0:
            times = {"count": count} if count > 1 else {}
            lines.append(json.dumps({**finding._asdict(), **times}, ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def parse(data: bytes, where: str) -> Counter[Known]:
    """Read the baseline file *where*. Raises ``BaselineError``.

    A finding that stands there twice, as a merge by union leaves it, counts as often as the larger count says.
    """
    again = "delete it and run `awesome-lint check --write-baseline` anew"
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        message = f"{where}: no valid UTF-8; {again}"
        raise BaselineError(message) from None
    _check_header(_object(lines[0]), where, again)
    known: Counter[Known] = Counter()
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        if re.match(r"<{7}|={7}|>{7}|\|{7}", line):
            message = f"{where}, line {number}: a merge left its marks; keep the lines of both sides, or {again}"
            raise BaselineError(message)
        finding, count = _finding(_object(line))
        if finding is None:
            message = f"{where}, line {number}: no finding of a baseline; {again}"
            raise BaselineError(message)
        known[finding] = max(known[finding], count)
    return known


def _object(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _check_header(header: Mapping[str, object], where: str, again: str) -> None:
    if header.get("format") != _FORMAT:
        message = f"{where}: no baseline of awesome-lint; name another file, or {again}"
        raise BaselineError(message)
    if header.get("version") != _VERSION:
        version = json.dumps(header.get("version"))
        message = f"{where}: a baseline of version {version}, expected {_VERSION}; upgrade awesome-lint, or {again}"
        raise BaselineError(message)


def _finding(value: Mapping[str, object]) -> tuple[Known | None, int]:
    path, rule, text, count = (value.get(key, 1) for key in ("path", "rule", "text", "count"))
    if isinstance(path, str) and isinstance(rule, str) and isinstance(text, str) and type(count) is int and count > 0:
        return Known(path, rule, text), count
    return None, 0
