"""``unseparated-description``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.reading.words import length
from awesome_lint.regex import regex
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.titled import Titled, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

_LEAST_WORDS = 3
# Behind a name alone, a word in lower case goes on with the sentence: `[Ants](…) and their nests`.
_BEGINS = regex(r"[A-Z\u3400-\u9fff]")


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each description that another sign than the configured dash parts from its title."""
    text = document.source.text
    wanted = f" {context.options['separator']} "
    for each in titled(document):
        written = text[each.separator.start : each.separator.end]
        if written != wanted and _is_description(text, each, written):
            before, after = text[each.separator.start - 1], text[each.description.start]
            blanks_alone = written.strip(" \t") == wanted.strip(" ")
            applicability = Applicability.SAFE if blanks_alone else Applicability.UNSAFE
            yield Diagnostic(
                Span(each.separator.start - 1, each.description.start + 1),
                f"Unexpected `{before}{written}{after}`, expected `{before}{wanted}{after}` before a description",
                Fix(f"Set `{wanted}` there", (Edit(*each.separator, wanted),), applicability),
            )


def _is_description(text: str, each: Titled, written: str) -> bool:
    said = text[each.description.start : each.description.end]
    if not said[0].isalnum() or "\n" in written:
        return False
    if written.strip(" \t\u00a0"):
        return True
    return bool(written and _BEGINS.match(said) and length(said) >= _LEAST_WORDS)


RULE = Rule(
    name="unseparated-description",
    group="style",
    summary="A description that no dash, or another sign, parts from the title's link",
    severity=Severity.WARNING,
    check=check,
    fixes=(Applicability.SAFE, Applicability.UNSAFE),
    default=False,
    supersedes=("entry-off-template",),
    options={"separator": Option("-", "the sign, with a blank on both sides", ("-", "–", "—"))},
    many="{count} descriptions that another sign parts from their titles",
)
