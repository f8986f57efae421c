from __future__ import annotations

import pytest

from awesome_lint.document import Carrier, Document, Entry
from awesome_lint.reading import read
from awesome_lint.source import Source


def document(text: str) -> Document:
    return read(Source.of(text))


def entries(text: str) -> tuple[Entry, ...]:
    return document(text).entries


def only(text: str) -> Entry:
    (entry,) = entries(text)
    if entry.title_span:
        assert entry.span.contains(entry.title_span)
    if entry.date:
        assert text[slice(*entry.date.span)] == entry.date.text
    return entry


def titles(text: str) -> list[str]:
    return [entry.title for entry in entries(text)]


P = "[[paper](https://arxiv.org/abs/2301.00001)]"


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("- [A Title](https://a.org) - What it does.", "A Title", None),
        (
            f"- **A Long Title of Words**, CVPR 2024. {P} [[code](https://github.com/a/b)]",
            "A Long Title of Words",
            "CVPR 2024",
        ),
        (f"- [2024/11] **A Long Title** {P}", "A Long Title", "2024/11"),
        (f"- 2022-11-30, **A Long Title** {P}", "A Long Title", "2022-11-30"),
        (f"- [Arxiv, 2024.5] A long title of words. {P}", "A long title of words", "2024.5"),
        (f"- (ICML 24') **Name**: A Long Title, *Li et al.* {P}", "Name: A Long Title", "ICML 24'"),
        ("- CAM - [A Paper Title](https://a.org)", "A Paper Title", None),
        (f"- A long plain title <br> ACL 2024 {P}", "A long plain title", "ACL 2024"),
        (f"- A long plain title. <ins>arXiv, 2024</ins> {P}", "A long plain title", "arXiv, 2024"),
        (f"- A long plain title. NAACL,2019. {P}", "A long plain title", "NAACL,2019"),
        (f'- **Name**: "A Quoted Title of Words", *arXiv, Apr 2023*. {P}', "A Quoted Title of Words", "Apr 2023"),
        (f'- "A Quoted Title of Words", *ICRA, May 2024*, {P}', "A Quoted Title of Words", "May 2024"),
        (f"- **[2016]** _A title in italics_. {P}", "A title in italics", "2016"),
        (f"- [arXiv:2301.00001] **A Long Title**, Ann Li, Bo Wu {P}", "A Long Title", None),
        ("- [GitLab](https://a.org) - Manages many repositories, see [docs](https://b.org).", "GitLab", None),
        ("- [GitLab](https://a.org)：一个用于仓库管理的项目，[文档](https://b.org)。", "GitLab", None),
        ("- docling: https://github.com/a/docling", "docling", None),
        ("- 中文工具：<https://github.com/a/b>", "中文工具", None),
        (f"- **A Title.** {P}, 2023.2", "A Title", "2023.2"),
        ("- 《一本讲述模型的书》 [[论文](https://a.org)]", "一本讲述模型的书", None),
        (f"- ⭐ **A Starred Title** {P}", "A Starred Title", None),
        ("1. **A Title**\n\n   *Ann Li, Bo Wu.* [[abs](https://a.org)], 2023.12", "A Title", "2023.12"),
        ("[2021] [A Paper Title](https://a.org)", "A Paper Title", "2021"),
        ("**A Title.**<br>\n*Ann Li, Bo Wu.*<br>\nCVPR 2021. [[PDF](https://a.org)]", "A Title", "CVPR 2021"),
        ("> **[Name](https://a.org)** <kbd>★ 3k</kbd><br>what it does", "Name", None),
    ],
)
def test_title_and_date(text: str, title: str, date: str | None) -> None:
    entry = only(text)
    assert entry.title == title
    assert (entry.date and entry.date.text) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Some prose without any link.",
        "- [Papers](#papers)\n- [Code](#code)\n",
        "See [the guide](CONTRIBUTING.md) first.",
        "This list grew out of [a survey](https://a.org), whose authors asked for it.",
        "[![Badge](https://img.shields.io/a)](https://awesome.re)",
        "```\n- [a](https://a.org)\n```",
        "<!--\n- [a](https://a.org)\n-->",
        "| a | b |\n|---|---|\n|  |  |\n",
        "- one\n- two\n",
    ],
)
def test_what_is_no_entry(text: str) -> None:
    assert entries(text) == ()


