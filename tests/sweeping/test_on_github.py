"""A sweep over GitHub: what it writes, and what becomes of it where GitHub takes no more."""

from __future__ import annotations

import datetime as dt

from pmflow.adapters.github import GitHub
from pmflow.journal import Entry, ItemValues, verify
from pmflow.model import ActionItem, ActionStatus, State
from pmflow.plan import CreateActionItem, SetState, WriteJournal
from pmflow.showing import show_status
from pmflow.sweeping import sweep
from pmflow.sweeping.ways import called_among
from tests.adapters.github_server import TOKEN, Emulator, Fault, Front
from tests.adapters.test_github_story import another
from tests.escalation.scene import BEGAN
from tests.sweeping.scene import DUE, at, policy

POLICY = policy(
    people=[{"name": "Noor", "handle": "noor"}, {"name": "Ivo", "handle": "ivo"}],
    notify={}, opens_on="incident", ladder=[{"name": "late", "day": 1, "to": "owner", "label": "overdue"}],
)  # fmt: skip
WRITE = r"^(POST|PATCH|DELETE|PUT) "
ENOUGH = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "4600"}


def tracker(front: Front) -> GitHub:
    return GitHub(
        [front.repo], token=TOKEN, address=front.address, logins={"noor": "noor", "ivo": "ivo"}, between_writes=0,
        sleep=lambda _: None, clock=lambda: 1000.0,
    )  # fmt: skip


def full(front: Front) -> str:
    """A post-mortem (#2) with two promises that are late, and an incident (#5) that nobody opened one for."""
    here = tracker(front)
    head = "---\nresolved_at: 2026-01-05T09:00Z\n---\n"
    front.ask("POST", "/issues", {"title": "Search", "labels": ["incident", "SEV1"], "body": head})
    ref = here.create(
        here.incident(f"{front.repo}#1"), f"---\ntitle: Search\nincident: {front.repo}#1\n---\n\n# Search\n"
    )
    values = {}
    for number, owner in enumerate(("noor", "ivo"), 1):
        item = ActionItem(
            id=f"AI-{number}", title=f"Promise {number}", owner=owner, due=DUE, status=ActionStatus.PLANNED
        )
        here.apply(ref, CreateActionItem(item))
        values[f"AI-{number}"] = ItemValues(title=item.title, owner=owner, due=DUE)
    shared = Entry(
        key="s", at=BEGAN, by="noor", what="share", source=State.ACTIONS_TRACKED, to=State.SHARED, items=values
    )
    here.apply(ref, WriteJournal(shared))
    here.apply(ref, SetState(State.SHARED))
    front.ask(
        "POST",
        "/issues",
        {"title": "Cart", "labels": ["incident"], "body": "---\nstarted_at: 2026-01-19T08:00Z\n---\n"},
    )
    front.requests.clear()
    return ref


def told(front: Front, number: int) -> list[str]:
    """What people read below an issue: the first words of each comment but the journal's, which end at a colon."""
    bodies = [each["body"] for each in front.comments(number)]
    texts = [body.partition("\n")[2] for body in bodies if "pmflow:comment" in body.partition("\n")[0]]
    return sorted(text.split(":")[0].strip() for text in texts)


def opened(front: Front) -> list[int]:
    """Post-mortems of the incident #5, however they name it."""
    labelled = front.ask("GET", "/issues?labels=postmortem&state=all&per_page=100")
    return [each["number"] for each in labelled if "Cart" in each["title"]]


def test_what_a_sweep_writes(github: Front) -> None:
    """Two for each rung that fires, its label and its comment; one for the journal; and what it takes to open one."""
    ref = full(github)
    swept = sweep(tracker(github), POLICY, now=at(19))
    assert (swept.whole, swept.examined, swept.of, len(swept.said)) == (True, 2, 2, 2)
    writes = github.writes
    labels = [each for each in writes if each.endswith("/labels") and "/6/" not in each]
    assert labels == ["POST /issues/3/labels", "POST /issues/4/labels"]
    under = [each for each in writes if each.endswith("/2/comments")]
    assert (len(under), writes.count("POST /issues")) == (2, 1)
    loaded = tracker(github).load(ref)
    assert [entry.told.to for entry in loaded.journal if entry.told] == ["Ivo", "Noor"]
    github.requests.clear()
    again = sweep(tracker(github), POLICY, now=at(19, 11))
    assert (again.whole, github.writes) == (True, [])
    assert len(github.requests) <= 5  # post-mortems, action items, incidents; and in doubt, who the token is


