"""Apply fixes until nothing is left to apply, and prove each step."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_lint.applying import (
    FixError,
    Patience,
    Refusal,
    bisected,
    carried,
    compatible,
    edits_of,
    fault_text,
    fix_error,
    is_sound,
    named,
)
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
    from awesome_lint.source import Edit, Source

__all__ = ["FixError", "FixResult", "fix"]

_MOST_TRIES = 60
"""So many times the content fixes of one step are tried in parts; what is not proved by then is refused."""

_STAND_IN = "cmarkgfm is not installed: layout was proved by markdown-it-py, not by GitHub's own renderer"


@dataclass(frozen=True, slots=True)
class FixResult:
    """What ``fix`` made of a source.

    ``fixed`` are the diagnostics whose fixes were applied, with the offsets of the pass that found them:
    only those of the first pass are offsets of the text as it was. ``remaining`` are those of the
    text as it is now, ``document`` that text parsed. ``notes`` say, for people, what was left alone,
    ``faults`` which fixes broke a promise and were left out: faults of their rules, not of the list.
    ``used`` are those of ``context.ignored`` that silenced something.
    """

    source: Source
    fixed: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]
    document: Document
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    used: frozenset[Ignored] = frozenset()


def fix(source: Source, active: Sequence[ActiveRule], context: Context, *, unsafe: bool = False) -> FixResult:
    """Apply the safe fixes of the *active* rules to *source*, with *unsafe* those too, up to the fixpoint.

    Content comes first, then layout, then unused suppressions, each as long as it has something to
    apply and anew when a later one changed the text. Blocks that GitHub reads otherwise than we do
    are left alone, and so is a block whose new layout would not render alike. A content fix that changes more
    than its edits is left out, and all others are applied.

    Raises ``FixError`` for rules that never settle.
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
        self.faulty: dict[Refusal, str] = {}  # fixes that broke a promise, and which

    def result(self) -> FixResult:
        patience = Patience()
        while True:
            findings = _Findings.of(self)
            while offered := findings.offers():
                phase, offers = offered
                patience.spend(phase, offers, self.document.source)
                if applied := self._step(phase, offers):
                    if phase is Phase.CONTENT:
                        self._go_on(findings, edits_of(applied))
                    break
            else:
                return findings.result()

    def _go_on(self, findings: _Findings, edits: Sequence[Edit]) -> None:
        """Apply the layout fixes among *findings*, too, unless *edits* concern one: no need to judge the text between.

        They are proved as ever, and whatever else there is to fix is found when the text after them is judged. What
        does not hold here is no word on what is found then: another fix of the same block may hold.
        """
        if offered := findings.after(edits).offers():
            self._step(*offered)
            self.refused.clear()

    def _step(self, phase: Phase, offers: list[Diagnostic]) -> list[Diagnostic]:
        """Apply what goes together, and return it: where that is nothing the text is as it was."""
        for unsound in (each for each in offers if not is_sound(each, self.document.source)):
            self._blame(unsound, "it has no edits, or some that overlap or leave the text")
        chosen = compatible(each for each in offers if not self.fault_of(each, self.document.source))
        after = self._applied(chosen)
        held = chosen
        if phase is not Phase.LAYOUT:
            if self._content_fault(chosen, after):
                held = self._harmless(chosen)
        elif not self.guard.holds(self.document, after):
            held = self._provable(chosen)
        if held is not chosen:
            chosen, after = held, self._applied(held)
        if not chosen:
            return []
        self.history[self.document.source.text] = {diagnostic.rule for diagnostic in chosen}
        if after.source.text in self.history:
            texts = list(self.history)
            again = texts[texts.index(after.source.text) :]
            rules = named(rule for text in again for rule in self.history[text])
            reason = f"the fixes of {rules} lead back to an earlier text"
            raise fix_error(reason, self.document.source, chosen[0].span.start)
        self.fixed += chosen
        self.document = after
        self.refused.clear()  # what did not hold may hold beside blocks that have changed
        return chosen

    def _applied(self, chosen: Iterable[Diagnostic]) -> Document:
        return read(self.document.source.edited(edits_of(chosen)), self.context.columns)

    def _blame(self, diagnostic: Diagnostic, fault: str) -> None:
        self.faulty[Refusal.of(diagnostic, self.document.source)] = fault

    def fault_of(self, diagnostic: Diagnostic, source: Source) -> str:
        """Return which promise the fix of a finding in *source* broke when it was tried, or an empty text."""
        return self.faulty.get(Refusal.of(diagnostic, source), "") if self.faulty else ""

    def _content_fault(self, chosen: list[Diagnostic], after: Document | None = None) -> str:
        fault = content_fault(self.document, after or self._applied(chosen), edits_of(chosen))
        return fault.message if fault else ""

    def _harmless(self, chosen: list[Diagnostic]) -> list[Diagnostic]:
        """Return the content fixes that change nothing beyond themselves; refuse the others."""
        kept, refused = bisected([[each] for each in chosen], self._content_fault, _MOST_TRIES)
        for group, fault in refused:
            for diagnostic in group:
                self._blame(diagnostic, fault)
        return kept

    def _provable(self, chosen: list[Diagnostic]) -> list[Diagnostic]:
        """Return the layout fixes that hold, by top-level blocks; refuse the other blocks."""
        groups: dict[int, list[Diagnostic]] = {}
        for diagnostic in chosen:
            groups.setdefault(_block_of(self.document, diagnostic), []).append(diagnostic)
        kept, refused = bisected([groups[number] for number in sorted(groups)], self._layout_fault)
        self.refused.update(_text_of(self.document, _block_of(self.document, group[0])) for group, _ in refused)
        return kept

    def _layout_fault(self, chosen: list[Diagnostic]) -> str:
        return "" if self.guard.holds(self.document, self._applied(chosen)) else "GitHub would show it otherwise"


