"""`pmflow doctor`: is everything in place?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, Config, TrackerName

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.notify import Notifier

Look = tuple[str, bool, str]
"""What was looked at, whether it is well, and what was found."""
ABSENT = ("not installed", "not there yet")
"""How it begins where something is not there and need not be: that is no fault, and nothing to tick off either."""


def doctor(
    send: Annotated[
        str | None,
        typer.Option(
            metavar="TARGET", help="Send a test message to a name in notify, or to one of people; that alone."
        ),
    ] = None,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
) -> None:
    """Look at policy, tracker, documents, journals and notification targets; exit 10 when something is wrong."""
    from pmflow.cli.session import Session, console, print_json
    from pmflow.errors import REFUSED
    from pmflow.report.screen import marks, one_line

    session = Session(config, tracker)
    looks = [send_test(session, send)] if send is not None else list(examine(session))
    if as_json:
        print_json(
            {
                "healthy": all(ok for _, ok, _ in looks),
                "checks": [{"name": n, "ok": ok, "message": m} for n, ok, m in looks],
            }
        )
    else:
        out = console()
        sign = marks(out)
        for name, ok, message in looks:
            first, *others = message.splitlines() or [""]
            drawn = (sign.dot if message.startswith(ABSENT) else sign.yes) if ok else sign.no
            out.print(f"{drawn} {one_line(name)}: {one_line(first)}", markup=False)
            for other in others:
                out.print(f"  {one_line(other)}", markup=False)
    if not all(ok for _, ok, _ in looks):
        raise typer.Exit(REFUSED)


def examine(session: Session) -> Iterator[Look]:
    """Everything that doctor looks at, one after the other; one trouble does not hide the next."""
    import sys

    from pmflow.errors import PmflowError, PolicyError

    yield "python", True, sys.version.split()[0]
    try:
        policy = session.policy
    except PolicyError as error:
        yield "policy", False, str(error)
        return
    yield (
        "policy",
        True,
        f"mode {policy.mode}, phase {policy.phase}, tracker {session.tracker_name or policy.tracker.kind}",
    )
    yield from _templates(session)
    yield from _targets(session)
    yield from _hours(session)
    try:
        if (session.tracker_name or policy.tracker.kind) == "github":
            yield from _github(session)
        yield from _tracker(session)
    except PmflowError as error:
        yield "tracker", False, str(error)


def _github(session: Session) -> Iterator[Look]:
    from pmflow.adapters.github import GitHub
    from pmflow.cli.doctor_github import github_looks

    if isinstance(session.tracker, GitHub):
        yield from github_looks(session, session.tracker)


def _targets(session: Session) -> Iterator[Look]:
    """Whether each target can be used, and who or what has none. Nothing is sent and nobody is connected to."""
    from pmflow.cli.targets import address_problem, set_targets
    from pmflow.notify import Notifier

    policy = session.policy
    notifier = Notifier(set_targets(policy))
    wrong = dict(notifier.problems())
    for name, variable in policy.notify.items():
        if not notifier.knows(name):
            yield f"notify.{name}", False, f"the environment variable {variable} is not set"
        elif name in wrong:
            message = address_problem(policy, name, wrong[name])
            yield f"notify.{name}", False, message.removeprefix(f"notify.{name}: ")
        else:
            yield f"notify.{name}", True, f"the address in {variable} can be used; --send {name} sends a test message"
    for rung in policy.ladder:
        # `channel` without a target is the start of everybody; a rung of one's own that reaches nobody is not.
        if rung.to in policy.notify and not notifier.knows(rung.to):
            variable = policy.notify[rung.to]
            yield (
                f"ladder.{rung.name}",
                False,
                f"speaks to notify.{rung.to}, and {variable} is not set: the tracker alone hears it",
            )
    yield from _people(session, notifier, wrong)


def _people(session: Session, notifier: Notifier, wrong: dict[str, str]) -> Iterator[Look]:
    from pmflow.notify import fill_for

    policy, today = session.policy, session.now.date()
    if not policy.notify:
        yield "notify", True, "no target: what there is to say is said in the tracker"
        return
    unreached = [
        person.name
        for person in policy.people
        if not person.has_left(today)
        and ((name := person.notify or "people") in wrong or not notifier.reaches(name, fill_for(person)))
    ]
    if unreached:
        elsewhere = (
            "in the channel, by name" if notifier.knows("channel") and "channel" not in wrong else "in the tracker"
        )
        yield "people", True, f"no target reaches {_list(unreached)}: what is for them is said {elsewhere}"


def _hours(session: Session) -> Iterator[Look]:
    """Whether the shipped schedule meets everybody at work; reminders wait for working hours."""
    from pmflow.policy.schedule import SCHEDULE, days_missed

    policy, start = session.policy, session.now.date()
    missed: dict[tuple[str, ...], list[str]] = {}
    for person in [person for person in policy.people if not person.has_left(start)]:
        missed.setdefault(days_missed(policy.calendar, person, start), []).append(person.name)
    if not missed:
        missed[days_missed(policy.calendar, None, start)] = ["the calendar"]
    for days, names in missed.items():
        who = _list([f"{name}'s" for name in names])
        if len(days) == len(policy.calendar.week):
            yield (
                "schedule",
                False,
                f"sweeps never meet {who} working hours: the shipped schedule ({SCHEDULE.cron}, UTC) runs at minute "
                f"{SCHEDULE.minute} of each hour, {SCHEDULE.week[0].capitalize()} to {SCHEDULE.week[-1].capitalize()}; "
                "change its days, or the hours",
            )
        elif days:
            yield (
                "schedule",
                True,
                f"no sweep meets {who} working hours on {_list([day.capitalize() for day in days])}; what is due then is "
                f"said on the next working day, unless the schedule ({SCHEDULE.cron}, UTC) runs on more days",
            )


def _list(names: list[str]) -> str:
    """`Ana, Bo and Cy`; of many, the first ones."""
    if len(names) > 10:
        names = [*names[:9], f"{len(names) - 9} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def send_test(session: Session, name: str) -> Look:
    """One true message to a target, or to a person by their target. Raises `UsageError` for who is neither."""
    from pmflow.cli.targets import notifier
    from pmflow.errors import UsageError
    from pmflow.notify import Sent, fill_for
    from pmflow.policy.names import meant

    policy = session.policy
    sender = notifier(policy)
    person = None if name in policy.notify else policy.person(name)
    if name not in policy.notify and person is None:
        hint = meant(name, [*policy.notify, *(each.name for each in policy.people)])
        raise UsageError(f'--send: "{name}" is no name in notify and none of people{hint}')
    target = (person.notify or "people") if person else name
    if target not in policy.notify:
        raise UsageError(f"--send: no target reaches {name}; notify has no {target}")
    if not sender.knows(target):
        raise UsageError(f"--send: notify.{target}: the environment variable {policy.notify[target]} is not set")
    if asked := sender.placeholders(target):
        words = " and ".join(asked)
        if person is None:
            raise UsageError(f"--send: notify.{target} needs {words} of whom it speaks to; name one of people instead")
        if not sender.reaches(target, fill_for(person)):
            raise UsageError(f"--send: notify.{target} needs {words} of {person.name}, in people")
    sent = sender.send(
        target,
        title="A test message of pmflow",
        body=f"`pmflow doctor --send` was asked to send this to **{name}**. If you can read it, notifications arrive.",
        fill=fill_for(person) if person else {},
    )
    if sent.outcome is Sent.SENT:
        return f"notify.{target}", True, f"sent to {name}; look whether it arrived"
    return f"notify.{target}", False, sent.reason.removeprefix(f"notify.{target}: ")


def _templates(session: Session) -> Iterator[Look]:
    import datetime as dt

    from pmflow.document.write import new_postmortem
    from pmflow.errors import PmflowError
    from pmflow.model import Incident
    from pmflow.opening import own_template

    sample = Incident(ref="sample", title="Sample", started_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    for kind in ("stub", "full", "short", "near_miss"):
        if path := getattr(session.policy.templates, kind):
            try:
                new_postmortem(sample, kind=kind, template=own_template(session.root, kind, path), template_name=path)
                yield f"templates.{kind}", True, path
            except PmflowError as error:
                yield f"templates.{kind}", False, str(error)


def _tracker(session: Session) -> Iterator[Look]:
    from pmflow.cli.audit import disagreement, unsound
    from pmflow.errors import PmflowError
    from pmflow.journal import replay

    survey = session.tracker.survey()
    found = list(survey.postmortems)
    unreadable = [each.card for each in found if each.card.trouble]
    for card in unreadable:
        yield card.ref, False, card.trouble or ""
    broken = 0
    for each in found:
        card = each.card
        if card.trouble:
            continue
        try:
            loaded = each.load()
        except PmflowError as error:
            broken += 1
            yield card.ref, False, str(error)
            continue
        whole = [*loaded.troubles, *unsound(loaded.journal)]
        for problem in (*whole, *disagreement(card.ref, loaded.states, replay(loaded.journal).state)):
            broken += 1
            yield f"{card.ref} journal", False, problem
    yield "post-mortems", not unreadable, f"{len(found)} found, {len(found) - len(unreadable)} readable"
    if not broken:
        yield "journals", True, "all chains whole"
    try:
        incidents = list(survey.incidents)
        for incident in incidents:
            if incident.trouble:
                yield incident.ref, False, incident.trouble
        without = sum(1 for incident in incidents if not incident.postmortem)
        yield "incidents", True, f"{len(incidents)} found, {without} without a post-mortem"
    except PmflowError as error:
        yield "incidents", False, str(error)
