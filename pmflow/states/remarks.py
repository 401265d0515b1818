"""What stands among refusals and advice under a name that is no guard of any step: remarks of deciding itself.

No policy weighs them, and no `--override` passes them over. `docs/lifecycle.md` lists them from here;
`tests/states/test_remarks.py` holds them and the code that says them together.
"""

from __future__ import annotations

from collections.abc import Mapping

REMARKS: Mapping[str, str] = {
    "step_allowed": "The table has no such step from this state (a refusal), or the step was taken already (advice).",
    "override_permitted": "Who asks for an override is not in the policy's `may_override`. A refusal, which no override "
    "passes over.",
    "journal_whole": "An entry of the journal was changed, does not follow the one before it, or lacks the seal of the "
    "configured key. A refusal of whatever is asked, which no override passes over: nothing that stands from there on counts.",
    "approval_current": "The text changed in substance after it was approved; whoever approved it has not seen this one. "
    "Advice, outside of draft and closed.",
    "postmortem_current": "The incident knows more by now than the post-mortem, which is no draft any more, so nothing was "
    "added. Advice: revise it first.",
    "state_shown": "The tracker showed no state, several, or one set by hand that the guards do not allow; what is shown "
    "from now on, and why. Advice.",
    "one_postmortem": "An older post-mortem names the same incident, and is the one that counts: while this one is a draft, "
    "nobody is asked for it. Advice of a sweep.",
    "postmortem_marked": "The post-mortem that was opened for this incident is still there and bears its label, or names the "
    "incident, no more; no second one is opened. Advice of a sweep.",
    "incident_known": "The incident that the post-mortem names cannot be read: it is gone, or out of reach. What it "
    "would tell is not known then. Advice.",
    "journal_readable": "A part of the journal cannot be read, pmflow's block tells more than it, or it was lost and begins "
    "anew from the state that the document shows. Advice.",
}
"""Each name with what it means; the first three can refuse, the others only advise."""
