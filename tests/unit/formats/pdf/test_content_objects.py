"""Forms, groups, patterns, masks, pictures, optional content, marked content in a page's copy."""

import io
from collections.abc import Callable

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name

from redactor.errors import DamagedError, LimitError
from redactor.formats.pdf.values import Cutout, Mark, PageCut, Quad, Setting
from tests.unit.formats.pdf.content_copy import PLACEHOLDER, copied, pictured, streams, text, without

Build = Callable[[pikepdf.Pdf, Dictionary], bytes]
"""Fills a page's resources and gives its content."""


def document(build: Build, pages: int = 1) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(300, 300))
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)), XObject=Dictionary())
        content = pdf.make_stream(build(pdf, resources))
        for page in pdf.pages:
            page.Resources = resources
            page.Contents = content
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def form(pdf: pikepdf.Pdf, resources: Dictionary, content: bytes, **entries: object) -> pikepdf.Stream:
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 300], Resources=resources, **entries
    )


def everything(data: bytes) -> bytes:
    """All decoded streams and all other objects."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        parts = [o.read_bytes() if isinstance(o, pikepdf.Stream) else b"" for o in pdf.objects]
        return b"\n".join([*parts, *(o.unparse() for o in pdf.objects if o is not None)])


def sentence(at: bytes, line: bytes) -> bytes:
    return b"BT /F1 11 Tf %s Td (%s) Tj ET\n" % (at, line)


def nested(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    resources.XObject.X1 = form(pdf, resources, sentence(b"20 200", b"I ramen: Bo Ek bor h\344r."))
    return sentence(b"20 250", b"Rubrik") + b"q 1 0 0 1 0 -10 cm /X1 Do Q"


def test_a_form_is_shared_by_pages_that_stay() -> None:
    copy, _ = copied(document(nested, pages=3))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        forms = {p.Resources.XObject["/X1"].objgen for p in pdf.pages if "/XObject" in p.Resources}
    assert len(forms) == 1


def test_what_goes_from_a_form_goes_from_one_page() -> None:
    copy = without(document(nested, pages=2), "Bo Ek", page=1)
    assert "Bo Ek" in text(copy, 0)
    assert text(copy, 1) == f"Rubrik\nI ramen: {PLACEHOLDER} bor här.\n"


def grouped(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    resources.ExtGState = Dictionary(G=Dictionary(ca=0.5, Hemlig=pikepdf.String("Bo Ek")))
    group = Dictionary(S=Name.Transparency, I=True)
    content = b"1 0 0 rg 20 180 100 30 re f 0 g " + sentence(b"20 200", b"Svagt: Bo Ek syns.")
    resources.XObject.X1 = form(pdf, resources, content, Group=group)
    return sentence(b"20 250", b"Rubrik") + b"/G gs /X1 Do"


def test_a_group_with_an_effect_keeps_it() -> None:
    data = document(grouped)
    copy, _ = copied(data)
    assert pictured(copy) == pictured(data)
    cut = without(data, "Bo Ek")
    assert f"Svagt: {PLACEHOLDER} syns." in text(cut)
    with pikepdf.open(io.BytesIO(cut)) as pdf:
        (drawn,) = pdf.pages[0].Resources.XObject.values()
        assert drawn.Group == Dictionary(S=Name.Transparency, I=True)
        (look,) = pdf.pages[0].Resources.ExtGState.values()
        assert look.ca == 0.5
        assert "/Hemlig" not in look


def patterned(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    cell = pdf.make_stream(
        b"0 0 1 rg 0 0 5 5 re f " + sentence(b"1 1", b"Bo Ek"),
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 40, 20],
        XStep=40,
        YStep=20,
        Matrix=[1, 0, 0, 1, 3, 3],
        Resources=Dictionary(Font=resources.Font),
    )
    resources.Pattern = Dictionary(P=cell)
    return b"/Pattern cs /P scn 10 10 200 200 re f 0 g " + sentence(b"20 250", b"Rubrik")


def test_a_pattern_keeps_its_drawing_and_loses_its_text() -> None:
    copy, _ = copied(document(patterned))
    assert "Rubrik" in text(copy)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        (cell,) = pdf.pages[0].Resources.Pattern.values()
        assert b"0 0 5 5 re" in cell.read_bytes()
        assert b"TJ" not in cell.read_bytes()
        assert "/Font" not in cell.Resources


def masked(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    content = b"1 g 50 50 100 100 re f " + sentence(b"60 60", b"Bo Ek")
    mask = Dictionary(S=Name.Luminosity, G=form(pdf, resources, content, Group=group))
    resources.ExtGState = Dictionary(G=Dictionary(SMask=mask))
    return b"q 2 0 0 2 10 10 cm /G gs 1 0 0 rg 0 0 300 300 re f Q " + sentence(b"20 280", b"Rubrik")


def test_a_soft_mask_keeps_its_place_and_loses_its_text() -> None:
    data = document(masked)
    copy, _ = copied(data)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        (look,) = pdf.pages[0].Resources.ExtGState.values()
        assert b"TJ" not in look.SMask.G.read_bytes()
    before, after = pictured(data), pictured(copy)
    # Only the letters in the mask differ.
    assert sum(a != b for a, b in zip(before, after, strict=True)) < 2000
    assert after.count(after[150 * 300 + 150]) > 100


def gradient(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    axial = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=[0, 0, 300, 0],
        Function=function,
        Extend=[True, True],
    )
    resources.Shading = Dictionary(S=axial)
    resources.Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=axial, Matrix=[0, 1, -1, 0, 0, 0]))
    spot = Array([Name.Separation, Name("/Bo#20Ek"), Name.DeviceRGB, function])
    resources.ColorSpace = Dictionary(C=spot)
    return (
        b"q 10 10 100 100 re W n /S sh Q /Pattern cs /P scn 120 10 100 100 re f"
        b" /C cs 0.25 scn 10 150 50 50 re f /C CS 1 SCN 4 w 80 150 m 120 190 l S"
        b" q 200 200 m 280 200 l 240 280 l h W n 0 1 0 rg 180 180 200 200 re f Q"
    )


def test_shadings_spot_colours_and_clips_look_the_same() -> None:
    data = document(gradient)
    copy, _ = copied(data)
    assert pictured(copy) == pictured(data)
    assert b"Bo" not in everything(copy)


def hidden(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("Lager", "Bo Ek"))
    properties = Dictionary(OCGs=[on, off], D=Dictionary(OFF=[off]))
    pdf.Root.OCProperties = properties
    member = Dictionary(Type=Name.OCMD, OCGs=[on, off], P=Name.AllOn)
    resources.Properties = Dictionary(On=on, Off=off, Both=member)
    parts = [(b"On", b"Visas"), (b"Off", b"Bo Ek"), (b"Both", b"Inte heller")]
    lines = [
        b"/OC /%s BDC %s EMC " % (n, sentence(b"20 %d" % (200 - 20 * i), t)) for i, (n, t) in enumerate(parts)
    ]
    return b"".join(lines)


def test_optional_content_that_is_off_goes() -> None:
    copy, _ = copied(document(hidden))
    assert text(copy) == "Visas\n"
    assert b"/OC" not in streams(copy)[0]


def tagged(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    resources.Properties = Dictionary(M=Dictionary(MCID=7, ActualText=pikepdf.String("Bo Ek")))
    inner = b"/P <</MCID 0>> BDC " + sentence(b"20 100", b"I en form") + b" EMC"
    resources.XObject.X1 = form(pdf, resources, inner, StructParents=3)
    return (
        b"/Rubrik <</MCID 4 /E (Bo Ek)>> BDC " + sentence(b"20 250", b"Rubrik") + b"EMC "
        b"/P /M BDC " + sentence(b"20 230", b"Bo Ek") + b" EMC /P <</MCID 8>> BDC EMC "
        b"/P <</MCID 9>> BDC " + sentence(b"20 210", b"Anna Al") + b" EMC "
        b"/Artifact <</Contents (Bo Ek)>> BDC 0 0 10 10 re f EMC /X1 Do"
    )


def test_numbers_of_marked_content_are_new_and_told() -> None:
    data = document(tagged)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        inner = pdf.pages[0].Resources.XObject.X1.objgen
    cut = PageCut(cutouts=())
    copy, drafts = copied(data, {0: cut})
    assert drafts[0].marks == (
        Mark(4, 0, False, None),
        Mark(7, 1, False, None),
        Mark(9, 2, False, None),
        Mark(0, 3, False, inner),
        Mark(8, None, False, None),
    )
    content = streams(copy)[0]
    assert b"/Span <</MCID 0>> BDC" in content
    assert b"/Artifact BMC" in content
    assert b"Bo Ek" not in content


def test_the_placeholder_is_in_the_sequence_of_what_went() -> None:
    copy = without(document(tagged), "Bo Ek")
    content = streams(copy)[0]
    sequence = content[content.index(b"/MCID 1>>") :]
    assert sequence.index(b"TJ") < sequence.index(b"EMC")
    assert PLACEHOLDER in text(copy)


def picture(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    image = pdf.make_stream(
        bytes(range(100)) * 100,
        Subtype=Name.Image,
        Width=100,
        Height=100,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    resources.XObject.I = image
    inline = b"q 20 0 0 20 250 250 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x80\xc0\xff\nEI Q "
    return b"q 200 0 0 200 20 20 cm /I Do Q " + inline + sentence(b"20 280", b"Rubrik")


def test_pictures_look_the_same_and_lose_what_lies_in_an_area() -> None:
    data = document(picture)
    copy, _ = copied(data)
    assert pictured(copy) == pictured(data)
    assert b"BI" not in streams(copy)[0]
    cut, _ = copied(data, {0: PageCut(areas=((20.0, 120.0, 220.0, 220.0),))})
    shown = pictured(cut)
    assert set(shown[100 * 300 + 30 : 100 * 300 + 210]) == {255}
    assert len(set(shown[250 * 300 + 30 : 250 * 300 + 210])) > 50
    assert streams(copied(cut)[0]) == streams(cut)


def drawing(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    return (
        b"10 100 m 290 100 l S 10 10 m 10 290 l S 50 120 20 20 re f "
        b"60 60 m 80 200 100 20 120 150 c S "
        + sentence(b"80 125", b"I omr\345det")
        + sentence(b"80 60", b"Utanf\366r")
    )


def test_an_area_is_emptied_and_rules_through_it_are_cut() -> None:
    area = (5.0, 110.0, 250.0, 200.0)
    copy, _ = copied(document(drawing), {0: PageCut(areas=(area,))})
    assert text(copy) == "Utanför\n"
    shown = pictured(copy)
    assert set(shown[110 * 300 : 180 * 300]) == {255}
    assert 255 not in shown[200 * 300 + 20 : 200 * 300 + 40]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (sentence(b"20 250", b"Rubrik") + sentence(b"20 -50", b"Bo Ek"), "Rubrik\n"),
        (
            sentence(b"20 250", b"Rubrik") + b"q 0 0 10 10 re W n " + sentence(b"50 50", b"Bo Ek") + b"Q",
            "Rubrik\n",
        ),
        (sentence(b"275 250", b"Rubrik"), "Rubr\n"),
    ],
    ids=["below the page", "clipped away", "over the edge"],
)
def test_what_does_not_show_goes(content: bytes, kept: str) -> None:
    copy, _ = copied(document(lambda _pdf, _resources: content))
    assert text(copy) == kept
    assert b"Bo Ek" not in everything(copy)


def test_wrong_operators_are_left_out() -> None:
    content = b"q /Nej gs (x) w 1 2 3 Td BT /Nej 5 Tf ET /Nej Do 1 0 cm Q Q Q " + sentence(
        b"20 250", b"Rubrik"
    )
    copy, _ = copied(document(lambda _pdf, _resources: content))
    assert text(copy) == "Rubrik\n"


def scanned(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    """A grey picture under invisible text, as scanners make it."""
    resources.XObject.I = pdf.make_stream(
        b"\x80" * 90000,
        Subtype=Name.Image,
        Width=300,
        Height=300,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    line = b"BT 3 Tr /F1 20 Tf 1 0 0 1 20 200 Tm 90 Tz (Klaga till Bo Ek senast) Tj ET "
    return b"q 300 0 0 300 0 0 cm /I Do Q " + line


def test_a_scan_loses_pixels_and_its_words_stand_still() -> None:
    data = document(scanned)
    copy = without(data, "Bo Ek", pixels=True)
    shown = pictured(copy)
    row = shown[95 * 300 : 96 * 300]
    assert set(row) >= {0x80, 0xFF}
    assert row[:80] == b"\x80" * 80
    assert "senast" in text(copy)
    with pymupdf.open(stream=data) as before, pymupdf.open(stream=copy) as after:
        places = [{w[4]: w[0] for w in d[0].get_text("words")} for d in (before, after)]
    for word in ("Klaga", "till", "senast"):
        assert places[1][word] == pytest.approx(places[0][word], abs=0.1)
    assert places[0]["Bo"] - 1 < places[1]["Personuppgift"]
    assert places[1]["borttagen"] < places[0]["senast"]
    assert b"3 Tr" in streams(copy)[0]
    assert b"0 Tr" in streams(copy)[0]


def test_a_scan_without_text_gets_a_visible_placeholder() -> None:
    data = document(lambda pdf, resources: scanned(pdf, resources).partition(b"BT")[0])
    cell = Quad((100.0, 200.0), (180.0, 200.0), (100.0, 216.0))
    cut = PageCut((Cutout((cell,), PLACEHOLDER, Setting.INLINE, pixels=True),))
    copy, _ = copied(data, {0: cut})
    assert text(copy) == f"{PLACEHOLDER}\n"
    with pymupdf.open(stream=copy) as shown:
        x0 = shown[0].get_text("words")[0][0]
        assert x0 >= 99
        assert shown[0].get_text("words")[1][2] <= 181
    assert 0xFF in pictured(copy)


def typed(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
    """Letters that clip, and letters that a gradient shows through."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    axial = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 300, 0], Function=function)
    resources.Shading = Dictionary(S=axial)
    return (
        b"q BT 7 Tr /F1 30 Tf 20 200 Td (Rubrik) Tj ET /S sh Q "
        b"q BT 7 Tr /F1 30 Tf 20 100 Td (Osynlig) Tj ET Q " + sentence(b"20 50", b"Efter")
    )


