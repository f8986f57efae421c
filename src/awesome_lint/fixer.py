"""Apply fixes until nothing is left to apply, and prove each step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_lint.applying import FixError, Patience, compatible, edits_of, fix_error, named
from awesome_lint.diagnostic import Applicability, Phase
from awesome_lint.guard import LayoutGuard, content_fault
from awesome_lint.linter import judge
from awesome_lint.reading import read
from awesome_lint.rendering import disagreements, renders_as_github

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Block, Document
    from awesome_lint.ignoring import Ignored
    from awesome_lint.registry import ActiveRule
    from awesome_lint.rule import Context
    from awesome_lint.source import Source

__all__ = ["FixError", "FixResult", "fix"]

_STAND_IN = "cmarkgfm is not installed: layout was proved by markdown-it-py, not by GitHub's own renderer"


@dataclass(frozen=True, slots=True)
class FixResult:
    """What ``fix`` made of a source.

    ``fixed`` are the diagnostics whose fixes were applied, with the offsets of the pass that found them:
    only those of the first pass are offsets of the text as it was. ``remaining`` are those of the
    text as it is now, ``document`` that text parsed. ``notes`` say, for people, what was left alone.
    ``used`` are those of ``context.ignored`` that silenced something.
    """

    source: Source
    fixed: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]
    document: Document
    notes: tuple[str, ...] = ()
    used: frozenset[Ignored] = frozenset()


def fix(source: Source, active: Sequence[ActiveRule], context: Context, *, unsafe: bool = False) -> FixResult:
    """Apply the safe fixes of the *active* rules to *source*, with *unsafe* those too, up to the fixpoint.

    Content comes first, then layout, then unused suppressions, each as long as it has something to
    apply and anew when a later one changed the text. Blocks that GitHub reads otherwise than we do
    are left alone, and so is a block whose new layout would not render alike.

    Raises ``FixError`` for a content fix that changed more than its edits, and for rules that never settle.
    """
    return _Run(read(source, context.columns), active, context, unsafe=unsafe).result()


class _Run:
    """One file on its way to the fixpoint."""

    def __init__(self, document: Document, active: Sequence[ActiveRule], context: Context, *, unsafe: bool) -> None:
        self.document = document
        self.active = active
        self.context = context
        self.allowed = {Applicability.SAFE, *([Applicability.UNSAFE] if unsafe else [])}
        self.phases = {each.rule.name: each.rule.phase for each in active}
        self.guard = LayoutGuard()
        self.fixed: list[Diagnostic] = []
        self.history: dict[str, set[str]] = {}  # each text so far, and the rules that changed it
        self.refused: set[str] = set()  # texts of top-level blocks whose new layout did not hold

    def result(self) -> FixResult:
        patience = Patience()
        while True:
            findings = _Findings(self)
            while offered := findings.offers():
                phase, offers = offered
                patience.spend(phase, offers, self.document.source)
                if self._step(phase, offers):
                    break
            else:
                return findings.result()

    def _step(self, phase: Phase, offers: list[Diagnostic]) -> bool:
        """Apply what goes together; tell whether the text changed."""
        chosen = compatible(offers, self.document.source)
        after = self._applied(chosen)
        if phase is not Phase.LAYOUT:
            self._prove_content(chosen, after)
        elif not self.guard.holds(self.document, after):
            chosen, after = self._provable(chosen)
            if not chosen:
                return False
        self.history[self.document.source.text] = {diagnostic.rule for diagnostic in chosen}
        if after.source.text in self.history:
            texts = list(self.history)
            again = texts[texts.index(after.source.text) :]
            rules = named(rule for text in again for rule in self.history[text])
            reason = f"the fixes of {rules} lead back to an earlier text"
            raise fix_error(reason, self.document.source, chosen[0].span.start)
        self.fixed += chosen
        self.document = after
        return True

    def _applied(self, chosen: Iterable[Diagnostic]) -> Document:
        return read(self.document.source.edited(edits_of(chosen)), self.context.columns)

    def _prove_content(self, chosen: list[Diagnostic], after: Document) -> None:
        fault = content_fault(self.document, after, edits_of(chosen))
        if not fault:
            return

        def faulty(count: int) -> bool:
            first = chosen[:count]
            return content_fault(self.document, self._applied(first), edits_of(first)) is not None

        culprit = chosen[bisect_left(range(1, len(chosen)), x=True, key=faulty)]
        reason = f"the fix of `{culprit.rule}` is not safe to write: {fault.message}"
        raise fix_error(reason, self.document.source, culprit.span.start)

    def _provable(self, chosen: list[Diagnostic]) -> tuple[list[Diagnostic], Document]:
        """Return the layout fixes that hold, found by bisection over top-level blocks; refuse the other blocks."""
        groups: dict[int, list[Diagnostic]] = {}
        for diagnostic in chosen:
            groups.setdefault(_block_of(self.document, diagnostic), []).append(diagnostic)
        kept: list[Diagnostic] = []
        result = self.document
        waiting = [sorted(groups)]
        while waiting:
            numbers = waiting.pop()
            attempt = kept + [diagnostic for number in numbers for diagnostic in groups[number]]
            after = self._applied(attempt)
            if self.guard.holds(self.document, after):
                kept, result = attempt, after
            elif len(numbers) == 1:
                self.refused.add(_text_of(self.document, numbers[0]))
            else:
                half = len(numbers) // 2
                waiting += [numbers[half:], numbers[:half]]
        return kept, result


class _Findings:
    """What one text is reported for, and which of its fixes may be applied."""

    def __init__(self, run: _Run) -> None:
        self.run = run
        self.document = run.document
        self.found, self.used = judge(run.document, run.active, run.context)
        self.misread = disagreements(run.document) if any(map(self._allowed, self.found)) else []

    def _allowed(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.fix is not None and diagnostic.fix.applicability in self.run.allowed

    def _is_layout(self, diagnostic: Diagnostic) -> bool:
        return self.run.phases[diagnostic.rule] is Phase.LAYOUT

    def _obstacle(self, diagnostic: Diagnostic) -> str:
        """Return why a fix that is allowed is not applied all the same, or an empty text."""
        line_number = self.document.source.line_number
        edits = edits_of([diagnostic])
        for span in self.misread:
            if any(edit.start <= span.end and span.start <= edit.end for edit in edits):
                return f"line {line_number(span.start)}: GitHub reads this block otherwise; nothing in it was fixed"
        if self._is_layout(diagnostic) and self.run.refused:
            number = _block_of(self.document, diagnostic)
            if _text_of(self.document, number) in self.run.refused:
                line = line_number(self.document.blocks[number].span.start)
                return f"line {line}: this block keeps its layout; GitHub would show it otherwise in the new one"
        return ""

    def offers(self) -> tuple[Phase, list[Diagnostic]] | None:
        """Return the first phase with fixes to apply, and these; None where nothing is left to apply."""
        fixable = [each for each in self.found if self._allowed(each) and not self._obstacle(each)]
        for phase in (Phase.CONTENT, Phase.LAYOUT, Phase.META):
            if offers := [each for each in fixable if self.run.phases[each.rule] is phase]:
                return phase, offers
        return None

    def result(self) -> FixResult:
        obstacles = [self._obstacle(each) if self._allowed(each) else "" for each in self.found]
        remaining = [
            each
            for each, obstacle in zip(self.found, obstacles, strict=True)
            if not (obstacle and self._is_layout(each))
        ]
        notes = [*filter(None, dict.fromkeys(obstacles))]
        if self.run.fixed and not renders_as_github():
            notes.append(_STAND_IN)
        return FixResult(
            self.document.source, tuple(self.run.fixed), tuple(remaining), self.document, tuple(notes), self.used
        )


def _block_of(document: Document, diagnostic: Diagnostic) -> int:
    """Return the number of the top-level block that holds the first edit or is the last before it."""
    offset = edits_of([diagnostic])[0].start
    return max(bisect_right(document.blocks, offset, key=_start) - 1, 0)


def _start(block: Block) -> int:
    return block.span.start


def _text_of(document: Document, number: int) -> str:
    return document.source.slice(document.blocks[number].span) if document.blocks else ""
