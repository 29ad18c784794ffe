# ruff: noqa: E501 - a test document stands on one line
"""Agendas as tables."""

from redactor.domain.document import SectionKind
from tests.unit.structure.build import Para, plain, table, word

HEAD = ["Nr", "Ärende", "Dnr", "Föredragande", "Sekretess"]


def test_rows_of_an_agenda() -> None:
    """Number, heading and case-number cells are told apart; the other cells are emptied."""
    read = word(
        *table(
            HEAD,
            ["3", "Ansökan om vård", "SN 2024/1", "Siv Ek", "OSL 26:1"],
            ["4", "Budget", "SN 2024/2", "Bo Alm", ""],
        )
    )
    assert read.numbers == ["3", "4"]
    assert all(s.kind is SectionKind.ROW for s in read.items)
    assert read.heading("3") == "Ansökan om vård"
    assert read.cut(read.item("3").case_span) == "SN 2024/1"
    assert read.emptied("3") == ["Siv Ek", "OSL 26:1"]
    assert read.body("3") is None


def test_columns_without_names() -> None:
    """Columns are told by what stands in them."""
    read = word(
        *table(
            ["1.", "Val", "KS 2024/1"], ["2.", "Ansökan om vård", "KS 2024/2"], ["3.", "Budget", "KS 2024/3"]
        )
    )
    assert read.numbers == ["1", "2", "3"]
    assert read.heading("2") == "Ansökan om vård"


def test_markdown_table() -> None:
    """A Markdown table is a table."""
    read = plain(
        "| Nr | Ärende | Dnr |\n|---|---|---|\n| 1 | Val | SN 2024/1 |\n| 2 | Ansökan | SN 2024/2 |\n"
    )
    assert read.numbers == ["1", "2"]
    assert read.heading("2") == "Ansökan"


def test_tabs_in_text() -> None:
    """Lines set with tabs are rows."""
    read = plain("Nr\tÄrende\tDnr\n1\tVal\tSN 2024/1\n2\tAnsökan\tSN 2024/2\n")
    assert read.numbers == ["1", "2"]
    assert read.item("2").case_number == "SN 2024/2"


def test_tabs_with_empty_cells() -> None:
    """Empty cells at a row's end, written or cut off, leave the row a row."""
    for first in ("1\tUpprop\t\t", "1\tUpprop"):
        read = plain(
            f"Nr\tÄrende\tDnr\tSekretess\n{first}\n2\tVård\tSN 2024-44\tOSL 26:1\n3\tPlan\tSN 2024-45\t\n"
        )
        assert read.numbers == ["1", "2", "3"]
        assert (read.heading("2"), read.item("2").case_number) == ("Vård", "SN 2024-44")
        assert read.emptied("2") == ["OSL 26:1"]
        assert read.emptied("3") == []


def test_tabbed_line_over_a_list() -> None:
    """Numbered lines right under an item's tabbed line are its list, not rows of a table."""
    read = plain(
        "3.\tAnsökan\tSN 2024/1\n1.\tBifall för Minna.\n2.\tJusteras.\n\n4.\tBudget\tSN 2024/2\n\nText.\n"
    )
    assert read.numbers == ["3", "4"]
    assert "Minna" in (read.body("3") or "")


def test_one_tabbed_line_with_body_below() -> None:
    """A single tabbed line with text below is an item's head, not a table."""
    read = plain("3.\tAnsökan om vård\tSN 2024/1\n\nHemligt.\n\n4.\tBudget\tSN 2024/2\n\nText.\n")
    assert read.numbers == ["3", "4"]
    assert read.body("3") == "Hemligt."
    assert read.heading("3") == "Ansökan om vård"


def test_number_and_heading_in_one_cell() -> None:
    """`3. Rubrik` in a cell: the heading is what follows the number."""
    read = word(*table(["Ärende", "Dnr"], ["3. Ansökan om vård", "SN 2024/1"], ["4. Budget", "SN 2024/2"]))
    assert read.numbers == ["3", "4"]
    assert read.heading("3") == "Ansökan om vård"


def test_automatic_numbers_in_cells() -> None:
    """An empty cell with an automatic number is the number cell."""
    paragraphs = [
        Para("", label="1.", cell=(0, 0, 0)), Para("Val", cell=(0, 0, 1)), Para("SN 2024/1", cell=(0, 0, 2)),
        Para("", label="2.", cell=(0, 1, 0)), Para("Ansökan", cell=(0, 1, 1)), Para("SN 2024/2", cell=(0, 1, 2)),
    ]  # fmt: skip
    read = word(*paragraphs)
    assert [read.cut(s.heading) for s in read.items] == ["Val", "Ansökan"]


