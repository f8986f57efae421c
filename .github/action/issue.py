"""Step "Keep an issue" of action.yml: one issue has what was found in whole lists, and is closed when nothing is left.

What lists say reaches `gh` as JSON on its standard input alone, and is escaped so that GitHub finds no mention, no
reference, no link and no HTML in it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from awesome_lint.output.markup import code, plain, prose
from awesome_lint.output.verdicts import Verdicts, line
from awesome_lint.source import Source

LABEL = "awesome-lint"
AUTHOR = "github-actions[bot]"
# "body is too long (maximum is 65536 characters)", says GitHub; bytes are never fewer.
LIMIT = 65_000
SPARE = 500  # for the last line
RANKS = ("error", "warning", "info")
LONGEST = 200  # characters of a list beside a message

Report = dict[str, Any]


class GitHubError(Exception):
    """GitHub did not do what was asked, and why."""


def ask(method: str, path: str, **fields: object) -> Any:  # noqa: ANN401  (JSON)
    """Return GitHub's answer. Raises ``GitHubError``."""
    command = ["gh", "api", "--method", method, f"repos/{os.environ['GITHUB_REPOSITORY']}/{path}"]
    if fields:
        command += ["--input", "-"]
    try:
        done = subprocess.run(command, input=json.dumps(fields).encode(), capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        message = "The runner has no `gh`, GitHub's command line, which keeps the issue"
        raise GitHubError(message) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        message = f"The issue could not be kept; does the job have the permission `issues: write`? {said}"
        raise GitHubError(message)
    return json.loads(done.stdout)


def kept(title: str) -> int | None:
    """Return the number of the open issue that earlier runs left, the oldest of several."""
    found = ask("GET", f"issues?state=open&labels={LABEL}&per_page=100")
    ours = (each for each in found if each["title"] == title and each["user"]["login"] == AUTHOR)
    return min((each["number"] for each in ours if "pull_request" not in each), default=None)


class Places:
    """The judged files, and where GitHub shows them."""

    def __init__(self) -> None:
        """Begin with no file read."""
        self._texts: dict[str, str] = {}
        names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
        server, repository, commit = (os.environ[name] for name in names)
        self._lines = f"{server}/{repository}/blob/{commit}/"
        self.run = f"{server}/{repository}/actions/runs/{os.environ['GITHUB_RUN_ID']}"

    def row(self, finding: Report) -> str:
        """Return a finding as an item of a list: where it is, what stands there, what is wrong with it."""
        path, start = finding["path"], finding["start"]
        where = plain(f"{path}:{start['line']}")
        if not Path(path).is_absolute() and ".." not in Path(path).parts:
            # Without `plain` GitHub shows the rendered page, which has no lines.
            where = f"[{where}]({self._lines}{quote(os.fsencode(Path(path).as_posix()))}?plain=1#L{start['line']})"
        there = " ".join(self._text(path)[start["offset"] : finding["end"]["offset"]].split())
        there = f"{there[:LONGEST]}…" if len(there) > LONGEST else there
        shown = f" {code(there)}" if there and there not in finding["message"] else ""
        return f"- {where}{shown} {prose(finding['message'])}\n"

    def _text(self, path: str) -> str:
        if path not in self._texts:
            try:
                self._texts[path] = Source.decode(Path(path).read_bytes()).text
            except (OSError, ValueError):
                self._texts[path] = ""  # it was changed or is gone; the message tells enough
        return self._texts[path]


def described(report: Report, places: Places) -> str:
    """Return the text of the issue: the findings by rule, the most severe first, as many as there is room for."""
    asked, fixable = report["summary"].get("online"), report["summary"]["fixable"]
    text = f"This is what awesome-lint found in [its last run]({places.run}). The next one brings it up to date, and "
    text += "closes the issue when no error and no warning is left.\n"
    if asked:
        text += f"\nLinks: {line(Verdicts(asked['ok'], asked['moved'], asked['dead'], asked['causes']))}\n"
    if fixable:
        text += f"\n`awesome-lint fix{' --online' if asked else ''}` mends {fixable:,} of these.\n"
    for reason in dict.fromkeys(each["reason"] for each in report["skipped"]):
        rules = ", ".join(prose(each["rule"]) for each in report["skipped"] if each["reason"] == reason)
        text += f"\nNot everything was looked at by {rules}: {prose(reason)}\n"
    findings = sorted(report["diagnostics"], key=lambda each: (RANKS.index(each["severity"]), each["rule"]))
    room = LIMIT - SPARE - len(text.encode())
    group, shown = None, 0
    for finding in findings:
        row, own = places.row(finding), (finding["severity"], finding["rule"])
        if own != group:
            row = f"\n### {plain(finding['rule'])} ({finding['severity']})\n\n{row}"
        room -= len(row.encode())
        if room < 0:
            text += f"\n{len(findings) - shown:,} more are left out here; [the run]({places.run}) has them all.\n"
            break
        text, group, shown = text + row, own, shown + 1
    return text


def keep(report: Report, title: str) -> str:
    """Open the issue, bring it up to date or close it; return what was done. Raises ``GitHubError``."""
    number, places = kept(title), Places()
    if any(each["severity"] != "info" for each in report["diagnostics"]):
        body = described(report, places)
        if number:
            ask("PATCH", f"issues/{number}", body=body)
            return f"Issue {number} was brought up to date"
        opened = ask("POST", "issues", title=title, body=body, labels=[LABEL])
        return f"Issue {opened['number']} was opened"
    if not number:
        return "There is nothing to open an issue for"
    if report["skipped"]:
        return f"Issue {number} stays open, as not all rules could look at everything"
    ask("POST", f"issues/{number}/comments", body=f"Nothing is left, as of [this run]({places.run}).")
    ask("PATCH", f"issues/{number}", state="closed", state_reason="completed")
    return f"Issue {number} was closed"


def main() -> int:
    """Keep the issue; return the exit status."""
    if os.environ["LINT_STATUS"] not in {"0", "1"}:
        sys.stdout.write("Not everything could be judged, so the issue stays as it is\n")
        return 0
    try:
        report = json.loads(Path(os.environ["LINT_REPORT"]).read_bytes())
        sys.stdout.write(f"{keep(report, os.environ['LINT_TITLE'])}\n")
    except GitHubError as trouble:
        text = str(trouble).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        sys.stdout.write(f"::error title=awesome-lint::{text}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
