"""One story that every tracker must be able to tell. A new adapter joins by one line in `BENCHES`.

A bench makes a tracker and acts as a person behind pmflow's back; all else goes through the port.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from pmflow.adapters import ADAPTERS, adapter
from pmflow.adapters.github import GitHub
from pmflow.adapters.local import Local
from pmflow.adapters.memory import Memory
from pmflow.document.parse import parse
from pmflow.errors import TrackerConflict, TrackerMissing, TrackerRefused
from pmflow.journal import Entry, verify
from pmflow.model import ActionItem, ActionStatus, Approval, Incident, Postmortem, Severity, State
from pmflow.plan import (
    AddLabel,
    AssignActionItem,
    Comment,
    CreateActionItem,
    MarkPublished,
    Notify,
    OpenPostmortem,
    Publish,
    RemoveLabel,
    SetDue,
    SetState,
    ShowStatus,
    UpdateActionItem,
    UpsertBlock,
    WriteJournal,
    WriteRows,
)
from pmflow.tracker import Card, Tracker
from tests.adapters.github_server import TOKEN, Front

BERLIN_SUMMER = dt.timezone(dt.timedelta(hours=2))
POOL = Incident(
    ref="pool",
    title="Connection pool exhausted by a leak",
    severity="SEV1",
    severity_normal=Severity.P1,
    started_at=dt.datetime(2026, 6, 2, 0, 14, tzinfo=BERLIN_SUMMER),
    resolved_at=dt.datetime(2026, 6, 2, 1, 40, tzinfo=BERLIN_SUMMER),
    services=("checkout",),
)
CERTIFICATE = Incident(ref="certificate", title="Certificate ran out", severity="SEV3", severity_normal=Severity.P3)
BODY = """\
---
title: Connection pool exhausted by a leak
incident: pool
severity: SEV1
date: 2026-06-02
authors: [noor]
---

# Connection pool exhausted by a leak

## Summary

Checkout answered with errors for 86 minutes.

## Action items

| ID | Action | Owner | Due | Priority | Status |
|----|--------|-------|-----|----------|--------|
|    | Close connections in the retry path | noor | 2026-06-12 | P1 | Planned |
|    | Alert on pool usage above 80 % | ivo | 2026-06-20 | P2 | Planned |
"""
ITEM = ActionItem(
    id="AI-1",
    title="Close connections in the retry path",
    owner="noor",
    due=dt.date(2026, 6, 12),
    status=ActionStatus.PLANNED,
)
NOW = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)


class Bench(Protocol):
    """A tracker that a test can make, and what people do to it."""

    tracker: Tracker

    def add_incident(self, incident: Incident) -> Incident:
        """Somebody reports it; answers it as the tracker knows it, by the tracker's own ref."""
        ...

    def edit(self, ref: str, body: str) -> None: ...

    def published(self, place: str, ref: str) -> str | None: ...


class MemoryBench:
    def __init__(self, _: pytest.FixtureRequest) -> None:
        self.tracker = self.memory = Memory()
        self.edit = self.memory.edit

    def add_incident(self, incident: Incident) -> Incident:
        self.memory.add_incident(incident)
        return incident

    def published(self, place: str, ref: str) -> str | None:
        return self.memory.published.get(f"{place}/{ref}")


class LocalBench:
    def __init__(self, request: pytest.FixtureRequest) -> None:
        self.root: Path = request.getfixturevalue("tmp_path")
        self.tracker = Local(self.root)

    def add_incident(self, incident: Incident) -> Incident:
        lines = [
            f"title: {incident.title}",
            f"severity: {incident.severity}",
            f"services: [{', '.join(incident.services)}]",
        ]
        for key in ("started_at", "resolved_at"):
            if at := getattr(incident, key):
                lines.append(f"{key}: {at.isoformat()}")
        (self.root / "incidents").mkdir(exist_ok=True)
        (self.root / f"incidents/{incident.ref}.yml").write_text("\n".join(lines) + "\n")
        return incident

    def edit(self, ref: str, body: str) -> None:
        (self.root / f"postmortems/{ref}/postmortem.md").write_bytes(body.encode())

    def published(self, place: str, ref: str) -> str | None:
        path = self.root / place / f"{ref}.md"
        # The mark by which the file is known again is the tracker's own matter.
        return path.read_text().removesuffix(f"\n<!-- pmflow:published {ref} -->\n") if path.exists() else None


