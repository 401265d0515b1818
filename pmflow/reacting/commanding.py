"""A command in a comment: read, allowed or not, carried out once, and replied to by a sign and a comment."""

from __future__ import annotations

from pmflow.command_lines import further, is_command
from pmflow.command_words import in_comments
from pmflow.commands import Command, first_line, read_command
from pmflow.document.escape import shown_words, unsteered
from pmflow.errors import (
    DocumentError,
    DocumentUnwritable,
    TrackerConflict,
    TrackerError,
    TrackerMissing,
    TrackerThrottled,
    TrackerUnavailable,
    UsageError,
)
from pmflow.happenings import CommandGiven
from pmflow.model import Incident
from pmflow.opening import open_postmortem
from pmflow.policy import Policy
from pmflow.reacting.answering import answer
from pmflow.reacting.helping import HELP, asks, told_of_no_incident
from pmflow.reacting.incidents import tell_unread
from pmflow.reacting.reopening import means_an_item
from pmflow.reacting.words import Reacted, Reply
from pmflow.reacting.work import Work
from pmflow.status import explanation, sentence
from pmflow.tracker import Sign

NO_POSTMORTEM = "There is no post-mortem of this yet."
COMES_ABOUT = {
    "incident": "pmflow opens it at the next event of this incident, or at the next sweep (opens_on: incident).",
    "severity": "pmflow opens it once a severity is set for which policy asks for one (opens_on: severity).",
    "resolved": "pmflow opens it once this is over, where policy asks for one (opens_on: resolved).",
    "request": "pmflow opens none by itself (opens_on: request).",
}
"""How it comes about, by the policy's `opens_on`."""
OBSERVED = "In mode observe pmflow opens none by itself."
OPEN_IT = "`/pmflow open` opens it now."
MORE_THAN_OPEN = (
    "Not done: “{more}” is left over. `/pmflow open` takes no further words: it opens the post-mortem of the incident under "
    "which it stands."
)
OPENED = "Opened {ref}."
OPEN_ALREADY = "Its post-mortem is {ref}."
NOTHING_RELATED = "Nothing can be related to it in this version yet; name it in the text, where people find it."
UNREADABLE = "The document cannot be read, so nothing is decided: {why}."
UNREAD = "Not understood: {why}"
STOPPED = "Not carried out, or not to the end: {why}."
NOT_FIRST = (
    "Nothing was done: only the first line of a comment is read as a command; give `/pmflow …` a comment of its own."
)
ONLY_FIRST = "Only this first line was read; {more} below it: give each a comment of its own."
PASSING = (TrackerUnavailable, TrackerThrottled, TrackerConflict)
"""What another run may find gone: nothing is answered, and it carries on."""
WRITERS_ONLY = "`/pmflow {verb}` is for people who may write to this repository; {by} may not."
OWNERS_ONLY = (
    "`/pmflow {verb}` is for {ids}'s owner ({owners}) and for people who may write to this repository; {by} is neither."
)


def obey(work: Work, given: CommandGiven) -> Reacted:
    """Carry out what a person commands, in either mode, and reply. Machines are not obeyed; nothing is replied to twice."""
    around = work.around
    if given.bot or not given.by:
        work.note("a machine gives no commands, and nobody none")
        return work.reacted()
    if around.tracker.replied(given.place, given.comment):
        work.note("this command was answered before")
        return work.reacted()
    if not is_command(given.text):
        _reply(work, given, "refused", NOT_FIRST)
        return work.reacted()
    try:
        sign, text = _obey(work, given)
    except DocumentError as error:
        words = STOPPED if isinstance(error, DocumentUnwritable) else UNREADABLE
        _reply(work, given, "refused", words.format(why=sentence(str(error)).rstrip(".")))
        raise
    except PASSING:
        raise
    except TrackerError as error:
        _reply(work, given, "refused", STOPPED.format(why=sentence(in_comments(str(error))).rstrip(".")))
        work.note(f"the tracker stopped it: {error}")
        return work.reacted()
    if text:
        _reply(work, given, sign, text)
    return work.reacted() if work.ref == given.ref and given.under_incident else work.finish()


def _obey(work: Work, given: CommandGiven) -> tuple[Sign, str]:
    around = work.around
    if given.under_incident:
        try:
            incident = around.tracker.incident(given.ref)
        except TrackerMissing:
            return told_of_no_incident(work, given)
        if asks(given, "help"):
            return "seen", HELP
        tell_unread(work, incident)
        postmortem = incident.postmortem
        if postmortem is None:
            return _open(work, given, incident) if asks(given, "open") else ("refused", _none_yet(around.policy))
        work.ref = postmortem
    else:
        # An item names its post-mortem as it was called when the item was made.
        work.ref = around.tracker.resolve(given.ref) if given.id is not None else given.ref
    if asks(given, "help"):
        return "seen", HELP
    try:
        command = read_command(
            given.text, around.policy, by=given.by, now=around.now, asked=f"comment:{given.comment}", item=given.id
        )
    except UsageError as error:
        return "refused", UNREAD.format(why=sentence(str(error), 1000))
    return _carry_out(work, given, command)


