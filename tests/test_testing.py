import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Severity
from awesome_lint.document import Document
from awesome_lint.rule import Context, Option, Rule
from awesome_lint.source import Edit, Span
from awesome_lint.testing import check_page, check_pages


def check(document: Document, context: Context) -> Iterator[Diagnostic]:
    for match in re.finditer(str(context.options["word"]), document.source.text):
        edit = Edit(match.start(), match.end(), "color")
        yield Diagnostic(Span(*match.span()), "Unexpected `colour`", Fix("Spell it so", (edit,)))


RULE = Rule(
    "british-spelling",
    "style",
    "Words spelt as in Britain",
    Severity.WARNING,
    check,
    (Applicability.SAFE,),
    default=False,
    options={"word": Option("colour", "the word")},
)

PAGE = """\
# british-spelling

Group: style. Severity: warning. Fix: safe. Default: off.

## What

Reports a word.

## Why

It is only an example.

## Fix safety

The word is replaced.

## Options

- `word` (default `"colour"`): the word to look for.

## Examples

```markdown bad
- [A](https://example.org) in colour
```

```text output
1:31 Unexpected `colour`
```

```markdown fixed
- [A](https://example.org) in color
```

### Another word

```toml config
word = "grey"
```

```json setup
{"newline": "\\r\\n", "bom": true, "end": "\\n"}
```

````markdown bad
```text
grey
```
````

````markdown fixed
```text
color
```
````

```markdown good
- colour
```
"""


def test_a_page_that_tells_the_truth_passes() -> None:
    check_page(PAGE, RULE)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# british-spelling", "# british", "title: expected 'british-spelling', got 'british'"),
        ("Group: style", "Group: links", "group"),
        ("Severity: warning", "Severity: error", "severity"),
        ("Fix: safe", "Fix: none", "fixes"),
        ("Default: off", "Default: on", "default"),
        ("Default: off.", "", "line 3: expected `Group:"),
        ('default `"colour"`', 'default `"color"`', "options"),
        ("- `word` (", "- word (", "options"),
        ("## Why", "## Because", r"missing sections: expected \[\], got \['Why'\]"),
        ("## Fix safety", "## Safety", "missing sections"),
        ("1:31", "1:28", "line 23 .*output differs"),
        ("Unexpected `colour`\n", "Unexpected `colour`\n2:1 More\n", "output differs"),
        ("in colour", "in color", r"line 23 \(markdown bad\): this example is \*bad\*, but nothing was found"),
        ("in color\n", "in colors\n", "fixed differs"),
        ("```markdown good\n- colour", "```markdown good\n- grey", r"this example is \*good\*"),
        ("```markdown good", "```markdown", "kinds of examples"),
        ("```markdown good", "```markdown fine", "unexpected fence `markdown fine`"),
        ("````markdown fixed\n```text\ncolor\n```\n````\n", "", "fixed differs"),
        ('word = "grey"', 'words = "grey"', "options in the config"),
        ('word = "grey"', "word = grey", "line 37: "),
        ('"bom"', '"bomb"', "keys of the setup"),
        ('{"newline"', '{newline"', "line 41: "),
        ("```markdown good\n- colour\n```\n", "```markdown good\n- colour\n", "never closed"),
        ("```markdown bad\n- [A]", "```markdown fixed\n- [A]", "without a `markdown bad` before it"),
    ],
)
def test_a_page_that_does_not_is_refused(old: str, new: str, message: str) -> None:
    assert old in PAGE
    with pytest.raises(AssertionError, match=message):
        check_page(PAGE.replace(old, new), RULE)


@pytest.mark.parametrize(
    ("fix", "message"),
    [
        (Fix("", (Edit(30, 36, "color"),)), "lacks a title"),
        (Fix("Spell it so", ()), "lacks a title or edits"),
        (Fix("Spell it so", (Edit(30, 999, "color"),)), "not inside the text"),
        (Fix("Spell it so", (Edit(30, 36, "color"),), Applicability.UNSAFE), "fixed differs"),
        (Fix("Spell it so", (Edit(30, 36, "colour"),)), "lead back to an earlier text"),
        (None, "fixed differs"),
    ],
)
def test_a_rule_that_does_not_is_refused(fix: Fix | None, message: str) -> None:
    def wrong(document: Document, context: Context) -> Iterator[Diagnostic]:
        for found in check(document, context):
            yield replace(found, fix=fix)

    with pytest.raises(AssertionError, match=message):
        check_page(PAGE, replace(RULE, check=wrong))


def test_files_of_the_setup_are_what_exists() -> None:
    def missing(document: Document, context: Context) -> Iterator[Diagnostic]:
        for match in re.finditer(r"\((.*?)\)", document.source.text):
            if context.exists and not context.exists(match[1]):
                yield Diagnostic(Span(*match.span(1)), "Unexpected link to a file that is not there")

    head = PAGE[: PAGE.index("## Fix safety")].replace("Fix: safe", "Fix: none")
    page = f"""{head}
```markdown good
[a](nobody/knows.md)
```

```json setup
{{"files": ["docs/a.md"]}}
```

```markdown bad
[a](docs/b.md)
```

```markdown good
[a](docs/a.md) [b](docs)
```
"""
    check_page(page, replace(RULE, check=missing, fixes=(), options={}))


def test_pages_and_rules_belong_together(tmp_path: Path) -> None:
    (tmp_path / "british-spelling.md").write_text(PAGE.replace("1:31", "1:1"), encoding="utf-8")
    (tmp_path / "nothing.md").write_text(PAGE, encoding="utf-8")
    with pytest.raises(AssertionError) as caught:
        check_pages([RULE, replace(RULE, name="lonely")], tmp_path)
    wrong = str(caught.value).split("\n\n")
    assert wrong[:2] == ["lonely: no page `lonely.md`", "nothing.md: no rule `nothing`"]
    assert wrong[2].startswith("british-spelling.md: line 23 (markdown bad): output differs")
    (tmp_path / "nothing.md").unlink()
    (tmp_path / "british-spelling.md").write_text(PAGE, encoding="utf-8")
    check_pages([RULE], tmp_path)
