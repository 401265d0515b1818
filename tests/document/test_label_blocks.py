"""Labels and values in HTML, indented blocks and definition lists."""

from pmflow.document.label_blocks import bare_pieces, definition_lines, html_lines, indented_lines


def test_rows_of_raw_html_are_labelled_lines() -> None:
    """Rows of two cells, terms with their definitions and plain lines give the same."""
    table = "<table>\n<tr><td>Day</td><td>2025-03-18</td></tr>\n<tr><th>Lasted</th><td>1h&nbsp;8m</td></tr></table>"
    assert list(html_lines(table, 4)) == [("Day: 2025-03-18", 5), ("Lasted: 1h 8m", 6)]
    terms = "<dl><dt>Day</dt><dd>2025-03-18</dd><dt>Lasted:</dt><dd>68 min</dd></dl>"
    assert list(html_lines(terms, 1)) == [("Day: 2025-03-18", 1), ("Lasted: 68 min", 1)]
    assert list(html_lines("<p><b>Day:</b> 18 March<br>and more</p>", 2)) == [("Day: 18 March", 2)]
    assert list(html_lines("<!-- Day: 1 March -->", 2)) == []


def test_an_indented_block_of_labels_is_no_code() -> None:
    """Nearly every line must be a label with a value."""
    assert list(indented_lines("Date:     2025-03-18\nClock:    UTC\n", 3)) == [
        ("Date: 2025-03-18", 3),
        ("Clock: UTC", 4),
    ]
    assert list(indented_lines("for x in y:\n  print(x)\nprint(z)\n", 3)) == []


def test_a_definition_list_is_labelled_lines() -> None:
    """The value stands below its label, behind a colon."""
    assert list(definition_lines("Down for\n: 68 minutes", 7)) == [("Down for: 68 minutes", 7)]


def test_facts_may_stand_in_one_line_without_labels() -> None:
    """Commas, slashes and code marks part them; a labelled line is left to others."""
    assert bare_pieces("*18 March 2025, 68 minutes, SEV-2*") == ["18 March 2025", "68 minutes", "SEV-2"]
    assert bare_pieces("Duration: 68 minutes, all day") == []
