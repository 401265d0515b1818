"""The sweep: look at everything that is open, set the labels, and say what is due, once, to the right person.

Streamed: of each post-mortem only what there is to say is kept. When all were looked at, each recipient gets one message.
Its intent is journaled in every post-mortem that it is about, under that one's lock and after one more look, and then it is
sent, once. What is said in the tracker is journaled together: one look and one write for each post-mortem, then the comments.
What certainly did not leave is journaled as such, and is due again at the next sweep. A target that is down holds up nobody
else; a tracker that is down or takes no more requests leaves the rest for the next sweep.
"""

from pmflow.sweeping.looking import second, standing_of
from pmflow.sweeping.making import GIVEN_UP
from pmflow.sweeping.run import sweep
from pmflow.sweeping.words import IN_TRACKER, Said, Swept

__all__ = ["GIVEN_UP", "IN_TRACKER", "Said", "Swept", "second", "standing_of", "sweep"]
