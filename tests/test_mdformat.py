"""mdformat itself with our extension alone: nothing of a list is lost, and nothing is written in two ways."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import mdformat
import pytest
from command import ENVIRONMENT, run
from fragments import markdown_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from mdformat._util import is_md_equal
from test_cli import CLEAN, folder, write

from awesome_lint import mdformat_plugin
from awesome_lint.config import from_mapping
from awesome_lint.document import Document, List, Table
from awesome_lint.fixer import fix
from awesome_lint.guard import LayoutGuard
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule, activate
from awesome_lint.rule import Context
from awesome_lint.source import Source

__all__ = ["folder"]  # a fixture

EXTENSIONS = {"awesome_lint"}
TODAY = dt.date(2026, 11, 1)
_FOLDER = os.environ.get("AWESOME_LINT_CORPUS", "")
_ALL = [path for name in ("corpus", "examples") for path in Path(_FOLDER or "missing", name).glob("*.md")]
_FILES = sorted(_ALL, key=lambda path: path.stat().st_size)[:24]  # of all the suite would take minutes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the path in which our entry point is to be found; empty where we are installed."""
    path = tmp_path_factory.mktemp("site")
    if not [each for each in entry_points(group="mdformat.parser_extension") if each.name in EXTENSIONS]:
        information = path / "awesome_lint-0.0.dist-info"
        information.mkdir()
        (information / "METADATA").write_text("Metadata-Version: 2.1\nName: awesome-lint\nVersion: 0.0\n")
        (information / "entry_points.txt").write_text(
            f"[mdformat.parser_extension]\nawesome_lint = {mdformat_plugin.__name__}\n"
        )
    return path


@pytest.fixture(scope="module", autouse=True)
def _visible(site: Path) -> None:
    """Let mdformat find the extension in this process, which looks it up once."""
    sys.path.append(str(site))


def formatted(text: str) -> str:
    """Format *text* and check all that must hold of any text."""
    after = mdformat.text(text, extensions=EXTENSIONS)
    assert is_md_equal(text, after, extensions=EXTENSIONS)
    assert LayoutGuard().holds(read(Source.of(text)), read(Source.of(after)))
    assert mdformat.text(after, extensions=EXTENSIONS) == after
    return after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "* a\n* b\n",
        "| a | b |\n| - | - |\n| c | d | hidden | - |\n",
        "| a | b |\n|---|---|\n| `c\\|d` | e_f_g |\n",
        "| 论文   | Date |\n|--------|------|\n| 综述   | 2024 |\n| ✅     | 2025 |\n",
        "[Maps] and [maps][Maps]\n\n[Maps]: https://example.org/Maps\n[Unused]: https://example.org 'a \"title\"'\n",
        "1. a\n2. b\n3. c\n",
        "3) a\n7) b\n",
        "- [论文](https://example.org/论文)\n- [a b](<https://example.org/a b>)\n- [a](https://example.org/%E8%AE%BA)\n",
        "- [[code](https://example.org/a)] [[paper]](https://example.org/b)\n",
        "snake_case 2 * 3 ~ 4 [ ] \\# \\_ \\* # [x] https://example.org/a_b_c_d &amp; &nbsp;x\n",
        "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(30)),
        "A claim[^1], [^Note].\n\n[^1]: The note.\n[^Note]: In [capitals](u).\n",
        "---\ntitle: A: b\n  - c: *d\n---\n\n# A\n",
        "{% include toc.html %}\n\n- a {{ site.name }}\n",
        "<!-- a comment -->\n- a <!-- another -->\n",
        "a  \nb\\\nc<br>d\n",
        "- ~~gone~~ [ ] x\n- [ ] open\n- [x] done\n",
        "<details>\n<summary>More</summary>\n\n- a\n\n</details>\n",
        "- a\n\n  ~~~\n  code\n  ~~~\n\n      indented\n",
        "> - a\n>   * b\n>\n> | a | b |\n> |-|-|\n> | c | d | hidden |\n",
        "---\n\n***\n",
        "```\nnever closed\n\n\n",
        "\ufeff# A\n",
        "\ufeff---\nfront: matter\n---\n",
        "$$\na_1 \\\\\nb_2\n$$\n",
        "![alt *text*](i.png 'title')\n[![badge](b.svg)](u)\n",
        "# A #tag \\#\n",
        "- a\n\n c\n",
        ">q\n|-|-|\n|-|-|\n",
        ">q\ngoes on\n",
        "11.  a\n\n    b\n",
        "a_b\n    - ```\n  a_b\n    - ```\n",
        "a `b\n   c` d\n",
    ],
)
def test_what_lists_are_made_of_stays(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|a|b|\n|-|-|\n|c|d|hidden|\n", "| a | b |\n| - | - |\n| c | d |hidden|\n"),
        ("- a  \n- b", "- a\n- b\n"),
        ("~~~sh\na `b`\n~~~\n", "```sh\na `b`\n```\n"),
        ("~~~\n```\n~~~\n", "````\n```\n````\n"),
        ("    a\n     b\n", "```\na\n b\n```\n"),
        (">a\n>>b\n", "> a\n>\n> > b\n"),
        ("  a_b\n   c \\* [D]\n\n[D]: u\n", "a_b\nc \\* [D]\n\n[D]: u\n"),
        ("a\n      - b\n  c\n", "a\n      - b\nc\n"),
        ("\ufeff~~~\na\n~~~\n", "\ufeff```\na\n```\n"),
        ("---\nx:   1\n---\n\n~~~\na\n~~~\n", "---\nx:   1\n---\n\n```\na\n```\n"),
    ],
)
def test_what_is_written_anew(before: str, after: str) -> None:
    assert formatted(before) == after


