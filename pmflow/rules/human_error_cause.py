"""Human error is not a cause.

Why: people err everywhere and always; what made the error possible, likely and harmful is what can be changed. An
analysis that ends at "operator error" ends one question too early, and the next person will stand in the same trap.

What it cannot see: an error that is told without the word ("Sarah ran the script on production"); the blameless rules
read such sentences. It is silent where human error is what something protects from ("prone to human error"), and
where the text says that it is no cause.

Bad: `Root cause: human error, the wrong cluster was selected.`
Good: `Root cause: the deletion script acts on whichever cluster was last selected, and does not ask.`

Source: "Don't accept 'human error' as root cause - Always dig deeper".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.author_words import own_words
from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import section_at, short, span_of
from pmflow.rules.wording import ROLE

_SLIP = r"(?:mistakes?|errors?|blunders?|slips?|slip-ups?|oversights?|negligence|carelessness|inattention)"
_ALIKE = r"(?![ ](?:rates?|counts?|messages?|logs?|pages?|budgets?|codes?|responses?|pods?|handling|reports?))"
_HUMAN = lazy(
    rf"""\b(?:
      human[ -](?:errors?|mistakes?|failures?|faults?|factor|failings?|oversights?)(?![ -]prone)
    | (?:pilot|employee|staff|personnel|personal|individual|person|people|technician|contractor|manual|on-?call|
      clerical|
         engineer|engineering|developer|dev|admin|administrator|intern|operators?['’]s?|user['’]s)(?:['’]s|s['’])?[ -]
         (?:input[ ]|configuration[ ]|handling[ ]|operational[ ])?(?:error|mistakes?|negligence|carelessness|oversight)
    | (?<!kubernetes[ ])(?<!prometheus[ ])(?<!k8s[ ])(?:operator|user)[ -](?:error|mistakes?){_ALIKE}
    | {_SLIP}[ ](?:(?:was|were)[ ])?(?:made[ ])?(?:by|of|on[ ]the[ ]part[ ]of)[ ](?:(?:the|an?|our|
      one[ ]of[ ](?:the|our))[ ])?
      (?:[\w-]+[ ]){{0,2}}?{ROLE}
    | (?:{ROLE}|s?he|somebody|someone)[ ](?:ha[sd][ ])?(?:simply[ ]|just[ ])?made[ ](?:an?|some|the|
      several)[ ](?:[\w-]+[ ])?
      (?:mistakes?|errors?|slip|blunder)
    | pebkac | fat[ -]finger(?:ed|ing|s)?
    | (?:lack|want)[ ]of[ ](?:attention|care|diligence|discipline|concentration)
    | menschliche[srnm]?[ ](?:fehler|versagen) | bedienungsfehler | bedienfehler | erreurs?[ ]humaines? |
      error(?:es)?[ ]humanos?
    | errore[ ]umano | erros?[ ]humanos?
    )\b""",
    re.VERBOSE,
)
"""For lines in lower case."""
_NAMED = lazy(
    r"\b(?:(?:[Mm]istakes?|[Bb]lunders?|[Oo]versight|[Nn]egligence|[Cc]arelessness) (?:made )?(?:by|on the part of) "
    r"(?:@\w|[A-Z][a-z]+\b)"
    r"|(?!(?:We|I|It|This|That|These|They|You|There|The|Which|Who|Nobody)\b)[A-Z][a-z]+ (?:ha[sd] )?made an? (?:[\w-]+ "
    r")?(?:mistake|error|blunder)\b)"
)
STEMS = (
    "error", "erreur", "erro", "mistake", "fail", "fault", "factor", "oversight", "negligen", "careless", "inattent",
    "blunder",
    "slip", "pebkac", "finger", "lack of", "want of", "fehler", "versagen",
)  # fmt: skip
"""Whatever the patterns match holds one of these: a line without them need not be searched."""
_BEFORE_FINE = lazy(
    r"(?:\b(?:no|not|never|nor|neither|than|rather|instead|beyond|avoid\w*|prevent\w*|reduc\w+|minimi\w+|eliminat\w+|"
    r"remov\w+|"
    r"prone|susceptible|vulnerable|sensitive|against|from|risk|risks|room|chance|chances|possib\w+|potential|"
    r"opportunit\w+|likel\w+|"
    r"resilien\w+|robust\w*|toleran\w+|toler\w+|allow\w*|enabl\w+|invit\w+|if|any|handl\w+|"
    r"label\w*|call\w*|blam\w*|accept\w*|assum\w*|expos\w+|survive\w*|withstand\w*|relies|rely|depend\w*|safeguard\w*|"
    r"safety)\b|n['’]t\b)[^.;:!?]{0,48}$",
    re.I,
)
_AFTER_FINE = lazy(
    r"^(?:\W{0,3}(?:is|are|was|were|as|can|could|may|might|will|would|should|must|does|do)?\s?(?:not|never|n['’]t)\b|"
    r"n['’]t\b|"
    r"\W{0,2}(?:is|was) (?:a symptom|where|the start|the beginning|inevitable|normal|expected|always)|\W{0,2}(?:can|"
    r"could|may|might|will)\b|"
    r" (?:more |less |so |too |very )?(?:un)?(?:likely|easy|possible|inevitable)\b|-prone)",
    re.I,
)
_CAUSE = lazy(
    r"\b(?:cause[sd]?|causing|due to|because|reason|result(?:ed)? (?:of|from)|attributed|traced|down to|factors?|owing "
    r"to|"
    r"blame[sd]?|ursache|grund|raison|causa)\b",
    re.I,
)
_ADVICE = (SectionName.ACTION_ITEMS, SectionName.LESSONS_LEARNED, SectionName.WENT_WELL)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    for number, line in own_words(document, 1, len(document.source.plain_lines), quotations=False):
        low = line.lower()
        if len(low) != len(line) or not any(stem in low for stem in STEMS):
            continue  # (a few letters are longer in lower case; their places would be off)
        section = section_at(document, number)
        if section is not SectionName.ROOT_CAUSE and (section in _ADVICE or not _CAUSE.search(line)):
            continue
        for match in (*_HUMAN.finditer(low), *_NAMED.finditer(line)):
            if _BEFORE_FINE.search(line[max(0, match.start() - 72) : match.start()]) or _AFTER_FINE.search(
                line[match.end() : match.end() + 40]
            ):
                continue
            yield RULE.finding(
                f"“{short(line[match.start() : match.end()])}” is no cause: ask what made it possible and what should "
                "have caught it, and name that",
                span=span_of(number, match),
                section=section,
                suggestion="What in the process, the tools or the environment made this the easy thing to do?",
            )
            break


RULE = Rule("human-error-cause", "document", Level.ERROR, check, __doc__)
