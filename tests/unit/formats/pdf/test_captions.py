"""Push buttons: their captions stand beside the text of the page, and go from there as all else."""

from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from redactor import Redactor
from redactor.domain.document import LayerKind
from tests.unit.formats.pdf.pages import changed, document, layers, lines

PUSH = 65536


def _with_field(pdf: bytes, text: str, top: float, **keys: Any) -> bytes:
    """A form's field on the first page that shows the text, its baseline `top` below the page's top."""

    def add(opened: pikepdf.Pdf) -> None:
        drawn = Stream(opened, f"BT /F1 10 Tf 2 6 Td ({text}) Tj ET".encode())
        drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        drawn.Resources = Dictionary(Font=Dictionary(F1=font))
        low = 842 - top - 6
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, T=String("f"), F=4, Rect=Array([72, low, 272, low + 20]),
            AP=Dictionary(N=drawn), **keys,
        )  # fmt: skip
        opened.pages[0].obj.Annots = Array([opened.make_indirect(field)])
        opened.Root.AcroForm = Dictionary(
            Fields=opened.pages[0].obj.Annots, DA=String("/F1 10 Tf 0 g"), DR=drawn.Resources
        )

    return changed(pdf, add)


def _button(pdf: bytes, caption: str, top: float) -> bytes:
    return _with_field(pdf, caption, top, FT=Name.Btn, Ff=PUSH)


def _shown(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        return " ".join(" ".join(page.get_text() for page in opened).split())


TWO_PAGES = document(lines("Mottagaren bor numera på", "Vubrinstigen", top=700), lines("33"))
ONE_PAGE = document(lines("Mottagaren bor numera på", "Vubrinstigen", "33", step=40))


@pytest.mark.parametrize(("pdf", "top"), [(TWO_PAGES, 760), (ONE_PAGE, 160)], ids=["two pages", "one page"])
def test_a_value_goes_on_behind_a_button(pdf: bytes, top: float) -> None:
    told = layers(_button(pdf, "Skriv ut", top))
    assert told["body"].text.split()[-2:] == ["Vubrinstigen", "33"]
    assert told["textbox:1"].text == "Skriv ut"
    assert told["textbox:1"].kind is LayerKind.TEXTBOX


def test_a_value_behind_a_button_leaves_the_copy() -> None:
    copy = Redactor(terms=("Vubrinstigen 33",)).redact(_button(TWO_PAGES, "Skriv ut", 760), "a.pdf").output
    assert "Vubrinstigen" not in _shown(copy)
    assert "Skriv ut" in _shown(copy)


def test_a_caption_is_read_and_goes_itself() -> None:
    pdf = _button(document(lines("Ansökan om bidrag", "Nämnden beslutar.")), "Ring Vubrinstigen 33", 300)
    copy = Redactor(terms=("Vubrinstigen 33",)).redact(pdf, "a.pdf").output
    assert "Vubrinstigen" not in _shown(copy)
    assert "Nämnden beslutar." in _shown(copy)


def test_what_is_filled_in_belongs_to_the_text() -> None:
    """Its label stands before it, so it is read where it stands."""
    pdf = _with_field(
        document(lines("Namn", "Ort", step=60)), "Anna Ek", 130, FT=Name.Tx, V=String("Anna Ek")
    )
    told = layers(pdf)
    assert told["body"].text.split() == ["Namn", "Anna", "Ek", "Ort"]
    assert not any(name.startswith("textbox") for name in told)
