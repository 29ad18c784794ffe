"""Rebuilt fonts: equal whatever was removed, and showing what the originals showed."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pymupdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name

from redactor.formats.pdf.fonts import Font, FontBook
from tests.unit.formats.pdf.font_makers import (
    MAKERS,
    Maker,
    Shown,
    composite,
    descriptor,
    libreoffice,
    to_unicode,
    word,
)

KEPT = "kommunen betalar"


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return pikepdf.new()


def page(pdf: pikepdf.Pdf, font: pikepdf.Object, shown: bytes) -> None:
    added = pdf.add_blank_page(page_size=(400, 60))
    added.Resources = Dictionary(Font=Dictionary(F=font))
    added.Contents = pdf.make_stream(b"BT /F 24 Tf 10 20 Td <" + shown.hex().encode() + b"> Tj ET")


def saved(pdf: pikepdf.Pdf) -> bytes:
    data = BytesIO()
    pdf.save(data, static_id=True)
    return data.getvalue()


def copied(source: Shown, kept: str = KEPT) -> bytes:
    """A copy that shows the kept letters in the rebuilt font."""
    font, codes = source
    target = pikepdf.new()
    book, read = FontBook(target), Font.of(font)
    for letter in kept:
        book.use(read, codes[letter])
    book.build()
    shown = b"".join(book.hexadecimal(read)[codes[letter]] for letter in kept)
    page(target, book.resource(read), bytes.fromhex(shown.decode()))
    return saved(target)


def original(source: Shown, pdf: pikepdf.Pdf, kept: str = KEPT) -> bytes:
    page(pdf, source[0], b"".join(source[1][letter] for letter in kept))
    return saved(pdf)


def picture(data: bytes) -> bytes:
    return bytes(pymupdf.open(stream=data)[0].get_pixmap(dpi=100, colorspace=pymupdf.csGRAY).samples)


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return str(document[0].get_textpage().get_text_bounded())


class Copy:
    """The font of a copy, and what the page shows in it."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.open(BytesIO(data))
        self.font = self._pdf.pages[0].Resources.Font.F
        self.shown = bytes(pikepdf.parse_content_stream(self._pdf.pages[0])[3].operands[0])


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
class TestEveryKind:
    def test_removed_letters_leave_no_trace(self, maker: Maker, pdf: pikepdf.Pdf) -> None:
        """Two subsets that differ in removed letters, and so in the order of the kept, give equal bytes."""
        short, long = maker(pdf, "Bo " + KEPT), maker(pdf, "ztfrxqvöjwi" + KEPT + "cdgh")
        assert copied(short) == copied(long)

    def test_looks_as_before(self, maker: Maker, pdf: pikepdf.Pdf) -> None:
        source = maker(pdf, "Bo " + KEPT)
        before, after = picture(original(source, pdf)), picture(copied(source))
        assert min(before) < 100
        assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 60

    def test_reads_as_before(self, maker: Maker, pdf: pikepdf.Pdf) -> None:
        source = maker(pdf, "Bo " + KEPT)
        assert words(copied(source)) == words(original(source, pdf)) == KEPT

    def test_rebuilt_again_it_stays(self, maker: Maker, pdf: pikepdf.Pdf) -> None:
        once = copied(maker(pdf, KEPT))
        copy = Copy(once)
        codes = {code.text: code.raw for code in Font.of(copy.font).codes(copy.shown)}
        assert copied((copy.font, codes)) == once

    def test_widths_stay(self, maker: Maker, pdf: pikepdf.Pdf) -> None:
        font, codes = maker(pdf, KEPT)
        copy = Copy(copied((font, codes)))
        before = Font.of(font).codes(b"".join(codes[letter] for letter in KEPT))
        after = Font.of(copy.font).codes(copy.shown)
        assert [code.width for code in after] == pytest.approx([code.width for code in before], abs=1e-5)


