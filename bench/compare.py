"""Count what linters say of `bench/slips.md`, on how many of its lines with a slip, and what formatters make of it.

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
OURS = [sys.executable, "-m", "awesome_lint"]
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
        print("\n| formatter | lines changed | words lost |\n| --- | --- | --- |")
        for name, command in formatters(scratch).items():
            changed, lost = rewritten(command, scratch)
            print(f"| {name} | {changed} | {', '.join(lost) or 'none'} |")


def peers(scratch: Path) -> dict[str, list[str] | None]:
    """Install the peers; None stands for one that could not be."""
    venv, npm = scratch / "venv", scratch / "npm"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    rumdl = _succeeds(str(venv / "bin/pip"), "install", "-q", "rumdl", "mdformat", "mdformat-gfm")
    packages = ("markdownlint-cli2", "awesome-lint")
    node = bool(shutil.which("npm")) and _succeeds("npm", "i", "--prefix", str(npm), *packages)
    bin_ = npm / "node_modules/.bin"
    return {
        "this one": [
            sys.executable,
            "-m",
            "awesome_lint",
            "check",
            "--isolated",
            "--output-format",
            "concise",
            "--quiet",
        ],
        "rumdl": [str(venv / "bin/rumdl"), "check", "--isolated", "--output-format", "concise"] if rumdl else None,
        "markdownlint-cli2": [str(bin_ / "markdownlint-cli2")] if node else None,
        "awesome-lint (npm)": [str(bin_ / "awesome-lint")] if node else None,
    }


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def formatters(scratch: Path) -> dict[str, list[str]]:
    """Return the commands that rewrite a file, of what `peers` installed."""
    bin_ = scratch / "venv/bin"
    commands = {
        "this one": [*OURS, "fix", "--isolated"],
        "rumdl": [str(bin_ / "rumdl"), "fmt", "--isolated"],
        "mdformat with gfm": [str(bin_ / "mdformat")],
    }
    return {name: command for name, command in commands.items() if shutil.which(command[0])}


def rewritten(command: list[str], scratch: Path) -> tuple[int, list[str]]:
    """Rewrite a copy of the slips; return the number of its lines that change, and the words that vanish."""
    copy = scratch / "rewritten.md"
    shutil.copy(SLIPS, copy)
    subprocess.run([*command, copy], capture_output=True, check=False)
    before, after = SLIPS.read_text(encoding="utf-8"), copy.read_text(encoding="utf-8")
    kept = set(after.split("\n"))
    words = set(re.findall(r"[A-Za-z]{4,}", after))
    gone = [word for word in re.findall(r"(?<![\w/?&=])[A-Za-z]{4,}(?![\w=])", before) if word not in words]
    return sum(line not in kept for line in before.split("\n")), list(dict.fromkeys(gone))


def messages(command: list[str], path: Path, scratch: Path) -> list[tuple[int, str]]:
    """Run a linter on a copy of *path*; return line and text of each message."""
    work = scratch / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    shutil.copy(path, work / "readme.md")
    run = subprocess.run([*command, "readme.md"], cwd=work, capture_output=True, text=True, check=False, timeout=300)
    output = re.sub(r"\x1b\[[0-9;]*m", "", run.stdout + run.stderr)
    return [
        (int(match[1]), match[0]) for match in LINE.finditer(output) if "readme.md" in match[0] or "  ✖" in match[0]
    ]


if __name__ == "__main__":
    main()
