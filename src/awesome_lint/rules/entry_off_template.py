"""``entry-off-template``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.joints import Joint, joints_of
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Carrier, Document, Entry

_LEAST_ENTRIES = 20
_SHARE = 0.9
_COMMAS, _COLONS = (",", "，"), (":", "：")
# A section too small to have a form of its own has the file's, if the file has one without doubt.
_FILE_SHARE = 0.95
FILE = "entries of this file"
"""Which entries a form is learned from where their own group is too small."""


class Form(NamedTuple):
    """What ``following`` of ``total`` entries have at a joint; ``where`` says which entries."""

    text: str
    following: int
    total: int
    where: str


def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry whose signs and blanks differ from those of its neighbours."""
    text = document.source.text
    found, forms = learned(document)
    for entry, joints in found:
        wrong = [
            (joint, form)
            for joint in joints
            if (form := forms[entry.carrier, entry.group, joint.kind]) and not _follows(joint, form)
        ]
        if wrong:
            yield _diagnostic(text, wrong)


_Key = tuple["Carrier", int, str]


def learned(document: Document) -> tuple[list[tuple[Entry, list[Joint]]], dict[_Key, Form | None]]:
    """Return the entries of *document* with their joints, and the form of each group's joints by their kind."""
    text = document.source.text
    groups: dict[tuple[Carrier, int, str], Counter[str]] = defaultdict(Counter)
    pools: dict[tuple[Carrier, str], Counter[str]] = defaultdict(Counter)
    found: list[tuple[Entry, list[Joint]]] = []
    for entry in document.entries:
        joints = joints_of(text, entry)
        if not joints:
            continue
        found.append((entry, joints))
        carrier, group = entry.carrier, entry.group
        for kind, written in dict.fromkeys([(joint.kind, joint.text) for joint in joints]):
            groups[carrier, group, kind][written] += 1
            pools[carrier, kind][written] += 1
    forms = {
        key: _form(_judged(counted, key[2]), _judged(pools[key[0], key[2]], key[2])) for key, counted in groups.items()
    }
    return found, forms


def _judged(counted: Counter[str], kind: str) -> Counter[str]:
    """Leave out the titles with a comma behind, which goes on with something else, unless most are like that."""
    if not kind.startswith("title") or counted.most_common(1)[0][0].strip() in _COMMAS:
        return counted
    return Counter({text: count for text, count in counted.items() if text.strip() not in _COMMAS})


def _form(group: Counter[str], pool: Counter[str]) -> Form | None:
    for counted, share, where in ((group, _SHARE, "entries here"), (pool, _FILE_SHARE, FILE)):
        total = counted.total()
        if total < _LEAST_ENTRIES:
            continue
        written, count = counted.most_common(1)[0]
        if count < share * total:
            return None
        if counted is pool and 2 * group[written] < group.total() and group.total() > 1:
            return None
        return Form(written, count, total, where)
    return None


def _follows(joint: Joint, form: Form) -> bool:
    if joint.text == form.text or (joint.goes_on and form.text.strip() != ""):
        return True
    # `[Workshop](…): the second on rain`, where others go on by a comma: a subtitle.
    return form.text.strip() in _COMMAS and joint.text.strip() in _COLONS


def _diagnostic(text: str, wrong: list[tuple[Joint, Form]]) -> Diagnostic:
    joint, form = wrong[0]
    expected = joint.shown(text, form.text)
    message = (
        f"Unexpected `{joint.shown(text, joint.text)}`, expected `{expected}`, "
        f"as in {form.following} of {form.total} {form.where}"
    )
    edits = tuple(edit for joint, form in wrong for edit in joint.edits(form.text))
    safe = all(_keeps_signs(joint.text, form.text) for joint, form in wrong)
    fix = Fix(f"Write `{expected}`", edits, Applicability.SAFE if safe else Applicability.UNSAFE)
    seen = any(_seen(joint.text) != _seen(form.text) for joint, form in wrong)
    span = Span(joint.span.start - 1, joint.span.end + 1)
    return Diagnostic(span, message, fix, severity=None if seen else Severity.INFO)


def _seen(written: str) -> str:
    """Return what a reader sees of signs and blanks: of several blanks one."""
    return re.sub(r"[ \t]+", " ", written)


def _keeps_signs(old: str, new: str) -> bool:
    """Whether only blanks come or go."""
    return re.sub(r"[ \t]+", "", old) == re.sub(r"[ \t]+", "", new)


RULE = Rule(
    name="entry-off-template",
    group="entries",
    summary="Signs or blanks between the parts of an entry that differ from those of at least 90 % of its neighbours",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE),
    many="{count} entries whose signs or blanks differ from their neighbours'",
)
