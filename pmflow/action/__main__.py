"""The Action's one broad `except`, and the order of things: is it our business, do it, tell it.

    python -m pmflow.action look    exit code 100 where there is nothing to do (so that nothing need be installed), else 0
    python -m pmflow.action         does it

What is imported before an event is known to be pmflow's business is the standard library.
"""

from __future__ import annotations

import os
import sys

from pmflow.action.runner import Inputs, Runner, read_inputs, secrets_in
from pmflow.action.trigger import Trigger, is_ours, read_trigger
from pmflow.errors import PmflowError

NOT_OURS = 100


def main(words: list[str]) -> int:
    """The exit code: 0 also where something was refused, unless `fail-on` says otherwise."""
    runner = Runner(
        os.environ.get("GITHUB_OUTPUT", ""), os.environ.get("GITHUB_STEP_SUMMARY", ""), secrets=secrets_in(os.environ)
    )
    try:
        inputs = read_inputs(os.environ)
        trigger = read_trigger(os.environ.get("GITHUB_EVENT_NAME", ""), os.environ.get("GITHUB_EVENT_PATH", ""))
        if not is_ours(trigger, inputs.root, inputs.config):
            runner.say(f"{trigger.told}: not pmflow's business")
            return NOT_OURS if words == ["look"] else 0
        return 0 if words == ["look"] else _work(trigger, inputs, runner)
    except PmflowError as error:
        return _stop(runner, error)
    except KeyboardInterrupt:
        runner.annotate("error", "interrupted; what was done stays done, the next run carries on")
        return 130
    except Exception as error:  # the one broad except: a crash is a bug of ours, said as such
        if os.environ.get("RUNNER_DEBUG") == "1":
            import traceback

            runner.say(traceback.format_exc())
        told = (
            f"crashed ({type(error).__name__}: {error}); a bug in pmflow, please report it. Debug logging shows where"
        )
        runner.annotate("error", told)
        return 1


def _work(trigger: Trigger, inputs: Inputs, runner: Runner) -> int:
    # Else pydantic reads the metadata of every installed package, looking for plugins: nobody's validation is watched here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from pmflow.action.work import work

    return work(trigger, inputs, runner)


def _stop(runner: Runner, error: PmflowError) -> int:
    """What was expected to go wrong: a line for each problem, at its place in the policy where it names one."""
    from pmflow.action.policy_places import places_of

    for message, file, line in places_of(str(error)):
        runner.annotate("error", message, file=file, line=line, title="pmflow")
    # As code, where nothing is markup; what escapes words otherwise may not be installed yet.
    runner.summarise(["**Stopped.**\n\n" + "".join(f"    {line}\n" for line in str(error).splitlines())])
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