def test_letters_that_clip_are_shown_when_paint_shows_through() -> None:
    copy, _ = copied(document(typed))
    assert text(copy) == "Rubrik\nOsynlig\nEfter\n"
    shown = pictured(copy)
    assert 0 in shown[70 * 300 : 100 * 300]
    assert set(shown[170 * 300 : 200 * 300]) == {255}
    assert b" sh" not in streams(copy)[0]


def test_content_that_cannot_be_unpacked_is_refused() -> None:
    def build(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
        broken = form(pdf, resources, b"")
        broken.write(b"no deflated data", filter=Name.FlateDecode)
        resources.XObject.X1 = broken
        return b"/X1 Do"

    with pytest.raises(DamagedError):
        copied(document(build))


def test_states_without_end_are_refused() -> None:
    with pytest.raises(LimitError):
        copied(document(lambda _pdf, _resources: b"q " * 1000))


def test_a_form_that_draws_itself_ends() -> None:
    def build(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
        inner = Dictionary(Font=resources.Font, XObject=Dictionary())
        itself = pdf.make_indirect(form(pdf, inner, sentence(b"20 200", b"En g\345ng") + b"/X1 Do"))
        itself.Resources.XObject.X1 = itself
        resources.XObject.X1 = itself
        return b"/X1 Do"

    copy, _ = copied(document(build))
    assert text(copy) == "En gång\n"


def test_equal_pictures_have_one_name() -> None:
    """A copy of the copy could not tell them apart."""

    def twins(pdf: pikepdf.Pdf, resources: Dictionary) -> bytes:
        for name in ("/A", "/B"):
            resources.XObject[name] = pdf.make_stream(
                bytes(16),
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=4,
                Height=4,
                BitsPerComponent=8,
                ColorSpace=Name.DeviceGray,
            )
        return b"q 50 0 0 50 20 20 cm /A Do Q q 50 0 0 50 120 20 cm /B Do Q"

    copy, _ = copied(document(twins))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert list(pdf.pages[0].Resources.XObject.keys()) == ["/X0"]
        assert pdf.pages[0].Contents.read_bytes().count(b"/X0 Do") == 2
