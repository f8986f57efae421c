"""``oversized-file``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document

# https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes
# "any content beyond 500 KiB will be truncated".
_LIMIT = 512_000
_FULLEST = 4  # bytes of a character in UTF-8


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a file that GitHub shows in part, or soon will."""
    near = int(context.options["bytes"])
    if len(document.source.text) * _FULLEST < near or (size := len(document.source.encode())) < near:
        return
    shown = f"GitHub shows the first {_LIMIT:,} bytes of a README"
    if size > _LIMIT:
        message = f"Unexpected size of {size:,} bytes, expected {_LIMIT:,} at most: {shown}, and nothing of the rest"
    else:
        message = (
            f"Unexpected size of {size:,} bytes, expected less than {near:,}: {shown}, and {_LIMIT - size:,} are left"
        )
    yield Diagnostic(Span(0, 0), message, help="move sections to files of their own")


RULE = Rule(
    name="oversized-file",
    group="structure",
    summary="A file so large that GitHub cuts it off, or soon will",
    severity=Severity.WARNING,
    check=check,
    options={"bytes": Option(480_000, "the size from which a file is reported")},
)
