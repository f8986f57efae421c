"""Lint and format curated Markdown lists; print the slips and lose nothing.

`parse`, `lint` and `fix` are the public functions; they take text and return values, and touch neither
files nor the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from awesome_lint.config import Config
    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document
    from awesome_lint.fixer import FixResult
    from awesome_lint.rule import Context

__version__ = "0.1.0"
__all__ = ["__version__", "fix", "lint", "parse"]

# The imports stand in the functions, so that `--version` and completion start at once.
# ruff: noqa: PLC0415


def parse(text: str, config: Config | None = None) -> Document:
    """Read a list: its blocks, sections, tables, entries and links, with their spans in ``text``.

    A byte order mark is left out of the spans' text, and every line ends with one newline character.
    Of *config* the roles of columns count.
    """
    from awesome_lint.reading import read
    from awesome_lint.source import Source

    return read(Source.of(text), config.columns if config else {})


def lint(text: str, config: Config | None = None, *, today: dt.date | None = None) -> list[Diagnostic]:
    """Return what is wrong with a list, in the order of places.

    *config* defaults to the default rules, *today* to the clock's. Raises ``errors.ConfigError`` for a
    configuration that names no rule.
    """
    from awesome_lint import linter, registry
    from awesome_lint.config import Config

    config = config or Config()
    return linter.lint(parse(text, config), registry.activate(config), _context(config, today))


def fix(text: str, config: Config | None = None, *, today: dt.date | None = None, unsafe: bool = False) -> FixResult:
    """Return the list as mended by the safe fixes, and by the unsafe ones if told so, with what remains.

    A fix that cannot be proved right is left out, as ``faults`` of the result says. Raises ``fixer.FixError`` for
    rules that never settle, and ``errors.ConfigError`` as `lint`.
    """
    from awesome_lint import fixer, registry
    from awesome_lint.config import Config
    from awesome_lint.source import Source

    config = config or Config()
    return fixer.fix(Source.of(text), registry.activate(config), _context(config, today), unsafe=unsafe)


def _context(config: Config, today: dt.date | None) -> Context:
    import datetime as dt

    from awesome_lint.rule import Context

    today = today or dt.date.today()  # noqa: DTZ011  (a list's dates are the reader's own)
    return Context(today, ignored=config.ignored, columns=config.columns)
