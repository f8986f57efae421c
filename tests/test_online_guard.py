"""Where connections may lead, and what they carry: watched at the moment a socket connects."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import json
import socket
import ssl
import sys
from typing import TYPE_CHECKING

import pytest
import trustme
from hostile.proxy import Proxy
from hostile.server import Server, Visit

from awesome_lint.facts import Cause, LinkFact, Verdict
from awesome_lint.online import network, streams
from awesome_lint.online.client import HttpFetcher, Limits
from awesome_lint.online.fetcher import Answer, FetchError, Request, Trouble
from awesome_lint.online.github_api import GithubApi
from awesome_lint.online.links import Links, Manners
from awesome_lint.online.public import is_public

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

PUBLIC = "1.2.3.4"  # led to the loopback interface by a fixture, so that nothing leaves the machine
WORDS = "Seven gentle rivers carry small wooden boats towards the distant evening harbour"
_connected: list[str] = []
_watching = [False]


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect" and _watching[0]:
        address = args[1]
        if isinstance(address, tuple):
            _connected.append(str(address[0]))
            if address[0] != "127.0.0.1":
                message = f"a test connects to {address}"
                raise AssertionError(message)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the addresses that sockets connected to; to any but 127.0.0.1 they may not."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    _connected.clear()
    _watching[0] = True
    yield _connected
    _watching[0] = False
    gc.collect()


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lead connections to the public address to the loopback interface; give all addresses that were dialled."""
    found: list[str] = []
    real = streams.connect

    async def connect(address: str, port: int, seconds: float | None) -> streams.Stream:
        found.append(address)
        assert address == PUBLIC, address
        return await real("127.0.0.1", port, seconds)

    monkeypatch.setattr(streams, "connect", connect)
    return found


async def _page(visit: Visit) -> None:
    made_up = len(visit.rest) == 16
    await visit.send(404 if made_up else 200, f"<title>Rivers</title><p>{WORDS} of {visit.target}")


async def _redirect(visit: Visit) -> None:
    await visit.send(302, location=visit.target.partition("?")[2])


async def _graphql(visit: Visit) -> None:
    await visit.send(307, location=f"http://elsewhere.test:{visit.headers['host'].rpartition(':')[2]}/page/stolen")


CASES = {"page": _page, "redirect": _redirect, "graphql": _graphql}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(CASES) as running:
        yield running


