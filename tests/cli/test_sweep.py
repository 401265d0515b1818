"""`pmflow sweep` as a person runs it: on a folder of Markdown, in this process and as one of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow
from tests.notify.conftest import Mailbox, Sink, _no_proxy, closed_port, mailbox, sink

__all__ = ["_no_proxy", "closed_port", "mailbox", "sink"]

REF, SHORT = "2025-06-03-search-blank", "search-blank"
BEGUN = "--now=2025-06-04T12:00Z"
WEDNESDAY = "--now=2025-06-11T10:00Z"
ROOT = Path(__file__).parents[2]
SECRET = "Q2nb7XsEcReT"
NEEDS = [
    "AI-2 “Run the smoke test as a guest and as a member of two groups” is due on Fri 2025-06-13",
    "Sharing what was learned is due today, Wed 2025-06-11",
    "AI-1 “Compare group names without regard to case in the access filter” was due on Tue 2025-06-10, 1 business day ago",
]


@pytest.fixture
def tracked(pmflow: Pmflow, there: Path, tmp_path: Path) -> Path:
    """A post-mortem whose three items are tracked, under a policy that enforces; the folder it is in."""
    (tmp_path / "pmflow.yml").write_text("mode: enforce\n", encoding="utf-8")
    pmflow("meeting", SHORT, "--held", "2025-06-04", "--came", "Tariq", "--by", "Ines", BEGUN)
    pmflow("approve", SHORT, "--by", "Tariq", BEGUN)
    assert pmflow("advance", SHORT, "review", "--by", "Ines", BEGUN).code == 0
    assert pmflow("advance", SHORT, "track", "--by", "Ines", BEGUN).code == 0
    return there.parent


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def policy(folder: Path, text: str) -> None:
    (folder / "pmflow.yml").write_text(text, encoding="utf-8")


# In the terminal


def test_a_users_session(pmflow: Pmflow, tracked: Path, tmp_path: Path) -> None:
    """What would be, what is, what was said; an answer; and the next day."""
    would = pmflow("sweep", "--dry-run", WEDNESDAY)
    assert (would.code, would.err, would.out) == (0, "", f"""\
Ines in the tracker, Wed 2025-06-11 10:00 UTC: would be said
    → {REF} {NEEDS[0]}
      then: on Fri 2025-06-13 Ines is asked (due)
Ines Okafor in the tracker, Wed 2025-06-11 10:00 UTC: would be said
    → {REF} {NEEDS[1]}
      then: on Thu 2025-06-12 Ines Okafor is asked (overdue)
Tariq in the tracker, Wed 2025-06-11 10:00 UTC: would be said
    → {REF} {NEEDS[2]}
      then: on Fri 2025-06-13 Ines Okafor is asked (lead)

1 label  not written
  {REF}: add the label pm-overdue

examined 1 of 1
""")  # fmt: skip
    done = pmflow("sweep", WEDNESDAY)
    assert (done.code, done.err, done.out) == (0, "", f"""\
Ines in the tracker: said
    → {REF} {NEEDS[0]}
      then: on Fri 2025-06-13 Ines is asked (due)
Ines Okafor in the tracker: said
    → {REF} {NEEDS[1]}
      then: on Thu 2025-06-12 Ines Okafor is asked (overdue)
Tariq in the tracker: said
    → {REF} {NEEDS[2]}
      then: on Fri 2025-06-13 Ines Okafor is asked (lead)

1 label
  {REF}: add the label pm-overdue

