"""The words that a scanner's program laid unseen over its picture, where OCR can hardly read the picture."""

import io

import pymupdf
import pytest
from PIL import Image

from redactor.domain.document import LayerKind, PdfBox, TextLayer
from redactor.formats.pdf.layers import layers_of, read_pages
from redactor.formats.pdf.scans import read_scans
from redactor.formats.pdf.source import open_source
from redactor.ocr import Reading, Word

LINES = (
    "§ 42 Ansökan om stöd",
    "Dnr SN-2024-0117",
    "Sekretess enligt 26 kap. 1 § OSL",
    "Nämnden beviljar ansökan.",
)
PIXEL = 72 / 200


def scan(unseen: tuple[str, ...], *, shown: str = "", turn: int = 0) -> bytes:
    """A page that a grey picture fills, with text unseen over it, and shown below."""
    out = io.BytesIO()
    picture = Image.new("L", (1654, 2339), 255)
    picture.paste(120, (200, 200, 1400, 800))
    picture.save(out, "PNG")
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_image(page.rect, stream=out.getvalue())
        for at, line in enumerate(unseen):
            place = (72, 100 + 20 * at) if not turn else (300 - 20 * at, 100)
            page.insert_text(place, line, fontsize=11, render_mode=3, rotate=-90 * turn)
        page.insert_text((72, 700), shown)
        return bytes(document.tobytes())


def layers(content: bytes, *words: Word) -> list[TextLayer]:
    """What is read where OCR sees these words."""
    reading = Reading(" ".join(word.text for word in words), words)
    with open_source(content) as source:
        return list(layers_of(read_scans(source, read_pages(source), lambda _: reading).pages)[0])


def word(text: str, confidence: float, x: float = 300, y: float = 1500) -> Word:
    return Word(text, x, y, x + 20 * len(text), y + 30, 0, confidence)


@pytest.mark.parametrize("shown", ["", "Inkom 2026-03-02"])
@pytest.mark.parametrize("seen", [(), (word("Snkreta", 30), word("OoL", 41, 600))])
def test_what_is_hardly_read_is_taken_from_the_scanner(seen: tuple[Word, ...], shown: str) -> None:
    """Its words are the page's, each with its place in the picture; what was guessed is none."""
    (body,) = layers(scan(LINES, shown=shown), *seen)
    assert body.text.split() == " ".join([*LINES, shown]).split()
    start = body.text.index("Dnr")
    (box,) = [a.at for a in body.anchors if a.span.start == start]
    assert isinstance(box, PdfBox)
    assert (box.x0, box.x1) == pytest.approx((72, 92), abs=3)
    assert (box.y0, box.y1) == pytest.approx((112, 120), abs=3)


def test_a_turned_scan() -> None:
    """Its lines run down the page."""
    (body,) = layers(scan(LINES, turn=1))
    assert body.text.split() == " ".join(LINES).split()
    start = body.text.index("Ansökan")
    (box,) = [a.at for a in body.anchors if a.span.start == start]
    assert isinstance(box, PdfBox)
    assert box.y1 - box.y0 > 2 * (box.x1 - box.x0)


def test_a_stamp_that_is_surely_read_stays() -> None:
    """The scanner's program did not know it."""
    (body,) = layers(scan(LINES), word("SEKRETESS", 93))
    assert body.text.split() == [*" ".join(LINES).split(), "SEKRETESS"]


def test_what_is_surely_read_counts_before_the_scanner() -> None:
    """Both say much: the page says what is seen, and what the scanner read otherwise hangs on it."""
    body, *hidden = layers(scan(LINES), *(word("Protokollet", 90, 300, 1200 + 60 * at) for at in range(4)))
    assert body.text.split() == ["Protokollet"] * 4
    assert {layer.kind for layer in hidden} == {LayerKind.HIDDEN}


@pytest.mark.parametrize("unseen", [("12",), ("Xqzw kvxq pjgx wqzk vxjq zwxk qjvx",)])
def test_a_scanner_that_read_nothing_either(unseen: tuple[str, ...]) -> None:
    """A number, or nonsense: what our OCR makes of the picture stands."""
    body, *_ = layers(scan(unseen), word("Avtal", 30))
    assert body.text.strip() == "Avtal"
