from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
from fake_services import Asked, Record, Reply, Service, arxiv_answer, github_answer, served

from awesome_lint.facts import Cause, Kind, Paper, Repository, Verdict
from awesome_lint.online.cache import Cache
from awesome_lint.online.client import HttpFetcher, Limits
from awesome_lint.online.links import Manners
from awesome_lint.online.session import Outcome, Services, Session
from awesome_lint.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MANNERS = Manners("awesome-lint/test", confirm_after=0.05)
PAGE = b"<title>Ants</title><h1 id='nest'>Nest</h1><p id='queen'>The queen lives long in her nest.</p>"
NOBODY = "http://127.0.0.1:9/"
"""Where nothing listens."""


def page(asked: Asked) -> Reply:
    if asked.path.startswith("/gone"):
        return Reply(404)
    if asked.path.startswith("/slow"):
        return Reply(200, PAGE, {"content-type": "text/html"}, delay=1.0)
    if asked.path.startswith("/there"):
        return Reply(200, PAGE, {"content-type": "text/html"})
    return Reply(404)


class Servers(NamedTuple):
    web: Service
    arxiv: Service
    github: Service

    def services(self, token: str = "token") -> Services:  # noqa: S107  (of a made-up service)
        return Services(self.arxiv.url, 0.01, self.github.url, token)


@contextmanager
def servers() -> Iterator[Servers]:
    papers = arxiv_answer({"2402.01234": Record("Counting ants")})
    repositories = github_answer({"example/ants": ("Example/Ants", True)})
    with served(page) as web, served(papers) as arxiv, served(repositories) as github:
        yield Servers(web, arxiv, github)


def run(
    services: Services,
    wanted: Wanted,
    cache: Cache | None = None,
    skip: Callable[[str], bool] = lambda _url: False,
    stop_after: float | None = None,
) -> Outcome:
    async def main() -> Outcome:
        fetcher = HttpFetcher(Limits(2.0), allow_private=True, proxies={})
        session = Session(fetcher, MANNERS, services, cache, skip)
        try:
            async with asyncio.timeout(stop_after):
                return await session.run(wanted)
        except TimeoutError:
            return session.outcome
        finally:
            await fetcher.aclose()

    return asyncio.run(main())


def everything(base: str) -> Wanted:
    links = {f"{base}there", f"{base}gone"}
    return Wanted(links, {f"{base}there"}, {"2402.01234", "2402.99999"}, {"example/ants", "example/none"})


def test_all_that_is_wanted_is_found_out() -> None:
    with servers() as all_:
        base = all_.web.url
        outcome = run(all_.services(), everything(base))
    facts = outcome.facts
    assert (outcome.complete, outcome.reached, outcome.troubles) == (True, True, {})
    assert facts.links[f"{base}there"].verdict is Verdict.OK
    assert facts.links[f"{base}there"].names == frozenset(("nest", "queen"))
    assert facts.links[f"{base}gone"].verdict is Verdict.DEAD
    assert isinstance(facts.papers["2402.01234"], Paper)
    assert facts.papers["2402.99999"] is None
    assert facts.repositories == {"example/ants": Repository("Example/Ants", archived=True), "example/none": None}


def test_a_second_run_asks_nobody(tmp_path: Path) -> None:
    with servers() as all_:
        wanted = everything(all_.web.url)
        wanted.links.add(f"{all_.web.url}there.pdf")
        wanted.deep.add(f"{all_.web.url}there.pdf")
        cache = Cache(tmp_path)
        first = run(all_.services(), wanted, cache)
        asked = [len(service.asked) for service in all_]
        second = run(all_.services(), wanted, cache)
        assert [len(service.asked) for service in all_] == asked
        assert second.facts == first.facts
        assert (second.complete, second.reached, second.troubles) == (True, True, {})
        cache.close(dt.datetime.now(dt.UTC))


def test_a_page_known_without_its_names_is_asked_for_anew(tmp_path: Path) -> None:
    with servers() as all_:
        url = f"{all_.web.url}there"
        cache = Cache(tmp_path)
        assert run(all_.services(), Wanted({url}), cache).facts.links[url].names is None
        before = len(all_.web.asked)
        assert run(all_.services(), Wanted({url}, {url}), cache).facts.links[url].names == frozenset(("nest", "queen"))
        assert len(all_.web.asked) > before


