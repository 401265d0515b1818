"""The timeline holds facts; what they mean comes later.

Why: whoever reads "unfortunately" or "should have" in line three stops looking and starts judging. First what
happened when, then why. What a system did because of another system is a fact, and so is a suspicion that somebody
had at the time.

What it cannot see: a verdict in plain words ("Deploy without a review"). Quotations, code and log lines are left alone.

Bad: `14:35 - Errors climbed, obviously nobody had tested the change`
Good: `14:35 - Error rate at 12 %`

Source: "Walk Through Timeline - No interpretation yet - Just facts".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import section_lines, short, span_of
from pmflow.rules.wording import ROLE

_PARTICIPLE = (
    r"(?:been|\w{2,}ed|known|seen|caught|gone|had|done|made|sent|set|told|taken|given|found|thought|kept|read|run|put|"
    r"come|"
    r"got|gotten|chosen|written|built|left|held|shut|shown|understood|begun|spotted)\b"
)
_WORDS = lazy(
    rf"""(?<![\w'’-])(?:
      unfortunately | regrettably | sadly | luckily | fortunately | thankfully | surprisingly | ironically |
        embarrassingly
    | obviously(?![ ]\w+ed\b) | needless[ ]to[ ]say | of[ ]course | naturally(?=,) | clearly(?=[, ](?:no|he|she|
      they|we|the|this|it|a)\b)
    | (?:(?<=[,;:.(–—-][ ])as[ ](?:usual|always|ever) | as[ ](?:usual|always|ever)(?=,)) | once[ ]again(?=,) |
      yet[ ]again | for[ ]some[ ](?:strange[ ]|odd[ ]|unknown[ ])?reason
    | inexplicably | to[ ]make[ ](?:matters|things)[ ]worse | in[ ](?:hindsight|retrospect) | with[ ]hindsight
    | carelessly | recklessly | negligently | foolishly | stupidly | sloppily | hastily | blindly | naively |
      lazily | thoughtlessly
    | irresponsibly | needlessly | unnecessarily | wrongly(?=[ ](?:assum|thought|believ|decid)) | mistakenly |
      typically[ ]for
    | (?:should|ought[ ]to)(?:n['’]t|[ ]not|[ ]never)?[ ](?:really[ ]|also[ ])?have[ ](?:\w+ly[ ])?{_PARTICIPLE}
    | could[ ](?:easily[ ])?have[ ](?:been[ ](?:avoided|prevented|caught)|avoided|prevented|caught|known)
    | would[ ]have[ ](?:been[ ])?(?:caught|prevented|avoided|noticed) | had[ ](?:he|she|they|we|someone|anybody|
      anyone)[ ](?:only[ ])?(?:not|checked|tested|looked|read)\b
    | if[ ]only | what[ ]a\b | disastrous(?:ly)? | finally[ ](?:woke|bothered|noticed|realised|realized|decided)
    | because[ ](?:of[ ](?:his|her|their|the[ ]{ROLE}['’]s)[ ]
       | (?:he|she|nobody|no[ -]one|somebody|someone)[ ]
       | (?:the[ ]|an?[ ]|our[ ])?(?:[\w-]+[ ])?{ROLE}[ ](?:had[ ])?(?:did|didn|forgot|ignored|was|were|had|missed|
         skipped|neglected|failed|never|overlooked|assumed|thought|made|mis\w+)
       | we[ ](?:had[ ])?(?:forgot|ignored|missed|skipped|neglected|failed|never|overlooked|assumed|didn|did[ ]not|
         should))
    | leider | natürlich | glücklicherweise | wie[ ]üblich | wie[ ]immer | malheureusement | évidemment |
      heureusement | comme[ ]d['’]habitude
    | lamentablemente | desgraciadamente | por[ ]supuesto | como[ ]siempre | infelizmente | purtroppo | ovviamente
    )""",
    re.VERBOSE,
)
"""For lines in lower case."""
_NAMED = lazy(
    r"\bbecause [A-Z][a-z]+ (?:had )?(?:forgot|ignored|skipped|neglected|overlooked|assumed|thought|misread|"
    r"misunderstood)\w*"
)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    for number, line in section_lines(document, SectionName.TIMELINE, quotations=False):
        low = line.lower()
        match = (_WORDS.search(low) if len(low) == len(line) else None) or _NAMED.search(line)
        if match:
            yield RULE.finding(
                f"“{short(line[match.start() : match.end()].strip())}” interprets: say here only what happened and "
                "when; what it means belongs under the root cause",
                span=span_of(number, match),
                section=SectionName.TIMELINE,
            )


RULE = Rule("timeline-interpretation", "document", Level.WARNING, check, __doc__)
