"""A pull request: annotations at the lines that change, and what a change of the policy would do to what is open."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.action.conftest import RunAction
from tests.action.test_runner import EVIL, obeyed
from tests.adapters.github_server import TOKEN, Front
from tests.good import GOOD

POSTMORTEM = "postmortems/2025-06-03-search-blank/postmortem.md"
BLAME = "The outage happened because Mike forgot to run the migration.\n"


def git(repo: Path, *words: str) -> str:
    who = ("-c", "user.name=Noor", "-c", "user.email=noor@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=repo, check=True, capture_output=True, text=True).stdout.strip()


def write(repo: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        (repo / name).write_text(text, encoding="utf-8")


def merged(repo: Path, before: dict[str, str], after: dict[str, str]) -> None:
    """What GitHub checks out of a pull request: the merge, and what it merges into."""
    git(repo, "init", "-q")
    write(repo, {"README.md": "hello\n", **before})
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "before")
    git(repo, "checkout", "-qb", "change")
    write(repo, after)
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "change")
    git(repo, "checkout", "-q", "main")
    write(repo, {"elsewhere.md": "meanwhile\n"})
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "meanwhile")
    git(repo, "merge", "-q", "--no-ff", "-m", "merge", "change")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return tmp_path / "repo"


def test_what_changes_is_annotated(action: RunAction, repo: Path) -> None:
    """A new sentence of blame is an annotation at its line; what was there before, and other Markdown, is not looked at."""
    merged(
        repo, {POSTMORTEM: GOOD + "\n" + BLAME}, {POSTMORTEM: GOOD + "\n" + BLAME + "\n" + BLAME, "docs/x.md": BLAME}
    )
    ran = action("pull_request")
    line = len(GOOD.splitlines()) + 4
    commands = obeyed(ran.log)
    assert [each.partition("::")[2].split(",")[:2] for each in commands] == [
        [f"error file={POSTMORTEM}", f"line={line}"]
    ]
    assert [(each["path"], each["line"]) for each in ran.json("findings")] == [(POSTMORTEM, line)]
    assert (ran.code, f"### {POSTMORTEM}" in ran.summary, f"| {line} | error |" in ran.summary) == (0, True, True)
    assert action("pull_request", PMFLOW_FAIL_ON="error").code == 10
    assert action("pull_request", PMFLOW_FAIL_ON="refusal").code == 0


def test_nothing_that_is_ours(action: RunAction, repo: Path) -> None:
    """A change of something else is none of a post-mortem's."""
    merged(repo, {}, {"src/main.md": BLAME})
    ran = action("pull_request", PMFLOW_FAIL_ON="warning")
    assert (ran.code, ran.summary.strip(), obeyed(ran.log)) == (0, "It changes no post-mortem.", [])


def test_a_branch_that_is_checked_out_itself(action: RunAction, repo: Path) -> None:
    """Without the merge, it is compared with the base that the event names; where git has not got that, it is said."""
    merged(repo, {POSTMORTEM: GOOD}, {POSTMORTEM: GOOD + "\n" + BLAME})
    base, head = git(repo, "rev-parse", "main^1"), git(repo, "rev-parse", "change")
    payload: dict[str, Any] = {"pull_request": {"number": 4, "base": {"sha": base}, "head": {"sha": head}}}
    assert len(action("pull_request", payload).json("findings")) == 1
    git(repo, "checkout", "-q", "change")
    git(repo, "merge", "-q", "--no-ff", "-m", "catch up", "main^1")
    payload["pull_request"]["head"]["sha"] = git(repo, "rev-parse", "change")
    assert len(action("pull_request", payload).json("findings")) == 1
    payload["pull_request"]["base"]["sha"] = "0" * 40
    ran = action("pull_request", payload)
    assert ran.code == 2
    assert obeyed(ran.log)[0].startswith("::error title=pmflow::--diff: git")


def test_a_document_that_cannot_be_read(action: RunAction, repo: Path) -> None:
    """It is an annotation, and the others are looked at all the same."""
    merged(repo, {}, {POSTMORTEM: GOOD + "\n" + BLAME})
    other = repo / "postmortems" / "latin.md"
    other.write_bytes(b"caf\xe9\n")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "--amend", "--no-edit")
    ran = action("pull_request")
    assert (ran.code, len(ran.json("findings"))) == (4, 1)
    assert any(each.startswith("::error file=postmortems/latin.md,title=unreadable::") for each in obeyed(ran.log))


