"""Which row of a table a reader takes a row with merged cells for."""

from datetime import date

import pytest

from redactor import Redactor
from tests.docx_builder import Builder, plain, read

UP, DOWN = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
Cells = tuple[str, ...]


def table(*rows: Cells) -> bytes:
    """Cells are texts; a leading `v` begins a merged cell, a leading `^` goes on with the one above."""
    lines = ""
    for row in rows:
        cells = ""
        for text in row:
            merge = {"v": UP, "^": DOWN}.get(text[:1], "")
            content = plain(text[1:] if merge else text)
            cells += f"<w:tc><w:tcPr>{merge}</w:tcPr>{content}</w:tc>"
        lines += f"<w:tr>{cells}</w:tr>"
    return Builder(f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>").bytes()


def rows(content: bytes) -> list[int]:
    """The row of each cell that has text."""
    return [block.cell.row for block in read(content).layers[0].blocks if block.cell is not None]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            (("1", "Val"), ("2", "vRubrik"), ("", "^", "Mer"), ("3", "Sist")),
            [0, 0, 1, 1, 1, 3, 3],
            id="heading",
        ),
        pytest.param(
            (("v2", "Rubrik"), ("^", "Mer 1"), ("^", "3"), ("4", "x")), [0, 0, 0, 0, 3, 3], id="number"
        ),
        pytest.param(
            (("vBeslut", "1", "Val"), ("^", "2", "Budget")), [0, 0, 0, 1, 1], id="group with numbers"
        ),
        pytest.param((("vBeslut", "1. Val"), ("^", "2. Budget")), [0, 0, 1], id="group with led headings"),
        pytest.param((("2", "Rubrik", "vMaj"), ("", "Mer", "^")), [0, 0, 0, 1], id="last column"),
        pytest.param(
            (("vRubrik", "vSN-2024-118"), ("^", "^", "Mer"), ("^", "^", "Mer")), [0, 0, 0, 0], id="three rows"
        ),
        pytest.param((("vEnhet", "Bo", "x"), ("^", "Eva", "y")), [0, 0, 0, 1, 1], id="a group's members"),
        pytest.param((("vNr", "vÄrende"), ("^", "^"), ("1", "Val")), [0, 0, 2, 2], id="header of two rows"),
        pytest.param((("Rubrik", "x"), ("^", "y")), [0, 0, 1], id="nothing above"),
        pytest.param((("v1", "x"), ("B", "y"), ("^", "z")), [0, 0, 1, 1, 2], id="interrupted"),
    ],
)
def test_rows(lines: tuple[Cells, ...], expected: list[int]) -> None:
    """A row goes with the one above when its leading cell does and it has no number of its own."""
    assert rows(table(*lines)) == expected


def test_a_secret_row_takes_what_its_merged_cell_spans() -> None:
    """In the whole walk: text beside the lower half of a secret item's merged heading goes with it."""
    content = table(
        ("Nr", "Ärende", "Dnr", "Sekretess"),
        ("1", "Val", "SN-2024-1", "-"),
        ("2", "vAnsökan om bidrag", "SN-2024-118", "Sekretess OSL 26:1"),
        ("", "^", "Bor hos mormor", "-"),
        ("3", "Budget", "SN-2024-12", "-"),
    )
    copy = Redactor(key=bytes(32), today=date(2024, 12, 31)).redact(content, "kallelse.docx")
    text = read(copy.output).layers[0].text
    assert "mormor" not in text
    assert "SN-2024-118" in text
    assert "Budget" in text
