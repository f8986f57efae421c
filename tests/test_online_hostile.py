"""The hostile server: no false alarm, every death found."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hostile.cases import CASES
from hostile.server import Server

from awesome_lint.facts import LinkFact, Verdict
from awesome_lint.online.client import HttpFetcher, Limits
from awesome_lint.online.links import Links, Manners

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANNERS = Manners("checker/1 (+https://example.org)", confirm_after=0.1, longest_wait=2)
_LIMITS = Limits(timeout=3, connect=2, body=1)


async def _loopback(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def look(urls: list[str]) -> dict[str, LinkFact]:
    async def main() -> dict[str, LinkFact]:
        fetcher = HttpFetcher(_LIMITS, allow_private=True, resolve=_loopback, proxies={})
        try:
            return await Links(fetcher, _MANNERS).ask(urls)
        finally:
            await fetcher.aclose()

    return asyncio.run(main())


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server({name: case.serve for name, case in CASES.items()}) as running:
        yield running


def test_no_false_alarm_and_every_death_found(server: Server) -> None:
    asked = {
        f"http://{case.name}.test:{server.port}/{case.name}/{path}": case
        for case in CASES.values()
        for path in case.asked
    }
    found = look(list(asked))
    wrong = []
    for url, case in asked.items():
        fact = found[url]
        mark = " " if fact.verdict in case.verdicts else "!"
        row = f"{mark} {case.name:28} {fact.verdict:8} {'/'.join(case.verdicts):12} {fact.reason[:60]}"
        print(row)  # noqa: T201  (the table, with `pytest -s`)
        if mark == "!":
            wrong.append(row)
    assert not wrong, "\n".join(wrong)
    counts = Counter(fact.verdict for fact in found.values())
    assert counts[Verdict.DEAD] >= 11
    assert server.trouble == []
