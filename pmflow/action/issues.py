"""`issues` and `issue_comment`: what happened to an incident, a post-mortem, an action item, and commands in comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pmflow.action.result import Result, listed
from pmflow.action.runner import Inputs
from pmflow.action.telling import Paper, why_nothing
from pmflow.action.trigger import Trigger
from pmflow.adapters.github.webhook import happenings
from pmflow.cli.github_tracker import names_for
from pmflow.command_words import in_comments
from pmflow.reacting import Reacted, Reaction, react
from pmflow.report.github import Annotation, said_of
from pmflow.report.plan import plans_as_json, show_plan
from pmflow.report.summary import reaction_parts

if TYPE_CHECKING:
    from pmflow.cli.session import Session


def react_to(trigger: Trigger, inputs: Inputs, session: Session) -> Result:
    """Raises `PmflowError` for a policy or a payload that cannot be read; a tracker that is down is in the result."""
    policy = session.policy
    happened = happenings(trigger.payload, trigger.name, names_for(policy), policy.tracker.incident_type)
    if not happened:
        return Result(log=f"{trigger.told}: not pmflow's business")
    reaction = react(
        session.tracker, policy, happened,
        now=session.now, key=session.key, root=session.root, dry_run=inputs.dry_run,
    )  # fmt: skip
    applied = any(each.applied for each in reaction.reacted)
    answered = any(each.replies for each in reaction.reacted)
    return Result(
        parts=[*(() if applied else why_nothing(inputs, session, answered=answered)), *reaction_parts(reaction)],
        log=_log(reaction),
        annotations=tuple(_annotations(reaction)),
        outputs=outputs_of(reaction),
        refused=any(each.refusals for each in reaction.reacted),
        levels=frozenset(finding.severity for each in reaction.reacted for finding in each.findings),
        exit_code=reaction.exit_code,
    )


def outputs_of(reaction: Reaction) -> dict[str, str]:
    """The outputs in action.yml. Of several post-mortems, there is no one state."""
    answer = plans_as_json(
        [plan for each in reaction.reacted for plan in each.plans],
        applied=any(each.applied for each in reaction.reacted),
        examined=len(reaction.reacted),
        of=len(reaction.reacted),
    )
    only = reaction.reacted[0] if len(reaction.reacted) == 1 else None
    findings = [_finding(each, finding) for each in reaction.reacted for finding in each.findings]
    return {
        "state": only.state.value if only and only.state else "",
        "postmortem": only.ref if only and only.state else "",  # else it is the incident
        "findings": listed(findings + answer["findings"]),
        "refusals": listed(answer["refusals"]),
        "plan": listed([*(_opening(each) for each in reaction.reacted if each.opened), *answer["plan"]]),
    }


def _opening(each: Reacted) -> object:
    """As `pmflow open --dry-run --json` has it."""
    return {"effect": "create_postmortem", "target": each.ref, "summary": f"open the post-mortem of {each.title}"}


def _finding(each: Reacted, finding: Any) -> object:
    return {
        "rule": finding.rule, "severity": finding.severity.value, "line": finding.line, "message": finding.message,
        "target": each.ref,
    }  # fmt: skip


def _annotations(reaction: Reaction) -> Iterator[Annotation]:
    for each in reaction.reacted:
        if each.trouble:
            told = said_of(each.ref, in_comments(each.trouble))
            yield Annotation("error", told, {"title": "stopped half way"})
        for refusal in each.refusals:
            missing = "; ".join(in_comments(reason, each.document) for reason in refusal.reasons)
            yield Annotation("notice", f"{each.ref}: {refusal.guard}: {missing}", {"title": "refused"})


def _log(reaction: Reaction) -> str:
    paper = Paper()
    for each in reaction.reacted:
        for happening in each.happened:
            paper.print(happening.summary, markup=False)
        for plan in each.plans:
            show_plan(paper, plan, applied=each.applied)
        for reply in each.replies:
            paper.print(f"{reply.line}: {reply.sign}: {reply.text}", markup=False)
        for note in (*each.notes, *([each.trouble] if each.trouble else [])):
            paper.print(note, markup=False)
    return paper.text
