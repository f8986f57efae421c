"""Help in sections: commands of many options tell them by what they are about."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

_REST = "Options"
_SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Files and configuration": ("config", "isolated", "force_exclude", "stdin_filename", "today", "explain_config"),
        "Rules": ("preset", "select", "ignore", "extend_select", "fail_on"),
        "Network": ("online", *Network._fields),
        "Reports": (
            *("output_format", "output_file", "reports", "statistics"),
            *("show_all", "quiet", "color", "exit_zero"),
        ),
    }
)


class Sectioned(click.Command):
    """A command whose help has its own options first, and then those that it shares, in sections."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        section_of = {name: title for title, names in _SECTIONS.items() for name in names}
        rows: dict[str, list[tuple[str, str]]] = {_REST: [], **{title: [] for title in _SECTIONS}}
        for parameter in self.get_params(ctx):
            row = parameter.get_help_record(ctx)
            if row is not None and isinstance(parameter, click.Option):
                rows[section_of.get(parameter.name or "", _REST)].append(row)
        for title, found in rows.items():
            if found:
                with formatter.section(title):
                    formatter.write_dl(found)
