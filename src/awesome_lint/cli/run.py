"""One run over files: each is opened with the configuration and the surroundings that hold for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from awesome_lint import registry
from awesome_lint.cli import files
from awesome_lint.cli.survey import Survey
from awesome_lint.errors import ConfigError
from awesome_lint.output.report import Failure, FileReport
from awesome_lint.reading import read
from awesome_lint.rule import Context
from awesome_lint.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from awesome_lint.change import Lines
    from awesome_lint.cli.configs import Configs, Located
    from awesome_lint.cli.network import Network
    from awesome_lint.cli.remembered import Remembered
    from awesome_lint.cli.scope import Scope
    from awesome_lint.config import Config, Selection
    from awesome_lint.diagnostic import Diagnostic, Severity
    from awesome_lint.document import Document
    from awesome_lint.facts import Facts, Kind
    from awesome_lint.registry import ActiveRule
    from awesome_lint.rule import Rule


@dataclass(frozen=True, slots=True)
class Job:
    """A file that was read, and all that judging it takes.

    ``path`` is None for standard input. ``lines`` are those whose findings count; None is all. ``left_out`` are
    the rules that do not run for want of facts. ``tree`` is what ``read`` returns, where it was read before.
    """

    path: Path | None
    shown: str
    data: bytes = field(repr=False)
    source: Source = field(repr=False)
    config: Config = field(repr=False)
    active: tuple[ActiveRule, ...] = field(repr=False)
    context: Context = field(repr=False)
    located: Located = field(repr=False)
    lines: Lines | None = field(default=None, repr=False)
    left_out: tuple[Rule, ...] = field(default=(), repr=False)
    tree: Document | None = field(default=None, repr=False)

    def read(self) -> Document:
        """Return the tree of the file."""
        return self.tree or read(self.source, self.context.columns)

    def report(
        self, source: Source, diagnostics: Iterable[Diagnostic], entries: int, *, known: int | None = None
    ) -> FileReport:
        """Return the job's report for *source*, which is the file as read or as fixed and has so many *entries*."""
        rules = {active.rule.name: active.rule for active in self.active}
        return FileReport(self.shown, source, tuple(diagnostics), rules, entries, known)


