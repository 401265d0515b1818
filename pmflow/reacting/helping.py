"""`/pmflow help`, and commands under an issue that pmflow does not know."""

from __future__ import annotations

from collections.abc import Mapping

from pmflow.commands import first_line
from pmflow.happenings import CommandGiven
from pmflow.reacting.work import Work
from pmflow.tracker import Sign

SAYS: Mapping[str, tuple[str, str]] = {
    "open": ("", "under an incident: its post-mortem, now"),
    "explain": ("", "where it stands, and what is next"),
    "approve": ("", "you agree with the text as it is; `--redaction`: with what the public reads"),
    "review": ("", "from draft to reviewed"),
    "track": ("", "the action items become issues of their own"),
    "share": ("AUDIENCE", "it is told to those for whom it is; where there is one audience, it goes without saying"),
    "close": ("", "once all action items are settled"),
    "revise": ('"WHY"', "back to a draft"),
    "reopen": ('"WHY"', "a closed post-mortem is taken up again"),
    "waive": ('"WHY" --approver NAME', "closed without a post-mortem"),
    "read": ("", "you are counted as a reader"),
    "done": ("AI-1 --evidence URL", "it is done"),
    "verify": ("AI-1", "somebody else looked, and it is"),
    "due": ("AI-1 DATE", "another date"),
    "snooze": ("AI-1 DAYS", "no reminders for some business days"),
    "assign": ("AI-1 NAME", "somebody else does it"),
    "wont-do": ('AI-1 "WHY" --approver NAME', "it will not be done"),
    "help": ("", "this list"),
}
"""Each command, what stands behind it, and what it is for. What this version cannot do is not among them."""
HELP = (
    "What pmflow does for the first line of a comment:\n\n"
    + "\n".join(f"- `{f'/pmflow {verb} {more}'.rstrip()}`: {words}" for verb, (more, words) in SAYS.items())
    + "\n\nUnder an action item's own issue its id may be left out. `explain`, `read` and `help` are anybody's, "
    "answers for an action item also its owner's, all others those people's who may write here.\n"
)
NO_INCIDENT = (
    "This is no incident as far as pmflow can see, but an issue without the label `{label}`. Set that label; then `/pmflow open` "
    "opens its post-mortem."
)


def asks(given: CommandGiven, verb: str) -> bool:
    """Whether a command's verb is this one."""
    return [word.casefold() for word in first_line(given.text).split()[1:2]] == [verb]


def told_of_no_incident(work: Work, given: CommandGiven) -> tuple[Sign, str]:
    """What is said under an issue that is none of pmflow's. Nothing (an empty text) to whoever may not write here: they could
    not label it either."""
    if not work.around.tracker.may_write(given.ref, given.by):
        work.note("it is no incident, and whoever asks may not write here")
        return "refused", ""
    told = NO_INCIDENT.format(label=work.around.policy.tracker.labels.incident)
    return ("seen", f"{told}\n\n{HELP}") if asks(given, "help") else ("refused", told)
