from pmflow.document.item_guess import guess
from pmflow.document.item_words import NO_WORDS, is_legend, learn_labels, read_legend
from pmflow.model import ActionStatus


def test_a_legend_explains_letters_signs_and_blanks() -> None:
    """Letters for fields and statuses, signs, what is struck out, and what a blank cell means."""
    words = read_legend(
        [
            "R = responsible, T = Termin. KW means calendar week.",
            "D = done, W = working on it",
            "○ on it · ✗ no · ☐ to do",
            "fix list (struck out = done)",
            "Blank owner or priority means as above.",
        ]
    )
    assert words.labels == {"r": "owner", "t": "due"}
    assert words.codes == {"d": ActionStatus.DONE, "w": ActionStatus.IN_PROGRESS}
    assert words.signs["○"] is ActionStatus.IN_PROGRESS
    assert words.signs["✗"] is ActionStatus.WONT_DO
    assert words.struck is ActionStatus.DONE
    assert words.inherits == {"owner", "priority"}


def test_prose_is_no_legend() -> None:
    """Sentences with an equals sign or with the word blank explain nothing."""
    assert read_legend(["Leila set retries = 5 and the page was blank.", "The result is done."]) is NO_WORDS


def test_a_line_of_signs_is_a_legend() -> None:
    """It is no action item."""
    assert is_legend("✔ done · ◐ on it · ☐ to do · ✗ no")
    assert not is_legend("✔ Rename the images, all of them")


def test_values_tell_what_a_column_is() -> None:
    """Dates, statuses, steps of a scale, names; one sentence or a running number is none of them."""
    columns = [
        ["20 June", "Q3", "end of July", "-"],
        ["cooking", "not started", "done"],
        ["T1", "T1", "T2"],
        ["hot", "cold", "hot"],
        ["Leila Haddad", "nobody yet", "Courier Backend"],
        ["1", "2", "3"],
        ["a", "b", "c"],
        ["Bound the retry in the courier and say what it costs", "Teach it to give up when nobody listens"],
    ]
    assert [guess(values) for values in columns] == ["due", "status", "priority", "priority", "owner", None, None, None]


def test_labels_are_learned_from_several_items_only() -> None:
    """One item's label may be any word; two with names beside a known field are owners."""
    assert learn_labels([{"obligor": "Emre Yıldız"}], [{"due"}], ()) == {}
    assert learn_labels([{"obligor": "Emre Yıldız"}, {"obligor": "Ana Li"}], [{"due"}, {"due"}], ()) == {
        "obligor": "owner"
    }
    assert learn_labels([{"backup": "Ana Li"}, {"backup": "Bo Ek"}], [{"owner"}, {"owner"}], ()) == {}
