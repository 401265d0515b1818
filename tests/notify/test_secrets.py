"""Nothing of an address gets out: not printed, logged, raised or shown."""

from __future__ import annotations

import logging
import traceback

import pytest

from pmflow.notify import Notifier, Sent, Target
from tests.notify.conftest import QUICK, Mailbox, Sink

SECRET = "Q2nb7XsEcReT"


def addresses(sink: Sink, mailbox: Mailbox, closed_port: int) -> list[str]:
    """A secret at every place that an address has one, at an end that answers, refuses, or is not there."""
    return [
        sink.url("json", f"/{SECRET}?+X-Token={SECRET}&-key={SECRET}"),
        f"json://bot:{SECRET}@127.0.0.1:{sink.port}/hook",
        f"form://{SECRET}:{SECRET}@127.0.0.1:{sink.port}/{SECRET}",
        f"jsons://{SECRET}@127.0.0.1:{sink.port}/{SECRET}?verify=no",
        f"json://127.0.0.1:{closed_port}/{SECRET}",
        f"json://{SECRET}.invalid/x",
        mailbox.url(login=f"bot:{SECRET}@"),
        mailbox.url(f"&to={SECRET}@example.org"),
        f"mailto://{SECRET}:{SECRET}@127.0.0.1:{closed_port}?from=a@example.org",
        f"mailtos://bot:{SECRET}@127.0.0.1:{mailbox.port}?from=a@example.org",
        f"slack://{SECRET}",
        f"nonsense://{SECRET}",
        f"{SECRET} json://{SECRET}",
        f"json://x/{{{SECRET}}}",
        f"json://127.0.0.1:{SECRET}/x",
        f"json://127.0.0.1:{sink.port}/x?rto={SECRET}&tz={SECRET}",
    ]


@pytest.mark.parametrize("answer", [200, 500, "hang up"])
@pytest.mark.parametrize("refuse", ["", "login", "recipient", "message"])
def test_nothing_of_an_address_gets_out(
    sink: Sink,
    mailbox: Mailbox,
    closed_port: int,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    answer: int | str,
    refuse: str,
) -> None:
    """With every logger open, and a server that tells the client its own words."""
    caplog.set_level(logging.DEBUG)
    for name in ("apprise", "urllib3", "urllib3.connectionpool", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    sink.answer, mailbox.refuse = answer, refuse
    targets = {f"t{number}": address for number, address in enumerate(addresses(sink, mailbox, closed_port))}
    notifier = Notifier(targets, tries=1, patience=QUICK)
    seen: list[object] = [notifier, *(Target(name, address) for name, address in targets.items())]
    seen += notifier.problems()
    for name in targets:
        seen.append(notifier.send(name, title="t", body="b"))
    said = capfd.readouterr()
    everything = [*map(repr, seen), *map(str, seen), said.out, said.err, caplog.text, *map(repr, caplog.records)]
    assert [each for each in everything if SECRET.lower() in each.lower()] == []
    assert [record.name for record in caplog.records if record.name in ("apprise", "urllib3.connectionpool")] == []


def test_what_breaks_inside_tells_its_kind_and_no_more(
    sink: Sink, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """An error below, with the address in its words, is a `Delivery` like any other."""
    from apprise.plugins.custom_json import NotifyJSON

    def broken(self: object, *_: object, **__: object) -> bool:
        raise RuntimeError(f"cannot reach {SECRET}")

    monkeypatch.setattr(NotifyJSON, "send", broken)
    sent = Notifier({"channel": sink.url("json", f"/{SECRET}")}, patience=QUICK).send("channel", title="t", body="b")
    assert sent.outcome is Sent.NOT_SENT
    assert SECRET not in str(sent)
    assert capfd.readouterr() == ("", "")


def test_a_traceback_holds_no_address(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption in the middle shows our lines, and no values."""

    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(Target, "open", interrupted)
    with pytest.raises(KeyboardInterrupt) as stopped:
        Notifier({"channel": sink.url("json", f"/{SECRET}")}).send("channel", title="t", body="b")
    assert SECRET not in "".join(traceback.format_exception(stopped.value))


def test_other_people_s_logs_are_left_alone(sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    """What is logged outside of a send goes where it always went."""
    caplog.set_level(logging.DEBUG)
    Notifier({"channel": sink.url("json")}, patience=QUICK).send("channel", title="t", body="b")
    logging.getLogger("urllib3.connectionpool").debug("a request of somebody else")
    assert [record.getMessage() for record in caplog.records] == ["a request of somebody else"]
