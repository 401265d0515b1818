"""Sentences that once were false alarms, by the section they stand in, and for each family its twins that do blame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmflow.document.parse import parse
from pmflow.model import Finding
from pmflow.policy import Policy
from pmflow.rules import check

INNOCENT = {
    "Action items": [
        "Talk to Maria about raising the quota.",
        "Talk to @igor about the limits of the cluster.",
        "Speak to Jonas about a second region.",
        "Have a chat with Maria about moving the backups.",
        "Talk to the vendor about raising the quota.",
        "Jo should own this.",
        "Maria should own the migration.",
        "Ana should own the follow-up.",
        "The platform team should own the alert.",
        "The SRE team should own this dashboard.",
    ],
    "Summary": [
        "The person responsible for the rollout is Jonas.",
        "The engineer responsible for the database was Zofia.",
        "The person responsible for this service is @igor.",
        "The deployment was triggered by @igor.",
        "The page was triggered by @igor.",
        "The rollback was triggered by Maria.",
        "The alert was triggered by Deepa at 03:12.",
        "The failover was triggered by @igor.",
        "It was Igor who called the vendor.",
        "It was Yuki who spotted the broken build.",
        "It was Maria who restored the backup.",
        "It was the on-call engineer who found the leak.",
        "Bob ignored the misleading dashboard, which saved us an hour.",
        "Ana ignored the flapping alert, which turned out to be right.",
        "Zofia was never told that the flag had been removed.",
        "Igor was never told about the new limit.",
        "Igor was never warned about the limit.",
        "The operator was never warned that the disk was full.",
        "Maria was never trained on the tool.",
        "The on-call engineer was never trained on the new console.",
        "Nobody told the on-call that the flag had been removed.",
        "Nobody told Maria about the change.",
        "If Deepa had not noticed, we would have lost a day.",
        "If Maria had not spotted the graph, the outage would have lasted hours.",
        "The point is not that Sam forgot, but that the tool let him.",
        "The point is not that Sam forgot the flag, but that nothing checks for it.",
        "The question is not why Sam forgot the flag, but why the tool let it pass.",
        "The question is not why the operator ignored the alert.",
        "It does not matter that Sam forgot it.",
        "It does not matter that Sam forgot the flag.",
        "It does not matter who forgot the flag.",
        "This is not about Sam forgetting the flag.",
        "The problem is not that Sam forgot the flag.",
        "Instead of asking why the operator ignored the alert, we asked what the alert looked like.",
        "Rather than asking why Sam forgot the flag, we asked why the tool needs it.",
        "Maria was confused by two buttons with the same label.",
        "The operator was confused by two buttons with the same label.",
        "Igor was misled by the label.",
        "The operator was misled by the label.",
        "The vendor has not answered yet.",
        "The vendor has not published a fix yet.",
        "The vendor has not released a patch yet.",
        "AWS has not responded to our ticket yet.",
        "The team decided not to fail over.",
        "The team chose not to fail over.",
        "The on-call decided not to page the vendor at night.",
        "The team did not roll back, since the migration could not be reversed.",
        "The on-call engineer did not roll back, because the migration could not be reversed.",
        "Maria did not panic.",
        "The on-call engineer did not panic.",
        "The vendor did not hesitate to send an engineer.",
        "Igor did not hesitate to call the vendor.",
        "Maria single-handedly restored the database.",
        "The on-call engineer single-handedly restored the cluster.",
        "Had it not been for Oluwaseun, we would have lost the data.",
        "Had it not been for Deepa, we would have lost a day.",
    ],
    "Lessons learned": [
        "Engineers should be able to deploy without waiting.",
        "Developers should be able to roll back without waiting for the platform team.",
        "The platform team should own the alert.",
        "It was Yuki who spotted the broken build.",
    ],
    "Root cause": [
        "The DBA killed the long-running query at 03:12.",
        "The DBA killed the runaway query.",
        "Zofia was never told that the flag had been removed.",
        "The operator was misled by the label.",
        "The operator was confused by two buttons with the same label.",
        "Nobody told the on-call that the flag had been removed.",
        "It was Igor who called the vendor.",
    ],
}
"""Work to be done, whose job it is, conditions, neutral negation, praise, and talk about blame."""

BLAMING = {
    "Action items": [
        "Talk to Maria about her attitude.",
        "Talk to Maria about what she did.",
        "Talk to Igor about following the runbook.",
        "Have a chat with Sam about his carelessness.",
        "Jo should own this mess.",
        "Jo should own up.",
        "Jo should own his mistake.",
        "The platform team should own up to this.",
        "Be careful with rm.",
        "Always double-check before pressing enter.",
        "Pay attention to the prompt.",
        "Engineers must follow the runbook.",
        "Action: talk to Esra about paying attention.",
        "Speak to Carmela re: following procedure.",
        "Talk to Igor about why he skipped the checks.",
        "Have a word with Igor.",
    ],
    "Summary": [
        "The person responsible for the outage is Jonas.",
        "The person responsible for this mess is Jonas.",
        "The engineer responsible for the crash was Zofia.",
        "The outage was triggered by @igor.",
        "The incident was triggered by Maria.",
        "The outage was caused by Maria.",
        "It was Igor who broke the build.",
        "It was Igor who deleted the table.",
        "It was Igor who called it a false alarm and went to bed.",
        "Bob ignored the dashboard, which cost us an hour.",
        "Bob ignored the misleading dashboard.",
        "Zofia was told that the flag had been removed and ignored it.",
        "Zofia never told anybody that the flag had been removed.",
        "Igor was warned about the limit and did nothing.",
        "Nobody bothered to tell the on-call.",
        "Maria did not bother to tell the on-call.",
        "If Deepa had looked, we would not have lost a day.",
        "If Deepa had not slept, we would not have lost a day.",
        "If Deepa had not ignored the alert, we would have been fine.",
        "The point is that Sam forgot the flag.",
        "The point is not that the tool failed, but that Sam forgot the flag.",
        "The question is why Sam forgot the flag.",
        "What matters is that Sam forgot it.",
        "This is about Sam forgetting the flag.",
        "Instead of asking, the operator ignored the alert.",
        "Instead of asking for help, Sam ignored the alert.",
        "The vendor has still not bothered to answer.",
        "The vendor never bothered to answer our ticket.",
        "The team decided not to read the runbook.",
        "The team chose not to test the migration.",
        "The team did not roll back, since nobody was paying attention.",
        "The team did not read the runbook, since they were lazy.",
        "Maria panicked and restarted the wrong node.",
        "The on-call engineer panicked.",
        "Igor did not hesitate to delete the table.",
        "Maria single-handedly took down the site.",
        "Maria single-handedly broke the cluster.",
        "Anybody could have handled this better.",
        "Igor could have handled this better.",
        "Had it not been for Igor, we would have had no outage.",
        "Had it not been for Igor, the site would have stayed up.",
        "Her manager will have a serious word with Igor.",
        "Igor will no longer be allowed to deploy.",
        "Without Deepa's meddling the site would have stayed up.",
        "The person responsible for the failed rollout is Jonas.",
        "The person to blame for the rollout is Jonas.",
        "The botched deployment was triggered by @igor.",
        "The deployment was triggered by Igor, who ignored the warning.",
        "The page was ignored by Igor.",
        "Igor was never told by Sam, who forgot.",
        "The team was never told that the flag had been removed, because Sam forgot to say it.",
        "Nobody in networking told the on-call that the link was down.",
        "Nobody at the vendor bothered to tell Maria about the change.",
        "The problem is not that Sam forgot the flag once, it is that he always forgets it.",
        "The problem is not the tool, it is that Sam forgot the flag.",
        "This is not about the tool, Sam forgot the flag.",
        "The on-call was misled by Igor.",
        "Igor misled the team about the state of the backup.",
        "The on-call confused staging with production.",
        "The vendor has not even answered yet.",
        "The vendor never answered.",
        "The vendor has not fixed it in three years.",
        "The team decided not to read the release notes.",
        "The vendor did not answer, since they do not care.",
        "Bob ignored the alert, which saved him the trouble of getting up.",
        "It was Igor who called in sick and left us without cover.",
        "Nobody could be bothered to handle this.",
        "If Igor had not slept, we would have noticed.",
        "If Igor had not acted so rashly, we would have been up.",
        "If Igor had not touched the switch, we would not have lost a day.",
        "Had it not been for Igor, we would have lost nothing.",
        "Had it not been for Igor's typo, we would have been up all night long.",
    ],
    "Lessons learned": [
        "Engineers should read the runbook before they deploy.",
        "The platform team should own their mistakes.",
        "The platform team should have owned the alert.",
    ],
    "Root cause": [
        "The DBA killed the primary.",
        "The DBA killed the wrong query.",
        "The DBA killed the replication process.",
        "It was Igor who pressed the button.",
    ],
}
"""The same words, of which somebody comes off badly."""


def said_in(sections: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each section with each of its sentences."""
    for heading, sentences in sections.items():
        for said in sentences:
            yield heading, said


def under(heading: str, said: str) -> tuple[Finding, ...]:
    """The findings of the blameless rules in a section of this sentence."""
    return check(parse(f"## {heading}\n\n{said}"), Policy(), select=["blameless"])


@pytest.mark.parametrize(("heading", "said"), said_in(INNOCENT))
def test_what_blames_nobody_raises_no_alarm(heading: str, said: str) -> None:
    """Neither an error nor a warning."""
    assert under(heading, said) == ()


@pytest.mark.parametrize(("heading", "said"), said_in(BLAMING))
def test_its_twin_that_blames_is_still_found(heading: str, said: str) -> None:
    """What excuses the one does not hide the other."""
    assert under(heading, said) != ()
