import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator

import pytest

from awesome_lint import fixer, guard, registry, rendering
from awesome_lint.config import Config
from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, Phase, Severity
from awesome_lint.document import Document
from awesome_lint.fixer import FixError, FixResult, fix
from awesome_lint.registry import ActiveRule
from awesome_lint.rule import Context, Rule
from awesome_lint.source import Edit, Source, Span

CONTEXT = Context(dt.date(2026, 11, 1))


def rule(
    name: str,
    pattern: str,
    edits: Callable[[re.Match[str]], list[Edit]],
    *,
    phase: Phase = Phase.CONTENT,
    applicability: Applicability = Applicability.SAFE,
) -> ActiveRule:
    """A rule that finds *pattern* and edits what it found."""

    def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
        for match in re.finditer(pattern, document.source.text):
            yield Diagnostic(Span(*match.span()), "found", Fix("edit it", tuple(edits(match)), applicability))

    group = "layout" if phase is Phase.LAYOUT else "style"
    return ActiveRule(Rule(name, group, name, Severity.WARNING, check, (applicability,), phase))


def swap(name: str, old: str, new: str, **kinds: object) -> ActiveRule:
    return rule(name, re.escape(old), lambda match: [Edit(*match.span(), new)], **kinds)  # type: ignore[arg-type]


def fixed(text: str, *active: ActiveRule, unsafe: bool = False) -> FixResult:
    return fix(Source(text, "list.md"), active, CONTEXT, unsafe=unsafe)


def test_what_is_found_is_fixed_and_what_has_no_fix_remains() -> None:
    def check(_document: Document, _context: Context) -> Iterator[Diagnostic]:
        yield Diagnostic(Span(0, 1), "always")

    plain = ActiveRule(Rule("plain", "style", "plain", Severity.WARNING, check))
    result = fixed("a colour\n", swap("spelling", "colour", "color"), plain)
    assert result.source.text == "a color\n"
    assert [each.rule for each in result.fixed] == ["spelling"]
    assert [each.rule for each in result.remaining] == ["plain"]
    assert result.document.source is result.source


def test_nothing_to_fix_is_the_same_source() -> None:
    source = Source("a color\n")
    result = fix(source, [swap("spelling", "colour", "color")], CONTEXT)
    assert result.source is source
    assert (result.fixed, result.remaining, result.notes) == ((), (), ())


@pytest.mark.parametrize(
    ("applicability", "unsafe", "text"),
    [
        (Applicability.SAFE, False, "b"),
        (Applicability.UNSAFE, False, "a"),
        (Applicability.UNSAFE, True, "b"),
        (Applicability.MANUAL, True, "a"),
    ],
)
def test_only_fixes_that_are_allowed_are_applied(applicability: Applicability, unsafe: bool, text: str) -> None:  # noqa: FBT001
    result = fixed("a", swap("ab", "a", "b", applicability=applicability), unsafe=unsafe)
    assert result.source.text == text
    assert len(result.remaining) == (text == "a")


def test_of_two_overlapping_fixes_the_earlier_goes_first_and_the_other_is_looked_at_anew() -> None:
    first = swap("first", "abc", "xbc")
    second = swap("second", "bcd", "BCD")
    result = fixed("abcd\n", first, second)
    assert result.source.text == "xBCD\n"
    assert [each.rule for each in result.fixed] == ["first", "second"]


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    def both(match: re.Match[str]) -> list[Edit]:
        return [Edit(match.start(), match.start() + 1, "("), Edit(match.end() - 1, match.end(), ")")]

    quotes = rule("quotes", "<[^<>]*>", both)
    close = rule("close", "x>", lambda match: [Edit(match.start(), match.start() + 2, "x!")])
    result = fixed("<x>", quotes, close)
    assert result.source.text == "(x)"
    assert [each.rule for each in result.fixed] == ["quotes"]


def test_two_insertions_at_one_place_do_not_both_happen_at_once() -> None:
    pipe = rule("pipe", r"word(?!\|)", lambda match: [Edit(match.end(), match.end(), "|")])
    twin = rule("twin", r"ord(?!\|)", lambda match: [Edit(match.end(), match.end(), "|")])
    assert fixed("word\n", pipe, twin).source.text == "word|\n"


def test_content_comes_before_layout_and_meta_last() -> None:
    result = fixed(
        "#  a b c\n",
        swap("meta", "c", "d", phase=Phase.META),
        swap("layout", "#  ", "# ", phase=Phase.LAYOUT),
        swap("content", "a", "x"),
    )
    assert result.source.text == "# x b d\n"
    assert [each.rule for each in result.fixed] == ["content", "layout", "meta"]


def test_content_is_looked_at_again_after_layout() -> None:
    result = fixed("#  a\n", swap("layout", "#  ", "# ", phase=Phase.LAYOUT), swap("content", "# a", "# b"))
    assert result.source.text == "# b\n"