def _none_yet(policy: Policy) -> str:
    """That there is no post-mortem, and how one comes about."""
    return f"{NO_POSTMORTEM} {OBSERVED if policy.mode == 'observe' else COMES_ABOUT[policy.opens_on]} {OPEN_IT}"


def _open(work: Work, given: CommandGiven, incident: Incident) -> tuple[Sign, str]:
    """Its post-mortem, because somebody asks for it: whatever policy would have opened by itself."""
    around = work.around
    if not around.tracker.may_write(given.ref, given.by):
        return "refused", WRITERS_ONLY.format(verb="open", by=shown_words(given.by, 80))
    if more := " ".join(first_line(given.text).split()[2:]):
        return "refused", sentence(MORE_THAN_OPEN.format(more=more), 1000)
    opened = open_postmortem(
        around.tracker, incident, around.policy, by=given.by, now=around.now, root=around.root, key=around.key,
        dry_run=not around.when_asked,
    )  # fmt: skip
    work.draft = opened.body
    if opened.outcome is None:
        return "seen", "Would be opened."
    work.opened, work.shown, work.applied, work.ref = True, True, True, opened.ref
    work.keep(opened.outcome)
    return "done", OPENED.format(ref=opened.ref)


def _reply(work: Work, given: CommandGiven, sign: Sign, text: str) -> None:
    if text != NOT_FIRST and (more := further(given.text)):
        gap = "\n\n" if "\n" in text else " "
        text = text.rstrip() + gap + ONLY_FIRST.format(more=f"{more} more stand{'s' if more == 1 else ''}")
    text = unsteered(text)  # it repeats what anybody typed
    work.replies.append(Reply(first_line(given.text), given.by, sign, text))
    if work.around.when_asked:
        work.around.tracker.reply(given.place, given.comment, sign, text)


def _carry_out(work: Work, given: CommandGiven, command: Command) -> tuple[Sign, str]:
    around = work.around
    if command.verb == "explain":
        return "seen", explanation(work.snapshot(), around.policy, now=around.now)
    if command.verb == "open":
        return "seen", OPEN_ALREADY.format(ref=work.ref)
    if command.verb == "related":
        return "seen", NOTHING_RELATED
    if (why := _may_not(work, given, command)) is not None:
        return "refused", why
    if (instead := means_an_item(work, given, command)) is not None:
        return "refused", instead
    work.shown = True
    told: list[str] = []
    refused = False
    for event in command.events:
        plan = work.run(event, write=around.when_asked)
        refused = refused or bool(plan.refusals)
        told.append(answer(work, given, event, plan))
    told = list(dict.fromkeys(told))
    return "refused" if refused else "done", ("\n\n" if any("\n" in each for each in told) else " ").join(told)


# Who may


def _may_not(work: Work, given: CommandGiven, command: Command) -> str | None:
    """Why they may not, in one line that says who may."""
    by = shown_words(given.by, 80)
    if command.right == "anyone":
        return None
    owners = _owners(work, command.ids) if command.right == "owner" else {}
    if owners and all(_is_owner(work, owner, given.by) for owner in owners.values()):
        return None
    if work.around.tracker.may_write(work.ref, given.by):
        return None
    if owners:
        names = shown_words(", ".join(sorted({owner or "nobody" for owner in owners.values()})), 200)
        return OWNERS_ONLY.format(verb=command.verb, ids=", ".join(owners), owners=names, by=by)
    return WRITERS_ONLY.format(verb=command.verb, by=by)


def _owners(work: Work, ids: tuple[str, ...]) -> dict[str, str | None]:
    """Whose they are, as the tracker has it; else as the journal knows. An id that is none is nobody's."""
    kept = {item.id: item.owner for item in work.snapshot().loaded.items}
    known = work.current().record.items
    return {id: kept.get(id) or (known[id].owner if id in known else None) for id in ids}


def _is_owner(work: Work, owner: str | None, who: str) -> bool:
    """They themselves; of a team, its lead."""
    policy = work.around.policy
    if owner is None:
        return False
    lead = policy.lead_of(owner) if policy.maps_team(owner) else None
    return policy.same_person(owner, who) or (lead is not None and policy.same_person(lead.name, who))