class _Activated(NamedTuple):
    """A configuration with what the command line adds, the rules that it runs, and those that lack facts.

    ``given`` is kept alive, so that its id stays its own.
    """

    given: Config
    final: Config
    active: tuple[ActiveRule, ...]
    left_out: tuple[ActiveRule, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What the command line said of the whole run; ``fail_on`` holds a one-tuple where it said so.

    ``across`` lets rules across files run, where there are several files. ``writes`` says that the files will be
    replaced, which pipes cannot be. ``processes`` are how many may judge at
    once, None for as many as there are cores. ``kept`` says where earlier runs keep what they found; ``remembered``
    is that, where it is wanted. ``network`` says how to go online, None not to. What follows is known once that was
    done: the ``targets`` that were looked at, the ``facts``, why some kinds are ``unmet``, and the ``trees`` of some
    files.
    """

    configs: Configs
    today: dt.date
    selection: Selection | None = None
    fail_on: tuple[Severity | None, ...] = ()
    stdin_filename: str | None = None
    force_exclude: bool = False
    scope: Scope | None = None
    across: bool = False
    writes: bool = False
    processes: int | None = None
    kept: Network | None = None
    remembered: Remembered | None = None
    network: Network | None = None
    targets: tuple[files.Target | Failure, ...] | None = field(default=None, repr=False)
    facts: Facts | None = field(default=None, repr=False)
    unmet: Mapping[Kind, str] = field(default_factory=dict)
    trees: Mapping[str, tuple[bytes, Document]] = field(default_factory=dict, repr=False)
    _active: dict[int, _Activated] = field(default_factory=dict, repr=False)

    def jobs(self, paths: Iterable[str]) -> Iterator[Job | Failure]:
        """Open one file after the other; what cannot be opened is a ``Failure``, and the others go on."""
        targets, survey = self._targets(paths), None
        if self.across:
            targets, survey = self._surveyed(paths, list(targets))
        for target in targets:
            if isinstance(target, Failure):
                yield target
                continue
            if self.writes and target.path and not target.path.is_file():
                yield Failure(target.shown, "is no regular file, and `fix` writes to no other")
                continue
            try:
                yield self._open(target, survey)
            except UnreadableSourceError as error:
                yield Failure(target.shown, f"{error}; save the file as UTF-8 text")
            except OSError as error:
                yield Failure(target.shown, f"cannot be read: {error.strerror}")
            except (files.TooLargeError, MemoryError):
                yield Failure(target.shown, "cannot be read: it is too large, no list has so many bytes")
            except ConfigError as error:
                yield unconfigured(target.shown, error)

    def found(self, paths: Iterable[str]) -> Iterator[files.Target | Failure]:
        """Return the files that *paths* mean. Standard input, which can be read once, comes with its data."""
        return map(_kept, self._targets(paths))

    def with_facts(self, facts: Facts, trees: Mapping[str, tuple[bytes, Document]]) -> Run:
        """Return the run with what was found out; *trees* are keyed by path, empty for standard input."""
        return replace(self, facts=facts, trees=trees, _active={})

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

    def _targets(self, paths: Iterable[str]) -> Iterator[files.Target | Failure]:
        if self.targets is not None:
            return iter(self.targets)
        if self.scope:
            return self.scope.targets(paths, self.excludes, named_too=self.force_exclude)
        return files.targets(paths, self.stdin_filename, self.excludes, named_too=self.force_exclude)

    def excludes(self, path: Path) -> bool:
        """Whether configuration leaves *path* out of folders."""
        try:
            return self.configs.near(path.parent).excludes(path)
        except ConfigError:
            return False  # opening the file says what is wrong

    def _surveyed(
        self, paths: Iterable[str], targets: Iterable[files.Target | Failure]
    ) -> tuple[Iterator[files.Target | Failure], Survey | None]:
        """Return the targets and what they list. Standard input, which can be read once, comes with its data."""
        targets = [_kept(target) for target in targets]
        compared = [target for target in targets if isinstance(target, files.Target)]
        if self.scope and compared:
            compared += self.scope.others(paths, compared, self.excludes, named_too=self.force_exclude)
        return iter(targets), Survey(compared, self._comparable) if len(compared) > 1 else None

    def _comparable(self, target: files.Target) -> Job | None:
        """Open a file that a rule across files runs for, or return None."""
        active = self._settings(target).active
        return self._job(target) if any(each.rule.across for each in active) else None

    def _open(self, target: files.Target, survey: Survey | None) -> Job:
        elsewhere = survey.elsewhere(target) if survey else None
        if elsewhere:
            job = self._job(target)
            return replace(job, context=replace(job.context, elsewhere=elsewhere))
        return self.job(target)

    def job(self, target: files.Target) -> Job:
        """Open one file, which is compared with no other. Raises what `jobs` makes failures of."""
        job = self._job(target)
        return replace(job, active=tuple(each for each in job.active if not each.rule.across))

    def _settings(self, target: files.Target) -> _Activated:
        path = target.path or Path(self.stdin_filename or files.STDIN)
        return self._activated(self.configs.near(path.parent).for_file(path))

    def _job(self, target: files.Target) -> Job:
        data = _data(target)
        path = target.path or Path(self.stdin_filename or files.STDIN)
        known = target.path is not None or self.stdin_filename is not None
        exists = files.existence(path.parent) if known else None
        _, config, active, left_out = self._settings(target)
        located = self.configs.near(path.parent)
        source = decode(data, target.shown)
        whole = files.repository_root(path.parent.resolve()) is not None
        context = Context(
            self.today,
            exists=exists,
            whole=whole,
            ignored=config.ignored,
            columns=config.columns,
            facts=self.facts,
        )
        before, tree = self.trees.get(str(target.path or ""), (b"", None))
        return Job(
            target.path,
            target.shown,
            data,
            source,
            config,
            active,
            context,
            located,
            target.lines,
            tuple(each.rule for each in left_out),
            tree if before == data else None,
        )

    def _activated(self, config: Config) -> _Activated:
        if id(config) not in self._active:
            changes: dict[str, Any] = {"fail_on": self.fail_on[0]} if self.fail_on else {}
            if self.selection:
                changes["selections"] = (*config.selections, self.selection)
            final = replace(config, **changes)
            chosen = registry.activate(final)
            active = tuple(each for each in chosen if self._knows(each.rule))
            left_out = tuple(each for each in chosen if not self._knows(each.rule))
            self._active[id(config)] = _Activated(config, final, active, left_out)
        return self._active[id(config)]

    def _knows(self, rule: Rule) -> bool:
        """Whether there are facts of some kind that *rule* needs; most need none."""
        return not rule.facts or (self.facts is not None and any(kind not in self.unmet for kind in rule.facts))


def unconfigured(shown: str, error: ConfigError) -> Failure:
    """Return the failure of the file *shown*, whose configuration is wrong; people are told once for all its files."""
    message = f"its configuration cannot be followed: {error}"
    return Failure(shown, message, f"{error}; the files that it holds for were not judged")


def _kept(target: files.Target | Failure) -> files.Target | Failure:
    if isinstance(target, Failure) or target.path is not None:
        return target
    return target._replace(data=_data(target))


def _data(target: files.Target) -> bytes:
    return files.read(target.path) if target.data is None else target.data


def decode(data: bytes, shown: str) -> Source:
    """Read the bytes of the file *shown*. Raises ``UnreadableSourceError``, whose message names the line."""
    try:
        return Source.decode(data, shown)
    except UnreadableSourceError as error:
        line = data.count(b"\n", 0, error.offset) + 1
        message = f"{error} (line {line})"
        raise UnreadableSourceError(message, error.offset) from None
