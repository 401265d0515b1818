"""Commands in comments: who may, what is answered, and that nothing is done twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest

from pmflow.engine import look
from pmflow.events import StandIn
from pmflow.explain import explain
from pmflow.happenings import CommandGiven
from pmflow.journal import replay
from pmflow.model import ActionStatus, State
from pmflow.policy import Policy
from pmflow.reacting.answering import _begun
from pmflow.reacting.commanding import COMES_ABOUT, OBSERVED, OPEN_IT, _none_yet
from tests.good import GOOD
from tests.reacting.conftest import Stage


def answer(stage: Stage) -> tuple[str, str]:
    """Sign and text of the last one."""
    return stage.tracker.replies[str(stage.said)][1:]


def test_a_step_is_taken_and_answered(stage: Stage) -> None:
    """With where it leads, and what comes next."""
    ref = stage.good()
    reacted = stage.says("/pmflow review", ref)
    assert (reacted.state, answer(stage)) == (State.REVIEWED, ("done", "draft → **reviewed**. Next: `/pmflow track`."))
    assert [(each.line, each.by, each.sign) for each in reacted.replies] == [("/pmflow review", "Tariq", "done")]
    assert "`/pmflow track`" in (stage.tracker.load(ref).status or "")


def test_it_is_carried_out_in_mode_observe_too(made: Callable[..., Stage]) -> None:
    """A person asked for it; in a dry run not even that is done."""
    stage = made(mode="observe")
    ref = stage.good()
    given = CommandGiven(ref, "/pmflow review", "77", "Tariq", place=ref)
    writes = stage.tracker.writes
    reacted = stage.happens(given, dry_run=True)
    assert (stage.tracker.writes, reacted.replies[0].text) == (writes, "draft → **reviewed**. Next: `/pmflow track`.")
    assert stage.happens(given).state is State.REVIEWED


def test_a_refusal_names_what_fails(stage: Stage) -> None:
    """With each reason on a line of its own, in words of comments."""
    ref = stage.good(State.SHARED)
    stage.says("/pmflow close", ref)
    sign, text = answer(stage)
    head, gap, guard, *reasons = text.splitlines()
    assert (sign, head, gap, guard) == ("refused", "Not done, it is still shared:", "", "- `actions_settled`")
    assert [each[:8] for each in reasons] == ["  - AI-1", "  - AI-2", "  - AI-3"]
    assert stage.tracker.load(ref).states == (State.SHARED,)


def test_several_reasons_are_a_list(stage: Stage) -> None:
    """Each on a line of its own, by the name of its guard."""
    ref = stage.tracker.add("# Search went blank\n\n## Summary\n\nIt was blank.\n")
    stage.says("/pmflow review", ref)
    sign, text = answer(stage)
    head, gap, *reasons = text.splitlines()
    assert (sign, head, gap) == ("refused", "Not done, it is still draft:", "")
    assert len(reasons) > 1
    assert all(re.match(r"- `[a-z_]+`(: \S.*)?$|  - \S", each) for each in reasons), reasons


def test_a_command_is_read_as_people_see_it(stage: Stage) -> None:
    """Signs that turn the direction of writing are in no name."""
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.says("/pmflow assign AI-1 Wanda\u202e", ref)
    assert answer(stage)[0] == "done"
    assert next(item.owner for item in stage.tracker.load(ref).items if item.id == "AI-1") == "Wanda"


def test_answers_about_several_items_stand_apart(made: Callable[..., Stage]) -> None:
    """A list of reasons ends before the next item's answer begins."""
    stage = made(may_override=["Ines Okafor"])
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.says("/pmflow due AI-1 AI-2 2025-07-10 --override due_movable", ref)
    sign, text = answer(stage)
    *_, reason, gap, last = text.splitlines()
    assert (sign, reason[:23], gap, last[:26]) == (
        "refused",
        "- `override_permitted`:",
        "",
        "AI-2: recorded the due dat",
    )