examined 1 of 1
""")  # fmt: skip
    before = files(tmp_path)
    again = pmflow("sweep", "--now=2025-06-11T11:00Z")
    assert (again.code, again.out) == (0, "nothing is due\n\nexamined 1 of 1\n")
    assert files(tmp_path) == before
    said = (tracked / "comments.md").read_text(encoding="utf-8")
    assert [said.count(line) for line in NEEDS] == [1, 1, 1]
    assert "labels:" in (tracked / "postmortem.md").read_text(encoding="utf-8")

    assert (
        pmflow("action", "done", SHORT, "AI-1", "--evidence", "https://x.example/1", "--by", "Tariq", WEDNESDAY).code
        == 0
    )
    assert "remove the label pm-overdue" in pmflow("sweep", "--now=2025-06-11T12:00Z").out
    assert "pm-overdue" not in (tracked / "postmortem.md").read_text(encoding="utf-8")
    assert pmflow("audit", "verify", SHORT).code == 0


def test_explain_tells_who_was_told_and_what_comes(pmflow: Pmflow, tracked: Path) -> None:
    """The past from the journal; for each promise who is next."""
    pmflow("sweep", WEDNESDAY)
    told = json.loads(pmflow("explain", SHORT, "--json", WEDNESDAY).out)
    assert [(line["at"], line["by"], line["what"]) for line in told["told"]] == [
        ("2025-06-11T10:00:00+00:00", who, what)
        for who, what in zip(("Ines", "Ines Okafor", "Tariq"), NEEDS, strict=True)
    ]
    assert [(line["on"], line["overdue"]) for line in told["next"] if not re.search(r" is told ", line["what"])] == [
        ("2025-06-10", True), ("2025-06-11", False), ("2025-06-13", False), ("2025-06-27", False),
    ]  # fmt: skip
    coming = [(line["on"], line["what"].split(":")[0]) for line in told["next"] if " is told " in line["what"]]
    assert coming[:4] == [
        ("2025-06-12", "Ines Okafor is told (overdue)"), ("2025-06-13", "Ines Okafor is told (lead)"),
        ("2025-06-13", "Ines is told (due)"), ("2025-06-16", "the channel is told (lead)"),
    ]  # fmt: skip
    text = pmflow("explain", SHORT, WEDNESDAY).out
    assert "\nTold  UTC\n" in text
    assert "\nNext\n" in text


def test_json_keeps_its_contract(pmflow: Pmflow, tracked: Path) -> None:
    """`rung` and `to` on what is said; applied, examined, of."""
    would = json.loads(pmflow("sweep", "--json", "--dry-run", WEDNESDAY).out)
    done = json.loads(pmflow("sweep", "--json", WEDNESDAY).out)
    assert [would.pop("applied"), done.pop("applied")] == [False, True]
    assert [(m.pop("outcome"), m.pop("at")) for m in would["messages"]] == [(None, "2025-06-11T10:00:00+00:00")] * 3
    assert [(m.pop("outcome"), m.pop("at")) for m in done["messages"]] == [("sent", "2025-06-11T10:00:00+00:00")] * 3
    assert would == done
    assert set(done) == {"plan", "refusals", "advice", "findings", "examined", "of", "messages", "opened", "troubles"}
    assert [(each["effect"], each["target"], each.get("rung"), each.get("to")) for each in done["plan"]] == [
        ("add_label", REF, None, None),
        ("notify", REF, "due", ["Ines Okafor"]),
        ("notify", f"{REF}#AI-1", "overdue", ["Tariq"]),
        ("notify", f"{REF}#AI-2", "heads-up", ["Ines"]),
    ]
    assert (done["examined"], done["of"], done["refusals"], done["advice"], done["troubles"]) == (1, 1, [], [], [])


@pytest.mark.parametrize("due", ["9999-12-31", "1900-01-01"])
def test_a_date_at_the_end_of_the_calendar_is_no_crash(pmflow: Pmflow, tracked: Path, due: str) -> None:
    """Every command that looks ahead still tells the rest."""
    path = tracked / "postmortem.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-06-27", due), encoding="utf-8")
    for words in (("sweep", "--dry-run"), ("explain", SHORT), ("tour",), ("sweep",)):
        ran = pmflow(*words, WEDNESDAY)
        assert (ran.code, ran.err) == (0, "")
        assert "AI-2" in ran.out


@pytest.mark.parametrize(("now", "at"), [("2025-06-16", "2025-06-16T09:00"), ("2025-06-16T11:30Z", "2025-06-16T11:30")])
def test_what_a_day_will_bring(pmflow: Pmflow, tracked: Path, tmp_path: Path, now: str, at: str) -> None:
    """A day alone means its working hours; nothing is written."""
    before = files(tmp_path)
    ran = pmflow("sweep", "--dry-run", "--json", "--now", now)
    messages = json.loads(ran.out)["messages"]
    assert (ran.code, {m["at"][:16] for m in messages}) == (0, {at})
    assert files(tmp_path) == before


@pytest.mark.parametrize("word", ["monday", "MONDAY", " Monday "])
def test_monday_is_the_next_one(pmflow: Pmflow, tracked: Path, word: str) -> None:
    """Years later, all that is left is at the top of the ladder; and nobody is asked before Monday nine o'clock."""
    messages = json.loads(pmflow("sweep", "--dry-run", "--json", "--now", word).out)["messages"]
    assert {m["at"][10:] for m in messages} == {"T09:00:00+00:00"}
    assert {rung.rpartition(":")[2] for m in messages for rung in m["rungs"]} == {"accountable"}


