"""The web's ways to answer, each with what a checker should make of it.

A case serves all paths below its name. ``asked`` are those that stand in the list; other paths, which a checker
may make up, are missing unless the case has something to say of them.
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hostile.server import Serve, Visit

WORDS = "Seven gentle rivers carry small wooden boats towards the distant evening harbour"
PAGE = f"<!doctype html><html><head><title>Rivers</title></head><body><p>{WORDS} of {{}}.</p></body></html>"


class Case(NamedTuple):
    """``verdicts`` are those that may be given; ``soft`` marks deaths that come with a status of 200."""

    name: str
    verdicts: tuple[str, ...]
    serve: Serve
    asked: tuple[str, ...] = ("page",)
    soft: bool = False


CASES: dict[str, Case] = {}

OK, MOVED, DEAD, UNKNOWN = ("ok",), ("moved",), ("dead",), ("unknown",)


def case(name: str, verdicts: tuple[str, ...], *asked: str, soft: bool = False, other: int = 404) -> type:
    """Make a case of the function below; what was not *asked* for gets the status *other*, 0 for the case's own."""

    def made(serve: Serve) -> Serve:
        paths = asked or ("page",)
        known = {path.partition("?")[0] for path in paths}

        async def served(visit: Visit) -> None:
            if other and visit.rest not in known and not visit.rest.startswith("at-"):
                await visit.send(other, "<title>Nothing here</title>")
            else:
                await serve(visit)

        CASES[name] = Case(name, verdicts, served, paths, soft)
        return serve

    return made  # type: ignore[return-value]


def page(visit: Visit, title: str = "Rivers") -> str:
    """Return a page that is about its own address."""
    return PAGE.format(visit.rest).replace("<title>Rivers", f"<title>{title}")


def always(name: str, verdicts: tuple[str, ...], status: int, **headers: str) -> None:
    """Make a case that has one answer."""

    @case(name, verdicts, other=0)
    async def _(visit: Visit) -> None:
        await visit.send(
            status, "<title>Something</title>", {key.replace("_", "-"): each for key, each in headers.items()}
        )


# What is there.


@case("plain", OK, "page", "other", "a/b/c", "with%20space", "%E8%AE%BA%E6%96%87", "q?x=1&y=2")
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit))


@case("no-type", OK)
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit), {"content-type": ""})


always("no-content", OK, 204)


@case("refuses-head", OK)
async def _(visit: Visit) -> None:
    if visit.method == "HEAD":
        await visit.send(405)
    else:
        await visit.send(200, page(visit))


@case("resets-head", OK)
async def _(visit: Visit) -> None:
    if visit.method == "HEAD":
        visit.reset()
    else:
        await visit.send(200, page(visit))


@case("head-is-404", OK)
async def _(visit: Visit) -> None:
    await visit.send(404 if visit.method == "HEAD" else 200, page(visit))


@case("wants-accept", OK)
async def _(visit: Visit) -> None:
    await visit.send(200 if "text/html" in visit.headers.get("accept", "") else 406, page(visit))


@case("404-to-robots", OK)
async def _(visit: Visit) -> None:
    await visit.send(200 if "text/html" in visit.headers.get("accept", "") else 404, page(visit))


@case("flaps-once", OK)
async def _(visit: Visit) -> None:
    await visit.send(200 if visit.count else 404, page(visit))


@case("500-then-ok", OK)
async def _(visit: Visit) -> None:
    await visit.send(200 if visit.count else 500, page(visit))


@case("reset-then-ok", OK)
async def _(visit: Visit) -> None:
    if visit.count:
        await visit.send(200, page(visit))
    else:
        visit.reset()


@case("429-then-ok", OK)
async def _(visit: Visit) -> None:
    await visit.send(200 if visit.count else 429, page(visit), {} if visit.count else {"retry-after": "1"})


@case("503-then-ok", OK)
async def _(visit: Visit) -> None:
    await visit.send(200 if visit.count else 503, page(visit), {} if visit.count else {"retry-after": "1"})


@case("closes-kept-open", OK, *(f"page-{number}" for number in range(12)))
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit), {"connection": "keep-alive"})
    await asyncio.sleep(0.01)
    visit.close = True


@case("closes-before-second", OK, *(f"page-{number}" for number in range(6)))
async def _(visit: Visit) -> None:
    peer = visit.writer.get_extra_info("peername")
    if peer in _SEEN:
        visit.reset()  # the second request on a connection that was offered to be kept open
        return
    _SEEN.add(peer)
    await visit.send(200, page(visit), {"connection": "keep-alive"})


