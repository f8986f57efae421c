"""The arithmetic of changed lines, and what is told of them."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.change import WHOLE, Touched, changed_lines, concerning
from awesome_lint.diagnostic import Diagnostic, Fix, Related
from awesome_lint.source import Edit, Source, Span

PATCH = b"""diff --git a/a.md b/a.md
index 1..2 100644
--- a/a.md
+++ b/a.md
@@ -3 +3 @@ context of `@@ -1 +1 @@`
-old
+++ b/other.md
@@ -5,2 +4,0 @@
-gone
-@@ -1 +9 @@
@@ -9,0 +8,3 @@
+@@ -1 +1 @@
+
+\r
@@ -20 +21 @@
-end
\\ No newline at end of file
+ended
"""


def test_the_lines_of_a_patch() -> None:
    assert changed_lines(PATCH) == (range(3, 4), range(8, 11), range(21, 22))
    assert changed_lines(b"") == ()
    assert changed_lines(b"Binary files a/x and b/x differ\n") == ()
    assert changed_lines(b"@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n") == (range(1, 3),)
    assert changed_lines(b"@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n") == (range(1, 2),)


@pytest.mark.parametrize("ending", [b"", b"\r"])
def test_a_last_line_that_gets_its_newline_is_not_changed(ending: bytes) -> None:
    patch = b"@@ -7 +7,3 @@\n-a\n\\ No newline at end of file\n" + b"".join(
        b"+%s%s\n" % (x, ending) for x in (b"a", b"b", b"a")
    )
    assert changed_lines(patch) == (range(8, 10),)


@given(
    st.lists(st.sampled_from("abc-+@\\"), max_size=12),
    st.lists(st.sampled_from("abc-+@\\"), max_size=12),
    st.integers(0, 3),
)
def test_the_lines_of_any_patch_are_those_that_differ(old: list[str], new: list[str], context: int) -> None:
    patch = "\n".join(difflib.unified_diff(old, new, lineterm="", n=context)).encode()
    numbers = {number for lines in changed_lines(patch) for number in lines}
    matcher = difflib.SequenceMatcher(None, old, new)
    assert numbers == {line + 1 for tag, _, _, a, b in matcher.get_opcodes() if tag != "equal" for line in range(a, b)}


TEXT = "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(0, 3), False),
        (Span(0, 4), False),  # up to the break and no further
        (Span(0, 5), True),
        (Span(4, 4), True),
        (Span(7, 7), True),
        (Span(8, 8), False),
        (Span(8, 13), False),
        (Span(0, 14), True),
    ],
)
def test_a_span_is_touched_by_each_of_its_lines(span: Span, *, expected: bool) -> None:
    assert (span in Touched(Source.of(TEXT), (range(2, 3),))) is expected
    assert span in Touched(Source.of(TEXT.replace("\n", "\r\n")), WHOLE)
    assert span not in Touched(Source.of(TEXT), ())


@pytest.mark.parametrize("text", ["a\rb\nc\rd\n", "a\rb\nc\rd\r\n"])
def test_a_lone_carriage_return_ends_no_line_of_a_patch(text: str) -> None:
    touched = Touched(Source.of(text), (range(2, 3),))
    assert [Span(at, at + 1) in touched for at in (0, 2, 4, 6)] == [False, False, True, True]


def test_what_is_told_of_the_other_place() -> None:
    touched = Touched(Source.of(TEXT), (range(1, 2),))
    first, last = Span(0, 3), Span(8, 13)
    fix = Fix("Remove it", (Edit(8, 13, ""),))
    symmetrical = Diagnostic(last, "again", fix, (Related(first, "first here", "again, below"),), rule="r")
    told = concerning(symmetrical, touched)
    assert told == Diagnostic(first, "again, below", None, (Related(last, "first here", "again"),), rule="r")
    assert told is not None
    assert concerning(told, Touched(Source.of(TEXT), (range(3, 4),))) == Diagnostic(
        last, "again", None, (Related(first, "first here", "again, below"),), rule="r"
    )
    assert concerning(Diagnostic(last, "again", fix, (Related(first, "because of this"),)), touched) is None
    assert concerning(Diagnostic(first, "here", fix), touched) == Diagnostic(first, "here", fix)