def test_a_cycle_names_its_rules_and_leaves_out_the_others() -> None:
    with pytest.raises(
        FixError,
        match=r"list\.md:1: the fixes of `back` and `there` lead back",
    ):
        fixed("z a\n", swap("before", "z", "y"), swap("there", "a", "b"), swap("back", "b", "a"))


def test_a_fix_that_changes_nothing_is_a_cycle() -> None:
    with pytest.raises(FixError, match="`same`"):
        fixed("a\n", swap("same", "a", "a"))


def test_fixes_without_end_are_an_error() -> None:
    with pytest.raises(FixError, match="`longer` do not come to an end"):
        fixed("a\n", swap("longer", "a\n", "aa\n"))


def test_many_overlapping_fixes_take_as_many_passes_as_they_need() -> None:
    chain = rule(
        "chain", r"o(?=(o*)x)", lambda match: [Edit(match.start(), match.end() + len(match[1]) + 1, match[1] + "x")]
    )
    assert fixed("o" * 60 + "x\n", chain).source.text == "x\n"


@pytest.mark.parametrize("edits", [[], [Edit(0, 2, ""), Edit(1, 3, "")], [Edit(0, 99, "")], [Edit(0, 0, "a")] * 2])
@pytest.mark.parametrize("phase", [Phase.CONTENT, Phase.LAYOUT])
def test_unsound_edits_are_left_out_and_name_their_rule(edits: list[Edit], phase: Phase) -> None:
    result = fixed("some text\n", rule("bad", "some", lambda _match: edits, phase=phase), swap("fine", "text", "word"))
    assert result.source.text == "some word\n"
    assert [each.partition(" has no edits")[0] for each in result.faults] == [
        "list.md:1: the fix of `bad` is not safe to write: it"
    ]
    assert [(each.rule, each.fix) for each in result.remaining] == [("bad", None)]


def judged(*rules: ActiveRule) -> tuple[list[ActiveRule], list[str]]:
    """*rules*, and the texts that are judged by them."""
    texts: list[str] = []

    def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
        texts.append(document.source.text)
        return iter(())

    return [*rules, ActiveRule(Rule("watch", "style", "watch", Severity.WARNING, check))], texts


def test_layout_beside_content_is_mended_before_all_is_judged_again() -> None:
    active, texts = judged(swap("spelling", "colour", "color"), swap("squeeze", "#  ", "# ", phase=Phase.LAYOUT))
    result = fixed("#  a colour\n\n#  b\n", *active)
    assert texts == ["#  a colour\n\n#  b\n", result.source.text]
    assert result.source.text == "# a color\n\n# b\n"
    assert [(each.rule, each.span) for each in result.fixed][1:] == [("squeeze", (0, 3)), ("squeeze", (12, 15))]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        # What content and layout write in one place.
        ("#  colour\n", swap("squeeze", "#  c", "# c", phase=Phase.LAYOUT)),
        # Edits that lay out several lines, of which content changes one.
        (
            "#  a\n\ncolour\n\n#  b\n",
            rule(
                "squeeze",
                r"(?s)#( ) a.*#( ) b",
                lambda match: [Edit(*match.span(1), ""), Edit(*match.span(2), "")],
                phase=Phase.LAYOUT,
            ),
        ),
        # Another row of a table.
        ("|  a |\n| - |\n| colour |\n", swap("squeeze", "|  ", "| ", phase=Phase.LAYOUT)),
    ],
)
def test_layout_that_content_concerns_is_looked_at_anew(text: str, layout: ActiveRule) -> None:
    spelling = swap("spelling", "colour", "color")
    active, texts = judged(spelling, layout)
    result = fixed(text, *active)
    assert texts[1] == text.replace("colour", "color")
    assert result.source.text == texts[-1]
    assert len(texts) == 3


def test_layout_beside_content_is_proved_too() -> None:
    text = "a colour\n\n`#  b`\n\n#  c\n"
    result = fixed(text, swap("spelling", "colour", "color"), swap("squeeze", "#  ", "# ", phase=Phase.LAYOUT))
    assert result.source.text == "a color\n\n`#  b`\n\n# c\n"
    assert [note.partition(":")[0] for note in result.notes] == ["line 3"]


def test_a_content_fix_that_breaks_another_link_is_left_out_and_the_others_are_applied() -> None:
    text = "# List\n\n- [a](https://a.example)\n- ok [b](https://b.example)\n"
    fence = rule("fence", "# List", lambda match: [Edit(match.end(), match.end(), "\n\n```")])
    result = fixed(text, swap("fine", "ok ", ""), fence, swap("layout", "- ", "* ", phase=Phase.LAYOUT))
    assert result.source.text == "# List\n\n* [a](https://a.example)\n* [b](https://b.example)\n"
    [fault] = result.faults
    assert fault.startswith("list.md:1: the fix of `fence` is not safe to write: link outside the edits changed or")
    assert fault.endswith(". It was left out; please report this fault of awesome-lint.")
    assert [(each.rule, each.fix) for each in result.remaining] == [("fence", None)]
    assert {each.rule for each in result.fixed} == {"fine", "layout"}


