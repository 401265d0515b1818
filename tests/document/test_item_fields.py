import pytest

from pmflow.document.item_fields import (
    find_ref,
    is_handle,
    is_no_date,
    is_nobody,
    is_refs,
    is_somebody,
    may_be_somebody,
    read_owner,
)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("@alice", "alice"),
        ("ines.duarte@", "ines.duarte"),
        ("@alice, @bob", "alice, bob"),
        ("@Kwabena Osei", "Kwabena Osei"),
        ("(Billing Platform team)", "Billing Platform team"),
        ("Amy Ek <amy@example.org>", "Amy Ek"),
        ("amy@example.org", "amy@example.org"),
        ("H. Lindqvist", "H. Lindqvist"),
        ("Legal (M. Ashdown)", "Legal (M. Ashdown)"),
        ("**Amy**", "Amy"),
        ("Amy.", "Amy"),
        ("TBD", None),
        ("unassigned", None),
        ("nobody yet", None),
        ("-", None),
        ("n/a", None),
        ("needs an owner", None),
        ("??", None),
        ("", None),
    ],
)
def test_an_owner_is_read(text: str, owner: str | None) -> None:
    """The name as written, without marks and addresses; the words for nobody are nobody."""
    assert read_owner(text) == owner


def test_handles() -> None:
    """One handle or several, with the sign on either side; no address and no sentence."""
    texts = ["@a", "@org/team", "a.b@", "@a and @b", "@Kwabena Osei", "a@b.c", "ask @a", "a"]
    assert [is_handle(text) for text in texts] == [True, True, True, True, True, False, False, False]


def test_who_is_surely_somebody() -> None:
    """Known people, handles and teams; never a verb with a team behind it."""
    texts = ["Amy", "@x", "Platform team", "Customer Liaison desk", "tell the platform team", "Search", "team"]
    assert [is_somebody(text, {"amy"}) for text in texts] == [True, True, True, True, False, False, False]


def test_who_may_be_somebody() -> None:
    """The shape of a name, and no word of the trade in it."""
    texts = [
        "Amy Ek",
        "mhb",
        "Jun-ho Park",
        "Load Balancer",
        "optional",
        "if possible",
        "keep this in mind please",
        "v2",
        "approx. 30",
    ]
    assert [may_be_somebody(text) for text in texts] == [True, True, True, False, False, False, False, False, False]


def test_references() -> None:
    """Issues, keys, bugs and addresses are references; a sentence that holds one is not."""
    texts = [
        "#12",
        "see PR #12",
        "owner/repo#12",
        "TW-5120",
        "b/48240",
        "https://x.example/1",
        "#12, merged",
        "fixes the 12 bugs",
    ]
    assert [is_refs(text) for text in texts] == [True, True, True, True, True, True, True, False]
    assert find_ref("see OPS-7.") == "OPS-7"
    assert find_ref("nothing here") is None


def test_nobody_and_no_date() -> None:
    """The words for "there is none" in both fields."""
    assert [is_nobody(text) for text in ("no one yet", "to be assigned", "Noah")] == [True, True, False]
    assert [is_no_date(text) for text in ("no date yet", "TBD", "-", "next week")] == [True, True, True, False]