class GitHubBench:
    by_graphql = True

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self.front: Front = request.getfixturevalue("github")
        self.front.graphql = self.by_graphql
        self.tracker = GitHub([self.front.repo], token=TOKEN, address=self.front.address, between_writes=0)

    def add_incident(self, incident: Incident) -> Incident:
        lines = [f"{key}: {at.isoformat()}" for key in ("started_at", "resolved_at") if (at := getattr(incident, key))]
        lines += [f"services: [{', '.join(incident.services)}]"] if incident.services else []
        body = "\n".join(("---", *lines, "---", "It hurts.")) if lines else "It hurts."
        made = self.front.ask(
            "POST", "/issues", {"title": incident.title, "body": body, "labels": ["incident", incident.severity]}
        )
        noticed = None if incident.started_at else dt.datetime.fromisoformat(made["created_at"])
        return incident.model_copy(update={"ref": f"{self.front.repo}#{made['number']}", "detected_at": noticed})

    def edit(self, ref: str, body: str) -> None:
        self.front.ask("PATCH", f"/issues/{ref.rpartition('#')[2]}", {"body": body})

    def published(self, place: str, ref: str) -> str | None:
        # The marker by which the comment is known again is the tracker's own matter.
        head = f"<!-- pmflow:published {place} -->\n"
        bodies = [each["body"] for each in self.front.comments(int(ref.rpartition("#")[2]))]
        return next((body.removeprefix(head) for body in bodies if body.startswith(head)), None)


class OldGitHubBench(GitHubBench):
    """A server of which GraphQL is not to be had: all is read by REST."""

    by_graphql = False


BENCHES: tuple[tuple[str, Callable[[pytest.FixtureRequest], Bench]], ...] = (
    ("memory", MemoryBench),
    ("local", LocalBench),
    ("github", GitHubBench),
    ("github-rest", OldGitHubBench),
)


@pytest.fixture(params=[make for _, make in BENCHES], ids=[name for name, _ in BENCHES])
def bench(request: pytest.FixtureRequest) -> Bench:
    return request.param(request)


@pytest.fixture
def certificate(bench: Bench) -> Incident:
    """An incident, as the tracker knows it."""
    return bench.add_incident(CERTIFICATE)


@pytest.fixture
def pool(bench: Bench, certificate: Incident) -> Incident:
    """Another, reported after it."""
    return bench.add_incident(POOL)


@pytest.fixture
def ref(bench: Bench, pool: Incident) -> str:
    """A post-mortem of one of two incidents."""
    return bench.tracker.create(pool, body_of(pool))


def body_of(incident: Incident) -> str:
    return BODY.replace("incident: pool", f"incident: {incident.ref}")


def items(tracker: Tracker, ref: str) -> dict[str, tuple[str | None, dt.date | None, ActionStatus | None]]:
    """Owner, due date and status of the action items, from wherever the tracker keeps them."""
    loaded = tracker.load(ref)
    found = parse(loaded.body).postmortem.action_items if tracker.items_in_document else loaded.items
    return {item.id: (item.owner, item.due, item.status) for item in found if item.id}


def entry(key: str, *, to: State | None = None) -> Entry:
    return Entry(key=key, at=NOW, by="noor", what="review", source=State.DRAFT if to else None, to=to)


def test_every_adapter_is_here() -> None:
    """No adapter is registered that does not tell this story, and each is what the port asks for."""
    assert sorted({name.removesuffix("-rest") for name, _ in BENCHES}) == sorted(ADAPTERS)
    assert [adapter(name).name for name in ADAPTERS] == list(ADAPTERS)


def test_it_is_a_tracker(bench: Bench) -> None:
    """Each adapter offers the whole port, under its registered name."""
    assert isinstance(bench.tracker, Tracker)
    assert bench.tracker.name in ADAPTERS


def test_empty(bench: Bench) -> None:
    """A tracker without post-mortems has no cards, and says so when it is asked for one."""
    assert list(bench.tracker.cards()) == []
    assert list(bench.tracker.incidents()) == []
    with pytest.raises(TrackerMissing, match="nothing-here"):
        bench.tracker.resolve("nothing-here")


def said(body: str) -> tuple[str, Postmortem]:
    """The words below the facts, and what is read of them together with those."""
    placed = {"sections": {}, "timeline": (), "action_items": (), "state": None}
    return body[body.index("# Connection") :], parse(body).postmortem.model_copy(update=placed)


def briefly(incident: Incident) -> Incident:
    """Without what a tracker tells only of one that is asked for alone."""
    return incident.model_copy(update={"timeline": (), "responders": (), "said": "", "evidence": ()})


