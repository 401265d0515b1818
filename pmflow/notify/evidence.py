"""Whether anything of a message left this machine: seen, not guessed.

Apprise answers True or False, and False may mean that a server took the message and then stumbled. What Python's own
network modules do is seen by their audit events (https://docs.python.org/3/library/audit_events.html): `http.client`
tells of every piece *before* it sends it, `smtplib` of every line. So a message of which no piece was announced has
certainly not left. Whatever speaks in another way (a socket of its own, a datagram, a thread, a program) is seen too, and
makes it uncertain.

An audit hook cannot be taken away again. There is one, and outside of a send it costs the look at a context variable.
"""

from __future__ import annotations

import contextlib
import contextvars
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

JUDGED: frozenset[str] = frozenset({"http.client", "urllib3.connection", "smtplib"})
"""Modules whose connections say nothing yet: what goes through them is announced piece by piece."""

SPEAKING: frozenset[str] = frozenset(
    {
        "socket.connect",
        "socket.sendto",
        "socket.sendmsg",
        # Not every Python tells of a thread; a service that is known to be followed starts none (see `Service.is_followed`).
        "_thread.start_new_thread",
        "_thread.start_joinable_thread",
    }
)
"""How else something may leave, or go on where it is not seen."""
PROGRAMS: frozenset[str] = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile"}
)
"""Refused, whatever an address says."""
VERBS: frozenset[bytes] = frozenset({b"ehlo", b"helo", b"starttls", b"auth", b"mail", b"rcpt", b"data"})


class Watch:
    """What was seen of one attempt."""

    def __init__(self) -> None:
        self.left = False
        """Something of a message was handed to the network."""
        self.elsewhere = False
        """It spoke in a way that cannot be followed."""
        self.tried = False
        """It looked for a host."""
        self.reached = False
        """Somebody answered at the other end."""
        self.verb = b""
        """The last word of the mail protocol that was said."""
        self.said: list[str] = []
        """What apprise and the libraries below it had to say. It holds addresses and must go nowhere."""
        self.complaints: list[str] = []
        """Of that, what they warned of."""
        self._closed = False
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Watch(left={self.left}, elsewhere={self.elsewhere}, tried={self.tried}, reached={self.reached})"

    def close(self) -> None:
        """From now on nothing leaves: whoever still tries is stopped. What was seen until here is the whole truth."""
        with self._lock:
            self._closed = True

    def see(self, event: str, args: tuple[Any, ...]) -> None:
        """One audit event. Raises `TimeoutError` after `close`, and `PermissionError` for a program."""
        if event == "http.client.send":
            self.reached = True
            # To a proxy, "connect me" goes first; it holds nothing of the message.
            if not (isinstance(args[1], bytes) and args[1].startswith(b"CONNECT ")):
                self._leaves("left")
        elif event == "smtplib.send":
            self.reached = True
            self._mail(bytes(args[1]))
        elif event == "http.client.connect":
            self.reached = True
        elif event == "socket.getaddrinfo":
            self.tried = True
        elif event in SPEAKING:
            self.tried = True
            if event != "socket.connect" or not _judged():
                self._leaves("elsewhere")
        elif event in PROGRAMS:
            raise PermissionError("a notification runs no program")

    def _mail(self, line: bytes) -> None:
        """After DATA comes the message, unless the server said no to it: then RSET or QUIT."""
        words = line[:16].strip().lower()
        if self.verb == b"data" and words not in (b"rset", b"quit"):
            self._leaves("left")
        verb = words.split(b" ")[0]
        # A login goes on in lines of its own, and those are no words.
        if verb in VERBS:
            self.verb = verb
        elif self.verb == b"data" and self.left:
            self.verb = b"message"

    def _leaves(self, how: str) -> None:
        with self._lock:
            if self._closed:
                raise TimeoutError("too late")
            setattr(self, how, True)


class _Ear(Watch):
    """Hears, and looks at nothing: a library that is imported may do as it likes."""

    def see(self, event: str, args: tuple[Any, ...]) -> None:
        pass


def _judged() -> bool:
    """Whether one of the modules that announce what they send is about to connect."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_globals.get("__name__") in JUDGED:
            return True
        if frame.f_back is None:
            return False
        frame = frame.f_back
    return False


_watching: contextvars.ContextVar[Watch | None] = contextvars.ContextVar("pmflow_watching", default=None)


def _hook(event: str, args: tuple[Any, ...], watching: Any = _watching.get) -> None:
    watch = watching()
    if watch is not None:
        watch.see(event, args)


class _Hush(logging.Filter):
    """Nothing that is logged during a send goes on: it holds addresses. Of apprise, at no time."""

    def filter(self, record: logging.LogRecord) -> bool:
        watch = _watching.get()
        if watch is not None:
            with contextlib.suppress(Exception):
                text = record.getMessage()
                watch.said.append(text)
                if record.levelno >= logging.WARNING:
                    watch.complaints.append(text)
            return False
        return record.name != "apprise"


_HUSH = _Hush()
_once = threading.Lock()
_hooked = False


@contextlib.contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """What happens inside, in this thread, is seen by `watch`, and logged nowhere."""
    global _hooked
    with _once:
        if not _hooked:
            sys.addaudithook(_hook)
            _hooked = True
    # Loggers come with their libraries, so they are asked for each time; adding a filter twice does nothing.
    logging.getLogger("apprise").setLevel(logging.DEBUG)
    for logger in (logging.root, *list(logging.root.manager.loggerDict.values())):
        if isinstance(logger, logging.Logger):
            logger.addFilter(_HUSH)
    token = _watching.set(watch)
    try:
        yield
    finally:
        _watching.reset(token)


@contextlib.contextmanager
def hushed() -> Iterator[list[str]]:
    """Nothing that is logged inside gets out; what warned of something goes into the list that is given."""
    watch = _Ear()
    with watched(watch):
        yield watch.complaints
