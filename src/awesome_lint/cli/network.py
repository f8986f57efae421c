"""The options on going online."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable

CACHE_VARIABLE = "AWESOME_LINT_CACHE_DIR"


class Network(NamedTuple):
    """How the network is asked, as the command line has it. Times are in seconds, ``max_rate`` is requests a second.

    ``host_limit`` is None where it is not given: configuration may want another number for a host then.
    """

    timeout: float = 20.0
    max_rate: float | None = None
    host_limit: int | None = None
    confirm_after: float = 30.0
    allow_private_addresses: bool = False
    cache_dir: str | None = None
    no_cache: bool = False
    refresh: bool = False


cache_dir: Callable[[Any], Any] = click.option(
    "--cache-dir",
    metavar="DIR",
    envvar=CACHE_VARIABLE,
    type=click.Path(file_okay=False),
    help=f"Keep what was found out in this folder, not the user's cache; also by {CACHE_VARIABLE}.",
)

NETWORK: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--online/--offline",
        default=False,
        help="Ask the network what became of links, papers and repositories (default: offline).",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0, 600, min_open=True),
        metavar="SECONDS",
        default=20.0,
        help="How long one request may take (default: 20).",
    ),
    click.option(
        "--max-rate",
        type=click.FloatRange(0, 10_000, min_open=True),
        metavar="N",
        help="Start at most so many requests a second, to all hosts together.",
    ),
    click.option(
        "--host-limit",
        type=click.IntRange(1, 100),
        metavar="N",
        help="Ask one host at most so much at once, whatever the configuration says (default: 6).",
    ),
    click.option(
        "--confirm-after",
        type=click.FloatRange(0, 3600),
        metavar="SECONDS",
        default=30.0,
        help="How long after the first look the second comes that a death takes (default: 30).",
    ),
    click.option(
        "--allow-private-addresses",
        is_flag=True,
        help="Ask hosts of the local machine and network, too; not for lists of people whom you do not trust.",
    ),
    cache_dir,
    click.option("--no-cache", is_flag=True, help="Neither use nor keep what was found."),
    click.option("--refresh", is_flag=True, help="Ask for everything anew, and keep it."),
)
