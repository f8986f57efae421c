"""What single hosts and kinds of pages are known for: names are resolved to a server on the loopback interface."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import socket
import time
from typing import TYPE_CHECKING

import pytest
from hostile.server import Server, Visit

from awesome_lint.facts import Cause, LinkFact, Verdict
from awesome_lint.online import html_page, soft
from awesome_lint.online.client import HttpFetcher, Limits
from awesome_lint.online.fetcher import Answer
from awesome_lint.online.inflate import Inflater
from awesome_lint.online.links import Links, Manners
from awesome_lint.online.page_titles import is_gone_title, is_wall_title
from awesome_lint.online.queues import Pace
from awesome_lint.online.sight import judge, retry_after
from awesome_lint.online.trail import Cookies, Hop, Trail

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

WORDS = "Seven gentle rivers carry small wooden boats towards the distant evening harbour"
MANNERS = Manners("checker/1", confirm_after=0.05, longest_wait=1)


async def _serve(visit: Visit) -> None:  # noqa: C901, PLR0912  (a table)
    host, port = visit.headers["host"].split(":")
    page = f"<title>Rivers</title><p>{WORDS} of {visit.target}."
    match host.rstrip("."), visit.target:
        case "mp.weixin.qq.com", "/s/gone":
            await visit.send(200, "<title></title><div class=tips>该内容已被发布者删除</div>")
        case "mp.weixin.qq.com", "/s/banned":
            await visit.send(200, "<p>此内容因违规无法查看</p>")
        case "mp.weixin.qq.com", "/s/error":
            await visit.send(200, '<div class="global_error_msg warn">…</div>')
        case "mp.weixin.qq.com", "/s/robot":
            await visit.send(302, location="/mp/wappoc_appmsgcaptcha?poc_token=1")
        case "blog.test", "/quotes-it":
            await visit.send(200, f"<title>Rivers</title><p>{WORDS}: 该内容已被发布者删除</p>")
        case "doi.org", "/10.1000/there":
            await visit.send(302, location=f"http://publisher.test:{port}/wall")
        case "doi.org", "/10.1000/gone":
            await visit.send(404)
        case "dx.doi.org", _:
            await visit.send(301, location=f"http://doi.org:{port}{visit.target}")
        case "short.test", "/to-x":
            await visit.send(301, location=f"http://x.com:{port}/someone")
        case ("a.test", target) if target.startswith("/echo"):
            await visit.send(301, location=f"http://b.test:{port}/echo")
        case "b.test", "/echo":
            await visit.send(200, page)
        case "limits.test", target:
            await visit.send(429 if target == "/limited" else 200, page)
        case "strict.test", _:
            await visit.send(429, headers={"retry-after": "0"})
        case "same.test", ("/old/report"):
            await visit.send(301, location="/new/report")
        case "same.test", ("/slash"):
            await visit.send(301, location=f"http://www.same.test:{port}/slash/")
        case (("same.test" | "www.same.test"), _):
            await visit.send(200, f"<p>{WORDS}")
        case _, "/there":
            await visit.send(200, page)
        case _:
            await visit.send(404, "<title>No</title>")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    class All(dict[str, "Callable[[Visit], Awaitable[None]]"]):
        def get(self, _key: str, _default: object = None) -> Callable[[Visit], Awaitable[None]]:
            return _serve

    with Server(All()) as running:
        yield running


async def resolve(host: str, _port: int) -> list[str]:
    if host.startswith("nowhere"):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    if host.startswith("later"):
        raise socket.gaierror(socket.EAI_AGAIN, "try again")
    return ["127.0.0.1"]


def look(*urls: str, manners: Manners = MANNERS) -> dict[str, LinkFact]:
    async def main() -> dict[str, LinkFact]:
        fetcher = HttpFetcher(Limits(timeout=3), allow_private=True, resolve=resolve, proxies={})
        try:
            return await Links(fetcher, manners).ask(urls)
        finally:
            await fetcher.aclose()

    return asyncio.run(main())


def test_hosts_that_are_known(server: Server) -> None:
    expected = {
        "mp.weixin.qq.com/s/gone": Verdict.DEAD,
        "mp.weixin.qq.com/s/banned": Verdict.DEAD,
        "mp.weixin.qq.com/s/error": Verdict.DEAD,
        "mp.weixin.qq.com/s/robot": Verdict.UNKNOWN,
        "mp.weixin.qq.com/there": Verdict.OK,
        "blog.test/quotes-it": Verdict.OK,
        "doi.org/10.1000/there": Verdict.OK,
        "doi.org/10.1000/gone": Verdict.DEAD,
        "dx.doi.org/10.1000/there": Verdict.OK,
        "dx.doi.org/10.1000/gone": Verdict.DEAD,
        "x.com/someone": Verdict.UNKNOWN,
        "www.zhihu.com/question/1": Verdict.UNKNOWN,
        "short.test/to-x": Verdict.UNKNOWN,
        "nowhere.test/page": Verdict.DEAD,
        "later.test/page": Verdict.UNKNOWN,
        "full-name.test./there": Verdict.OK,
        "user:secret@plain.test/there": Verdict.OK,
        "论文.test/there": Verdict.OK,
        "under_score.test/there": Verdict.OK,
    }

    def at(place: str) -> str:
        name, _, path = place.partition("/")
        return f"http://{name}:{server.port}/{path}"

    server.visits.clear()
    found = look(*map(at, expected))
    assert {place: found[at(place)].verdict for place in expected} == expected
    asked = {visit.headers["host"].split(":")[0] for visit in server.visits}
    assert not asked & {"www.zhihu.com", "publisher.test"}
    assert any(host.startswith("xn--") for host in asked)
    assert not any("authorization" in visit.headers or "@" in visit.headers["host"] for visit in server.visits)


def test_what_is_no_address_is_not_asked(server: Server) -> None:
    strange = [
        "http://",
        "http://[::1",
        "http://a b.test/",
        "http://%00.test/",
        "http://h:99999/",
        "http://" + "a" * 9000,
    ]
    strange += [
        "http://" + "a" * 64 + ".test/",
        "http://..test/",
        "http://-/",
        "ftp://plain.test/there",
        "http://:80/",
        "",
    ]
    server.visits.clear()
    found = look(*strange)
    assert {fact.verdict for url, fact in found.items() if "a" * 64 not in url} <= {Verdict.UNKNOWN, Verdict.DEAD}
    assert set(found) == set(strange)
    assert not [visit for visit in server.visits if visit.headers["host"].startswith("plain")]


def test_all_hosts_out_of_reach_are_not_dead() -> None:
    found = look("http://nowhere.test/a", "http://nowhere-else.test/b")
    assert {fact.verdict for fact in found.values()} == {Verdict.UNKNOWN}
    assert {fact.cause for fact in found.values()} == {Cause.CONNECTION}


def test_headers_for_a_host_go_to_no_other(server: Server) -> None:
    def own(host: str) -> Mapping[str, str]:
        return {"authorization": "Bearer s3cret", "x-key": "k"} if host.startswith("a.test") else {}

    server.visits.clear()
    look(f"http://a.test:{server.port}/echo", manners=Manners("checker/1", confirm_after=0.05, headers=own))
    by_host = {visit.headers["host"].split(":")[0]: visit.headers for visit in server.visits}
    assert by_host["a.test"]["x-key"] == "k"
    assert by_host["a.test"]["authorization"] == "Bearer s3cret"
    assert not {"x-key", "authorization"} & by_host["b.test"].keys()


@pytest.mark.parametrize("path", ["?ref=teas", "zh-CN/", "en/?a=1", "index.html?from=teas", ""])
def test_a_front_page_that_is_shown_for_everything_is_there(server: Server, path: str) -> None:
    front, below = f"http://same.test:{server.port}/{path}", f"http://same.test:{server.port}/12"
    found = look(front, below)
    assert (found[front].verdict, found[below].verdict) == (Verdict.OK, Verdict.DEAD)


def test_nothing_moves_to_a_page_that_is_shown_for_everything(server: Server) -> None:
    away, same = f"http://same.test:{server.port}/old/report", f"http://same.test:{server.port}/slash"
    found = look(away, same)
    assert (found[away].verdict, found[same].verdict) == (Verdict.OK, Verdict.DEAD)


def test_a_gate_stays_closed_whatever_another_address_answers(server: Server) -> None:
    base = f"http://limits.test:{server.port}"
    manners = Manners("checker/1", confirm_after=0.05, longest_wait=30, pace_of=lambda _: Pace(2))
    server.visits.clear()

    async def main() -> None:
        fetcher = HttpFetcher(allow_private=True, resolve=resolve, proxies={})
        links = Links(fetcher, manners)
        try:
            async with asyncio.timeout(1.0):
                await links.ask([f"{base}/limited", *(f"{base}/page-{number}" for number in range(20))])
        except TimeoutError:
            assert len(links.found) <= 3
        finally:
            await fetcher.aclose()

    asyncio.run(main())
    assert len(server.visits) <= 5  # the two that were under way, and their siblings


def test_a_host_that_goes_on_refusing_is_given_up(server: Server) -> None:
    urls = [f"http://strict.test:{server.port}/{number}" for number in range(40)]
    server.visits.clear()
    found = look(*urls, manners=Manners("checker/1", confirm_after=0.05, longest_wait=1))
    assert {(fact.verdict, fact.cause) for fact in found.values()} == {(Verdict.UNKNOWN, Cause.LIMIT)}
    assert len(server.visits) < 40


# Pure judgements.

NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
_HTML = {"content-type": "text/html"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 3 ", 3.0),
        ("Fri, 02 Jan 2026 03:05:05 GMT", 60.0),
        ("Fri, 02 Jan 2026 03:00:00 GMT", 0.0),
        ("-5", 0.0),
        ("1.5", 0.0),
        ("", 0.0),
        ("soon", 0.0),
        ("٣", 0.0),
        ("9" * 500, 999_999_999.0),
        ("Fri, 02 Jan 99999 03:05:05 GMT", 0.0),
        ("Fri, 02 Jan 2026 03:05:05", 0.0),
    ],
)
def test_retry_after(value: str, seconds: float) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "Page not found · The Gazette",
        "HTTP Status 404 – Not Found",
        "Oops! Page not found",
        "410 Gone",
        "The page you are looking for could not be found.",
        "Sorry, the page doesn’t exist",
        "页面不存在 - 河流报",
        "抱歉，页面不存在",
    ],
)
def test_titles_that_say_gone(title: str) -> None:
    assert is_gone_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "404 Media",
        "Peugeot 404 – an encyclopedia",
        "How to fix HTTP 404 errors",
        "Room 404",
        "Lost and Not Found: A Memoir",
        "What is a 410 Gone status?",
        "Handling “page not found” in your router",
        "如何处理页面不存在的情况 - 博客",
        "Object Not Found Errors in Storage | Docs",
    ],
)
def test_titles_that_only_mention_it(title: str) -> None:
    assert not is_gone_title(title)


@pytest.mark.parametrize("piece", ["!", " - ", "sorry ", "error 404 ", "的", "page ", "您 ", "| "])
def test_hostile_titles_take_no_time(piece: str) -> None:
    began = time.process_time()
    title = piece * (1000 // len(piece)) + "x"
    is_gone_title(title)
    is_wall_title(title)
    assert time.process_time() - began < 0.5


def test_titles_of_walls() -> None:
    assert all(
        map(is_wall_title, ["Just a moment...", "Sign in · Forge", "登录 - 问答", "Log in to Forge", "环境异常"])
    )
    assert not any(
        map(is_wall_title, ["Login flows explained", "登录系统设计", "A Moment of Rivers", "Robots at work"])
    )


def moved(old: str, new: str, *statuses: int, content: str = "text/html", status: int = 200) -> str:
    hops = tuple(Hop(old, each) for each in statuses or (301,))
    return judge(Trail(old, hops, new, Answer(status, {"content-type": content})), NOW).verdict.value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://a.example/page", "https://a.example/page"),
        ("https://a.example/page", "https://www.a.example/page"),
        ("https://a.example/2019/rivers", "https://a.example/posts/rivers"),
        ("https://old.example/rivers", "https://new.example/rivers"),
        ("https://a.example/index.php?id=5", "https://a.example/posts/rivers"),
    ],
)
def test_a_move(old: str, new: str) -> None:
    assert moved(old, new) == "moved"
    assert moved(old, new, 308) == "moved"
    assert moved(old, new, 302) == "ok"
    assert moved(old, new, 301, 307) == "ok"
    assert moved(old, new, status=206) == "ok"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://a.example/page", "https://a.example/page/"),
        ("https://a.example/", "https://b.example/"),
        ("https://a.example/page", "http://a.example/page2"),
        ("https://a.example/page", "https://user:secret@b.example/page"),
        ("https://a.example/docs/x", "https://a.example/en/docs/x"),
        ("https://a.example/docs/x", "https://a.example/docs/latest/x"),
        ("https://a.example/docs/x", "https://a.example/docs/v2.1/x"),
        ("https://a.example/docs/x", "https://en.a.example/docs/x"),
        ("https://a.example/page", "https://m.a.example/page"),
        ("https://a.example/page?id=5", "https://a.example/page"),
        ("https://a.example/page", "https://a.example/page2?utm_source=x"),
        ("https://a.example/page", "https://a.example/gdpr?for=page"),
        ("https://a.example/page", "https://a.example/not-in-your-region"),
        ("https://a.example/page", "https://parked.example/?domain=a.example"),
        ("https://a.example/paper.pdf", "https://a.example/paper"),
        ("https://a.example/figure.png", "https://a.example/figures"),
    ],
)
def test_no_move(old: str, new: str) -> None:
    assert moved(old, new) == "ok"


def test_a_front_page_or_a_login_is_no_move() -> None:
    assert moved("https://a.example/page", "https://a.example/") == "unknown"
    assert moved("https://a.example/page", "https://a.example/login?next=page") == "unknown"
    assert moved("https://a.example/page", "https://login.a.example/x") == "unknown"
    assert moved("https://a.example/page", "https://a.example/captcha") == "unknown"
    assert moved("https://a.example/page", "https://a.example/consent?for=page") == "unknown"
    assert moved("https://a.example/login", "https://a.example/sign-in") == "moved"


def test_a_paper_stays_a_paper() -> None:
    assert moved("https://a.example/x.pdf", "https://b.example/x.pdf", content="application/pdf") == "moved"
    assert moved("https://a.example/x.pdf", "https://b.example/download/x", content="application/pdf") == "moved"


# Many addresses with one end.


def test_pages_that_are_gathered() -> None:
    ends = {f"https://a.example/{name}": "https://a.example/" for name in ("alpha", "beta", "gamma")}
    assert soft.gathered(ends) == set(ends)


@pytest.mark.parametrize(
    "ends",
    [
        {"https://a.example/alpha": "https://a.example/", "https://a.example/beta": "https://a.example/"},
        {f"https://a.example/{name}/rivers": "https://a.example/rivers" for name in ("alpha", "beta", "gamma")},
        {f"https://a.example/{name}": "https://a.example/consent" for name in ("alpha", "beta", "gamma")},
        *(
            {f"https://a.example/{name}": f"https://a.example/{end}" for name in ("alpha", "beta", "gamma")}
            for end in ("region-blocked", "account/register", "membership", "premium", "pricing", "sorry", "error/500")
        ),
        {f"https://bit.ly/{name}": "https://a.example/" for name in ("alpha", "beta", "gamma")},
        {f"https://{name}.example/page": "https://a.example/" for name in ("alpha", "beta", "gamma")},
        {f"https://a.example/old/guide/{name}": "https://b.example/guide" for name in ("alpha", "beta", "gamma")},
        {f"https://a.example/?page={name}": "https://a.example/start" for name in ("alpha", "beta", "gamma")},
    ],
)
def test_pages_that_are_not(ends: dict[str, str]) -> None:
    assert soft.gathered(ends) == set()


# Parts.


def test_cookies_stay_where_they_belong() -> None:
    jar = Cookies()
    jar.take("https://a.one.example/x", "s=1; Secure; HttpOnly\nt=2; Domain=one.example\nu=3; Domain=other.example")
    jar.take("https://a.one.example/x", "v=4; Domain=example\nw=5; Domain=co.uk")
    assert jar.header("https://a.one.example/") == {"cookie": "s=1; t=2; u=3; v=4; w=5"}
    assert jar.header("http://a.one.example/") == {"cookie": "t=2; u=3; v=4; w=5"}
    assert jar.header("https://b.one.example/") == {"cookie": "t=2"}
    assert jar.header("https://other.example/") == {}
    assert jar.header("https://evilone.example/") == {}
    jar.take("https://a.one.example/x", "s=; Max-Age=0")
    assert "s=1" not in jar.header("https://a.one.example/")["cookie"]


def test_public_suffixes_and_addresses_share_no_cookie() -> None:
    jar = Cookies()
    jar.take("http://a.co.uk/", "x=1; Domain=co.uk")
    jar.take("http://[::1]/", "y=1")
    jar.take("http://10.0.0.1/", "z=1; Domain=0.0.1")
    assert jar.header("http://b.co.uk/") == jar.header("http://[::2]/") == jar.header("http://11.0.0.1/") == {}
    assert jar.header("http://[::1]/") == {"cookie": "y=1"}


def test_inflating_is_bounded_and_honest() -> None:
    bomb = Inflater("gzip")
    assert len(bomb.feed(gzip.compress(bytes(5_000_000)), 1_000)) == 1_000
    cut = Inflater("gzip")
    cut.feed(gzip.compress(b"river" * 100)[:-9], 10_000)
    assert not cut.complete
    twice = Inflater("x-gzip")
    data = gzip.compress(b"one") + gzip.compress(b"two") * 1_000
    out = b"".join(twice.feed(data[start : start + 7], 10_000) for start in range(0, len(data), 7))
    assert out == b"one" + b"two" * 1_000
    assert twice.complete
    assert not Inflater("gzip, gzip").readable
    assert not Inflater("br").readable


@pytest.mark.parametrize(
    "piece",
    ["<title ", "<title>", "<svg>", "</template><svg>", "<!--", "<![CDATA[", "<a href='", "&#", "<?", "<script>"],
)
def test_hostile_pages_take_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    html_page.title_of(text)
    html_page.Page(text)
    assert time.process_time() - began < 2


def test_words_behind_what_is_no_html_are_read() -> None:
    assert html_page.Page("<p>one <![ x]> two <![odd[three]]> four <!-- no --> five").words == [
        "one",
        "two",
        "four",
        "five",
    ]


def test_a_page_without_the_end_of_its_head_still_has_words() -> None:
    page = html_page.Page("<head><title>x</title><body><p>Rivers <svg><svg></svg>no</svg> flow<script>no</script> on")
    assert page.words == ["Rivers", "flow", "on"]
