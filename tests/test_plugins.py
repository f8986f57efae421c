"""Rules of installed packages, shown with a package that is really there: a folder on the path."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from command import ENVIRONMENT, run
from test_cli import CLEAN, folder, write

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

__all__ = ["folder"]  # a fixture

MODULE = """
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.rule import Option, Rule
from awesome_lint.source import Edit, Span

def check(document, context):
    if context.options["word"] in document.source.text:
        yield Diagnostic(Span(0, 1), f"Unexpected `{context.options['word']}`")

def fence(document, context):
    edits = (Edit(0, 0, "```\\n"),)
    if not document.source.text.startswith("```"):
        yield Diagnostic(Span(0, 1), "Unexpected start", Fix("Start a fence", edits))

def crash(document, context):
    yield Diagnostic(Span(0, 1), str(1 // 0))

RULE = Rule("tea-word", "tea", "A word for tea", Severity.ERROR, check, options={"word": Option("Oolong", "the word")})
OTHER = Rule("crash", "tea", "A rule that fails", Severity.ERROR, crash, default=False)
BOTH = (RULE, OTHER)
FENCE = Rule("fence", "tea", "A rule whose fix breaks lists", Severity.ERROR, fence, (Applicability.SAFE,))
TAKEN = Rule("invalid-date", "tea", "A name that is taken", Severity.ERROR, check)
GROUP = Rule("dates", "tea", "A name that is a group's", Severity.ERROR, check)
"""


def with_plugin(folder: Path, value: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run with a package whose entry point has *value*."""
    site = folder / "site"
    information = site / "tea_rules-1.0.dist-info"
    information.mkdir(parents=True, exist_ok=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: tea-rules\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[awesome_lint.rules]\ntea = {value}\n")
    (site / "tea_rules.py").write_text(MODULE)
    return run(folder, *arguments, environment={"PYTHONPATH": os.pathsep.join((str(site), ENVIRONMENT["PYTHONPATH"]))})


@pytest.mark.parametrize("value", ["tea_rules:RULE", "tea_rules:BOTH"])
def test_a_rule_of_another_package_runs_like_our_own(folder: Path, value: str) -> None:
    write(folder, a=CLEAN)
    done = with_plugin(folder, value, "check", "a.md", "--output-format", "json")
    (finding,) = json.loads(done.stdout)["diagnostics"]
    assert (finding["rule"], finding["group"], finding["message"]) == ("tea-word", "tea", "Unexpected `Oolong`")
    assert with_plugin(folder, value, "check", "a.md", "--ignore", "tea").returncode == 0
    (folder / "awesome-lint.toml").write_text('[rules.tea-word]\nword = "Sencha"\n')
    assert with_plugin(folder, value, "check", "a.md").returncode == 0
    assert with_plugin(folder, value, "explain", "tea-word").stdout == b"# tea-word\n\nA word for tea\n"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("tea_rules:TAKEN", "offers the rule `invalid-date`, but a rule of that name is there already"),
        ("tea_rules:GROUP", "offers a rule named `dates`, expected a kebab-case name that is no group's"),
        ("tea_rules:MISSING", "cannot be loaded: AttributeError: "),
        ("tea_rulez", "cannot be loaded: ModuleNotFoundError: No module named 'tea_rulez'. Upgrade or uninstall"),
        ("tea_rules:check", "offers a `function`, expected an `awesome_lint.rule.Rule` or a tuple of them"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(folder: Path, value: str, message: str) -> None:
    write(folder, a=CLEAN)
    done = with_plugin(folder, value, "check", "a.md")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"error: entry point `tea = {value}` of `tea-rules` ")
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_rule_that_fails_spoils_its_file_and_is_named(folder: Path) -> None:
    write(folder, a=CLEAN)
    done = with_plugin(folder, "tea_rules:BOTH", "check", "a.md", "--select", "crash", "--output-format", "json")
    assert done.returncode == 2
    (error,) = json.loads(done.stdout)["errors"]
    assert error["path"] == "a.md"
    assert "ZeroDivisionError while the rule `crash` read a.md" in error["message"]
    assert b"ZeroDivisionError" in done.stderr


def test_a_fix_that_breaks_the_list_is_left_out_and_the_others_are_written(folder: Path) -> None:
    raw = "# Teas\n\n- [Oolong](https://www.arxiv.org/abs/2401.00001)\n"
    write(folder, a=raw, b=raw)
    for arguments in (("--check",), ()):
        done = with_plugin(folder, "tea_rules:FENCE", "fix", "a.md", *arguments)
        assert done.returncode == 2
        assert "a.md:1: the fix of `fence` is not safe to write" in done.stderr.decode()
        assert (folder / "a.md").read_text() == (raw if arguments else raw.replace("www.", ""))
    assert "1 file, 1 entry: 1 error\n" in done.stdout.decode()  # which `fix` does not claim to repair
    done = with_plugin(folder, "tea_rules:FENCE", "fix", "b.md", "--output-format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["summary"]["files"]) == (2, 1)
    assert [error["path"] for error in report["errors"]] == ["b.md"]
