"""Reacting to a tracker: happenings in, what came of them out. Shared by the Action and whatever else hears of them."""

from pmflow.reacting.react import react
from pmflow.reacting.words import Reacted, Reaction, Reply

__all__ = ["Reacted", "Reaction", "Reply", "react"]
