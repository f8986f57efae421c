from __future__ import annotations

import pytest
from fragments import markdown_texts
from github import ours, page, without_front_matter
from hypothesis import given, settings

from awesome_lint.document import Block, Document, Heading, Html, List, Opaque, Paragraph, Quote, Table
from awesome_lint.reading import read
from awesome_lint.source import Source, Span


def document(text: str) -> Document:
    return read(Source.of(text))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(markdown_texts)
def test_links_and_rows_are_those_that_github_makes(text: str) -> None:
    assert ours(document(text)) == page(without_front_matter(text))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(markdown_texts)
def test_every_block_lies_in_its_parent(text: str) -> None:
    found = document(text)
    check_blocks(found.blocks, Span(0, len(text)))
    for link in found.links:
        assert 0 <= link.span.start <= link.span.end <= len(text)
    for entry in found.entries:
        assert 0 <= entry.span.start <= entry.span.end <= len(text)


def check_blocks(blocks: tuple[Block, ...], parent: Span) -> None:
    last = parent.start
    for block in blocks:
        assert parent.contains(block.span), (block, parent)
        assert last <= block.span.start
        last = block.span.end
        if isinstance(block, Heading | Paragraph):
            assert block.span.contains(block.content.span)
        elif isinstance(block, Quote):
            check_blocks(block.blocks, block.span)
        elif isinstance(block, List):
            for item in block.items:
                assert block.span.contains(item.span)
                assert item.span.contains(item.marker)
                check_blocks(item.blocks, item.span)
        elif isinstance(block, Table):
            check_table(block)


def check_table(table: Table) -> None:
    assert table.span.contains(table.delimiter)
    assert len(table.alignments) == table.width
    for row in (table.header, *table.rows):
        assert table.span.contains(row.span)
        assert len(row.cells) <= table.width
        for cell in (*row.cells, *row.overflow):
            assert row.span.contains(cell.span)
            assert cell.span.contains(cell.content.span)


