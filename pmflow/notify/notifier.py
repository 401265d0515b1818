"""Sending one message to one target, at most once.

A message that certainly did not leave is tried again here, a few times, and may be tried again later. One of which
something left is never sent again, whatever the answer was: a reminder that is lost is a pity, one that comes twice is
how bots get muted.
"""

from __future__ import annotations

import contextvars
import threading
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmflow.notify.evidence import Watch, watched
from pmflow.notify.reasons import Trouble, trouble
from pmflow.notify.targets import PLACEHOLDERS, AddressWrong, Service, Target, problems
from pmflow.voice import Delivery, Sent

if TYPE_CHECKING:
    from apprise.plugins import NotifyBase


@dataclass(frozen=True)
class Patience:
    """How long to wait for what, in seconds. A dead channel holds a sweep for a few of them, once."""

    connect: float = 4.0
    """For a connection."""
    answer: float = 10.0
    """For each answer of the other end."""
    whole: float = 30.0
    """For one try, all in all; what is not done by then is stopped."""
    between: float = 1.0
    """Before the second try; each further one waits twice as long."""
    rest: float = 60.0
    """How long a channel that was down is left alone."""
    spacing: float = 1.5
    """At the most, between two messages to a service that asks for a pause."""


@dataclass(frozen=True)
class _Try:
    """One attempt, as it was seen."""

    outcome: Sent
    trouble: Trouble
    again: bool = False


class Notifier:
    """Sends to the targets that it is given, by name. It shows no address to anybody."""

    def __init__(self, addresses: Mapping[str, str], *, tries: int = 3, patience: Patience | None = None) -> None:
        """`addresses`: name in `notify` → address. Nothing is looked at before it is needed."""
        self._targets = {name: Target(name, address) for name, address in addresses.items()}
        self._tries = max(tries, 1)
        self._patience = patience or Patience()
        self._down: dict[tuple[str, str], tuple[float, str]] = {}
        self._last: dict[str, float] = {}

    def __repr__(self) -> str:
        return f"Notifier({', '.join(self._targets)})"

    def knows(self, name: str) -> bool:
        """Whether there is an address for this name."""
        return name in self._targets

    def placeholders(self, name: str) -> tuple[str, ...]:
        """What the address of this name asks for of a person: `("email",)`."""
        return self._targets[name].placeholders if self.knows(name) else ()

    def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
        """Whether the target can speak to somebody of whom this is known."""
        return self.knows(name) and self._targets[name].filled(fill) is not None

    def problems(self) -> Iterator[tuple[str, str]]:
        """Each target whose address cannot be used, with what is wrong: words that follow "the address"."""
        return problems(self._targets)

    def send(self, name: str, *, title: str, body: str, fill: Mapping[str, str] | None = None) -> Delivery:
        """One message, at most once. `body` is Markdown; each service gets it in the form that it shows best.

        Never raises for what a channel does: that is in the `Delivery`.
        """
        target = self._targets.get(name)
        if target is None:
            return _told(name, Sent.NOT_SENT, "it has no address")
        if not self.reaches(name, fill or {}):
            return _told(name, Sent.NOT_SENT, f"it needs {_words(target.placeholders)} of whom it speaks to")
        try:
            service = target.open(fill or {})
        except AddressWrong as wrong:
            return _told(name, Sent.NOT_SENT, f"the address {wrong}")
        channel = (name, service.host)
        since, why = self._down.get(channel, (0.0, ""))
        if why and time.monotonic() - since < self._patience.rest:
            return _told(name, Sent.NOT_SENT, f"not tried, because a moment ago: {why}")
        self._prepare(service)
        self._space(name, service)
        last = self._repeated(service, " ".join(title.split()), body, personal=bool(target.placeholders))
        self._last[name] = time.monotonic()
        self._down.pop(channel, None)
        if last.trouble.down:
            self._down[channel] = (time.monotonic(), last.trouble.reason)
        return _told(name, last.outcome, last.trouble.reason)

    def _prepare(self, service: Service) -> None:
        """Timeouts of ours, unless the address has its own, and nothing waits longer than the whole."""
        patience, plugin = self._patience, service.plugin
        if "cto" not in service.asks:
            # apprise gives smtplib this one for every answer, and mail servers let strangers wait on purpose.
            plugin.socket_connect_timeout = patience.answer if service.is_mail else patience.connect
        if "rto" not in service.asks:
            plugin.socket_read_timeout = patience.answer
        plugin.request_rate_per_sec = min(plugin.request_rate_per_sec, patience.spacing)

    def _space(self, name: str, service: Service) -> None:
        """Chat services turn down what comes faster than about one a second. Mail servers queue."""
        if not service.is_mail and name in self._last:
            time.sleep(max(0.0, self._last[name] + service.plugin.request_rate_per_sec - time.monotonic()))

    def _repeated(self, service: Service, title: str, body: str, *, personal: bool) -> _Try:
        import tenacity

        def outcome(state: tenacity.RetryCallState) -> _Try:
            assert state.outcome is not None
            result: _Try = state.outcome.result()
            return result

        attempts = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._tries),
            wait=tenacity.wait_exponential(multiplier=self._patience.between),
            retry=tenacity.retry_if_result(lambda tried: tried.again),
            retry_error_callback=outcome,
        )
        return attempts(self._attempt, service, title, body, personal=personal)

    def _attempt(self, service: Service, title: str, body: str, *, personal: bool) -> _Try:
        watch = Watch()
        answers: list[bool] = []

        def work() -> None:
            with watched(watch):
                try:
                    answers.append(_notify(service.plugin, title, body))
                except BaseException as error:  # its words may hold the address; its kind does not
                    watch.said.append(type(error).__name__)
                    answers.append(False)

        # A thread of its own, so that a server which dribbles cannot hold the sweep, nor the end of the process.
        thread = threading.Thread(
            target=contextvars.copy_context().run, args=(work,), name="pmflow-notify", daemon=True
        )
        started = time.monotonic()
        thread.start()
        try:
            thread.join(self._patience.whole)
        finally:
            watch.close()
        if answers and answers[0]:
            return _Try(Sent.SENT, Trouble(""))
        found = trouble(watch, personal=personal) if answers else Trouble("it did not answer in time", down=True)
        if watch.left or watch.elsewhere or not service.is_followed:
            return _Try(Sent.UNSURE, found)
        # A host that was silent for seconds will be in a second, too; a refusal is quick, and may have been a restart.
        quick = time.monotonic() - started < self._patience.connect
        return _Try(Sent.NOT_SENT, found, again=quick and watch.tried and not watch.reached)


def _words(names: tuple[str, ...]) -> str:
    return " and ".join(name for name in names if name in PLACEHOLDERS)


def _notify(plugin: NotifyBase, title: str, body: str) -> bool:
    from apprise import Apprise, NotifyFormat
    from urllib3.exceptions import HTTPWarning

    # It would name the host where an address says verify=no.
    warnings.filterwarnings("ignore", category=HTTPWarning)
    sender = Apprise(plugin, asset=plugin.asset)
    return bool(sender.notify(title=title, body=body, body_format=NotifyFormat.MARKDOWN))


_ENDS: dict[Sent, str] = {
    Sent.SENT: "",
    Sent.NOT_SENT: "; nothing was sent",
    Sent.UNSURE: "; it may have arrived, so it is not sent again",
}


def _told(name: str, outcome: Sent, why: str) -> Delivery:
    return Delivery(outcome, f"notify.{name}: {why}{_ENDS[outcome]}" if why else "")
