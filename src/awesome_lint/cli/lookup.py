"""Going online once for a run: what its files want to know is gathered, asked for, and handed to their rules."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_lint.cli.garbage import Garbage
from awesome_lint.cli.opening import Learned
from awesome_lint.facts import Cause, Verdict
from awesome_lint.online.fetcher import Trouble
from awesome_lint.output.report import Failure, Skipped
from awesome_lint.output.verdicts import NOT_LOOKED_UP, Unverified, Verdicts
from awesome_lint.wanted import Wanted, address_of, links_of
from awesome_lint.written_places import WrittenPlaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from awesome_lint.cli.asking import Policy
    from awesome_lint.cli.job import Job
    from awesome_lint.cli.printing import Printer
    from awesome_lint.cli.run import Run
    from awesome_lint.document import Document
    from awesome_lint.facts import Facts, LinkFact
    from awesome_lint.online.session import Outcome
    from awesome_lint.rule import Rule
    from awesome_lint.source import Span

OFFLINE = "offline; run with `--online`"
_KEPT_TEXT = 1_000_000  # characters of files whose trees are kept; what is beyond is read a second time
_FEW_HOSTS = 3
_NOBODY = (Cause.CONNECTION, Cause.TIMEOUT)
_OF_ONE_HOST = frozenset(
    each.value for each in (Trouble.TIMEOUT, Trouble.REFUSED, Trouble.RESET, Trouble.TLS, Trouble.PROTOCOL)
)  # troubles that one or two hosts may well have while the network is there


class Lookup:
    """What a run found out, and the run that judges with it.

    Offline nothing is asked, and rules that need facts are left out.
    """

    def __init__(
        self, run: Run, outcome: Outcome | None = None, wanted: Wanted | None = None, skipped: int = 0
    ) -> None:
        """Take the *run* to judge with; *outcome* is what asking for what was *wanted* came to.

        So many addresses are *skipped* by configuration.
        """
        self.run = run
        self.fault = ""
        self.lacks = False
        """Whether a file wanted to know what could not be asked for."""
        self._outcome = outcome
        self._wanted = wanted or Wanted()
        self._left_alone = skipped
        self._places: dict[str, tuple[str, int]] = {}

    @property
    def _facts(self) -> Facts | None:
        return self._outcome.facts if self._outcome else None

    @property
    def down(self) -> str:
        """Why nothing at all could be found out; empty where something was."""
        if self._outcome is None or self._outcome.reached or not self._outcome.complete:
            return ""
        tried = {url: fact for url, fact in self._outcome.facts.links.items() if fact.cause in _NOBODY}
        if not tried and not self._outcome.troubles:
            return ""  # walls, private addresses and what configuration leaves out: nobody was asked
        hosts = {urlsplit(url).netloc for url in tried}
        if hosts and len(hosts) < _FEW_HOSTS and all(fact.reason in _OF_ONE_HOST for fact in tried.values()):
            return ""
        why = Counter(fact.reason for fact in tried.values()).most_common(1)
        reason = why[0][0] if why else next(iter(self._outcome.troubles.values()))
        return f"the network could not be reached, nothing was found out: {reason}"

    @property
    def whole(self) -> bool:
        """Whether all was found out that could be."""
        return self._outcome is None or (self._outcome.complete and not self.fault and not self.down)

    def note(self, job: Job, document: Document) -> None:
        """Note where addresses stand of which nothing certain is known."""
        if not self._facts:
            return
        concerns = concerned(job, document)
        for link in links_of(document):
            address = address_of(link)
            fact = self._facts.links.get(address)
            if fact and fact.verdict is Verdict.UNKNOWN and address not in self._places and concerns(link.span):
                self._places[address] = (job.shown, document.source.line_number(link.span.start))

    def conclude(self, printer: Printer) -> None:
        """Tell the printer what was left out, and what asking came to."""
        printer.leave_out(*self._skipped())
        if self._outcome is None:
            return
        printer.verdicts = self._verdicts(self._outcome)
        if fault := self.fault or self.down:
            printer.fault(Failure("", fault))
        if not self._outcome.complete and not self.fault:
            printer.interrupted = True

    def _skipped(self) -> tuple[list[Skipped], list[Skipped]]:
        """Return the rules that were not run, or not on everything: those asked for, and others."""
        asked: list[Skipped] = []
        unasked: list[Skipped] = []
        unmet = self.run.opener.learned.unmet
        for rule, by_name in self.run.opener.left_out().values():
            reason = next((unmet[kind] for kind in rule.facts if kind in unmet), OFFLINE)
            (asked if by_name or self.lacks else unasked).append(Skipped(rule.name, reason))
        asked += [each for rule in self.run.opener.looking_up() for each in self._held_up(rule)]
        return asked, unasked

    def _held_up(self, rule: Rule) -> Iterator[Skipped]:
        """Yield why *rule*, which ran, did not see everything."""
        if self._outcome is None:
            return
        if fault := self.fault or self.down:
            yield Skipped(rule.name, fault)
        elif not self._outcome.complete:
            yield Skipped(rule.name, "the run was interrupted", partly=True)
        else:
            reasons = [self._outcome.troubles[kind] for kind in rule.facts if kind in self._outcome.troubles]
            yield from (Skipped(rule.name, reason, partly=True) for reason in reasons)

    def _verdicts(self, outcome: Outcome) -> Verdicts:
        facts, wanted = outcome.facts, self._wanted
        verdicts: Counter[Verdict] = Counter()
        causes: Counter[str] = Counter()
        for fact in facts.links.values():
            verdicts[fact.verdict] += 1
            if fact.verdict is Verdict.UNKNOWN:
                causes[(fact.cause or Cause.SERVER).value] += 1
        for paper in facts.papers.values():
            verdicts[Verdict.OK if paper else Verdict.DEAD] += 1
        for owned, repository in facts.repositories.items():
            moved = repository is not None and repository.name.lower() != owned
            verdicts[Verdict.MOVED if moved else Verdict.OK if repository else Verdict.DEAD] += 1
        causes[Cause.SKIPPED.value] += self._left_alone
        missing = len(wanted.papers - facts.papers.keys()) + len(wanted.repositories - facts.repositories.keys())
        left = len(wanted.links - facts.links.keys())
        if outcome.complete:
            causes[NOT_LOOKED_UP] += missing + left
            left = missing = 0
        unverified = tuple(sorted(self._unverified(facts), key=lambda each: (each.path, each.line, each.address)))
        ok, away, dead = (verdicts[verdict] for verdict in (Verdict.OK, Verdict.MOVED, Verdict.DEAD))
        return Verdicts(ok, away, dead, causes, unverified, left + missing)

    def _unverified(self, facts: Facts) -> Iterator[Unverified]:
        for address, (path, line) in self._places.items():
            fact: LinkFact = facts.links[address]
            yield Unverified(path, line, address, (fact.cause or Cause.SERVER).value, fact.reason)


def concerned(job: Job, document: Document) -> Callable[[Span], bool]:
    """Return a test which links of *document* are asked for: written on changed lines, and not skipped."""
    from awesome_lint import change  # noqa: PLC0415  (few runs are online)

    settings = job.config.online
    skipped = {link.span for link in links_of(document) if settings.skips(link.target)} if settings else set()
    if job.lines is None:
        return lambda span: span not in skipped
    touched, places = change.Touched(document.source, job.lines), WrittenPlaces(document)
    changed = {
        link.span
        for link in links_of(document)
        if link.span in touched or ((place := places.of(link)) and place in touched)
    }
    return lambda span: span in changed and span not in skipped


def looked_up(run: Run, paths: tuple[str, ...], *, quiet: bool) -> Lookup:
    """Go online for the files of *paths*, if the *run* is to; return what was found out.

    Ctrl-C ends the asking, and what is known by then is judged with.
    """
    if run.network is None:
        return Lookup(run)
    from awesome_lint.cli import asking  # noqa: PLC0415  (offline nothing of the network is imported)

    network = run.network
    services, unmet = asking.services(network)
    run = replace(run, targets=tuple(run.found(paths))).having(Learned(unmet=unmet))
    gathering = _Gathering(run, asking.Policy(network))
    answers = asking.ask(gathering.wanted, gathering.policy, services, quiet=quiet)
    run = run.having(Learned(answers.outcome.facts, unmet, gathering.trees))
    lookup = Lookup(run, answers.outcome, gathering.wanted, len(gathering.policy.skipped - gathering.wanted.links))
    lookup.fault = answers.fault
    lookup.lacks = bool(gathering.idle.repositories or gathering.idle.papers)
    return lookup


class _Gathering:
    """What the files of a run want to know, and the trees of the first of them."""

    def __init__(self, run: Run, policy: Policy) -> None:
        self.wanted = Wanted()
        self.policy = policy
        self.trees: dict[str, tuple[bytes, Document]] = {}
        self.idle = Wanted()
        """What cannot be asked for."""
        self._unmet = run.opener.learned.unmet
        self._room, garbage = _KEPT_TEXT, Garbage()
        for job in replace(run, across=False).jobs(()):
            if isinstance(job, Failure):
                continue  # judging it will tell
            with suppress(Exception):  # a bug of ours is told where the file is judged
                self._add(job)
            garbage.left(len(job.source.text))

    def _add(self, job: Job) -> None:
        kinds = {kind for rule in job.left_out for kind in rule.facts}
        if not kinds:
            return
        document = job.read()
        if job.config.online:
            self.policy.add(job.config.online)
            skipped = (address_of(link) for link in links_of(document) if job.config.online.skips(link.target))
            self.policy.skipped.update(filter(None, skipped))
        concerns = concerned(job, document)
        self.wanted.add(document, kinds - self._unmet.keys(), concerns)
        self.idle.add(document, kinds & self._unmet.keys(), concerns)
        self._room -= len(job.source.text)
        if self._room > 0:
            self.trees[str(job.path or "")] = (job.data, document)
