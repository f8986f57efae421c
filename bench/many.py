"""Measure a folder of many short lists: seconds that `check` takes without its cache, with an empty one, and again.

usage: python bench/many.py [--files N] [--jobs N]

The lists, 10,000 by default, are made in a temporary folder.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_LIST = "# Teas {0}\n\n- [Oolong {0}](https://tea.example/{0}) - Tea.\n- [Sencha](http://arxiv.org/abs/2401.{0:05})\n"
_IN_A_FOLDER = 100


def made(folder: Path, count: int) -> Path:
    """Return a folder of so many lists below *folder*."""
    lists = folder / "lists"
    for number in range(count):
        file = lists / str(number // _IN_A_FOLDER) / f"{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_LIST.format(number), encoding="utf-8")
    return lists


def measured(lists: Path, *options: str) -> tuple[float, float]:
    """Return the seconds that a run takes, on the clock and of the processors."""
    command = [sys.executable, "-m", "awesome_lint", "check", "--quiet", *options, str(lists)]
    began, before = time.perf_counter(), _spent()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began, _spent() - before


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--jobs", default="0")
    given = parser.parse_args()
    jobs = () if given.jobs == "0" else ("--jobs", given.jobs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lists = made(folder, given.files)
        kept = ("--cache-dir", str(folder / "cache"))
        for what, options in (("no cache", ("--no-cache",)), ("empty cache", kept), ("again", kept)):
            clock, processors = measured(lists, *options, *jobs)
            print(f"{what:<12} {clock:6.2f} s, {processors:6.2f} s of processors")


if __name__ == "__main__":
    main()
