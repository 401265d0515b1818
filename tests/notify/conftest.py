"""Both ends of a message are real: a mail server and a web server on the loopback."""

from __future__ import annotations

import contextlib
import http.server
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from pmflow.notify import Patience

QUICK = Patience(between=0.0, rest=600.0, spacing=0.0)
"""No waits of ours; the other end may be slow, as a busy machine is."""
HASTY = Patience(connect=0.3, answer=0.3, between=0.0, rest=600.0, spacing=0.0)
"""For an end that never answers."""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever proxy this machine is behind, the loopback is not."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("NETRC", "/nonexistent")


@dataclass
class Post:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Sink:
    """A web server that keeps what it gets and answers as it is told."""

    posts: list[Post] = field(default_factory=list)
    answer: int | str = 200
    """A status; `hang up` after the body; `hang`; `dribble`; `move` elsewhere."""
    connections: int = 0
    port: int = 0

    def url(self, kind: str, rest: str = "/hook") -> str:
        return f"{kind}://127.0.0.1:{self.port}{rest}"


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink()

    class Handler(http.server.BaseHTTPRequestHandler):
        def setup(self) -> None:
            sink.connections += 1
            super().setup()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sink.posts.append(Post(self.path, dict(self.headers), body))
            if sink.answer == "hang":
                time.sleep(1.0)
            elif sink.answer == "dribble":
                self.wfile.write(b"HTTP/1.1 ")
                for _ in range(30):
                    time.sleep(0.1)
                    self.wfile.write(b"2")
            elif sink.answer == "move":
                self.send_response(301)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif isinstance(sink.answer, int):
                self.send_response(sink.answer)
                self.send_header("Content-Length", "0")
                self.end_headers()
            self.close_connection = True

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            """The client has gone, as it should."""

    server = Server(("127.0.0.1", 0), Handler)
    sink.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield sink
    server.shutdown()
    server.server_close()


@dataclass
class Mailbox:
    """A mail server that keeps what it gets and refuses what it is told to."""

    mails: list[tuple[str, tuple[str, ...], EmailMessage]] = field(default_factory=list)
    refuse: str = ""
    """`login`, `recipient`, `data`, `message`, or nothing."""
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def url(self, rest: str = "", login: str = "") -> str:
        to = rest or "&to=ana@example.org"
        return f"mailto://{login}127.0.0.1:{self.port}?from=pmflow@example.org{to}"

    async def handle_RCPT(
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.asked.append(address)
        if self.refuse == "recipient" or address.startswith("nobody"):
            return "550 no such person here, says 127.0.0.1"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:
        message = BytesParser(_class=EmailMessage, policy=default).parsebytes(envelope.content or b"")
        self.mails.append((str(envelope.mail_from), tuple(envelope.rcpt_tos), message))
        return "554 we do not like this" if self.refuse == "message" else "250 OK"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    # The server's own log is no part of what we say.
    logging.getLogger("mail.log").disabled = True

    def login(*_: object) -> AuthResult:
        return AuthResult(success=box.refuse != "login", handled=False)

    class Server(SMTP):
        async def smtp_DATA(self, arg: str) -> None:
            if box.refuse == "data":
                await self.push("451 not now")
            else:
                await super().smtp_DATA(arg)

    class Mail(Controller):
        def factory(self) -> SMTP:
            return Server(self.handler, **self.SMTP_kwargs)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Mail(
        box, hostname="127.0.0.1", port=box.port, authenticator=login, auth_require_tls=False, auth_required=False
    )
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port that does not even take connections: whoever knocks waits, as at a host that a firewall hides."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(4):
            knocking = stack.enter_context(socket.socket())
            knocking.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                knocking.connect(server.getsockname())
        yield server.getsockname()[1]
