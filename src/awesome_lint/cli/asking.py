"""Asking the network for what a run wants to know: with whose settings, whom, and until when."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import os
import traceback
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import click

from awesome_lint import __version__
from awesome_lint.cli import console
from awesome_lint.cli.cache import folder
from awesome_lint.cli.progress import watcher
from awesome_lint.facts import Kind
from awesome_lint.online.cache import Cache
from awesome_lint.online.links import Manners
from awesome_lint.online.queues import Pace
from awesome_lint.online.session import Outcome, Services, Session
from awesome_lint.online.throttle import Throttle
from awesome_lint.output.report import HOME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from awesome_lint.cli.network import Network
    from awesome_lint.online.fetcher import Answer, Fetcher, Request
    from awesome_lint.online.links import Progress
    from awesome_lint.online_settings import HostSettings, OnlineSettings
    from awesome_lint.wanted import Wanted

_AT_ONCE = 6
_AGENT = f"awesome-lint/{__version__} (+{HOME})"
_OURS = "https://github.com"
_TEST_GAP = 0.05  # seconds between requests to an arXiv of a test's own


class Answers(NamedTuple):
    """What asking came to. ``fault`` is a bug of ours that ended it, or empty."""

    outcome: Outcome
    fault: str = ""


def services(network: Network, environment: Mapping[str, str] = os.environ) -> tuple[Services, dict[Kind, str]]:
    """Return whom to ask, and why some kinds of facts cannot be had. Raises click's usage errors.

    Tests have services of their own, in ``AWESOME_LINT_ARXIV_API`` and ``AWESOME_LINT_GITHUB_API``: only on this
    machine, so that the token can go to no other host.
    """
    token = environment.get("GH_TOKEN", "")
    if environment.get("GITHUB_SERVER_URL", _OURS).rstrip("/") == _OURS:  # else it is for another GitHub
        token = environment.get("GITHUB_TOKEN", "") or token
    found = Services(github_token=token)
    if address := _of_test("AWESOME_LINT_ARXIV_API", network, environment):
        found = Services(address, _TEST_GAP, found.github, token)
    if address := _of_test("AWESOME_LINT_GITHUB_API", network, environment):
        found = Services(found.arxiv, found.arxiv_gap, address, token)
    if not token.isprintable() or not token.isascii():
        message = (
            "the token for GitHub in `GITHUB_TOKEN` or `GH_TOKEN` is none: it holds other than printable characters"
        )
        raise click.UsageError(message)
    return found, {} if token else {Kind.REPOSITORIES: "no token for GitHub's API in `GITHUB_TOKEN` or `GH_TOKEN`"}


def _of_test(name: str, network: Network, environment: Mapping[str, str]) -> str:
    address = environment.get(name, "")
    if not address:
        return ""
    try:
        host = urlsplit(address).hostname or ""
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local or not network.allow_private_addresses:
        message = f"`{name}` is for tests: it takes an address of this machine, with `--allow-private-addresses`"
        raise click.UsageError(message)
    return address


class Policy:
    """How hosts are asked: what the command line says, and the configurations of the run's files.

    Of two configurations that name a host the first holds.
    """

    def __init__(self, network: Network) -> None:
        """Begin with the command line's word."""
        self.network = network
        self.skipped: set[str] = set()
        """Addresses that configuration leaves out."""
        self._hosts: dict[str, HostSettings] = {}
        self._accept: set[int] = set()
        self._known: set[int] = set()
        self._salt: str | None = None

    def add(self, settings: OnlineSettings) -> None:
        """Let a configuration have its say."""
        if id(settings) not in self._known:
            self._known.add(id(settings))
            self._accept.update(settings.accept)
            self._hosts = {**settings.hosts, **self._hosts}

    def pace_of(self, host: str) -> Pace:
        """Return how fast *host* is asked; the command line's limit is above configuration."""
        limit, said = self.network.host_limit, self._hosts.get(host)
        wanted = said.at_once if said and said.at_once else limit or _AT_ONCE
        return Pace(min(wanted, limit or wanted), said.gap if said and said.gap else 0.0)

    def headers(self, host: str) -> Mapping[str, str]:
        """Return the headers that configuration has for exactly this *host*."""
        said = self._hosts.get(host)
        return said.headers if said else {}

    def accept(self, host: str) -> frozenset[int]:
        """Return the statuses that are taken for fine of links to *host*."""
        said = self._hosts.get(host)
        return frozenset((*self._accept, *(said.accept if said else ())))

    def key_of(self, address: str) -> str:
        """Return the cache's key for *address*: another one where settings may make the answer another."""
        if self._salt is None:
            said = [(host, sorted(s.headers.items()), sorted(s.accept)) for host, s in sorted(self._hosts.items())]
            changing = [each for each in said if each[1] or each[2]]
            relevant = (sorted(self._accept), changing, self.network.allow_private_addresses)
            plain = relevant == ([], [], False)
            self._salt = "" if plain else f"{hashlib.blake2b(repr(relevant).encode(), digest_size=8).hexdigest()} "
        return f"{self._salt}{address}"