_SEEN: set[object] = set()


async def front_page(visit: Visit) -> None:
    """Serve ``/``, where some cases lead."""
    await visit.send(200 if visit.target == "/" else 404, PAGE)


async def gate(visit: Visit) -> None:
    """Serve where a reader would log in, or prove to be human."""
    await visit.send(200, page(visit, "Members"))


CASES |= {"": Case("", OK, front_page, ()), "login": Case("login", OK, gate, ()), "mp": Case("mp", OK, gate, ())}

# Pages that only look missing.


@case("about-404", OK)
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit, "How we stopped serving HTTP 404 errors"))


@case("404-in-name", OK)
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit, "404 Media – stories from within the machine"))


@case("error-404-page", OK, "error-404")
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit, "Error 404"))


@case("shell", OK, "one", "two", other=0)
async def _(visit: Visit) -> None:
    shell = f'<title>App</title><div id="root">{WORDS}</div><script type="module" src="/m.js"></script>'
    await visit.send(200, shell)


@case("login-page", (*OK, *UNKNOWN), "one", "two", other=0)
async def _(visit: Visit) -> None:
    await visit.send(200, f"<title>Members</title><p>{WORDS}<form>Name <input> Password <input type=password></form>")


@case("consent-page", (*OK, *UNKNOWN), "one", "two", other=0)
async def _(visit: Visit) -> None:
    await visit.send(200, f"<title>The Gazette</title><p>{WORDS}. We and our partners use cookies. Accept or reject?")


@case("robot-page", UNKNOWN, "one", "two", other=0)
async def _(visit: Visit) -> None:
    await visit.send(200, f"<title>Just a moment...</title><p>{WORDS}. Checking your browser.")


@case("maintenance", (*OK, *UNKNOWN), "one", "two", other=0)
async def _(visit: Visit) -> None:
    await visit.send(200, f"<title>The Gazette</title><p>{WORDS}. We are down for maintenance, back soon.")


@case("same-front-page", OK, "", other=0)
async def _(visit: Visit) -> None:
    await visit.send(200, PAGE)


# Walls.

always("wall-401", UNKNOWN, 401)
always("wall-403", UNKNOWN, 403)
always("wall-418", UNKNOWN, 418)
always("wall-451", UNKNOWN, 451)
always("wall-999", UNKNOWN, 999)
always("wall-202", UNKNOWN, 202)
always("cloudflare-403", UNKNOWN, 403, cf_mitigated="challenge")
always("cloudflare-404", UNKNOWN, 404, cf_mitigated="challenge")
always("429-always", UNKNOWN, 429)
always("429-for-an-hour", UNKNOWN, 429, retry_after="3600")
always("429-nonsense", UNKNOWN, 429, retry_after="soon")
always("503-always", UNKNOWN, 503)
always("500-always", UNKNOWN, 500)
always("520-always", UNKNOWN, 520)
always("to-login", UNKNOWN, 302, location="/login?next=%2Fpage")
always("to-captcha", UNKNOWN, 302, location="/mp/wappoc_appmsgcaptcha?poc_token=x")
always("no-location", UNKNOWN, 302)
always("to-file", UNKNOWN, 302, location="file:///etc/passwd")
always("to-ftp", UNKNOWN, 302, location="ftp://example.org/x")
always("to-script", UNKNOWN, 302, location="javascript:alert(1)")
always("to-nonsense", UNKNOWN, 302, location="http://[::1")
always("to-port-0", UNKNOWN, 302, location="http://127.0.0.1:99999/")
always("to-huge", UNKNOWN, 302, location="/plain/page?" + "x" * 60_000)
always("to-itself", UNKNOWN, 302, location="page")

# Redirects.


@case("circles", UNKNOWN, "one", other=0)
async def _(visit: Visit) -> None:
    await visit.send(302, location="two" if visit.rest == "one" else "one")


@case("never-ends", UNKNOWN, "1", other=0)
async def _(visit: Visit) -> None:
    await visit.send(302, location=f"{int(visit.rest) + 1}" if visit.rest.isdigit() else "1")


@case("cookie-wall", OK)
async def _(visit: Visit) -> None:
    if "pass=yes" in visit.headers.get("cookie", ""):
        await visit.send(200, page(visit))
    else:
        await visit.send(302, headers={"location": "page", "set-cookie": "pass=yes; Path=/; HttpOnly"})


