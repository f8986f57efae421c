"""What a rule is: one value with a check, and what that check may know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostic import Applicability, Diagnostic, Phase, Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from awesome_lint.across import Elsewhere
    from awesome_lint.document import Document
    from awesome_lint.facts import Facts, Kind
    from awesome_lint.ignoring import Ignored
    from awesome_lint.suppression import Suppression


@dataclass(frozen=True, slots=True)
class Context:
    """All that a result may depend on, the document aside.

    ``options`` are the running rule's own, complete with defaults. ``exists`` tells whether a path
    relative to the document's folder, in POSIX form, names a file or folder of the repository; it is
    None where nothing is known, as for standard input. ``whole`` is False where that folder is part of no
    repository, so that files may be missing because they were never copied. ``unused`` are the suppressions that
    suppressed nothing, for rules of the last phase. ``ignored`` is what configuration silences entry
    by entry, and ``columns`` the roles that it gives to columns, as ``reading.read`` takes them.
    ``elsewhere`` is what the other files of the run list; None where nothing is known of them. ``facts``
    are what was found out online, None where nothing was asked: rules that need facts do not run then.
    """

    today: dt.date
    options: Mapping[str, Any] = field(default_factory=dict)
    exists: Callable[[str], bool] | None = None
    whole: bool = True
    unused: tuple[Suppression, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Elsewhere | None = None
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of a rule: its default, whose type it must have, and what it means."""

    default: bool | int | str | tuple[str, ...]
    summary: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with a name that states the fault.

    ``fixes`` lists the applicabilities of the fixes that the check may offer. A diagnostic of this
    rule takes the place of those of the rules that it *supersedes* on an overlapping span or in
    the same entry. ``many`` says in one phrase what more than five of its findings are, with
    ``{count}`` in it: ``{count} arXiv links by `http:` ``. A rule *across* files compares each with the others
    of the run: ``check`` alone runs it, where there are several. ``facts`` are the kinds of facts that the
    check needs; it runs only where they were fetched.
    """

    name: str
    group: str
    summary: str
    severity: Severity
    check: Callable[[Document, Context], Iterator[Diagnostic]]
    fixes: tuple[Applicability, ...] = ()
    phase: Phase = Phase.CONTENT
    default: bool = True
    supersedes: tuple[str, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)
    many: str = ""
    across: bool = False
    facts: tuple[Kind, ...] = ()
