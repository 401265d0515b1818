"""Words that several rules ask about: roles of people, weak verbs, generic things. Data first."""

from __future__ import annotations

import re

from pmflow.patterns import lazy

ROLE = (
    r"(?:(?:on-?call(?:er)?|on call)(?: (?:engineer|person|developer|responder|sre|admin\w*))?|engineers?|developers?|"
    r"devs?|admins?|"
    r"administrators?|sysadmins?|dbas?|technicians?|contractors?|interns?|operators?(?! (?:pod|controller|chart|crd))|"
    r"employees?|colleagues?|staff|reviewers?|maintainers?|managers?|responders?|team members?|teams?|vendors?|"
    r"consultants?|juniors?|"
    r"new hires?|testers?|analysts?|support agents?|person)"
)
"""People by what they are, singular or plural. A piece of a pattern."""

GENERIC = frozenset(
    """
    paging test tests testing coverage monitoring monitors monitor alerting alerts alert alarm alarms documentation
    docs doc document documents communication communications comms process processes procedure procedures quality code
    coding reliability stability performance observability logging logs log training awareness tooling tools
    automation resilience resiliency robustness security infrastructure infra system systems architecture knowledge
    sharing onboarding visibility response responses incident incidents handling deployment deployments deploys deploy
    release releases rollout rollouts review reviews reviewing runbook runbooks playbook playbooks planning capacity
    coordination collaboration culture practice practices best workflow workflows area areas thing things everything
    stuff overall general situation problem problems issue issues outage outages future work team teams people
    engineers developers management change changes dashboards dashboard metrics environment environments software
    service services application applications platform availability scalability safety diligence detection recovery
    escalation escalations maintenance support uptime operations error errors approach setup options option solutions
    solution alternatives ways possibilities improvements improvement root cause causes failure failures fix fixes
    better more improved good proper appropriate additional further regular adequate sufficient various different
    """.split()
)
"""Things that every team has: "improve testing" does not say which."""

_STOP = frozenset(
    """
    between a an the our your their its this that these those it of for on in at to with by from and or as is are be
    been was were we us i you they all any some each every how what why when where which who whether if so not no do
    does did can could should would will may might must need needs want again next time new also just very really more
    most into about around across within during before after up out off over under there here then than via per both
    same other such have has had get gets happens happen happened happening doesn't don't won't
    """.split()
)
_WORD = lazy(r"[^\W_](?:[\w'’./+#-]*[\w+#])?")
_CONCRETE = lazy(r"\d|[a-z][A-Z]|\w[_/]\w|\w\.\w{2,}|`|#\w|@\w|https?:|[\"“”‘]|\b(?-i:[A-Z]{2,}[a-z]?\w*)\b")
"""Something that can be pointed at: a number, an identifier, a path, a ticket, a quotation, an abbreviation."""


def content_words(text: str) -> list[str]:
    """The words that carry meaning and are not generic, in lower case."""
    words = (w.lower() for w in _WORD.findall(text))
    return [w for w in words if w not in _STOP and w not in GENERIC]


def is_concrete(text: str) -> bool:
    """Whether the text names something that can be pointed at. The first word's capital letter does not count."""
    return bool(_CONCRETE.search(text)) or any(w[:1].isupper() for w in _WORD.findall(text)[1:])


_LEAD_IN = lazy(
    r"^(?:\W*(?:todo|action|ai|task|p[0-4]|prevent|detect|mitigate|process|follow[- ]?up)\s?[:\-–—]\s*)?"
    r"(?:(?:we|i|they|the team|the \w+ team|everyone|everybody|people|team) (?:should|need to|needs to|will|must|could|"
    r"can|may want to|might|have to|are going to|plan to|want to) )?"
    r"(?:(?:also|need to|needs to|should|must|to|please|maybe|possibly|potentially|let'?s|let us|ideally|try to|always|"
    r"further|continue to) )*",
    re.I,
)


def without_lead_in(title: str) -> str:
    """The title from its verb on: no "We should", no "Action:"."""
    return title[m.end() :].strip() if (m := _LEAD_IN.match(title)) else title.strip()


_PAST = lazy(
    r"^(?:[^\s.;:]+\s){0,12}?(?:has|have) (?:already |now |since |all |also |both )?been \w+"
    r"|^(?:we|i|they)(?:['’]ve| have)? (?:already |now |also |since )?(?:(?!need)\w+ed|made|wrote|set|put|took|built|"
    r"rolled|sent|got|ran|began|gave)\b",
    re.I,
)
_WILL = lazy(r"\b(?:should|need|needs|must|shall|until)\b", re.I)


def tells_of_the_past(title: str) -> bool:
    """Whether the words say that it was done: "has been disabled", "We added a limit"."""
    found = _PAST.match(title)
    return bool(found) and not _WILL.search(title)
