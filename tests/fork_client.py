"""Asks the server of forks to run something.

As a script, ``fork_client.py SOCKET PYTHON ARGUMENT...``, it stands for *PYTHON* with these arguments: the command and
scripts are run by the server, which was started with the same options, all else by *PYTHON* itself. It imports little,
as it is started often.
"""

from __future__ import annotations

import json
import os
import socket
import sys

NUMBER = 4  # bytes of a number that is sent
OPTIONS = ["-I", "-X", "utf8"]


def ask(server: str, argv: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> int:
    """Return the exit status of *argv*, the command or a script, with *streams* as its standard streams."""
    request = json.dumps([argv, folder, environment]).encode()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(server)
        socket.send_fds(connection, [len(request).to_bytes(NUMBER, "big")], streams)
        connection.sendall(request)
        for stream in streams:
            os.close(stream)  # so that what comes out of the other ends has an end
        status = connection.recv(NUMBER, socket.MSG_WAITALL)
    assert status, "the server ended"
    return int.from_bytes(status, "big", signed=True)


def main(server: str, python: str, *given: str) -> None:
    options, argv = list(given[: len(OPTIONS)]), list(given[len(OPTIONS) :])
    if options != OPTIONS or not (argv[:2] == ["-m", "awesome_lint"] or argv[0].endswith(".py")):
        os.execv(python, [python, *given])  # noqa: S606  (no shell is wanted)
    argv = argv[1:] if argv[0] == "-m" else argv
    sys.exit(ask(server, argv, os.getcwd(), dict(os.environ), [0, 1, 2]))  # noqa: PTH109  (quick to start)


if __name__ == "__main__":
    main(*sys.argv[1:])
