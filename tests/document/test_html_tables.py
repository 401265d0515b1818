from pmflow.document.html_tables import read_html_entries, read_html_table


def test_cells_know_their_places() -> None:
    """Each cell's content stands where its span says; blank lines, missing end tags and spans of rows are understood."""
    lines = [
        "<table>",
        '<tr><th>Owner<th colspan="2">Action</tr>',
        "",
        '<tr><td rowspan="2">Amy</td><td>Add <b>it</b></td><td> x </td></tr>',
        "<tr><td>Tune</td><td>y</td></tr>",
        "</table>",
        "after",
    ]
    table = read_html_table(lines, 1)
    assert table is not None
    assert table.end_line == 6
    assert [[cell.text for cell in cells] for _, cells in table.rows] == [
        ["Owner", "Action", "Action"],
        ["Amy", "Add it", "x"],
        ["Amy", "Tune", "y"],
    ]
    spans = [cell.span for _, cells in table.rows[1:] for cell in cells]
    assert [lines[s.line - 1][s.start : s.end] if s else None for s in spans] == [
        "Amy",
        "Add <b>it</b>",
        "x",
        None,
        "Tune",
        "y",
    ]


def test_a_table_that_never_ends_is_none() -> None:
    """What has no end tag is left alone."""
    assert read_html_table(["<table>", "<tr><td>a</td></tr>"], 1) is None


def test_entries_are_read() -> None:
    """Every `<li>` with words is an entry, also over several lines."""
    lines = ["<ul>", "<li>Add it", "now</li><li> </li>", "<li>Tune</ul>"]
    assert [(line, marked.text) for line, marked in read_html_entries(lines, 1, 4)] == [(2, "Add it\nnow"), (4, "Tune")]
