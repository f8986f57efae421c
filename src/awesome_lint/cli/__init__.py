"""The command line: the only place that prints, reads and writes files, and exits."""

from __future__ import annotations

import sys
import traceback
from typing import NoReturn

import click

from awesome_lint import __version__
from awesome_lint.cli.about import explain, rules, schema
from awesome_lint.cli.cache import cache
from awesome_lint.cli.check import check
from awesome_lint.cli.diff import diff
from awesome_lint.cli.export import export
from awesome_lint.cli.init import init
from awesome_lint.cli.judge import fix
from awesome_lint.errors import AwesomeLintError

_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="awesome-lint %(version)s")
def app() -> None:
    """Lint and format curated Markdown lists."""


for _command in (check, fix, diff, explain, rules, schema, export, init, cache):
    app.add_command(_command)


def main() -> NoReturn:
    """Run the command line. Exit statuses: 0 clean, 1 findings, 2 a failure, 130 interrupted."""
    sys.exit(_status())


def _status() -> int:
    try:
        result = app.main(prog_name="awesome-lint", standalone_mode=False)
    except AwesomeLintError as error:
        from awesome_lint.cli.console import complain  # noqa: PLC0415  (`--version` needs no console)

        complain("", str(error))
        return 2
    except click.ClickException as error:
        from awesome_lint.cli.console import harmless  # noqa: PLC0415  (as above)

        vars(error)["message"] = harmless(error.message)  # click declares it final, and quotes arguments raw
        error.show()
        return error.exit_code
    except click.Abort:
        return _INTERRUPTED
    except Exception:  # noqa: BLE001  (a traceback, and no status that means findings)
        traceback.print_exc()
        click.echo("This is a bug in awesome-lint: please report it.", err=True)
        return 2
    return result if isinstance(result, int) else 0
