"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class LazyPattern:
    """Stands for a compiled expression, and becomes as quick as one with its first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile, and keep what is asked for again and again."""
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__ |= {method: getattr(compiled, method) for method in _METHODS}
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[object, ...]:
        """Be copied and sent to other processes as what is not yet compiled."""
        return LazyPattern, (self.pattern, self.flags)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return the expression ``re.compile`` would give for *pattern* and *flags*, not yet compiled.

    Four hundred expressions take a third of a run on a short list, and few are needed there. A
    faulty *pattern* raises ``re.error`` with its first use only; a test compiles all.
    """
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))