def test_incidents_stand_alone(bench: Bench, certificate: Incident, pool: Incident) -> None:
    """An incident is there without its post-mortem, as it was reported; alone it may tell more of how it went."""
    assert list(bench.tracker.incidents()) == [certificate, pool]
    assert briefly(bench.tracker.incident(pool.ref)) == pool
    with pytest.raises(TrackerMissing, match=f"did you mean {re.escape(certificate.ref)}"):
        bench.tracker.incident(certificate.ref + "x")


def test_record_incident(bench: Bench) -> None:
    """An incident that pmflow is told of is kept once, as it was told; or refused where they are made elsewhere."""
    try:
        assert [bench.tracker.record_incident(POOL) for _ in range(2)] == ["pool", "pool"]
    except TrackerRefused:
        return
    assert list(bench.tracker.incidents()) == [POOL]
    with pytest.raises(TrackerConflict, match="pool"):
        bench.tracker.record_incident(POOL.model_copy(update={"title": "Another"}))
    assert list(bench.tracker.incidents()) == [POOL]


def test_create(bench: Bench, certificate: Incident, pool: Incident, ref: str) -> None:
    """A new post-mortem has its words, says its facts, has no state but draft, no journal, and belongs to its incident."""
    loaded = bench.tracker.load(ref)
    linked = pool.model_copy(update={"postmortem": ref})
    assert (loaded.ref, said(loaded.body), loaded.journal, loaded.items) == (ref, said(body_of(pool)), (), ())
    assert loaded.states in ((), (State.DRAFT,))
    assert (loaded.comments, loaded.troubles, loaded.incident) == (frozenset(), (), linked)
    assert list(bench.tracker.incidents()) == [certificate, linked]
    assert briefly(bench.tracker.incident(pool.ref)) == linked


def test_create_again(bench: Bench, certificate: Incident, pool: Incident, ref: str) -> None:
    """Creating the post-mortem of an incident that has one answers that one and changes nothing."""
    assert bench.tracker.create(pool, "# Something else\n") == ref
    assert said(bench.tracker.load(ref).body) == said(body_of(pool))
    assert bench.tracker.create(certificate, body_of(certificate)) != ref
    assert len(list(bench.tracker.cards())) == 2


def test_resolve(bench: Bench, ref: str) -> None:
    """A full ref resolves to itself; one that is nearly right is answered with the right one."""
    assert bench.tracker.resolve(ref) == ref
    with pytest.raises(TrackerMissing, match=ref):
        bench.tracker.resolve(ref + "x")
    for call in (bench.tracker.load, bench.tracker.hold):
        with pytest.raises(TrackerMissing), call(ref + "x"):  # type: ignore[union-attr]
            pass


def test_cards(bench: Bench, pool: Incident, ref: str) -> None:
    """A card has what the head of the document and the tracker's state say; some know when it was last written to."""
    bench.tracker.apply(ref, SetState(State.REVIEWED))
    assert [replace(card, changed=None) for card in bench.tracker.cards()] == [
        Card(
            ref,
            "Connection pool exhausted by a leak",
            State.REVIEWED,
            "SEV1",
            Severity.P1,
            dt.date(2026, 6, 2),
            ("noor",),
            pool.ref,
        )
    ]


def test_one_state(bench: Bench, ref: str) -> None:
    """Setting a state leaves exactly that one, however often it is set."""
    for state in (State.DRAFT, State.REVIEWED, State.REVIEWED):
        bench.tracker.apply(ref, SetState(state))
        assert bench.tracker.load(ref).states == (state,)


def test_labels(bench: Bench, ref: str) -> None:
    """A label is there once however often it is added, and taking it away twice is as once; others stay."""
    before = bench.tracker.load(ref).labels
    for _ in range(2):
        bench.tracker.apply(ref, AddLabel("pm-overdue"))
        bench.tracker.apply(ref, AddLabel("pm-escalated"))
    assert sorted(bench.tracker.load(ref).labels) == sorted((*before, "pm-overdue", "pm-escalated"))
    for _ in range(2):
        bench.tracker.apply(ref, RemoveLabel("pm-overdue"))
    assert sorted(bench.tracker.load(ref).labels) == sorted((*before, "pm-escalated"))


def test_write_body(bench: Bench, ref: str) -> None:
    """A body is replaced to the character, line ends and all, when nobody else wrote in between."""
    loaded = bench.tracker.load(ref)
    after = loaded.body.replace("86 minutes", "86 minutes — “all” of them")
    bench.tracker.write_body(ref, after, expected=loaded.body)
    assert bench.tracker.load(ref).body == after


