"""What people read: widths, windows, folding, escapes; and what programs read."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from effort import growth
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Related, Severity
from awesome_lint.output import json as json_output
from awesome_lint.output.diff import unified
from awesome_lint.output.report import Failure, FileReport, Report, Surroundings, Totals
from awesome_lint.output.terminal import Style, shorten, visible, wants_color, window
from awesome_lint.output.text import concise, full, repaired, summary
from awesome_lint.rule import Rule
from awesome_lint.source import Edit, Source, Span
from awesome_lint.width import width

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = Style()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, 中文 and é", "plain, 中文 and é"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\tb", "a    b"),
        ("a\rb\x07", "a<U+000D>b<U+0007>"),
        ("\x9b31m", "<U+009B>31m"),
        ("Cy\u200bber", "Cy<U+200B>ber"),
        ("a\xa0b", "a<U+00A0>b"),
        ("\u202eevil\u202c", "<U+202E>evil<U+202C>"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("\ufeffa", "<U+FEFF>a"),
        ("a\u2028b", "a<U+2028>b"),
        ("full\u3000width", "full\u3000width"),
        ("👩\u200d💻 ❤️ 🇨🇳 👍🏽", "👩\u200d💻 ❤️ 🇨🇳 👍🏽"),
        ("👩🏽\u200d💻", "👩🏽\u200d💻"),
        ("a\u200db", "a<U+200D>b"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("\udcff", "<U+DCFF>"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_is_shown_can_move_the_cursor(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or 0x202A <= ord(char) <= 0x202E for char in shown)


def test_a_window_on_a_line_as_long_as_a_file_is_as_fast() -> None:
    line = "标题 | x" * 20_000
    assert growth(lambda size: lambda: window(line[: 100 * size], 700, 702, 76), 10) < 1.1
    shown = [window(line, at, at + 2, 76) for at in range(0, len(line), 500)]
    assert all(width(each.text) <= 76 and each.text.endswith("…") for each in shown[:-5])


@given(st.text(alphabet="ab 中文\u200b✅\t", max_size=120), st.data(), st.integers(20, 60))
def test_a_window_fits_and_keeps_its_mark_in_sight(line: str, data: st.DataObject, columns: int) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown = window(line, start, end, columns)
    assert width(shown.text) <= columns
    assert 0 <= shown.start <= shown.end <= columns
    marked = visible(line[start:end])
    if width(marked) <= columns // 2:
        assert marked in shown.text
        assert shown.end - shown.start == width(marked)


def test_a_line_that_fits_is_shown_whole() -> None:
    assert window("| 标题 | x |", 2, 4, 20) == ("| 标题 | x |", 2, 6)


def test_shortening_cuts_between_characters() -> None:
    assert shorten("论文标题", 8) == "论文标题"
    assert shorten("论文标题很长", 8) == "论文标…"
    assert shorten("one\ntwo", 80) == "one two"


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(choice: str, environment: dict[str, str], *, is_terminal: bool, expected: bool) -> None:
    assert wants_color(choice, environment, is_terminal=is_terminal) is expected


def rule(name: str, phase: Phase = Phase.CONTENT, many: str = "") -> Rule:
    group = "layout" if phase is Phase.LAYOUT else "words"
    return Rule(name, group, "A word", Severity.WARNING, lambda _d, _c: iter(()), phase=phase, many=many)


RULES = {
    "word": rule("word", many="{count} words"),
    "other": rule("other"),
    "table-layout": rule("table-layout", Phase.LAYOUT),
    "trailing-space": rule("trailing-space", Phase.LAYOUT),
}


def finding(text: str, mark: str, name: str = "word", fix: Fix | None = None, **more: object) -> Diagnostic:
    at = text.index(mark)
    place = Span(at, at + len(mark))
    return Diagnostic(place, f"Unexpected `{mark}`", fix, rule=name, severity=Severity.WARNING, **more)  # type: ignore[arg-type]


def report(text: str, *found: Diagnostic, path: str = "a.md") -> FileReport:
    return FileReport(path, Source.of(text), found, RULES, 2)


def test_a_mark_stands_below_its_place_by_display_width() -> None:
    text = "# 标题\n\n| ✅ | 论文日期 | 2024/06 |\n"
    assert list(full(report(text, finding(text, "2024/06")), PLAIN)) == [
        "a.md:3:14: warning[word] Unexpected `2024/06`",
        " 3 | | ✅ | 论文日期 | 2024/06 |",
        "   |                   ^^^^^^^",
        "",
    ]


def test_wide_characters_are_marked_as_wide() -> None:
    text = "a 论文 b\n"
    assert list(full(report(text, finding(text, "论文")), PLAIN))[1:3] == [" 1 | a 论文 b", "   |   ^^^^"]


def test_a_long_line_is_cut_on_both_sides() -> None:
    text = f"{'论文' * 60} BAD {'x' * 200}\n"
    _, line, marks, _ = full(report(text, finding(text, "BAD")), PLAIN)
    assert width(line) <= 80
    assert line.startswith((" 1 | …论", " 1 | …文"))
    assert line.endswith("x…")
    cut = line.index("BAD")
    assert width(line[:cut]) == marks.index("^")
    assert marks.endswith(" ^^^")


def test_an_empty_place_and_one_over_several_lines_are_marked() -> None:
    text = "one\ntwo\n"
    empty = Diagnostic(Span(3, 3), "Unexpected end", rule="word", severity=Severity.ERROR)
    long = Diagnostic(Span(1, 6), "Unexpected lines", rule="word", severity=Severity.ERROR)
    assert list(full(report(text, empty), PLAIN))[1:3] == [" 1 | one", "   |    ^"]
    assert list(full(report(text, long), PLAIN))[1:3] == [" 1 | one", "   |  ^^"]


def test_a_finding_at_the_very_end_is_marked() -> None:
    last = Diagnostic(Span(4, 4), "Unexpected end", rule="word", severity=Severity.INFO)
    assert list(full(report("one\n", last), PLAIN)) == ["a.md:2:1: info[word] Unexpected end", " 2 |", "   | ^", ""]


def test_related_place_help_and_fix_follow() -> None:
    text = "one\n" * 9 + "two\n"
    fix = Fix("Write `2`", (Edit(36, 39, "2"),))
    found = finding(text, "two", fix=fix, related=(Related(Span(0, 3), "first listed here"),), help="keep one")
    assert list(full(report(text, found), PLAIN)) == [
        "a.md:10:1: warning[word] Unexpected `two`",
        " 10 | two",
        "    | ^^^",
        "  1 | one",
        "    | --- first listed here",
        "    = help: keep one",
        "    = fix: Write `2`",
        "",
    ]


@pytest.mark.parametrize(
    ("fix", "line"),
    [
        (Fix("Sort", (Edit(0, 1, ""),), Applicability.UNSAFE), "   = fix (with `--unsafe`): Sort"),
        (Fix("Repair", (Edit(0, 1, "O"),), Applicability.MANUAL), "   = by hand: Repair: `O`"),
        (Fix("Repair", (Edit(0, 1, "O"), Edit(2, 3, "E")), Applicability.MANUAL), "   = by hand: Repair: `OnE`"),
        (Fix("Write `O`", (Edit(0, 1, "O"),), Applicability.MANUAL), "   = by hand: Write `O`"),
        (Fix("Remove it", (Edit(0, 1, ""),), Applicability.MANUAL), "   = by hand: Remove it"),
    ],
)
def test_a_fix_says_who_applies_it(fix: Fix, line: str) -> None:
    assert list(full(report("one\n", finding("one\n", "one", fix=fix)), PLAIN))[-2] == line


def test_what_is_to_be_written_by_hand_is_told_whole() -> None:
    address = f"https://a.example/{'ant/' * 30}"
    fix = Fix("Write the address meant", (Edit(0, 3, address),), Applicability.MANUAL)
    lines = list(full(report("one\n", finding("one\n", "one", fix=fix)), PLAIN))
    assert lines[-3:] == ["   = by hand: Write the address meant:", f"     {address}", ""]
    blank = Fix("Put a blank line between", (Edit(0, 0, "\n"),), Applicability.MANUAL)
    assert list(full(report("one\n", finding("one\n", "one", fix=blank)), PLAIN))[-2].endswith("between")


def test_text_of_the_file_and_its_name_cannot_reach_the_terminal_raw() -> None:
    text = "\x1b]0;owned\x07 BAD\u202e\n"
    found = Diagnostic(Span(0, 5), f"Unexpected `{text}`", rule="word", severity=Severity.ERROR)
    for form in (full, concise):
        printed = "\n".join(form(report(text, found, path="\x1b[2Jx.md"), PLAIN))
        assert "\x1b" not in printed
        assert "\u202e" not in printed
        assert printed.startswith("<U+001B>[2Jx.md:1:1")


SAFE = Fix("Write it", (Edit(0, 1, "x"),))


def many(
    count: int, name: str = "word", fix: Fix | None = SAFE, severity: Severity = Severity.INFO
) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(Span(n * 2, n * 2 + 1), f"Unexpected `{n}`", fix, rule=name, severity=severity) for n in range(count)
    )


TEXT = "x\n" * 20


def test_more_than_five_safe_findings_of_a_rule_are_one_line() -> None:
    assert list(concise(report(TEXT, *many(6)), PLAIN)) == [
        "a.md:1:1 word 6 words, lines 1, 2, 3, …; `awesome-lint fix` rewrites them"
    ]
    assert list(concise(report(TEXT, *many(6, "other")), PLAIN)) == [
        "a.md:1:1 other Unexpected `0`; 5 more like it, lines 1, 2, 3, …; `awesome-lint fix` rewrites them"
    ]
    assert list(full(report(TEXT, *many(6)), PLAIN)) == [
        "a.md:1:1: info[word] 6 words, lines 1, 2, 3, …; `awesome-lint fix` rewrites them",
        "",
    ]


def test_five_findings_and_those_without_a_safe_fix_are_printed_one_by_one() -> None:
    assert len(list(concise(report(TEXT, *many(5)), PLAIN))) == 5
    assert len(list(concise(report(TEXT, *many(9, fix=None, severity=Severity.WARNING)), PLAIN))) == 9
    unsafe = Fix("Write it", SAFE.edits, Applicability.UNSAFE)
    assert len(list(concise(report(TEXT, *many(9, fix=unsafe)), PLAIN))) == 9
    assert len(list(concise(report(TEXT, *many(9)), PLAIN, folding=False))) == 9


def test_many_infos_that_nothing_mends_are_one_line_too() -> None:
    assert list(concise(report(TEXT, *many(6, fix=None)), PLAIN)) == ["a.md:1:1 word 6 words, lines 1, 2, 3, …"]
    assert len(list(concise(report(TEXT, *many(5, fix=None)), PLAIN))) == 5
    assert len(list(concise(report(TEXT, *many(4), *many(3, fix=None)), PLAIN))) == 7


def test_slips_come_before_what_is_folded() -> None:
    slip = Diagnostic(Span(30, 31), "Unexpected slip", rule="other", severity=Severity.ERROR)
    lines = list(concise(report(TEXT, *many(6), slip), PLAIN))
    assert [line.split()[1] for line in lines] == ["other", "word"]


def test_layout_is_one_line_however_little_it_is() -> None:
    assert list(concise(report(TEXT, *many(1, "trailing-space")), PLAIN)) == [
        "a.md:1:1 layout 1 place not in canonical form (1 trailing-space); run `awesome-lint fix`"
    ]
    found = (*many(1, "trailing-space"), *many(3, "table-layout"))
    assert list(concise(report(TEXT, *found), PLAIN)) == [
        "a.md:1:1 layout 4 places not in canonical form (3 table-layout, 1 trailing-space); run `awesome-lint fix`"
    ]


def test_the_summary_counts() -> None:
    totals = Totals()
    assert summary(totals, 0, PLAIN) == "0 files, 0 entries: no findings"
    totals.add(report(TEXT, *many(2), finding(TEXT, "x")))
    assert summary(totals, 0, PLAIN) == "1 file, 2 entries: 1 warning, 2 infos; `awesome-lint fix` repairs 2"
    totals.add(report(TEXT, *many(1, fix=Fix("Move", (), Applicability.UNSAFE))))
    assert summary(totals, 1, PLAIN) == (
        "2 files, 4 entries: 1 warning, 3 infos; `awesome-lint fix` repairs 2, `fix --unsafe` 1 more; "
        "1 file could not be judged"
    )


def test_what_was_repaired() -> None:
    fixed = (*many(2), *many(1, "table-layout"), *many(2, "other"))
    assert repaired("a.md", fixed) == "Fixed 5 problems in a.md: 2 other, 2 word, 1 table-layout"
    assert repaired("a.md", many(1), would=True) == "Would fix 1 problem in a.md: 1 word"


def test_json_has_every_finding_with_places_in_characters() -> None:
    text = "标题\nBAD\n"
    fix = Fix("Write `OK`", (Edit(3, 6, "OK"),))
    file = report(text, finding(text, "BAD", fix=fix, related=(Related(Span(0, 2), "here"),)), path="列表.md")
    data = json_output.render(Report((file,), (Failure("b.md", "invalid"),)), Surroundings())
    assert "列表".encode() in data
    start, end = {"line": 2, "column": 1, "offset": 3}, {"line": 2, "column": 4, "offset": 6}
    related_start, related_end = {"line": 1, "column": 1, "offset": 0}, {"line": 1, "column": 3, "offset": 2}
    assert json.loads(data) == {
        "version": 1,
        "diagnostics": [
            {
                "path": "列表.md",
                "rule": "word",
                "group": "words",
                "severity": "warning",
                "message": "Unexpected `BAD`",
                "start": start,
                "end": end,
                "related": [{"path": "列表.md", "start": related_start, "end": related_end, "message": "here"}],
                "fix": {
                    "title": "Write `OK`",
                    "applicability": "safe",
                    "edits": [{"start": 3, "end": 6, "text": "OK"}],
                },
            }
        ],
        "skipped": [],
        "errors": [{"path": "b.md", "message": "invalid"}],
        "summary": {
            "files": 1,
            "entries": 2,
            "diagnostics": {"error": 0, "warning": 1, "info": 0},
            "fixable": 1,
        },
    }


def test_json_of_an_undecodable_file_name_is_valid() -> None:
    assert json.loads(json_output.encode({"path": "\udcff.md"})) == {"path": "\udcff.md"}


LINES = [f"line {n}\n" for n in range(40)]


def _changed(changes: dict[int, str]) -> str:
    return "".join(changes.get(n, line) for n, line in enumerate(LINES))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("".join(LINES), _changed({3: "three\n"})),
        ("".join(LINES), _changed({0: "", 39: "last"})),
        ("".join(LINES), _changed({3: "three\n", 9: "nine\n", 17: "seventeen\n"})),
        ("".join(LINES), _changed({5: "", 30: "line 5\nline 30\n"})),  # a moved line
        ("".join(LINES), "".join(LINES).replace("\n", "\n\n")),
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("a\nb", "a\nc"),
        ("a\r\nb\r\n", "a\r\nc\r\n"),
        ("\ufeffa\nb\n", "\ufeffa\nc\n"),
        ("a\x0bb\u2028c\n", "a\x0bb\u2028d\n"),
        ("论文\n", "论文标题\n"),
        ("", "a\n"),
        ("a\n", ""),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "docs/with blank.md", "论文/列表.md", 'quo"te\t.md'])
def test_git_applies_the_diff(tmp_path: Path, name: str, before: str, after: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(before.encode())
    patch = "".join(unified(before, after, name)).encode()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=tmp_path, input=patch, check=True)
    assert file.read_bytes() == after.encode()


def test_equal_texts_have_no_diff() -> None:
    assert list(unified("a\n", "a\n", "a.md")) == []


def test_a_diff_shows_little_more_than_what_changed() -> None:
    assert len(list(unified("".join(LINES), _changed({5: "", 30: "line 5\nline 30\n"}), "a.md"))) == 18