@pytest.mark.parametrize("word", ["someday", "2025-13-01", "9999-12-31", "0001-01-01", ""])
def test_a_day_that_is_none(pmflow: Pmflow, tracked: Path, word: str) -> None:
    """Is refused with how it is written."""
    ran = pmflow("sweep", "--dry-run", "--now", word)
    assert (ran.code, ran.out) == (2, "")
    assert "write it like 2025-10-24T10:00Z" in ran.err


def test_observing_writes_nothing_and_says_so(pmflow: Pmflow, tracked: Path, tmp_path: Path) -> None:
    """As a dry run, with what to write into the policy."""
    policy(tmp_path, "mode: observe\n")
    before = files(tmp_path)
    ran = pmflow("sweep", WEDNESDAY)
    assert ran.code == 0
    assert ran.out.count("would be said") == 3
    assert ran.out.endswith("write into pmflow.yml: mode: enforce\n")
    assert json.loads(pmflow("sweep", "--json", WEDNESDAY).out)["applied"] is False
    assert files(tmp_path) == before


def test_what_cannot_be_looked_at_is_exit_11(pmflow: Pmflow, tracked: Path, tmp_path: Path) -> None:
    """A journal that was edited, a file that is no UTF-8: named, counted; the rest is done."""
    bad = tmp_path / "postmortems" / "bad.md"
    bad.write_bytes("Grüße".encode("utf-16"))
    ran = pmflow("sweep", WEDNESDAY)
    assert (ran.code, ran.out.splitlines()[-1]) == (11, "examined 1 of 2")
    assert "! bad: bad:1: is UTF-16, not UTF-8" in ran.out
    assert ran.out.count(": said") == 3
    bad.unlink()
    journal = tracked / "journal.jsonl"
    journal.write_text(journal.read_text(encoding="utf-8").replace('"Tariq"', '"Tarik"'), encoding="utf-8")
    before = files(tmp_path)
    ran = pmflow("sweep", "--json", "--now=2025-06-13T10:00Z")
    answer = json.loads(ran.out)
    assert (ran.code, answer["examined"], answer["of"], answer["plan"]) == (11, 0, 1, [])
    assert "its journal cannot be believed" in answer["troubles"][0]["message"]
    assert files(tmp_path) == before


def test_nothing_is_here(pmflow: Pmflow, tmp_path: Path) -> None:
    """An empty folder is no trouble, and stays empty."""
    policy(tmp_path, "mode: enforce\n")
    assert pmflow("sweep", WEDNESDAY).out == "nothing is due\n\nexamined 0 of 0\n"
    assert list(files(tmp_path)) == ["pmflow.yml"]


def test_an_incident_without_a_post_mortem(pmflow: Pmflow, tmp_path: Path) -> None:
    """Asked after beside its file, once; until there is one."""
    policy(tmp_path, "mode: enforce\nopens_on: request\n")
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "cart.yml").write_text(
        "title: The cart was empty\nseverity: P0\nresponders: [Omar]\nstarted_at: 2025-06-09T10:00:00Z\n"
        "resolved_at: 2025-06-09T12:00:00Z\n",
        encoding="utf-8",
    )
    for hour in (10, 11, 12):
        ran = pmflow("sweep", f"--now=2025-06-11T{hour}:00Z")
        assert ran.code == 0
    said = (tmp_path / "incidents" / "cart.comments.md").read_text(encoding="utf-8")
    assert said.startswith(
        "<!-- pmflow:comment told|open|2025-06-10|overdue|2025-06-11T10:00:00+00:00|Omar -->\n"
        "Omar:\n\n**Overdue: finish it, or say what becomes of it**\n\n"
        "- A post-mortem of “The cart was empty” was due on Tue 2025-06-10, 1 business day ago\n"
    )
    assert said.endswith("For cart: `pmflow open cart`\n")
    assert pmflow("open", "cart", "--now=2025-06-11T12:30Z").code == 0
    messages = json.loads(pmflow("sweep", "--json", "--now=2025-06-30T12:00Z").out)["messages"]
    assert not [rung for message in messages for rung in message["rungs"] if "#open:" in rung]


