"""What became of an event, as the page of a workflow's run shows it: Markdown, part by part, the most important first. Pure.

A part that does not fit is left out by whoever writes it, so each stands for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from pmflow.command_words import in_comments, words_in
from pmflow.document.document import Document
from pmflow.happenings import CommandGiven, Happening, PostmortemTouched
from pmflow.mentions import unpinged
from pmflow.model import Finding
from pmflow.plan import Comment, CommentIncident, Effect, Notify, Plan, Refusal, UpsertBlock
from pmflow.reacting import Reacted, Reaction, Reply
from pmflow.report.findings import CheckedFile
from pmflow.report.github import said_of
from pmflow.report.markdown import code, folded, link, listed, table, verbatim, words
from pmflow.report.plan import takes_back
from pmflow.report.sweep import OUTCOMES, local
from pmflow.sweeping import Said, Swept

ROWS = 100
"""Of a list; of the rest it is told how many there are."""
DRAFT = 200_000
"""Characters of a draft. GitHub takes 65,536 as the text of an issue."""
OBSERVED = "> [!NOTE]\n> Nothing was written: `mode` is `observe` in pmflow.yml. With `mode: enforce`, what is below is done.\n"
DRY = "> [!NOTE]\n> Nothing was written: the input `dry-run` is true.\n"
ANSWERED = (
    "> [!NOTE]\n> The reply was posted; nothing else was written: `mode` is `observe` in pmflow.yml, in which only what somebody "
    "asks for in a command is carried out.\n"
)
NO_POLICY = (
    "> [!NOTE]\n> There is no pmflow.yml here, so defaults hold, and nothing was written. `pmflow init --tracker github` writes "
    "one. (Is the repository checked out before this step?)\n"
)
SIGNS = {"done": "done", "refused": "refused", "seen": "replied"}


def reaction_parts(reaction: Reaction) -> Iterator[str]:
    """What came of happenings."""
    for each in reaction.reacted:
        yield from _reacted(each)
    if not reaction.reacted:
        yield "Nothing to do.\n"


def _reacted(each: Reacted) -> Iterator[str]:
    yield f"### {link(each.title or each.ref, each.place)}\n"
    yield listed(
        [*(words(happening.summary) for happening in each.happened), *(words(in_comments(note)) for note in each.notes)]
    )
    if each.trouble:
        trouble = words(in_comments(each.trouble)).rstrip(".")
        yield f"> [!CAUTION]\n> Stopped: {trouble}. What was done stays done, and the next run carries on.\n"
    if each.replies:
        yield table(("command", "by", "", "reply"), map(_reply, each.replies))
        for reply in each.replies:
            if "\n" in reply.text:
                yield folded("The reply", unpinged(reply.text), opened=reply.sign == "refused")
    for plan in each.plans if not each.replies else ():  # a reply has said it
        yield from _verdict(plan, each.document)
    yield from _effects(each.plans, applied=each.applied, first=["open the post-mortem"] if each.opened else [])
    for plan in each.plans:
        yield from _remarks(plan, each.document)
    if each.draft is not None:
        told = "The post-mortem that was opened" if each.applied else "The post-mortem as it would be opened"
        yield folded(told, verbatim(each.draft[:DRAFT], "markdown"), opened=not each.applied)
    if each.findings:
        told = f"{_count(len(each.findings), 'remark')} of the linter"
        yield folded(told, _findings(each.findings, each.document), opened=any(map(_may_be_news, each.happened)))
    if each.status:
        yield folded("How it stands", unpinged(each.status))


def _may_be_news(happening: Happening) -> bool:
    """Whether somebody just wrote, or asks how it stands: a label says nothing about the text."""
    edited = isinstance(happening, PostmortemTouched) and happening.what in ("opened", "edited")
    return edited or isinstance(happening, CommandGiven)


def _reply(each: Reply) -> tuple[str, str, str, str]:
    text = "see below" if "\n" in each.text else unpinged(each.text).replace("|", "\\|")
    return words(each.line), words(each.by), SIGNS[each.sign], text


def _verdict(plan: Plan, document: Document | None = None) -> Iterator[str]:
    """Where it moved, or what holds it back."""
    if plan.before is not None and plan.after is not None and plan.before is not plan.after:
        yield f"State: {plan.before} → **{plan.after}**\n"
    if plan.refusals:
        still = f", it is still {plan.before}" if plan.before else ""
        yield f"**Refused**{still}. What is missing:\n\n{listed(_guard(each, document) for each in plan.refusals)}"


def _effects(plans: Sequence[Plan], *, applied: bool, first: Sequence[str] = ()) -> Iterator[str]:
    """What was done, or would be."""
    effects = [
        (plan, effect) for plan in plans for effect in plan.effects if not isinstance(effect, UpsertBlock | Notify)
    ]
    lines = [*first, *(_effect(plan, effect) for plan, effect in effects[:ROWS])]
    if lines:
        yield f"{'Done' if applied else 'Would be done'}:\n\n{listed([*lines, *_more(len(effects))])}"


def _remarks(plan: Plan, document: Document | None = None) -> Iterator[str]:
    if plan.advice:
        told = "Why it was taken back" if takes_back(plan) else "Advice, which holds nothing back"
        yield f"{told}:\n\n{listed(_guard(each, document) for each in plan.advice)}"
    if plan.findings:
        yield listed(words(in_comments(finding.message, document)) for finding in plan.findings)


def _effect(plan: Plan, effect: Effect) -> str:
    summary, target = effect.summary, plan.target(effect)
    if isinstance(effect, Comment | CommentIncident):
        # On one line, a heading of the comment's is none.
        summary = summary.replace("**", "").removesuffix(" These do not hold:")
    item = target.removeprefix(f"{plan.ref}#") if target != plan.ref else ""
    return f"{words(item)}: {words(summary)}" if item else words(summary)


def _guard(refusal: Refusal, document: Document | None = None) -> str:
    told = "; ".join(in_comments(reason, document) for reason in refusal.reasons)
    return f"`{refusal.guard}`: {words(told, most=2000)}"


def _findings(findings: Sequence[Finding], document: Document | None) -> str:
    """Of an issue, where nobody sees lines: by the words that stand there, where the `document` is known."""
    where = [[words(words_in(document, each.line))] if document else [] for each in findings[:ROWS]]
    return _remarked(findings, ["where"] if document else [], where, document)


def _findings_by_line(findings: Sequence[Finding]) -> str:
    """Of a file."""
    return _remarked(findings, ["line"], [[str(each.line)] for each in findings[:ROWS]])


def _remarked(
    findings: Sequence[Finding], head: list[str], where: list[list[str]], document: Document | None = None
) -> str:
    rows = [
        (*place, each.severity.value, each.rule, _finding(each, document))
        for place, each in zip(where, findings, strict=False)
    ]
    return table((*head, "level", "rule", "what to do"), rows) + "".join(f"\n{each}\n" for each in _more(len(findings)))


def _finding(each: Finding, document: Document | None = None) -> str:
    return words(in_comments(each.message, document)) + (
        f"<br>better: {code(each.suggestion)}" if each.suggestion else ""
    )


# A sweep


def sweep_parts(swept: Swept, *, applied: bool, zone: dt.tzinfo) -> Iterator[str]:
    """What a sweep said, set and could not look at."""
    yield f"### Sweep: examined {swept.examined} of {swept.of}\n"
    if swept.troubles:
        yield "> [!CAUTION]\n> Not everything was looked at; the next sweep tries again.\n\n" + listed(
            words(said_of(ref, in_comments(trouble))) for ref, trouble in swept.troubles[:ROWS]
        )
    if swept.said:
        yield f"{'What was said, and what waits' if applied else 'What would be said'}:\n"
    for said in swept.said:
        yield _said(said, zone)
    made = dict(swept.opened)
    for plan in swept.plans:
        told = [*_verdict(plan), *_effects([plan], applied=applied), *_remarks(plan)]
        if told:
            there = f" → {words(made[plan.ref])}" if plan.ref in made else ""
            yield f"#### {words(plan.ref)}{there}\n\n" + "\n".join(told)
    if not swept.said and not swept.plans and not swept.troubles:
        yield "Nothing is due.\n"


def _said(said: Said, zone: dt.tzinfo) -> str:
    way = "in the tracker" if said.by_way == "the tracker" else f"by notify.{said.by_way}"
    told = OUTCOMES[said.outcome][0] if said.outcome else said.reason or "would be said"
    when = f", {local(said.at, zone)}" if said.at and said.outcome is None else ""
    lines = [f"{words(about.ref)}: {words(notice.text)}" for about, notice in said.notices[:ROWS]]
    return f"**{words(said.to)}** {words(way)}{when}: {words(told)}\n\n{listed([*lines, *_more(len(said.notices))])}"


# A pull request


def checked_parts(files: Sequence[CheckedFile]) -> Iterator[str]:
    """What the rules remark on the documents that a pull request changes."""
    if not files:
        yield "It changes no post-mortem.\n"
    for file in files:
        yield f"### {words(file.path)}\n"
        if file.error is not None:
            yield f"> [!CAUTION]\n> It cannot be read: {words(file.error)}\n"
        elif file.findings:
            yield _findings_by_line(file.findings)
        else:
            yield "Nothing to remark on the lines that change.\n"


def _more(count: int) -> Iterator[str]:
    if count > ROWS:
        yield f"… and {count - ROWS} more"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