def test_the_status_is_brought_up_to_date_with_the_journal(github: Front) -> None:
    """What became overdue, no event tells: where people are shown a status, the sweep's one write has it."""
    ref = full(github)
    show_status(tracker(github), ref, POLICY, now=at(10), first=True)
    assert "**overdue**" not in (tracker(github).load(ref).status or "")
    github.requests.clear()
    sweep(tracker(github), POLICY, now=at(19))
    assert (
        len([each for each in github.writes if each.startswith("PATCH /issues/comments/")]) == 2
    )  # the new one's, too
    assert (tracker(github).load(ref).status or "").count("**overdue**") == 2


def test_wherever_github_takes_no_more_the_next_sweep_carries_on(emulator: Emulator) -> None:
    """Nothing is sent after the write that was refused; in the end all is there, and nothing twice."""
    left, writes = True, 0
    while left:
        writes += 1
        with another(emulator) as front:
            ref = full(front)
            front.faults.append(
                Fault("403", WRITE, at=writes, times=99, headers=ENOUGH, body={"message": "API rate limit exceeded"})
            )
            first = sweep(tracker(front), POLICY, now=at(19))
            left = not first.whole
            assert left is (len(front.writes) >= writes)
            if left:
                assert front.requests[-1].writes
                assert "run it again in 3601 s" in first.troubles[0][1]
            front.faults.clear()
            for hour in (11, 12):
                assert sweep(tracker(front), POLICY, now=at(19) + dt.timedelta(hours=hour - 10)).whole
            loaded = tracker(front).load(ref)
            assert (told(front, 2), verify(loaded.journal)) == (["@ivo", "@noor"], [])
            assert [entry.told.to for entry in loaded.journal if entry.told] == ["Ivo", "Noor"]
            assert (loaded.labels, loaded.item_labels) == (
                ("postmortem",), {"AI-1": ("pm-overdue",), "AI-2": ("pm-overdue",)},
            )  # fmt: skip
            (made,) = opened(front)
            loaded = tracker(front).load(f"{front.repo}#{made}")
            assert [entry.what for entry in loaded.journal] == ["PostmortemOpened"]
            assert loaded.states == (State.DRAFT,)
            assert told(front, 5) == [f"Its post-mortem is {front.repo}#{made}."]
    assert writes > 8


def test_who_is_assigned_is_told_and_can_answer_there(github: Front) -> None:
    """Also where the policy names nobody: their login is mentioned, and the answers are what a comment can say."""
    full(github)
    nobody = POLICY.model_copy(update={"people": ()})
    assert sweep(tracker(github), nobody, now=at(19)).whole
    bodies = [each["body"] for each in github.comments(2) if "AI-2" in each["body"] and "Answer:" in each["body"]]
    assert len(bodies) == 1
    lines = bodies[0].splitlines()
    assert "@ivo:" in lines
    assert [line for line in lines if line.startswith("Answer:")] == [
        "Answer: `/pmflow done AI-2 --evidence URL` · `/pmflow due AI-2 DATE` · `/pmflow snooze AI-2 DAYS` · "
        '`/pmflow assign AI-2 NAME` · `/pmflow wont-do AI-2 "WHY" --approver NAME`'
    ]
    assert bodies[0].count("@") == bodies[0].count("@\u200b") + 1


def test_a_name_that_is_assigned_nowhere_is_nobodys_login(github: Front) -> None:
    """It may be a stranger's: they are not told."""
    ref = full(github)
    here = tracker(github)
    item = ActionItem(id="AI-3", title="Third", owner="Marta", due=DUE, status=ActionStatus.PLANNED)
    here.apply(ref, CreateActionItem(item))
    assert called_among(here.load(ref).logins, "Marta", POLICY) == "Marta"
    assert called_among(here.load(ref).logins, "@Ivo", POLICY.model_copy(update={"people": ()})) == "@ivo"
