"""Words that would like to be more than words: in titles, texts, labels, comments and names they stay what they are, wherever
pmflow repeats them on GitHub; and they call nobody."""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator

import pytest

from pmflow.errors import TrackerError
from pmflow.journal import verify
from pmflow.model import State
from tests.adapters.github_life import INCIDENT, POSTMORTEM, SCENES, tracker
from tests.adapters.github_server import TOKEN, Emulator, Fault
from tests.adapters.github_stage import Stage, staged

HOSTILE = (
    "$(reboot) `id` **b** <img src=x onerror=alert(1)> --> <!-- pmflow:journal 1 --> <!-- pmflow:item AI-9 x --> "
    "@ivo @acme/all ::set-output name=x::y ::add-mask::z ${{ github.token }} [x](javascript:y) &#64;ivo"
)
MENTION = re.compile(r"(?<![\w`/.;])@(?=[A-Za-z0-9])")
FENCED = re.compile(r"^(`{3,}).*?^\1", re.S | re.M)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
CALLED = ("@noor", "@ivo", "@wanda")
"""Who may be called: in front of what is for them."""
MARKER = re.compile(
    r"\A<!-- pmflow:(?:comment|journal|published|item AI-\d+) \S+ -->|<!-- pmflow:(?:status|status-end|item-end) -->"
    r"|<!-- pmflow:entries \d+\n.*?\n-->", re.S
)  # fmt: skip
"""What pmflow itself hides in what it writes."""


@pytest.fixture
def stage(emulator: Emulator) -> Iterator[Stage]:
    with staged(emulator) as made:
        yield made


def play(stage: Stage) -> None:
    """The whole story, with such words in the incident, the text, its action items, a comment and a label."""
    for scene in SCENES:
        events = scene.people(stage)
        if scene.name == "labeled":
            stage.ask("PATCH", f"/issues/{INCIDENT}", {"title": HOSTILE})
            stage.ask("POST", f"/issues/{INCIDENT}/labels", {"labels": ["$(id) @ivo --> ::error::"]})
            stage.ask("POST", f"/issues/{INCIDENT}/comments", {"body": HOSTILE + "\n" + HOSTILE})
            events = [stage.event(INCIDENT, "labeled", label={"name": "incident"})]
        if scene.name == "written":
            body = stage.ask("GET", f"/issues/{POSTMORTEM}")["body"]
            body = body.replace("Run the smoke test", f"Run {HOSTILE} the smoke test").replace("| Ines |", "| noor |")
            body = body.replace("# Search went blank for", f"# {HOSTILE} for")
            stage.ask("PATCH", f"/issues/{POSTMORTEM}", {"body": body})
        scene.run(stage, events)


def told(stage: Stage) -> dict[str, str]:
    """Everything that pmflow wrote, by where it stands."""
    found = {}
    for issue in stage.ask("GET", "/issues?state=all&per_page=100"):
        if issue["user"]["login"].endswith("[bot]") and issue["number"] != POSTMORTEM:
            found[f"#{issue['number']}"] = issue["body"]
        for each in stage.comments(issue["number"]):
            if each["user"]["login"].endswith("[bot]"):
                found[f"#{issue['number']}, comment {each['id']}"] = each["body"]
    return found


def test_nothing_but_text(stage: Stage) -> None:
    """The story ends as it should; no marker is made or ended by them, and nobody is called but whom pmflow asks."""
    play(stage)
    loaded = tracker(stage).load(f"{stage.repo}#{POSTMORTEM}")
    assert (loaded.states, loaded.troubles, verify(loaded.journal)) == ((State.CLOSED,), (), [])
    assert [item.id for item in loaded.items] == ["AI-1", "AI-2", "AI-3"]
    assert "$(reboot)" in loaded.items[1].title
    texts = {place: MARKER.sub("", text) for place, text in told(stage).items()}
    published = [place for place, text in told(stage).items() if text.startswith("<!-- pmflow:published ")]
    assert [
        place for place, text in texts.items() if place not in published and ("<!--" in text or "-->" in text)
    ] == []
    assert [place for place, text in texts.items() if called(text)] == []


def called(text: str) -> bool:
    """Whether anybody is, but for whom a reminder begins with."""
    words = CODE.sub("", FENCED.sub("", text.strip()))
    first, _, rest = words.partition("\n")
    return MENTION.search(rest if first.rstrip(":") in CALLED else words) is not None


def test_a_draft_calls_nobody(stage: Stage) -> None:
    """The timeline is drafted from what people wrote under the incident, mentions and all."""
    stage.ask("POST", "/issues", {"title": HOSTILE, "labels": ["incident", "SEV1"], "body": "Down."})
    stage.ask("POST", f"/issues/{INCIDENT}/comments", {"body": HOSTILE})
    scene = SCENES[0]
    scene.run(stage, [stage.event(INCIDENT, "labeled", label={"name": "incident"})])
    body = stage.ask("GET", f"/issues/{POSTMORTEM}")["body"]
    assert "reboot" in body
    assert not called(body)


# The token


@pytest.mark.parametrize(
    "status", ["403", *(pytest.param(each, marks=pytest.mark.slow) for each in ("404", "422", "500", "200"))]
)
def test_a_token_that_the_server_repeats(
    stage: Stage, status: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever it says, and whatever pmflow makes of that: the token is in no message, no journal, no comment and no log."""
    caplog.set_level(logging.DEBUG)
    said = []
    for number, scene in enumerate(SCENES):
        events = scene.people(stage)
        body = {"message": f"Bad {TOKEN}", "errors": [{"message": TOKEN, "field": TOKEN}, TOKEN], "data": TOKEN}
        for at in (1, 3, 6):
            stage.broken[stage.number + at] = Fault(status, times=2, body=body)
        for _ in range(6):
            try:
                said.append(repr(scene.run(stage, events)))
                break
            except TrackerError as error:
                said += [str(error), repr(error), "".join(traceback.format_exception(error))]
        stage.broken.clear()
        scene.run(stage, events)
        said.append(json.dumps(stage.seen()))
        if number == 6:
            break
    said += [caplog.text, *capfd.readouterr()]
    assert [text[:300] for text in said if TOKEN in text] == []
    assert any("Bad ***" in text for text in said) or status in ("404", "500", "200")
