"""One example of a rule page, tried: what is found in it, and what a fix makes of it."""

from __future__ import annotations

import datetime as dt
import posixpath
from dataclasses import replace
from difflib import unified_diff
from typing import TYPE_CHECKING, Any, NoReturn

from awesome_lint import facts
from awesome_lint.across import Catalogue, listing
from awesome_lint.diagnostic import Applicability
from awesome_lint.fixer import FixError, FixResult, fix
from awesome_lint.linter import lint
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule, all_rules
from awesome_lint.rule import Context
from awesome_lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document
    from awesome_lint.pages import Example
    from awesome_lint.rule import Rule

TODAY = "2026-11-01"
"""The day on which examples are judged where their setup names none."""

_SETUP = {"today", "files", "lists", "newline", "bom", "end", "signs", "rules", "columns"}


class Trial:
    """One example, with the rule as its config sets it up."""

    def __init__(self, rule: Rule, example: Example) -> None:
        self.rule = rule
        self.example = example
        setup = example.setup
        self.expect("keys of the setup", [], sorted(setup.keys() - _SETUP))
        self.expect("options in the config", [], sorted(example.config.keys() - rule.options.keys()))
        options = {name: option.default for name, option in rule.options.items()}
        options |= {name: tuple(v) if isinstance(v, list) else v for name, v in example.config.items()}
        company = [each for each in all_rules() if each.name in setup.get("rules", ())]
        self.active = [*(ActiveRule(each, _defaults(each)) for each in company), ActiveRule(rule, options)]
        today, columns = dt.date.fromisoformat(setup.get("today", TODAY)), setup.get("columns", {})
        known = facts.from_mapping(example.facts)
        self.context = Context(today, exists=_exists(setup), columns=columns, facts=known)
        self.lists = [read(Source.of(text, path)) for path, text in setup.get("lists", {}).items()]

    def check_bad(self) -> set[Applicability]:
        """Check findings and fixes; return the applicabilities that were offered."""
        source = self.source(self.example.text, self.example.setup.get("end", "\n"))
        found = self.findings(source)
        if not found:
            self.fail("this example is *bad*, but nothing was found in it")
        for diagnostic in found:
            self.check_sound(diagnostic, source)
        if self.example.output is not None:
            got = [f"{_place(source, each)} {each.message}" for each in found]
            self.expect_text("output", "\n".join(self.example.output), "\n".join(got))
        self.check_fixed(source, found)
        offered = {each.fix.applicability for each in found if each.fix}
        self.expect("fixes offered but not declared", [], words(offered - set(self.rule.fixes)))
        return offered

    def check_sound(self, diagnostic: Diagnostic, source: Source) -> None:
        """Check that places lie inside the text and that a fix has a title."""
        edits = diagnostic.fix.edits if diagnostic.fix else ()
        for start, end in (
            diagnostic.span,
            *(each.span for each in diagnostic.related if not each.place),
            *(e[:2] for e in edits),
        ):
            if not 0 <= start <= end <= len(source.text):
                self.fail(f"the place {start}–{end} is not inside the text of {len(source.text)} characters")
        if diagnostic.fix and not (diagnostic.fix.title.strip() and diagnostic.fix.edits):
            self.fail(f"the fix of `{diagnostic.message}` lacks a title or edits")

    def check_fixed(self, source: Source, found: list[Diagnostic]) -> None:
        """Check what fixing makes of the example, without and with unsafe fixes."""
        example, expected = self.example, source.text
        for unsafe, fixed in ((False, example.fixed), (True, example.fixed_unsafe)):
            expected = expected if fixed is None else self.source(fixed).text
            result = self.fixed(source, unsafe=unsafe)
            name = "fixed unsafe" if unsafe else "fixed"
            self.expect_text(name, expected, result.source.text)
            self.expect_text(f"{name} a second time", expected, self.fixed(result.source, unsafe=unsafe).source.text)
            style = (result.source.bom, result.source.newline, result.source.odd_newlines)
            self.expect("byte order mark and newlines", (source.bom, source.newline, ()), style)
        last = example.fixed if example.fixed_unsafe is None else example.fixed_unsafe
        if last is not None:
            self.check_clean(last, "this example is *fixed*")
        elif any(each.fix and each.fix.applicability is not Applicability.MANUAL for each in found):
            self.fail("a fix is offered, but no `markdown fixed` follows")

    def check_clean(self, text: str, why: str, end: str = "\n") -> None:
        """Check that the rule says nothing of *text*."""
        source = self.source(text, end)
        got = [f"{_place(source, each)} {each.message}" for each in self.findings(source)]
        if got:
            self.fail(f"{why}, but something was found in it:\n" + "\n".join(got))

    def source(self, text: str, end: str = "\n") -> Source:
        """Return an example's text as the file that its setup describes."""
        setup = self.example.setup
        text = text.removesuffix("\n") + end
        for sign, meaning in setup.get("signs", {}).items():
            text = text.replace(sign, meaning)
        text = text.replace("\n", setup.get("newline", "\n"))
        return Source.of(("\ufeff" if setup.get("bom") else "") + text, "example.md")

    def findings(self, source: Source) -> list[Diagnostic]:
        """Return what this rule finds; other rules are company alone."""
        document = read(source, self.context.columns)
        found = lint(document, self.active, self.surroundings(document))
        return [diagnostic for diagnostic in found if diagnostic.rule == self.rule.name]

    def surroundings(self, document: Document) -> Context:
        """Return the context of the example, which is the last file of the setup's run."""
        if not self.lists:
            return self.context
        listings = [listing(each, [self.rule]) for each in (*self.lists, document)]
        return replace(self.context, elsewhere=Catalogue(listings).seen_from(len(self.lists)))

    def fixed(self, source: Source, *, unsafe: bool) -> FixResult:
        """Fix the example with the rules that are active."""
        try:
            result = fix(source, self.active, self.context, unsafe=unsafe)
        except FixError as error:
            self.fail(str(error))
        if result.faults:
            self.fail("\n".join(result.faults))
        return result

    def expect(self, what: str, expected: object, got: object) -> None:
        """Raise where the two differ."""
        if expected != got:
            self.fail(f"{what}: expected {expected!r}, got {got!r}")

    def expect_text(self, what: str, expected: str, got: str) -> None:
        """Raise with a difference, line by line, where the two differ."""
        if expected != got:
            lines = (_visible(expected), _visible(got))
            difference = "\n".join(unified_diff(*lines, "expected", "got", lineterm="", n=1))
            self.fail(f"{what} differs:\n{difference}")

    def fail(self, message: str) -> NoReturn:
        """Raise the error with the example's place in the page."""
        message = f"line {self.example.line} (markdown {self.example.kind}): {message}"
        raise AssertionError(message)


