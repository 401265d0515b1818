from pmflow.document.item_labels import header_field, label_field, may_hold_label


def test_headers_mean_fields() -> None:
    """Exact names, then the last words, then the first ones; a bare number sign is a reference."""
    headers = [
        "Accountable executive",
        "Action owner",
        "Status as at 31 Jan 2025",
        "Bug #",
        "#",
        "No.",
        "MoSCoW",
        "Follow-up",
        "Node pool",
    ]
    assert [header_field(text) for text in headers] == [
        "owner", "owner", "status", "link", "ref", "ref", "priority", "title", None,
    ]  # fmt: skip


def test_labels_mean_fields() -> None:
    """A label of its own line may be any name of a field."""
    assert [label_field(text) for text in ("Due date", "DRI", "Done when", "Colour")] == [
        "due",
        "owner",
        "done_when",
        None,
    ]


def test_most_colons_are_no_labels() -> None:
    """The cheap test lets only lines through in which a label's last word stands before a colon."""
    assert [may_hold_label(text) for text in ("Fix the pipeline: now", "x. Owner: amy", "a: b, due date: c")] == [
        False,
        True,
        True,
    ]
