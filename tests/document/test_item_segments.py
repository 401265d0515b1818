import pytest

from pmflow.document.item_segments import cut_segments, split_tail


def cut(text: str) -> list[tuple[str, str]]:
    return [(segment.sep, text[segment.start : segment.end]) for segment in cut_segments(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("a - b, c; d", [("", "a"), ("dash", "b"), ("comma", "c"), ("semi", "d")]),
        ("a → b (c, d) [e]", [("", "a"), ("arrow", "b"), ("group", "(c, d)"), ("group", "[e]")]),
        ("a. Owner: b Due: c", [("", "a"), ("stop", "Owner: b"), ("label", "Due: c")]),
        ("a? B", [("", "a?"), ("stop", "B")]),
        ("due Mar 29, 2024, amy", [("", "due Mar 29, 2024"), ("comma", "amy")]),
        ("due Friday, 29 March", [("", "due Friday, 29 March")]),
        ("Amy Ek, 2025-08-15", [("", "Amy Ek"), ("comma", "2025-08-15")]),
        ("by H. Lindqvist, e.g. on 15. April", [("", "by H. Lindqvist"), ("comma", "e.g. on 15. April")]),
        ("due 15 Aug. Ticket: b", [("", "due 15 Aug"), ("stop", "Ticket: b")]),
        ("call f(a, b) and a[0]", [("", "call f(a, b) and a[0]")]),
        ("an (open bracket, here", [("", "an (open bracket"), ("comma", "here")]),
        ("well-known e-mail", [("", "well-known e-mail")]),
        ("a\nb", [("", "a"), ("nl", "b")]),
    ],
)
def test_lines_are_cut_where_people_cut_them(text: str, segments: list[tuple[str, str]]) -> None:
    """Separators with blanks around them part segments; dates, names, calls and hyphens stay whole."""
    assert cut(text) == segments


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("add docs @amy", ["add docs", "@amy"]),
        ("tell @amy", ["tell @amy"]),
        ("add docs @amy 2025-08-15 P1", ["add docs", "@amy", "2025-08-15", "P1"]),
        ("keep it until 2025-08-15", ["keep it until 2025-08-15"]),
        ("add docs by end of July", ["add docs", "by end of July"]),
        ("shrink it by 2 weeks", ["shrink it by 2 weeks"]),
        ("add docs ✅", ["add docs", "✅"]),
    ],
)
def test_some_tokens_need_no_separator_at_the_end(text: str, segments: list[str]) -> None:
    """A handle, an ISO date, a priority, a sign and "by Friday" end a line also without a comma, a sentence's
    words do not."""
    [last] = cut_segments(text, 0, len(text))
    assert [text[part.start : part.end] for part in split_tail(text, last, first=True)] == segments