def words(applicabilities: Iterable[Applicability]) -> list[str]:
    """Return *applicabilities* as pages write them, sorted."""
    return sorted(applicability.value for applicability in applicabilities)


def _defaults(rule: Rule) -> dict[str, Any]:
    return {name: option.default for name, option in rule.options.items()}


def _exists(setup: dict[str, Any] | Any) -> Any:  # noqa: ANN401
    """Answer by the setup's files and the folders that hold them; None where it names no files.

    The example stands at the root; what lies outside is taken to exist.
    """
    if "files" not in setup:
        return None
    files = [f"./{name}/" for name in setup["files"]]

    def exists(path: str) -> bool:
        path = posixpath.normpath(path.lstrip("/"))
        within = "./" if path == "." else f"./{path}/"
        return path.split("/")[0] == ".." or any(name.startswith(within) for name in files)

    return exists


def _place(source: Source, diagnostic: Diagnostic) -> str:
    location = source.location(diagnostic.span.start)
    return f"{location.line}:{location.column}"


def _visible(text: str) -> list[str]:
    r"""Return the lines with what the eye misses made visible, each with its ``\n``."""
    return [
        line.encode("unicode_escape").decode() if not line.isprintable() else line
        for line in (
            part.removesuffix("\n") + ("↵" if part.endswith("\n") else "") for part in text.splitlines(keepends=True)
        )
    ]
