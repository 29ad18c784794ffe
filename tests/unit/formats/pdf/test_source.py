"""Opening: what is refused, what is normalised, and that both engines see the same."""

import io
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name

from redactor.errors import DamagedError, LimitError, PasswordError, UnsupportedError
from redactor.formats.pdf.source import open_source
from tests.unit.formats.pdf.pages import body, changed, document, lines

_TEXT_FIELD = 7
"""pymupdf's number for it."""
PLAIN = document(lines("En rad."))


def _encrypted(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner="ägare"))
    return out.getvalue()


def test_a_sound_file_is_read_as_it_is() -> None:
    with open_source(PLAIN) as source:
        assert source.pdf is source.original
        assert not source.signed


def test_a_password_is_asked_for_and_taken() -> None:
    with pytest.raises(PasswordError):
        open_source(_encrypted("hemlig"))
    with open_source(_encrypted("hemlig"), "hemlig") as source:
        assert "En rad." in source.drawn[0].get_text()


def test_an_empty_password_opens() -> None:
    assert body(_encrypted("")) == "En rad."


@pytest.mark.parametrize("damaged", [b"", b"%PDF-1.7\nskr\xc3\xa4p", PLAIN[:40], b"PK\x03\x04"])
def test_damage_is_refused(damaged: bytes) -> None:
    with pytest.raises((DamagedError, UnsupportedError)):
        open_source(damaged)


def test_a_broken_table_of_objects_is_repaired_for_both_engines() -> None:
    at = PLAIN.rindex(b"startxref")
    broken = PLAIN[:at] + b"startxref\n7\n%%EOF\n"
    assert body(broken) == "En rad."


def test_what_stands_before_the_header_is_no_matter() -> None:
    assert body(b"PK\x03\x04 skr\xc3\xa4p\n" + PLAIN) == "En rad."


def test_no_pages_are_unsupported() -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0]

    with pytest.raises(UnsupportedError):
        open_source(changed(PLAIN, empty))


def test_a_huge_page_is_over_the_limit() -> None:
    def grow(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[Name.MediaBox] = Array([0, 0, 20_000, 842])

    with pytest.raises(LimitError):
        open_source(changed(PLAIN, grow))


def _forms(calls: list[list[int]]) -> bytes:
    """A page that draws form 0; form i draws those that `calls[i]` names."""

    def nest(pdf: pikepdf.Pdf) -> None:
        forms = [
            pdf.make_stream(b"".join(b"/F%d Do " % i for i in called), Type=Name.XObject, Subtype=Name.Form,
                            BBox=Array([0, 0, 9, 9]))
            for called in calls
        ]  # fmt: skip
        shared = pdf.make_indirect(Dictionary({f"/F{i}": form for i, form in enumerate(forms)}))
        for form in forms:
            form[Name.Resources] = Dictionary(XObject=shared)
        page = pdf.pages[0]
        page.obj[Name.Resources] = Dictionary(XObject=shared)
        page.Contents = pdf.make_stream(b"q /F0 Do Q")

    return changed(PLAIN, nest)


def test_forms_that_double_are_counted_before_they_are_drawn() -> None:
    with pytest.raises(LimitError):
        open_source(_forms([[i + 1, i + 1] for i in range(28)] + [[]]))


def test_a_form_that_draws_itself_is_refused() -> None:
    with pytest.raises(DamagedError):
        open_source(_forms([[1], [0]]))


def test_forms_in_moderation_are_drawn() -> None:
    with open_source(_forms([[1, 1], []])) as source:
        assert source.drawn.page_count == 1


@pytest.mark.parametrize("own", [True, False])
def test_glyph_procedures_that_show_no_text_do_not_draw_each_other(own: bool) -> None:
    def drawn(pdf: pikepdf.Pdf) -> None:
        glyphs = {f"/g{n}": pdf.make_stream(b"600 0 d0 0 0 300 700 re f") for n in range(40)}
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]), FirstChar=1, LastChar=40,
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(glyphs),
            Widths=Array([600] * 40),
            Encoding=Dictionary(Differences=Array([1, *(Name(name) for name in glyphs)])),
        )  # fmt: skip
        if own:
            font.Resources = Dictionary()
        pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 9 Tf 72 72 Td <0102> Tj ET")

    with open_source(changed(PLAIN, drawn)) as source:
        assert source.drawn.page_count == 1


def _with_annotations(page: Any) -> None:
    page.insert_text((72, 100), "En rad.")
    page.add_freetext_annot((72, 200, 300, 230), "Synlig ruta")
    page.add_text_annot((300, 300), "Dold anteckning")


def test_what_annotations_show_becomes_page_content() -> None:
    with open_source(document(_with_annotations)) as source:
        shown = source.drawn[0].get_text()
        assert "Synlig ruta" in shown
        assert "Dold anteckning" not in shown
        assert Name.Annots not in source.pdf.pages[0].obj
        assert Name.Annots in source.original.pages[0].obj


def _with_field(page: Any) -> None:
    widget = pymupdf.Widget()
    widget.field_name, widget.field_value = "fält", "Ifyllt värde åäö"
    widget.field_type, widget.rect = _TEXT_FIELD, pymupdf.Rect(72, 200, 300, 220)
    page.add_widget(widget)


def test_what_a_field_shows_becomes_page_content() -> None:
    assert body(document(_with_field)) == "Ifyllt värde åäö"


def test_a_field_without_appearance_shows_its_value() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for annotation in pdf.pages[0].obj[Name.Annots]:
            del annotation[Name.AP]

    assert "Ifyllt" in body(changed(document(_with_field), strip))


def test_a_signature_is_told() -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(FT=Name.Sig, T="Underskrift", V=Dictionary(Type=Name.Sig))
        pdf.Root[Name.AcroForm] = Dictionary(Fields=Array([pdf.make_indirect(field)]))

    with open_source(changed(PLAIN, sign)) as source:
        assert source.signed
