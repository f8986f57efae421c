"""What Git knows of a repository: which files changed, in which lines, and what they were.

The repository may come from a stranger. Git runs here without its pager, external diffs, text
conversions, hooks, file-system monitor, filters and fetches on demand, each of which its
configuration could make a command of; and no revision or path can be taken for an option.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.change import WHOLE, changed_lines
from awesome_lint.errors import AwesomeLintError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.change import Lines

_SAFE = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=false"),
    *("-c", "diff.external="),
)
_DIFF = (*("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all", "--find-renames"),)
_PATCH = ("--patch", "--unified=0", "--inter-hunk-context=0", "--text")
_REGULAR = "100"
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_UNWANTED = (
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)


class GitError(AwesomeLintError):
    """Git is missing, or cannot tell what was asked. The message ends with what to do."""


class FileChange(NamedTuple):
    """One changed file: its path before and after, relative to the root; None where it is no regular file.

    ``old_blob`` and ``new_blob`` are Git's names for the contents; ``new_blob`` of a file in the work
    tree is zeros.
    """

    before: str | None
    after: str | None
    old_blob: str = ""
    new_blob: str = ""


class Repository:
    """A repository with a work tree."""

    def __init__(self, folder: Path) -> None:
        """Find the repository of *folder*. Raises ``GitError``."""
        self._environment = _environment(os.environ)
        # Where GIT_DIR is set, as in hooks, Git takes its own folder for the root.
        self.root = Path.cwd() if "GIT_DIR" in os.environ else folder
        done = self._run("rev-parse", "--show-toplevel")
        if done.returncode:
            raise _no_repository(folder, done.stderr)
        self.root = Path(os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n"))))
        self._environment |= self._without_filters()

    def merge_base(self, revision: str) -> str:
        """Return the commit at which HEAD left *revision*. Raises ``GitError`` where there is none here."""
        commit = self._commit(revision)
        if commit is None:
            message = f"unknown revision `{revision}`; {self._remedy('fetch it, or name a branch, a tag or a commit')}"
            raise GitError(message)
        if self._commit("HEAD") is None:
            message = "the current branch has no commits yet; there is nothing that could have changed since"
            raise GitError(message)
        done = self._run("merge-base", commit, "HEAD")
        if done.returncode:
            message = f"`{revision}` and HEAD have no common commit here; "
            raise GitError(message + self._remedy("name a revision that shares history with HEAD"))
        return done.stdout.decode().split()[0]

    def _commit(self, revision: str) -> str | None:
        if not revision or revision.startswith("-") or "\0" in revision:
            return None
        done = self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return None if done.returncode else done.stdout.decode().strip()

    def _remedy(self, otherwise: str) -> str:
        if self._run("rev-parse", "--is-shallow-repository").stdout.strip() != b"true":
            return otherwise
        return "this is a shallow clone: run `git fetch --unshallow`, or give actions/checkout `fetch-depth: 0`"

    def changes(self, base: str | None) -> list[FileChange]:
        """Return the files that differ between the commit *base* and the work tree, untracked ones included.

        Without *base*: between HEAD and the index.
        """
        fields = self._output(*_DIFF, "--raw", "--no-abbrev", "-z", *_ends(base), "--").split(b"\0")
        found = _raw([os.fsdecode(field) for field in fields])
        if base is not None:
            names = self._output("ls-files", "-z", "--others", "--exclude-standard").split(b"\0")
            found += [FileChange(None, os.fsdecode(name)) for name in names if name]
        return found

    def lines(self, change: FileChange, base: str | None) -> Lines:
        """Return the lines of the new text that *change*, one of ``changes(base)``, adds or rewrites."""
        if change.before is None or change.after is None:
            return WHOLE
        paths = dict.fromkeys((change.before, change.after))
        return changed_lines(self._output(*_DIFF, *_PATCH, *_ends(base), "--", *paths))

    def tracks(self, path: str) -> bool:
        """Whether the index holds *path*, relative to the root."""
        return not path.startswith("../") and bool(self._output("ls-files", "-z", "--", path))

    def content(self, blob: str) -> bytes:
        """Return the bytes of a blob."""
        return self._output("cat-file", "blob", blob)

    def _output(self, *arguments: str) -> bytes:
        done = self._run(*arguments)
        if done.returncode:
            lines = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit status {done.returncode}"]
            message = f"`git {arguments[0]}` failed: {lines[-1]}"
            if "promisor" in done.stderr.decode(errors="replace"):
                message += (
                    "; this is a partial clone: run `git diff` against the revision once, which fetches what lacks"
                )
            raise GitError(message)
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = ["git", *_SAFE, *arguments]
        try:
            return subprocess.run(command, cwd=self.root, env=self._environment, capture_output=True, check=False)  # noqa: S603  (no shell; revisions and paths are told from options)
        except FileNotFoundError:
            message = "`git` was not found; install it, or name the files to judge whole"
            raise GitError(message) from None
        except OSError as error:
            message = f"`git` cannot be run: {error.strerror}"
            raise GitError(message) from None

    def _without_filters(self) -> Mapping[str, str]:
        """Return environment variables that turn all content filters off: their commands may be anybody's."""
        listed = self._run("config", "-z", "--name-only", "--get-regexp", r"^filter\.").stdout.split(b"\0")
        names = {os.fsdecode(name).rpartition(".")[0] for name in listed if name}
        values = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
        return _configured(
            self._environment, [(f"{name}.{key}", value) for name in sorted(names) for key, value in values]
        )


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for Git: no prompts, no fetches, and hooks' relative paths made absolute."""
    environment = {name: value for name, value in inherited.items() if name not in _UNWANTED}
    environment |= {name: str(Path(environment[name]).absolute()) for name in _PLACES if environment.get(name)}
    return environment | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


def _configured(environment: Mapping[str, str], settings: list[tuple[str, str]]) -> dict[str, str]:
    first = int(environment.get("GIT_CONFIG_COUNT") or 0)
    numbered = list(enumerate(settings, first))
    added = {f"GIT_CONFIG_KEY_{number}": key for number, (key, _) in numbered}
    added |= {f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in numbered}
    return added | {"GIT_CONFIG_COUNT": str(first + len(settings))} if settings else {}


def _no_repository(folder: Path, stderr: bytes) -> GitError:
    said = stderr.decode(errors="replace").strip()
    if "not a git repository" in said:
        return GitError(f"{folder} is in no Git repository; run in one, or name the files to judge whole")
    return GitError(f"Git cannot use the repository of {folder}: {' '.join(said.split()) or 'it says no more'}")


def _ends(base: str | None) -> tuple[str, ...]:
    return ("--cached",) if base is None else (base,)


def _raw(fields: list[str]) -> list[FileChange]:
    """Read the fields of ``git diff --raw -z``: modes, blobs and status, then one path, or two for a rename."""
    found = []
    rest = iter(fields)
    for head in rest:
        if not head.startswith(":"):
            break
        old_mode, new_mode, old_blob, new_blob, status = head[1:].split(" ")
        before = after = next(rest)
        if status[0] in "RC":
            after = next(rest)
        found.append(
            FileChange(
                before if old_mode.startswith(_REGULAR) else None,
                after if new_mode.startswith(_REGULAR) else None,
                old_blob,
                new_blob,
            )
        )
    return found