@case("cookie-never-pleases", UNKNOWN)
async def _(visit: Visit) -> None:
    await visit.send(302, headers={"location": "page", "set-cookie": f"visit={visit.count}; Path=/"})


@case("cookie-of-bytes", OK)
async def _(visit: Visit) -> None:
    if visit.rest == "page":
        await visit.send(302, headers={"location": "at-end", "set-cookie": "naïve=é; Path=/"})
    else:
        await visit.send(200, page(visit))


for _name, _location in {
    "relative": "at-end",
    "rooted": "/relative/at-end",
    "dotted": "../relative/./at-end?x=1",
    "chinese": "at-论文?题=河",
    "chinese-encoded": "at-%E8%AE%BA",
    "spaced": "at-a b",
    "with-fragment": "at-end#part",
}.items():

    @case(f"{_name}", OK)
    async def _(visit: Visit, location: str = _location) -> None:
        if visit.rest == "page":
            await visit.send(302, location=location)
        else:
            await visit.send(200, page(visit))


@case("protocol-relative", OK)
async def _(visit: Visit) -> None:
    await visit.send(302, location=f"//{visit.headers['host']}/plain/page")


@case("with-credentials", OK)
async def _(visit: Visit) -> None:
    if visit.rest == "page":
        await visit.send(302, location=f"http://user:secret@{visit.headers['host']}/with-credentials/at-end")
    else:
        await visit.send(200 if "authorization" not in visit.headers else 404, page(visit))


def to(name: str, verdicts: tuple[str, ...], status: int, start: str, end: str) -> None:
    """Make a case whose page at *start* redirects to *end*, both below the case."""

    @case(name, verdicts, start)
    async def _(visit: Visit) -> None:
        if visit.rest == start:
            await visit.send(status, location=f"/{name}/{end}")
        else:
            await visit.send(200, page(visit))


to("moved-301", MOVED, 301, "old-name", "at-new-name")
to("moved-308", MOVED, 308, "old-name", "at-new-name")
to("seen-other", OK, 302, "old-name", "at-new-name")
to("temporary", OK, 307, "old-name", "at-new-name")
to("slash", OK, 301, "at-docs", "at-docs/")
to("to-language", OK, 301, "at-docs", "at-docs/en")
to("to-latest", OK, 302, "at-docs", "at-docs/latest/")
to("to-version", OK, 301, "at-docs", "at-docs/v3.2/")
to("loses-query", OK, 301, "at-docs?id=5", "at-docs")
to("gains-session", OK, 301, "at-docs", "at-docs2?session=5")
to("pdf-to-page", OK, 301, "at-paper.pdf", "at-paper-page")


@case("moved-once", OK)
async def _(visit: Visit) -> None:
    if visit.rest == "page" and not visit.count:
        await visit.send(301, location="at-new-name")
    else:
        await visit.send(200, page(visit))


@case("moves-elsewhere-each-time", OK)
async def _(visit: Visit) -> None:
    if visit.rest == "page":
        await visit.send(301, location=f"at-{visit.count}")
    else:
        await visit.send(200, page(visit))


@case("to-front-page", UNKNOWN, "old", other=0)
async def _(visit: Visit) -> None:
    await visit.send(301, location="/")


# Broken answers.


