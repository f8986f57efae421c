from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from fake_services import CONTROL, Record, Reply, arxiv_answer, feed, ids_of, served

from awesome_lint.online.arxiv_api import ArxivApi, is_withdrawn
from awesome_lint.online.client import HttpFetcher, Limits

if TYPE_CHECKING:
    from awesome_lint.facts import Paper

GAP = 0.01
ANTS = {"2402.01234": Record("Counting ants & bees"), "math/0611800": Record("Old ants", "2006-11-26", version=1)}


def ask(url: str, *names: str, gap: float = GAP, timeout: float = 2.0) -> tuple[dict[str, Paper | None], str]:
    async def run() -> tuple[dict[str, Paper | None], str]:
        fetcher = HttpFetcher(Limits(timeout), allow_private=True, proxies={})
        try:
            api = ArxivApi(fetcher, "awesome-lint/test", url=url, gap=gap)
            await api.ask(names)
            return api.found, api.trouble
        finally:
            await fetcher.aclose()

    return asyncio.run(run())


def test_what_is_there_and_what_is_not() -> None:
    with served(arxiv_answer(ANTS)) as service:
        found, trouble = ask(service.url, "2402.01234", "2402.99999", "math/0611800")
    assert trouble == ""
    assert found["2402.99999"] is None
    paper = found["2402.01234"]
    assert paper
    assert (paper.title, paper.published) == ("Counting ants & bees", dt.date(2024, 2, 3))
    assert paper.summary == "We count ants."
    assert found["math/0611800"]
    assert len(service.asked) == 2
    assert ids_of(service.asked[1]) == [CONTROL, "2402.99999"]
    assert service.asked[0].headers["user-agent"] == "awesome-lint/test"


def test_no_more_is_asked_for_than_needed() -> None:
    names = [f"2402.{number:05}" for number in range(1, 251)]
    with served(arxiv_answer({name: Record("Ants") for name in names})) as service:
        found, trouble = ask(service.url, *names, *names, "no id", "2413.00001")
    assert (len(found), trouble) == (250, "")
    assert [len(ids_of(each)) for each in service.asked] == [100, 100, 50]


def test_an_empty_feed_is_no_proof() -> None:
    with served(lambda _asked: Reply(200, feed({}))) as service:
        found, trouble = ask(service.url, "2402.01234")
    assert (found, trouble) == ({}, "arXiv's answer was not complete")
    assert len(service.asked) == 2


def test_an_empty_feed_once_does_no_harm() -> None:
    with served(arxiv_answer(ANTS)) as service:
        service.first = [Reply(200, feed({}))]
        found, _ = ask(service.url, *ANTS)
    assert all(found.values())
    assert len(found) == 2


def test_one_id_that_arxiv_cannot_read_spoils_only_itself() -> None:
    bad = frozenset(("2402.00003",))
    names = [f"2402.{number:05}" for number in range(1, 9)]
    with served(arxiv_answer({name: Record("Ants") for name in names}, bad)) as service:
        found, trouble = ask(service.url, *names)
    assert trouble == ""
    assert {name for name, paper in found.items() if paper is None} == bad
    assert len(found) == 8


def test_a_refused_batch_without_reason_is_no_death() -> None:
    with served(lambda _asked: Reply(400, b"<html>Bad Request</html>")) as service:
        found, trouble = ask(service.url, "2402.01234")
    assert (found, trouble) == ({}, "arXiv's answer could not be read")
    assert len(service.asked) == 3


@pytest.mark.parametrize("headers", [{}, {"retry-after": "0"}, {"retry-after": "nonsense"}])
def test_too_many_requests_are_unknown_not_dead(headers: dict[str, str]) -> None:
    with served(lambda _asked: Reply(429, b"slow down", headers)) as service:
        found, trouble = ask(service.url, "2402.01234", *(f"2403.{number:05}" for number in range(1, 150)))
    assert (found, trouble) == ({}, "arXiv answered 429")
    assert len(service.asked) == 3


def test_retry_after_is_waited_for() -> None:
    with served(arxiv_answer(ANTS)) as service:
        service.first = [Reply(429, b"", {"retry-after": "1"}), Reply(503)]
        start = asyncio.new_event_loop()
        with closing(start):
            began = start.time()
            found, _ = ask(service.url, *ANTS)
            took = start.time() - began
    assert len(found) == 2
    assert 1.0 <= took < 3.0