def test_what_mdformat_does_without_the_extension() -> None:
    text = "[A]: u\n\n1. [é](é)\n2. b_c_\n"
    assert mdformat.text(text) != text == formatted(text)


@pytest.mark.parametrize("options", [{"wrap": 20}, {"wrap": "no"}, {"number": True}])
def test_options_that_would_rewrite_the_list_do_not(options: dict[str, object]) -> None:
    text = "A line that is longer than twenty characters.\nAnother.\n\n3. a\n3. b\n"
    assert mdformat.text(text, options=options, extensions=EXTENSIONS) == text


ITEM = st.tuples(
    st.sampled_from(["", "", "  ", "    ", "\t"]),
    st.sampled_from(["- ", "* ", "+ ", "1. ", "2. ", "10) ", "-   ", "- [ ] ", "", ""]),
    st.sampled_from(
        ["a_b_c", "[[t](u)]", "[T][Ref]", "~~x~~ \\*", "", "论文 <https://é.org>", "|a|b|", "|-|-|", "```"]
    ),
).map("".join)
LISTS = st.lists(ITEM, max_size=14).map(lambda lines: "\n".join([*lines, "", "[Ref]: /Ü", ""]))


@settings(max_examples=80, deadline=None)
@given(LISTS)
def test_any_list_keeps_its_page_and_its_text(text: str) -> None:
    formatted(text)


@settings(max_examples=80, deadline=None)
@given(markdown_texts)
def test_any_text_keeps_its_page_and_its_text(text: str) -> None:
    formatted(text.rstrip("\n") + "\n")  # mdformat ends each file with a newline, even one in an open fence


