"""``arxiv-title-mismatch``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint import works
from awesome_lint.diagnostic import Diagnostic, Severity
from awesome_lint.facts import Kind
from awesome_lint.recognition import is_other_paper
from awesome_lint.rule import Context, Rule
from awesome_lint.wanted import paper_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.document import Document, Entry, Link


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry whose arXiv id belongs to a paper that its title cannot mean."""
    papers = context.facts.papers if context.facts else {}
    for entry in document.entries:
        link = _own_link(entry)
        paper = papers.get(paper_of(link)) if link else None
        if link and paper and is_other_paper(entry.title, paper, _beside(entry)):
            yield Diagnostic(
                link.span,
                f"Unexpected paper “{paper.title}” behind arXiv id `{paper_of(link)}`, expected “{entry.title}”",
                help="the id or the title is another entry's: look the paper up and mend the address",
            )


def _own_link(entry: Entry) -> Link | None:
    """Return the link that stands for the entry where it leads to the only arXiv paper among its links."""
    link = works.primary(entry)
    papers = {paper_of(each) for each in entry.links} - {""}
    if link and not paper_of(link):
        link = next((each for each in entry.links if paper_of(each)), None)
    return link if link and entry.title and len(papers) == 1 else None


def _beside(entry: Entry) -> Iterator[str]:
    yield entry.description
    yield from (field.text for field in entry.fields)


RULE = Rule(
    name="arxiv-title-mismatch",
    group="arxiv",
    summary="An arXiv id that belongs to another paper than the entry's title names",
    severity=Severity.WARNING,
    check=check,
    supersedes=("conflicting-arxiv-id",),
    facts=(Kind.PAPERS,),
)
