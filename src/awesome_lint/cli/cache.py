"""``cache``: what earlier runs found, online and in files that have not changed, and where it is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.network import cache_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.online.cache import Cache

# ruff: noqa: PLC0415  (`--help` starts at once)


def folder(given: str | None, environment: Mapping[str, str]) -> Path:
    """Return the cache's folder: the one *given*, else the user's own of this system."""
    if given:
        return Path(given)
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "awesome-lint" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "awesome-lint"
    above = environment.get("XDG_CACHE_HOME", "")
    return (Path(above) if above.startswith("/") else Path.home() / ".cache") / "awesome-lint"


@click.group(short_help="Show or clear what earlier runs found.")
def cache() -> None:
    """Show or clear what earlier runs found: facts of the network, and results for files that have not changed."""


@cache.command(short_help="Say what the cache holds.")
@cache_dir
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
def info(cache_dir: str | None, output_format: str) -> None:
    """Say where the cache is and what it holds."""
    import datetime as dt

    from awesome_lint.cli import console, remembered
    from awesome_lint.output import json
    from awesome_lint.output.terminal import visible

    opened = _opened(cache_dir)
    file = folder(cache_dir, os.environ) if opened is None else opened.file
    now = dt.datetime.now(dt.UTC)
    counts: dict[tuple[str, str], int] = {}
    expired = size = 0
    if opened is not None:
        _, counts, expired, size = opened.info(now)
        opened.close(now)
    results, results_size = remembered.held(folder(cache_dir, os.environ))
    if output_format == "json":
        known = [{"kind": kind, "verdict": verdict, "count": n} for (kind, verdict), n in sorted(counts.items())]
        report = {"file": str(file), "exists": opened is not None, "size": size, "expired": expired, "facts": known}
        report["results"] = {"count": results, "size": results_size}
        console.put_bytes(json.encode(report))
        return
    console.say(visible(str(file)))
    if results:
        console.say(f"{results_size:,} bytes, {results:,} {_plural(results, 'result')} for files that have not changed")
    if opened is None:
        if not results:
            console.say("nothing is kept there yet")
        return
    console.say(f"{size:,} bytes, {sum(counts.values()):,} facts, {expired:,} of them out of date")
    for (kind, verdict), count in sorted(counts.items()):
        console.say(f"{count:>9,} {kind}: {verdict}")


@cache.command(short_help="Forget all that the cache holds.")
@cache_dir
def clear(cache_dir: str | None) -> None:
    """Forget all that earlier runs found."""
    import datetime as dt
    import shutil

    from awesome_lint.cli import console, remembered

    place = folder(cache_dir, os.environ)
    results, _ = remembered.held(place)
    shutil.rmtree(place / remembered.FOLDER, ignore_errors=True)
    opened = _opened(cache_dir)
    count = 0
    if opened is not None:
        count = opened.clear()
        opened.close(dt.datetime.now(dt.UTC))
    console.say(f"{count:,} {_plural(count, 'fact')} and {results:,} {_plural(results, 'result')} forgotten")


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _opened(given: str | None) -> Cache | None:
    """Return the cache, or None where there is none yet. Raises ``Trouble`` for one that cannot be used."""
    from awesome_lint.cli import console
    from awesome_lint.online.cache import FILE, Cache

    place = folder(given, os.environ)
    if not (place / FILE).exists():
        return None
    opened = Cache(place)
    if opened.note and not opened.usable:
        raise console.Trouble(opened.note)
    if opened.note:
        console.say(f"note: {console.harmless(opened.note)}", err=True)
    return opened