@pytest.mark.parametrize("name", ["libreoffice", "word", "type1c", "type1"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:40],
        lambda data: data[:60] + b"\xff" * len(data[60:]),
        lambda _: b"x" * 999,
    ],
    ids=["empty", "cut", "overwritten", "nonsense"],
)
def test_a_damaged_program_is_replaced(name: str, damage: Callable[[bytes], bytes], pdf: pikepdf.Pdf) -> None:
    """The words stay and show; nothing of the program is carried over."""
    font, codes = MAKERS[name](pdf, KEPT)
    holder = font if "/FontDescriptor" in font else font.DescendantFonts[0]
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in holder.FontDescriptor:
            holder.FontDescriptor[key].write(damage(holder.FontDescriptor[key].read_bytes()))
    copy = copied((font, codes))
    assert words(copy) == KEPT
    assert min(picture(copy)) < 100


def test_only_kept_glyphs_are_in_it(pdf: pikepdf.Pdf) -> None:
    copy = Copy(copied(word(pdf, "Zq" + KEPT)))
    font = copy.font
    kept = set(KEPT)
    (cid_font,) = font.DescendantFonts
    assert len(cid_font.W[1]) == len(kept)
    assert font.ToUnicode.read_bytes().count(b"> <") == len(kept) + 1  # and the code space
    for letter in "Zq":
        assert f"<{ord(letter):04X}>".encode() not in font.ToUnicode.read_bytes()
    program = cid_font.FontDescriptor.FontFile2.read_bytes()
    assert len(pymupdf.Font(fontbuffer=program).buffer) == len(program)
    assert pymupdf.Font(fontbuffer=program).glyph_count == len(kept) + 1


def test_damaged_streams_of_the_dictionary_are_passed_over(pdf: pikepdf.Pdf) -> None:
    font, codes = word(pdf, KEPT)
    font.ToUnicode = pdf.make_stream(b"no deflated data", Filter=Name.FlateDecode)
    font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"nor this", Filter=Name.FlateDecode)
    assert min(picture(copied((font, codes)))) < 100


def test_names_tell_nothing(pdf: pikepdf.Pdf) -> None:
    font, codes = word(pdf, KEPT)
    font.BaseFont = font.DescendantFonts[0].BaseFont = Name("/Exempelsson-Bold")
    copy = copied((font, codes))
    assert b"Exempelsson" not in copy
    assert str(Copy(copy).font.BaseFont).endswith("+Sans-Bold")


def test_fonts_of_one_design_are_one(pdf: pikepdf.Pdf) -> None:
    target = pikepdf.new()
    first, second = libreoffice(pdf, "kommunen"), libreoffice(pdf, "betalar")
    book, fonts = FontBook(target), (Font.of(first[0]), Font.of(second[0]))
    for font, (_, codes) in zip(fonts, (first, second), strict=True):
        for code in codes.values():
            book.use(font, code)
    book.build()
    assert book.resource(fonts[0]).objgen == book.resource(fonts[1]).objgen
    same = [
        book.hexadecimal(font)[codes["e"]] for font, (_, codes) in zip(fonts, (first, second), strict=True)
    ]
    assert same[0] == same[1]


def test_a_text_layer_without_outlines_stays(pdf: pikepdf.Pdf) -> None:
    """As Tesseract writes it: every CID is one empty glyph, and stands for itself."""
    described = descriptor(pdf, "/FontFile2", b"")
    font, _ = composite(pdf, "/CIDFontType2", described, {}, DW=500)
    described.FontName = font.BaseFont = font.DescendantFonts[0].BaseFont = Name("/GlyphLessFont")
    font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\1" * 65_536)
    font.ToUnicode.write(b"1 beginbfrange <0000> <FFFF> <0000> endbfrange")
    codes = {letter: letter.encode("utf-16-be") for letter in KEPT}
    copy = copied((font, codes))
    assert words(copy) == KEPT
    copy_of = Copy(copy)
    assert list(copy_of.font.DescendantFonts[0].W[1]) == [500] * len(set(KEPT))


def test_what_stands_for_nothing_reads_as_nothing(pdf: pikepdf.Pdf) -> None:
    """Readers fall back on the code itself where ToUnicode is silent: they must not."""
    font, codes = word(pdf, KEPT)
    font.ToUnicode.write(to_unicode({letter: codes[letter] for letter in "komunbet"}))
    copy = copied((font, codes), "kommun" + "alar")
    assert words(copy).replace("\u200b", "") == "kommun"


