"""What rules of style leave alone, and what they do not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.fixer import fix
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule, all_rules
from awesome_lint.rule import Context
from awesome_lint.source import Source

RULES = {rule.name: rule for rule in all_rules()}
TODAY = dt.date(2026, 11, 1)


def active(name: str, options: dict[str, object]) -> ActiveRule:
    return ActiveRule(RULES[name], {key: option.default for key, option in RULES[name].options.items()} | options)


def found(
    name: str, text: str, path: str = "README.md", files: tuple[str, ...] | None = None, **options: object
) -> list[str]:
    exists = None if files is None else lambda asked: asked.removeprefix("/") in files
    document = read(Source.of(text, path))
    one = active(name, options)
    context = Context(TODAY, one.options, exists)
    return [document.source.slice(each.span) for each in one.rule.check(document, context)]


@pytest.mark.parametrize(
    "text",
    [
        "# 用Python写\n",
        "[用Python写](https://a.example)\n",
        "[用Python写][a]\n\n[a]: https://a.example\n",
        "![用Python写](a.png)\n",
        "`用Python写` <b title='用Python写'></b>\n",
        "```\n用Python写\n```\n",
        "https://a.example/用Python写\n",
        "用C语言写，A股，第3章，2024年5月1日，12时30分\n",
        "用 Python 写\n",
        "《用Python写》「用Python写」『用Python写』\n",
        "한국어는Python으로\n",
        "用**Python**写\n",
        "用&#80;ython写\n",
    ],
)
def test_no_blank_is_asked_for_in_names_code_addresses_and_across_markup(text: str) -> None:
    assert found("cjk-spacing", text, style="always") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("用Python写\n", ["用Python", "Python写"]),
        ("> - 用Python3.12写\n", ["用Python3.12", "Python3.12写"]),
        ("| a |\n| - |\n| 共12个 |\n", ["共12", "12个"]),
        ("カタカナRustひらがな\n", ["ナRust", "Rustひ"]),
    ],
)
def test_a_blank_is_asked_for_between_scripts(text: str, places: list[str]) -> None:
    assert found("cjk-spacing", text, style="always") == places


def test_words_and_numbers_are_learned_apart() -> None:
    text = "".join(f"用 Python 写，共{count}只\n\n" for count in range(10, 30))
    assert found("cjk-spacing", text + "用Rust写\n") == ["用Rust", "Rust写"]
    assert found("cjk-spacing", text + "共 3 只\n") == ["共 3", "3 只"]


def test_no_convention_no_finding() -> None:
    text = "用 Python 写，用Rust写\n\n" * 30
    assert found("cjk-spacing", text) == []
    assert found("cjk-spacing", "用 Python 写\n\n" * 8 + "用Rust写\n") == []
    assert found("cjk-punctuation", "虫，虫,虫\n\n" * 30) == []
    assert found("cjk-punctuation", "虫，虫\n\n" * 18 + "虫,虫\n") == []
    assert found("cjk-punctuation", "虫，虫\n\n" * 19 + "虫,虫\n") == [","]
    assert found("cjk-punctuation", "虫,虫\n\n" * 30 + "虫，虫\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "虫, Python\n",
        "Python,虫\n",
        "3,5\n",
        "虫(Python)虫\n",
        "[虫](https://a.example)(虫)\n",
        "[虫,虫](https://a.example/虫,虫)\n",
        "# 虫,虫\n",
        "`虫,虫`\n",
        "<!-- 虫,虫 -->\n",
        "虫.md\n",
        ":虫:\n",
        "- 论文: [虫](https://a.example)\n",
    ],
)
def test_half_width_signs_beside_other_things_stay(text: str) -> None:
    assert found("cjk-punctuation", text, style="full") == []


@settings(max_examples=50, deadline=None)
@given(st.text("虫蚁用Ab1 ,.:;?!()，。*`[]|\n", max_size=40))
def test_safe_fixes_of_cjk_rules_touch_no_letter_and_no_digit(text: str) -> None:
    rules = [active("cjk-spacing", {"style": "always"}), active("cjk-punctuation", {"style": "full"})]
    before = Source.of(text)
    after = fix(before, rules, Context(TODAY)).source

    def said(text: str) -> str:
        return "".join(char for char in text if char.isalnum())

    assert said(after.text) == said(before.text)
    assert fix(after, rules, Context(TODAY)).source.text == after.text


def item(description: str) -> str:
    return f"- [Ants](https://a.example) - {description}\n"


@pytest.mark.parametrize(
    "description",
    [
        "They are small!",
        "They are small…",
        'They say "hm."',
        "They see `ants`",
        "They see ![ants](a.png)",
        "A (b.)",
    ],
)
def test_ends_that_are_no_missing_stop(description: str) -> None:
    assert found("description-ending", item(description), ending=".") == []


@pytest.mark.parametrize("description", ["They are small", "Small", "They are small (and red)", "Ant 12", "很小的虫子"])
def test_a_missing_stop(description: str) -> None:
    assert found("description-ending", item(description), ending=".") == [description[-1]]


@pytest.mark.parametrize(
    "description", ["Of the U.S.", "Nests, honey, etc.", "They are small. They fly.", "So small..."]
)
def test_stops_that_stay_in_a_list_without(description: str) -> None:
    assert found("description-ending", item(description), ending="none") == []


def test_descriptions_of_each_script_have_their_own_ending() -> None:
    text = item("They are rather small") * 20 + item("一种会筑巢的昆虫。") * 20
    assert found("description-ending", text + item("They are small.") + item("一种会飞的昆虫")) == [".", "虫"]


def test_the_front_page_alone_is_asked_for_a_badge_and_files() -> None:
    for name in ("missing-awesome-badge", "missing-contributing-file", "missing-license-file"):
        assert found(name, "# Ants\n", "README.md", ("README.md",)) == ["Ants"]
        assert found(name, "# Ants\n", "docs/readme_zh.md", ("README.md",)) == ["Ants"]
        assert found(name, "# Ants\n", "docs/ants.md", ("README.md",)) == []
        assert found(name, "# Ants\n", "ants.md", ("ants.md",)) == ["Ants"]


@pytest.mark.parametrize(
    "badge",
    [
        "[![Awesome](https://awesome.re/badge-flat.svg)](https://awesome.re)",
        "[![Awesome](https://cdn.example/x.svg)](https://github.com/sindresorhus/awesome)",
        "![Awesome](https://cdn.example/sindresorhus/awesome/d73/media/badge.svg)",
        "[![][badge]](https://awesome.re)\n\n[badge]: https://awesome.re/badge.svg",
    ],
)
def test_badges_of_many_forms(badge: str) -> None:
    assert found("missing-awesome-badge", f"# Ants\n\n{badge}\n") == []
    assert found("missing-awesome-badge", f"# Ants\n\n## Bees\n\n{badge}\n") == ["Ants"]


def test_a_badge_that_is_no_badge() -> None:
    assert found("missing-awesome-badge", "# Ants\n\n[Awesome](https://awesome.re)\n") == ["Ants"]
    assert found("missing-awesome-badge", "no heading\n") == ["no heading"]


@pytest.mark.parametrize(
    "text",
    [
        "see github.com/ants, @github, awesome-github and github_ants\n",
        "`github` <b class='github'></b> https://github.com\n",
        "githubber, node.json and javascripts\n",
        "[My github page](https://a.example)\n",
        "- [Ants on Github](https://a.example) - Small.\n",
        "- [fastapi](https://a.example/x/fastapi) - Small.\n",
        "THE GITHUB OF ANTS\n",
        ":github: #github $github\n",
        "Mac OS X and OS X\n",
        "What docker run and docker -v do\n",
    ],
)
def test_names_in_other_things_stay(text: str) -> None:
    assert found("misspelt-name", text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("On Github, Github; (github).\n", ["Github", "Github", "github"]),
        ("docker images for python\n", ["docker", "python"]),
        ("在Github上\n", ["Github"]),
        ("用 Github 写\n", ["Github"]),
        ("Stack  overflow\n", ["Stack  overflow"]),
        ("nodeJS's\n", ["nodeJS"]),
        ("[Mongodb](https://a.example)\n", ["Mongodb"]),
    ],
)
def test_misspelt_names(text: str, wrong: list[str]) -> None:
    assert found("misspelt-name", text) == wrong


@pytest.mark.parametrize(
    "rest",
    [
        " - Small ants.",
        ", a journal",
        " ([code](https://b.example))",
        " [code](https://b.example)",
        " and their nests",
        "",
        " :ant: 12",
        " ![x](x.png)",
    ],
)
def test_what_follows_a_title_and_is_no_description(rest: str) -> None:
    assert found("unseparated-description", f"- [Ants](https://a.example){rest}\n") == []


@pytest.mark.parametrize(
    "rest", ["– Small ants.", ": Small ants.", "- Small ants.", " Small ants of the woods.", "：小虫"]
)
def test_descriptions_behind_other_signs(rest: str) -> None:
    assert len(found("unseparated-description", f"- [Ants](https://a.example){rest}\n")) == 1
    assert len(found("unseparated-description", f"- **[Ants](https://a.example)**{rest}\n")) == 1


def test_labels_and_later_links_are_no_titles() -> None:
    assert found("unseparated-description", "- [paper](https://a.example): Small ants.\n") == []
    assert found("unseparated-description", "- Ants, see [Bees](https://a.example): small ones.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "```sh\nants\n$ bees\n```\n",
        "```console\n$ ants\n```\n",
        "```\n$ ants\n```\n",
        "    $ ants\n",
        "```sh\n$HOME/ants\n```\n",
        "```sh\n```\n",
    ],
)
def test_blocks_whose_prompts_stay(text: str) -> None:
    assert found("shell-prompt", text) == []


def test_contents_in_html_or_elsewhere_are_contents() -> None:
    sections = "".join(f"## Ants {count}\n\n- [Ants](https://a.example/{count})\n\n" for count in range(8))
    links = "".join(f'<a href="#ants-{count}">Ants</a>\n' for count in range(8))
    assert found("missing-contents", f"# Ants\n\n{sections}") == ["Ants"]
    assert found("missing-contents", f"# Ants\n\n<p>\n{links}</p>\n\n{sections}") == []
    assert found("missing-contents", f"# Ants\n\n{sections}".replace("## Ants 7", "more")) == []
