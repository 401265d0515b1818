"""The impact says who was hurt, and how many.

Why: "the service was down" does not tell whether ten people noticed or ten thousand. Users, customers, requests, jobs
or sites will do, and so will "no users were affected".

What it cannot see: whether the figure is right.

Bad: `## Impact`, "Elasticsearch was red."
Good: `- **Users affected**: ~15,000 attempted checkouts`

Source: "Impact Assessment": users affected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import heading_of, section_lines

_WHO = lazy(
    r"\b(?:users?|customers?|clients?|people|persons?|students?|staff|employees|colleagues|teachers?|patients?|"
    r"passengers?|"
    r"members?|visitors?|subscribers?|shoppers?|buyers?|sellers?|merchants?|tenants?|developers?|contributors?|"
    r"maintainers?|"
    r"consumers?|partners?|teams?|readers?|players?|drivers?|riders?|callers?|guests?|donors?|pupils|citizens?|"
    r"accounts?|"
    r"everyone|everybody|anyone|nobody|no one|no-one|someone|somebody|public|audience|community|we|our|us|they|"
    r"requests?|orders?|transactions?|checkouts?|payments?|sessions?|logins?|searches|uploads?|downloads?|visits?|"
    r"calls|"
    r"tickets?|jobs?|builds?|pipelines?|deployments?|packages?|repositories|repos|projects?|sites?|stores?|shops?|"
    r"branches|"
    r"organi[sz]ations?|companies|businesses|households|farmers|operators?|hosts?|bookings?|listings?|reservations?|"
    r"deliveries|invoices|"
    r"shipments|messages|e-?mails|chats|sales|authors?|agents?|traders?|residents?|commuters|hospitals|schools|"
    r"nutzer\w*|kunden|benutzer\w*|"
    r"utilisateurs?|clientes?|usuarios?|usuários?)\b|@\w",
    re.I,
)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    if SectionName.IMPACT not in document.sections or document.postmortem.impact.users:
        return
    lines = [line for _, line in section_lines(document, SectionName.IMPACT)]
    if not lines or any(_WHO.search(line) for line in lines):
        return
    yield RULE.finding(
        "The impact does not say who was affected, nor how many: add the users, or “no users were affected”",
        span=heading_of(document, SectionName.IMPACT),
        section=SectionName.IMPACT,
        suggestion="- **Users affected**: …",
    )


RULE = Rule("impact-users", "document", Level.WARNING, check, __doc__)
