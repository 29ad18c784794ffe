"""A justified line whose blanks were stretched is a line of text; columns and tabs that look so are not."""

from collections.abc import Sequence
from typing import Any

import pymupdf
import pytest

from redactor.formats.pdf.layers import read_pages
from redactor.formats.pdf.source import open_source
from tests.unit.formats.pdf.pages import PROSE, Draw, body, cells, document

TEXTS = (
    "Kommunstyrelsens arbetsutskott behandlade återrapporteringen från barn- och utbildningsförvaltningen "
    "samt fritidsverksamheten. Förvaltningschefen Karl Åsbrinksson redogjorde för kostnadsutvecklingen under "
    "innevarande verksamhetsår och för personalförsörjningen inom grundskoleverksamheten.",
    "Utbildningsnämnden godkänner återrapporteringen och överlämnar lokalförsörjningsplanen till "
    "kommunfullmäktige.",
)
SIZE = 10
FONT = pymupdf.Font("helv")


def _width(text: str) -> float:
    return float(FONT.text_length(text, SIZE))


def _broken(text: str, width: float) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for word in text.split():
        if lines[-1] and _width(" ".join((*lines[-1], word))) > width:
            lines.append([])
        lines[-1].append(word)
    return lines


def _set(page: Any, words: Sequence[str], y: float, gap: float, x: float = 72) -> None:
    for word in words:
        page.insert_text((x, y), word, fontsize=SIZE)
        x += _width(word) + gap


def _justified(*texts: str, width: float, left: float = 72) -> Draw:
    """Each word at its place, as TeX sets them."""

    def draw(page: Any) -> None:
        y = 100
        for text in texts:
            lines = _broken(text, width)
            for words in lines:
                room = width - sum(_width(word) for word in words)
                gap = _width(" ") if words is lines[-1] or len(words) == 1 else room / (len(words) - 1)
                _set(page, words, y, gap, left)
                y += 12
            y += 12

    return draw


@pytest.mark.parametrize("width", [130, 160, 200, 260, 330])
def test_stretched_blanks_are_no_tabs(width: float) -> None:
    read = body(document(_justified(*TEXTS, width=width)))
    assert read.replace("\n\n", "\n") == "\n".join(TEXTS)


def test_two_columns_of_stretched_text() -> None:
    left, right = _justified(TEXTS[0] * 3, width=200), _justified(TEXTS[1] * 5, width=200, left=300)

    def draw(page: Any) -> None:
        left(page)
        right(page)

    read = body(document(draw))
    assert "\t" not in read
    assert (TEXTS[0] * 3 in read, TEXTS[1] * 5 in read) == (True, True)


def test_blanks_below_each_other_are_no_columns() -> None:
    """Between two justified columns a strip is clear; within them no line has words that could be parted."""
    left, right = _justified(PROSE * 4, width=215), _justified(PROSE * 3, width=215, left=303)

    def draw(page: Any) -> None:
        left(page)
        right(page)

    read = " ".join(body(document(draw)).split())
    assert read == " ".join((PROSE * 7).split())
    with open_source(document(draw)) as source:
        pieces = read_pages(source)[0].pieces
    flush = [p for p in pieces if abs(p.x0 - 72) < 1 and abs(p.x1 - 287) < 1 and p.text.count(" ") > 1]
    assert len(flush) > 5
    assert not any(piece.words for piece in flush)


def _below_text(*rows: Sequence[str]) -> Draw:
    """Rows whose last word ends where the lines of the justified text above them do."""

    def draw(page: Any) -> None:
        _justified(*TEXTS, width=300)(page)
        for at, words in enumerate(rows):
            gap = (300 - sum(_width(word) for word in words)) / (len(words) - 1)
            _set(page, words, 400 + 12 * at, gap)

    return draw


@pytest.mark.parametrize(
    "rows",
    [
        (("Inledning", "3"), ("Bakgrund", "4"), ("Förslag", "12")),
        (("Intäkter", "125"), ("Kostnader", "118"), ("Resultat", "7")),
        (("Ja", "Nej", "Avstår"), ("12", "30", "11")),
    ],
)
def test_rows_that_reach_from_margin_to_margin_stay_parted(rows: tuple[tuple[str, ...], ...]) -> None:
    read = body(document(_below_text(*rows)))
    assert all("\t".join(words) in read or "\n".join(words) in read for words in rows)


def test_a_table_of_single_words_stays_one() -> None:
    rows = (
        ("Namn", "Parti", "Uppdrag", "Ort"),
        ("Ek", "(S)", "ledamot", "Vassbo"),
        ("Lund", "(M)", "ersättare", "Näs"),
    )
    assert body(document(cells(*rows))) == "\n".join("\t".join(row) for row in rows)


def test_a_label_and_its_value_stay_parted() -> None:
    def draw(page: Any) -> None:
        for at, words in enumerate(
            [("Datum", "2024-03-04"), ("Plats", "Storgården"), ("Närvarande", "Åtta")]
        ):
            page.insert_text((72, 100 + 13 * at), words[0], fontsize=SIZE)
            page.insert_text((160, 100 + 13 * at), words[1], fontsize=SIZE)

    assert body(document(draw)) == "Datum\t2024-03-04\nPlats\tStorgården\nNärvarande\tÅtta"
