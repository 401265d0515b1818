"""`/pmflow reopen` said of an action item: it would take up the whole post-mortem again, and leave the item as it is."""

from __future__ import annotations

from pmflow.commands import Command
from pmflow.deciding.answer_words import ID
from pmflow.document.escape import markdown_link
from pmflow.events import StepAsked
from pmflow.happenings import CommandGiven
from pmflow.reacting.work import Work

THIS = "Not done: `/pmflow reopen` takes up the whole post-mortem again ({ref}). To open {id} again, reopen this issue."
THAT = (
    "Not done: `/pmflow reopen` takes up the whole post-mortem again, and {id} stays as it is. To open {id} again, reopen its "
    "issue{there}. Is the post-mortem meant? Begin the reason with another word."
)


def means_an_item(work: Work, given: CommandGiven, command: Command) -> str | None:
    """What to do instead, where it stands under an item, or its reason begins with the id of one that is settled."""
    asked = command.events[0] if command.verb == "reopen" else None
    if not isinstance(asked, StepAsked) or work.around.tracker.items_in_document:
        return None
    if given.id is not None:
        return THIS.format(ref=work.ref, id=given.id)
    found = ID.match((asked.reason or "").lstrip())
    id = found[0].upper() if found else None
    known = work.current().record.items.get(id or "")
    item = next((item for item in work.snapshot().loaded.items if item.id == id), None)
    settled = item.status if item else known.status if known else None
    if id is None or known is None or settled is None or settled.is_open:
        return None
    there = f": {markdown_link(id, item.link)}" if item and (item.link or "").startswith("http") else ""
    return THAT.format(id=id, there=there)
