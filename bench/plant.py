"""Plant defects in real lists, one a copy, and count how many are found on their line, and what else is.

usage: python bench/plant.py [--seed N] [--each N] [--rule RULE] [--misses] [LIST...]

Without lists, those of the folder that AWESOME_LINT_CORPUS names are taken. `bench/defects/` says what is planted.
A defect's line must be free of findings before. Each copy is read and linted with the default rules.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import random
import re
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from defects import KINDS
from defects.page import Defect, Kind, Page

from awesome_lint.diagnostic import Severity
from awesome_lint.linter import lint
from awesome_lint.reading import read
from awesome_lint.registry import ActiveRule, all_rules
from awesome_lint.rule import Context
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Diagnostic

ACTIVE = [
    ActiveRule(rule, {name: option.default for name, option in rule.options.items()})
    for rule in all_rules()
    if rule.default
]
TODAY = dt.date(2026, 11, 1)
LARGEST = 300_000
A_FILE = 3
PATH = re.compile(r"""(?:\]\(|src="|href="|\]: )<?(?:\./)?([^\s()<>"#?]+)""")


class Copy(NamedTuple):
    """One copy with its defect: what became of it."""

    kind: Kind
    path: Path
    line: int
    text: str
    found: bool
    others: tuple[str, ...]


class List:
    """A list as it is: its lines, and what is found in it."""

    def __init__(self, path: Path) -> None:
        """Read and lint the list at *path*."""
        self.path = path
        self.text = Source.decode(path.read_bytes(), path.name).text
        self.page = Page.of(self.text)
        # What the list leads to is there: no planted path is.
        paths = set(PATH.findall(self.text))
        self.context = Context(TODAY, exists=lambda path: unquote(path) in paths or path in paths)
        self.found = self._lint(self.text)
        self.marked = {line for _, line, _ in self.found}

    def _lint(self, text: str) -> list[tuple[str, int, Diagnostic]]:
        source = Source(text, self.path.name)
        found = lint(read(source), ACTIVE, self.context)
        return [(one.rule, source.line_number(one.span.start) - 1, one) for one in found]

    def places(self, kind: Kind, rng: random.Random) -> list[Defect]:
        """Return some places for *kind*, chosen by chance, on lines without findings."""
        places = [
            defect
            for defect in islice(kind.plant(self.page), 5000)
            if not self.marked & {defect.at, *range(defect.first, defect.last)}
        ]
        return rng.sample(places, min(A_FILE, len(places)))

    def judge(self, kind: Kind, defect: Defect) -> Copy:
        """Make the copy, lint it, and compare."""
        lines = [*self.page.lines[: defect.first], *defect.lines, *self.page.lines[defect.last :]]
        known = Counter((rule, self.page.lines[line]) for rule, line, _ in self.found)
        names = {kind.rule, *kind.others}
        hits, others = [], []
        for rule, line, one in self._lint("\n".join(lines)):
            if rule in names and (line == defect.at or line in defect.also):
                hits.append(one)
            elif known[rule, lines[line]]:
                known[rule, lines[line]] -= 1
            elif one.severity is not Severity.INFO:
                others.append(f"{line + 1}: {rule}: {one.message[:160]}")
        others += [f"{defect.at + 1}: again: {one.message[:160]}" for one in hits[1:]]
        return Copy(kind, self.path, defect.at + 1, lines[min(defect.at, len(lines) - 1)], bool(hits), tuple(others))


def main() -> None:
    """Plant, count and print."""
    parser = argparse.ArgumentParser(description="Plant defects in lists and count those found.")
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40, help="copies for each rule (default 40)")
    parser.add_argument("--rule", help="this rule alone")
    parser.add_argument("--misses", action="store_true", help="print what was missed, and what else was found")
    given = parser.parse_args()
    paths = given.lists or sorted((Path(os.environ["AWESOME_LINT_CORPUS"]) / "corpus").glob("*__*.md"))
    gc.disable()
    lists = [List(path) for path in paths if path.stat().st_size <= LARGEST]
    copies = [copy for kind in KINDS if given.rule in (None, kind.rule) for copy in plant(kind, lists, given)]
    print_table(copies)
    if given.misses:
        print_misses(copies)


def plant(kind: Kind, lists: list[List], given: argparse.Namespace) -> list[Copy]:
    """Plant *kind* in as many copies as its share of those for its rule, spread over the lists."""
    rng = random.Random(f"{given.seed} {kind.rule} {kind.what}")  # noqa: S311  (no secret)
    ways = sum(other.rule == kind.rule for other in KINDS)
    wanted = max(-(-given.each // ways), 4)
    chosen = [(turn, one, defect) for one in lists for turn, defect in enumerate(one.places(kind, rng))]
    rng.shuffle(chosen)
    chosen.sort(key=lambda choice: choice[0])
    gc.collect()
    return [one.judge(kind, defect) for _, one, defect in chosen[:wanted]]


def print_table(copies: list[Copy]) -> None:
    """Print a line for each rule and one for each way below 100 %, and the sum."""
    print("| rule | planted | found | other new |\n| --- | --- | --- | --- |")
    rules: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        rules[copy.kind.rule].append(copy)
    for rule, those in (*rules.items(), ("all", copies)):
        print(f"| {rule} | {len(those)} | {sum(c.found for c in those)} | {sum(len(c.others) for c in those)} |")


def print_misses(copies: list[Copy]) -> None:
    """Print each copy whose defect was not found, or in which something else was."""
    for copy in copies:
        if not copy.found or copy.others:
            state = "found" if copy.found else "MISSED"
            print(f"\n{state} {copy.kind.rule}: {copy.kind.what}; {copy.path.name}:{copy.line}\n  {copy.text[:400]}")
            for other in copy.others[:4]:
                print(f"  + {other}")


if __name__ == "__main__":
    main()