@case("resets", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    visit.reset()


@case("closes", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    visit.close = True


@case("silent", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    await asyncio.sleep(60)
    visit.close = True


@case("drips-headers", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    await visit.raw(b"HTTP/1.1 200 OK\r\n")
    while True:
        await visit.raw(b"x-more: x\r\n")
        await asyncio.sleep(0.1)


@case("floods-headers", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    await visit.raw(b"HTTP/1.1 200 OK\r\n")
    while True:
        await visit.raw(b"x-more: " + b"x" * 8_000 + b"\r\n")


@case("floods-interim", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    while True:
        await visit.raw(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")
        await asyncio.sleep(0.001)


@case("nonsense", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    await visit.raw(b"\x16\x03\x01\x00 what is this\r\n\r\n")
    visit.close = True


@case("binary-header", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    await visit.raw(b"HTTP/1.1 200 OK\r\nx\x00y: \x01\r\n\r\n")
    visit.close = True


@case("breaks-in-body", OK)
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit), {"content-length": "100000"})
    visit.reset()


@case("too-long", OK)
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit), {"content-length": "100000"})
    visit.close = True


@case("too-short", OK)
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit), {"content-length": "10"})
    visit.close = True


@case("bad-chunks", OK)
async def _(visit: Visit) -> None:
    await visit.raw(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\nhello\r\n")
    visit.close = True


@case("drips-body", OK)
async def _(visit: Visit) -> None:
    await visit.send(200, "<title>Slow", {"content-length": "100000"})
    while True:
        await visit.raw(b"x")
        await asyncio.sleep(0.05)


@case("endless", OK)
async def _(visit: Visit) -> None:
    await visit.raw(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
    while True:
        await visit.raw(b"x" * 65_536)


def coded(name: str, coding: str, data: bytes) -> None:
    """Make a case with a body that was coded beforehand."""

    @case(name, OK)
    async def _(visit: Visit) -> None:
        await visit.send(200, data, {"content-encoding": coding})


_BOMB = gzip.compress(bytes(30_000_000), 6)
coded("gzip", "gzip", gzip.compress(PAGE.encode()))
coded("gzip-twice", "gzip", gzip.compress(PAGE[:50].encode()) + gzip.compress(PAGE[50:].encode()))
coded("deflate", "deflate", zlib.compress(PAGE.encode()))
coded("deflate-bare", "deflate", zlib.compress(PAGE.encode())[2:-4])
coded("gzip-broken", "gzip", b"this is no gzip")
coded("gzip-cut", "gzip", gzip.compress(PAGE.encode())[:-10])
coded("bomb", "gzip", _BOMB)
coded("bomb-nested", "gzip, gzip", gzip.compress(_BOMB))
coded("unknown-coding", "zstd", b"\x28\xb5\x2f\xfd")


@case("strange-charset", OK, "idna", "punycode", "unicode_escape", "rot13", "nonsense", "undefined", "utf-16")
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit) + "\\xzz\\N{x}", {"content-type": f"text/html; charset={visit.rest}"})


# Deaths.

always("dead-404", DEAD, 404)
always("dead-410", DEAD, 410)


@case("dead-after-redirect", DEAD, "page", other=0)
async def _(visit: Visit) -> None:
    if visit.rest == "page":
        await visit.send(302, location="at-end")
    else:
        await visit.send(404)


@case("dead-breaks-in-body", DEAD, other=0)
async def _(visit: Visit) -> None:
    await visit.send(404, "<title>Gone", {"content-length": "100000"})
    visit.reset()


@case("dead-with-503-between", DEAD, other=0)
async def _(visit: Visit) -> None:
    await visit.send(503 if visit.count == 0 else 404)


@case("dead-seen-once", UNKNOWN, other=0)
async def _(visit: Visit) -> None:
    await visit.send(503 if visit.count else 404)


@case("marked-section", OK, "one", other=0)
async def _(visit: Visit) -> None:
    if visit.rest == "one":
        await visit.send(200, page(visit).replace("<p>", "<![ x]]><![if-tea[steep]]><p>"))
    else:
        await visit.send(404)


@case("chinese-few-words", OK, "tea", "cats", other=0)
async def _(visit: Visit) -> None:
    menu = " ".join(f"栏目{sign}" for sign in "甲乙丙丁戊己庚辛壬癸")
    told = {"tea": "怎样泡一壶好茶才不苦", "cats": "下雨天猫都去了哪里"}.get(visit.rest, "欢迎")
    await visit.send(200, f"<head><title>{told}</title></head><p>{menu} {told}")


@case("soft-title", DEAD, soft=True)
async def _(visit: Visit) -> None:
    await visit.send(200, page(visit, "Page not found – The Gazette"))


@case("soft-title-chinese", DEAD, soft=True)
async def _(visit: Visit) -> None:
    await visit.send(
        200, page(visit, "页面不存在 - 河流报").encode("gb18030"), {"content-type": "text/html; charset=gb18030"}
    )


@case("soft-same-page", DEAD, "old/report", other=0, soft=True)
async def _(visit: Visit) -> None:
    await visit.send(200, PAGE.format("the sea") + f"<!-- {visit.count} -->")


@case("soft-one-target", DEAD, "alpha", "beta", "gamma", other=0, soft=True)
async def _(visit: Visit) -> None:
    if visit.rest == "at-start":
        await visit.send(200, page(visit))
    else:
        await visit.send(302, location="/soft-one-target/at-start")