def test_placeholders_are_set_in_a_font_of_their_own() -> None:
    target = pikepdf.new()
    book = FontBook(target)
    text = "[sekretess – 26 kap. 1 § OSL: åäö]"
    assert book.set_width("AB") == pytest.approx(0.667 + 0.667)
    book.set(text)
    book.build()
    page(target, book.set_resource(), book.set_encoded(text))
    assert words(saved(target)) == text
    assert min(picture(saved(target))) < 100


def test_without_placeholders_there_is_no_such_font() -> None:
    target = pikepdf.new()
    book = FontBook(target)
    book.build()
    assert len(target.objects) == len(pikepdf.new().objects)
    with pytest.raises(LookupError):
        book.set_resource()


class TestCodes:
    def test_standard_widths_are_known(self) -> None:
        font = Font.of(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        space, letter = font.codes(b" A")
        assert [space.width, letter.width] == pytest.approx([0.278, 0.667])
        assert (space.space, letter.space) == (True, False)
        assert (space.text, letter.text) == (" ", "A")

    def test_codes_of_several_lengths(self, pdf: pikepdf.Pdf) -> None:
        cmap = b"""begincmap 2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
            1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <8001> 700 endcidchar endcmap"""
        font, _ = composite(
            pdf, "/CIDFontType0", descriptor(pdf, "/FontFile3", b""), {}, W=[700, [250], 1, 95, 600]
        )
        font.Encoding = pdf.make_stream(cmap)
        codes = Font.of(font).codes(b"A\x80\x01 ")
        assert [code.raw for code in codes] == [b"A", b"\x80\x01", b" "]
        assert [code.width for code in codes] == [0.6, 0.25, 0.6]
        assert [code.space for code in codes] == [False, False, True]

    def test_to_unicode_ranges(self, pdf: pikepdf.Pdf) -> None:
        font, _ = word(pdf, KEPT)
        font.ToUnicode.write(
            b"2 beginbfrange <0001> <0003> <00E4> <0004> <0005> [<0066 0069> <D83D DE00>] endbfrange % <0006>"
        )
        texts = [code.text for code in Font.of(font).codes(bytes((0, 1, 0, 3, 0, 4, 0, 5, 0, 6)))]
        assert texts == ["ä", "æ", "fi", "😀", ""]

    def test_vertical_writing(self, pdf: pikepdf.Pdf) -> None:
        font, codes = word(pdf, KEPT)
        font.Encoding = Name("/Identity-V")
        font.DescendantFonts[0].W2 = [1, [-900, 400, 800]]
        read = Font.of(font)
        (first,), (second,) = read.codes(codes["k"]), read.codes(codes["o"])
        assert read.vertical
        assert (first.drop, first.origin) == (-0.9, (0.4, 0.8))
        assert [second.drop, *second.origin] == pytest.approx([-1.0, second.width / 2, 0.88])
        assert str(Copy(copied((font, codes))).font.Encoding) == "/Identity-V"

    def test_a_predefined_cmap(self) -> None:
        cid_font = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Ryumin,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Japan1", Supplement=2),
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Ryumin, DescendantFonts=[cid_font],
            Encoding=Name("/90ms-RKSJ-H"),
        )  # fmt: skip
        codes = Font.of(font).codes(b"A\x82\xa0")
        assert [(code.raw, code.text) for code in codes] == [(b"A", "A"), (b"\x82\xa0", "あ")]
        source = font, {code.text: code.raw for code in codes}
        assert min(picture(copied(source, "あ"))) < 100

    @pytest.mark.parametrize(
        "font",
        [
            Dictionary(),
            Dictionary(Subtype=Name.Type0, DescendantFonts=7),
            Dictionary(Subtype=Name.Type0, DescendantFonts=[3], Encoding=5),
            Dictionary(Subtype=Name.Type1, Widths=[b"x", Name.A], FirstChar=Name.B, Encoding=[1]),
            Dictionary(Subtype=Name.Type3, CharProcs=[], FontMatrix=[1]),
            Dictionary(Subtype=Name.TrueType, FontDescriptor=Dictionary(FontFile2=4, Flags=Name.X)),
            Dictionary(Subtype=Name.Type0, DescendantFonts=[Dictionary(W=[1, 2], DW=b"", CIDToGIDMap=1)]),
        ],
    )
    def test_nonsense_is_read_somehow(self, font: pikepdf.Object) -> None:
        assert copied((font, {"a": b"a", "b": b"b"}), "ab")