TABLE = """\
| Date | Name | Paper | Venue | Code |
|---|---|---|---|---|
| 2023-05 | Alpha | [A Study of Alpha in the Wild](https://a.org/1) | CVPR | [code](https://github.com/a/a) |
| 2023-06 | Beta | [A Study of Beta in the Wild](https://a.org/2) | ICCV | - |
| 2023-07 | Gamma | [A Study of Gamma in the Wild](https://a.org/3) | ECCV | [code](https://github.com/a/c) | lost |
"""


def test_rows() -> None:
    first, _, third = entries(f"## Papers\n\n{TABLE}")
    assert first.carrier is Carrier.ROW
    assert first.title == "A Study of Alpha in the Wild"
    assert first.date
    assert first.date.text == "2023-05"
    assert first.place == ("column", "date")
    assert first.venue == "CVPR"
    assert [link.target for link in first.links] == ["https://a.org/1", "https://github.com/a/a"]
    assert [(field.name, field.text) for field in first.fields][:2] == [("Date", "2023-05"), ("Name", "Alpha")]
    assert first.section.path == ("Papers",)
    assert third.row
    assert [cell.text for cell in third.row.overflow] == ["lost"]


@pytest.mark.parametrize(
    ("header", "row", "title", "date"),
    [
        (
            "| 论文 | 时间 | 链接 |",
            "| 一篇关于模型的论文 | 2023.05 | [链接](https://a.org) |",
            "一篇关于模型的论文",
            "2023.05",
        ),
        ("| 论文日期 | 标题 | 简介 |", "| 23.08 | [标题在此](https://a.org) | 说明 |", "标题在此", "23.08"),
        ("| | Year | Links |", "| A nameless title | 2021 | [pdf](https://a.org) |", "A nameless title", "2021"),
        ("| Paper | Title |", "| [Paper](https://a.org) | What it is called |", "What it is called", None),
        ("| Model | Date | Notes |", "| Alpha | May 2023 | big |", "Alpha", "May 2023"),
        ("| API | Description |", "| [Cats](https://a.org) | Pictures |", "Cats", None),
    ],
)
def test_columns_by_content_and_header(header: str, row: str, title: str, date: str | None) -> None:
    delimiter = "|" + "---|" * (header.count("|") - 1)
    entry = only(f"{header}\n{delimiter}\n{row}")
    assert (entry.title, entry.date and entry.date.text) == (title, date)


def test_a_full_title_goes_before_a_short_name() -> None:
    text = "| Name | Paper | Link |\n|---|---|---|\n| RaRa | A Study of Many Words | [[Link]](https://a.org) |\n"
    assert only(text).title == "A Study of Many Words"


def test_attributes_belong_to_their_item() -> None:
    text = "- **A Title of Words**\n  - Paper: <https://a.org>\n  - Publish Date: 2026.06.18\n  - Task: driving\n"
    entry = only(text)
    assert [(field.name, field.text) for field in entry.attributes] == [
        ("Paper", "<https://a.org>"),
        ("Publish Date", "2026.06.18"),
        ("Task", "driving"),
    ]
    assert [link.target for link in entry.links] == ["https://a.org"]
    assert entry.date
    assert entry.place == ("attribute", "publish date")


def test_links_below_an_item_are_its_own() -> None:
    text = "- (CVPR 24') A Title in Plain Words, *Li et al.*\n  - [paper](https://a.org) [code](https://b.org)\n"
    entry = only(text)
    assert entry.title == "A Title in Plain Words"
    assert len(entry.links) == 2


def test_nested_entries_are_entries_of_their_own() -> None:
    text = "- [Parent](https://a.org) - text\n  - [Child one](https://b.org)\n  - [Child two](https://c.org)\n"
    parent, one, two = entries(text)
    assert [entry.title for entry in (parent, one, two)] == ["Parent", "Child one", "Child two"]
    assert text[slice(*parent.span)] == "- [Parent](https://a.org) - text"
    assert len(parent.links) == 1
    assert one.group == two.group == parent.span.start


def test_an_item_whose_link_is_missing_stands_among_entries() -> None:
    text = "".join(f"- [Title {n}](https://a.org/{n}) - text\n" for n in range(4)) + "- Title without a link - text\n"
    assert len(entries(text)) == 5


