"""What is done with one file that stands alone, so that another process can do it, or an earlier run has done it."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from awesome_lint import plain_data
from awesome_lint.rule import Context
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from awesome_lint.cli.job import Job
    from awesome_lint.diagnostic import Diagnostic
    from awesome_lint.document import Document
    from awesome_lint.ignoring import Ignored

T = TypeVar("T")

# Judging imports the parser, which a run whose results are all known does not need.
# ruff: noqa: PLC0415

_OWN = frozenset(("today", "options", "exists", "whole", "unused", "ignored", "columns"))


class Work(Protocol[T]):
    """What is done with a file. ``dump`` makes bytes of what came of it, and ``load`` the same value of them."""

    def do(self, job: Job) -> T:
        """Do it."""

    def dump(self, value: T, job: Job) -> bytes:
        """Return what `load` takes."""

    def load(self, data: bytes, job: Job) -> T:
        """Return what was dumped. Raises ``ValueError``, ``TypeError`` or ``LookupError`` for other data."""

    def holds(self, value: T, job: Job) -> bool:
        """Whether a value that was made before is what would come of *job* now, too."""


class Bug(NamedTuple):
    """A fault of ours, with its traceback, or a process that ended amid a file."""

    what: str
    traced: str = ""

    @classmethod
    def of(cls, error: Exception) -> Bug:
        """Return *error* as people are told of it."""
        import traceback

        notes = "; ".join(getattr(error, "__notes__", ()))
        return cls(f"{type(error).__name__}{f' {notes}' if notes else ''}", "".join(traceback.format_exception(error)))


def stands_alone(context: Context) -> bool:
    """Whether a result depends on the file, its configuration and the files around it alone."""
    return all(getattr(context, each.name) == each.default for each in fields(Context) if each.name not in _OWN)


class Verdict(NamedTuple):
    """What was found in a file; ``used`` of what configuration ignores, and how many entries it has.

    ``texts`` are those that a baseline knows the findings by, by their places. ``asked`` are the paths whose existence
    was asked for, with the answers. ``document`` is the tree where facts of the network are at hand: such a file does
    not stand alone.
    """

    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[Ignored]
    entries: int
    texts: Mapping[Span, str]
    asked: Mapping[str, bool]
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Judging a file. ``texts`` asks for what a baseline knows findings by."""

    texts: bool = False

    def do(self, job: Job) -> Verdict:
        """Judge the file."""
        from awesome_lint import linter

        asked: dict[str, bool] = {}
        exists = job.context.exists
        context = job.context if exists is None else replace(job.context, exists=_noting(exists, asked))
        document = job.read()
        found, used = linter.judge(document, job.active, context)
        texts: dict[Span, str] = {}
        if self.texts and found:
            from awesome_lint.baseline import text_finder

            text_of = text_finder(document)
            texts = {each.span: text_of(each.span) for each in found}
        tree = document if context.facts else None
        return Verdict(tuple(found), used, len(document.entries), texts, asked, tree)

    def dump(self, value: Verdict, job: Job) -> bytes:
        """Return *value* as JSON."""
        data = [
            value.asked,
            value.entries,
            [at for at, each in enumerate(job.context.ignored) if each in value.used],
            [[*span, text] for span, text in value.texts.items()],
            [plain_data.written(each) for each in value.diagnostics],
        ]
        return json.dumps(data, separators=(",", ":")).encode("ascii")

    def load(self, data: bytes, job: Job) -> Verdict:
        """Read what `dump` wrote."""
        asked, entries, used, texts, found = json.loads(data)
        return Verdict(
            tuple([plain_data.read(each) for each in found]),
            frozenset(job.context.ignored[at] for at in used),
            entries,
            {Span(start, end): text for start, end, text in texts},
            asked,
        )

    def holds(self, value: Verdict, job: Job) -> bool:
        """Whether all files that were asked for are still there, and still missing."""
        exists = job.context.exists
        return exists is None or all(exists(path) == answer for path, answer in value.asked.items())


def _noting(exists: Callable[[str], bool], asked: dict[str, bool]) -> Callable[[str], bool]:
    def noting(path: str) -> bool:
        asked[path] = answer = exists(path)
        return answer

    return noting


class Fixed(NamedTuple):
    """What fixing made of a file: its bytes ``after``, what was fixed and what remains, as ``fixer.FixResult`` has it.

    ``error`` says why nothing was fixed, and all else is empty then.
    """

    after: bytes
    fixed: tuple[Diagnostic, ...] = ()
    remaining: tuple[Diagnostic, ...] = ()
    entries: int = 0
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    used: frozenset[Ignored] = frozenset()
    error: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """Fixing a file, short of writing it."""

    unsafe: bool = False

    def do(self, job: Job) -> Fixed:
        """Fix the file's text."""
        from awesome_lint import fixer

        try:
            result = fixer.fix(job.source, job.active, job.context, unsafe=self.unsafe)
        except fixer.FixError as error:
            return Fixed(b"", error=str(error))
        return Fixed(
            result.source.encode(),
            result.fixed,
            result.remaining,
            len(result.document.entries),
            result.notes,
            result.faults,
            result.used,
            document=result.document if job.context.facts else None,
        )

    def dump(self, value: Fixed, job: Job) -> bytes:
        """Return *value* as JSON."""
        data: dict[str, Any] = {
            **value._asdict(),
            "document": None,
            "after": value.after.decode(),
            "fixed": [plain_data.written(each) for each in value.fixed],
            "remaining": [plain_data.written(each) for each in value.remaining],
            "used": [at for at, each in enumerate(job.context.ignored) if each in value.used],
        }
        return json.dumps(data).encode("ascii")

    def load(self, data: bytes, job: Job) -> Fixed:
        """Read what `dump` wrote."""
        read = json.loads(data)
        return Fixed(
            read["after"].encode(),
            tuple(map(plain_data.read, read["fixed"])),
            tuple(map(plain_data.read, read["remaining"])),
            read["entries"],
            tuple(read["notes"]),
            tuple(read["faults"]),
            frozenset(job.context.ignored[at] for at in read["used"]),
            read["error"],
        )

    def holds(self, value: Fixed, job: Job) -> bool:  # noqa: ARG002  (as `Work` has it)
        """Return False: what is fixed is written once."""
        return False