def test_a_link_in_place_of_a_document(action: RunAction, repo: Path, tmp_path: Path) -> None:
    """It is not followed out of the repository, nor is a policy: what stands elsewhere is nobody's to see."""
    (tmp_path / "elsewhere").write_text("mode: hush-hush\n" + BLAME)
    merged(repo, {}, {"postmortems/a.md": BLAME})
    (repo / "postmortems" / "b.md").symlink_to(tmp_path / "elsewhere")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "--amend", "--no-edit")
    assert {each["path"] for each in action("pull_request").json("findings")} == {"postmortems/a.md"}
    (repo / "pmflow.yml").symlink_to(tmp_path / "elsewhere")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "--amend", "--no-edit")
    ran = action("pull_request")
    assert (ran.code, "hush-hush" in ran.log + ran.summary) == (2, False)
    assert "is a link out of the repository" in ran.log


def test_a_policy_with_mistakes(action: RunAction, repo: Path) -> None:
    """Each has its annotation, at its line of the file."""
    merged(repo, {}, {"pmflow.yml": "mode: enfroce\nphaze: x\n"})
    ran = action("pull_request")
    assert ran.code == 2
    assert [each.partition("::")[2].partition("::")[0] for each in obeyed(ran.log)] == [
        "error file=pmflow.yml,line=1,title=pmflow", "error file=pmflow.yml,line=2,title=pmflow",
    ]  # fmt: skip


@pytest.mark.parametrize("words", [each for each in EVIL if "\n" not in each and "\0" not in each])
def test_hostile_words_in_a_document(action: RunAction, repo: Path, words: str) -> None:
    """What a stranger writes into a file of a pull request is text: the log obeys none of it, and outputs hold it as data."""
    text = GOOD + "\n" + BLAME.replace("migration", f"migration {words}") + "\n" + words + "\n"
    text = text.encode("utf-8", "replace").decode()
    merged(repo, {POSTMORTEM: GOOD}, {POSTMORTEM: text})
    ran = action("pull_request")
    assert [each[:8] for each in obeyed(ran.log) if not each.startswith(("::error", "::warning", "::notice"))] == []
    assert set(ran.outputs) == {"findings", "refusals", "plan"}
    assert "<script>" not in ran.summary


def test_a_change_of_the_policy(action: RunAction, repo: Path, github: Front) -> None:
    """It is shown key by key, and for each open post-mortem what would be different; nothing is written."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["postmortem"], "body": GOOD})
    github.ask("POST", "/issues", {"title": "Login slow", "labels": ["incident", "SEV3"], "body": ""})
    github.ask("PATCH", "/issues/2", {"state": "closed"})
    policy = f"mode: observe\ntracker: {{kind: github, repos: [{github.repo}]}}\n"
    merged(
        repo,
        {"pmflow.yml": policy},
        {"pmflow.yml": policy + "guards: {review_held: off}\nrequired: [P0, P1, P2, P3]\n"},
    )
    github.requests.clear()
    ran = action("pull_request", GITHUB_API_URL=github.address, GITHUB_TOKEN=TOKEN)
    assert (ran.code, github.writes, obeyed(ran.log)) == (0, [], [])
    assert '| `required.severities` | ["P0", "P1"] | ["P0", "P1", "P2", "P3"] |' in ran.summary
    assert "It changes no post-mortem" not in ran.summary
    assert f"| {github.repo}#1<br>" in ran.summary
    assert "review_held holds back the step review |" in ran.summary
    assert "| needs a post-mortem |" in ran.summary
    assert "Of 1 open post-mortem, 1 would be treated differently; so would 1 incident without one." in ran.summary


def test_a_fork_whose_token_reads_nothing(action: RunAction, repo: Path, github: Front) -> None:
    """What is open cannot be looked at then: that is said, and the documents are checked all the same."""
    policy = f"tracker: {{kind: github, repos: [{github.repo}]}}\n"
    after = {"pmflow.yml": "mode: enforce\n" + policy, POSTMORTEM: GOOD + "\n" + BLAME}
    merged(repo, {"pmflow.yml": policy}, after)
    wrong = "ghs_wrong00000000000000000000000000"
    ran = action("pull_request", GITHUB_API_URL=github.address, GITHUB_TOKEN=wrong)
    assert (ran.code, len(ran.json("findings"))) == (0, 1)
    assert "Not everything that is open could be looked at." in ran.summary
    assert '| `mode` | "observe" | "enforce" |' in ran.summary
    assert wrong not in ran.log + ran.summary
