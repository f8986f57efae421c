"""A rule is added by the four steps of CONTRIBUTING.md, as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "CONTRIBUTING.md"
pytestmark = pytest.mark.skipif(
    not GUIDE.exists(), reason="the tests run on an installed package, without CONTRIBUTING.md"
)


def written_files() -> dict[str, str]:
    """Return the files that the steps write, by path."""
    steps = GUIDE.read_text(encoding="utf-8").split("\n## Add a rule in four steps\n")[1].split("\n## ")[0]
    fences = re.findall(r"(?ms)^   (`{3,})\w+ (\S+/\S+)\n(.*?)^   \1$", steps)
    return {path: textwrap.dedent(body) for _, path, body in fences}


def test_the_steps_add_a_rule(tmp_path: Path) -> None:
    for folder in ("src/awesome_lint", "rules"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "pyproject.toml", "tests/test_pages.py", "tests/test_readme.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name, text in written_files().items():
        assert not (tmp_path / name).exists()
        (tmp_path / name).write_text(text, encoding="utf-8")
    rules = tmp_path / "src/awesome_lint/rules/__init__.py"
    listed = rules.read_text(encoding="utf-8")
    listed = listed.replace("    skipped_heading_level,\n", "    shouted_title,\n    skipped_heading_level,\n")
    listed = listed.replace("    shell_prompt.RULE,\n", "    shell_prompt.RULE,\n    shouted_title.RULE,\n")
    rules.write_text(listed, encoding="utf-8")

    def run(*command: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "src")}
        command = (sys.executable, "-m", *command)
        ended = subprocess.run(
            command, check=False, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
        )
        return ended.stdout

    pages = run("pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/test_pages.py", "-k", "shouted or every")
    assert "2 passed" in pages
    readme = run("pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/test_readme.py", "-k", "rules_table")
    assert "1 failed" in readme
    assert "shouted-title" in readme
    (tmp_path / "list.md").write_text("- [A LOUD BEE](https://bees.example)\n", encoding="utf-8")
    told = run("awesome_lint", "check", "--isolated", "--select", "shouted-title", "list.md")
    assert "Unexpected capitals in `A LOUD BEE`, expected a title such as `A Loud Bee`" in told
