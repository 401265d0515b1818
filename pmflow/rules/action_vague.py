"""An action item says what will be different, precisely enough to be done.

Why: "improve testing" is useless: nobody can begin it, nobody can finish it, so it stays open until it is forgotten.
"Be more careful" changes no system at all. "Look into X" promises a thought, not a change: say what will come out of
it. A specific object saves an item: "Investigate why the pool does not shrink, and write the finding into #123" is
fine.

What it cannot see: specific words about something that nobody can do.

Bad: `Improve testing`, `Be more careful`, `Look into alerting`
Good: `Run the load test for 4 hours`, `Page at 60 % of the connection pool`

Source: "Don't create vague action items - 'Improve testing' is useless"; "Specific, measurable changes".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, promised
from pmflow.rules.text import line_list, short
from pmflow.rules.wording import GENERIC, content_words, is_concrete, without_lead_in

_ADMONISH = lazy(
    r"\b(?:(?:be|being|become) (?:(?:a (?:bit|little)|much|far) )?more (?:careful|vigilant|diligent|mindful|cautious|"
    r"thorough|disciplined|proactive|attentive|aware|alert|responsible)"
    r"|be (?:careful|vigilant|mindful|cautious|extra careful|aware)|pay (?:more|closer|better|extra)? ?attention|take "
    r"(?:more|better|extra) care"
    r"|try harder|work harder|do better|communicate (?:better|more)(?! than)|concentrate more|be better (?:at|about)|"
    r"think twice|double[- ]check everything"
    r"|(?:make sure|ensure)(?: that)? (?:this|it|something like this|that) (?:does(?: not|n['’]t)|never|won['’]t|will "
    r"not|cannot|can['’]t) (?:ever )?(?:happen|occur|recur)"
    r"|(?:prevent|avoid) (?:this|it|that|such (?:an? )?\w+|similar \w+|(?:this|these) (?:kind|sort|type)s? of \w+)(?: "
    r"from)?(?: (?:happening|occurring|recurring))?(?: again| in the future)?\W*$"
    r"|never (?:do|let) (?:this|it|that)|learn from (?:this|our|the)|don['’]t (?:do|let) (?:this|it|that)|stop making "
    r"mistakes)",
    re.I,
)
_WEAK = lazy(
    r"^(?:look(?:ing)? (?:into|at)|consider(?:ing)?|discuss|think (?:about|of)|reflect(?: on| if| whether)?|explor(?:e|"
    r"ing)|investigat(?:e|ing|"
    r"ion)(?: of| into)?|evaluat(?:e|ing)|"
    r"assess|research|examine|analy[sz]e|brainstorm|talk (?:about|to|with)|study|see (?:if|whether|what)|follow up(?: "
    r"on| with)?|understand|"
    r"figure out|find out|find (?:a |some |better )?ways?(?: to)?|work on|deal with|address|handle|raise awareness(?: "
    r"of| about)?|keep an eye on|"
    r"have a (?:look|think|discussion|chat|conversation)(?: at| into| about)?|take a look(?: at| into)?|check(?: on| "
    r"out)|revisit|reconsider|"
    r"be aware of|try(?: to)?|remember(?: to)?)\b",
    re.I,
)
_THOUGHT = lazy(r"^(?:consider|discuss|think|reflect|talk about|brainstorm|keep an eye|be aware|remember)", re.I)
"""Of the weak verbs, those that not even many words make a change of."""
_ASKS = lazy(
    r"^\W*(?:can|could|should|would|shall|is|are|do|does|did|why|what|how|who|where|when|which)\b[^?]{3,160}\?\W*$",
    re.I,
)
_ABOUT = lazy(r"^something about\b", re.I)
_DEGREE = lazy(
    r"^(?:set ?up|improv(?:e|ing|ements?)(?: (?:of|to|in|on))?|enhanc(?:e|ing)|increas(?:e|ing)|strengthen|optimi[sz]e|"
    r"harden|"
    r"tighten|streamline|update|review|revise|rework|"
    r"refine|fix|better|more|add(?: more| better)?|write(?: more| better)?|do(?: more| better)?|have(?: more| better)?|"
    r"invest(?: more)? in|raise|create(?: more| better)?|"
    r"provide(?: more| better)?|ensure|make|implement(?: more| better)?|introduce|develop|establish|perform|conduct|"
    r"focus(?: more)? on|monitor|test|document|communicate)\b",
    re.I,
)
_OUTCOME = lazy(
    r"\b(?:so that|and (?:then )?(?:write|document|decide|report|propose|publish|fix|add|remove|file|open|implement|"
    r"switch|set|change|update|alert|create|"
    r"record|agree|choose|pick|share|present|apply|enable|disable|replace|move|put)\w*|in order to|decision|proposal|"
    r"write-?up|report back|"
    r"(?:by|through|via) \w+ing|due|until)\b|[:;→]|->",
    re.I,
)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    vague = [
        (placed, why) for placed in promised(document) if (why := vague_reason(placed.item.title)) and not _told(placed)
    ]
    if len(vague) > 4:
        placed, _ = vague[0]
        lines = line_list((p.item.line for p, _ in vague), most=6)
        yield RULE.finding(
            f"{len(vague)} action items are too vague to be done, “{placed.name}” for one ({lines}): say what exactly "
            "will change",
            span=placed.span(document),
            section=SectionName.ACTION_ITEMS,
        )
        return
    for placed, why in vague:
        yield RULE.finding(
            f"“{short(placed.item.title)}” {why}",
            span=placed.span(document),
            section=SectionName.ACTION_ITEMS,
        )


def _told(placed: Placed) -> bool:
    """How one can see that it is done is written beside it."""
    return bool(placed.item.done_when)


def vague_reason(title: str) -> str | None:
    """What is vague about an action item's title, as the end of the sentence "`title` …"; None where nothing is.

    >>> vague_reason("Improve testing")
    'does not say what exactly will change: name the thing, and how it will be afterwards'
    """
    text = without_lead_in(title).strip(" .!")
    if not text:
        return None
    admonished = _ADMONISH.search(text)
    if admonished and not _OUTCOME.search(text[admonished.end() :]):
        return "asks people to try harder and changes no system: say what will make the right thing easy"
    if _ASKS.match(title) or _ABOUT.match(text):
        return "asks a question or names a topic: say what will be done about it"
    weak = _WEAK.match(text)
    if weak:
        rest = text[weak.end() :]
        if _THOUGHT.match(text) and not (_OUTCOME.search(rest) or is_concrete(rest)):
            return "promises a thought, not a change: say what will come out of it, and where it will be written down"
        if not (_OUTCOME.search(rest) or is_concrete(rest) or len(content_words(rest)) >= 3):
            return "promises a thought, not a change: say what will come out of it, and where it will be written down"
        return None
    degree = _DEGREE.match(text)
    rest = text[degree.end() :] if degree else text
    if len(text.split()) > (8 if degree else 3) or content_words(rest) or _points(rest):
        return None
    if degree or any(word.lower() in GENERIC for word in text.split()):
        return "does not say what exactly will change: name the thing, and how it will be afterwards"
    return None


def _points(text: str) -> bool:
    """A number, an identifier or a name in what is left of the title."""
    return is_concrete(" " + text) and not text.isupper()


RULE = Rule("action-vague", "actions", Level.WARNING, check, __doc__)