def test_write_body_after_an_edit(bench: Bench, ref: str) -> None:
    """When somebody edited the document meanwhile, nothing is written."""
    loaded = bench.tracker.load(ref)
    edited = loaded.body + "\nA person's words.\n"
    bench.edit(ref, edited)
    with pytest.raises(TrackerConflict):
        bench.tracker.write_body(ref, loaded.body + "\nOurs.\n", expected=loaded.body)
    assert bench.tracker.load(ref).body == edited


def test_state_leaves_the_words_alone(bench: Bench, pool: Incident, ref: str) -> None:
    """Setting a state and labels changes nothing below the front matter."""
    before = bench.tracker.load(ref).body
    bench.tracker.apply(ref, SetState(State.REVIEWED))
    bench.tracker.apply(ref, AddLabel("pm-overdue"))
    body = bench.tracker.load(ref).body
    assert said(body) == said(before) == said(body_of(pool))
    assert body.startswith(before[: before.index("---\n\n#") if "---\n\n#" in before else None])


def test_items(bench: Bench, ref: str) -> None:
    """An action item is made once, and owner, date and status follow, each as often as one likes."""
    tracker = bench.tracker
    for _ in range(2):
        tracker.apply(ref, CreateActionItem(ITEM))
    assert items(tracker, ref) == {"AI-1": ("noor", dt.date(2026, 6, 12), ActionStatus.PLANNED)}
    for _ in range(2):
        tracker.apply(ref, AssignActionItem("AI-1", "ivo"))
        tracker.apply(ref, SetDue("AI-1", dt.date(2026, 7, 1)))
        tracker.apply(ref, UpdateActionItem("AI-1", status=ActionStatus.DONE))
    assert items(tracker, ref) == {"AI-1": ("ivo", dt.date(2026, 7, 1), ActionStatus.DONE)}


def test_no_such_item(bench: Bench, ref: str) -> None:
    """An effect on an action item that is not there is refused by name."""
    with pytest.raises(TrackerMissing, match="AI-9"):
        bench.tracker.apply(ref, AssignActionItem("AI-9", "ivo"))


def test_comment_once(bench: Bench, ref: str) -> None:
    """A comment is made once for its key, whatever is in key and text."""
    odd = "refused:review:100%>-->\nx"
    for _ in range(2):
        bench.tracker.apply(ref, Comment("refused:1", "The review is refused:\n\n- no meeting\n"))
        bench.tracker.apply(ref, Comment(odd, "It quotes <!-- pmflow:comment b --> and\n<!-- pmflow:comment c -->\n"))
    assert bench.tracker.load(ref).comments == {"refused:1", odd}


def test_comment_on_an_incident_once(bench: Bench, pool: Incident, ref: str) -> None:
    """What is said under an incident is said once for its key, and the incident knows the keys."""
    for _ in range(2):
        bench.tracker.comment_incident(pool.ref, "told:open:1>-->", "It has no post-mortem yet.")
    assert bench.tracker.incident(pool.ref).comments == {"told:open:1>-->"}
    assert [each.comments for each in bench.tracker.incidents() if each.ref == pool.ref] == [{"told:open:1>-->"}]
    with pytest.raises(TrackerMissing):
        bench.tracker.comment_incident("nowhere", "a", "b")


def test_labels_of_an_item(bench: Bench, ref: str) -> None:
    """Where action items are the tracker's own, each has labels of its own; rows of a document have none."""
    if bench.tracker.items_in_document:
        with pytest.raises(ValueError, match="rows of a document"):
            bench.tracker.apply(ref, AddLabel("pm-overdue", "AI-1"))
        return
    bench.tracker.apply(ref, CreateActionItem(ITEM))
    for _ in range(2):
        bench.tracker.apply(ref, AddLabel("pm-overdue", "AI-1"))
        bench.tracker.apply(ref, AddLabel("pm-escalated", "AI-1"))
    bench.tracker.apply(ref, RemoveLabel("pm-escalated", "AI-1"))
    loaded = bench.tracker.load(ref)
    assert (loaded.item_labels, "pm-overdue" in loaded.labels) == ({"AI-1": ("pm-overdue",)}, False)


def test_journal(bench: Bench, ref: str) -> None:
    """Entries come back whole, in order and sealed; the same key is written once."""
    approval = Approval(by="ivo", at=NOW, content_hash="abc")
    told = (entry("a"), entry("b", to=State.REVIEWED), entry("c").model_copy(update={"approval": approval}))
    for one in (*told, told[1]):
        bench.tracker.apply(ref, WriteJournal(one))
    journal = bench.tracker.load(ref).journal
    unsealed = {"previous": "", "hash": "", "mac": None}
    assert [e.model_copy(update=unsealed) for e in journal] == [e.model_copy(update=unsealed) for e in told]
    assert verify(journal) == []


