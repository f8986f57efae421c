"""Blocks that are not in the form that mdformat gives them, for those who want the whole file formatted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Phase, Severity
from awesome_lint.rule import Option, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document
    from awesome_lint.rule import Context


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report code, quotes and paragraphs that mdformat writes otherwise."""
    if context.options["mdformat"]:
        from awesome_lint.mdformat_form import findings  # noqa: PLC0415  (few configurations want it)

        yield from findings(document)


RULE = Rule(
    name="document-layout",
    group="layout",
    summary='A block outside lists and tables that is not in mdformat\'s form, under `layout = "document"`',
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
    options={
        "mdformat": Option(
            default=False,
            summary='whether such blocks take the form that mdformat gives them; `layout = "document"` sets it',
        ),
    },
)