def test_a_403_stops_at_once() -> None:
    names = [f"2403.{number:05}" for number in range(1, 150)]
    with served(lambda _asked: Reply(403, b"banned")) as service:
        found, trouble = ask(service.url, *names)
    assert (found, trouble) == ({}, "arXiv answered 403")
    assert len(service.asked) == 1


def test_what_was_found_before_a_refusal_is_kept() -> None:
    names = [f"2403.{number:05}" for number in range(1, 150)]
    with served(lambda _asked: Reply(403)) as service:
        service.first = [Reply(200, feed({name: Record("Ants") for name in names[:100]}))]
        found, trouble = ask(service.url, *names)
    assert (len(found), trouble) == (100, "arXiv answered 403")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Maintenance</body></html>",
        feed(ANTS)[:-20],
        b"\xff\xfe\x00",
        b'<?xml version="1.0" encoding="x"?>',
    ],
)
def test_an_answer_that_cannot_be_read_is_none(body: bytes) -> None:
    with served(lambda _asked: Reply(200, body)) as service:
        found, trouble = ask(service.url, "2402.01234")
    assert (found, trouble) == ({}, "arXiv's answer could not be read")


def test_an_answer_that_is_broken_once_is_asked_for_again() -> None:
    with served(arxiv_answer(ANTS)) as service:
        service.first = [Reply(200, feed(ANTS)[:-20])]
        assert len(ask(service.url, *ANTS)[0]) == 2


def test_a_redirect_is_followed() -> None:
    with (
        served(arxiv_answer(ANTS)) as new,
        served(lambda asked: Reply(301, b"", {"location": new.url + asked.path[1:]})) as old,
    ):
        found, trouble = ask(old.url, *ANTS)
    assert (len(found), trouble) == (2, "")


def test_a_redirect_in_a_circle_ends() -> None:
    with served(lambda asked: Reply(302, b"", {"location": asked.path})) as service:
        found, trouble = ask(service.url, "2402.01234")
    assert (found, trouble) == ({}, "arXiv did not answer: redirects in a circle")


def test_a_slow_answer_is_none_and_no_further_batch_is_tried() -> None:
    names = [f"2403.{number:05}" for number in range(1, 150)]
    with served(lambda _asked: Reply(200, feed({}), delay=0.4)) as service:
        found, trouble = ask(service.url, *names, timeout=0.1)
    assert (found, trouble) == ({}, "arXiv did not answer: no answer in time")
    assert len(service.asked) <= 3  # a request that took too long to be sent never came


def test_requests_keep_their_gap() -> None:
    names = [f"2402.{number:05}" for number in range(1, 301)]
    loop = asyncio.new_event_loop()
    with closing(loop), served(arxiv_answer({name: Record("Ants") for name in names})) as service:
        began = loop.time()
        ask(service.url, *names, gap=0.15)
        assert loop.time() - began >= 0.3
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to a crucial error in equation 3",
        "Withdrawn",
        "withdrawn by authors; needs more work",
        "Paper temporarily withdrawn because of a missing reference",
        "12 pages. This submission has been withdrawn by arXiv administrators",
        "The authors have decided to withdraw this paper",
        "arXiv admin note: withdrawn due to inappropriate text overlap",
        "Article retracted as experiments were wrong",
        "This article was withdrawn from arXiv",
    ],
)
def test_a_comment_that_tells_of_a_withdrawal(comment: str) -> None:
    assert is_withdrawn(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "12 pages, 3 figures, accepted at a workshop",
        "This submission has been withdrawn from ICLR 2024",
        "This version supersedes the withdrawn 2401.00001",
        "We study how a deposit is withdrawn from an account",
        "Replaces an earlier paper that was withdrawn",
        "Withdrawn from review at a journal",
        "A survey of retracted articles in biology",
        "The paper has not been withdrawn",
        "Withdrawal symptoms in ants",
    ],
)
def test_a_comment_that_does_not(comment: str) -> None:
    assert not is_withdrawn(comment)
