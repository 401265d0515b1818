"""Action items that two runs made in the same moment, in a tracker without locks: the older counts, the younger goes.

Nothing is asked for it: whoever loads the post-mortem sees both. Of two runs at least one does so after both were made,
because one of them loses the journal's next entry and decides anew; where a run died instead, the next one does.
"""

from __future__ import annotations

from pmflow.plan import WithdrawActionItem
from pmflow.tracker import Loaded


def withdrawals(loaded: Loaded) -> tuple[WithdrawActionItem, ...]:
    """What takes the younger ones back; nothing for one of which people were told that they must."""
    planned = (WithdrawActionItem(twin.id, twin.title, twin.place, twin.counts) for twin in loaded.twins)
    return tuple(effect for effect in planned if effect.key not in loaded.comments)