def ask(wanted: Wanted, policy: Policy, services: Services, *, quiet: bool) -> Answers:
    """Ask for all that is *wanted*; progress is shown on a terminal. Ctrl-C ends it with what is known by then."""
    network = policy.network
    cache = _cache(network, services)
    watch = watcher(quiet=quiet)
    fetcher = _Later(network)
    session = Session(
        fetcher, _manners(policy), services, cache, lambda _url: False, key_of=policy.key_of, refresh=network.refresh
    )
    fault = ""
    try:
        asyncio.run(_run(session, fetcher, wanted, watch))
    except KeyboardInterrupt:
        session.outcome.complete = False
    except Exception as error:  # noqa: BLE001  (the files are judged all the same)
        if fetcher.wrong:
            raise click.UsageError(fetcher.wrong) from None
        traceback.print_exc()
        fault = f"internal error while asking the network: {type(error).__name__}. Please report this bug"
    finally:
        if watch:
            watch(None)
        if cache:
            cache.close(dt.datetime.now(dt.UTC))
            _tell(cache.note)
    return Answers(session.outcome, fault)


async def _run(
    session: Session, fetcher: Fetcher, wanted: Wanted, watch: Callable[[Progress | None], None] | None
) -> None:
    try:
        await session.run(wanted, watch)
    finally:
        await fetcher.aclose()


def _manners(policy: Policy) -> Manners:
    return Manners(
        _AGENT,
        confirm_after=policy.network.confirm_after,
        pace_of=policy.pace_of,
        headers=policy.headers,
        accept=policy.accept,
    )


class _Later:
    """A fetcher that is made when something is asked for: what is all known costs no start of the client.

    ``wrong`` says what is wrong with the environment's proxies, if anything.
    """

    def __init__(self, network: Network) -> None:
        self.wrong = ""
        self._network = network
        self._made: Fetcher | None = None

    async def fetch(self, request: Request) -> Answer:
        if self._made is None:
            try:
                self._made = _fetcher(self._network)
            except ValueError as error:
                self.wrong = str(error)
                raise
        return await self._made.fetch(request)

    async def aclose(self) -> None:
        if self._made:
            await self._made.aclose()


def _fetcher(network: Network) -> Fetcher:
    from awesome_lint.online.client import HttpFetcher, Limits  # noqa: PLC0415  (slow to import)

    limits = Limits()
    limits = limits._replace(
        timeout=network.timeout,
        connect=min(limits.connect, network.timeout),
        body=min(limits.body, network.timeout),
    )
    fetcher = HttpFetcher(limits, allow_private=network.allow_private_addresses)
    return Throttle(fetcher, network.max_rate) if network.max_rate else fetcher


def _cache(network: Network, services: Services) -> Cache | None:
    if network.no_cache:
        return None
    real = Services()
    if (services.arxiv, services.github) != (real.arxiv, real.github) and not network.cache_dir:
        return None  # what a test's services say is not for the user's cache
    return Cache(folder(network.cache_dir, os.environ))


def _tell(note: str) -> None:
    if note:
        console.say(f"note: {console.harmless(note)}", err=True)
