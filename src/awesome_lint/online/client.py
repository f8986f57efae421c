"""The fetcher that asks for real, by httpx2: with its pool and streams the only module that imports it."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from awesome_lint.online.fetcher import Answer, FetchError, Request, Trouble
from awesome_lint.online.inflate import Inflater
from awesome_lint.online.network import GuardedBackend, SystemResolver
from awesome_lint.online.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.online.network import Resolver

_KEPT_OPEN = 5.0  # seconds: hosts close idle connections soon, and a broken one costs a retry
_ADDRESS_LENGTH = 8_000  # characters; servers refuse longer ones
_SPARE = 64 * 1024  # bytes of a body as sent, beyond its limit, that are taken in at most, whatever they decompress to
_PORTS = {"http": 80, "https": 443}
_CODINGS = "gzip, deflate"


class Limits(NamedTuple):
    """Seconds for a whole request, for its connection, and for its body; connections that are kept idle.

    Of the latter there are no more than leave room for those in use, where a system allows few files.

    A body has less time than what comes before: the status is known then, and slow drips would take a worker's time.
    """

    timeout: float = 20.0
    connect: float = 10.0
    body: float = 5.0
    idle: int = 512


class HttpFetcher:
    """Asks over HTTP and HTTPS, through the environment's proxies, to public addresses alone.

    ``allow_private`` also lets loopback and private addresses be asked; ``resolve`` takes the place of
    the system's resolver, ``verify`` that of its certificates. Credentials in an address are not sent,
    and no cookie is kept from one request for the next.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008  (immutable)
        *,
        allow_private: bool = False,
        resolve: Resolver | None = None,
        verify: ssl.SSLContext | None = None,
        proxies: dict[str, str] | None = None,
    ) -> None:
        """Open nothing yet. Raises ``ValueError`` for a proxy whose address cannot be understood."""
        self._limits = limits
        known = getproxies() if proxies is None else proxies
        # One for all that both others stand before is not used, and may be of a kind that nobody here knows.
        self._proxies = {kind: _proxy(url) for kind in _PORTS if (url := known.get(kind) or known.get("all"))}
        resolve = resolve or SystemResolver()
        self._guard = GuardedBackend(resolve, allow_private=allow_private)
        # The user's proxy may stand anywhere; all that this one ever connects to is the proxy.
        self._to_proxy = GuardedBackend(resolve, allow_private=True)
        self._verify = verify
        self._pools: dict[str, Pool] = {}

    async def fetch(self, request: Request) -> Answer:
        """Return the answer, redirects not followed. Raises ``FetchError``."""
        kind = ""
        try:
            url = _parsed(request.url)
            kind = self._proxy_for(url)
            async with asyncio.timeout(self._limits.timeout):
                if kind:
                    await self._check_target(url)
                return await self._ask(self._pool(kind), url, request)
        except FetchError:
            raise
        except (TimeoutError, httpcore2.TimeoutException):
            raise FetchError(Trouble.TIMEOUT) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError) as error:
            raise _explained(error, proxied=bool(kind)) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:  # what a host says may fit no request
            raise FetchError(Trouble.ADDRESS, str(error)) from None

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            await pool.aclose()
        await self._guard.aclose()
        await self._to_proxy.aclose()
        await asyncio.sleep(0)  # the loop closes sockets at its next turn

    async def _ask(self, pool: Pool, url: httpx2.URL, request: Request) -> Answer:
        headers = {"accept-encoding": _CODINGS, **request.headers}
        asked = httpx2.Request(request.method, url, headers=headers, content=request.body or None)
        sent = httpcore2.Request(
            method=asked.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=asked.headers.raw,
            content=asked.stream,
            extensions={"timeout": {"connect": self._limits.connect}},
        )
        response, connection = await pool.send(sent)
        try:
            found = _headers(response)
            inflater = Inflater(found.get("content-encoding", ""))
            body, whole = await _body(response, inflater, request.limit, self._limits.body)
        finally:
            await response.aclose()
            await pool.take_back(connection, sent.url.origin)
        return Answer(response.status, found, body, whole)

    def _proxy_for(self, url: httpx2.URL) -> str:
        kind = url.scheme if url.scheme in self._proxies else ""
        return "" if kind and proxy_bypass(f"{url.host}:{url.port or _PORTS[url.scheme]}") else kind

    async def _check_target(self, url: httpx2.URL) -> None:
        """Refuse a private target also where a proxy would reach it; a name that only the proxy knows may pass."""
        try:
            await self._guard.checked(url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme])
        except FetchError as error:
            if error.trouble is Trouble.PRIVATE:
                raise

    def _pool(self, kind: str) -> Pool:
        if kind not in self._pools:
            core = httpcore2.AsyncConnectionPool(  # of which only the making of connections is used
                ssl_context=self._verify or httpx2.create_ssl_context(),
                proxy=_core_proxy(self._proxies[kind]) if kind else None,
                keepalive_expiry=_KEPT_OPEN,
                network_backend=self._to_proxy if kind else self._guard,
            )
            self._pools[kind] = Pool(core.create_connection, min(self._limits.idle, _allowed_files() // 2))
        return self._pools[kind]


def _allowed_files() -> int:
    """Return how many files and connections this process may have open."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return 512
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1024 if soft == resource.RLIM_INFINITY else soft


def _parsed(address: str) -> httpx2.URL:
    """Return *address* without credentials and fragment. Raises ``FetchError``."""
    if len(address) > _ADDRESS_LENGTH:
        raise FetchError(Trouble.ADDRESS)
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(Trouble.ADDRESS, str(error)) from None
    if url.scheme not in _PORTS or not url.host:
        raise FetchError(Trouble.ADDRESS)
    return url.copy_with(username=None, password=None, fragment=None) if url.userinfo or url.fragment else url


async def _body(response: httpcore2.Response, inflater: Inflater, limit: int, seconds: float) -> tuple[bytes, bool]:
    """Return the body up to *limit* bytes after decompression, and whether that is all of it.

    A body that breaks off, drips or does not decompress takes nothing from the status before it.
    """
    if not limit or not inflater.readable:
        return b"", False
    body, taken = bytearray(), 0
    try:
        async with asyncio.timeout(seconds):
            async for piece in response.aiter_stream():
                taken += len(piece)
                body += inflater.feed(piece, limit + 1 - len(body))
                if len(body) > limit or taken > limit + _SPARE:
                    return bytes(body[:limit]), False
    except (TimeoutError, httpcore2.NetworkError, httpcore2.ProtocolError, zlib.error):
        return bytes(body), False
    return bytes(body), inflater.complete


def _headers(response: httpcore2.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw in response.headers:
        name, value = raw_name.decode("latin-1").lower(), raw.decode("latin-1")
        headers[name] = f"{headers[name]}\n{value}" if name == "set-cookie" and name in headers else value
    return headers


def _explained(error: Exception, *, proxied: bool) -> FetchError:
    """Return what *error* of the connection means."""
    tls = next((each for each in _causes(error) if isinstance(each, ssl.SSLError)), None)
    if isinstance(error, httpcore2.ProxyError):
        return FetchError(Trouble.PROXY, str(error))
    if isinstance(error, httpcore2.ProtocolError):
        broken = "disconnected" in str(error)  # httpcore2's word for a connection closed before its answer
        return FetchError(Trouble.RESET if broken else Trouble.PROTOCOL)
    if tls:
        return FetchError(Trouble.TLS, getattr(tls, "verify_message", "") or tls.reason or "")
    if isinstance(error, httpcore2.ConnectError):
        if proxied:
            return FetchError(Trouble.PROXY, "it cannot be reached")
        refused = any(isinstance(each, ConnectionRefusedError) for each in _causes(error))
        return FetchError(Trouble.REFUSED if refused else Trouble.UNREACHABLE)
    return FetchError(Trouble.RESET)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield *error* and what led to it."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _proxy(url: str) -> httpx2.URL:
    message = f"the proxy `{url}` is not understood; expected `http://host:port`"
    try:
        found = httpx2.URL(url if "://" in url else f"http://{url}")
    except (httpx2.InvalidURL, ValueError):
        raise ValueError(message) from None
    if found.scheme not in _PORTS or not found.host:
        raise ValueError(message)
    return found


def _core_proxy(url: httpx2.URL) -> httpcore2.Proxy:
    auth = (url.username.encode(), url.password.encode()) if url.username else None
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")
    return httpcore2.Proxy(target, auth=auth)
