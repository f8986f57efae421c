"""The command line: the only place that prints, reads and writes files, and exits."""

from __future__ import annotations

import os
import signal
import sys
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
_TERMINATED = 143


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="awesome-lint %(version)s")
def app() -> None:
    """Lint and format curated Markdown lists."""


for _command in (check, fix, diff, explain, rules, schema, export, init, cache):
    app.add_command(_command)


def main() -> NoReturn:
    """Run the command line. Exit statuses: 0 clean, 1 findings, 2 a failure, 130 interrupted, 143 terminated."""
    _open_closed_streams()
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(_status())


def _open_closed_streams() -> None:
    """Lead output that the caller closed (``>&-``) nowhere; the next file to be opened would get it otherwise."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115,PTH123  (open to the end)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115,PTH123


def _terminate(*_: object) -> NoReturn:
    """End as after Ctrl-C, so that no half-written file is left beside a list."""
    sys.exit(_TERMINATED)


def _status() -> int:  # noqa: PLR0911  (one for each way to end)
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
    except SystemExit as error:
        if error.code == 1:
            return 0  # click, whose words have no reader any more
        raise
    except OSError as error:
        from awesome_lint.cli.console import complain  # noqa: PLC0415  (as above)

        complain(error.filename or "", error.strerror or str(error))
        return 2
    except Exception:  # noqa: BLE001  (a traceback, and no status that means findings)
        import traceback  # noqa: PLC0415  (as above)

        traceback.print_exc()
        click.echo("This is a bug in awesome-lint: please report it.", err=True)
        return 2
    return result if isinstance(result, int) else 0