def test_headings_that_are_entries() -> None:
    text = "# List\n\n## [One Title](https://a.org)\n\nWhat it does.\n\n## [Two Title](https://b.org)\n\nMore.\n"
    one, two = entries(text)
    assert (one.title, two.title) == ("One Title", "Two Title")
    assert one.carrier is Carrier.HEADING
    assert one.section.path == ("List",)
    assert one.group == two.group


def test_a_heading_with_a_labelled_link_below_is_an_entry() -> None:
    text = "## Papers\n\n### A Title\n\n**Paper:** [here it is](https://a.org)<br>\n**Date:** 2024-05-01\n"
    entry = only(text)
    assert entry.title == "A Title"
    assert entry.section.path == ("Papers",)


def test_headings_with_badges_are_entries_where_many_have_them() -> None:
    badge = "[![p](https://img.shields.io/a)](https://a.org)"
    many = "".join(f"### Model {n} of Words\n\n{badge}\n\n" for n in range(4))
    assert titles(f"# List\n\n{badge}\n\n{many}") == [f"Model {n} of Words" for n in range(4)]
    assert titles(f"# List\n\n{badge}\n\n## Papers\n\n{badge}\n") == []


def test_a_heading_over_a_list_is_no_entry() -> None:
    text = "## [Papers](https://a.org)\n\n- [One](https://b.org)\n- [Two](https://c.org)\n"
    assert titles(text) == ["One", "Two"]


def test_rows_and_items_in_html() -> None:
    text = (
        "<table>\n<tr><td>Head</td></tr>\n"
        '<tr><td><a href="https://a.org">One Title</a></td><td>text</td></tr>\n'
        '<tr><td><a href="https://b.org">Two Title</a></td></tr>\n</table>\n\n'
        '<ul>\n<li><b>Three Title</b> <a href="https://c.org"><img src="i"></a></li>\n</ul>\n'
    )
    found = entries(text)
    assert [entry.title for entry in found] == ["One Title", "Two Title", "Three Title"]
    assert {entry.carrier for entry in found} == {Carrier.HTML}


def test_a_row_in_html_keeps_to_itself_where_a_link_is_not_closed() -> None:
    text = (
        '<ul>\n<li><i>One Title</i> <a href="https://a.org">\n<img src="i"></li>\n'
        '<li><a href="https://b.org">Two Title</a></li>\n</ul>\n'
    )
    one, two = entries(text)
    assert [link.target for link in one.links] == ["https://a.org", "i"]
    assert two.title == "Two Title"


def test_entries_in_details() -> None:
    assert titles("<details><summary>More</summary>\n\n- [One](https://a.org)\n\n</details>\n") == ["One"]


def test_lines_of_a_paragraph_that_are_entries() -> None:
    assert titles("[One Title](https://a.org)<br>\n[Two Title](https://b.org)\n") == ["One Title", "Two Title"]


def test_sections_and_groups() -> None:
    text = "# List\n\n## A\n\n### B\n\n- [One](https://a.org)\n\n## C\n\n**Topic**\n\n- [Two](https://b.org)\n"
    one, two = entries(text)
    assert one.section.path == ("List", "A", "B")
    assert two.section.path == ("List", "C")
    assert text[one.group :].startswith("### B")
    assert text[two.group :].startswith("**Topic**")


@pytest.mark.parametrize(
    ("separator", "description"),
    [
        (" - ", "What it does."),
        (" – ", "What it does."),
        ("：", "工具说明。"),
        (": ", "What."),
        (" ", "What"),
        (" | ", "What"),
    ],
)
def test_description(separator: str, description: str) -> None:
    assert only(f"- [Title](https://a.org){separator}{description}\n").description == description


def test_authors_and_marks() -> None:
    entry = only(f"- **A Title of Words** ✅ :fire: *Ann Li, Bo Wu* ![star](https://img.shields.io/s) {P}\n")
    assert entry.authors == "Ann Li, Bo Wu"
    assert entry.marks == ("star", "✅", ":fire:")


@pytest.mark.parametrize("text", ["- [2024/11] **A Long Title** " + P, "- **A Long Title** " + P + ", 2024.11"])
def test_places_in_text_are_the_section_s(text: str) -> None:
    entry = only(f"## A\n\n{text}\n")
    assert entry.place[0] in ("leading", "trailing")
    assert entry.place[1] == "A"


def test_a_date_in_the_midst_has_no_place() -> None:
    entry = only(f"- **A Title** was shown in May 2024 by many, {P} and liked.\n")
    assert entry.date
    assert entry.place == ()
