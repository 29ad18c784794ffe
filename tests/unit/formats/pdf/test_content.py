"""Content streams written anew: what stays looks the same, what goes leaves no trace of its width."""

import io

import pikepdf
import pymupdf
import pytest
from pikepdf import Dictionary, Name

from tests.unit.formats.pdf.content_copy import PLACEHOLDER, copied, pictured, streams, text, without

PROSE = "Nämnden beslutar att {name} får stöd enligt lagen."
SHORT, LONG = "Bo Ek", "Margareta Elisabet Lindqvist-Wallengren A"


def inserted(lines: list[tuple[float, float, str]], **page: int) -> bytes:
    """A page by PyMuPDF: x, y from the top, text."""
    document = pymupdf.open()
    made = document.new_page(**page)
    for x, y, line in lines:
        made.insert_text((x, y), line, fontname="helv", fontsize=11)
    return bytes(document.tobytes())


def sentence(name: str) -> bytes:
    return inserted(
        [(72, 72, "Protokoll"), (72, 90, PROSE.format(name=name)), (72, 104, "Ärendet avslutas.")]
    )


def test_a_page_without_cuts_looks_the_same() -> None:
    data = sentence(SHORT)
    copy, _ = copied(data)
    assert pictured(copy) == pictured(data)
    assert text(copy) == text(data)


def test_the_placeholder_stands_in_the_sentence() -> None:
    copy = without(sentence(SHORT), SHORT)
    assert PROSE.format(name=PLACEHOLDER) in text(copy)
    assert SHORT not in text(copy)


@pytest.mark.parametrize("template", [PROSE, "{name} kallas.", "Beslutet skickas till {name}"])
def test_two_names_give_equal_copies(template: str) -> None:
    pair = [
        inserted(
            [(72, 72, "Protokoll"), (72, 90, template.format(name=name)), (72, 104, "Ärendet avslutas.")]
        )
        for name in (SHORT, LONG)
    ]
    short, long = (without(data, name) for data, name in zip(pair, (SHORT, LONG), strict=True))
    assert streams(short) == streams(long)
    assert short == long


def test_numbers_before_and_after_the_glyphs_of_a_line_count() -> None:
    document = pymupdf.open()
    made = document.new_page(width=300, height=300)
    made.insert_text((20, 60), "x", fontname="helv", fontsize=11)
    content = b"BT /helv 11 Tf 20 200 Td [-5000 (Efter) -9000] TJ (mer) Tj ET"
    document.update_stream(made.get_contents()[0], content)
    data = bytes(document.tobytes())
    copy, _ = copied(data)
    assert pictured(copy) == pictured(data)


def test_fonts_that_become_one_are_chosen_once() -> None:
    """What is left does not tell that there were two, and the copy of the copy is the same."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(300, 300))
        fonts = {
            f"/{name}": made.make_indirect(
                Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=encoding)
            )
            for name, encoding in (("A", Name.WinAnsiEncoding), ("B", Name.MacRomanEncoding))
        }
        page.obj.Resources = Dictionary(Font=Dictionary(fonts))
        page.Contents = made.make_stream(b"BT /A 11 Tf 72 200 Td (Ett) Tj /B 11 Tf 0 -20 Td (Tu) Tj ET")
        out = io.BytesIO()
        made.save(out)
    copy, _ = copied(out.getvalue())
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b"Tf") == 1
        assert len(pdf.pages[0].Resources.Font) == 1
    assert copied(copy)[0] == copy


def test_a_raised_sign_moves_with_its_line_alone() -> None:
    """Another line with a cut does not ask for it again."""
    document = pymupdf.open()
    made = document.new_page()
    made.insert_text((72, 90), f"Yttrande av {SHORT}", fontname="helv", fontsize=11)
    width = pymupdf.get_text_length(f"Yttrande av {SHORT}", "helv", 11)
    made.insert_text((72 + width, 86), "1", fontname="helv", fontsize=6)
    made.insert_text((72, 130), f"Svar till {LONG}", fontname="helv", fontsize=11)
    copy = without(bytes(document.tobytes()), SHORT, LONG)
    assert text(copy).count(PLACEHOLDER) == 2