class _Findings:
    """What one text is reported for, and which of its fixes may be applied."""

    def __init__(self, run: _Run, found: Sequence[Diagnostic], used: frozenset[Ignored] = frozenset()) -> None:
        self.run = run
        self.document = run.document
        self.found = found
        self.used = used
        self.misread = disagreements(run.document) if any(map(self._allowed, found)) else []

    @classmethod
    def of(cls, run: _Run) -> _Findings:
        """Judge the text as it is now."""
        return cls(run, *judge(run.document, run.active, run.context))

    def after(self, edits: Sequence[Edit]) -> _Findings:
        """Return those whose layout is to be mended, in the text after *edits*; none if these concern one of them."""
        layout = [each for each in self._fixable() if self._is_layout(each)]
        return _Findings(self.run, carried(layout, edits, self.document))

    def _allowed(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.fix is not None and diagnostic.fix.applicability in self.run.allowed

    def _is_layout(self, diagnostic: Diagnostic) -> bool:
        return self.run.phases[diagnostic.rule] is Phase.LAYOUT

    def _obstacle(self, diagnostic: Diagnostic) -> str:
        """Return why a fix that is allowed is not applied all the same, or an empty text."""
        if fault := self.run.fault_of(diagnostic, self.document.source):
            return fault_text(diagnostic, fault, self.document.source)
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

    def _fixable(self) -> list[Diagnostic]:
        return [each for each in self.found if self._allowed(each) and not self._obstacle(each)]

    def offers(self) -> tuple[Phase, list[Diagnostic]] | None:
        """Return the first phase with fixes to apply, and these; None where nothing is left to apply."""
        fixable = self._fixable()
        for phase in (Phase.CONTENT, Phase.LAYOUT, Phase.META):
            if offers := [each for each in fixable if self.run.phases[each.rule] is phase]:
                return phase, offers
        return None

    def result(self) -> FixResult:
        notes: dict[str, None] = {}
        faults: list[str] = []
        remaining: list[Diagnostic] = []
        for each in self.found:
            obstacle = self._obstacle(each) if self._allowed(each) else ""
            if obstacle and self.run.fault_of(each, self.document.source):
                faults.append(obstacle)
                remaining.append(replace(each, fix=None))
                continue
            if obstacle:
                notes[obstacle] = None
            if not (obstacle and self._is_layout(each)):
                remaining.append(each)
        if self.run.fixed and not renders_as_github():
            notes[_STAND_IN] = None
        source, fixed = self.document.source, tuple(self.run.fixed)
        return FixResult(source, fixed, tuple(remaining), self.document, tuple(notes), tuple(faults), self.used)


def _block_of(document: Document, diagnostic: Diagnostic) -> int:
    """Return the number of the top-level block that holds the first edit or is the last before it."""
    offset = edits_of([diagnostic])[0].start
    return max(bisect_right(document.blocks, offset, key=_start) - 1, 0)


def _start(block: Block) -> int:
    return block.span.start


def _text_of(document: Document, number: int) -> str:
    return document.source.slice(document.blocks[number].span) if document.blocks else ""