NAMES = {
    "public.test": [PUBLIC],
    "elsewhere.test": [PUBLIC],
    "internal.test": ["10.0.0.1"],
    "loopback.test": ["127.0.0.1", "::1"],
    "metadata.test": ["169.254.169.254"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "mixed.test": ["10.0.0.1", "127.0.0.1", "fd00::1", PUBLIC, "169.254.169.254"],
}


async def by_name(host: str, _port: int) -> list[str]:
    if host in NAMES:
        return NAMES[host]
    if host.replace(".", "").isdigit() or ":" in host:
        return [host]
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


def run(work: Callable[[HttpFetcher], Awaitable[object]], **settings: object) -> object:
    async def main() -> object:
        fetcher = HttpFetcher(**{"limits": Limits(timeout=3), **settings})  # type: ignore[arg-type]
        try:
            return await work(fetcher)
        finally:
            await fetcher.aclose()
            assert asyncio.all_tasks() == {asyncio.current_task()}

    return asyncio.run(main())


def trouble(url: str, **settings: object) -> Trouble:
    async def work(fetcher: HttpFetcher) -> Trouble:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(Request(url))
        return caught.value.trouble

    found = run(work, **settings)
    assert isinstance(found, Trouble)
    return found


def answer(url: str, **settings: object) -> Answer:
    async def work(fetcher: HttpFetcher) -> Answer:
        return await fetcher.fetch(Request(url))

    found = run(work, **settings)
    assert isinstance(found, Answer)
    return found


def look(*urls: str, **settings: object) -> dict[str, LinkFact]:
    async def work(fetcher: HttpFetcher) -> dict[str, LinkFact]:
        return await Links(fetcher, Manners("checker/1", confirm_after=0.05, longest_wait=1)).ask(urls)

    found = run(work, **settings)
    assert isinstance(found, dict)
    return found


# Addresses.


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", PUBLIC, "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_public(address: str) -> None:
    assert is_public(address)


_NOT_PUBLIC = """
0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.31.0.1
192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 ::ffff:169.254.169.254 100::1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 2001:0:7f00:1:: 2001:db8::1 2002:7f00:1::1 2002:a9fe:a9fe::1 3fff::1 5f00::1
fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 localhost 1.2.3 1.2.3.4.5 01.2.3.4
"""
_WAYS_TO_WRITE_IT = """
127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 0 0.0.0.0 localhost localhost. LOCALHOST 127.0.0.1.
[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::] [fe80::1] [fd00:ec2::254]
%31%32%37.0.0.1 127%2e0.0.1 １２７.0.0.1 ①②⑦.0.0.1 127。0。0。1 169.254.169.254 2852039166 0xA9FEA9FE 10.0.0.1
192.168.1.1 100.100.100.200 168.63.129.16 user@127.0.0.1 public.test@127.0.0.1 public.test:80@127.0.0.1
"""


@pytest.mark.parametrize("address", _NOT_PUBLIC.split())
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", _WAYS_TO_WRITE_IT.split())
def test_the_system_resolver_leads_to_no_private_address(host: str, server: Server, connected: list[str]) -> None:
    found = trouble(f"http://{host}:{server.port}/page/x", proxies={})
    assert found in (Trouble.PRIVATE, Trouble.ADDRESS, Trouble.NO_HOST, Trouble.UNRESOLVED)
    assert connected == []


def test_the_fence_would_see_a_connection(server: Server, connected: list[str]) -> None:
    assert answer(f"http://127.0.0.1:{server.port}/page/x", allow_private=True, proxies={}).status == 200
    assert connected == ["127.0.0.1"]


# Names.


def test_only_the_public_address_of_a_mixed_name_is_dialled(server: Server, dialled: list[str]) -> None:
    assert answer(f"http://mixed.test:{server.port}/page/x", resolve=by_name, proxies={}).status == 200
    assert set(dialled) == {PUBLIC}


def test_a_name_that_turns_private_gains_nothing(server: Server, dialled: list[str], connected: list[str]) -> None:
    asked = []

    async def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    async def work(fetcher: HttpFetcher) -> None:
        for number in range(4):
            url = f"http://turns.test:{server.port}/page/{number}"
            try:
                await fetcher.fetch(Request(url))
            except FetchError as error:
                assert error.trouble is Trouble.PRIVATE  # noqa: PT017
        with pytest.raises(FetchError):  # another port is another lookup, which is private by now
            await fetcher.fetch(Request(f"http://turns.test:{server.port + 1}/page"))

    run(work, resolve=rebinding, proxies={})
    assert set(dialled) == {PUBLIC}
    assert len(connected) == 1


@pytest.mark.parametrize(
    "target",
    [
        *(
            f"http://{name}:{{port}}/page/x"
            for name in ("internal.test", "loopback.test", "metadata.test", "mapped.test")
        ),
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:{port}/page/x",
        "http://[::ffff:127.0.0.1]:{port}/page/x",
        "http://user:secret@127.0.0.1:{port}/page/x",
        "//loopback.test:{port}/page/x",
        "http://public.test:{port}/redirect/?http://loopback.test:{port}/page/x",
    ],
)
def test_redirects_lead_to_no_private_address(target: str, server: Server, dialled: list[str]) -> None:
    url = f"http://public.test:{server.port}/redirect/?{target.format(port=server.port)}"
    server.visits.clear()
    fact = look(url, resolve=by_name, proxies={})[url]
    assert (fact.verdict, fact.cause) == (Verdict.UNKNOWN, Cause.PRIVATE)
    assert {visit.headers["host"] for visit in server.visits} == {f"public.test:{server.port}"}
    assert set(dialled) == {PUBLIC}


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://public.test/x", "gopher://public.test/_x", "data:,x"])
def test_redirects_lead_out_of_no_http(target: str, server: Server, dialled: list[str]) -> None:
    url = f"http://public.test:{server.port}/redirect/?{target}"
    assert look(url, resolve=by_name, proxies={})[url].verdict is Verdict.UNKNOWN
    assert set(dialled) == {PUBLIC}


# Proxies.


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    with Proxy(server.port) as running:
        yield running


@pytest.mark.parametrize("variable", ["http_proxy", "ALL_PROXY", "all_proxy"])
def test_the_environments_proxy_is_used_and_may_be_private(
    variable: str, proxy: Proxy, connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"http://user:secret@127.0.0.1:{proxy.port}")
    assert answer("http://public.test/page/x", resolve=by_name).status == 200
    (head,) = proxy.heads
    assert head.startswith("GET http://public.test/page/x HTTP/1.1")
    assert "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=" in head
    assert connected == ["127.0.0.1", "127.0.0.1"]  # ours to the proxy, the proxy's to its target


def test_a_private_target_is_refused_where_a_proxy_would_reach_it(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch, connected: list[str]
) -> None:
    monkeypatch.setenv("all_proxy", f"http://127.0.0.1:{proxy.port}")
    for host in ("internal.test", "metadata.test", "127.0.0.1", "10.0.0.1", f"127.0.0.1:{proxy.port}"):
        assert trouble(f"http://{host}/page/x", resolve=by_name) is Trouble.PRIVATE
    assert proxy.heads == connected == []


def test_a_name_that_only_the_proxy_knows_passes(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"127.0.0.1:{proxy.port}")
    assert answer("http://only-there.test/page/x", resolve=by_name).status == 200


def test_the_proxys_own_address_is_no_open_door(
    server: Server, proxy: Proxy, monkeypatch: pytest.MonkeyPatch, connected: list[str]
) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    for port in (proxy.port, server.port):
        assert trouble(f"http://127.0.0.1:{port}/page/x", resolve=by_name) is Trouble.PRIVATE
    assert connected == []


def test_no_proxy_leads_past_the_proxy_but_not_past_the_guard(
    server: Server, proxy: Proxy, monkeypatch: pytest.MonkeyPatch, dialled: list[str]
) -> None:
    monkeypatch.setenv("all_proxy", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv("no_proxy", "public.test,internal.test")
    assert answer(f"http://public.test:{server.port}/page/x", resolve=by_name).status == 200
    assert trouble(f"http://internal.test:{server.port}/page/x", resolve=by_name) is Trouble.PRIVATE
    assert dialled == [PUBLIC]
    assert proxy.heads == []


def test_a_proxy_that_is_down_is_no_dead_link(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert trouble("http://public.test/page/x", resolve=by_name) is Trouble.PROXY


def test_a_proxy_that_cannot_be_understood_is_said_so() -> None:
    with pytest.raises(ValueError, match="expected `http://host:port`"):
        HttpFetcher(proxies={"http": "socks5://127.0.0.1:1080"})
    with pytest.raises(ValueError, match="is not understood"):
        HttpFetcher(proxies={"http": "::::"})
    with pytest.raises(ValueError, match="is not understood"):
        HttpFetcher(proxies={"http": "http://127.0.0.1:1", "all": "socks5://127.0.0.1:1080"})
    both = {"http": "http://127.0.0.1:1", "https": "http://127.0.0.1:1"}
    HttpFetcher(proxies={**both, "all": "socks5://127.0.0.1:1080"})  # it is not used


# Certificates.


class Certificates:
    """An authority that nobody knows, and what it signed."""

    def __init__(self) -> None:
        self.authority = trustme.CA()

    def server(self, name: str, until: dt.datetime | None = None) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(name, not_after=until).configure_cert(context)
        return context

    def trusting(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context


@pytest.fixture(scope="module")
def certificates() -> Certificates:
    return Certificates()


def test_certificates(certificates: Certificates, dialled: list[str]) -> None:
    trusting = certificates.trusting()
    with Server(CASES, certificates.server("public.test")) as server:
        url = f"https://public.test:{server.port}/page/x"
        assert answer(url, resolve=by_name, proxies={}, verify=trusting).status == 200
        assert trouble(url, resolve=by_name, proxies={}) is Trouble.TLS
        other = f"https://elsewhere.test:{server.port}/page/x"
        assert trouble(other, resolve=by_name, proxies={}, verify=trusting) is Trouble.TLS
        plain = f"http://public.test:{server.port}/page/x"
        assert trouble(plain, resolve=by_name, proxies={}) in (Trouble.RESET, Trouble.PROTOCOL)
        fact = look(other, resolve=by_name, proxies={}, verify=trusting)[other]
        assert (fact.verdict, fact.cause) == (Verdict.UNKNOWN, Cause.CONNECTION)
        assert "certificate" in fact.reason
    assert set(dialled) == {PUBLIC}


def test_an_old_certificate(certificates: Certificates, dialled: list[str]) -> None:
    past = dt.datetime(2001, 2, 3, tzinfo=dt.UTC)
    with Server(CASES, certificates.server("public.test", past)) as server:
        url = f"https://public.test:{server.port}/page/x"
        assert trouble(url, resolve=by_name, proxies={}, verify=certificates.trusting()) is Trouble.TLS
    assert dialled


@pytest.mark.usefixtures("dialled")
def test_a_server_that_speaks_no_tls(server: Server) -> None:
    url = f"https://public.test:{server.port}/page/x"
    found = trouble(url, resolve=by_name, proxies={}, limits=Limits(timeout=0.5))
    assert found in (Trouble.TLS, Trouble.RESET, Trouble.UNREACHABLE, Trouble.TIMEOUT)


def test_a_tunnel_through_a_proxy(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(CASES, certificates.server("public.test")) as server, Proxy(server.port) as proxy:
        monkeypatch.setenv("https_proxy", f"http://user:secret@127.0.0.1:{proxy.port}")
        found = answer("https://public.test/page/x", resolve=by_name, verify=certificates.trusting())
        assert found.status == 200
        (head,) = proxy.heads
        assert head.startswith("CONNECT public.test:443 HTTP/1.1")
        assert "proxy-authorization" not in server.visits[0].headers
        assert trouble("https://internal.test/page/x", resolve=by_name) is Trouble.PRIVATE
        assert len(proxy.heads) == 1


# The token.


@pytest.mark.usefixtures("dialled")
def test_the_token_reaches_no_other_host(server: Server) -> None:
    server.visits.clear()

    async def work(fetcher: HttpFetcher) -> str:
        api = GithubApi(fetcher, "checker/1", "t0ken", url=f"http://public.test:{server.port}/graphql")
        assert await api.ask(["a/b"]) == {}
        return api.trouble

    assert "307" in str(run(work, resolve=by_name, proxies={}))
    (visit,) = server.visits
    assert visit.headers["authorization"] == "bearer t0ken"
    assert json.dumps(visit.headers).count("t0ken") == 1


# Bounds.


def test_a_lookup_that_never_ends_takes_no_longer_than_a_request() -> None:
    async def never(_host: str, _port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    assert trouble("http://slow.test/", resolve=never, limits=Limits(timeout=0.2), proxies={}) is Trouble.TIMEOUT


def test_connections_serve_again_and_few_are_kept(server: Server, connected: list[str]) -> None:
    async def work(fetcher: HttpFetcher) -> None:
        for number in range(10):
            await fetcher.fetch(Request(f"http://one.test:{server.port}/page/{number}"))
        assert len(connected) == 1
        for number in range(10):
            await fetcher.fetch(Request(f"http://host-{number}.test:{server.port}/page/x"))
        await asyncio.sleep(0.2)
        assert server.open <= 3
        await fetcher.fetch(Request(f"http://host-9.test:{server.port}/page/x"))
        assert len(connected) == 11

    async def here(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    run(work, resolve=here, allow_private=True, proxies={}, limits=Limits(timeout=3, idle=3))


def test_cookies_of_one_address_are_not_sent_to_another() -> None:
    async def sets(visit: Visit) -> None:
        await visit.send(200, WORDS, {"set-cookie": "who=me; Path=/"})

    async def here(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    with Server({"page": sets}) as server:
        urls = [f"http://same.test:{server.port}/page/{number}" for number in range(5)]
        look(*urls, resolve=here, allow_private=True, proxies={})
        assert len(server.visits) >= 5
        assert not [visit for visit in server.visits if "cookie" in visit.headers]


def test_a_run_that_is_cancelled_leaves_nothing_behind() -> None:
    async def hangs(_visit: Visit) -> None:
        await asyncio.sleep(30)

    async def here(host: str, _port: int) -> list[str]:
        if host.startswith("slow"):
            await asyncio.sleep(30)
        return ["127.0.0.1"]

    with Server({"page": _page, "hangs": hangs}) as server:

        async def work(fetcher: HttpFetcher) -> None:
            urls = [
                f"http://{kind}-{number}.test:{server.port}/{kind}/x"
                for kind in ("page", "slow", "hangs")
                for number in range(20)
            ]
            links = Links(fetcher, Manners("checker/1", confirm_after=0.05))
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(1):
                    await links.ask(urls)
            assert {fact.verdict for fact in links.found.values()} == {Verdict.OK}
            assert len(links.found) == 20

        run(work, resolve=here, allow_private=True, proxies={}, limits=Limits(timeout=20))
        gc.collect()


def test_the_system_resolver_says_what_it_finds() -> None:
    async def main() -> None:
        resolve = network.SystemResolver()
        assert await resolve("127.0.0.1", 80) == ["127.0.0.1"]
        with pytest.raises(OSError, match=r".+"):
            await resolve("no such name", 80)

    asyncio.run(main())
