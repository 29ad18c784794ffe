"""Tables whose cells run over those beside them: every cell is read, and only what is to go goes."""

from dataclasses import replace
from hashlib import sha256

import pymupdf
import pytest

from redactor.domain.document import Sha256
from redactor.formats.pdf.write import apply
from tests.unit.formats.pdf.pages import document, layers, plan, redaction

XS = (40, 75, 160, 250, 330)
ROWS = (
    ("Nr", "Ärende", "Delegat", "Sökande", "Datum"),
    ("1", "Bygglov för garage", "Vera Holm, enhetschef", "Bo Ek", "2024-08-22"),
    ("2", "Avslag på ansökan om parkering", "Vera Holm, rektor", "Per Lund", "2024-08-23"),
    ("3", "Skylt vid torget", "Karin Dahl, avdelningschef", "Ulla Berg", "2024-08-24"),
    ("4", "Bygglov", "Karin Dahl, förvaltningschef", "Gunilla Ros", "2024-08-25"),
)
PRIVATE = ("Bo Ek", "Per Lund", "Ulla Berg", "Gunilla Ros")
STYLES = ("cells", "rules", "bare")


def table(style: str) -> bytes:
    def draw(page: pymupdf.Page) -> None:
        for at, row in enumerate(ROWS):
            y = 100 + 16 * at
            for x0, x1, text in zip(XS, (*XS[1:], 400), row, strict=True):
                page.insert_text((x0 + 2, y), text, fontsize=8)
                if style == "cells":
                    page.draw_rect(pymupdf.Rect(x0, y - 11, x1, y + 5), width=0.5)
            if style == "rules":
                page.draw_line((XS[0], y + 5), (400, y + 5))

    return document(draw)


@pytest.mark.parametrize("style", STYLES)
def test_every_cell_is_read_whole(style: str) -> None:
    text = layers(table(style))["body"].text
    assert text == "\n".join("\t".join(row) for row in ROWS)


@pytest.mark.parametrize("style", STYLES)
def test_what_is_printed_over_stays(style: str) -> None:
    """The names go, and no letter of the cells that run over them."""
    original = table(style)
    body = layers(original)["body"]
    made = plan(*(redaction(body, name, instead="[–]") for name in PRIVATE))
    copy = apply(original, None, replace(made, document=Sha256(sha256(original).hexdigest())))
    with pymupdf.open(stream=copy) as shown:
        left = "".join(sorted("".join(shown[0].get_text().split())))
    words = "".join("".join(row) for row in ROWS)
    for name in PRIVATE:
        words = words.replace(name, "[–]")
    assert left == "".join(sorted("".join(words.split())))
