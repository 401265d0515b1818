"""The grammar behind the wordings: words that only describe, and phrases that name a section wherever they stand."""

from __future__ import annotations

from pmflow.document.heading_reading import Reading
from pmflow.model import SectionName
from pmflow.patterns import lazy

_S = SectionName


# Words that only describe; without them "Detailed incident timeline" is "timeline".
# fmt: off
FILLERS = frozenset([
    "the", "a", "an", "our", "this", "that", "these", "of", "for", "from", "to", "in", "on", "at", "by",
    "with", "s", "incident", "incidents", "outage", "issue", "event", "events", "service", "detailed",
    "full", "complete", "overall", "general", "initial", "preliminary", "final", "brief", "short",
    "quick", "basic", "key", "main", "major", "important", "primary", "technical", "business", "customer",
    "customers", "user", "users", "client", "clients", "operational", "external", "internal", "public",
    "postmortem", "post", "mortem", "pm", "sev", "system", "platform", "production", "so", "and", "then",
    "well", "actually", "exactly", "please", "section", "draft", "proposed", "identified", "all", "we",
    "us", "der", "die", "das", "des", "dem", "den", "ein", "eine", "und", "von", "zum", "zur", "le", "la",
    "les", "l", "du", "de", "d", "el", "los", "las", "del", "y", "e", "o", "os", "as", "do", "da",
])
# fmt: on

