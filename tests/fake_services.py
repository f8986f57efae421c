"""arXiv's API and GitHub's GraphQL as they answer, quirks included, on real sockets of the loopback interface."""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CONTROL = "0704.0001"


class Asked(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Reply(NamedTuple):
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = MappingProxyType({})
    delay: float = 0.0


@dataclass
class Service:
    """One server; ``asked`` are its requests. Replies in ``first`` are given before ``answer`` is called."""

    answer: Callable[[Asked], Reply]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    first: list[Reply] = field(default_factory=list)


@contextmanager
def served(answer: Callable[[Asked], Reply], path: str = "/") -> Iterator[Service]:
    service = Service(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(length))
            service.asked.append(asked)
            reply = service.first.pop(0) if service.first else service.answer(asked)
            time.sleep(reply.delay)
            self.send_response(reply.status)
            for name, value in {"content-length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that went away is part of the game."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}{path}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


_FEED = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
_ENTRY = """
  <entry>
    <id>http://arxiv.org/abs/{id}</id>
    <updated>2024-03-01T00:00:00Z</updated>
    <published>{published}T17:59:59Z</published>
    <title>{title}</title>
    <summary>  {summary}
    </summary>
    <author><name>A. Nt</name></author>
    {comment}
    <category term="cs.AI" scheme="http://arxiv.org/schemas/atom"/>
  </entry>"""
_ERROR = """
  <entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_{id}</id>
    <title>Error</title>
    <summary>incorrect id format for {id}</summary>
  </entry>"""


class Record(NamedTuple):
    title: str
    published: str = "2024-02-03"
    summary: str = "We count ants."
    comment: str = ""
    version: int = 2


def feed(records: dict[str, Record]) -> bytes:
    """Return the feed of *records*, last one first: the API keeps no order."""
    entries = [
        _ENTRY.format(
            id=f"{name}v{record.version}",
            published=record.published,
            title=escape(record.title).replace(" ", "\n  ", 1),
            summary=escape(record.summary),
            comment='<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">'
            f"{escape(record.comment)}</arxiv:comment>"
            if record.comment
            else "",
        )
        for name, record in records.items()
    ]
    return _FEED.format("".join(reversed(entries))).encode()


def ids_of(asked: Asked) -> list[str]:
    return parse_qs(urlsplit(asked.path).query)["id_list"][0].split(",")


def arxiv_answer(records: dict[str, Record], malformed: frozenset[str] = frozenset()) -> Callable[[Asked], Reply]:
    """Answer as the API does: ids it does not have are left out, one that it cannot read spoils the batch."""
    known = {CONTROL: Record("Calculation of prompt diphoton production", "2007-04-02"), **records}

    def answer(asked: Asked) -> Reply:
        names = ids_of(asked)
        limit = int(parse_qs(urlsplit(asked.path).query).get("max_results", ["10"])[0])
        for name in names:
            if name in malformed:
                return Reply(400, _FEED.format(_ERROR.format(id=name)).encode())
        found = {name: known[name] for name in names[:limit] if name in known}
        return Reply(200, feed(found), {"content-type": "application/atom+xml; charset=utf-8"})

    return answer


_FIELD = re.compile(r'(\w+): repository\(owner: "([^"]+)", name: "([^"]+)"\)')


def repositories_of(asked: Asked) -> dict[str, str]:
    """Return ``owner/name`` by alias."""
    query = json.loads(asked.body)["query"]
    return {alias: f"{owner}/{name}" for alias, owner, name in _FIELD.findall(query)}


def github_answer(
    repositories: dict[str, tuple[str, bool]], errors: dict[str, str] | None = None
) -> Callable[[Asked], Reply]:
    """Answer as GraphQL does: a 200 with what there is, and errors for the rest; *errors* has types by name."""

    def answer(asked: Asked) -> Reply:
        data: dict[str, object] = {}
        told = []
        for alias, name in repositories_of(asked).items():
            found = repositories.get(name.lower())
            data[alias] = {"nameWithOwner": found[0], "isArchived": found[1]} if found else None
            if not found:
                kind = (errors or {}).get(name, "NOT_FOUND")
                message = f"Could not resolve to a Repository with the name '{name}'." if kind == "NOT_FOUND" else kind
                told.append({"type": kind, "path": [alias], "message": message})
        return Reply(200, json.dumps({"data": data, **({"errors": told} if told else {})}).encode())

    return answer
