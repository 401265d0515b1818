"""The forms of headings: questions, clauses and turns of speech that speak for a section whatever their nouns are.

Each is tried on the heading's plain words; the weights are those of `heading_evidence.py`. A form is worth a line here
where an author whom nobody has read would be understood by it.
"""

from __future__ import annotations

import re

from pmflow.model import SectionName
from pmflow.patterns import lazy

_S = SectionName

PURPOSE = lazy(
    r"\bso (?:that )?(?:it|this|that|we|they|nobody|no one|next time)\b.*$|"
    r"\bto (?:stop|prevent) (?:it|this|that|another|a) .*$"
)
"""What work is for; what is done stands before it: "what we do so that nobody waits again"."""
RELATIVE = lazy(r"^(?:the |our |some |all )?(?:\w+ ){0,2}\w+s (?=(?:that|which|who) (?!(?:we|i|you|they|he|she) ))")
"""What a clause says of things decides, not what things they are: "measures that failed" are no measures to come."""

_WATCHERS = r"(?:we|i|you|it|they|this|that|happened|alarms?|monitor\w*|logs?|dashboards?|graphs?|tests?|team)"
"""Who notices without being affected."""
_OUR_SIDE = r"(?:things|ways|points|parts|steps|lessons|tests|alerts|areas)"
"""What may be lost or missed without being a person: "things we missed"."""
_HELP_OR_END = (
    r"(?:helped|saved|supported|protected|aided|eased|slowed|delayed|hindered|hampered|impeded|hurt|caught|fixed|stopped|"
    r"ended|resolved|restored|repaired|changed|worked|did|revealed|showed|followed|called|learned|needed|wanted|noticed|"
    r"found|happened)"
)
"""Verbs with an object that name no cause."""
_TO_LIGHT = r"to (?:light|our|us|the|an end|be (?:noticed|found|known|seen))\b"
"""What came there was found, not caused."""