def test_without_a_token_github_is_not_asked() -> None:
    with servers() as all_:
        outcome = run(all_.services(""), Wanted(repositories={"example/ants"}))
        assert all_.github.asked == []
    assert outcome.facts.repositories == {}
    assert outcome.troubles == {}


def test_the_token_goes_to_github_alone() -> None:
    with servers() as all_:
        run(all_.services("very-secret"), everything(all_.web.url))
        told = [service for service in all_ if any("very-secret" in str(asked) for asked in service.asked)]
        assert told == [all_.github]


def test_what_is_skipped_is_not_asked_and_reaches_nobody() -> None:
    with servers() as all_:
        url = f"{all_.web.url}there"
        outcome = run(all_.services(), Wanted({url}), skip=lambda _url: True)
        assert all_.web.asked == []
        assert outcome.facts.links[url].cause is Cause.SKIPPED
        assert outcome.reached, "nothing failed"
        outcome = run(all_.services(), Wanted({url, NOBODY}), skip=lambda each: each == url)
        assert not outcome.reached
        assert all_.web.asked == []


def test_a_service_in_trouble_is_told_and_the_rest_goes_on() -> None:
    with servers() as all_:
        all_.arxiv.first = [Reply(403)]
        all_.github.first = [Reply(401)]
        outcome = run(all_.services(), everything(all_.web.url))
    assert outcome.complete
    assert outcome.reached
    assert len(outcome.facts.links) == 2
    assert outcome.troubles == {
        Kind.PAPERS: "2 of 2 papers could not be looked up: arXiv answered 403",
        Kind.REPOSITORIES: "2 of 2 repositories could not be looked up: GitHub does not take the token (401)",
    }


def test_nothing_reached() -> None:
    wanted = Wanted({NOBODY, f"{NOBODY}a"}, set(), {"2402.01234"}, {"example/ants"})
    outcome = run(Services(NOBODY, 0.01, NOBODY, "token"), wanted)
    assert outcome.complete
    assert not outcome.reached
    assert len(outcome.troubles) == 2
    assert {fact.verdict for fact in outcome.facts.links.values()} == {Verdict.UNKNOWN}


def test_services_alone_that_are_not_reached() -> None:
    outcome = run(Services(NOBODY, 0.01, NOBODY, "token"), Wanted(papers={"2402.01234"}))
    assert not outcome.reached
    (trouble,) = outcome.troubles.values()
    assert trouble.startswith("1 of 1 papers could not be looked up: arXiv did not answer")


@pytest.mark.parametrize("wanted", [Wanted(), Wanted({"https://x.com/ants"})])
def test_nothing_to_ask_is_no_failure(wanted: Wanted) -> None:
    outcome = run(Services(NOBODY, 0.01, NOBODY, "token"), wanted)
    assert (outcome.complete, outcome.reached, outcome.troubles) == (True, True, {})


def test_an_interrupted_run_keeps_what_it_knows(tmp_path: Path) -> None:
    with servers() as all_:
        base = all_.web.url
        all_.github.first = [Reply(200, b"{}", delay=20.0)]
        wanted = everything(base)
        wanted.links.add(f"{base}slow")
        cache = Cache(tmp_path)
        outcome = run(all_.services(), wanted, cache, stop_after=0.6)
        assert not outcome.complete
        assert outcome.reached
        assert outcome.facts.links[f"{base}there"].verdict is Verdict.OK
        assert f"{base}slow" not in outcome.facts.links
        assert outcome.facts.papers["2402.99999"] is None
        assert list(outcome.troubles.values()) == [
            "2 of 2 repositories could not be looked up: the run was interrupted"
        ]
        before = len(all_.web.asked), len(all_.arxiv.asked)
        again = run(all_.services(), everything(base), cache)
        assert (len(all_.web.asked), len(all_.arxiv.asked)) == before, "what was known was saved"
        assert again.complete
        assert len(again.facts.repositories) == 2
