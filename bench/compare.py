"""Count what linters say of `bench/slips.md`: on how many of its lines with a slip, and how much else.

usage: python bench/compare.py [LIST...]     Lists are counted as well; they are not needed.

The peers are installed in a temporary folder from PyPI and npm; those that cannot be are named and left out. A message
about line length, padding or alignment sees no slip, wherever it stands.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SLIPS = Path(__file__).with_name("slips.md")
SLIP_LINES = {11, 12, 13, 14, 15, 16, 17, 18, 26, 28, 30, 31, 32}
LAYOUT = re.compile(r"MD013|MD060|MD055|table-pipe|table-cell|-layout|trailing-space|final-newline")
LINE = re.compile(r"(?m)^[^\n]*?[: ](\d+)(?::\d+| error| MD)[^\n]*$")


def main() -> None:
    """Print the table."""
    lists = [Path(name) for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        print("| linter | slips seen, of 13 | other messages | messages on a real list (median) |")
        print("| --- | --- | --- | --- |")
        for name, command in peers(scratch).items():
            if command is None:
                print(f"| {name} | not installed | | |")
                continue
            said = messages(command, SLIPS, scratch)
            seen = {line for line, text in said if line in SLIP_LINES and not LAYOUT.search(text)}
            others = sum(line not in SLIP_LINES or bool(LAYOUT.search(text)) for line, text in said)
            counts = [len(messages(command, path, scratch)) for path in lists]
            median = f"{statistics.median(counts):g}" if counts else ""
            print(f"| {name} | {len(seen)} | {others} | {median} |", flush=True)


def peers(scratch: Path) -> dict[str, list[str] | None]:
    """Install the peers; None stands for one that could not be."""
    venv, npm = scratch / "venv", scratch / "npm"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    quiet = {"capture_output": True, "check": False}
    rumdl = subprocess.run([venv / "bin/pip", "install", "-q", "rumdl"], **quiet).returncode == 0
    node = shutil.which("npm") is not None
    if node:
        node = subprocess.run(["npm", "i", "--prefix", npm, "markdownlint-cli2", "awesome-lint"], **quiet).returncode == 0
    bin_ = npm / "node_modules/.bin"
    return {
        "this one": [sys.executable, "-m", "awesome_lint", "check", "--isolated", "--output-format", "concise", "--quiet"],
        "rumdl": [str(venv / "bin/rumdl"), "check", "--isolated", "--output-format", "concise"] if rumdl else None,
        "markdownlint-cli2": [str(bin_ / "markdownlint-cli2")] if node else None,
        "awesome-lint (npm)": [str(bin_ / "awesome-lint")] if node else None,
    }


def messages(command: list[str], path: Path, scratch: Path) -> list[tuple[int, str]]:
    """Run a linter on a copy of *path*; return line and text of each message."""
    work = scratch / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    shutil.copy(path, work / "readme.md")
    run = subprocess.run([*command, "readme.md"], cwd=work, capture_output=True, text=True, check=False, timeout=300)
    output = re.sub(r"\x1b\[[0-9;]*m", "", run.stdout + run.stderr)
    return [(int(match[1]), match[0]) for match in LINE.finditer(output) if "readme.md" in match[0] or "  ✖" in match[0]]


if __name__ == "__main__":
    main()
