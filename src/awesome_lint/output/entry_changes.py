"""What happened to entries, as text, JSON and Markdown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_lint import arxiv
from awesome_lint.entry_diff import Kind
from awesome_lint.output.json import encode
from awesome_lint.output.markup import plain
from awesome_lint.output.terminal import shorten, visible
from awesome_lint.works import is_paper, primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from awesome_lint.document import Entry
    from awesome_lint.entry_diff import Edited, EntryChange
    from awesome_lint.output.report import Failure
    from awesome_lint.output.terminal import Style
    from awesome_lint.source import Source

_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.MOVED: ">", Kind.CHANGED: "~"}
_COLORS = {Kind.ADDED: "add", Kind.REMOVED: "remove", Kind.MOVED: "info", Kind.CHANGED: "info"}
_MOST_NAMED = 200
_MOST_LINES = 3
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class FileDifference:
    """The entries of one file that changed; a file that is new or gone has one source. ``was`` is its path before."""

    path: str
    changes: tuple[EntryChange, ...]
    before: Source | None = field(default=None, repr=False)
    after: Source | None = field(default=None, repr=False)
    was: str = ""

    def line(self, entry: Entry) -> int:
        """Return the line of *entry* of the text as it is now."""
        return self.after.line_number(entry.span.start) if self.after else 0

    def old_line(self, entry: Entry) -> int:
        """Return the line of *entry* of the text as it was."""
        return self.before.line_number(entry.span.start) if self.before else 0


def headline(file: FileDifference) -> str:
    """Return ``+3 papers, 1 moved, 1 duplicates line 214``; a duplicate is counted by itself, not among the added."""
    entries = {
        kind: [each.entry for each in file.changes if each.kind is kind and not each.duplicates] for kind in Kind
    }
    parts = [f"{_SIGNS[kind]}{_number(entries[kind])}" for kind in (Kind.ADDED, Kind.REMOVED) if entries[kind]]
    parts += [f"{len(entries[kind])} {kind.value}" for kind in (Kind.MOVED, Kind.CHANGED) if entries[kind]]
    if lines := [file.line(change.duplicates) for change in file.changes if change.duplicates]:
        named = ", ".join(map(str, lines[:_MOST_LINES])) + (", …" if len(lines) > _MOST_LINES else "")
        parts.append(f"1 duplicates line {named}" if len(lines) == 1 else f"{len(lines)} duplicate lines {named}")
    return ", ".join(parts) or "no entry changed"


def _number(entries: Sequence[Entry]) -> str:
    one, many = ("paper", "papers") if all(map(_is_paper, entries)) else ("entry", "entries")
    return f"{len(entries)} {one if len(entries) == 1 else many}"


def _is_paper(entry: Entry) -> bool:
    """Whether *entry* is one of a paper, be its arXiv id a wrong one."""
    link = primary(entry)
    return link is not None and (is_paper(link.identity) or arxiv.from_url(link.target) is not None)


def as_text(files: Iterable[FileDifference], style: Style) -> Iterator[str]:
    """Return the lines for a terminal: a headline for each file, then its entries by name."""
    for file in files:
        was = f" (was {visible(file.was)})" if file.was else ""
        yield f"{style.paint(visible(file.path), 'bold')}{was}: {headline(file)}"
        for change in file.changes:
            name = style.paint(f"{_SIGNS[change.kind]} {visible(_name(change.entry))}", _COLORS[change.kind])
            yield f"  {name}{''.join(_notes(change, file, visible, '`'))}"


def as_markdown(files: Sequence[FileDifference]) -> str:
    """Return a summary for people who read it on GitHub; nothing of a list's text is markup in it."""
    lines: list[str] = []
    for file in files:
        was = f" (was {plain(file.was)})" if file.was else ""
        lines += [f"**{plain(file.path)}**{was}: {headline(file)}", ""]
        shown = file.changes[:_MOST_NAMED]
        for change in shown:
            lines.append(
                f"- {change.kind.value}: {plain(_name(change.entry))}{''.join(_notes(change, file, plain, ''))}"
            )
        if len(shown) < len(file.changes):
            lines.append(f"- … and {len(file.changes) - len(shown)} more")
        lines += [""] if shown else []
    return "\n".join(lines or ["No entry changed.", ""])


