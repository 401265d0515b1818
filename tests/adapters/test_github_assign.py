"""`/pmflow assign` of somebody whom GitHub cannot assign: the answer says so, and nobody loses what they had."""

from __future__ import annotations

from typing import Any

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.cli.github_tracker import leads, logins
from pmflow.plan import AssignActionItem
from pmflow.policy import Policy
from pmflow.reacting import react
from tests.adapters.github_many import fill
from tests.adapters.github_server import TOKEN, Front
from tests.adapters.test_github_requests import LATER, SOON
from tests.escalation.scene import BEGAN
from tests.good import NOW

PEOPLE = [
    {"name": "Kenji Tan", "handle": "kenji", "lead": "Wanda"},
    {"name": "Renata Silva", "handle": "renata"},
    {"name": "Noor", "handle": "noor"},
    {"name": "Wanda", "handle": "wanda"},
    {"name": "Person", "handle": "ivo", "aliases": ["person1"]},
]
ITEM = "/issues/3"


class Scene:
    """One post-mortem with one item, which is ivo's."""

    def __init__(self, front: Front, people: list[dict[str, Any]]) -> None:
        self.front = front
        self.policy = Policy.model_validate({"tracker": "github", "mode": "enforce", "people": people})
        (self.ref,) = fill(front, 1, 1, 0, soon=SOON, later=LATER, began=BEGAN)
        self.tracker().apply(self.ref, AssignActionItem("AI-1", "ivo"))

    def tracker(self) -> GitHub:
        return GitHub(
            [self.front.repo], token=TOKEN, address=self.front.address, logins=logins(self.policy),
            leads=leads(self.policy), between_writes=0, sleep=lambda _: None,
        )  # fmt: skip

    def says(self, text: str) -> tuple[str, str]:
        """Sign and text of the answer."""
        said = self.front.ask("POST", "/issues/2/comments", {"body": text})
        who = {"login": "noor", "type": "User"}
        payload = {
            "action": "created", "issue": self.front.ask("GET", "/issues/2"), "sender": who,
            "repository": {"full_name": self.front.repo}, "comment": {**said, "user": who},
        }  # fmt: skip
        [reacted] = react(self.tracker(), self.policy, happenings(payload, "issue_comment", Names()), now=NOW).reacted
        assert reacted.trouble is None
        [reply] = reacted.replies
        return reply.sign, reply.text

    def owner(self) -> tuple[str | None, list[str], str | None]:
        """By item, assignees and journal."""
        loaded = self.tracker().load(self.ref)
        people = [each["login"] for each in self.front.ask("GET", ITEM)["assignees"]]
        known = next(entry.items for entry in reversed(loaded.journal) if entry.items)
        return loaded.items[0].owner, people, known["AI-1"].owner


def test_a_slip_of_the_pen(github: Front) -> None:
    """The former owner keeps it, in the tracker and in the journal, and the answer says what to do."""
    scene = Scene(github, [])
    sign, text = scene.says("/pmflow assign AI-1 nooor")
    assert sign == "refused"
    assert f"GitHub cannot assign nooor: nobody of that login may write to {github.repo}; it stays ivo's." in text
    assert "Look at the name, give them access there, or list them in pmflow.yml" in text
    assert scene.owner()[:2] == ("ivo", ["ivo"])
    assert [each["body"] for each in github.comments(2) if "pmflow:comment unassignable" in each["body"]] == []
    assert scene.says("/pmflow assign AI-1 noor") == ("done", "AI-1: recorded that noor gave it to noor.")
    assert scene.owner() == ("noor", ["noor"], "noor")


def test_a_name_that_is_no_login(github: Front) -> None:
    """Likewise."""
    scene = Scene(github, [])
    sign, text = scene.says("/pmflow assign AI-1 Sarah Muster")
    assert (sign, "GitHub cannot assign Sarah Muster, who has no login here" in text) == ("refused", True)
    assert scene.owner()[:2] == ("ivo", ["ivo"])


def test_a_lead(github: Front) -> None:
    """Has it instead, and the answer names them."""
    scene = Scene(github, PEOPLE)
    sign, text = scene.says("/pmflow assign AI-1 Kenji Tan")
    assert sign == "done"
    assert text.startswith("AI-1: recorded that noor gave it to Kenji Tan.")
    told = f"GitHub cannot assign kenji: nobody of that login may write to {github.repo}; it is assigned to wanda instead, "
    assert told + "who answers for them; give them access there, and say it again." in text
    assert scene.owner()[1] == ["wanda"]


def test_one_of_the_people_without_a_lead(github: Front) -> None:
    """The item's text says whose it is, and so does the answer."""
    scene = Scene(github, PEOPLE)
    sign, text = scene.says("/pmflow assign AI-1 Renata Silva")
    assert (sign, "it is assigned to nobody, and its text says whose it is" in text) == ("done", True)
    assert scene.owner() == ("Renata Silva", [], "Renata Silva")


def test_a_run_that_dies_in_between(github: Front) -> None:
    """Leaves it with whoever had it: their name is taken away last."""
    scene = Scene(github, PEOPLE)
    scene.tracker().apply(scene.ref, AssignActionItem("AI-1", "Renata Silva"))
    assert github.writes[-3:] == [f"PATCH {ITEM}", f"DELETE {ITEM}/assignees", "POST /issues/2/comments"]
