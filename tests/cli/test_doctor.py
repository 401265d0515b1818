"""`pmflow doctor` on notification targets, people and working hours; and what every command refuses at its start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmflow.cli.targets import notifier
from pmflow.errors import UsageError
from pmflow.policy import parse_policy
from tests.cli.conftest import Pmflow
from tests.notify.conftest import Mailbox, Sink, _no_proxy, mailbox, sink

__all__ = ["_no_proxy", "mailbox", "sink"]

SECRET = "Q2nb7XsEcReT"


def write(folder: Path, text: str) -> None:
    (folder / "pmflow.yml").write_text(text, encoding="utf-8")


def lines(pmflow: Pmflow, *names: str) -> list[str]:
    """What doctor says of these."""
    said = pmflow("doctor")
    assert SECRET not in said.out + said.err
    return [line for line in said.out.splitlines() if line[2:].split(":")[0] in names]


def test_without_targets_the_tracker_is_what_there_is(pmflow: Pmflow) -> None:
    """No target is no trouble."""
    assert lines(pmflow, "notify", "people", "schedule") == [
        "✓ notify: no target: what there is to say is said in the tracker"
    ]
    assert pmflow("doctor").code == 0


def test_each_target_is_looked_at(pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not set, wrong, right: the key and the variable are named, the address is not, and nobody is connected to."""
    write(tmp_path, "notify: {channel: PM_CHANNEL, ops: PM_OPS, people: PM_PEOPLE}")
    monkeypatch.delenv("PM_CHANNEL", raising=False)
    monkeypatch.setenv("PM_OPS", f"https://example.org/{SECRET}")
    monkeypatch.setenv("PM_PEOPLE", f"mailtos://bot:{SECRET}@example.org?to={{email}}")
    assert lines(pmflow, "notify.channel", "notify.ops", "notify.people", "ladder.channel") == [
        "✗ notify.channel: the environment variable PM_CHANNEL is not set",
        "✗ notify.ops: the address in PM_OPS is a web address of no service that is known; for a webhook of your own it "
        "begins with json:// or jsons://",
        "✓ notify.people: the address in PM_PEOPLE can be used; --send people sends a test message",
        "✗ ladder.channel: speaks to notify.channel, and PM_CHANNEL is not set: the tracker alone hears it",
    ]
    assert pmflow("doctor").code == 10
    checks = json.loads(pmflow("doctor", "--json").out)["checks"]
    assert [check["ok"] for check in checks if check["name"].startswith("notify.")] == [False, False, True]


