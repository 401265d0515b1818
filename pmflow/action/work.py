"""Carries out what an event asks for, and tells it: policy, tracker and clock as a command has them (`pmflow.cli.session`)."""

from __future__ import annotations

import dataclasses
import os
from typing import assert_never

from pmflow.action.result import Result
from pmflow.action.runner import Inputs, Runner, secrets_in
from pmflow.action.trigger import Trigger
from pmflow.cli.session import Session
from pmflow.errors import PolicyError
from pmflow.policy import find_policy
from pmflow.report.github import Annotation

ELSEWHERE = (
    "pmflow.yml keeps post-mortems elsewhere (tracker: {kind}), so there is nothing to do about issues and on a schedule; for "
    "post-mortems in the issues of GitHub write tracker: github"
)


def work(trigger: Trigger, inputs: Inputs, runner: Runner) -> int:
    """Do it, tell it, and answer the exit code. Raises `PmflowError` for what stops it before it began."""
    os.chdir(inputs.root)
    session = session_of(inputs)
    runner.hide(secrets_in(os.environ, session.policy.notify.values()))
    result = _result(trigger, inputs, session)
    if result.log:
        runner.say(result.log)
    for each in result.annotations:
        runner.annotate(each.kind, each.message, **each.place)
    for name, value in result.outputs.items():
        runner.output(name, value)
    runner.summarise(result.parts)
    return result.code(inputs.fail_on)


def session_of(inputs: Inputs) -> Session:
    """The policy that is looked for in the workspace and nowhere above it. Without one, the tracker is GitHub all the same."""
    policy = inputs.root / inputs.config if inputs.config else find_policy(inputs.root)
    if policy is not None and not policy.resolve().is_relative_to(inputs.root):
        # A pull request could have made it, and what is wrong with a policy is said with its words.
        raise PolicyError("the policy is a link out of the repository; the Action reads what is in it only")
    return Session(policy, None if policy else "github", dry_run=inputs.dry_run)


def _result(trigger: Trigger, inputs: Inputs, session: Session) -> Result:
    match trigger.work:
        case "pull_request":
            from pmflow.action.pull_request import look_at

            return look_at(trigger, inputs, session)
        case _ if (named := _tracker_named(session)) not in (None, "github"):
            told = ELSEWHERE.format(kind=named)
            return Result([told], log=told, annotations=(Annotation("notice", told, {"title": "nothing to do"}),))
        case "issues":
            from pmflow.action.issues import react_to

            return react_to(trigger, inputs, _on_github(session))
        case "sweep":
            from pmflow.action.sweep import sweep

            return sweep(inputs, _on_github(session))
        case None:
            return Result()
        case never:
            assert_never(never)


def _tracker_named(session: Session) -> str | None:
    """The tracker that the policy names; None where it names none: on GitHub that is GitHub, not a folder of its own."""
    tracker = session.policy.tracker
    return session.tracker_name or (tracker.kind if "kind" in tracker.model_fields_set else None)


def _on_github(session: Session) -> Session:
    return dataclasses.replace(session, tracker_name="github")
