from pmflow.document.pandoc_tables import is_grid_border, is_simple_border, read_line_table

GRID = [
    "+-----+--------+",
    "| No. | Action |",
    "+=====+========+",
    "| 1   | Add a  |",
    "|     | thing  |",
    "+-----+--------+",
    "| 2   |        |",
    "+-----+--------+",
]


def test_a_grid_is_read() -> None:
    """Rows stand between borders; a cell's lines are joined, and each keeps its place."""
    table = read_line_table(GRID, 1)
    assert table is not None
    assert [cell.text for cell in table.header] == ["No.", "Action"]
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "Add a thing"], ["2", ""]]
    assert [GRID[p.line - 1][p.start : p.end] for p in table.rows[0][1].parts] == ["Add a", "thing"]
    assert (table.line, table.end_line) == (1, 8)


def test_a_grid_whose_cell_overflows_is_read_by_its_bars() -> None:
    """A cell that grew does not shift its neighbours' words."""
    lines = [*GRID[:6], "| 2222222 | x |", GRID[7]]
    table = read_line_table(lines, 1)
    assert table is not None
    assert [cell.text for cell in table.rows[1]] == ["2222222", "x"]


def test_a_simple_table_is_read() -> None:
    """Columns begin where the dashes do; the last one has no end."""
    lines = [
        "Some words",
        "",
        "  Action      Owner",
        "  ---------   -----",
        "  Add a b     amy ek and others",
        "  c d         bob",
        "",
        "Text",
    ]
    table = read_line_table(lines, 4)
    assert table is not None
    assert [cell.text for cell in table.header] == ["Action", "Owner"]
    assert [[cell.text for cell in row] for row in table.rows] == [["Add a b", "amy ek and others"], ["c d", "bob"]]
    assert table.end_line == 6


def test_a_boxed_simple_table_has_rows_of_several_lines() -> None:
    """Between full rules, blank lines part the rows."""
    lines = [
        "-" * 20,
        "Action     Owner",
        "---------  -----",
        "Add a      amy",
        "thing",
        "",
        "c d        bob",
        "-" * 20,
    ]
    table = read_line_table(lines, 3)
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == [["Add a thing", "amy"], ["c d", "bob"]]


def test_other_lines_are_no_table() -> None:
    """A rule, a list or dashes without a header are no table."""
    assert not is_simple_border("----------")
    assert not is_grid_border("+ a list")
    assert read_line_table(["--- ---", "a   b"], 1) is None
    assert read_line_table(["a", "b"], 1) is None
    assert read_line_table(["head head", "---- ----"], 2) is None
