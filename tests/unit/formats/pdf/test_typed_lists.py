"""Lists typed as lines, their columns set with blanks, in letters that are not all as broad."""

from collections.abc import Sequence

import pytest

from redactor.domain.document import Block
from tests.unit.formats.pdf.pages import Draw, document, layers, lines

TITLES = ("Lnr   Datum   Sek   Vad                                           Beslut      Deleg.",)
FIRST = (
    "0601  3/6     -     Föreningsbidrag till Kyrkans förskola         12 000 kr   A 3.2",
    "0602  3/6     x     Hellmerth, hemtjänst 14 tim/v                 Bifall      B 1.1",
    "                    och matdistribution; dottern har nyckel",
    "0603  5/6     -     Upplåtelse av torget vid ån   Ja, 2 dgr   A 7.1",
)
SECOND = (
    "0604  7/6     -     Förordnande av tf. enhetschef                 v. 26-31    A 9.3",
    "0605  7/6     x     Lundqvister, kontaktperson       Avslag      B 2.2",
    "                    Motivering: modern har redan två",
    "0606  10/6    -     Yttrande om allmän sammankomst                Tillstyrks  A 7.4",
)


def typed(*texts: str) -> Draw:
    """As browsers and converters print them: every second blank is one that breaks no line."""
    return lines(*(text.replace("  ", "\u00a0 ") for text in texts), size=9, step=12)


def cells_of(pdf: bytes) -> list[tuple[Block, str]]:
    body = layers(pdf)["body"]
    return [(block, block.span.cut(body.text)) for block in body.blocks if block.cell is not None]


def column_of(pdf: bytes, text: str) -> list[tuple[int, int]]:
    """Table and column of the cells that begin so."""
    return [(b.cell.table, b.cell.column) for b, cell in cells_of(pdf) if b.cell and cell.startswith(text)]


@pytest.mark.parametrize("titles", [TITLES, ()], ids=["with titles", "without titles"])
def test_a_line_set_in_goes_on_in_its_column(titles: Sequence[str]) -> None:
    pdf = document(typed(*titles, *FIRST, *SECOND))
    for text in ("Hellmerth", "och matdistribution", "Lundqvister", "Motivering"):
        assert column_of(pdf, text) == [(0, 3)]
    rows = {block.cell.row for block, _ in cells_of(pdf) if block.cell}
    assert len(rows) == len(titles) + len(FIRST) + len(SECOND)


def test_every_cell_is_one_whatever_strips_the_words_leave() -> None:
    found = [text for _, text in cells_of(document(typed(*TITLES, *FIRST, *SECOND)))]
    assert [text for text in found if text.endswith(" kr")] == ["12 000 kr"]
    assert "Upplåtelse av torget vid ån" in found and "Ja, 2 dgr" in found


def test_a_line_broken_at_the_pages_edge_stays_in_its_cell() -> None:
    long = (
        "0604  7/6     x     Ansökan om stöd från en familj vid ån i Vassbo"
        + " som bor kvar" * 3
        + " och har begärt"
    )
    pdf = document(typed(*FIRST, long, "råd förut.", *SECOND[1:]))
    assert "Ansökan om stöd" in "".join(
        text for _, text in cells_of(pdf) if text.endswith("begärt råd förut.")
    )
    assert column_of(pdf, "Motivering") == [(0, 3)]


def test_a_list_goes_on_over_a_page() -> None:
    """Also where a page ends within a row: the next begins with a line that is set in."""
    pdf = document(typed(*TITLES, *FIRST[:2]), typed(*FIRST[2:], *SECOND))
    assert column_of(pdf, "och matdistribution") == [(0, 3)]
    assert {block.cell.table for block, _ in cells_of(pdf) if block.cell} == {0}


def test_blanks_before_a_paragraph_of_prose_are_none_of_its_text() -> None:
    body = layers(document(typed("Protokoll", "      Nämnden sammanträder i rådhuset.")))["body"]
    assert body.text == "Protokoll\nNämnden sammanträder i rådhuset."


def test_each_character_of_a_typed_list_knows_its_place() -> None:
    body = layers(document(typed(*FIRST)))["body"]
    assert sum(len(anchored.span) for anchored in body.anchors) == len(body.text)
