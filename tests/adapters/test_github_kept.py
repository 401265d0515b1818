"""Connections that are kept: no write is sent twice, and one that was closed is not used."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.adapters.github_kept import Kept

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Server:
    """Answers as `script` says, connection by connection, request by request (`answer`, `drop`), then closes."""

    def __init__(self, *script: list[str]) -> None:
        self.heard: list[str] = []
        self._socket = socket.create_server(("localhost", 0))
        self.port: int = self._socket.getsockname()[1]
        self.closed = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(script,))
        self._thread.start()

    def _serve(self, script: tuple[list[str], ...]) -> None:
        for each in script:
            with suppress(OSError), self._socket.accept()[0] as there:
                for word in each:
                    there.settimeout(5)
                    self.heard.append(there.recv(65536).split(b" ", 1)[0].decode())
                    if word != "drop":
                        there.sendall(ANSWER)
            self.closed.set()

    def stop(self) -> None:
        self._thread.join()
        self._socket.close()


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> Iterator[tuple[Server, Kept]]:
    server = Server(*request.param)
    made = Kept(server.port)
    yield server, made
    made.close()
    server.stop()


@pytest.mark.parametrize("kept", [[["answer", "drop"]]], indirect=True)
@pytest.mark.parametrize("verb", ["POST", "PATCH", "DELETE"])
def test_a_write_is_sent_once(kept: tuple[Server, Kept], verb: str) -> None:
    """Where no answer comes on a kept connection, that is an error."""
    server, ask = kept[0], kept[1].ask
    ask("GET", "/", None, {})
    with pytest.raises(ConnectionError):
        ask(verb, "/", b"{}" if verb != "DELETE" else None, {})
    assert server.heard == ["GET", verb]


@pytest.mark.parametrize("kept", [[["answer", "drop"], ["answer"]]], indirect=True)
def test_a_read_is_sent_again(kept: tuple[Server, Kept]) -> None:
    """It changes nothing."""
    server, ask = kept[0], kept[1].ask
    assert [ask("GET", "/", None, {})[0] for _ in range(2)] == [200, 200]
    assert server.heard == ["GET", "GET", "GET"]


@pytest.mark.parametrize("kept", [[["answer"], ["answer"]]], indirect=True)
def test_one_that_was_closed(kept: tuple[Server, Kept]) -> None:
    """A write goes over a new one."""
    server, ask = kept[0], kept[1].ask
    ask("GET", "/", None, {})
    server.closed.wait(5)
    assert ask("POST", "/", b"{}", {})[0] == 200
    assert server.heard == ["GET", "POST"]
