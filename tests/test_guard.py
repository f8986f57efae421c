import re
from collections.abc import Callable

import pytest
from effort import growth

from awesome_lint.guard import LayoutGuard, content_fault
from awesome_lint.reading import read
from awesome_lint.rendering import disagreements, html
from awesome_lint.source import Edit, Source

TABLE = (
    "| Paper | Date |\n| --- | --- |\n| [a](https://a.example) | 2024 |\n| [b](https://b.example) | 2025 | hidden |\n"
)
LIST = "# One\n\n- [a](https://a.example) text\n- [b](https://b.example) text\n\n## Two\n\n- [c](https://c.example)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n", "a\n\n\n"),
        ("* a\n* b\n", "- a\n- b\n"),
        ("#  a\n", "# a\n"),
        ("|a|b|\n|-|-|\n|c|d|\n", "| a | b |\n| --- | --- |\n| c | d |\n"),
        ("| a |\n| - |\n| c | |\n", "| a |\n| - |\n| c |\n"),
        ("> a  \n> b\n", ">  a  \n>  b\n"),
        ("1. a\n1. b\n", "1. a\n2. b\n"),
        ("a  \nb\\\nc\n", "a\\\nb  \nc\n"),
        ("> - a   \n>   b\n", "> - a\\\n>   b\n"),
    ],
)
def test_layout_that_shows_alike_holds(before: str, after: str) -> None:
    assert LayoutGuard().holds(read(Source(before)), read(Source(after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n", "b\n"),
        ("a  \nb\n", "a\nb\n"),
        ("a\\\nb\n", "a\nb\n"),
        ("a\\\n", "a\n"),
        ("`a\\\nb`\n", "`a\nb`\n"),
        ("a\\\\\nb\n", "a\\\nb\n"),
        ("[a]: b\\\n", "[a]: b\n"),
        ("<p>\\\na</p>\n", "<p>\na</p>\n"),
        ("```\na\\\n```\n", "```\na\n```\n"),
        ("a\u00a0\n", "a\n"),
        ("`a  b`\n", "`a b`\n"),
        ("- a\n- b\n", "- a\n\n- b\n"),
        ("3. a\n", "1. a\n"),
        (TABLE, TABLE.replace(" hidden |", "")),
        (TABLE, TABLE.replace("hidden", "hiden")),
        (TABLE.replace("hidden", "x | y"), TABLE.replace("hidden", "y | x")),
        ("a\n\n[unused]: https://a.example\n", "a\n"),
        ("a\n\n[unused]: https://a.example\n", "a\n\n[unused]: https://b.example\n"),
        ("a <!-- b -->\n", "a\n"),
        ("&ensp;a\n", "\u2002a\n"),
        ("a \\[b\\]\n", "a [b]\n"),
    ],
)
def test_layout_that_shows_otherwise_or_loses_text_does_not_hold(before: str, after: str) -> None:
    assert not LayoutGuard().holds(read(Source(before)), read(Source(after)))


def fault(text: str, *replacements: tuple[str, str]) -> str | None:
    edits = [Edit(text.index(old), text.index(old) + len(old), new) for old, new in replacements]
    source = Source(text)
    found = content_fault(read(source), read(source.edited(sorted(edits))), sorted(edits))
    return found.message if found else None


@pytest.mark.parametrize(
    "replacement",
    [
        ("https://a.example", "https://z.example"),
        ("[a](https://a.example)", "a"),
        ("- [a](https://a.example) text\n", ""),
        ("text\n- ", "text, longer\n- "),
        ("## Two", "## Three"),
        ("text", "[new](https://n.example)"),
    ],
)
def test_content_may_change_where_it_was_edited(replacement: tuple[str, str]) -> None:
    assert fault(LIST, replacement) is None


@pytest.mark.parametrize(
    ("replacement", "message"),
    [
        (("# One", "# One\n\n```"), "link outside"),
        (("# One\n", "<!-- One\n"), "link outside"),
        (("text\n- ", "text [\n- "), None),
        (("- [c]", "[b]: https://z.example\n\n- [c]"), None),
        (("\n\n- [c]", "\n- [c]"), None),
        (("\n\n## Two", "\n\n    ## Two"), "item outside"),
    ],
)
def test_content_may_not_change_elsewhere(replacement: tuple[str, str], message: str | None) -> None:
    found = fault(LIST, replacement)
    assert (found or "").startswith(message or "")
    assert bool(found) == bool(message)


@pytest.mark.parametrize(
    ("replacement", "message"),
    [
        (("2024", "2023"), None),
        (("| 2024 |", "| 2024 | more |"), None),
        (("| hidden |", "|"), None),
        (("[b](https://b.example) |", "[b](https://b.example) | | "), "cell outside"),
        (("[b](https://b.example) |", "[b](https://b.example)"), "cell outside"),
        (("| --- | --- |", "| --- | --- | --- |"), "cell outside"),
        (("| --- | --- |\n", "| --- |\n"), "cell outside"),
    ],
)
def test_cells_keep_their_columns(replacement: tuple[str, str], message: str | None) -> None:
    found = fault(TABLE, replacement)
    assert bool(found) == bool(message)
    assert (found or "").startswith(message or "")


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        # The fifth link of six items makes an entry of the one without, and the fourth badge one of each heading.
        ("- [a](https://a.example)\n" * 4 + "- plain\n- [d`x`] (d)\n", "[d`x`] (d)", "[d](https://d.example)"),
        ("- [a](https://a.example)\n" * 4 + "- plain\n", "- [a](https://a.example)\n", ""),
        ("### A\n\n[![b](c)](https://a.example)\n\n" * 3 + "### D\n\n(d)\n", "(d)", "[![b](c)](https://d.example)"),
    ],
)
def test_neighbours_may_become_entries_or_cease_to_be(text: str, old: str, new: str) -> None:
    edited = text.replace(old, new, 1)
    assert len(read(Source(edited)).entries) - len(read(Source(text)).entries) not in {-1, 0, 1}
    assert fault(text, (old, new)) is None


