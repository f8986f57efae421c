"""The JSON Schema of the configuration, made of the table that it is read by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from awesome_lint.registry import ALL, GROUPS, all_rules
from awesome_lint.settings import SETTINGS, schema_of

if TYPE_CHECKING:
    from awesome_lint.kinds import Schema

URL = "https://raw.githubusercontent.com/awesome-lint/awesome-lint/main/awesome-lint.schema.json"
"""Where the schema is published."""


def schema() -> Schema:
    """Return the schema of the table ``[tool.awesome-lint]``, which is also the whole of ``awesome-lint.toml``.

    It knows the rules of installed packages, too. It is of draft 7, which editors and SchemaStore read.
    """
    rules = all_rules()
    groups = dict.fromkeys((*GROUPS, *(rule.group for rule in rules)))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": URL,
        "title": "awesome-lint",
        "description": "Settings of awesome-lint: `[tool.awesome-lint]` in pyproject.toml, or awesome-lint.toml",
        "type": "object",
        "properties": {name: schema_of(name) for name in SETTINGS},
        "additionalProperties": False,
        "definitions": {
            "name": {
                "description": "a rule, a group of rules, or `all`",
                "enum": [ALL, *groups, *sorted(rule.name for rule in rules)],
            }
        },
    }


def as_json() -> bytes:
    """Return the schema as the file that is published."""
    return f"{json.dumps(schema(), ensure_ascii=False, indent=2)}\n".encode()
