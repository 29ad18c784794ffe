"""Lines that are aligned otherwise than at the left are joined, and kept apart, as those that are."""

from typing import Any

import pymupdf
import pytest

from tests.unit.formats.pdf.pages import PROSE, body, document

LEFT, CENTRE, RIGHT, JUSTIFIED = range(4)
ADDRESS = (
    "Sökanden är sedan flera år tillbaka folkbokförd på adressen Storgatan 12 i kommunen, 881 30 Sollefteå"
)


def _box(page: Any, text: str, align: int, top: float = 100, left: float = 72, right: float = 523) -> None:
    page.insert_textbox((left, top, right, top + 200), text, fontsize=10, align=align)


def _broken_before(word: str, text: str, size: float = 10) -> float:
    """How wide the lines are when the first ends before `word`."""
    until = text[: text.index(word)].rstrip()
    return float(pymupdf.get_text_length(until, fontsize=size)) + 12


@pytest.mark.parametrize("align", [LEFT, CENTRE, RIGHT])
def test_a_value_broken_over_two_lines_is_one(align: int) -> None:
    right = 72 + _broken_before("Sollefteå", ADDRESS)

    def draw(page: Any) -> None:
        _box(page, "§ 12 Ansökan", LEFT, 60)
        _box(page, ADDRESS, align, 100, right=right)
        _box(page, PROSE, JUSTIFIED, 200, right=right)

    assert ADDRESS in body(document(draw))


@pytest.mark.parametrize("align", [LEFT, CENTRE, RIGHT, JUSTIFIED])
def test_paragraphs_are_one_line_each(align: int) -> None:
    other = PROSE.replace("Kommunstyrelsen", "Kulturnämnden i Vassbo") * 2

    def draw(page: Any) -> None:
        _box(page, PROSE, align, 100)
        _box(page, other, align, 160)

    assert body(document(draw)).replace("\n\n", "\n").split("\n") == [PROSE.strip(), other.strip()]


BLOCKS = (
    ("Karl Ek", "Storgatan 12", "881 30 Sollefteå"),
    ("Vid protokollet", "Anna Svensson", "Justeras", "Bo Ek"),
    ("Protokoll", "Kulturnämnden i Vassbo", "2024-03-04"),
    ("Dnr KUN-2024-0117", "Sida 1 av 2"),
)


@pytest.mark.parametrize("align", [LEFT, CENTRE, RIGHT])
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0])
def test_short_lines_stay_for_themselves(block: tuple[str, ...], align: int) -> None:
    def draw(page: Any) -> None:
        _box(page, "\n".join(block), align, 60)
        _box(page, PROSE * 3, LEFT, 160)

    assert body(document(draw)).startswith("\n".join(block) + "\n")


def test_a_right_aligned_line_below_running_text_is_no_part_of_it() -> None:
    def draw(page: Any) -> None:
        _box(page, PROSE * 2, JUSTIFIED, 100)
        _box(page, "Vassbo den 4 mars", RIGHT, 140)

    assert "\nVassbo den 4 mars" in body(document(draw))


def test_an_indented_paragraph_is_one_of_its_own() -> None:
    """Justified lines agree at the right too; those that begin further in begin paragraphs."""

    def draw(page: Any) -> None:
        for at in range(4):
            _box(page, " " * 6 + PROSE * 2, JUSTIFIED, 100 + at * 54.96)

    assert body(document(draw)).split("\n") == [(PROSE * 2).strip()] * 4
