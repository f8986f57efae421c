"""``rules``, ``explain`` and ``schema``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from awesome_lint.rule import Rule

# ruff: noqa: PLC0415  (`--version` and `--help` start at once)


@click.command(short_help="List the rules.")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--preset", "name", metavar="NAME", help="List the rules of this preset alone.")
def rules(output_format: str, name: str | None) -> None:
    """List the rules: name, group, severity, fix, and whether they run by default."""
    from awesome_lint.cli import console
    from awesome_lint.output import json
    from awesome_lint.presets import preset
    from awesome_lint.registry import all_rules

    among = preset(name, "`--preset`").rules if name is not None else None
    listed = (rule for rule in all_rules() if among is None or rule.name in among)
    known = sorted(listed, key=lambda rule: (rule.group, rule.name))
    if output_format == "json":
        console.put_bytes(json.encode([_object(rule) for rule in known]))
        return
    rows = [("rule", "group", "severity", "fix", "default"), *map(_row, known)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        console.say("  ".join(f"{cell:<{size}}" for cell, size in zip(row, widths, strict=True)).rstrip())


def _row(rule: Rule) -> tuple[str, str, str, str, str]:
    return rule.name, rule.group, rule.severity, ", ".join(rule.fixes) or "–", "on" if rule.default else "off"


def _object(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "group": rule.group,
        "summary": rule.summary,
        "severity": rule.severity,
        "fixes": list(rule.fixes),
        "default": rule.default,
        "options": {
            name: {"default": option.default, "summary": option.summary} for name, option in rule.options.items()
        },
    }


@click.command(short_help="Show what a rule finds, and why.")
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Show a rule's page: what it finds and why, how safe its fix is, its options. Without RULE, list the rules."""
    from contextlib import suppress

    from awesome_lint import pages
    from awesome_lint.cli import console
    from awesome_lint.errors import did_you_mean
    from awesome_lint.output.terminal import visible
    from awesome_lint.registry import all_rules

    if rule is not None:
        with suppress(pages.PageError):  # a page of our own tells without a look at all rules
            console.say(_plain(pages.text_of(rule)))
            return
    known = {each.name: each for each in all_rules()}
    if rule is None:
        size = max(map(len, known))
        for name in sorted(known):
            console.say(f"{name:<{size}}  {visible(known[name].summary)}")
        return
    if rule not in known:
        message = f"no rule `{rule}`; {did_you_mean(rule, known)}"
        raise console.Trouble(message)
    # Another package keeps its pages itself.
    console.say(_plain(f"# {rule}\n\n{known[rule].summary}"))


def _plain(text: str) -> str:
    from awesome_lint.output.terminal import visible

    return "\n".join(visible(line) for line in text.rstrip("\n").split("\n"))


@click.command(short_help="Print the JSON Schema of the configuration.")
def schema() -> None:
    """Print the JSON Schema of `[tool.awesome-lint]` and awesome-lint.toml, with the rules of installed packages."""
    from awesome_lint import schema as schemata
    from awesome_lint.cli import console

    console.put_bytes(schemata.as_json())
