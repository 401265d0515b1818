"""What messages say to type, as one says it in a comment: who reads them in a tracker has no command line. Pure."""

from __future__ import annotations

import re

from pmflow.model import Step
from pmflow.policy import Policy

_ADVANCE = re.compile(r"pmflow advance \S+ (\w+)")
_ACTION = re.compile(r"pmflow action ([\w-]+) \S+ (AI-\d+)")
_APPROVE = re.compile(r"pmflow approve \S+(?: --by NAME)?")
_MEETING = re.compile(r"pmflow meeting \S+ --held \S+(?: --\w+ NAME)*")
_IN_FRONT_MATTER = "write when (held) and who came (came) under review in the front matter"
_OPTION = re.compile(r"(?<=or )(--author NAME)$|(?<=: )--reason$")
_AUDIENCE = re.compile(r"--audience, one of (.+)")


def typed(step: Step, policy: Policy) -> str:
    """The command for a step, with the word without which it would be refused: `/pmflow share company`."""
    audience = usual_audience(policy) if step is Step.SHARE else None
    return f"/pmflow {step} {audience}" if audience else f"/pmflow {step}"


def usual_audience(policy: Policy) -> str | None:
    """For whom a post-mortem is shared where nobody says it: the first audience of the policy."""
    return next(iter(policy.publishing.audiences), None)


def in_comments(message: str) -> str:
    """A message with its commands as one gives them in a comment; what no comment says, the document does."""
    message = _OPTION.sub(lambda found: f"{found[1] or '--reason WHY'} behind the command", message)
    message = _MEETING.sub(_IN_FRONT_MATTER, message)
    message = _AUDIENCE.sub(
        lambda found: " or ".join(f"/pmflow share {name}" for name in found[1].split(", ")), message
    )
    message = _ACTION.sub(r"/pmflow \1 \2", _ADVANCE.sub(r"/pmflow \1", _APPROVE.sub("/pmflow approve", message)))
    return message.replace(" --by NAME", "") if "/pmflow" in message else message