def test_several_entries_at_once(bench: Bench, ref: str) -> None:
    """Each is sealed on the one before, and each is written once."""
    one, two, three = (Entry(key=key, at=NOW, by="noor", what="review") for key in "abc")
    bench.tracker.apply(ref, WriteJournal(one))
    for _ in range(2):
        bench.tracker.apply(ref, WriteJournal(one, more=(two, three, two)))
    journal = bench.tracker.load(ref).journal
    assert ([entry.key for entry in journal], verify(journal)) == (["a", "b", "c"], [])


def test_publish(bench: Bench, ref: str) -> None:
    """What is published is there under its place; publishing again overwrites it; a note stands above."""
    bench.tracker.apply(ref, Publish("company", "shared", "# One\n"))
    bench.tracker.apply(ref, Publish("company", "shared", "# Two\n"))
    assert bench.published("shared", ref) == "# Two\n"
    bench.tracker.apply(ref, MarkPublished("company", "shared", "under revision"))
    assert bench.published("shared", ref) == "> under revision\n\n# Two\n"


def test_survey(bench: Bench, ref: str) -> None:
    """A survey tells what cards, loading each and the incidents tell."""
    bench.add_incident(CERTIFICATE)
    bench.tracker.apply(ref, SetState(State.REVIEWED))
    bench.tracker.apply(ref, Comment("refused:1", "Not yet."))
    survey = bench.tracker.survey()
    there = [(each.card, each.load()) for each in survey.postmortems]
    assert there == [(card, bench.tracker.load(card.ref)) for card in bench.tracker.cards()]
    assert list(survey.incidents) == list(bench.tracker.incidents())


def test_show_status(bench: Bench, ref: str) -> None:
    """What is shown of how things stand replaces what was shown before, and touches nothing else."""
    before = bench.tracker.load(ref)
    bench.tracker.apply(ref, ShowStatus("The **review** is next.\n"))
    bench.tracker.apply(ref, ShowStatus("Two items are **open**.\n"))
    after = bench.tracker.load(ref)
    assert after.status in ("Two items are **open**.\n", None)
    assert replace(after, status=None) == before


def test_answer(bench: Bench, ref: str) -> None:
    """A command is answered once; in a folder of files nobody gives one."""
    assert bench.tracker.may_write(ref, "noor")
    assert not bench.tracker.replied(ref, "12")
    if bench.tracker.name == "local":
        with pytest.raises(TrackerRefused, match="use the command line"):
            bench.tracker.reply(ref, "12", "done", "draft → reviewed")
        return
    bench.tracker.reply(ref, "12", "done", "draft → reviewed")
    bench.tracker.reply(ref, "12", "refused", "never said")
    assert (bench.tracker.replied(ref, "12"), bench.tracker.replied(ref, "13")) == (True, False)


def test_not_the_trackers_work(bench: Bench, ref: str) -> None:
    """What the engine does itself is refused, and changes nothing."""
    before = bench.tracker.load(ref)
    for effect in (WriteRows(()), UpsertBlock("x"), Notify("k", ("ivo",), "text"), OpenPostmortem("Search", "now")):
        with pytest.raises(ValueError, match="engine"):
            bench.tracker.apply(ref, effect)
    assert bench.tracker.load(ref) == before


def test_hold(bench: Bench, ref: str) -> None:
    """A held post-mortem can be read and written by its holder, also when it is held again inside."""
    with bench.tracker.hold(ref), bench.tracker.hold(ref):
        body = bench.tracker.load(ref).body
        bench.tracker.write_body(ref, body + "\nMore.\n", expected=body)
        bench.tracker.apply(ref, SetState(State.DRAFT))
    assert bench.tracker.load(ref).states == (State.DRAFT,)


def test_hold_incident(bench: Bench, pool: Incident) -> None:
    """The same for an incident: what is said under it is said by whoever holds it; one that is not there is missing."""
    id = pool.ref
    with bench.tracker.hold_incident(id), bench.tracker.hold_incident(id):
        bench.tracker.comment_incident(id, "told", "Somebody was told.")
        bench.tracker.comment_incident(id, "told", "Somebody was told again.")
    assert bench.tracker.incident(id).comments == {"told"}
    with pytest.raises(TrackerMissing), bench.tracker.hold_incident("none"):
        pass