def test_an_edited_definition_gives_its_links_new_targets() -> None:
    text = "- [a][home]\n- [b][other]\n\n[home]: https://a.example\n[other]: https://b.example\n"
    assert fault(text, ("https://a.example", "https://z.example")) is None
    assert fault(text, ("[home]: https://a.example", "[home] https://a.example")) is not None


def test_a_definition_that_moves_to_where_an_edit_was_is_not_edited() -> None:
    assert fault("https://a.example?fbclid=1\n\n[b]: https://b.example\n\n[b]\n", ("?fbclid=1", "")) is None


def test_the_proof_of_many_edits_does_not_hold_every_link_against_every_edit() -> None:
    def prepared(count: int) -> Callable[[], object]:
        text = "- [a](http://a.example) - b\n" * count
        edits = [Edit(start.end(), start.end(), "s") for start in re.finditer("http", text)]
        before, after = read(Source(text)), read(Source(text).edited(edits))
        assert content_fault(before, after, edits) is None
        return lambda: content_fault(before, after, edits)

    assert growth(prepared, 100) < 2.5


def test_front_matter_is_not_rendered() -> None:
    assert html(read(Source("---\ntitle: a\n---\n\nb\n"))) == html(read(Source("b\n")))


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        TABLE,
        "text\n" + TABLE,
        "> " + LIST.replace("\n", "\n> "),
        "<a href='https://a.example'>a</a>\n\n<table><tr><td>a</td></tr></table>\n",
        "![a](b.png) [![c](d.png)](https://e.example)\n",
        "see https://a.example and www.b.example, or mail a@b.example\n",
        "a[^1]\n\n[^1]: a note\n",
        "---\ntitle: [a](b)\n---\n\n[c](d)\n",
        "",
    ],
)
def test_we_agree_with_github(text: str) -> None:
    assert disagreements(read(Source(text))) == []
