"""The line on a terminal that says how far an online run is."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from awesome_lint.facts import Verdict
from awesome_lint.output.terminal import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.online.links import Progress

_HOSTS = 3
_COLUMNS = 80
_CLEAR = "\r\x1b[K"


def watcher(*, quiet: bool) -> Callable[[Progress | None], None] | None:
    """Return what shows the progress on standard error, and clears it for None; None where nobody watches."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None

    def show(progress: Progress | None) -> None:
        columns = shutil.get_terminal_size((_COLUMNS, 24)).columns
        text = shorten(line(progress), max(columns - 1, 1)) if progress and progress.total else ""
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(_CLEAR + text.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()

    return show


def line(progress: Progress) -> str:
    """Return ``812 of 2,000 links · 3 dead · 41 moved · 44 unknown · waiting for a.example (120), b.example``.

    The hosts are those with most left to ask for.
    """
    parts = [f"{progress.done:,} of {progress.total:,} links"]
    counted = ((progress.verdicts[verdict], verdict) for verdict in (Verdict.DEAD, Verdict.MOVED, Verdict.UNKNOWN))
    parts += [f"{count:,} {verdict}" for count, verdict in counted if count]
    slowest = sorted(progress.waiting.items(), key=lambda each: (-each[1], each[0]))[:_HOSTS]
    if slowest:
        hosts = (f"{host} ({count:,})" if count > 1 else host for host, count in slowest)
        parts.append(f"waiting for {', '.join(hosts)}")
    elif left := progress.total - progress.done:
        parts.append(f"a second look at {left:,} is due")
    return " · ".join(parts)