def test_several_paragraphs_in_a_cell() -> None:
    """The heading is the whole cell."""
    read = word(
        *table(["Nr", "Ärende"], ["1", "Val"]),
        Para("2", cell=(0, 2, 0)), Para("Ansökan", cell=(0, 2, 1)), Para("Barnet bor i Lund.", cell=(0, 2, 1)),
    )  # fmt: skip
    assert read.heading("2") == "Ansökan\nBarnet bor i Lund."


def test_row_that_continues() -> None:
    """A row without number and case number belongs to the row above."""
    read = word(
        *table(
            ["Nr", "Ärende", "Dnr"],
            ["1", "Ansökan", "SN 2024/1"],
            ["", "Barnet bor i Lund.", ""],
            ["2", "Budget", "SN 2024/2"],
        )
    )
    assert read.numbers == ["1", "2"]
    assert read.emptied("1") == ["Barnet bor i Lund."]


def test_voting_table_has_no_items() -> None:
    """Seats, parties and names are no items."""
    read = word(
        *table(["Plats", "Namn", "Parti", "Röst"], ["1", "Siv Ek", "S", "Ja"], ["2", "Bo Alm", "M", "Nej"])
    )
    assert read.items == ()


def test_table_inside_an_item() -> None:
    """Rows inside an item are rows; the item goes on after the table."""
    read = word(
        "§ 5 Delegationsbeslut", "Text.",
        *table(["Nr", "Ärende", "Dnr"], ["1", "Bygglov", "BN 2024/1"], ["2", "Vård", "BN 2024/2"]),
        "Mer text.", "§ 6 Budget", "Text.",
    )  # fmt: skip
    items = read.of(SectionKind.ITEM)
    assert [s.number for s in items] == ["5", "6"]
    assert (read.cut(items[0].body) or "").endswith("Mer text.")
    assert [s.number for s in read.of(SectionKind.ROW)] == ["1", "2"]


def test_layout_table_of_one_column() -> None:
    """A table one column wide is running text."""
    read = word(*table(["1. Val"], ["Text."], ["2. Ansökan"], ["Hemligt."]))
    assert read.numbers == ["1", "2"]
    assert read.body("2") == "Hemligt."


def test_rows_under_a_group_heading() -> None:
    """Rows below a group heading know it."""
    read = word(
        "Sekretessärenden",
        *table(["1.", "Vård", "SN 2024/1"], ["2.", "Ansökan", "SN 2024/2"]),
        "Övriga frågor",
    )
    group = read.of(SectionKind.GROUP)[0]
    assert [s.group for s in read.items] == [group.heading] * 2
    assert group.body is None


def test_table_of_contents_in_a_table() -> None:
    """Rows that come again as items are entries of a contents list."""
    rows = table(["Nr", "Ärende", "Sida"], ["1", "Val av justerare", "2"], ["2", "Ansökan om vård", "3"])
    read = word(*rows, "1. Val av justerare", "Text.", "2. Ansökan om vård", "Mer.")
    assert [s.number for s in read.of(SectionKind.CONTENTS)] == ["1", "2"]
    assert [s.kind for s in read.items] == [SectionKind.ITEM] * 2


def test_text_between_a_group_heading_and_its_rows() -> None:
    """What stands above the table is the group's body, and the table is not."""
    read = word(
        "Sekretessärenden",
        "Omfattas av sekretess.",
        *table(["1.", "Vård", "SN 2024/1"], ["2.", "Ansökan", "SN 2024/2"]),
    )
    assert read.cut(read.of(SectionKind.GROUP)[0].body) == "Omfattas av sekretess."


def test_item_without_a_heading_has_no_contents_row() -> None:
    """A row can't be told to repeat an item of the same number that has no heading."""
    rows = table(["Nr", "Ärende", "Sida"], ["1", "Val av justerare", "2"], ["2", "Ansökan om vård", "3"])
    read = word(*rows, "1.", "2. Ansökan om vård", "Mer.")
    assert [s.number for s in read.of(SectionKind.CONTENTS)] == ["2"]
    assert [s.number for s in read.of(SectionKind.ROW)] == ["1"]


def test_a_marker_in_a_first_row_that_is_an_item_is_no_title() -> None:
    """A table that goes on from the page before, or has no head, begins with an item."""
    read = word(
        *table(["2", "Ansökan om vård", "SN 2024-1", "Sekretess"], ["3", "Budget", "SN 2024-2", ""]),
    )
    assert read.numbers == ["2", "3"]
    assert read.emptied("2") == ["Sekretess"]
