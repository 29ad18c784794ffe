"""Lines that run aslant over a page are set anew upon the page."""

import pymupdf
import pytest

from tests.unit.formats.pdf.content_copy import text, without

PAGE = (595, 842)


def slanting(angle: float, name: str) -> bytes:
    with pymupdf.open() as made:
        page = made.new_page(width=PAGE[0], height=PAGE[1])
        at = pymupdf.Point(250, 400)
        page.insert_text(at, f"Vriden {name} slut", morph=(at, pymupdf.Matrix(angle)))
        return bytes(made.tobytes())


@pytest.mark.parametrize("angle", [5, 30, 45, 60, 120, 200, 330])
def test_the_words_beside_a_removed_one_stay_upon_the_page(angle: float) -> None:
    copy = without(slanting(angle, "Bo Ek"), "Bo Ek")
    with pymupdf.open(stream=copy) as document:
        boxes = [pymupdf.Rect(word[:4]) for word in document[0].get_text("words")]
        assert all(box in document[0].rect for box in boxes)
    assert text(copy).split() == ["Vriden", "Personuppgift", "borttagen", "slut"]


def test_the_place_of_a_slanting_line_does_not_tell_what_is_gone() -> None:
    short, long = (without(slanting(30, name), name) for name in ("Bo Ek", "Maximiliana von Hårdhjelm"))
    assert text(short, 0) == text(long, 0)
    with pymupdf.open(stream=short) as one, pymupdf.open(stream=long) as other:
        assert one[0].get_text("words") == other[0].get_text("words")
