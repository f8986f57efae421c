"""What a piece of work takes, in steps of Python: the same on every machine, however much it has to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from _typeshed import TraceFunction


def effort(work: Callable[[], object]) -> int:
    """Return how many instructions of Python *work* runs; what one of them does inside C is not seen."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(prepared: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how much more effort twice the *size* takes: 2 is linear, 4 the square.

    ``prepared`` makes the work of a size; what it does itself does not count.
    """
    prepared(4)()  # what is done once for all
    return effort(prepared(2 * size)) / effort(prepared(size))
