"""Which row of a table a reader takes a row with merged cells for."""

import pytest

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
            (("vRubrik", "vDnr"), ("^", "^", "Mer"), ("^", "^", "Mer")), [0, 0, 0, 0], id="three rows"
        ),
        pytest.param((("Rubrik", "x"), ("^", "y")), [0, 0, 1], id="nothing above"),
        pytest.param((("vA", "x"), ("B", "y"), ("^", "z")), [0, 0, 1, 1, 2], id="interrupted"),
    ],
)
def test_rows(lines: tuple[Cells, ...], expected: list[int]) -> None:
    """A row goes with the one above when its leading cell does and it has no number of its own."""
    assert rows(table(*lines)) == expected
