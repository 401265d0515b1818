"""What is asked of an answer to a reminder ("done", "due Friday", "will not be done"): guards of action items, not of steps.

They bind as they are, whatever the severity: no policy weighs them. How far an answer reaches is the policy's (`answers`).
`docs/lifecycle.md` lists them from here; `tests/states/test_remarks.py` holds them and the code that says them together.
"""

from __future__ import annotations

from collections.abc import Mapping

ANSWER_GUARDS: Mapping[str, str] = {
    "item_tracked": "The post-mortem has a tracked action item of that id.",
    "answer_allowed": "The item's status takes such an answer: what is settled is not moved, and only what is done is "
    "verified. Whoever answers has a name, and is no bot. As advice: it is so already, and there is nothing to do.",
    "verifier_independent": "Somebody who is not the owner looked whether it is done; never a bot, or nobody.",
    "due_ahead": "A new due date is not in the past.",
    "due_movable": "A due date is moved no more often, and no further beyond the first one, than the policy allows; an item "
    "without a date is given one within the limit of its priority. To an earlier day it can always be moved.",
    "snooze_allowed": "An item is snoozed no longer, and for one due date no more often, than the policy allows.",
    "evidence_given": "A link shows that it is done. Only ever advice.",
}
"""Each name with what holds."""

PASSED_OVER = ("verifier_independent", "due_movable", "snooze_allowed")
"""What somebody with the right may pass over, with a reason: `pmflow action … --override GUARD --reason WHY`."""
