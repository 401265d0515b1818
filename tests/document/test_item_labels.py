from pmflow.document.item_labels import header_field, label_field, label_starts


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
    """A label has a capital, or its value hard behind it, or is one that no sentence has before a colon."""
    lines = {
        "Fix the pipeline: now": [],
        "x. Owner: amy": ["Owner"],
        "a: b, due date: c": ["due date"],
        "say what the state: label means": [],
        "{owner=amy state=new}": ["owner", "state"],
        "do it. Zuständig: Max, Fällig bis: 3.5.": ["Zuständig", "Fällig bis"],
        "~priority::1": [],
    }
    assert {
        line: [line[start:value].rstrip(" :=") for start, value in label_starts(line, 0, len(line))] for line in lines
    } == lines


def test_headers_of_other_languages() -> None:
    """Accents are optional, what is in brackets is beside the point, and of two languages one is enough."""
    headers = [
        "Fällig bis",
        "Responsable / Owner",
        "Échéance",
        "Pri (1 = most)",
        "担当者",
        "Priorität",
        "Vastuuhenkilö",
        "Срок",
    ]
    assert [header_field(text) for text in headers] == [
        "due", "owner", "due", "priority", "owner", "priority", "owner", "due",
    ]  # fmt: skip


def test_a_word_of_a_million_letters_is_looked_at_once() -> None:
    """What stands before a colon is looked up as far as a label can reach, however long the word is."""
    text = "o" * 1_000_000 + "wner: amy, due: 3 May"
    assert label_starts(text, 0, len(text)) == [(text.index("due"), text.index("3 May"))]
