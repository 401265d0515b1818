from pmflow.document.item_groups import Group, owners_among, read_group
from pmflow.model import ActionKind, ActionStatus


def test_groups_say_a_field() -> None:
    """A heading between items may give them a priority, a kind, a status or an owner, or nothing."""
    texts = [
        "P1 - this quarter",
        "Preventive actions",
        "Immediate Actions (Completed)",
        "Owner: Amy Ek",
        "Amy’s actions:",
        "Platform team (3)",
        "Next",
        "Public endpoint",
    ]
    assert [read_group(text, ()) for text in texts] == [
        Group("P1 - this quarter", priority="P1"),
        Group("Preventive actions", kind=ActionKind.PREVENT),
        Group("Immediate Actions (Completed)", status=ActionStatus.DONE),
        Group("Owner: Amy Ek", owner="Amy Ek"),
        Group("Amy’s actions", owner="Amy"),
        Group("Platform team", owner="Platform team"),
        Group("Next"),
        Group("Public endpoint"),
    ]


def test_some_headings_end_the_list() -> None:
    """Checklists, sign-offs, contacts and links below the actions hold no items; an area called so does."""
    aside = (
        "📋 Reviewer checklist",
        "Parking lot",
        "Sign-off",
        "16. CONCURRENCE",
        "Contacts",
        "How we will measure success",
    )
    assert [text for text in (*aside, "Search", "Contacts service") if read_group(text, ()).aside] == list(aside)


def test_an_inner_group_adds_to_the_outer_one() -> None:
    """What the inner heading does not say, the outer one says."""
    inner = Group("Amy", owner="Amy").within(Group("P1", priority="P1", owner="Bob"))
    assert inner == Group("Amy", owner="Amy", priority="P1")


def test_headings_are_owners_all_or_none() -> None:
    """One sure owner among names makes all of them owners; one topic makes none of them one."""
    assert owners_among({"Alice", "Bob", "Platform team"}, ()) == {"Alice", "Bob", "Platform team"}
    assert owners_among({"Yui Tanabe", "Amy Ek"}, ()) == {"Yui Tanabe", "Amy Ek"}
    assert owners_among({"Alice", "Bob"}, ()) == frozenset()
    assert owners_among({"Infra", "Platform team"}, ()) == frozenset()
    assert owners_among((), ()) == frozenset()
