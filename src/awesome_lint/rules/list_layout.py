"""Lists whose items are not laid out as most of the file's are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.document import List
from awesome_lint.layout.list_form import AS_WRITTEN, form_of
from awesome_lint.layout.relisting import Relisting, has_sibling
from awesome_lint.regex import regex
from awesome_lint.rule import Option, Rule
from awesome_lint.table_of_contents import contents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from awesome_lint.document import Document
    from awesome_lint.layout.list_form import ListForm
    from awesome_lint.rule import Context

_DEPTHS = range(101)
_CODE_BELOW = regex(r"(?:[ \t]*+\n)*+ {0,3}+[ \t]")


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Report each list that has items, in it or nested, of another form than the file's."""
    contents = contents_of(document)  # often made by a program, which would write it anew
    own = _configured(AS_WRITTEN, context.options)
    form = _configured(form_of(document), context.options)
    for at, each in enumerate(document.blocks):
        if not isinstance(each, List) or _before_code(each, document):
            continue
        apart = contents is not None and contents.span.contains(each.span)
        new = Relisting(document, own if apart else form, context.options["numbering"])
        new.lay_out(each, None, 0, 0, beside=has_sibling(document.blocks, at))
        if new.edits:
            items = f"{len(new.items)} {'items' if len(new.items) > 1 else 'item'} of the list"
            message = f"Unexpected {_and(new.slips)} in {items}, expected {_and(new.slips.values())}"
            yield Diagnostic(new.items[0], message, Fix("Lay out the list as the file's others", tuple(new.edits)))


def _before_code(each: List, document: Document) -> bool:
    """Whether indented code follows: with another indentation of the list it could become an item's text."""
    return _CODE_BELOW.match(document.source.text, each.span.end) is not None


def _configured(form: ListForm, options: Mapping[str, Any]) -> ListForm:
    """Return *form* with what is configured in place of what was learned."""
    if options["marker"] != "keep":
        form = replace(form, markers=dict.fromkeys(_DEPTHS, options["marker"]))
    if options["indent"] != "keep":
        form = replace(form, top=0, nested=int(options["indent"].replace("content", "0")), tabs=False)
    return replace(form, blanks=frozenset((True, False))) if options["blanks"] == "one" else form


def _and(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


RULE = Rule(
    name="list-layout",
    group="layout",
    summary="A list that is not laid out as most of the file's are",
    severity=Severity.INFO,
    check=check,
    fixes=(Applicability.SAFE,),
    phase=Phase.LAYOUT,
    options={
        "marker": Option(
            "keep",
            "the bullet: `keep` is that of most items of a list's depth",
            ("keep", "-", "*", "+"),
        ),
        "indent": Option(
            "keep",
            "where nested items stand: `keep` is where most do, `content` below their parent's text, a number so many "
            "columns from its marker",
            ("keep", "content", "2", "3", "4"),
        ),
        "blanks": Option(
            "keep",
            "blanks after the marker: `keep` makes it one where most items have one",
            ("keep", "one"),
        ),
        "numbering": Option(
            "keep",
            "numbers: `keep` mends wrong ones, `ordered` counts, `one` repeats the first number",
            ("keep", "ordered", "one"),
        ),
    },
)