def test_nothing_is_done_or_answered_twice(stage: Stage) -> None:
    """The same comment, delivered again after somebody moved on, is let be; after a run that died, it is finished."""
    ref = stage.good()
    given = CommandGiven(ref, "/pmflow review", "77", "Tariq", place=ref)
    stage.twice(given)
    stage.says('/pmflow revise "the cause was another"', ref)
    assert stage.happens(given).notes == ("this command was answered before",)
    del stage.tracker.replies["77"]
    assert stage.happens(given).state is State.DRAFT
    assert stage.tracker.replies["77"][1:] == ("done", "draft → **reviewed**. By now it is draft.")


def test_an_approval_is_proven(stage: Stage) -> None:
    """The tracker vouches for who it was."""
    ref = stage.good()
    stage.says("/pmflow approve", ref, by="Wanda")
    approval = replay(stage.tracker.load(ref).journal).approvals[-1]
    assert (approval.by, approval.asserted) == ("Wanda", False)
    assert answer(stage) == (
        "done",
        "Recorded the approval by Wanda. Nothing stands in the way of `/pmflow review`.",
    )


# Who may


def test_who_may_not_is_told_who_may(stage: Stage) -> None:
    """Nothing is done."""
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker.writers = frozenset({"ines"})
    stage.says("/pmflow share company", ref, by="mallory")
    assert answer(stage) == (
        "refused",
        "`/pmflow share` is for people who may write to this repository; mallory may not.",
    )
    stage.says("/pmflow done AI-1", ref, by="@mallory")
    assert answer(stage) == (
        "refused",
        "`/pmflow done` is for AI-1's owner (Tariq) and for people who may write to this repository; @\u200bmallory is neither.",
    )
    assert stage.tracker.load(ref).states == (State.ACTIONS_TRACKED,)


def test_an_owner_answers_for_their_item(stage: Stage) -> None:
    """Without the right to write; for an item of somebody else's they may not."""
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker.writers = frozenset()
    reacted = stage.says("/pmflow done --evidence https://ci.example/1", ref, by="tariq", id="AI-1")
    assert stage.tracker.load(ref).items[0].status is ActionStatus.DONE
    assert answer(stage) == ("done", "AI-1: recorded that tariq says it is done.")
    stage.says("/pmflow done", ref, by="tariq", id="AI-1")
    assert answer(stage) == ("done", "AI-1 is done already; nothing to do.")
    assert reacted.state is State.ACTIONS_TRACKED
    stage.says("/pmflow done AI-1 AI-2", ref, by="tariq")
    assert answer(stage)[1].startswith("`/pmflow done` is for AI-1, AI-2's owner (Ines, Tariq)")


def test_of_a_team_its_lead_answers(made: Callable[..., Stage]) -> None:
    """And whoever writes may answer for everybody."""
    stage = made(teams={"Infra": "Sarah"}, people=[{"name": "Sarah", "handle": "sarah-ok"}])
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker.assign_item(ref, "AI-1", "Infra")
    stage.tracker.writers = frozenset({"ada"})
    stage.says("/pmflow snooze AI-1 2", ref, by="sarah-ok")
    assert answer(stage)[0] == "done"
    stage.says("/pmflow due AI-2 2025-06-16", ref, by="ada")
    assert answer(stage) == (
        "done",
        "AI-2: recorded the due date that ada set: 2025-06-16 (Mon) instead of 2025-06-13; moved once of 2.",
    )


# What is only said


def test_anybody_may_ask_and_read(stage: Stage) -> None:
    """An explanation is the status and what comes; reading is journaled once."""
    ref = stage.good(State.SHARED)
    stage.tracker.writers = frozenset()
    stage.says("/pmflow explain", ref, by="mallory")
    sign, text = answer(stage)
    assert (sign, text.startswith("### This post-mortem is **shared**"), "What comes:" in text) == ("seen", True, True)
    stage.says("/pmflow related", ref, by="mallory")
    assert answer(stage)[0] == "seen"
    for _ in range(2):
        stage.says("/pmflow read", ref, by="mallory")
    assert list(replay(stage.tracker.load(ref).journal).read_by) == ["mallory"]
    assert answer(stage) == ("done", "Nothing to do: it is so already.")