FORMS: tuple[tuple[SectionName, float, re.Pattern[str]], ...] = (
    # "Hour by hour", "act by act"
    (_S.TIMELINE, 3.0, lazy(r"\b(\w{4,}) by \1\b")),
    # "How the night went", "how it developed"
    (
        _S.TIMELINE,
        3.0,
        lazy(
            r"\bhow (?:the |it |this |that |our |things |all )?(?:\w+ )?"
            r"(?:went|unfolded|developed|evolved|ran|passed|progressed|moved)\b"
        ),
    ),
    # "In three sentences", "the one-minute version", "in one breath"
    (
        _S.SUMMARY,
        3.0,
        lazy(
            r"\bin (?:a |the )?(?:one|two|three|four|five|\d+|few|couple of)\s+(?:\w+ )?(?:sentences?|lines?|words?|"
            r"minutes?|seconds?|paragraphs?|bullets?|points?)\b|"
            r"\b\w+ (?:seconds?|minutes?|lines?|sentences?) (?:version|read|summary|digest|story)\b|"
            r"\bin (?:one|a single) \w+$"
        ),
    ),
    # "OK, so basically", "to put it plainly", "what everyone should know"
    (
        _S.SUMMARY,
        3.0,
        lazy(
            r"\b(?:basically|essentially|in essence)\b|\bput (?:it )?(?:plainly|simply|briefly|shortly)\b|"
            r"\b(?:plainly|simply|briefly) put\b|"
            r"\b(?:you|readers?|everyone|everybody|leaders?|managers?) (?:should|must|ought to|have to|needs? to) know\b"
        ),
    ),
    # "Who felt it"
    (
        _S.IMPACT,
        2.0,
        lazy(
            r"^(?:so )?who(?:m)?\b(?! (?:does|do|did what|runs|owns|was there|was involved|is|will|said|worked|fixed|"
            r"found|responded))"
        ),
    ),
    # "What it did to the shops"
    (
        _S.IMPACT,
        3.0,
        lazy(
            r"^what (?:it|this|that|(?:the|our) \w+) (?:all )?"
            r"(?:did|does|meant|means|cost|brought|has done) (?:to|for)\b"
        ),
    ),
    # "What callers heard"
    (
        _S.IMPACT,
        3.0,
        lazy(
            rf"^(?:what|how) (?!(?:\w+ )?{_WATCHERS}\b)(?:\w+ ){{1,3}}(?:saw|see|heard|felt|noticed|got|met|faced|"
            r"experienced|suffered|endured|went through|lived through|ran into|had to \w+|had to put up with)\b"
        ),
    ),
    # "Those we kept waiting", "guests turned away", "readers who left without a book"
    (
        _S.IMPACT,
        3.0,
        lazy(
            rf"\b(?:those|people|everyone|anyone|(?!{_OUR_SIDE})\w+s) (?:that |who |whom )?we (?:had )?(?:kept|left|sent|"
            r"turned|failed|delayed|stranded|locked|lost|hurt|disappointed|shut out|let down)\b|"
            r"\w+s (?:sent back|turned away|left \w+|kept waiting|held up|shut out|locked out|delayed|stranded)$|"
            r"\w+s (?:held|kept|stuck|stranded|caught|left) (?:at|in|on|outside|behind)\b|"
            r"\w+s who (?:left|waited|went|lost|missed|got|received|never|paid|could not|couldn t|did not|had to)\b"
        ),
    ),
    # "How could it come to this", "how the key came to open nothing"
    (
        _S.ROOT_CAUSE,
        3.0,
        lazy(
            rf"^(?:so |and )?how (?:could|did|was|come|can|it|that|this)\b.* "
            rf"(?:happen\w*|possible|come|came|break|broke)\b(?! {_TO_LIGHT})|"
            rf"\bhow .+ (?:came|come) (?!{_TO_LIGHT})to \w+"
        ),
    ),
    # "How two cuts happened in one day", "how a certificate got past three people"
    (
        _S.ROOT_CAUSE,
        4.0,
        lazy(
            r"^(?:and )?how (?!(?:it|things|this|that|all|everything|events|we|they|the (?:day|night|morning"
            r"|evening|week|incident|"
            r"outage|story|response|team)|long|many|much|far|often|bad)\b)(?:\w+ ){1,5}"
            r"(?:happened|came about|arose|slipped (?:by|past|through|in)|got (?:past|through|in|out|there|by)|"
            r"went (?:missing|unnoticed|unseen|astray)|was (?:lost|missed|overlooked)|were (?:lost|missed|overlooked)|became|"
            r"ended up|turned into)\b"
        ),
    ),
    # "The thing that gave way": one thing, where "things that gave way" are what went poorly
    (
        _S.ROOT_CAUSE,
        5.0,
        lazy(
            r"^(?:the|that|one) (?:\w+ )?\w*[^s\W] (?:that|which) (?:failed|broke|gave (?:way|out|in)|snapped|tripped|"
            r"slipped|did it|started it|began it|set|let|brought|went wrong|cracked|bent|burst|jammed)\b"
        ),
    ),
    # "What failed, and why"
    (
        _S.ROOT_CAUSE,
        4.0,
        lazy(r"\b(?:fail\w*|broke\w*|wrong|stopp\w*|gave way|fell|went|crash\w*|collaps\w*)\b.* why$"),
    ),
    # "What broke the build"
    (
        _S.ROOT_CAUSE,
        2.0,
        lazy(
            rf"^what (?:really |actually |finally )?(?!{_HELP_OR_END}\b)"
            r"\w*(?:ed|oke|ank|oilt|ought|ook|ove|ew|et off|id) (?:the|our|it|this|everything)\b"
        ),
    ),
    # "For which we give thanks", "matters to the credit of staff", "care that met the standard"
    (
        _S.WENT_WELL,
        4.0,
        lazy(
            r"\b(?:give|gave|giving|owe|say) (?:our |many )?thanks\b|\bthank(?:ful|s) (?:for|that)\b|\bgratitude\b|"
            r"\bto (?:the|our|their|his|her|its|your) credit\b|\b(?:met|meets?) (?:the|our|its|their|all|every) \w+$"
        ),
    ),
    # "That left something to be desired", "slower than we ought to be", "for which we ask pardon"
    (
        _S.WENT_POORLY,
        3.0,
        lazy(
            r"\bto be desired\b|\bought to (?:be|have)\b|\b(?:ask|beg)\w* (?:\w+ )?(?:pardon|forgiveness)\b|"
            r"\b(?:slower|later|worse|weaker|harder|longer|messier|thinner|less \w+) than\b|\bfor want of\b"
        ),
    ),
    # "What will change"
    (
        _S.ACTION_ITEMS,
        2.0,
        lazy(
            r"^(?:so )?what (?:will|are we|is going|happens next|we will|we ll|each|comes next|changes)\b",
        ),
    ),
    # "What is to be done, and by whom", "what I have asked of whom", "what each has taken upon himself"
    (
        _S.ACTION_ITEMS,
        3.0,
        lazy(
            r"\bto be done\b|\basked of\b|\btaken (?:up)?on\b|\b(?:still|left) to (?:do|come)\b|"
            r"\b(?:has|have|had|is|are|was|been) (?:promised|assigned|pledged|agreed|undertaken|entrusted|resolved)\b|"
            r"\bto whom (?:it is |they are )?(?:addressed|assigned|given)\b|\b(?:for|to) (?:us|me|each) to do\b"
        ),
    ),
    # "By summer we want to have", "what each of us owes"
    (
        _S.ACTION_ITEMS,
        3.0,
        lazy(
            r"\bwe (?:now )?(?:want|intend|aim|mean|plan|hope|propose|agreed?|commit|undertake|resolved?) to\b(?! know)|"
            r"\bwhat (?:we|i|he|she|they|each of us|everybody) (?:now )?"
            r"(?:owes?|shall do|must do|has to do|have to do)\b"
        ),
    ),
    # "If we could start again", "experience gained", "things every guide ought to know"
    (
        _S.LESSONS_LEARNED,
        3.0,
        lazy(
            r"^(?:and )?if (?:we|i|you) (?:could|had|were|did|have|ever|must)\b|"
            r"\bexperiences? (?:gained|made|won|teach\w*|to keep)\b|"
            r"\b(?:training|education|instruction|guidance) (?:of|for)\b|"
            r"\b(?:every|any|each) \w+ (?:should|ought to|must) know\b"
        ),
    ),
    # "What I would tell my successor", "for whoever comes next"
    (
        _S.LESSONS_LEARNED,
        3.0,
        lazy(
            r"\b(?:for|to|tell|told|telling|warn|advise) (?:the next|whoever|the one who|posterity|"
            r"those who (?:come|follow|inherit|build|run)|"
            r"(?:my|our|your) (?:successors?|younger|future|past|former))\b"
        ),
    ),
)
