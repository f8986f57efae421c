"""Fuzz parsing, linting and fixing, led by our code's coverage: needs `pip install atheris` and `tests/` on the path.

usage: PYTHONPATH=src:tests python bench/fuzz.py [-max_total_time=300] [-max_len=2000] [CORPUS]

What follows are libFuzzer's own options; CORPUS is a folder to keep what was found interesting in. It begins with the
lists of this repository. The laws are those of `tests/test_laws.py`. A finding is written to `crash-*`; make it a test.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["awesome_lint", "markdown_it"]):
    import test_laws

    import awesome_lint
    from awesome_lint.config import Config

SAFE = (Config(), test_laws.EVERY)


def one(data: bytes) -> None:
    """Hold one text against the laws: its first byte chooses the rules, the rest is the list."""
    text = data[1:].decode("utf-8", "ignore")
    test_laws.check_spans(awesome_lint.parse(text))
    choice = data[0] if data else 0
    result = test_laws.settled(text, SAFE[choice % 2], unsafe=choice % 8 == 7)  # noqa: PLR2004  (one in eight)
    if choice % 8 != 7:  # noqa: PLR2004
        test_laws.check_nothing_lost(text, result)


def main() -> None:
    """Run until libFuzzer ends."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(test_laws.own_lists()):
            Path(folder, str(number)).write_bytes(bytes([number % 8]) + text.encode())
        options = [each for each in sys.argv[1:] if each.startswith("-")]
        kept = [each for each in sys.argv[1:] if not each.startswith("-")]
        atheris.Setup([sys.argv[0], *options, *kept, folder], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