def test_an_incident_that_wants_its_post_mortem(pmflow: Pmflow, tmp_path: Path) -> None:
    """With `mode: observe` it is shown; with `enforce` it is opened, with the team's own template, once."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "own.md").write_text("# {{ title }}\n\n## Summary\n\nOurs.\n", encoding="utf-8")
    (tmp_path / "incidents" / "cart.yml").write_text(
        "title: The cart was empty\nseverity: P0\nresponders: [Omar]\nstarted_at: 2025-06-09T10:00:00Z\n"
        "resolved_at: 2025-06-09T12:00:00Z\n",
        encoding="utf-8",
    )
    policy(tmp_path, "mode: observe\ntemplates: {full: own.md}\n")
    before = list(files(tmp_path))
    would = pmflow("sweep", WEDNESDAY)
    assert would.out.splitlines()[0] == "cart: would open a post-mortem, it is an incident (opens_on: incident)"
    assert list(files(tmp_path)) == before
    policy(tmp_path, "mode: enforce\ntemplates: {full: own.md}\n")
    done = json.loads(pmflow("sweep", "--json", WEDNESDAY).out)
    (effect,) = done["plan"]
    assert (effect["effect"], effect["target"]) == ("create_postmortem", "cart")
    assert (done["opened"], done["examined"], done["of"], done["messages"]) == (
        [{"incident": "cart", "ref": "2025-06-09-the-cart-was-empty"}], 1, 1, [],
    )  # fmt: skip
    made = (tmp_path / "postmortems" / "2025-06-09-the-cart-was-empty" / "postmortem.md").read_text(encoding="utf-8")
    assert "Ours." in made
    assert json.loads(pmflow("sweep", "--json", WEDNESDAY).out)["opened"] == []


# Addresses


def test_an_address_that_cannot_be_used_is_refused_at_the_start(
    pmflow: Pmflow, tracked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key and the variable are named, the address is not; nothing was done."""
    policy(tmp_path, "mode: enforce\nnotify: {channel: PM_CHANNEL, people: PM_PEOPLE}\n")
    monkeypatch.setenv("PM_CHANNEL", f"https://example.org/{SECRET}")
    monkeypatch.setenv("PM_PEOPLE", f"mailto://127.0.0.1:1?from=a@example.org&to={SECRET}")
    before = files(tmp_path)
    ran = pmflow("sweep", WEDNESDAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "pmflow: notify.channel: the address in PM_CHANNEL is a web address of no service that is known"
    )
    assert SECRET not in ran.err
    assert files(tmp_path) == before