def test_what_cannot_be_read_is_answered(stage: Stage) -> None:
    """With the nearest; it pings nobody."""
    ref = stage.good()
    stage.says("/pmflow revew", ref)
    assert answer(stage) == ("refused", "Not understood: “revew” is no command; did you mean `review`?")
    stage.says("/pmflow @ivo", ref)
    assert "“@\u200bivo” is no command" in answer(stage)[1]
    stage.says("/pmflow <!--", ref)
    assert "“&lt;!--” is no command" in answer(stage)[1]


def test_a_document_that_cannot_be_read_is_said(stage: Stage) -> None:
    """To whoever asked, and to the run."""
    ref = stage.good()
    stage.tracker.edit(ref, "---\nauthors: [never closed\n---\n")
    reacted = stage.says("/pmflow explain", ref)
    assert (reacted.exit_code, answer(stage)[0]) == (4, "refused")
    assert answer(stage)[1].startswith("The document cannot be read, so nothing is decided: ")


def test_under_an_incident_its_post_mortem_is_meant(stage: Stage) -> None:
    """Where there is none, that is said, and how one comes about."""
    stage.incident()
    stage.says("/pmflow explain", "INC-1", under_incident=True)
    assert answer(stage) == ("refused", f"There is no post-mortem of this yet. {COMES_ABOUT['incident']} {OPEN_IT}")
    stage.tracker.create(stage.tracker.incident("INC-1"), "# Search went blank\n")
    assert stage.says("/pmflow explain", "INC-1", under_incident=True).ref == "PM-1"
    assert stage.tracker.replies["2"][0] == "INC-1"


def test_somebody_asks_for_a_post_mortem(made: Callable[..., Stage]) -> None:
    """In either mode, whatever policy would have opened by itself; asked again, the one that is there is named."""
    stage = made(mode="observe", opens_on="request")
    stage.incident()
    stage.tracker.writers = frozenset({"tariq"})
    stage.says("/pmflow open", "INC-1", by="wanda", under_incident=True)
    stage.says("/pmflow open", "INC-1", under_incident=True)
    stage.says("/pmflow open", "INC-1", under_incident=True)
    stage.says("/pmflow open", "PM-1")
    assert [reply[1:] for reply in stage.tracker.replies.values()] == [
        ("refused", "`/pmflow open` is for people who may write to this repository; wanda may not."),
        ("done", "Opened PM-1."),
        ("seen", "Its post-mortem is PM-1."),
        ("seen", "Its post-mortem is PM-1."),
    ]
    assert stage.tracker.incident("INC-1").postmortem == "PM-1"


def test_words_behind_open_are_named(stage: Stage) -> None:
    """They are why nothing was opened: they may name another incident."""
    stage.incident()
    stage.says("/pmflow open acme/other#3", "INC-1", under_incident=True)
    assert answer(stage) == (
        "refused",
        "Not done: “acme/other#3” is left over. `/pmflow open` takes no further words: it opens the post-mortem of the incident "
        "under which it stands.",
    )
    assert stage.tracker.incident("INC-1").postmortem is None


@pytest.mark.parametrize("words", ["assign AI-1 noor\u202e", "share \u202ecompany", "\u202eopen", "revise \u2066it"])
def test_nobodys_words_turn_a_reply_round(stage: Stage, words: str) -> None:
    """Characters that change the direction of writing are not repeated."""
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker.unassignable["noor"] = StandIn(why="the tracker knows no noor\u202e", to=None)
    stage.says(f"/pmflow {words}", ref)
    assert not {"\u202e", "\u2066"} & set(answer(stage)[1])


