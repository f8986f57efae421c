from __future__ import annotations

import asyncio
import json

import pytest
from fake_services import Reply, github_answer, repositories_of, served

from awesome_lint.facts import Repository
from awesome_lint.online.client import HttpFetcher, Limits
from awesome_lint.online.github_api import GithubApi

TOKEN = "a-token"  # noqa: S105  (of a made-up service)
THERE = {
    "example/ants": ("Example/Ants", False),
    "example/old": ("insects/New-Name", False),
    "example/still": ("example/still", True),
}


def ask(url: str, *names: str, timeout: float = 2.0) -> tuple[dict[str, Repository | None], str]:
    async def run() -> tuple[dict[str, Repository | None], str]:
        fetcher = HttpFetcher(Limits(timeout), allow_private=True, proxies={})
        try:
            api = GithubApi(fetcher, "awesome-lint/test", TOKEN, url=url, pause=0.01)
            await api.ask(names)
            return api.found, api.trouble
        finally:
            await fetcher.aclose()

    return asyncio.run(run())


def test_there_renamed_archived_and_gone() -> None:
    with served(github_answer(THERE)) as service:
        found, trouble = ask(
            service.url, "Example/Ants", "example/ants", "example/old", "example/still", "example/none"
        )
    assert trouble == ""
    assert found == {
        "example/ants": Repository("Example/Ants"),
        "example/old": Repository("insects/New-Name"),
        "example/still": Repository("example/still", archived=True),
        "example/none": None,
    }
    (asked,) = service.asked
    assert asked.method == "POST"
    assert asked.headers["authorization"] == f"bearer {TOKEN}"
    assert len(repositories_of(asked)) == 4


def test_batches() -> None:
    names = [f"example/r{number}" for number in range(200)]
    with served(github_answer({name: (name, False) for name in names})) as service:
        found, trouble = ask(service.url, *names)
    assert (len(found), trouble) == (200, "")
    assert [len(repositories_of(each)) for each in service.asked] == [80, 80, 40]


@pytest.mark.parametrize("name", ['a/b") { id } r9: viewer { login } #', "a", "a/b/c", "a/", "/b", "a/ü", "a b/c", ""])
def test_what_is_no_name_is_never_asked_for(name: str) -> None:
    with served(github_answer(THERE)) as service:
        assert ask(service.url, name) == ({}, "")
    assert service.asked == []


@pytest.mark.parametrize("kind", ["FORBIDDEN", "SAML_FORBIDDEN", "SERVICE_UNAVAILABLE"])
def test_what_the_token_may_not_see_is_not_gone(kind: str) -> None:
    with served(github_answer(THERE, {"example/hidden": kind})) as service:
        found, trouble = ask(service.url, "example/hidden", "example/ants", "example/none")
    assert found == {"example/ants": Repository("Example/Ants"), "example/none": None}
    assert trouble == f"GitHub: {kind}"


def test_a_rate_limit_inside_a_200_stops() -> None:
    body = json.dumps({"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}).encode()
    names = [f"example/r{number}" for number in range(100)]
    with served(lambda _asked: Reply(200, body)) as service:
        found, trouble = ask(service.url, *names)
    assert (found, trouble) == ({}, "GitHub: API rate limit exceeded")
    assert len(service.asked) == 1


def test_an_error_about_the_whole_question_stops() -> None:
    body = json.dumps({"data": None, "errors": [{"message": "Something went wrong"}]}).encode()
    with served(lambda _asked: Reply(200, body)) as service:
        assert ask(service.url, "example/ants") == ({}, "GitHub: Something went wrong")


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, "GitHub does not take the token (401)"),
        (403, "GitHub refuses the token, or it was asked too often (403)"),
        (429, "GitHub was asked too often (429)"),
        (404, "GitHub answered 404"),
    ],
)
def test_refusals_are_asked_once(status: int, trouble: str) -> None:
    with served(lambda _asked: Reply(status, b'{"message": "no"}')) as service:
        assert ask(service.url, "example/ants") == ({}, trouble)
    assert len(service.asked) == 1
    assert TOKEN not in trouble


def test_a_bad_gateway_is_asked_again() -> None:
    with served(github_answer(THERE)) as service:
        service.first = [Reply(502, b"<html>")]
        found, _ = ask(service.url, "example/ants")
        assert found == {"example/ants": Repository("Example/Ants")}
        service.first = [Reply(502), Reply(502)]
        assert ask(service.url, "example/ants") == ({}, "GitHub answered 502")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"<html>",
        b"[" * 100_000,
        b'{"data": []}',
        b'{"data": {"r0": "x"}, "errors": "y"}',
        b'{"data": {"r0": {"nameWithOwner": 5}}, "errors": [1, {"type": "NOT_FOUND", "path": []}]}',
    ],
)
def test_an_answer_out_of_form_says_nothing(body: bytes) -> None:
    with served(lambda _asked: Reply(200, body)) as service:
        assert ask(service.url, "example/ants")[0] == {}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_token_is_not_carried_over_a_redirect(status: int) -> None:
    with (
        served(github_answer(THERE)) as elsewhere,
        served(lambda _asked: Reply(status, b"", {"location": elsewhere.url})) as service,
    ):
        assert ask(service.url, "example/ants") == ({}, f"GitHub answered {status}")
    assert elsewhere.asked == []


def test_no_answer() -> None:
    with served(lambda _asked: Reply(200, b"{}", delay=0.3)) as service:
        found, trouble = ask(service.url, "example/ants", timeout=0.1)
    assert (found, trouble) == ({}, "GitHub did not answer: no answer in time")
