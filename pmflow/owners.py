"""Whether a name, as written, is somebody or nobody in particular, and whether two names can be one person's.

Work that is everybody's is nobody's, so an action item wants one person, or a team that the policy maps to a lead. A
name is what does not look like a team: there is no list of names here. What it cannot see: that "Kestrel" is a team,
and that "Doe, Jane" as an owner is one person (a policy's `people` can say so).

Whoever approves must be somebody else beyond doubt, so `same_name` answers "could be": a second spelling of an author is
that author. What it cannot see: nicknames, maiden names, handles that have nothing to do with the name (again: `people`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from pmflow.patterns import lazy

if TYPE_CHECKING:
    from pmflow.policy import Policy
    from pmflow.policy.parts import Person

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
_BRACKETS = lazy(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")
_WORD = lazy(r"[^\W_]+")
_ADDRESS = lazy(r"(?<![^\s<>@,;])([^\s<>@,;]+)@[^\s<>@,;]+\.[^\s<>@,;]+")
_BOT = lazy(r"[\[({<]\s*bot\s*[\])}>]|(?<=[-_.])bot$|^bot$", re.I)
_ROBOTS = ("pmflow", "githubactions")
"""How the names of bots begin that speak for pmflow, written as one word."""
_OTHER_ROBOTS = frozenset("dependabot renovate renovatebot mergify".split())
_NO_NAMES = frozenset(
    """
    na nil none null nobody noone unknown unnamed anonymous tbd tba tbc todo name names yourname xxx someone somebody
    anyone anybody everyone everybody all us we me myself self author authors reviewer approver owner unassigned
    """.split()
)
"""What people write where they have no name to write, as one word."""
_MOST_WORDS = 4
"""Of a name from which a handle is looked for: more have too many orders."""

_LONG = 4
"""Letters of a word that make a handle with an initial beside it."""

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


# Who is the same


def is_bot(name: str) -> bool:
    """Whether a machine bears this name, however it is spelled: `@pmflow`, `pmflow-bot`, `pmflow [bot]`."""
    plain = _plain(name).strip()
    joined = "".join(_WORD.findall(plain))
    return joined.startswith(_ROBOTS) or joined in _OTHER_ROBOTS or _BOT.search(plain.lstrip("@")) is not None


def is_nobody(name: str) -> bool:
    """Whether this is no name at all: no letter in it, or words that stand where a name should (`n/a`, `TBD`, `nobody`)."""
    joined = "".join(_WORD.findall(_plain(name)))
    return not any(letter.isalpha() for letter in joined) or joined in _NO_NAMES


def same_name(one: str, other: str) -> bool:
    """Whether both can be one person: the same words in any order and spelling, initials, a part of the other, a handle.

    >>> same_name("Lindqvist, Maya", "M. Lindqvist"), same_name("mlindqvist", "Maya Lindqvist (SRE)")
    (True, True)
    >>> same_name("Ana Ruiz", "Ana Silva")
    False
    """
    return any(_same(words, others) for words in _readings(one) for others in _readings(other))


def whom(name: str, among: Iterable[str], policy: Policy) -> str | None:
    """The one of these names that `name` means: that person's under any name that the policy has for them, else the only one
    whose name it can be ("Noa" is Noa Barak, where she is the only Noa). None where it is nobody's, or several people's."""
    others = list(among)
    known = next((other for other in others if policy.same_person(name, other)), None)
    # A letter may be anybody's, and "Ana and Ben" is two.
    vague = is_nobody(name) or is_bot(name) or team_reason(name) or not any(map(_long, _readings(name)))
    if known is not None or vague or policy.person(name) is not None:
        return known
    near = [other for other in others if same_name(name, other)]
    people = {person.name if (person := policy.person(other)) else other for other in near}
    return near[0] if len(people) == 1 else None


def _long(words: tuple[str, ...]) -> bool:
    return any(len(word) > 1 for word in words)


def listed(name: str, policy: Policy) -> Person | None:
    """Who of the policy's `people` is meant, by the same rule."""
    one = whom(name, (person.name for person in policy.people), policy)
    return policy.person(one) if one else None


def _plain(name: str) -> str:
    """Small letters of normal width, without accents and without what cannot be seen."""
    wide = unicodedata.normalize("NFKC", name)
    seen = "".join(letter for letter in wide if unicodedata.category(letter) not in ("Cf", "Cc", "Cn", "Co"))
    apart = unicodedata.normalize("NFKD", seen.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f"))


def _readings(name: str) -> list[tuple[str, ...]]:
    """The words of a name without what stands in brackets, and those of an address in it. `ML` may be initials."""
    wide = _plain(name)
    outside = _BRACKETS.sub(" ", wide)
    inside = " ".join(found[0][1:-1] for found in _BRACKETS.finditer(wide))
    address = _ADDRESS.search(wide)
    texts = [] if _ADDRESS.search(outside) else [outside]
    if address:
        texts.append(address[1].partition("+")[0])
    elif not _WORD.search(outside) or _is_field(outside.split()):
        texts.append(inside)
    found = [tuple(_WORD.findall(text.replace("\u2019", "").replace("'", ""))) for text in texts]
    shown = "".join(_WORD.findall(unicodedata.normalize("NFKC", name)))
    if 2 <= len(shown) <= 3 and shown.isupper() and shown.isascii():
        found.append(tuple(shown.casefold()))
    return [words for words in dict.fromkeys(found) if words]


def _same(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    short, long = sorted((words, others), key=len)
    return _within(short, long) or (len(short) == 1 and _is_handle(short[0], long)) or "".join(words) == "".join(others)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Each word of the shorter is one of the longer's, or the initial of one, or has its initial there."""
    left = list(long)
    for word in sorted(short, key=len, reverse=True):  # whole words first: an initial takes what is left
        found = next((other for other in left if other == word), None) or next(
            (other for other in left if 1 in (len(word), len(other)) and other[0] == word[0]), None
        )
        if found is None:
            return False
        left.remove(found)
    return True


def _is_handle(handle: str, words: tuple[str, ...]) -> bool:
    """Whether a handle is made of these words: `mayalindqvist`, `lindqvistmaya`, `mlindqvist`, `mayal`."""
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    return any(
        handle in _handles(order, words) for size in range(2, len(words) + 1) for order in permutations(words, size)
    )


def _handles(order: tuple[str, ...], words: tuple[str, ...]) -> Iterator[str]:
    """What people make of their names. Of a short one only as it is written: Dan Abel is neither Dana nor Adan."""
    first, last = order[0], order[-1]
    yield "".join(order)
    if len(last) >= _LONG or order == words:
        yield "".join(word[0] for word in order[:-1]) + last
        yield first[0] + "".join(order[1:])
    if len(first) >= _LONG:
        yield first + "".join(word[0] for word in order[1:])
