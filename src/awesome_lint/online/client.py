"""The fetcher that asks for real, by httpx2: the only module that imports it."""

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

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from awesome_lint.online.network import Resolver

_KEPT_OPEN = 5.0  # seconds: hosts close idle connections soon, and a broken one costs a retry
_ADDRESS_LENGTH = 8_000  # characters; servers refuse longer ones
_PIECE = 1024 * 1024  # bytes of a body as sent that are taken in at most, whatever they decompress to


class Limits(NamedTuple):
    """``timeout`` is for a whole request, in seconds; ``connect`` for its connection."""

    timeout: float = 20.0
    connect: float = 10.0
    connections: int = 128


class HttpFetcher:
    """Asks over HTTP and HTTPS, through the environment's proxies, to public addresses alone.

    ``allow_private`` also lets loopback and private addresses be asked; ``resolve`` takes the place of
    the system's resolver, ``verify`` that of its certificates. Credentials in an address are not sent.
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
        self._proxies = {
            kind: _proxy(url)
            for kind, url in (getproxies() if proxies is None else proxies).items()
            if kind in ("http", "https", "all") and url
        }
        self._system = None if resolve else SystemResolver()
        self._backend = GuardedBackend(
            resolve or self._system,  # type: ignore[arg-type]  # one of the two is there
            allow_private=allow_private,
            free=[proxy.host for proxy in self._proxies.values()],
        )
        self._tls = verify or httpx2.create_ssl_context()
        self._clients: dict[str, httpx2.AsyncClient] = {}

    async def fetch(self, request: Request) -> Answer:
        """Return the answer, redirects not followed. Raises ``FetchError``."""
        try:
            url = httpx2.URL(request.url)
        except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
            raise FetchError(Trouble.ADDRESS, str(error)) from None
        if url.scheme not in ("http", "https") or not url.host or len(str(url)) > _ADDRESS_LENGTH:
            raise FetchError(Trouble.ADDRESS)
        url = url.copy_with(username=None, password=None, fragment=None)
        kind = self._proxy_for(url)
        try:
            async with asyncio.timeout(self._limits.timeout):
                if kind:
                    await self._check_target(url)
                return await self._ask(self._client(kind), url, request)
        except FetchError:
            raise
        except (TimeoutError, httpcore2.TimeoutException):
            raise FetchError(Trouble.TIMEOUT) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError) as error:
            raise _explained(error) from None
        except zlib.error:
            raise FetchError(Trouble.PROTOCOL, "its compression is broken") from None

    async def aclose(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            await client.aclose()
        if self._system:
            self._system.close()

    async def _ask(self, client: httpx2.AsyncClient, url: httpx2.URL, request: Request) -> Answer:
        asked = client.build_request(request.method, url, headers=dict(request.headers), content=request.body or None)
        response = await client.send(asked, stream=True)
        try:
            body, whole = await _body(response, request.limit)
        finally:
            await response.aclose()
        return Answer(response.status_code, _headers(response), body, whole)

    def _proxy_for(self, url: httpx2.URL) -> str:
        kind = url.scheme if url.scheme in self._proxies else "all" if "all" in self._proxies else ""
        port = url.port or {"http": 80, "https": 443}[url.scheme]
        return "" if kind and proxy_bypass(f"{url.host}:{port}") else kind

    async def _check_target(self, url: httpx2.URL) -> None:
        """Refuse a private target also where a proxy would reach it; a name that only the proxy knows may pass."""
        try:
            await self._backend.checked(url.raw_host.decode("ascii"), url.port or 0)
        except FetchError as error:
            if error.trouble is Trouble.PRIVATE:
                raise

    def _client(self, kind: str) -> httpx2.AsyncClient:
        if kind not in self._clients:
            transport = _Transport(self._pool(kind))
            timeout = httpx2.Timeout(self._limits.timeout, connect=self._limits.connect, pool=None)
            self._clients[kind] = httpx2.AsyncClient(transport=transport, timeout=timeout, trust_env=False)
            self._clients[kind].headers.clear()
        return self._clients[kind]

    def _pool(self, kind: str) -> httpcore2.AsyncConnectionPool:
        return httpcore2.AsyncConnectionPool(
            ssl_context=self._tls,
            proxy=_core_proxy(self._proxies[kind]) if kind else None,
            max_connections=self._limits.connections,
            max_keepalive_connections=self._limits.connections,
            keepalive_expiry=_KEPT_OPEN,
            network_backend=self._backend,
        )


class _Transport(httpx2.AsyncBaseTransport):
    """httpx2's own transport takes no network backend, so its few lines stand here again with one that does."""

    def __init__(self, pool: httpcore2.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        response = await self._pool.handle_async_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(response.status, headers=response.headers, stream=_Stream(response))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Stream(httpx2.AsyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._response.aclose()


async def _body(response: httpx2.Response, limit: int) -> tuple[bytes, bool]:
    """Return the body up to *limit* bytes after decompression, and whether that is all of it."""
    inflater = Inflater(response.headers.get("content-encoding", ""))
    if not limit or not inflater.readable:
        return b"", False
    body, taken = bytearray(), 0
    async for piece in response.aiter_raw():
        taken += len(piece)
        body += inflater.feed(piece, limit + 1 - len(body))
        if len(body) > limit or taken > _PIECE:
            return bytes(body[:limit]), False
    return bytes(body), True


def _headers(response: httpx2.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw.decode("latin-1")
        headers[name] = f"{headers[name]}\n{value}" if name == "set-cookie" and name in headers else value
    return headers


def _explained(error: Exception) -> FetchError:
    """Return what *error* of the connection means."""
    tls = next((each for each in _causes(error) if isinstance(each, ssl.SSLError)), None)
    if isinstance(error, httpcore2.ProxyError):
        return FetchError(Trouble.PROXY, str(error))
    if isinstance(error, httpcore2.ProtocolError):
        broken = "disconnected" in str(error)  # h11's words for a connection closed before its answer
        return FetchError(Trouble.RESET if broken else Trouble.PROTOCOL)
    if tls:
        return FetchError(Trouble.TLS, getattr(tls, "verify_message", "") or tls.reason or "")
    if isinstance(error, httpcore2.ConnectError):
        refused = any(isinstance(each, ConnectionRefusedError) for each in _causes(error))
        return FetchError(Trouble.REFUSED if refused else Trouble.UNREACHABLE)
    return FetchError(Trouble.RESET)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield *error* and what led to it, groups opened."""
    while error:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from _causes(each)
        error = error.__cause__ or error.__context__


def _proxy(url: str) -> httpx2.URL:
    found = httpx2.URL(url if "://" in url else f"http://{url}")
    if found.scheme not in ("http", "https") or not found.host:
        message = f"the proxy `{url}` is not understood; expected `http://host:port`"
        raise ValueError(message)
    return found


def _core_proxy(url: httpx2.URL) -> httpcore2.Proxy:
    auth = (url.username.encode(), url.password.encode()) if url.username else None
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")
    return httpcore2.Proxy(target, auth=auth)
