"""Rule pages: the documentation of each rule, whose examples are executable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

_HEAD = regex(
    r"Group: (?P<group>[\w-]+)\. Severity: (?P<severity>\w+)\. Fix: (?P<fixes>[\w, ]+)\. Default: (?P<default>on|off)\."
)
_OPTION = regex(r"^- `(?P<name>[\w-]+)` \(default `(?P<default>[^`]+)`\): \S", re.MULTILINE)
_FENCE = regex(r"(?P<ticks>`{3,})(?P<info>[^`]*)")
_USES = {
    "markdown": {"bad", "good", "fixed", "fixed unsafe"},
    "text": {"output"},
    "toml": {"config"},
    "json": {"setup", "facts"},
}


class PageError(ValueError):
    """A rule page that is missing or not in the form of a rule page."""


@dataclass(frozen=True, slots=True)
class Example:
    """One *bad* or *good* example.

    ``line`` is the line of its fence in the page, from 1. ``output`` are the findings of a *bad* one
    as ``LINE:COLUMN message``; ``fixed`` and ``fixed_unsafe`` what a fix without and with ``--unsafe``
    makes of it. Each is None where the page does not say. ``config`` holds the rule's options,
    ``setup`` and ``facts`` the example's surroundings.
    """

    kind: Literal["bad", "good"]
    text: str
    line: int
    config: Mapping[str, Any] = field(default_factory=dict)
    setup: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    output: tuple[str, ...] | None = None
    fixed: str | None = None
    fixed_unsafe: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A rule page, read. ``options`` holds the default of each option, ``sections`` the names of its headings."""

    name: str
    group: str
    severity: str
    fixes: tuple[str, ...]
    default: bool
    options: Mapping[str, Any]
    sections: tuple[str, ...]
    examples: tuple[Example, ...]
    text: str


class _Fence(NamedTuple):
    info: str
    body: str
    line: int


@cache
def folder() -> Traversable:
    """Return the folder of the built-in rules' pages: the installed one, else the checkout's."""
    for place in (Path(__file__).parent / "pages", Path(__file__).parents[2] / "rules"):
        if place.is_dir():
            return place
    from importlib import resources  # noqa: PLC0415  (a third of the time of `explain`, and of use in archives alone)

    return resources.files("awesome_lint") / "pages"


def names() -> list[str]:
    """Return the names of the rules that have a built-in page, sorted."""
    return sorted(item.name.removesuffix(".md") for item in folder().iterdir() if item.name.endswith(".md"))


def text_of(name: str) -> str:
    """Return the page of the built-in rule *name*. Raises ``PageError`` where there is none."""
    page = folder() / f"{name}.md"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not page.is_file():
        message = f"no page for the rule `{name}`"
        raise PageError(message)
    return page.read_text(encoding="utf-8")


def parse(text: str) -> Page:
    """Read a page.

    Its form: the title ``# rule-name``, a paragraph ``Group: g. Severity: s. Fix: f. Default: on.``,
    the sections *What*, *Why*, *Fix safety* and *Options*, and fenced examples. Raises ``PageError``
    with the line that is out of form.
    """
    pieces = list(_pieces(text))
    prose = "\n".join(piece for piece in pieces if isinstance(piece, str))
    title, _, rest = prose.partition("\n")
    if not title.startswith("# "):
        message = f"line 1: unexpected `{title}`, expected `# rule-name`"
        raise PageError(message)
    head = _HEAD.match(" ".join(rest.strip().partition("\n\n")[0].split()))
    if not head:
        message = "line 3: expected `Group: arxiv. Severity: error. Fix: safe, manual. Default: on.`"
        raise PageError(message)
    fixes = () if head["fixes"] == "none" else tuple(head["fixes"].split(", "))
    return Page(
        name=title.removeprefix("# ").strip(),
        group=head["group"],
        severity=head["severity"],
        fixes=fixes,
        default=head["default"] == "on",
        options=_options(prose),
        sections=tuple(re.findall(r"(?m)^## (.+?)[ \t]*$", prose)),
        examples=tuple(_examples(pieces)),
        text=text,
    )


def _pieces(text: str) -> Iterator[str | _Fence]:
    """Part the page into lines of prose and fences."""
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        fence = _FENCE.fullmatch(line)
        if not fence:
            yield line
            continue
        body: list[str] = []
        for _, inner in lines:
            if re.fullmatch(f"`{{{len(fence['ticks'])},}}[ \t]*", inner):
                break
            body.append(inner + "\n")
        else:
            message = f"line {number}: the fence is never closed"
            raise PageError(message)
        yield _Fence(fence["info"].strip(), "".join(body), number)


def _options(prose: str) -> dict[str, Any]:
    from tomllib import loads  # noqa: PLC0415  (`explain` prints pages and reads none)

    _, _, section = prose.partition("\n## Options\n")
    section = section.partition("\n## ")[0]
    options = {match["name"]: loads(f"value = {match['default']}")["value"] for match in _OPTION.finditer(section)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}


def _examples(pieces: list[str | _Fence]) -> Iterator[Example]:
    """Gather the fences into examples; config, setup and facts hold up to the next heading."""
    around: dict[str, Mapping[str, Any]] = {}
    example: Example | None = None
    for piece in pieces:
        if isinstance(piece, str):
            around = {} if piece.startswith("#") else around
            continue
        use = _use(piece)
        if use in ("config", "setup", "facts"):
            around[use] = _data(piece, use)
        elif use in ("bad", "good"):
            if example:
                yield example
            config, setup, facts = (around.get(name, {}) for name in ("config", "setup", "facts"))
            example = Example("bad" if use == "bad" else "good", piece.body, piece.line, config, setup, facts)
        elif use:
            example = _completed(example, use, piece)
    if example:
        yield example


def _completed(example: Example | None, use: str, fence: _Fence) -> Example:
    from dataclasses import replace  # noqa: PLC0415  (`explain` prints pages and reads none)

    if not example or example.kind == "good":
        message = f"line {fence.line}: `{fence.info}` without a `markdown bad` before it"
        raise PageError(message)
    if use == "output":
        return replace(example, output=tuple(fence.body.splitlines()))
    return replace(example, fixed=fence.body) if use == "fixed" else replace(example, fixed_unsafe=fence.body)


def _use(fence: _Fence) -> str:
    """Return what the fence is for; "" where it is plain documentation."""
    language, _, use = fence.info.partition(" ")
    if use and use not in _USES.get(language, ()):
        message = f"line {fence.line}: unexpected fence `{fence.info}`"
        raise PageError(message)
    return use


def _data(fence: _Fence, use: str) -> Mapping[str, Any]:
    import json  # noqa: PLC0415  (as for `replace`)
    import tomllib  # noqa: PLC0415

    try:
        data = tomllib.loads(fence.body) if use == "config" else json.loads(fence.body)
    except ValueError as error:
        message = f"line {fence.line}: {error}"
        raise PageError(message) from None
    if not isinstance(data, dict):
        message = f"line {fence.line}: expected a table in `{fence.info}`"
        raise PageError(message)
    return data
