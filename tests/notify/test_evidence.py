"""What is seen of an attempt, and how little it costs."""

from __future__ import annotations

import contextlib
import http.client
import smtplib
import socket
import subprocess
import sys
import time

import pytest

from pmflow.notify.evidence import Watch, watched
from tests.notify.conftest import Mailbox, Sink


def test_a_request_is_seen_before_it_leaves(sink: Sink) -> None:
    """By the standard library's client, and by requests."""
    import requests

    def plain() -> None:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", sink.port, timeout=1)) as client:
            client.request("POST", "/a", b"x")
            client.getresponse().read()

    def by_requests() -> None:
        requests.post(f"http://127.0.0.1:{sink.port}/b", data=b"x", timeout=1)

    for ask in (plain, by_requests):
        watch = Watch()
        with watched(watch):
            ask()
        assert (watch.left, watch.elsewhere, watch.reached) == (True, False, True)


def test_a_mail_is_seen_when_its_text_begins(mailbox: Mailbox) -> None:
    """Everything before is not of the message."""
    watch = Watch()
    with watched(watch), smtplib.SMTP("127.0.0.1", mailbox.port, timeout=1) as mail:
        mail.ehlo()
        mail.mail("a@example.org")
        mail.rcpt("ana@example.org")
        assert not watch.left
        mail.data(b"Subject: x\r\n\r\nmail data rcpt\r\n")
    assert (watch.left, watch.elsewhere, watch.verb) == (True, False, b"message")


def test_nothing_leaves_after_the_time_is_up(sink: Sink, mailbox: Mailbox) -> None:
    """Who is late is stopped at the door, so what was seen stays true."""
    watch = Watch()
    watch.close()
    with watched(watch):
        client = http.client.HTTPConnection("127.0.0.1", sink.port, timeout=1)
        with contextlib.closing(client), pytest.raises(TimeoutError):
            client.request("POST", "/late", b"x")
        with smtplib.SMTP("127.0.0.1", mailbox.port, timeout=1) as mail:
            mail.ehlo()
            mail.mail("a@example.org")
            mail.rcpt("ana@example.org")
            with pytest.raises(TimeoutError):
                mail.data(b"late\r\n")
            mail.close()
        with socket.socket() as own, pytest.raises(TimeoutError):
            own.connect(("127.0.0.1", sink.port))
    assert (sink.posts, mailbox.mails, watch.left, watch.elsewhere) == ([], [], False, False)


def test_other_ways_out_are_seen(sink: Sink) -> None:
    """A socket of its own, a datagram: nobody can follow those."""

    def connect() -> None:
        socket.create_connection(("127.0.0.1", sink.port), 1).close()

    def datagram() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
            own.sendto(b"x", ("127.0.0.1", 9))

    for way in (connect, datagram):
        watch = Watch()
        with watched(watch):
            way()
        assert (watch.left, watch.elsewhere) == (False, True)


def test_a_program_is_not_run() -> None:
    """Whatever an address says."""
    with watched(Watch()), pytest.raises(PermissionError, match="runs no program"):
        subprocess.run([sys.executable, "-c", ""], check=False)
    assert subprocess.run([sys.executable, "-c", ""], check=False).returncode == 0


def test_a_proxy_that_is_asked_to_connect_got_nothing_of_the_message(sink: Sink) -> None:
    """The message goes into the tunnel, and there is none."""
    import requests

    watch = Watch()
    with watched(watch), contextlib.suppress(requests.RequestException):
        requests.post("https://example.org/x", data=b"x", timeout=1, proxies={"https": f"http://127.0.0.1:{sink.port}"})
    assert (watch.left, watch.elsewhere, watch.reached) == (False, False, True)


def test_outside_of_a_send_it_costs_next_to_nothing() -> None:
    """The hook stays for ever, and looks at one variable. A microsecond an event is far above what it takes."""
    with watched(Watch()):
        pass
    before = time.perf_counter()
    for _ in range(20_000):
        sys.audit("pmflow.test")
    assert time.perf_counter() - before < 20_000 * 5e-6


def test_what_it_shows_of_itself_holds_nothing_that_was_said() -> None:
    """The words of the libraries hold addresses."""
    watch = Watch()
    watch.said.append("https://hooks.example.org/secret")
    assert repr(watch) == "Watch(left=False, elsewhere=False, tried=False, reached=False)"
