"""Works that several files of one run list: which pairs, told where, and named how."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command import run
from repositories import Repo, repo
from test_cli import folder, write
from test_formats import made, sarif
from test_output import finding, report

from awesome_lint.across import Catalogue, listing
from awesome_lint.diagnostic import Place, Related
from awesome_lint.reading import read
from awesome_lint.source import Location, Source, Span

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder", "repo"]  # fixtures

RULE = "duplicate-across-files"
HEAD = "# Insects\n\n"
IGNORE = f" <!-- awesome-lint ignore {RULE} -->"


def entry(name: str, more: str = "") -> str:
    return f"- [Counting {name} by their legs](https://{name}.example/page){more}\n"


def text(*names: str) -> str:
    return HEAD + "".join(map(entry, names))


Told = list[tuple[str, int, str, int]]


def told(folder: Path, *arguments: str, stdin: bytes | None = None) -> Told:
    """Return path and line of each finding, and those of the entry that it points at."""
    done = run(folder, "check", "--across-files", "--select", RULE, "--output-format", "json", *arguments, stdin=stdin)
    assert done.returncode in (0, 1), done.stderr.decode()
    found = json.loads(done.stdout)["diagnostics"]
    assert all(each["rule"] == RULE for each in found)
    return [
        (each["path"], each["start"]["line"], related["path"], related["start"]["line"])
        for each in found
        for related in each["related"]
    ]


# --- which files, and where ---


def test_each_pair_is_told_once_in_the_later_file(folder: Path) -> None:
    write(folder, a=text("ants", "bees"), b=text("moths", "ants"), c=text("wasps", "ants"))
    assert told(folder, ".") == [("b.md", 4, "a.md", 3), ("c.md", 4, "a.md", 3)]
    assert told(folder, "c.md", "b.md") == [("b.md", 4, "c.md", 4)]
    assert told(folder, "a.md", "a.md", "./a.md") == []
    (folder / "link.md").symlink_to("a.md")
    assert told(folder, "a.md", "link.md") == []
    assert told(folder, "b.md") == []


def test_standard_input_is_one_of_the_files(folder: Path) -> None:
    write(folder, a=text("ants"))
    assert told(folder, "a.md", "-", stdin=text("bees", "ants").encode()) == [("<stdin>", 4, "a.md", 3)]
    assert told(folder, "-", "a.md", stdin=text("bees", "ants").encode()) == [("a.md", 3, "<stdin>", 4)]


def test_a_file_that_cannot_be_read_spoils_nothing_else(folder: Path) -> None:
    write(folder, a=text("ants"), c=text("ants"))
    (folder / "b.md").write_bytes(b"\xff\xfe")
    done = run(folder, "check", "--across-files", "--output-format", "concise", "a.md", "b.md", "c.md")
    assert done.returncode == 2
    assert done.stdout.decode().startswith("c.md:3:4 duplicate-across-files Unexpected entry for `Counting ants by")


def test_it_runs_where_it_is_selected_and_not_else(folder: Path) -> None:
    write(folder, a=text("ants"), b=text("ants"))
    assert run(folder, "check", ".").returncode == 0
    (folder / "awesome-lint.toml").write_text(f'extend-select = ["{RULE}"]\n')
    done = run(folder, "check", ".")
    assert (done.returncode, done.stdout.count(b"warning[")) == (1, 1)
    assert run(folder, "check", "b.md").returncode == 0
    assert run(folder, "fix", ".").returncode == 0  # there is nothing to fix
    assert run(folder, "check", "--across-files", ".", "--ignore", RULE).returncode == 0
    with (folder / "awesome-lint.toml").open("a") as config:
        config.write(f'per-file-ignores = {{"a.md" = ["{RULE}"]}}\n')
    assert run(folder, "check", ".").returncode == 0


def test_a_comment_at_either_place_silences_and_is_never_unused(folder: Path) -> None:
    both = ("--across-files", "--output-format", "concise", ".")
    write(folder, a=HEAD + entry("ants", IGNORE), b=text("ants"))
    assert run(folder, "check", *both).stdout.decode() == "2 files, 2 entries: no findings\n"
    write(folder, a=text("ants"), b=HEAD + entry("ants", IGNORE))
    assert run(folder, "check", *both).stdout.decode() == "2 files, 2 entries: no findings\n"
    write(folder, a=text("moths"))  # the other place may be in a file that this run leaves out
    assert run(folder, "check", *both).stdout.decode() == "2 files, 2 entries: no findings\n"
    write(folder, a=HEAD + entry("ants", " <!-- awesome-lint ignore duplicate-entry -->"), b=text("ants"))
    assert RULE in run(folder, "check", *both).stdout.decode()


def test_an_entry_that_is_silenced_hides_no_other(folder: Path) -> None:
    write(folder, a=HEAD + entry("ants", IGNORE), b=text("ants"), c=text("ants"))
    assert told(folder, ".") == [("c.md", 3, "b.md", 3)]


# --- pairs that are meant ---


def meant(one: str, other: str, paths: tuple[str, str] = ("README.md", "papers.md")) -> bool:
    sources = [Source.of(text, path) for text, path in zip((one, other), paths, strict=True)]
    return Catalogue([listing(read(source), []) for source in sources]).meant(0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("README.md", "README_zh.md"),
        ("README.md", "README-CN.md"),
        ("README_EN.md", "README.zh-Hans.md"),
        ("readme.md", "README.ja.md"),
        ("README.md", "README-中文.md"),
        ("README.md", "zh/README.md"),
        ("docs/en/tools.md", "docs/zh_CN/tools.md"),
        ("docs/en.md", "docs/zh.md"),
    ],
)
def test_translations_by_their_paths(one: str, other: str) -> None:
    assert meant(text("ants"), text("ants", "bees"), (one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("README.md", "papers.md"),
        ("papers/2023.md", "papers/2024.md"),
        ("docs/README.md", "README.md"),
        ("open.md", "op.md"),
        ("topic-ml.md", "topic-cv.md"),
        ("frozen.md", "fro.md"),
    ],
)
def test_other_paths_are_no_translations(one: str, other: str) -> None:
    assert not meant(text("ants"), text("ants", "bees"), (one, other))


def test_copies_and_views_by_their_works() -> None:
    names = [f"bug{number}" for number in range(20)]
    assert meant(text(*names[:2]), text(*names[:2]))
    assert not meant(text("ants"), text("ants"))
    assert meant(text(*names[:10]), text(*names[5:]))  # 5 of 10
    assert not meant(text(*names[:10]), text(*names[6:]))  # 4 of 10
    assert not meant(text(*names[:4]), text(*names[1:]))  # 3 of 4, too few to tell
    assert not meant(text(*names[:11]), text(*names[6:]))  # 5 of 11


def test_titles_that_are_unlike_name_two_works(folder: Path) -> None:
    other = entry("ants").replace("Counting ants by their legs", "A survey of all that crawls")
    write(folder, a=text("ants"), b=HEAD + other)
    assert told(folder, ".") == []


# --- changes and baselines ---


def test_the_changed_place_is_told(repo: Repo) -> None:
    repo.commit("a.md", text("ants", "wasps"))
    repo.commit("b.md", text("moths"))
    repo.commit("c.md", text("wasps"))
    repo.git("checkout", "-qb", "topic")
    assert told(repo.root, "--since", "main") == []
    repo.commit("a.md", text("ants", "wasps", "moths"))
    assert told(repo.root, "--since", "main") == [("a.md", 5, "b.md", 3)]
    assert told(repo.root, "--since", "main", "a.md", "c.md") == []  # `b.md` is left out
    repo.commit("c.md", text("wasps", "moths", "ants", "flies"))
    assert told(repo.root, "--since", "main") == [
        ("a.md", 5, "b.md", 3),
        ("c.md", 4, "b.md", 3),
        ("c.md", 5, "a.md", 3),
    ]


def test_of_two_changed_places_the_later_is_told(repo: Repo) -> None:
    repo.commit("a.md", text("ants"))
    repo.commit("b.md", text("bees"))
    repo.write("a.md", text("ants", "moths"))
    repo.write("b.md", text("bees", "moths"))
    assert told(repo.root, "--since", "HEAD") == [("b.md", 4, "a.md", 4)]


def test_a_file_that_moved_is_there_once(repo: Repo) -> None:
    repo.commit("a.md", text("ants", "bees"))
    repo.git("mv", "a.md", "b.md")
    repo.write("b.md", text("ants", "bees", "moths"))
    assert told(repo.root, "--since", "HEAD") == []
    repo.git("add", "-A")
    assert told(repo.root, "--staged") == []


def test_staged_files_are_compared_with_the_index(repo: Repo) -> None:
    repo.commit("a.md", text("ants"))
    repo.commit("b.md", text("bees"))
    repo.write("b.md", text("bees", "ants", "moths"))
    repo.git("add", "b.md")
    repo.write("a.md", text("moths"))  # in the work tree alone
    repo.write("new.md", text("moths"))
    assert told(repo.root, "--staged") == [("b.md", 4, "a.md", 3)]
    assert told(repo.root, "--staged", "b.md", "a.md") == [("b.md", 4, "a.md", 3)]


def test_a_baseline_knows_a_pair_by_either_place(folder: Path) -> None:
    write(folder, a=text("ants", "bees"), b=text("moths", "ants"))
    known = ("--baseline", "known.jsonl")
    run(folder, "check", "--across-files", "a.md", "b.md", "--write-baseline", "known.jsonl")
    assert (folder / "known.jsonl").read_text().count(RULE) == 1
    assert told(folder, "a.md", "b.md", *known) == []
    assert told(folder, "b.md", "a.md", *known) == []
    write(folder, a=text("ants", "bees", "moths"))
    assert told(folder, "b.md", "a.md", *known) == [("a.md", 5, "b.md", 3)]


# --- every form names the other file ---

OTHER = Place("papers/b c.md", Span(9, 13), Location(3, 4), Location(3, 8))
TEXT = "# A\n\n- one\n"


def test_every_form_names_the_other_file() -> None:
    related = (Related(OTHER.span, "first listed here", place=OTHER),)  # beyond the end of this text's lines
    file = report(TEXT, finding(TEXT, "one", related=related), path="a.md")
    line = "papers/b c.md:3: first listed here"
    assert f"%0A{line}" in made("github", file)
    assert f"\n{line}" in made("rdjson", file)["diagnostics"][0]["message"].replace("\\", "")
    assert line in made("junit", file)
    assert line in made("markdown", file).replace("\\", "")
    assert "\n   :: papers/b c.md:3:4 first listed here\n" in made("full", file)
    assert made("json", file)["diagnostics"][0]["related"] == [
        {
            "path": "papers/b c.md",
            "start": {"line": 3, "column": 4, "offset": 9},
            "end": {"line": 3, "column": 8, "offset": 13},
            "message": "first listed here",
        }
    ]
    (place,) = sarif(file)["results"][0]["relatedLocations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "papers/b%20c.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 8},
    }


def test_reports_for_the_repository_count_paths_from_its_root(repo: Repo) -> None:
    repo.write("docs/a.md", text("ants"))
    repo.write("docs/b.md", text("ants"))
    arguments = ("--across-files", "--output-format", "sarif", ".")
    (result,) = json.loads(run(repo.root / "docs", "check", *arguments).stdout)["runs"][0]["results"]
    places = [*result["locations"], *result["relatedLocations"]]
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]
    assert uris == ["docs/b.md", "docs/a.md"]
    assert "`a.md` lists it already, at line 3" in result["message"]["text"]  # all that forms without places have
