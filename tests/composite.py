"""Runs the bash steps of a composite action as the runner does: expressions, environment files, commands, events."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PIP = ("PIP_CERT", "PIP_CONFIG_FILE", "PIP_FIND_LINKS", "PIP_INDEX_URL")
KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "AWESOME_LINT_CACHE_DIR", *_PIP)
_LITERAL = re.compile(r"'([^']*)'")


@dataclass
class Job:
    """One use of the action. ``used`` maps the id of a step with ``uses`` to its outputs, as no such step is run.

    ``given`` has what such steps use and were given, by their names.
    """

    action: Path
    workspace: Path
    temp: Path
    event_name: str = "push"
    event: Mapping[str, Any] = field(default_factory=dict)
    used: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    ran: list[str] = field(default_factory=list)
    given: dict[str, dict[str, str]] = field(default_factory=dict)

    def run(self, **inputs: str) -> int:
        """Run all steps whose condition holds up to the first that fails; return the exit status."""
        manifest = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        given = {name: value["default"] for name, value in manifest["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() == manifest["inputs"].keys()
        self.outputs = {name: dict(values) for name, values in self.used.items()}
        for step in manifest["runs"]["steps"]:
            if not self._holds(step.get("if"), given) or step.get("id") in self.skipped:
                continue
            self.ran.append(step["name"])
            if "uses" in step:
                filled = {name: self._filled(value, given) for name, value in step["with"].items()}
                self.given[step["name"]] = {"uses": step["uses"].partition("@")[0], **filled}
            if "run" in step and (status := self._bash(step, given)):
                return status
        return 0

    def results(self) -> dict[str, str]:
        """Return the outputs of the whole action."""
        manifest = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        return {name: self._filled(value["value"], {}) for name, value in manifest["outputs"].items()}

    def _bash(self, step: Mapping[str, Any], inputs: Mapping[str, str]) -> int:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        files = {
            name: self.temp / f"_{name.lower()}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")
        }
        for file in files.values():
            file.write_bytes(b"")
        event = self.temp / "event.json"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        script = self.temp / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace,
            env={
                **{name: os.environ[name] for name in KEPT if name in os.environ},
                **self.environment,
                **{name: str(file) for name, file in files.items()},
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(self.action),
                "GITHUB_EVENT_NAME": self.event_name,
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_REPOSITORY": "owner/list",
                "GITHUB_RUN_ID": "17",
                "GITHUB_SHA": "f" * 40,
                "GITHUB_SERVER_URL": "https://github.com",
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_OS": "Linux",
                "RUNNER_TEMP": str(self.temp),
                **{name: self._filled(value, inputs) for name, value in step.get("env", {}).items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.log += done.stdout.decode()
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        assert files["GITHUB_ENV"].read_bytes() == b""
        written = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        if "id" in step:
            self.outputs[step["id"]] = dict(line.split("=", 1) for line in written)
        return done.returncode

    def commands(self) -> list[str]:
        """Return the workflow commands that the runner would find in the log, in either of its two forms."""
        found, token = [], None
        for line in self.log.splitlines():
            if token:
                token = None if line.strip() == f"::{token}::" else token
            elif stop := re.fullmatch(r"::stop-commands::(\w{32,})", line.strip()):
                token = stop[1]
            elif line.lstrip().startswith("::") or "##[" in line:
                found.append(line)
        assert token is None, "commands were stopped for good"
        return found

    def _filled(self, text: object, inputs: Mapping[str, str]) -> str:
        return re.sub(r"\$\{\{(.*?)\}\}", lambda match: self._value(match[1], inputs), str(text), flags=re.DOTALL)

    def _holds(self, condition: str | None, inputs: Mapping[str, str]) -> bool:
        return condition is None or all(self._compared(part, inputs) for part in condition.split("&&"))

    def _compared(self, part: str, inputs: Mapping[str, str]) -> bool:
        left, sign, right = re.split(r"(==|!=)", part)
        return (self._single(left, inputs) == self._single(right, inputs)) is (sign == "==")

    def _value(self, expression: str, inputs: Mapping[str, str]) -> str:
        for alternative in expression.split("||"):
            *conditions, last = alternative.split("&&")
            if all(self._compared(part, inputs) for part in conditions) and (value := self._single(last, inputs)):
                return value
        return ""

    def _single(self, part: str, inputs: Mapping[str, str]) -> str:
        literal = _LITERAL.fullmatch(part.strip())
        return literal[1] if literal else self._looked_up(part.strip().split("."), inputs)

    def _looked_up(self, names: list[str], inputs: Mapping[str, str]) -> str:
        value: Any = {
            "inputs": inputs,
            "steps": {name: {"outputs": values} for name, values in self.outputs.items()},
            "runner": {"os": "Linux", "arch": "X64", "temp": str(self.temp)},
            "github": {
                "event": self.event,
                "event_name": self.event_name,
                "repository": "owner/list",
                "run_id": "17",
                "token": "not-a-token",
            },
        }
        for name in names:
            value = value.get(name, "") if isinstance(value, dict) else ""
        return str(value or "")
