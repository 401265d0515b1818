"""Why a message was not taken, in words that hold nothing of the address.

The words of apprise and of the libraries below it hold hosts, paths and tokens. Only the known signs of this table are
taken from them, and the three digits of an answer.
"""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from http import HTTPStatus

from pmflow.notify.evidence import Watch


@dataclass(frozen=True)
class Trouble:
    """What went wrong."""

    reason: str
    down: bool = False
    """It is the channel, not this message: others will fare no better."""


SIGNS: tuple[tuple[str, str], ...] = (
    (r"ProxyError|Tunnel connection failed", "the proxy did not let it through"),
    (r"CERTIFICATE_VERIFY_FAILED|certificate verify failed", "its certificate is not trusted"),
    (r"STARTTLS extension not supported", "the mail server offers no encryption"),
    (r"AUTH extension not supported", "the mail server takes no login"),
    (
        r"NameResolutionError|Name or service not known|name resolution|getaddrinfo failed|nodename nor servname"
        r"|No address associated|Errno -[2-5]\b",
        "its host is not known",
    ),
    (rf"Connection refused|Errno (?:{errno.ECONNREFUSED}|10061)\b", "the connection was refused"),
    (rf"Errno (?:{errno.ENETUNREACH}|{errno.EHOSTUNREACH})\b", "its host cannot be reached"),
    (r"timed out|TimeoutError|too late", "it did not answer in time"),
    (r"SSLError|SSLEOFError|\[SSL", "no encrypted connection came about"),
    (
        r"RemoteDisconnected|Connection aborted|ConnectionReset|closed connection|unexpectedly closed|IncompleteRead"
        rf"|Broken pipe|please run connect|Errno (?:{errno.ECONNRESET}|{errno.EPIPE})\b",
        "it hung up without an answer",
    ),
)
"""What the libraries say, and what it means; the first that fits. All of these are about the channel."""

MAIL: dict[bytes, Trouble] = {
    b"auth": Trouble("the mail server refused the login", down=True),
    b"mail": Trouble("the mail server refused the sender", down=True),
    b"rcpt": Trouble("the mail server refused the recipient"),
    b"data": Trouble("the mail server would not take the message"),
    b"message": Trouble("the mail server did not accept the message"),
}
"""A mail server's no, by what it was said to."""

CLOSED: frozenset[int] = frozenset({401, 403, 404, 410})
"""Answers of a webhook that nobody listens at any more, or that the token does not open."""


def trouble(watch: Watch, *, personal: bool) -> Trouble:
    """What an attempt that failed came to. `personal`: the address was filled in for one person."""
    said = "\n".join(watch.said)
    if watch.verb and (code := _last(r"\((\d{3}), b|refused: (\d{3}) ", said)):
        found = MAIL.get(watch.verb, Trouble("the mail server refused", down=True))
        return Trouble(f"{found.reason} ({code})", found.down)
    if code := _last(r"\berror=(\d{3})\b", said):
        if code < 300:  # Slack says no this way
            return Trouble("it answered that it did not take the message")
        return Trouble(
            f"it answered {_status(code)}", code in (408, 429) or code >= 500 or (code in CLOSED and not personal)
        )
    for sign, reason in SIGNS:
        if re.search(sign, said):
            return Trouble(reason, down=True)
    return Trouble("it was not taken, and it was not said why")


def _last(pattern: str, text: str) -> int | None:
    found = re.findall(pattern, text)
    if not found:
        return None
    groups = found[-1] if isinstance(found[-1], tuple) else (found[-1],)
    return int("".join(groups))


def _status(code: int) -> str:
    try:
        return f"{code} ({HTTPStatus(code).phrase})"
    except ValueError:
        return str(code)
