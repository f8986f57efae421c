"""A proposal as TOML for people: each choice with its evidence, and what is theirs to decide behind `#`."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from awesome_lint.output.terminal import shorten, visible
from awesome_lint.schema import URL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_lint.proposal import Choice, Proposal
    from awesome_lint.proposal.habit import Setting

SCHEMA = URL
"""The address of the settings' JSON Schema, which editors read from the first line."""

_COLUMNS = 100
_NAMED = 3
_LONGEST = 400  # of one comment: names in it are a list's own, and may go on for ever
_ESCAPES = {'"': '\\"', "\\": "\\\\"}


def render(proposal: Proposal, lists: Sequence[str]) -> str:
    """Return the text of an ``awesome-lint.toml`` for the files *lists*, named as people call them."""
    blocks = [_head(proposal, lists), *_names(proposal), *_rules(proposal.choices)]
    return f"#:schema {SCHEMA}\n" + "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def quoted(text: str) -> str:
    """Return *text* as a TOML string on one line, with everything that is hidden or a control escaped."""
    return '"' + "".join(_ESCAPES.get(char) or _shown(char) for char in text) + '"'


def _shown(char: str) -> str:
    if char == visible(char):
        return char
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"  # noqa: PLR2004  (four digits)


def _value(value: Setting) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(quoted, value))}]"
    if isinstance(value, str):
        return quoted(value)
    return str(value).lower()


def _comment(text: str) -> list[str]:
    """Return *text*, which may quote anything, as lines that are comments."""
    lines = wrap(shorten(text, _LONGEST), _COLUMNS, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in lines]


def _head(proposal: Proposal, lists: Sequence[str]) -> list[str]:
    names = ", ".join(lists) if len(lists) <= _NAMED else f"{len(lists)} lists"
    entries = "1 entry" if proposal.entries == 1 else f"{proposal.entries} entries"
    lines = _comment(f"Settings of awesome-lint, learned from {names} ({entries}).")
    if any(choice.sure for choice in proposal.choices):
        lines.append("# They change no finding of today, and hold new entries to what most of the old ones do.")
    elif not proposal.choices:
        lines.append("# Nothing has a majority that a setting could say: each entry is judged by its own neighbours.")
    if proposal.noisy or proposal.quiet or not all(choice.sure for choice in proposal.choices):
        lines.append("# A setting behind `#` is yours to decide: remove the `#`, or the line.")
    return [*lines, "# `awesome-lint explain RULE` says what a rule finds, and what its options mean."]


def _names(proposal: Proposal) -> Iterator[list[str]]:
    if proposal.noisy:
        rules = [f"  # {quoted(name)}, # {count} findings" for name, count in proposal.noisy]
        yield ["# Rules with many findings that `awesome-lint fix` does not mend.", "extend-ignore = [", *rules, "]"]
    if proposal.quiet:
        names = ", ".join(map(quoted, proposal.quiet))
        yield ["# Rules that are off by default, and find nothing to report today.", f"# extend-select = [{names}]"]


def _rules(choices: Sequence[Choice]) -> Iterator[list[str]]:
    for rule in dict.fromkeys(choice.rule for choice in choices):
        lines = [f"[rules.{rule}]"]
        for choice in choices:
            if choice.rule == rule:
                sign = "" if choice.sure else "# "
                lines += _comment(f"{choice.why[:1].upper()}{choice.why[1:]}.")
                lines += [f"{sign}{name} = {_value(value)}" for name, value in choice.options.items()]
        yield lines