def test_of_a_team_its_lead_is_assigned(made: Callable[..., Stage]) -> None:
    """That is as it should be, and said so."""
    stage = made(teams={"sre": "Wanda"}, people=[{"name": "Wanda", "handle": "wanda"}])
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker.unassignable["sre"] = StandIn(why="the tracker cannot assign sre", to="wanda")
    stage.says("/pmflow assign AI-1 sre", ref)
    assert answer(stage) == (
        "done",
        "AI-1: recorded that Tariq gave it to sre. AI-1: sre is a team; it is assigned to wanda, its lead.",
    )


def test_names_and_addresses_begin_no_sentence_with_a_capital() -> None:
    """They are spelled as they are; pmflow's own words begin as sentences do."""
    names = frozenset({"noor", "noor el-sayed"})
    assert [_begun(words, names) for words in ("noor is an author", "https://ci.example is no link", "it is so")] == [
        "noor is an author",
        "https://ci.example is no link",
        "It is so",
    ]


def test_a_refusal_quotes_the_words_and_not_the_line(stage: Stage) -> None:
    """Nobody sees lines in an issue."""
    ref = stage.good()
    stage.tracker.edit(ref, GOOD.replace("Staging has one user, who is in no group", "Human error"))
    stage.says("/pmflow review", ref)
    [_, text] = answer(stage)
    assert "`cause_systemic`: “Human error” under " in text
    assert "line " not in text


def test_how_a_post_mortem_comes_about_is_the_policys() -> None:
    """For every word of `opens_on`; and in mode observe, none does by itself."""
    told = {on: _none_yet(Policy.model_validate({"mode": "enforce", "opens_on": on})) for on in COMES_ABOUT}
    assert told == {on: f"There is no post-mortem of this yet. {how} {OPEN_IT}" for on, how in COMES_ABOUT.items()}
    assert set(COMES_ABOUT) == set(get_args(Policy.model_fields["opens_on"].annotation))
    assert (
        _none_yet(Policy.model_validate({"mode": "observe"}))
        == f"There is no post-mortem of this yet. {OBSERVED} {OPEN_IT}"
    )


def test_a_machine_is_not_obeyed(stage: Stage) -> None:
    """Nor answered: it would answer back. Nor is somebody whose account is gone."""
    ref = stage.good()
    told = ("a machine gives no commands, and nobody none",)
    assert stage.says("/pmflow review", ref, bot=True).notes == told
    assert stage.says("/pmflow review", ref, by="").notes == told
    assert stage.tracker.replies == {}


@pytest.mark.parametrize("at", [1, 2, 3, 4])
@pytest.mark.parametrize("lost", ["write", "answer"])
def test_a_run_that_died_is_finished_by_the_next(stage: Stage, at: int, lost: str) -> None:
    """Wherever it died: one entry, the right state, one answer."""
    ref = stage.good()
    given = CommandGiven(ref, "/pmflow review", "77", "Tariq", place=ref)
    stage.tracker.fail_after(at, lost=lost)  # type: ignore[arg-type]
    assert stage.happens(given).exit_code == 3
    stage.happens(given)
    loaded = stage.tracker.load(ref)
    assert (loaded.states, [entry.what for entry in loaded.journal].count("review")) == ((State.REVIEWED,), 1)
    assert list(stage.tracker.replies) == ["77"]


# What stands below, and what the tracker refuses


def test_only_the_first_line_is_a_command(stage: Stage) -> None:
    """Of the others it is said that they were not read."""
    ref = stage.good()
    stage.says("/pmflow review\n/pmflow track\n> /pmflow close\n```\n/pmflow close\n```\n", ref)
    told = "Only this first line was read; 1 more stands below it: give each a comment of its own."
    assert answer(stage) == ("done", f"draft → **reviewed**. Next: `/pmflow track`. {told}")
    assert stage.tracker.load(ref).states == (State.REVIEWED,)


def test_a_command_further_down_is_answered(stage: Stage) -> None:
    """It is not obeyed."""
    ref = stage.good()
    writes = stage.tracker.writes
    stage.says("It is ready.\n/pmflow review", ref)
    assert answer(stage) == (
        "refused",
        "Nothing was done: only the first line of a comment is read as a command; give `/pmflow …` a comment of its own.",
    )
    assert stage.tracker.writes == writes + 1


