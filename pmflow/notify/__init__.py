"""Messages to people: the shell around apprise. It is given addresses; it never reads the environment itself."""

from pmflow.notify.notifier import Delivery, Notifier, Patience, Sent, fill_for
from pmflow.notify.targets import PLACEHOLDERS, Target

__all__ = ["PLACEHOLDERS", "Delivery", "Notifier", "Patience", "Sent", "Target", "fill_for"]