def test_a_variable_that_is_not_set_is_said(
    pmflow: Pmflow, tracked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tracker hears it instead."""
    policy(tmp_path, "mode: enforce\nnotify: {channel: PM_CHANNEL}\n")
    monkeypatch.delenv("PM_CHANNEL", raising=False)
    ran = pmflow("sweep", WEDNESDAY)
    assert ran.code == 0
    assert ran.err == (
        "pmflow: notify.channel: PM_CHANNEL is not set, so what it would have been told is said in the tracker\n"
    )
    assert ran.out.count("in the tracker: said") == 3


# As a process, with real ends


def process(folder: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PMFLOW", "PM_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "pmflow", *words],
        cwd=folder, env={**clean, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONWARNINGS": "default", **environment},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


TEAM = """\
mode: enforce
notify: {channel: PM_CHANNEL, people: PM_PEOPLE}
people:
  - {name: Tariq, email: tariq@example.org}
  - {name: Ines Okafor, aliases: [Ines], email: ines@example.org, lead: Tariq}
  - {name: Wanda, handle: wanda}
"""


def addresses(sink: Sink, mailbox: Mailbox, port: int | None = None) -> dict[str, str]:
    return {
        "PM_CHANNEL": f"json://127.0.0.1:{port or sink.port}/{SECRET}?+X-Token={SECRET}&cto=1",
        "PM_PEOPLE": f"mailto://bot:{SECRET}@127.0.0.1:{mailbox.port}?from=pmflow@example.org&to={{email}}",
    }


def texts(mailbox: Mailbox) -> dict[str, tuple[str, str]]:
    """Recipient → subject and plain text, one mail each."""
    found: dict[str, tuple[str, str]] = {}
    for _, to, mail in mailbox.mails:
        body = mail.get_body(("plain",))
        assert len(to) == 1
        assert to[0] not in found
        assert body is not None
        found[to[0]] = (str(mail["Subject"]), body.get_content().replace("\r\n", "\n"))
    return found


def leaks(folder: Path, *said: str) -> list[str]:
    """Where the secret stands: output, or any file of the folder."""
    everything = {
        "output": "".join(said),
        **{name: data.decode("utf-8", "replace") for name, data in files(folder).items()},
    }
    return [name for name, text in everything.items() if SECRET.lower() in text.lower()]


OVERDUE = (
    "AI-1 “Compare group names without regard to case in the access filter” (Tariq) "
    "was due on Tue 2025-06-10, 5 business days ago"
)
CHANNEL = f"""\
**Needs your help: do it, or see that somebody does**

- {OVERDUE}
  of: Search went blank for signed-in users (P1), {REF}
  then: on Tue 2025-06-24 the channel is asked (accountable)

Answer: `pmflow action done {REF} AI-1 --evidence URL` · `pmflow action due {REF} AI-1 DATE` · \
`pmflow action snooze {REF} AI-1 DAYS` · `pmflow action assign {REF} AI-1 NAME` · \
`pmflow action wont-do {REF} AI-1 "WHY" --approver NAME`"""
TARIQ = f"""\
Needs your help: do it, or see that somebody does

- Sharing what was learned (Ines Okafor) was due on Wed 2025-06-11, 4 business days ago
  of: Search went blank for signed-in users (P1), {REF}
  then: on Wed 2025-06-18 the channel is asked (channel)

For {REF}: pmflow advance {REF} share --audience AUDIENCE
"""


def test_digests_arrive(tracked: Path, tmp_path: Path, sink: Sink, mailbox: Mailbox) -> None:
    """One mail to each person, one post to the channel, compared whole; no secret stands anywhere; the next sweep is silent."""
    policy(tmp_path, TEAM)
    sweep = process(tmp_path, "sweep", "--now=2025-06-17T10:00Z", **addresses(sink, mailbox))
    out, err = sweep.communicate(timeout=60)
    assert (sweep.returncode, err) == (0, "")
    assert out.count(": said") == 3
    assert leaks(tmp_path, out, err) == []
    (post,) = sink.posts
    assert (post.json["title"], post.json["message"]) == (f"pmflow: {OVERDUE}", CHANNEL)
    mails = texts(mailbox)
    assert {to: subject for to, (subject, _) in mails.items()} == {
        "ines@example.org": "pmflow: AI-2 “Run the smoke test as a guest and as a member of two groups” "
        "was due on Fri 2025-06-13, 2 business days ago",
        "tariq@example.org": "pmflow: Sharing what was learned (Ines Okafor) was due on Wed 2025-06-11, 4 business days ago",
    }
    # How a mail's lines are broken and indented is the library's; the words are ours.
    assert mails["tariq@example.org"][1].split() == TARIQ.split()
    again = process(tmp_path, "sweep", "--now=2025-06-17T11:00Z", **addresses(sink, mailbox))
    out, err = again.communicate(timeout=60)
    assert (again.returncode, out, err) == (0, "nothing is due\n\nexamined 1 of 1\n", "")
    assert (len(mailbox.mails), len(sink.posts)) == (2, 1)
    assert not (tracked / "comments.md").exists()


@pytest.mark.slow
def test_a_dead_channel_holds_up_no_mail(
    tracked: Path, tmp_path: Path, sink: Sink, mailbox: Mailbox, closed_port: int
) -> None:
    """It is told, without a secret, exit 11; once it is up again, it hears what it missed, and nobody else hears it twice."""
    policy(tmp_path, TEAM)
    sweep = process(tmp_path, "sweep", "--now=2025-06-17T10:00Z", **addresses(sink, mailbox, closed_port))
    out, err = sweep.communicate(timeout=60)
    assert (sweep.returncode, err) == (11, "")
    assert "channel (notify.channel): could not be said, tried again at the next sweep (notify.channel: " in out
    assert (sorted(texts(mailbox)), sink.posts) == (["ines@example.org", "tariq@example.org"], [])
    assert leaks(tmp_path, out, err) == []
    later = process(tmp_path, "sweep", "--now=2025-06-17T11:00Z", **addresses(sink, mailbox))
    out, err = later.communicate(timeout=60)
    assert (later.returncode, err, len(sink.posts), len(mailbox.mails)) == (0, "", 1, 2)
    assert leaks(tmp_path, out, err) == []


def many(folder: Path, tracked: Path, number: int) -> None:
    """Copies of the tracked post-mortem, journal and all."""
    for n in range(number):
        copy = folder / "postmortems" / f"2025-06-03-copy-{n:02}"
        copy.mkdir()
        for name in ("postmortem.md", "journal.jsonl"):
            text = (tracked / name).read_text(encoding="utf-8").replace("search-blank", f"copy-{n:02}")
            (copy / name).write_bytes((tracked / name).read_bytes() if name == "journal.jsonl" else text.encode())


def rungs(folder: Path) -> Counter[tuple[str, str, str]]:
    """Every rung in every journal that was not taken back: it may have been said."""
    found: Counter[tuple[str, str, str]] = Counter()
    for path in folder.glob("postmortems/*/journal.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            for rung in (entry.get("told") or {}).get("rungs", ()):
                found[path.parent.name, rung["id"], rung["rung"]] += -1 if entry["what"] == "NotTold" else 1
    return found


@pytest.mark.slow
def test_two_processes_at_once(tracked: Path, tmp_path: Path, sink: Sink, mailbox: Mailbox) -> None:
    """Over twelve post-mortems: every rung is journaled once, and said once."""
    policy(tmp_path, TEAM)
    many(tmp_path, tracked, 11)
    both = [process(tmp_path, "sweep", "--now=2025-06-17T10:00Z", **addresses(sink, mailbox)) for _ in range(2)]
    said = [sweep.communicate(timeout=100) for sweep in both]
    assert [(sweep.returncode, err) for sweep, (_, err) in zip(both, said, strict=True)] == [(0, "")] * 2
    assert set(rungs(tmp_path).values()) == {1}
    assert len(rungs(tmp_path)) == 36
    posted = "".join(post.json["message"] for post in sink.posts)
    mailed = "".join(body.get_content() for _, _, mail in mailbox.mails if (body := mail.get_body(("plain",))))
    for ref, id, _ in rungs(tmp_path):
        where, what = (posted, "AI-1") if id == "AI-1" else (mailed, "AI-2" if id == "AI-2" else "Sharing")
        assert len(re.findall(rf"{what}[^\n]*\n\s*of:[^\n]*{ref}\b", where)) == 1, (ref, id)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_kill_in_the_middle(tracked: Path, tmp_path: Path, sink: Sink, mailbox: Mailbox) -> None:
    """At ten moments: afterwards nothing is said twice, the journals are whole, and the labels are right."""
    policy(tmp_path, TEAM)
    many(tmp_path, tracked, 9)
    for n in range(10):
        sweep = process(tmp_path, "sweep", "--now=2025-06-17T10:00Z", **addresses(sink, mailbox))
        time.sleep(0.35 + n * 0.12)
        sweep.kill()
        sweep.communicate()
    last = process(tmp_path, "sweep", "--now=2025-06-17T11:00Z", **addresses(sink, mailbox))
    _, err = last.communicate(timeout=100)
    assert (last.returncode, err) == (0, "")
    assert set(rungs(tmp_path).values()) == {1}
    assert len(rungs(tmp_path)) == 30
    posted = "".join(post.json["message"] for post in sink.posts)
    for ref, id, _ in rungs(tmp_path):
        if id == "AI-1":
            assert len(re.findall(rf"AI-1[^\n]*\n\s*of:[^\n]*{ref}\b", posted)) <= 1
    for path in tmp_path.glob("postmortems/*/postmortem.md"):
        assert re.search(r"labels: \[?[^\n]*pm-overdue|- pm-overdue", path.read_text(encoding="utf-8"))
    check = process(tmp_path, "audit", "verify", REF)
    assert (check.communicate(timeout=60)[1], check.returncode) == ("", 0)