def mdformat_run(folder: Path, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((ENVIRONMENT["PYTHONPATH"], str(site)))
    command = [sys.executable, "-m", "mdformat", "--extensions", "awesome_lint", *arguments]
    return subprocess.run(
        command, cwd=folder, env={**ENVIRONMENT, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


LONG = """\
---
title: Teas
---

# Teas

A word_with_lines before.
* [Oolong](https://example.org/oolong)
* [Sencha](https://example.org/煎茶)

~~~sh
brew
~~~

| Tea | Year |
|--|--|
|Pu_erh|2024|cake|

>Drink.
"""


@pytest.mark.parametrize("layout", ["entries", "document", "off"])
def test_both_hooks_side_by_side(folder: Path, site: Path, layout: str) -> None:
    (folder / "awesome-lint.toml").write_text(f'layout = "{layout}"\n[rules.table-layout]\nstyle = "aligned"\n')
    write(folder, a=LONG)
    assert run(folder, "fix", "a.md").returncode == 1  # the hidden cell remains
    assert mdformat_run(folder, site, "a.md").returncode == 0
    both = (folder / "a.md").read_bytes()
    assert ("| Pu_erh | 2024 |" in both.decode()) == (layout != "off")
    assert b"cake" in both
    run(folder, "fix", "a.md")
    assert mdformat_run(folder, site, "--check", "a.md").returncode == 0
    assert (folder / "a.md").read_bytes() == both


def test_newlines_are_mdformats_business(folder: Path, site: Path) -> None:
    (folder / "a.md").write_bytes(b"- a\r\n- b\r\n")
    assert mdformat_run(folder, site, "--end-of-line", "keep", "--check", "a.md").returncode == 0
    assert mdformat_run(folder, site, "a.md").returncode == 0
    assert (folder / "a.md").read_bytes() == b"- a\n- b\n"


def test_a_configuration_that_cannot_be_followed_stops_mdformat(folder: Path, site: Path) -> None:
    (folder / "awesome-lint.toml").write_text('layout = "documents"\n')
    write(folder, a=LONG)
    assert "did you mean" not in (done := mdformat_run(folder, site, "a.md")).stdout
    assert 'expected `"entries"` or `"document"` or `"off"`' in done.stderr
    assert (folder / "a.md").read_text(encoding="utf-8") == LONG


def test_layout_document_on_the_command_line(folder: Path) -> None:
    write(folder, a=LONG)
    (folder / "awesome-lint.toml").write_text('layout = "document"\nignore = ["hidden-cell"]\n')
    found = json.loads(run(folder, "check", "a.md", "--output-format", "json").stdout)["diagnostics"]
    blocks = [each for each in found if each["rule"] == "document-layout"]
    assert [(each["start"]["line"], each["severity"]) for each in blocks] == [(11, "info"), (19, "info")]
    assert run(folder, "fix", "--check", "a.md").returncode == 1
    assert run(folder, "fix", "a.md").returncode == 0
    once = (folder / "a.md").read_text(encoding="utf-8")
    assert "```sh\nbrew\n```" in once
    assert "> Drink." in once
    assert "|cake|" in once
    assert json.loads(run(folder, "check", "a.md", "--output-format", "json").stdout)["diagnostics"] == []
    assert run(folder, "fix", "--check", "a.md").returncode == 0
    write(folder, a=LONG)
    run(folder, "fix", "--no-layout", "a.md")
    assert (folder / "a.md").read_text(encoding="utf-8") == LONG


@pytest.mark.parametrize("settings", ['layout = "document"\n', "[rules.document-layout]\nmdformat = true\n"])
def test_layout_document_is_what_the_extension_writes(folder: Path, site: Path, settings: str) -> None:
    write(folder, a=LONG, b=LONG)
    (folder / "awesome-lint.toml").write_text(settings)
    run(folder, "fix", "a.md")
    assert mdformat_run(folder, site, "b.md").returncode == 0
    assert (folder / "a.md").read_text(encoding="utf-8") == (folder / "b.md").read_text(encoding="utf-8")
    assert ("before.\n\n* [Oolong]" in (folder / "a.md").read_text(encoding="utf-8")) == ("layout" in settings[:6])


FOREIGN = """
from mdformat.renderer import DEFAULT_RENDERERS

def update_mdit(mdit): pass
def loud(node, context): return DEFAULT_RENDERERS[node.type](node, context) + "!"
def lose(node, context): return "lost"
def shout(code, info): return code.upper()

class Blocks:
    RENDERERS = {"heading": loud, "bullet_list": lose, "table": lose, "paragraph": lose}
    CHANGES_AST = True
    update_mdit = staticmethod(update_mdit)

class Whole:
    RENDERERS = {"root": lose, "hr": lose}
    update_mdit = staticmethod(update_mdit)
"""


def test_other_extensions_and_code_formatters_beside_ours(folder: Path, site: Path) -> None:
    information = folder / "site" / "foreign-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: foreign\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        "[mdformat.parser_extension]\na_blocks = foreign:Blocks\na_whole = foreign:Whole\n"
        "[mdformat.codeformatter]\ntea = foreign:shout\n"
    )
    (folder / "site" / "foreign.py").write_text(FOREIGN)
    write(folder, a="# A_b_c\n\n* a_b\n\nc_d\n\n---\n\n| e | f |\n| - | - |\n| g | h | i |\n\n~~~tea\nx\n~~~\n")
    path = os.pathsep.join((ENVIRONMENT["PYTHONPATH"], str(folder / "site"), str(site)))
    command = [sys.executable, "-m", "mdformat", "a.md"]
    subprocess.run(command, cwd=folder, env={**ENVIRONMENT, "PYTHONPATH": path}, check=True)
    assert (folder / "a.md").read_text(encoding="utf-8") == (
        "# A_b_c!\n\n* a_b\n\nc_d\n\n---\n\n| e | f |\n| - | - |\n| g | h | i |\n\n```tea\nX\n```\n"
    )


def test_a_block_that_would_show_otherwise_stays_and_is_noted(folder: Path) -> None:
    text = "# A\n\n>a\u2028b\n\n>c\n"  # mdformat ends a line of a quote there
    write(folder, a=text)
    (folder / "awesome-lint.toml").write_text('layout = "document"\n')
    done = run(folder, "fix", "a.md")
    assert (folder / "a.md").read_text(encoding="utf-8") == "# A\n\n>a\u2028b\n\n> c\n"
    assert b"line 3: this block keeps its layout" in done.stderr + done.stdout
    assert done.returncode == 0
    assert formatted(text) == "# A\n\n>a\u2028b\n\n> c\n"


def test_a_suppressed_block_stays() -> None:
    text = "<!-- awesome-lint ignore document-layout -->\n\n~~~\na\n~~~\n\n~~~\nb\n~~~\n"
    assert formatted(text) == text.replace("~~~\nb\n~~~", "```\nb\n```")


@pytest.mark.parametrize("arguments", [("--version",), ("check", "a.md"), ("fix", "a.md"), ("rules",)])
def test_mdformat_is_imported_for_the_whole_document_alone(folder: Path, arguments: tuple[str, ...]) -> None:
    write(folder, a=f"{CLEAN}\n~~~\na\n~~~\n\n>b\n")

    def imported() -> bool:
        command = [sys.executable, "-X", "importtime", "-m", "awesome_lint", *arguments]
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True)
        return any(line.endswith(" mdformat") for line in done.stderr.split("\n"))

    assert not imported()
    (folder / "awesome-lint.toml").write_text('layout = "document"\n')
    assert imported() == (arguments[0] in ("check", "fix"))


@pytest.mark.skipif(not _FILES, reason="AWESOME_LINT_CORPUS names no folder with corpus/ and examples/")
@pytest.mark.parametrize("path", _FILES or [Path("none")], ids=lambda path: path.name)
def test_real_lists_lose_nothing_and_keep_the_form_that_fix_gave_them(path: Path) -> None:
    source = Source.decode(path.read_bytes())
    after = mdformat.text(source.text, extensions=EXTENSIONS)
    assert is_md_equal(source.text, after, extensions=EXTENSIONS)
    alike = _layout({"rules": {"document-layout": {"mdformat": True}}})
    assert fix(source, alike, Context(TODAY)).source.text == after
    assert fix(Source.of(after), alike, Context(TODAY)).source.text == after
    assert LayoutGuard().holds(read(source), read(Source.of(after)))
    entries = fix(source, _layout({}), Context(TODAY)).document
    assert mdformat.text(entries.source.text, extensions=EXTENSIONS) == after
    assert _lists(read(Source.of(after))) == _lists(entries)
    whole = fix(source, _layout({"layout": "document"}), Context(TODAY))
    assert whole.remaining == ()
    assert fix(whole.source, _layout({"layout": "document"}), Context(TODAY)).source.text == whole.source.text


def _lists(document: Document) -> list[str]:
    return [document.source.slice(block.span) for block in document.blocks if isinstance(block, List | Table)]


def _layout(settings: dict[str, object]) -> list[ActiveRule]:
    return [each for each in activate(from_mapping(settings)) if each.rule.group == "layout"]