def test_of_many_content_fixes_only_the_faulty_are_left_out() -> None:
    lines = [f"- no{n} [a](https://a{n}.example)\n" for n in range(40)]
    lines[7], lines[31] = "- no7 [a](https://a7.example) `\n", "- no31 [a](https://a31.example) `\n"
    plain = rule("plain", r"no\d+", lambda match: [Edit(*match.span(), "`")])  # which makes code of those two
    result = fixed("".join(lines), plain)
    assert [line.startswith("- no") for line in result.source.text.splitlines()] == [n in (7, 31) for n in range(40)]
    assert [fault.partition(": the fix of `plain`")[0] for fault in result.faults] == ["list.md:8", "list.md:32"]


def test_a_rule_that_is_wrong_everywhere_is_given_up_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def counted(before: Document, after: Document, edits: list[Edit]) -> guard.Fault | None:
        tries.append(len(edits))
        return guard.content_fault(before, after, edits)

    monkeypatch.setattr(fixer, "content_fault", counted)
    text = "".join(f"- no{n} [a](https://a{n}.example) `\n" for n in range(200))
    result = fixed(text, rule("plain", r"no\d+", lambda match: [Edit(*match.span(), "`")]))
    assert result.source.text == text
    assert len(result.faults) == 200
    assert len(tries) < 70


def test_layout_that_github_shows_otherwise_is_left_and_noted_and_the_rest_is_written() -> None:
    text = "#  one\n\n`#  b`\n\n##  two\n\n    #  code\n"
    result = fixed(text, swap("squeeze", "#  ", "# ", phase=Phase.LAYOUT))
    assert result.source.text == "# one\n\n`#  b`\n\n## two\n\n    #  code\n"
    assert [note.partition(":")[0] for note in result.notes] == ["line 3", "line 7"]
    assert result.remaining == ()
    assert len(result.fixed) == 2


def test_layout_that_would_hide_a_cell_or_drop_a_definition_is_left() -> None:
    text = "| a |\n| - |\n| b | hidden |\n\n[unused]: https://a.example\n"
    drop = swap("drop", " hidden |", "", phase=Phase.LAYOUT)
    forget = swap("forget", "\n[unused]: https://a.example\n", "", phase=Phase.LAYOUT)
    result = fixed(text, drop, forget)
    assert result.source.text == text
    assert result.fixed == ()


def test_a_block_that_github_reads_otherwise_is_not_fixed() -> None:
    text = "a word\n\n[^1]: https://a.example word\n"
    result = fixed(text, swap("word", "word", "term"))
    assert result.source.text == "a term\n\n[^1]: https://a.example word\n"
    assert [note.partition(":")[0] for note in result.notes] == ["line 3"]
    assert len(result.remaining) == 1


def test_front_matter_is_no_part_of_the_page() -> None:
    text = "---\ntitle: a  # [b](c)\n---\n\n#  one\n"
    result = fixed(text, swap("squeeze", "#  ", "# ", phase=Phase.LAYOUT))
    assert result.source.text == text.replace("#  ", "# ")


def test_newline_style_and_byte_order_mark_are_kept() -> None:
    source = Source.decode("\ufeffa colour\r\nb\r\n".encode())
    result = fix(source, [swap("spelling", "colour", "color")], CONTEXT)
    assert result.source.encode() == "\ufeffa color\r\nb\r\n".encode()


def test_an_empty_text_has_nothing_to_fix() -> None:
    assert fix(Source(""), registry.activate(Config()), CONTEXT).source.text == ""


def test_without_githubs_renderer_another_one_proves_and_a_note_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cmarkgfm", None)
    rendering.renders_as_github.cache_clear()
    rendering._renderer.cache_clear()  # noqa: SLF001
    try:
        result = fixed("#  one\n\n`#  b`\n", swap("squeeze", "#  ", "# ", phase=Phase.LAYOUT))
    finally:
        rendering.renders_as_github.cache_clear()
        rendering._renderer.cache_clear()  # noqa: SLF001
    assert result.source.text == "# one\n\n`#  b`\n"
    assert "cmarkgfm is not installed" in result.notes[-1]


def test_a_block_whose_old_layout_fix_did_not_hold_behind_a_content_fix_is_tried_with_its_new_one() -> None:
    def check(document: Document, _context: Context) -> Iterator[Diagnostic]:
        text = document.source.text
        at = text.find("-  a" if "color" in text else "x  y") + 1
        if text.startswith("  ", at):
            yield Diagnostic(Span(at, at + 2), "found", Fix("squeeze", (Edit(at, at + 1, ""),)))

    squeeze = ActiveRule(Rule("squeeze", "layout", "s", Severity.INFO, check, (Applicability.SAFE,), Phase.LAYOUT))
    result = fixed("colour\n\n-  a\n-  `x  y`\n", swap("spelling", "colour", "color"), squeeze)
    assert result.source.text == "color\n\n- a\n-  `x  y`\n"
    assert result.notes == ()
