"""Text of strangers (titles, addresses, names of files) in every form of output: nothing of it is obeyed."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from command import run
from hypothesis import given
from hypothesis import strategies as st
from test_cli import folder
from test_formats import LINES_URL, made, sarif
from test_output import report

from awesome_lint.diagnostic import Diagnostic, Fix, Related, Severity
from awesome_lint.output.formats import FORMATS
from awesome_lint.output.markup import code, plain, prose
from awesome_lint.output.report import Failure, Report, Surroundings
from awesome_lint.output.terminal import inert, visible
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from pathlib import Path

    from awesome_lint.output.report import FileReport

__all__ = ["folder"]  # a fixture

PIECES = (
    *("::error::owned", "::set-output name=a::b", "%0A", "%0a::warning::x", "##[add-mask]a", "##[set-output name=a]b"),
    *("\n", "\r\n", "\r", "\n::error::x", "</script><script>alert(1)</script>", "<!--", "-->", "]]>", "<![CDATA["),
    *(
        "&#10;",
        "&lt;b&gt;",
        "|",
        "\\|",
        "\\",
        "`",
        "``",
        "```\n",
        "@someone",
        "a@b.example",
        "@org/team",
        "#12",
        "GH-12",
    ),
    *(
        "o/r#1",
        "![i](https://e.example/i.png)",
        "[l](https://e.example)",
        "[l]: https://e.example",
        "$x$",
        "# h",
        "- i",
    ),
    *("<https://e.example>", "https://e.example", "www.e.example", "<img src=x onerror=alert(1)>", "**b**", "__b__"),
    *("~~s~~", "\x1b[31m", "\x1b]8;;https://e.example\x07", "\x9b31m", "\x07", "\x08", "\x7f", "\u202e", "\u2066"),
    *("\u200b", "\u2028", "\x85", "\ufeff", "\ufffe", "😀", "茶", "\U000e0041", "\udcff", "{0}", "{", "}", ",", ":"),
    *("title=x", " ", "word"),
)
HOSTILE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
TEXT = "- 😀 标题 BAD\n"


def hostile(text: str) -> FileReport:
    found = Diagnostic(
        Span(2, 3),
        f"Unexpected `{text}`, expected {text}",
        Fix(f"Write `{text}`", (Edit(2, 3, text.encode(errors="ignore").decode()),)),
        (Related(Span(5, 7), f"first {text} here"),),
        f"look at `{text}` {text}",
        Severity.ERROR,
        "word",
    )
    return report(TEXT, found, path=f"d/{text}.md")


def failure(text: str) -> Failure:
    return Failure(text, f"cannot be read: {text}")


def assert_calm(text: str) -> None:
    """Nothing in *text* moves a terminal's cursor, reorders what is read, or hides."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]", text)


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def runner(text: str) -> list[Command]:
    """Read *text* as the runner does (``ActionCommand.cs``): a line is a command by its start, or by ``##[``."""
    found = []
    for line in re.split("\r\n|\r|\n", text):
        stripped = line.lstrip()
        match = re.match(r"::(\S+?)(?: (.*?))?::(.*)", stripped, re.DOTALL)
        if not match:
            assert "##[" not in line
            continue
        pairs = (pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
        found.append(Command(match[1], {key: unescaped(value) for key, value in pairs}, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


@given(HOSTILE)
def test_workflow_commands_are_ours_alone(text: str) -> None:
    out = made("github", hostile(text), failures=(failure(text),))
    assert_calm(out)
    assert out.count("\n") == 2
    failed, found = runner(out)
    assert (failed.name, set(failed.properties)) == ("error", {"file", "title"})
    assert (found.name, found.properties["line"], found.properties["title"]) == ("error", "1", "word")
    assert set(found.properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert found.data.startswith("Unexpected `")
    if text.isprintable():
        assert found.properties["file"] == f"d/{text}.md"
        assert found.data.split("\n")[0] == f"Unexpected `{text}`, expected {text}"


@pytest.mark.parametrize("form", ["json", "sarif", "rdjson", "gitlab"])
@given(text=HOSTILE)
def test_json_is_calm_and_whole(form: str, text: str) -> None:
    data = FORMATS[form].render(Report((hostile(text),), (failure(text),)), Surroundings()).decode()
    assert_calm(data)
    assert runner(data) == []
    value = json.loads(data)
    if form == "sarif":
        path = _decoded(value["runs"][0]["results"][0]["locations"][0])
    elif form == "json":
        path = value["diagnostics"][0]["path"]
    else:
        path = (value if form == "gitlab" else value["diagnostics"])[1]["location"]["path"]
    assert path == f"d/{text}.md"


def _decoded(location: dict[str, dict[str, dict[str, str]]]) -> str:
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII)
    return unquote_to_bytes(uri).decode("utf-8", "surrogateescape")


@given(HOSTILE)
def test_sarif_stays_valid_and_its_messages_have_no_links(text: str) -> None:
    log = sarif(hostile(text), failures=(failure(text),))
    message = log["results"][0]["message"]["text"]
    assert not re.search(r"(?<!\\)\]\(", message)
    assert_calm(message)


@given(HOSTILE)
def test_xml_holds_strange_text_as_text(text: str) -> None:
    out = made("junit", hostile(text), failures=(failure(text),))
    assert_calm(out)
    assert runner(out) == []
    root = ET.fromstring(out)  # noqa: S314  (our own)
    assert [element.tag for element in root.iter()] == [
        "testsuites", "testsuite", "testcase", "error", "testsuite", "testcase", "failure",
    ]  # fmt: skip
    if text.isprintable():
        assert root[1].get("name") == f"d/{text}.md"


class Page(HTMLParser):
    """Collects what a page holds: tags with addresses, and text outside of code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.shown = ""
        self._code = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]
        self._code += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.shown += data
        self.text += "·" if self._code else data


def page(markdown: str) -> Page:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    extensions = ["table", "autolink", "strikethrough", "tasklist"]
    return Page(markdown_to_html_with_extensions(markdown.encode(errors="replace").decode(), options, extensions))


CALLS = re.compile(r"@[\w-]|#\d|\bGH-\d", re.IGNORECASE)


@given(HOSTILE)
def test_a_summary_has_our_table_and_nothing_else(text: str) -> None:
    out = made("markdown", hostile(text), failures=(failure(text),), lines_url=LINES_URL)
    assert_calm(out)
    assert runner(out) == []
    seen = page(out)
    table = ["table", "thead", "tr", *["th"] * 4, "tbody", "tr", *["td"] * 4]
    ours = ["h2", "p", "ul", "li", "strong", "h3", *table]
    assert [tag for tag in seen.tags if tag not in {"code", "br", "a"}] == ours
    assert len(seen.addresses) == seen.tags.count("a") == 1
    assert seen.addresses[0].startswith(LINES_URL)
    assert not CALLS.search(seen.text)


@given(HOSTILE)
def test_what_reviewdog_posts_is_text(text: str) -> None:
    posted = made("rdjson", hostile(text), failures=(failure(text),))["diagnostics"]
    assert len(posted) == 2
    for each in posted:
        for line in each["message"].split("\n"):
            seen = page(f"> {line}")
            assert set(seen.tags) <= {"blockquote", "p", "code"}
            assert not CALLS.search(seen.text)
        assert each["message"].count("\n") == (4 - 1 if "code" in each else 0)


@pytest.mark.parametrize(
    "text",
    [
        "Unexpected second entry for `On tea`: this section lists it already, at line 3",
        "Unexpected `https://www.arxiv.org`, expected `https://arxiv.org`",
        "Unexpected date form `2024/06`, expected `2024-06`, as in 12 of 13 (92 %) of the column",
        "论文：乌龙茶，第一章。",
    ],
)
def test_ordinary_messages_stay_as_they_are(text: str) -> None:
    assert prose(text) == text


@given(HOSTILE)
def test_plain_text_shows_what_it_says(text: str) -> None:
    for form in (plain, code, prose):
        shown = page(f"x{form(text)}x").shown.replace("\u200b", "").strip("\n")
        expected = visible(text).encode(errors="replace").decode()
        if form is prose:
            expected, shown = expected.replace("`", ""), shown.replace("`", "")
        assert " ".join(shown.split()) == " ".join(f"x{expected}x".replace("\u200b", "").split())


@given(HOSTILE)
def test_text_forms_have_no_commands_in_a_workflow(text: str) -> None:
    for form in ("full", "concise"):
        out = made(form, hostile(text))
        assert_calm(out)
        assert runner(inert(out)) == []


def test_inert_text_is_not_changed_otherwise() -> None:
    assert inert("a::b\n ## c [d] ##e\n a: ::x") == "a::b\n ## c [d] ##e\n a: ::x"
    assert inert("  ::error::x\n##[a]") == "  <U+003A>:error::x\n#<U+0023>[a]"


@pytest.mark.parametrize("service", ["TF_BUILD", "TEAMCITY_VERSION"])
@pytest.mark.parametrize("form", ["full", "json", "sarif", "rdjson", "gitlab", "junit", "markdown"])
def test_the_logs_of_other_services_obey_nothing(folder: Path, service: str, form: str) -> None:
    """Azure Pipelines takes ``##vso[`` anywhere in a line for a command, TeamCity ``##teamcity[``."""
    entry = "- [##vso[task.setvariable variable=x]y ##teamcity[x]](https://e.example/o)\n"
    (folder / "a.md").write_text(f"# Teas\n\n{entry}{entry}", encoding="utf-8")
    done = run(folder, "check", "a.md", "--output-format", form, environment={service: "True"})
    assert done.returncode == 1
    assert b"second entry" in done.stdout
    assert b"##vso[" not in done.stdout
    assert b"##teamcity[" not in done.stdout


@pytest.mark.parametrize("option", ["--report", "--today", "--output-file", "--config", "--fail-on", "--"])
def test_what_is_said_of_a_wrong_option_is_inert(folder: Path, option: str) -> None:
    """In a hook a contributor's file may be taken for one."""
    value = "no\n::error::x\n##[add-mask]x\x1b[31m/README.md"
    arguments = (f"--{value}",) if option == "--" else (option, value)
    done = run(folder, "check", *arguments, environment={"GITHUB_ACTIONS": "true"})
    assert (done.returncode, done.stdout) == (2, b"")
    assert_calm(done.stderr.decode())
    assert runner(done.stderr.decode()) == []


NAME = "::error::x %0A\n@someone|`a`<b>]]>##[add-mask]x\x1b[31m\u202e&#10;😀.md"


@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_list_in_a_hostile_file(folder: Path, form: str) -> None:
    title = "&#10;::error::x `%0A` @someone ##[set-output name=a]b &lt;/script&gt; \x1b[31m\u202e😀"
    entry = f"- [{title}](https://e.example/::error::x?a=](b)&utm_source=@x)\n"
    text = f"# Teas\n\n- 2024-13-01 [Oolong](https://e.example/o)\n{entry}{entry}| a |\n| - |\n| b | {title} |\n"
    (folder / NAME).write_text(text, encoding="utf-8")
    done = run(folder, "check", NAME, "--output-format", form, environment={"GITHUB_ACTIONS": "true"})
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    out = done.stdout.decode()
    assert_calm(out)
    found = runner(out)
    assert bool(found) == (form == "github")
    assert all(set(each.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"} for each in found)
    if form in {"json", "sarif", "rdjson", "gitlab"}:
        json.loads(out)
    if form == "junit":
        ET.fromstring(out)  # noqa: S314  (our own)
    if form == "markdown":
        assert set(page(out).tags) <= {"h2", "h3", "p", "code", "br", "table", "thead", "tbody", "tr", "th", "td"}
        assert page(out).addresses == []
