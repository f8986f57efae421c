"""Spans to look up, and the walk over blocks and items."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.document import Heading, Item, List, Paragraph, Quote, walk
from awesome_lint.reading import read
from awesome_lint.source import Source, Span
from awesome_lint.spans import Spans

SPAN = st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPAN, max_size=8), SPAN)
def test_lookups_are_those_of_each_span(spans: list[Span], one: Span) -> None:
    known = Spans(spans)
    assert known.hold(one.start) == any(each.start <= one.start < each.end for each in spans)
    assert known.contain(one) == any(each.contains(one) for each in spans)
    assert known.overlap(one) == any(each.overlaps(one) for each in spans)


def test_a_walk_meets_every_block_and_item_in_order() -> None:
    text = "# A\n\n- one\n  - two\n\n    > three\n    > - four\n- five\n\n> six\n"
    blocks = read(Source.of(text)).blocks
    nodes = list(walk(blocks))
    assert [type(node) for node in nodes] == [
        *(Heading, List, Item, Paragraph, List, Item, Paragraph, Quote, Paragraph, List, Item, Paragraph),
        *(Item, Paragraph, Quote, Paragraph),
    ]
    assert [node.span.start for node in nodes] == sorted(node.span.start for node in nodes)
    own = list(walk(blocks, quoted=False))
    assert own == [node for node in nodes if node in own]
    assert [sum(isinstance(node, kind) for node in own) for kind in (Item, Quote, Paragraph)] == [3, 2, 3]