def test_a_rung_of_one_s_own_needs_its_target(pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ladder that speaks to a name whose variable is not set."""
    monkeypatch.delenv("PM_OPS", raising=False)
    write(tmp_path, "notify: {ops: PM_OPS}\nladder: [{name: late, day: 2, to: ops}]")
    assert lines(pmflow, "ladder.late") == [
        "✗ ladder.late: speaks to notify.ops, and PM_OPS is not set: the tracker alone hears it"
    ]


def test_whom_no_target_reaches_is_named(pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note, no trouble: they are spoken to elsewhere. Who has left is not spoken of."""
    write(
        tmp_path,
        "notify: {people: PM_PEOPLE, pager: PM_PAGER, channel: PM_CHANNEL}\n"
        "people:\n"
        "  - {name: Ana, email: ana@example.org}\n"
        "  - {name: Bo, handle: bo}\n"
        "  - {name: Cy}\n"
        "  - {name: Di, handle: di, notify: pager}\n"
        "  - {name: Ed, left: 2024-01-01}\n",
    )
    monkeypatch.setenv("PM_PEOPLE", "mailtos://bot:x@example.org?to={email}")
    monkeypatch.setenv("PM_PAGER", "json://pager.example.org/{handle}")
    monkeypatch.setenv("PM_CHANNEL", "json://chat.example.org/x")
    assert lines(pmflow, "people") == [
        "✓ people: no target reaches Bo and Cy: what is for them is said in the channel, by name"
    ]
    monkeypatch.delenv("PM_CHANNEL")
    monkeypatch.delenv("PM_PAGER")
    assert lines(pmflow, "people") == [
        "✓ people: no target reaches Bo, Cy and Di: what is for them is said in the tracker"
    ]


def test_whose_hours_no_sweep_meets_is_said(pmflow: Pmflow, tmp_path: Path) -> None:
    """The shipped schedule is hourly at minute 23."""
    write(tmp_path, "people: [{name: Ana, hours: '09:30-10:20'}, {name: Bo}]")
    assert lines(pmflow, "schedule") == [
        "✗ schedule: sweeps never meet Ana's working hours: the shipped schedule (23 * * * 1-5, UTC) runs at minute 23 of "
        "each hour, Monday to Friday; change its days, or the hours"
    ]


def test_a_week_that_begins_on_sunday_is_told_what_sunday_lacks(pmflow: Pmflow, tmp_path: Path) -> None:
    """No people listed: the calendar's own hours count."""
    write(tmp_path, "calendar: {week: sunday-thursday, timezone: Asia/Riyadh}")
    assert lines(pmflow, "schedule") == [
        "✓ schedule: no sweep meets the calendar's working hours on Sunday; what is due then is said on the next working "
        "day, unless the schedule (23 * * * 1-5, UTC) runs on more days"
    ]


def test_a_test_message_is_sent_to_the_one_that_is_named(
    pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sink: Sink, mailbox: Mailbox
) -> None:
    """A target, or a person by theirs; nobody else hears anything."""
    write(
        tmp_path,
        "notify: {channel: PM_CHANNEL, people: PM_PEOPLE}\npeople: [{name: Ana Ruiz, handle: ana, email: ana@example.org}]",
    )
    monkeypatch.setenv("PM_CHANNEL", sink.url("json"))
    monkeypatch.setenv("PM_PEOPLE", mailbox.url("&to={email}"))
    assert pmflow("doctor", "--send", "channel").out == "✓ notify.channel: sent to channel; look whether it arrived\n"
    assert [post.json["title"] for post in sink.posts] == ["A test message of pmflow"]
    assert mailbox.mails == []
    assert pmflow("doctor", "--send", "@ana").out == "✓ notify.people: sent to @ana; look whether it arrived\n"
    assert [recipients for _, recipients, _ in mailbox.mails] == [("ana@example.org",)]
    sink.answer = 500
    ran = pmflow("doctor", "--send", "channel")
    assert (ran.code, ran.out) == (
        10,
        "✗ notify.channel: it answered 500 (Internal Server Error); it may have arrived, so it is not sent again\n",
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("chanel", 'pmflow: --send: "chanel" is no name in notify and none of people; did you mean "channel"?\n'),
        ("channel", "pmflow: --send: notify.channel: the environment variable PM_CHANNEL is not set\n"),
        ("people", "pmflow: --send: notify.people needs email of whom it speaks to; name one of people instead\n"),
        ("Bo", "pmflow: --send: notify.people needs email of Bo, in people\n"),
        ("Cy", "pmflow: --send: notify.channel: the environment variable PM_CHANNEL is not set\n"),
    ],
)
def test_a_test_message_to_nobody_is_refused(
    pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    """With what to write instead."""
    write(
        tmp_path,
        "notify: {channel: PM_CHANNEL, people: PM_PEOPLE}\npeople: [{name: Bo}, {name: Cy, notify: channel}]",
    )
    monkeypatch.delenv("PM_CHANNEL", raising=False)
    monkeypatch.setenv("PM_PEOPLE", "mailtos://bot:x@example.org?to={email}")
    ran = pmflow("doctor", "--send", name)
    assert (ran.code, ran.out, ran.err) == (2, "", message)


def test_a_command_that_sends_refuses_a_wrong_address_at_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key and variable are named for each; a variable that is not set is no error."""
    policy = parse_policy("notify: {channel: PM_CHANNEL, ops: PM_OPS, people: PM_PEOPLE}")
    monkeypatch.setenv("PM_CHANNEL", f"slack://{SECRET}")
    monkeypatch.setenv("PM_OPS", f"json://a.example/{SECRET} json://b.example")
    monkeypatch.delenv("PM_PEOPLE", raising=False)
    with pytest.raises(UsageError) as refused:
        notifier(policy)
    assert str(refused.value) == (
        "notify.channel: the address in PM_CHANNEL lacks something, or has something misspelt, that Slack asks for; see "
        "https://appriseit.com/services/slack/\n"
        "notify.ops: the address in PM_OPS holds several; each needs a name and a variable of its own"
    )
    monkeypatch.setenv("PM_CHANNEL", "json://a.example/x")
    monkeypatch.delenv("PM_OPS")
    made = notifier(policy)
    assert [made.knows(name) for name in ("channel", "ops", "people")] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("calendar: {country: XX}", "calendar"),
        ("calendar: {country: DE, subdivision: QQ}", "calendar"),
        ("calendar: {holidays: [2026-13-24]}", "calendar.holidays[1]"),
        ("calendar: {holidays: [2026-02-30]}", "calendar.holidays[1]"),
        ("calendar: {timezone: Europe/Berln}", "calendar.timezone"),
        ("people: [{name: Ana, lead: Bo}, {name: Bo, lead: Ana}]", "people[1].lead"),
        ("people: [{name: Ana, away: [{first: 2026-12-20, last: nonsense}]}]", "people[1].away[1].last"),
        (f"notify: {{channel: 'https://hooks.example.org/{SECRET}'}}", "notify.channel"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_by_every_command(
    pmflow: Pmflow, tmp_path: Path, there: Path, text: str, key: str
) -> None:
    """doctor and all that read the policy: the key is named, and nothing is done."""
    write(tmp_path, text)
    ran = pmflow("doctor")
    assert ran.code == 10
    assert f"✗ policy: pmflow.yml:1: {key}" in ran.out
    for words in (
        ("list",),
        ("show", "search-blank"),
        ("check", str(there)),
        ("explain", "search-blank"),
        ("sync", "--all"),
        ("advance", "search-blank", "review"),
        ("meeting", "search-blank", "--held", "2025-06-04T09:10+02:00", "--came", "Tariq"),
        ("open", "New", "--severity", "P1"),
    ):
        refused = pmflow(*words)
        assert (words, refused.code, refused.out) == (words, 2, "")
        assert refused.err.startswith(f"pmflow: pmflow.yml:1: {key}")
        assert SECRET not in refused.err
