"""Rules that configuration silences for single entries, and those tables that silence nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command import run
from effort import growth
from test_cli import folder, write

import awesome_lint
from awesome_lint.config import Config, parse
from awesome_lint.errors import ConfigError
from awesome_lint.ignoring import Ignored

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["folder"]  # a fixture

TEAS = """# Teas

- 2024-13-01 [On the steeping of sencha](https://arxiv.org/abs/2406.07070) ([code](http://github.com/x/tea?utm_source=a))
- 2024-14-01 [Oolong](https://example.org/oolong?utm_source=feed)
- 2024-11-02 [Puerh cake](https://cake.example)

See [more](https://more.example/teas?utm_source=b) and `[Puerh] (https://puerh.example/x)`: [Puerh] (https://puerh.example/x)
"""


def config(text: str) -> Config:
    read = parse(text, "awesome-lint.toml")
    assert read is not None
    return read


def found(text: str, *tables: str) -> list[str]:
    given = config("".join(f"[[ignore]]\n{table}\n" for table in tables))
    return [f"{each.rule}:{text.count(chr(10), 0, each.span.start) + 1}" for each in awesome_lint.lint(text, given)]


ALL = [
    "invalid-date:3",
    "tracking-parameter:3",
    "invalid-date:4",
    "tracking-parameter:4",
    "tracking-parameter:7",
    "malformed-link:7",
]


@pytest.mark.parametrize(
    ("table", "silenced"),
    [
        ('rule = "invalid-date"\nlink = "https://arxiv.org/abs/2406.07070"', ["invalid-date:3"]),
        ('rule = "dates"\nlink = "http://www.arxiv.org/pdf/2406.07070v3"', ["invalid-date:3"]),
        ('rule = "dates"\nlink = "github.com/x/tea"', ["invalid-date:3"]),
        ('rule = "all"\nlink = "https://github.com/x/*"', ["invalid-date:3", "tracking-parameter:3"]),
        ('rule = "all"\nlink = "https://example.org/*"', ["invalid-date:4", "tracking-parameter:4"]),
        ('rule = "all"\nlink = "example.org/oo*"', ["invalid-date:4", "tracking-parameter:4"]),
        ('rule = "invalid-date"\ntitle = "OOLONG."', ["invalid-date:4"]),
        ('rule = "invalid-date"\ntitle = "on the Steeping of *Sencha*"', ["invalid-date:3"]),
        ('rule = "invalid-date"\ntitle = "Oolong"\nlink = "https://example.org/oolong"', ["invalid-date:4"]),
        ('rule = "tracking-parameter"\nlink = "https://more.example/teas"', ["tracking-parameter:7"]),
        ('rule = "malformed-link"\nlink = "https://puerh.example/x"', ["malformed-link:7"]),
        # the entry has the link, but what is found is another link's
        ('rule = "tracking-parameter"\nlink = "https://arxiv.org/abs/2406.07070"', []),
        ('rule = "invalid-date"\ntitle = "Oolong"\nlink = "https://arxiv.org/abs/2406.07070"', []),
        ('rule = "invalid-date"\ntitle = "Oolong tea"', []),
        ('rule = "invalid-date"\ntitle = "the steeping of sencha"', []),
        ('rule = "dates"\nlink = "https://arxiv.org/abs/2406.0707"', []),
        ('rule = "dates"\nlink = "https://example.org"', []),
        ('rule = "arxiv"\nlink = "https://example.org/*"', []),
    ],
)
def test_a_table_silences_its_rule_on_its_entries_alone(table: str, silenced: list[str]) -> None:
    assert found(TEAS) == ALL
    assert found(TEAS, table) == [each for each in ALL if each not in silenced]


def test_a_duplicate_is_silenced_at_either_place() -> None:
    text = "- [Oolong](https://example.org/a) - one\n- [Oolong tea leaves](https://example.org/b)\n"
    text += "- [Oolong](https://example.org/a) - two\n"
    assert found(text) == ["duplicate-entry:3"]
    assert found(text, 'rule = "duplicates"\ntitle = "Oolong"') == []
    assert found(text, 'rule = "duplicates"\nlink = "https://example.org/b"') == ["duplicate-entry:3"]


def test_rules_and_tables_stand_in_one_list_too() -> None:
    read = config('ignore = ["links", { rule = "dates", title = "Oolong", reason = "a joke" }]')
    assert read.selections[0].ignore == ("links",)
    assert read.ignored == (Ignored("dates", "", "Oolong"),)
    assert [each.rule for each in awesome_lint.lint(TEAS, read)] == ["invalid-date"]


def test_a_fix_leaves_ignored_entries_alone() -> None:
    given = config('[[ignore]]\nrule = "tracking-parameter"\nlink = "https://example.org/oolong"')
    result = awesome_lint.fix(TEAS, given)
    assert "oolong?utm_source=feed" in result.source.text
    assert "teas?utm" not in result.source.text
    assert result.used == {given.ignored[0]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[ignore]]\nrule = "dats"\nlink = "x"',
            "`ignore`: table 1: `rule`: unknown rule or group `dats`; did you mean `dates`?",
        ),
        ('[[ignore]]\nlink = "x"', '`ignore`: table 1: `rule` is missing in `{ link = "x" }`'),
        (
            '[[ignore]]\nrule = "dates"',
            (
                '`ignore`: table 1: `link` or `title` is missing in `{ rule = "dates" }`; to ignore a rule everywhere, '
                'write `ignore = ["dates"]`'
            ),
        ),
        ('[[ignore]]\nrule = "dates"\nurl = "x"', "`ignore`: table 1: unknown key `url`; expected one of `link`, "),
        ('[[ignore]]\nrule = "dates"\nlink = " "', '`ignore`: table 1: `link`: unexpected `" "`, expected an address'),
        ('[ignore]\nrule = "dates"', '`ignore`: unexpected `{ rule = "dates" }`, expected a list of rules'),
        (
            'ignore = ["dates"]\n[[ignore]]\nrule = "dates"\nlink = "x"',
            "`ignore = [...]` and `[[ignore]]` are one key: name the rules in `extend-ignore` instead",
        ),
    ],
)
def test_a_table_that_cannot_be_followed_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(text)
    assert message in str(caught.value)


UNUSED = (
    '\n[[ignore]]\nrule = "dates"\nlink = "https://example.org/oolong"\n\n[[ignore]]\nrule = "dates"\ntitle = "Mate"\n'
)


def told(folder: Path, *arguments: str) -> list[tuple[str, int, str]]:
    done = run(folder, *arguments, "--output-format", "json")
    assert done.returncode < 2, done.stderr
    findings = json.loads(done.stdout)["diagnostics"]
    return [(each["path"], each["start"]["line"], each["rule"]) for each in findings if "toml" in each["path"]]


def test_an_unused_table_is_told_in_its_file_once_all_its_lists_were_judged(folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder, a=TEAS)
    write(folder / "sub", b=TEAS)
    (folder / "awesome-lint.toml").write_text(UNUSED)
    unused = [("awesome-lint.toml", 6, "unused-suppression")]
    assert told(folder, "check", ".") == unused
    assert told(folder, "check", "a.md", "sub/b.md") == unused
    assert told(folder, "fix", ".") == unused
    (folder / "awesome-lint.toml").write_text(UNUSED.replace("Mate", "Oolong"))
    assert told(folder, "check", ".") == []


def test_a_run_that_cannot_know_is_silent(folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder, a=TEAS)
    write(folder / "sub", b=TEAS)
    (folder / "awesome-lint.toml").write_text(UNUSED)
    assert told(folder, "check", "a.md") == []  # `sub/b.md` may need it
    assert told(folder, "check", "sub") == []
    assert told(folder, "check", ".", "--select", "links,meta") == []  # dates were not judged
    assert told(folder, "check", ".", "--ignore", "unused-suppression") == []
    assert told(folder, "check", ".", "--isolated") == []
    written = run(folder, "check", ".", "--write-baseline", "known.json")
    assert b"unused-suppression" not in written.stdout + written.stderr  # all is known then
    (folder / "known.json").unlink()
    (folder / "sub" / "awesome-lint.toml").write_text("")
    assert told(folder, "check", "a.md") != []  # the one list that it holds for


def test_a_named_configuration_holds_for_all_lists_of_the_repository(folder: Path) -> None:
    write(folder, a=TEAS, b=TEAS)
    (folder / "conf").mkdir()
    (folder / "conf" / "x.toml").write_text(UNUSED)
    assert told(folder, "check", "a.md", "--config", "conf/x.toml") == []
    assert told(folder, "check", ".", "--config", "conf/x.toml") == [("conf/x.toml", 6, "unused-suppression")]


def test_the_place_of_an_inline_table_is_what_it_says(folder: Path) -> None:
    write(folder, a=TEAS)
    text = 'ignore = [\n  { rule = "dates", title = "Oolong" },\n  { rule = "dates", title = "Mate" },\n]\n'
    (folder / "pyproject.toml").write_text(f"[tool.awesome-lint]\n{text}")
    assert told(folder, "check", ".") == [("pyproject.toml", 4, "unused-suppression")]
    assert b"1 file, 3 entries" in run(folder, "check", ".").stdout  # the configuration is no list


def test_many_findings_and_links_are_looked_up_by_place() -> None:
    given = config("".join(f'[[ignore]]\nrule = "all"\nlink = "https://tea{number}.example"\n' for number in range(3)))

    def prepared(count: int) -> Callable[[], object]:
        lines = [f"- [Tea {number}](http://www.arxiv.org/abs/2401.{number:05}), a tea" for number in range(1, count)]
        text = "# Teas\n\n" + "\n".join(lines) + "\n"
        assert len(awesome_lint.lint(text, given)) >= len(lines)
        return lambda: awesome_lint.lint(text, given)

    assert growth(prepared, 150) < 2.5