def _name(entry: Entry) -> str:
    return " ".join(entry.title.split()) or "(an entry without a title)"


def _notes(change: EntryChange, file: FileDifference, shown: Callable[[str], str], quote: str) -> Iterator[str]:
    if change.after:
        yield f", line {file.line(change.after)}"
    elif change.before:
        yield f", line {file.old_line(change.before)} before"
    section = _section(change.entry)
    if change.kind is not Kind.MOVED and section:
        yield f", in {quote}{shown(section)}{quote}"
    if change.kind is Kind.MOVED and change.before:
        yield f", {_way(change.before, change.entry, file, shown, quote)}"
    if change.duplicates:
        yield f", duplicates line {file.line(change.duplicates)}"
    elif change.elsewhere:
        where = _section(change.elsewhere)
        yield f", also at line {file.line(change.elsewhere)}" + (f" in {quote}{shown(where)}{quote}" if where else "")
    for part in change.edited:
        yield f"; {_edit(part, shown, quote)}"


def _way(before: Entry, after: Entry, file: FileDifference, shown: Callable[[str], str], quote: str) -> str:
    old, new = _section(before), _section(after)
    if before.section.path == after.section.path:
        return f"from line {file.old_line(before)}" + (f", in {quote}{shown(new)}{quote}" if new else "")
    if old == new:
        old, new = " / ".join(before.section.path), " / ".join(after.section.path)
    old, new = (f"{quote}{shown(name)}{quote}" if name else "the top" for name in (old, new))
    return f"from {old} to {new}"


def _section(entry: Entry) -> str:
    return " ".join(" ".join(entry.section.path[-1:]).split())


def _edit(edited: Edited, shown: Callable[[str], str], quote: str) -> str:
    if edited.part == "text":
        return "other text"
    before, after = (
        f"{quote}{shown(shorten(text, _EXCERPT))}{quote}" if text else "nothing"
        for text in (edited.before, edited.after)
    )
    return f"{edited.part} {before} is now {after}"


def as_json(files: Iterable[FileDifference], failures: Iterable[Failure]) -> bytes:
    """Return one object, in UTF-8: the files with their entries, then what could not be read."""
    shown = [_file(file) for file in files]
    errors = [{"path": failure.path, "message": failure.message} for failure in failures]
    total: Counter[str] = Counter()
    for file in shown:
        total.update(file["summary"])
    summary = {name: total[name] for name in (*Kind, "duplicates")}
    return encode({"version": 1, "files": shown, "errors": errors, "summary": summary})


def _file(file: FileDifference) -> dict[str, Any]:
    counts = Counter(change.kind for change in file.changes)
    duplicates = sum(1 for change in file.changes if change.duplicates)
    return {
        "path": file.path,
        "was": file.was or None,
        "headline": headline(file),
        "entries": [_object(change, file) for change in file.changes],
        "summary": {**{kind.value: counts[kind] for kind in Kind}, "duplicates": duplicates},
    }


def _object(change: EntryChange, file: FileDifference) -> dict[str, Any]:
    link = primary(change.entry)
    return {
        "change": change.kind.value,
        "title": change.entry.title,
        "identity": link.identity if link else None,
        "before": _place(change.before, file.old_line) if change.before else None,
        "after": _place(change.after, file.line) if change.after else None,
        "edited": [part._asdict() for part in change.edited],
        "duplicates": file.line(change.duplicates) if change.duplicates else None,
        "elsewhere": file.line(change.elsewhere) if change.elsewhere else None,
    }


def _place(entry: Entry, line: Callable[[Entry], int]) -> dict[str, Any]:
    return {"line": line(entry), "section": list(entry.section.path)}
