"""Messages to people: the shell around apprise. It is given addresses; it never reads the environment itself."""

from pmflow.notify.notifier import Notifier, Patience
from pmflow.notify.targets import PLACEHOLDERS, Target
from pmflow.voice import Delivery, Sent, fill_for

__all__ = ["PLACEHOLDERS", "Delivery", "Notifier", "Patience", "Sent", "Target", "fill_for"]