def shape(text: str) -> list[str]:
    return [type(block).__name__ for block in document(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("# a\nb", ["Heading", "Paragraph"]),
        ("a\n===\nb\n---", ["Heading", "Heading"]),
        ("---\nx: 1\n---\n# a", ["Opaque", "Heading"]),
        ("---", ["Opaque"]),
        ("a\n- b", ["Paragraph", "List"]),
        ("a\n* \nb", ["Paragraph"]),
        ("a\n2. b", ["Paragraph"]),
        ("a\n1. b", ["Paragraph", "List"]),
        ("1. a\n2. b", ["List"]),
        ("- a\n* b", ["List", "List"]),
        ("> a\nb", ["Quote"]),
        ("> a\n\nb", ["Quote", "Paragraph"]),
        ("```\n- a\n```", ["Opaque"]),
        ("    a", ["Opaque"]),
        ("<div>\n\n- a\n\n</div>", ["Html", "List", "Html"]),
        ("- a\n<br />\n[t](u)", ["List", "Html"]),
        ("> a\n<br />\nb", ["Quote", "Html"]),
        ("a\n<br />\nb", ["Paragraph"]),
        ("[a]: b\n\n# c", ["Opaque", "Heading"]),
        ("[^1]: note", ["Paragraph"]),
        ("| a |\n|---|\n| b |", ["Table"]),
        ("a\n|---|", ["Table"]),
        ("a | b\n--|--\nc | d", ["Table"]),
        ("text\na | b\n--|--", ["Paragraph", "Table"]),
        ("a\n---\n", ["Heading"]),
        ("| a | b |\n|---|", ["Paragraph"]),
        ("| a |\n|---|\n# b", ["Table", "Heading"]),
        ("| a |\n|---|\ntext", ["Table"]),
        ("| a |\n|---|\n\ntext", ["Table", "Paragraph"]),
        ("# t\n| a |\n|---|", ["Heading", "Table"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert shape(text) == expected


def test_a_row_keeps_the_cells_beyond_the_header() -> None:
    text = "| a | b |\n|:-:|--:|\n| 1 | 2 | [t](u) |\n| 1 |\n| x \\| y | `p\\|q` \n"
    (table,) = document(text).tables
    assert table.alignments == ("center", "right")
    first, second, third = table.rows
    assert [cell.text for cell in first.cells] == ["1", "2"]
    assert [text[slice(*cell.content.span)] for cell in first.overflow] == ["[t](u)"]
    assert [cell.text for cell in second.cells] == ["1"]
    assert second.closed
    assert [cell.text for cell in third.cells] == ["x | y", "p|q"]
    assert not third.closed
    assert [text[slice(*cell.content.span)] for cell in third.cells] == ["x \\| y", "`p\\|q`"]
    assert [link.target for link in document(text).links] == ["u"]
    assert page(text)[0] == []


def test_a_link_behind_an_escaped_pipe_keeps_its_place() -> None:
    text = "| a |\n|---|\n| x \\| y \\| [t\\|u](v) |\n"
    (link,) = document(text).links
    assert text[slice(*link.span)] == "[t\\|u](v)"
    assert link.text == "t|u"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("# a", "a"),
        ("#\ta", "a"),
        ("# a #", "a"),
        ("## a#b ##  ", "a#b"),
        ("# C#", "C#"),
        ("#", ""),
        ("# #", ""),
        ("### ###", ""),
        ("  # a", "a"),
        ("a\n===", "a"),
        ("a\u00a0\n---", "a\u00a0"),
    ],
)
def test_heading_content(text: str, content: str) -> None:
    (heading,) = document(text).headings
    assert text[slice(*heading.content.span)] == content


def test_html_headings_are_headings() -> None:
    text = '<h2 align="center">A &amp; <b>B</b></h2>\n\n<!-- <h1>no</h1> -->\n'
    (heading,) = document(text).headings
    assert (heading.level, heading.content.text) == (2, "A & B")


def test_links_of_html_blocks_leave_comments_out() -> None:
    text = '<div><a href="u">t</a><!-- <a href="v">w</a> --><img src=i></div>\n'
    (block,) = document(text).blocks
    assert isinstance(block, Html)
    assert [(link.target, link.text, link.image) for link in block.links] == [("u", "t", False), ("i", "", True)]


def test_lines_of_quoted_and_nested_content_keep_their_places() -> None:
    text = "> - a [t](u)\n>   b [v](w)\nlazy [x](y)\n"
    assert [text[slice(*link.span)] for link in document(text).links] == ["[t](u)", "[v](w)", "[x](y)"]


def test_no_break_spaces_belong_to_the_content() -> None:
    text = "\u00a0a\u3000\n"
    (content,) = document(text).contents
    assert text[slice(*content.span)] == "\u00a0a\u3000"


def test_front_matter_is_left_alone() -> None:
    found = document("---\ntitle: '[a](b)'\n---\n\n[t](u)\n")
    assert [link.target for link in found.links] == ["u"]
    assert found.blocks[0] == Opaque(Span(0, 23), "front-matter")


@pytest.mark.parametrize("depth", [5, 40])
def test_deep_lists_are_read(depth: int) -> None:
    text = "\n".join("  " * level + f"- [a](u{level})" for level in range(depth))
    assert [link.target for link in document(text).links] == [f"u{level}" for level in range(depth)]


@pytest.mark.parametrize("text", [">" * 5_000 + " a", "\n".join("  " * i + "- a" for i in range(600)), "> - " * 500])
def test_depth_has_a_bound(text: str) -> None:
    assert document(text).source.text == text


# What GitHub reads otherwise; each is kept so that a change is noticed.


def test_known_difference_a_tag_after_a_definition() -> None:
    text = "[a]: b\n<br />\n[t](u)\n"
    assert page(text)[0] == ["u"]
    assert shape(text) == ["Opaque", "Html"]


def test_known_difference_an_empty_item_before_a_line_of_blanks() -> None:
    text = "-\n\t\n    [t](u)"
    assert page(text)[0] == ["u"]
    assert ours(document(text))[0] == []


def test_known_difference_a_no_break_space_after_a_tag() -> None:
    text = "<br>\u00a0\n[t](u)"
    assert page(text)[0] == ["u"]
    assert shape(text) == ["Html"]


def test_known_difference_github_unescapes_pipes_in_text_before_a_table() -> None:
    text = "https://a.org\\|\n| a |\n|---|\n"
    assert page(text)[0] == ["https://a.org|"]
    assert ours(document(text))[0] == ["https://a.org\\|"]


def test_known_difference_a_quote_mark_that_is_indented_as_code() -> None:
    text = ">\n    >[t](u)"
    assert page(text)[0] == []
    assert ours(document(text))[0] == ["u"]
