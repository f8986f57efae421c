"""How fast awesome-lint is beside its peers: ``python bench/speed.py FOLDER``.

Installs into FOLDER the peers that it can (rumdl and mdformat from PyPI; markdownlint-cli2, prettier and awesome-lint
from npm), makes lists there, and runs all in turn on the same files. Prints medians of wall and processor seconds,
and how many times our wall seconds each takes. A peer that cannot be had is named and left out. With
AWESOME_LINT_CORPUS, a folder of Markdown files or of corpus/ and examples/, these are measured too. The
awesome-lint of the Python that runs this is measured.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

_PYPI = {"rumdl": ("rumdl",), "mdformat": ("mdformat", "mdformat-gfm")}
_NPM = {"markdownlint-cli2": "markdownlint-cli2", "prettier": "prettier", "awesome-lint (npm)": "awesome-lint"}
_SIZES = (10_000, 100_000, 500_000, 1_000_000, 2_000_000)
_LONGEST = 300.0  # seconds for one run; what takes longer is left out
_OURS = (sys.executable, "-m", "awesome_lint")


class Taken(NamedTuple):
    """What one run took: wall and processor seconds, and the largest memory of one process in megabytes."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where peers and lists go")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default: 5)")
    parser.add_argument("--no-peers", action="store_true", help="measure awesome-lint alone")
    given = parser.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    peers = {} if given.no_peers else _peers(folder)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, median of {given.runs} runs\n")
    lists = {f"one list of {size // 1000} kB": _list(folder, size) for size in _SIZES}
    _table("start", {name: ((*_OURS, *words),) for name, words in _STARTS.items()}, given.runs, folder)
    for name, list_ in lists.items():
        _table(name, _commands(list_, peers), given.runs, folder)
    if corpus := os.environ.get("AWESOME_LINT_CORPUS"):
        copy = folder / "corpus"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        folders = [each for name in ("corpus", "examples") if (each := Path(corpus, name)).is_dir()] or [Path(corpus)]
        for number, file in enumerate(sorted(file for each in folders for file in each.rglob("*.md"))):
            shutil.copy(file, copy / f"{number:03}.md")
        _table("the corpus", _commands(copy, peers), given.runs, folder)


_STARTS = {"awesome-lint --version": ("--version",), "awesome-lint explain hidden-cell": ("explain", "hidden-cell")}


def _list(folder: Path, size: int) -> Path:
    """Write a list of about *size* bytes: sections of rows and of items, with dates and links, and a few slips."""
    lines, length, number = ["# Awesome Ants", ""], 0, 0
    while length < size:
        number += 1
        if number % 40 == 1:
            lines += ["", f"## Ants of garden {number}", ""]
            lines += ["| Title | Date | Code |", "| --- | --- | --- |"] if number % 80 == 1 else []
        date = f"{2010 + number % 14}-{number % 12 + 1:02}"
        title = f"On the {number}th ant hill and how its ants carry leaves"
        page, code = (
            f"https://arxiv.org/abs/{15 + number % 9}01.{number % 90000:05}",
            f"https://github.com/ants/{number}",
        )
        row = (number - 1) // 40 % 2 == 0
        entry = f"| [{title}]({page}) | {date} | [code]({code}) |"
        item = f"- [{title}]({page}), *Ant, A. and Bee, B.*, **ICANT** {date} [[code]]({code}) - About ants."
        lines.append(entry if row else item)
        length += len(lines[-1]) + 1
    file = folder / f"list-{size}.md"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _peers(folder: Path) -> dict[str, str]:
    """Install the peers; return the program of each that can be had."""
    found: dict[str, str] = {}
    python = folder / "python"
    for name, packages in _PYPI.items():
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", python], check=True)
        _install(name, [python / "bin" / "pip", "install", "-q", *packages])
        found[name] = str(python / "bin" / name)
    for name, package in _NPM.items():
        _install(name, ["npm", "install", "--silent", "--prefix", folder / "node", package])
        found[name] = str(folder / "node" / "node_modules" / ".bin" / package)
    for name in [name for name, program in found.items() if not Path(program).exists()]:
        print(f"left out: {name} could not be installed")
        del found[name]
    return found


def _install(name: str, command: list[str | Path]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{name}: {error}", file=sys.stderr)


def _commands(target: Path, peers: dict[str, str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return by name what is measured on *target*: the command, and one before it that is not measured."""
    path = str(target)
    ours = (*_OURS, "check", path, "--isolated", "--quiet")
    warm = (*ours, "--cache-dir", str(target.parent / "cache"))
    commands = {
        "awesome-lint check": ((*ours, "--no-cache"),),
        "awesome-lint check --jobs 1": ((*ours, "--no-cache", "--jobs", "1"),),
        "awesome-lint check, warm": (warm, warm),
        "awesome-lint fix --check": ((*_OURS, "fix", "--check", path, "--isolated"),),
    }
    arguments = {
        "rumdl check": ("rumdl", "check", "--no-cache", path),
        "rumdl fmt --check": ("rumdl", "fmt", "--check", "--no-cache", path),
        "mdformat --check": ("mdformat", "--check", "--no-extensions", path),
        "mdformat --check, with gfm": ("mdformat", "--check", path),
        "markdownlint-cli2": ("markdownlint-cli2", f"{path}/*.md" if target.is_dir() else path),
        "prettier --check": ("prettier", "--check", path),
        "awesome-lint (npm)": ("awesome-lint (npm)", path),
    }
    for name, (program, *given) in arguments.items():
        if program in peers and (program != "awesome-lint (npm)" or target.is_file()):  # it takes one list
            commands[name] = ((peers[program], *given),)
    return commands


def _table(title: str, commands: dict[str, tuple[tuple[str, ...], ...]], runs: int, folder: Path) -> None:
    """Run all *commands* in turn, *runs* times, and print what they took beside the first."""
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, *before) in commands.items():
            try:
                for each in before if not taken[name] else ():
                    _taken(each, folder)
                taken[name].append(_taken(command, folder))
            except subprocess.TimeoutExpired:
                print(f"{title}: {name} takes longer than {_LONGEST:.0f} s", file=sys.stderr)
    medians = {name: Taken(*map(statistics.median, zip(*each, strict=True))) for name, each in taken.items() if each}
    first = next(iter(medians.values()))
    print(f"| {title} | wall s | ratio | processor s | MB |\n| --- | --- | --- | --- | --- |")
    for name, (wall, cpu, memory) in medians.items():
        print(f"| {name} | {wall:.2f} | {wall / first.wall:.1f} | {cpu:.2f} | {memory:.0f} |")
    print(flush=True)


def _taken(command: tuple[str, ...], folder: Path) -> Taken:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        done, _, used = os.wait4(process.pid, os.WNOHANG)
        wall = time.perf_counter() - start
        if done:
            break
        if wall > _LONGEST:
            process.kill()
            process.wait()
            raise subprocess.TimeoutExpired(command, _LONGEST)
        time.sleep(0.002)
    process.returncode = 0  # it has been waited for
    unit = 1 if sys.platform == "darwin" else 1024
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
