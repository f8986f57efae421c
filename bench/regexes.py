"""Attack all regular expressions of the package with repeated characters; print those whose time outgrows the text.

usage: python bench/regexes.py [MODULE...]

For each compiled pattern at the top of a module: texts of pieces that the pattern itself speaks of, repeated, between
what leads up to them and what spoils the end. Printed are the pattern, the exponent of its growth, and the text. An
exponent of 2 is harmless only where the text is bounded (a host, one address, one label).
"""

from __future__ import annotations

import importlib
import math
import pkgutil
import re
import sys
import time
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

import awesome_lint
from awesome_lint.regex import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENOUGH = 0.02  # seconds, at which a pattern's growth is judged
_LONGEST = 20_000
_STEEP = 1.6


def main() -> None:
    """Print one line a pattern that grows faster than its text."""
    for module in modules():
        for name, pattern in sorted(vars(module).items()):
            if isinstance(pattern, re.Pattern | LazyPattern) and isinstance(pattern.pattern, str):
                worst = max(attacks(pattern), default=None)
                if worst and worst[0] > _STEEP:
                    print(f"{module.__name__}.{name}: {worst[0]:.1f} {worst[1]} {worst[2]!r}", flush=True)


def modules() -> Iterator[object]:
    """Import the modules of the package, or those that are named."""
    wanted = sys.argv[1:]
    for found in pkgutil.walk_packages(awesome_lint.__path__, "awesome_lint."):
        if not found.name.endswith("__main__") and (not wanted or any(each in found.name for each in wanted)):
            yield importlib.import_module(found.name)


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[float, str, tuple[str, str, str]]]:
    """Yield the exponent of each attack that takes long at all, with the method and the text's parts."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    beginnings = {"", *prefixes(tree)}
    chars = sorted({char for start in beginnings for char in start} | {" ", "a", "1"})[:14]
    pieces = {*chars, *map("".join, product(chars, repeat=2)), *(start for start in beginnings if start)}
    for start, piece in product(sorted(beginnings, key=len)[:8], sorted(pieces)):
        for method in ("search", "match"):
            text = (start, piece, "\x01")
            if (found := exponent(getattr(pattern, method), *text)) > 1:
                yield found, method, text


def exponent(act: Callable[[str], object], start: str, piece: str, end: str) -> float:
    """Return the power of the length that the time grows with; 0 where it stays short."""
    count, seconds = 16, 0.0
    while seconds < _ENOUGH:
        if count * len(piece) > _LONGEST:
            return 0
        count = int(count * (1.25 if seconds > _ENOUGH / 50 else 2))
        seconds = spent(act, start + piece * count + end)
    half = min(spent(act, start + piece * (count // 2) + end) for _ in range(3))
    whole = min(spent(act, start + piece * count + end) for _ in range(2)) if seconds < 1 else seconds
    return math.log2(max(whole / max(half, 1e-7), 1))


def spent(act: Callable[[str], object], text: str) -> float:
    """Return the CPU seconds that *act* takes."""
    begun = time.process_time()
    act(text)
    return time.process_time() - begun


def prefixes(tree: object) -> Iterator[str]:
    """Yield texts that lead up to each repeat of a pattern, and texts that match it whole."""
    text = ""
    for node in tree:  # type: ignore[attr-defined]
        if node[0] in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            yield text
            for inner in prefixes(node[1][2]):
                yield text + inner
        elif node[0] is _constants.SUBPATTERN:
            for inner in prefixes(node[1][3]):
                yield text + inner
        elif node[0] is _constants.BRANCH:
            for branch in node[1][1]:
                for inner in prefixes(branch):
                    yield text + inner
        text += sample(node)
    yield text


def sample(node: tuple[object, object]) -> str:  # noqa: PLR0911  (one return a kind)
    """Return some text that *node* matches."""
    kind, value = node
    match kind:
        case _constants.LITERAL:
            return chr(value)  # type: ignore[arg-type]
        case _constants.IN:
            return member(value)
        case _constants.ANY | _constants.NOT_LITERAL:
            return "x"
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT | _constants.POSSESSIVE_REPEAT:
            least, most, inner = value  # type: ignore[misc]
            return "".join(map(sample, inner)) * max(least, min(most, 1))
        case _constants.SUBPATTERN:
            return "".join(map(sample, value[3]))  # type: ignore[index]
        case _constants.BRANCH:
            return "".join(map(sample, value[1][0]))  # type: ignore[index]
        case _constants.ATOMIC_GROUP:
            return "".join(map(sample, value))  # type: ignore[call-overload]
    return ""


def member(members: object) -> str:
    """Return a character of a class."""
    categories = {
        _constants.CATEGORY_DIGIT: "1",
        _constants.CATEGORY_SPACE: " ",
        _constants.CATEGORY_WORD: "a",
        _constants.CATEGORY_NOT_SPACE: "x",
        _constants.CATEGORY_NOT_WORD: ".",
        _constants.CATEGORY_NOT_DIGIT: "x",
    }
    first = members[0]  # type: ignore[index]
    if first[0] is _constants.NEGATE:
        pattern = re.compile(
            "|".join(f"(?:{re.escape(chr(each[1]))})" for each in members[1:] if each[0] is _constants.LITERAL) or "$^"
        )  # type: ignore[index]
        return next(char for char in "xa1 .-/" if not pattern.match(char))
    if first[0] is _constants.RANGE:
        return chr(first[1][0])
    if first[0] is _constants.LITERAL:
        return chr(first[1])
    return categories.get(first[1], "x")


if __name__ == "__main__":
    main()