def test_what_the_tracker_refuses_for_good_is_answered(stage: Stage) -> None:
    """Asking again would not help, so the run is not red; what may pass stays for the next run."""
    ref = stage.good()
    reacted = stage.happens(CommandGiven("PM-99", "/pmflow done", "77", "Tariq", place=ref, id="AI-1"))
    place, sign, text = stage.tracker.replies["77"]
    assert (reacted.exit_code, place, sign) == (0, ref, "refused")
    assert text.startswith("Not carried out, or not to the end: ")


def test_an_owner_that_no_row_can_hold_is_refused_in_words(stage: Stage) -> None:
    """And the next command is carried out as ever."""
    ref = stage.good(State.ACTIONS_TRACKED)
    reacted = stage.says("/pmflow assign AI-1 nobody-here", ref)
    assert (reacted.exit_code, answer(stage)) == (
        0,
        (
            "refused",
            'Not done, it is still actions tracked: `actions_owned`: AI-1: "nobody-here" would not read as an owner in the '
            "item's row of the document; name a person by another name.",
        ),
    )
    stage.says("/pmflow snooze AI-1 1", ref)
    assert answer(stage)[0] == "done"


@pytest.mark.parametrize(("to", "sign"), [(None, "refused"), ("noor", "done")])
def test_an_owner_whom_the_tracker_cannot_assign(stage: Stage, to: str | None, sign: str) -> None:
    """The answer says why, and who has it: the owner until now, or whoever stands in."""
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.tracker.unassignable["kenji"] = StandIn(why="the tracker knows no Kenji", to=to)
    stage.says("/pmflow assign AI-1 Kenji", ref)
    told = answer(stage)
    has = "it stays Tariq's. Look at the name" if to is None else "it is assigned to noor instead, who answers for them"
    assert (told[0], f"AI-1: the tracker knows no Kenji; {has}" in told[1]) == (sign, True), told
    assert stage.tracker.load(ref).items[0].owner == ("Tariq" if to is None else "Kenji")


def test_that_somebody_else_agreed_is_shown_as_a_claim(stage: Stage) -> None:
    """In a comment anybody can be named: reply and journal say who says so."""
    ref = stage.good(State.ACTIONS_TRACKED)
    stage.says('/pmflow wont-do AI-1 "no need" --approver noor', ref, by="ivo")
    assert answer(stage) == (
        "done",
        "AI-1: recorded that it will not be done: no need; ivo says that noor agreed.",
    )
    assert stage.tracker.load(ref).items[0].reason == "no need; ivo says that noor agreed"
    stage.says('/pmflow wont-do AI-2 "no need"', ref, by="ivo")
    assert stage.tracker.load(ref).items[1].reason == "no need; agreed by ivo"


def test_a_waiver_shows_the_approver_as_a_claim(made: Callable[..., Stage]) -> None:
    """In the reply and in what `explain` tells of the past."""
    stage = made()
    ref = stage.tracker.add("---\nseverity: P4\nauthors: [Ines]\n---\n# A glitch\n")
    stage.says('/pmflow waive "small" --approver noor', ref, by="ivo")
    assert answer(stage) == ("done", "draft → **closed**. ivo says that noor agreed.")
    past = explain(look(stage.tracker, ref, stage.policy), stage.policy, now=stage.now).history
    assert past[-1].what.split(" (")[0].endswith("; ivo says that noor agreed")


def test_before_track_a_row_without_owner_is_told_by_its_title(stage: Stage) -> None:
    """It has no id yet by which it could be assigned."""
    ref = stage.good(State.REVIEWED)
    stage.tracker.edit(ref, stage.tracker.load(ref).body.replace("| Wanda |", "|  |"))
    stage.says("/pmflow track", ref)
    sign, text = answer(stage)
    assert sign == "refused"
    assert 'the row "Rewrite the roll-back page' in text
    assert ": write its owner into the row" in text
    assert "AI-" not in text
