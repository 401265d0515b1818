"""Carries out what an event asks for, and tells it: policy, tracker and clock as a command has them (`pmflow.cli.session`)."""

from __future__ import annotations

import os
from typing import assert_never

from pmflow.action.result import Result
from pmflow.action.runner import Inputs, Runner, secrets_in
from pmflow.action.trigger import Trigger
from pmflow.cli.session import Session
from pmflow.errors import PolicyError
from pmflow.policy import find_policy


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
        case _ if (session.tracker_name or session.policy.tracker.kind) != "github":
            kind = session.policy.tracker.kind
            return Result(log=f"pmflow.yml keeps post-mortems elsewhere (tracker: {kind}); nothing to do on GitHub")
        case "issues":
            from pmflow.action.issues import react_to

            return react_to(trigger, inputs, session)
        case "sweep":
            from pmflow.action.sweep import sweep

            return sweep(inputs, session)
        case None:
            return Result()
        case never:
            assert_never(never)
