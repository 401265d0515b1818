"""Whether an owner, as written, is somebody or nobody in particular.

Work that is everybody's is nobody's, so an action item wants one person, or a team that the policy maps to a lead. A
name is what does not look like a team: there is no list of names here. What it cannot see: that "Kestrel" is a team,
and that "Doe, Jane" is one person (a policy's `people` can say so)."""

from __future__ import annotations

import re

from pmflow.patterns import lazy

_EVERYBODY = frozenset(
    """
    all us we everyone everybody anyone anybody someone somebody whoever nobody noone volunteer volunteers various
    multiple many others several both they them management leadership company org organisation organization
    """.split()
) | {"all of us", "no one", "the whole team", "all hands", "up for grabs", "each team", "all teams", "team members"}

_TEAM = frozenset(
    """
    team teams squad squads guild crew tribe chapter group department dept division unit rotation équipe equipe equipo
    mannschaft abteilung zespół команда
    """.split()
)
"""A phrase that begins or ends with one of these is a team, whatever else it says."""

_FIELD = frozenset(
    """
    devops devs dev-ops ops opps operations sre sres infra infrastructure platform platforms qa qe testing noc soc
    netops secops itops finops dataops mlops sysops dbas dba sysadmins admins it backend back-end frontend front-end
    fullstack full-stack web mobile ios android api apis data database databases db storage network networking
    networks security infosec appsec engineering eng engineers developers development r&d support helpdesk
    service-desk servicedesk product design ux billing payments checkout search identity auth cloud hosting release
    releases build ci tooling observability monitoring reliability analytics ml ai legal compliance finance hr
    marketing comms communications sales procurement vendor vendors supplier suppliers customer-success cs maintainers
    contributors committers reviewers responders oncall on-call on-caller oncaller site production core services
    systems architecture kubernetes k8s linux windows dba-team incident-response csirt cert psirt
    """.split()
)
"""What teams are named after. A phrase of nothing but these, and the words below, is a team."""

_FILLER = frozenset("the our their your a an of for - person shift people folks staff guys engineer engineers".split())

_ONE = frozenset(
    """
    lead leader manager director head chief officer cto ceo cio ciso cpo vp svp em tl owner principal architect
    facilitator commander coordinator champion captain chair president
    """.split()
)
"""Roles that one person holds at a time: "Team Lead" is somebody."""

_ROTA = lazy(r"\bon[- ]?call|\brotation\b|\bshift\b")
_SPLIT = lazy(r"\s*(?:,|;|/|&|\+|\band\b|\bund\b|\bet\b|\by\b|\bplus\b|\bor\b|→|->)\s*", re.I)
_NON_LATIN = lazy(r"チーム|グループ|部門|担当|团队|團隊|小组|팀|команда", re.I)


def team_reason(owner: str) -> str | None:
    """Why this owner is nobody in particular, as the end of the sentence "`owner` …"; None when it may be a person.

    >>> team_reason("Ops Team"), team_reason("Jane and Bob"), team_reason("Jane Doe (SRE)"), team_reason("Team Lead")
    ('is a team', 'is more than one person', None, None)
    """
    text = owner.strip().strip("*_`\"'").strip()
    handle = text.startswith("@")
    text = text.lstrip("@#").strip()
    if not text:
        return None
    if handle and "/" in text:
        return "is a team"  # @organisation/team, as GitHub writes it
    outside = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*", " ", text).strip()
    inside = " ".join(re.findall(r"[(\[]([^)\]]*)[)\]]", text))
    text = outside or inside
    low = text.casefold()
    if low in _EVERYBODY or low.removeprefix("the ") in _EVERYBODY:
        return "is nobody in particular"
    if _NON_LATIN.search(low):
        return "is a team"
    words = [
        w for w in re.split(r"[\s_]+|(?<=\w)-(?=team\b)|(?<=team)-(?=\w)", low.replace("’s", "").replace("'s", "")) if w
    ]
    if words and (words[-1] in _ONE or words[0] in _ONE):
        return None
    if inside and outside and _is_field(words) and _looks_like_name(inside):
        return None  # "SRE (Jane Doe)" names the person who will do it
    if _is_field(words):
        return "is a rota, not a person" if _ROTA.search(low) else "is a team"
    if text in ("dev", "DEV"):  # "Dev" is also a given name
        return "is a team"
    parts = [p for p in _SPLIT.split(text) if p]
    if len(parts) > 1 and not any(part.casefold().split()[-1] in _ONE for part in parts):
        people = [p for p in parts if not _is_field(re.split(r"[\s_]+", p.casefold()))]
        if not people:
            return "is more than one team"
        if len(people) > 1:
            return "is more than one person"
        if "," not in text and "/" not in text:
            return "is a person and a team"
    return None


def looks_like_team(owner: str) -> bool:
    """True for "the team", "Ops Team", "DevOps", "QA", "on-call", "everyone", "Jane and Bob".

    `team_reason` says why.
    """
    return team_reason(owner) is not None


def _is_field(words: list[str]) -> bool:
    words = [w.strip(".,:;") for w in words]
    if not words or words[-1] in _ONE:
        return False
    if words[-1] in _TEAM or words[0] in _TEAM or (words[0] in ("the", "our") and len(words) > 1 and words[1] in _TEAM):
        return True
    pieces = [p for w in words for p in ([w] if w in _FIELD or w in _FILLER else w.split("-")) if p]
    fields = [p for p in pieces if p in _FIELD]
    return bool(fields) and all(p in _FIELD or p in _FILLER or p in _EVERYBODY for p in pieces)


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return (
        bool(words)
        and (text.startswith("@") or words[0][:1].isupper())
        and not _is_field([w.casefold() for w in words])
    )
