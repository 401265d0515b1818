from pmflow.document.status_style import spellings
from pmflow.model import ActionStatus


def test_another_item_s_words_come_first() -> None:
    """A status that another item has is written in that item's words."""
    others = [(ActionStatus.DONE, "Fixed"), (ActionStatus.PLANNED, "Open")]
    assert next(iter(spellings(ActionStatus.DONE, "Open", others))) == "Fixed"


def test_the_notation_is_kept() -> None:
    """Signs stay signs, capitals capitals, shortcodes shortcodes."""
    first = [
        next(iter(spellings(ActionStatus.IN_PROGRESS, old, ())))
        for old in ("✅ Done", "✅", "DONE", "done", "Done", "Not Started", ":x:", "")
    ]
    assert first == [
        "🔄 In progress",
        "🔄",
        "IN PROGRESS",
        "in progress",
        "In progress",
        "In Progress",
        ":arrows_counterclockwise:",
        "in progress",
    ]