# The grammar behind the wordings, for those that nobody has written down: tried in this order on the plain words.
_GRAMMAR: tuple[tuple[SectionName, str], ...] = (
    (_S.WENT_POORLY, r"\bwent (?:wrong|poorly|badly|sideways|south|awry)\b|\b(?:did not|didn t|not) (?:go|work|"
        r"so)\b.*|\b(?:be|been|do|done|gone|go) better\b|\b(?:be|been) improved\b|\b(?:for|of|need\w*) improvement\b"
                     r"|^(?:what|where(?! (?:it|this|that) hurt\b)|things|which)\b.* (?:hurt|failed us"
                     r"|slowed us\w*|held us back|worse|"
                         r"struggled|fell short|got in (?:the |our )?way|hampered us|hindered us|let us down|"
                             r"was missing|we missed|frustrat\w+|was (?:hard|slow|confusing|painful))\b"),
    (_S.WENT_WELL, r"\bwent (?:well|right|smoothly|great|fine|as planned)\b|\bworked (?:well|as intended|"
        r"as designed|for us)\b|^(?:what|where|things|which)\b.* (?:proud of|helped|worked|saved (?:us|the day)|"
            r"did (?:well|right)|got right|paid off|were good at)\b"),
    (_S.LESSONS_LEARNED, r"\b(?:lessons?|learn(?:ed|t|ings?)?|take ?aways?|taking away|taught us|"
        r"take(?:s)? (?:with|home))\b"),
    (_S.ACTION_ITEMS, r"\baction (?:items?|plan|points?|list|table|register|log)\b|\b(?:corrective|preventive|"
        r"preventative|remedial|follow up|improvement|remediation|future|planned|agreed|next|review|our|"
            r"open) (?:actions?|measures?|steps?|tasks?|work|plan)\b"
                      r"|\bfollow ups?\b|\bnext steps?\b|\bhappen(?:s|ing)? (?:again|next|from here)\b|"
                          r"\bprevent(?:ing)? (?:recurrence|a (?:repeat|recurrence)|this|it|that|another)\b|"
                              r"^(?:things?|stuff|what|work) (?:\w+ ){0,4}(?:to (?:fix|change|improve|do)|"
                                  r"will (?:do|fix|change|improve)|ll (?:do|fix|change|improve)|going to (?:do|fix|"
                                      r"change|improve)|plan to \w+|doing about (?:it|this)|are (?:fixing|changing|"
                                          r"improving)|re (?:fixing|changing|improving))\b"
                      r"|\b(?:actions?|tasks?|tickets?) (?:and|or|with) (?:owners?|follow ups?|due dates?|"
                          r"deadlines?)\b|\bto ?dos?\b|\bmassnahmen\w*"),
    (_S.TIMELINE, r"\btime ?lines?\b|\bchronolog\w+|\bsequence of\b|\b(?:minute|hour|step|blow|play) by (?:minute|"
        r"hour|step|blow|play)\b|\b(?:by|against|on|along) the (?:clock|hour|minute|watch)\b|\bin (?:chronological|time|temporal)"
        r" order\b|\bas it happened\b|\bhow (?:it|things|events|this|the \w+) (?:unfolded|played out)\b|"
            r"\bwhat happened when\b|\bzeit(?:verlauf|leiste|strahl|linie)\w*"),
    (_S.ROOT_CAUSE, r"\broot ?causes?\b|\bcontributing (?:factors?|causes?)\b|\b(?:five|5) whys?\b|^(?:so )?(?:why|"
        r"how come|how (?:could|did|was|were))\b(?!.*\b(?:respond|react|notic|detect|find|found|discover|fix|"
            r"resolve|recover|affect|impact)\w*).*\b(?:happen\w*|fail\w*|broke\w*|break|possible|wrong|occur\w*|"
                r"down|outage|unavailable|slow|lost|leak\w*|crash\w*)\b"
                    r"|^what (?:caused|led|made it|made this|made that)\b|\bcaus(?:e|es|ed|al)\b(?! by\b)|"
                        r"\bursachen?\w*"),
    (_S.IMPACT, r"\bimpact(?:s|ed)?\b|\b(?:who|what|which|how|were|was)\b.* (?:affected|impacted|hurt|felt|"
        r"suffered|experienced|notice[ds]?|saw|see)\b|\bauswirkung\w*|\bblast radius\b|\bconsequences\b|"
            r"\beffects? (?:on|for) \w+"),
    (_S.SUMMARY, r"\bsummar(?:y|ies)\b|\b(?:short|quick|one minute|30 second|elevator) (?:version|story|summary|"
        r"answer|pitch)\b|\bin (?:one|a few|two|three|plain) (?:sentences?|words?|paragraphs?|lines?|english)\b|"
            r"\boverview\b|\btl ?dr\b|\bzusammenfassung\b"),
)  # fmt: skip
_PATTERNS = tuple((name, lazy(pattern)) for name, pattern in _GRAMMAR)
_NOT_YET_DONE = lazy(
    r"\bactions? (?:already )?(?:taken|performed|completed)\b|\b(?:taken|"
    r"performed)\b.*\bactions?\b"
)
"""What was done during the incident is no action item."""
_OUR_DOING = (
    r"(?:our|the|its|their)? ?(?:own )?(?:handling|response|reaction|work|conduct|performance|effort|doing|teamwork)"
)
_LOOKS_BACK = lazy(
    r"\blook(?:ing|ed)? back\b|\bin retrospect\b|\bhindsight\b|\bhow (?:did )?we (?:do|did|handled?|fared?|coped?)\b|"
    r"\bhow (?:did )?we perform(?:ed)?\b|"
    rf"\b(?:assessment|evaluation|appraisal|review|critique|verdict|reflections?|thoughts) (?:of|on) {_OUR_DOING}\b|"
    rf"^{_OUR_DOING} (?:assessment|evaluation|appraisal|review|critique|in review)$"
)
"""A look at how people did, which holds what went well and what went poorly. A review of the *incident* is a whole document."""
TOO_LONG = 9
"""Words from which on a heading is a sentence, and one phrase in it says nothing."""

# fmt: off
_NEGATIONS = frozenset([
    "template", "example", "guide", "guideline", "guidelines", "checklist", "meeting", "no", "without",
    "channel", "ticket",
])
# fmt: on


def read_phrase(words: str) -> Reading | None:
    parts = words.split()
    if not 1 < len(parts) <= TOO_LONG or _NEGATIONS.intersection(parts):
        return None
    if _NOT_YET_DONE.search(words):
        return None
    for name, pattern in _PATTERNS:
        if pattern.search(words):
            looks_back = name is SectionName.LESSONS_LEARNED or _LOOKS_BACK.search(words) is not None
            return Reading((name,), exact=False, container=looks_back)
    return Reading(exact=False, container=True) if _LOOKS_BACK.search(words) else None
