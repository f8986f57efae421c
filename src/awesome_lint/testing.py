"""Run rule pages as tests, for the rules here and for those of other packages.

In a package with rules of its own, with pages in ``rules/``, one test is enough::

    def test_pages() -> None:
        check_pages(RULES, Path("rules"))

or, to see each rule by itself::

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
    def test_page(rule: Rule) -> None:
        check_page(Path("rules", f"{rule.name}.md").read_text("utf-8"), rule)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint import pages
from awesome_lint.page_trial import Trial, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from awesome_lint.diagnostic import Applicability
    from awesome_lint.pages import Page
    from awesome_lint.rule import Rule

__all__ = ["check_page", "check_pages"]


def check_pages(rules: Iterable[Rule], folder: Path | Traversable) -> None:
    """Check that every one of *rules* has a page in *folder* and every page a rule, then each page.

    Raises ``AssertionError`` that lists all that is wrong, page by page.
    """
    known = {rule.name: rule for rule in rules}
    texts = {
        item.name.removesuffix(".md"): item.read_text(encoding="utf-8")
        for item in folder.iterdir()
        if item.name.endswith(".md")
    }
    wrong = [f"{name}: no page `{name}.md`" for name in sorted(known.keys() - texts.keys())]
    wrong += [f"{name}.md: no rule `{name}`" for name in sorted(texts.keys() - known.keys())]
    for name in sorted(known.keys() & texts.keys()):
        try:
            check_page(texts[name], known[name])
        except AssertionError as error:
            wrong.append(f"{name}.md: {error}")
    assert not wrong, "\n\n".join(wrong)  # noqa: S101  (this module's answer is an AssertionError)


def check_page(page_text: str, rule: Rule) -> None:
    """Check that the page describes *rule* and that all its examples hold.

    Each *bad* example is found, with exactly the stated *output*, and fixed to exactly its *fixed*, or
    stays as it is without one; *fixed* and *good* ones are clean; a second fix changes nothing;
    and the examples together show each applicability of the rule's fixes.

    Raises ``AssertionError`` that names the example by the page's line, with expected and got.
    """
    try:
        page = pages.parse(page_text)
    except pages.PageError as error:
        raise AssertionError(str(error)) from None
    _check_head(page, rule)
    shown: set[Applicability] = set()
    for example in page.examples:
        trial = Trial(rule, example)
        if example.kind == "bad":
            shown |= trial.check_bad()
        else:
            trial.check_clean(example.text, "this example is *good*", end=example.setup.get("end", "\n"))
    _equal("the applicabilities of the fixes that the examples show", words(rule.fixes), words(shown))


def _check_head(page: Page, rule: Rule) -> None:
    _equal("title", rule.name, page.name)
    _equal("group", rule.group, page.group)
    _equal("severity", rule.severity.value, page.severity)
    _equal("fixes", words(rule.fixes), sorted(page.fixes))
    _equal("default", rule.default, page.default)
    _equal("options", {name: option.default for name, option in rule.options.items()}, dict(page.options))
    needed = {"What", "Why", *(["Fix safety"] if rule.fixes else []), *(["Options"] if rule.options else [])}
    _equal("missing sections", [], sorted(needed - set(page.sections)))
    kinds = {example.kind for example in page.examples}
    _equal("kinds of examples", ["bad", "good"], sorted(kinds))


def _equal(what: str, expected: object, got: object) -> None:
    if expected != got:
        message = f"{what}: expected {expected!r}, got {got!r}"
        raise AssertionError(message)
