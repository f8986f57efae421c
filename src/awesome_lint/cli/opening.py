"""Opening a file: with the configuration and the surroundings that hold for it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint import registry
from awesome_lint.cli import files
from awesome_lint.cli.job import Job, decode
from awesome_lint.rule import Context

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from awesome_lint.cli.configs import Configs, Located
    from awesome_lint.config import Config, Selection
    from awesome_lint.diagnostic import Severity
    from awesome_lint.document import Document
    from awesome_lint.facts import Facts, Kind
    from awesome_lint.registry import ActiveRule
    from awesome_lint.rule import Rule


class Learned(NamedTuple):
    """What going online brought: the ``facts``, why some kinds are ``unmet``, and the trees of files by path.

    A tree comes with the data that it was read from; the path is empty for standard input.
    """

    facts: Facts | None = None
    unmet: Mapping[Kind, str] = {}
    trees: Mapping[str, tuple[bytes, Document]] = {}

    def serves(self, rule: Rule) -> bool:
        """Whether there are facts of some kind that *rule* needs; most need none."""
        return not rule.facts or (self.facts is not None and any(kind not in self.unmet for kind in rule.facts))


class _Activated(NamedTuple):
    """A configuration with what the command line adds, the rules that it runs, and those that lack facts.

    ``given`` is kept alive, so that its id stays its own.
    """

    given: Config
    final: Config
    active: tuple[ActiveRule, ...]
    left_out: tuple[ActiveRule, ...]


class _Place(NamedTuple):
    """What holds for all files of a folder, as ``Context`` has it."""

    exists: Callable[[str], bool] | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens files. ``selection`` and ``fail_on`` are what the command line said; a one-tuple where it said so.

    What holds for all files of a configuration or of a folder is found out once.
    """

    configs: Configs
    today: dt.date
    selection: Selection | None = None
    fail_on: tuple[Severity | None, ...] = ()
    stdin_filename: str | None = None
    learned: Learned = field(default=Learned(), repr=False)
    _active: dict[int, _Activated] = field(default_factory=dict, init=False, repr=False)
    _located: dict[str, Located] = field(default_factory=dict, init=False, repr=False)
    _places: dict[str | None, _Place] = field(default_factory=dict, init=False, repr=False)

    def job(self, target: files.Target) -> Job:
        """Open one file. Raises ``OSError``, ``TooLargeError``, ``UnreadableSourceError`` and ``ConfigError``."""
        data = data_of(target)
        _, config, active, left_out = self._settings(target)
        exists, whole = self._place(target)
        context = Context(
            self.today,
            exists=exists,
            whole=whole,
            ignored=config.ignored,
            columns=config.columns,
            facts=self.learned.facts,
        )
        before, tree = self.learned.trees.get(str(target.path or ""), (b"", None))
        return Job(
            target.path,
            target.shown,
            data,
            decode(data, target.shown),
            config,
            active,
            context,
            self.located(self._path(target)),
            target.lines,
            tuple(each.rule for each in left_out),
            tree if before == data else None,
        )

    def runs_across(self, target: files.Target) -> bool:
        """Whether a rule across files runs for one file. Raises ``ConfigError``."""
        return any(each.rule.across for each in self._settings(target).active)

    def located(self, path: Path) -> Located:
        """Return the configuration that holds for the file *path*. Raises ``ConfigError``."""
        folder = os.path.dirname(path)  # noqa: PTH120  (a key for each of many files)
        if (found := self._located.get(folder)) is None:
            found = self._located[folder] = self.configs.near(path.parent)
        return found

    def left_out(self) -> dict[str, tuple[Rule, bool]]:
        """Return the rules that so far lacked facts, by name, and whether somebody asked for them by name."""
        found: dict[str, tuple[Rule, bool]] = {}
        for each in self._active.values():
            named = {name for layer in each.final.selections for name in (*(layer.select or ()), *layer.extend_select)}
            for rule in (active.rule for active in each.left_out):
                found[rule.name] = (rule, rule.name in named or (rule.name in found and found[rule.name][1]))
        return found

    def looking_up(self) -> tuple[Rule, ...]:
        """Return the rules that so far ran with facts."""
        rules = {active.rule.name: active.rule for each in self._active.values() for active in each.active}
        return tuple(rule for rule in rules.values() if rule.facts)

    def _path(self, target: files.Target) -> Path:
        return target.path or Path(self.stdin_filename or files.STDIN)

    def _place(self, target: files.Target) -> _Place:
        path = self._path(target)
        known = target.path is not None or self.stdin_filename is not None
        folder = os.path.dirname(path) if known else None  # noqa: PTH120  (as above)
        if (found := self._places.get(folder)) is None:
            exists = files.existence(path.parent) if known else None
            whole = files.repository_root(path.parent.resolve()) is not None
            found = self._places[folder] = _Place(exists, whole)
        return found

    def _settings(self, target: files.Target) -> _Activated:
        path = self._path(target)
        return self._activated(self.located(path).for_file(path))

    def _activated(self, config: Config) -> _Activated:
        if id(config) not in self._active:
            changes: dict[str, Any] = {"fail_on": self.fail_on[0]} if self.fail_on else {}
            if self.selection:
                changes["selections"] = (*config.selections, self.selection)
            final = replace(config, **changes)
            chosen = registry.activate(final)
            active = tuple(each for each in chosen if self.learned.serves(each.rule))
            left_out = tuple(each for each in chosen if not self.learned.serves(each.rule))
            self._active[id(config)] = _Activated(config, final, active, left_out)
        return self._active[id(config)]


def data_of(target: files.Target) -> bytes:
    """Return what *target* holds. Raises as ``files.read``."""
    return files.read(target.path) if target.data is None else target.data
