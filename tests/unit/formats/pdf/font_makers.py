"""Fonts as different programs write them: each numbers its glyphs in the order in which a text uses them."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pymupdf
from fontTools import subset
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.misc.psCharStrings import T1CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name

Shown = tuple[pikepdf.Object, dict[str, bytes]]
"""A font dictionary, and the code of each letter."""
Maker = Callable[[pikepdf.Pdf, str], Shown]


def letters_of(text: str) -> str:
    return "".join(dict.fromkeys(text))


@cache
def _droid() -> bytes:
    return bytes(pymupdf.Font("cjk").buffer)


@cache
def truetype_program(letters: str) -> bytes:
    """A subset whose glyphs stand in the order of `letters`; glyph n+1 is letter n."""
    font = TTFont(BytesIO(_droid()))
    order = [".notdef", *((font.getBestCmap() or {})[ord(letter)] for letter in letters)]
    options = subset.Options(layout_features=[], hinting=True, glyph_names=True, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in letters])
    subsetter.subset(font)
    font.setGlyphOrder([*order, *(name for name in font.getGlyphOrder() if name not in order)])
    font["glyf"].setGlyphOrder(font.getGlyphOrder())
    for tag in ("cmap", "name", "OS/2", "post"):
        if tag in font:
            del font[tag]
    data = BytesIO()
    font.save(data, reorderTables=False)
    return data.getvalue()


def to_unicode(codes: dict[str, bytes]) -> bytes:
    lines = [f"<{code.hex()}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    return f"begincmap\n{len(lines)} beginbfchar\n{chr(10).join(lines)}\nendbfchar\nendcmap".encode()


def descriptor(pdf: pikepdf.Pdf, key: str, program: bytes, **stream: object) -> pikepdf.Object:
    found = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Test"), Flags=4)
    found[key] = pdf.make_indirect(pikepdf.Stream(pdf, program, Length1=len(program), **stream))
    return pdf.make_indirect(found)


def _simple(pdf: pikepdf.Pdf, kind: str, codes: dict[str, bytes], widths: list[int], **more: Any) -> Shown:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name(kind),
        BaseFont=Name("/AAAAAA+Test"),
        FirstChar=1,
        LastChar=len(widths),
        Widths=widths,
        ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, to_unicode(codes))),
        **more,
    )
    return pdf.make_indirect(font), codes


def libreoffice(pdf: pikepdf.Pdf, text: str) -> Shown:
    """TrueType, symbolic, codes from 1 in order of use, a (3, 0) cmap."""
    letters = letters_of(text)
    font = TTFont(BytesIO(truetype_program(letters)))
    names = font.getGlyphOrder()
    widths = [
        round(font["hmtx"][name][0] * 1000 / vars(font["head"])["unitsPerEm"])
        for name in names[1 : len(letters) + 1]
    ]
    builder = FontBuilder(font=font)
    builder.setupPost()
    builder.setupCharacterMap({0xF001 + at: names[1 + at] for at in range(len(letters))})
    font["cmap"].tables = [table for table in font["cmap"].tables if table.platformID == 3]
    font["cmap"].tables[0].platEncID = 0
    data = BytesIO()
    font.save(data)
    codes = {letter: bytes([1 + at]) for at, letter in enumerate(letters)}
    described = descriptor(pdf, "/FontFile2", data.getvalue())
    return _simple(pdf, "/TrueType", codes, widths, FontDescriptor=described)


def word(pdf: pikepdf.Pdf, text: str) -> Shown:
    """Type 0, Identity-H, CIDFontType2: codes are glyph numbers."""
    letters = letters_of(text)
    program = truetype_program(letters)
    font = TTFont(BytesIO(program))
    names = font.getGlyphOrder()
    widths = [
        round(font["hmtx"][name][0] * 1000 / vars(font["head"])["unitsPerEm"])
        for name in names[1 : len(letters) + 1]
    ]
    codes = {letter: (1 + at).to_bytes(2) for at, letter in enumerate(letters)}
    return composite(pdf, "/CIDFontType2", descriptor(pdf, "/FontFile2", program), codes, W=[1, widths])


def composite(
    pdf: pikepdf.Pdf, kind: str, described: pikepdf.Object, codes: dict[str, bytes], **more: Any
) -> Shown:
    cid_font = Dictionary(
        Type=Name.Font,
        Subtype=Name(kind),
        BaseFont=Name("/AAAAAA+Test"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=described,
        **more,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+Test"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(cid_font)],
        ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, to_unicode(codes))),
    )
    return pdf.make_indirect(font), codes


def _nimbus() -> tuple[CFFFontSet, dict[str, str]]:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(pymupdf.Font("helv").buffer), None)
    names = {"å": "aring", "ä": "adieresis", "ö": "odieresis", " ": "space", "-": "hyphen", ".": "period"}
    return fonts, names


def type1c(pdf: pikepdf.Pdf, text: str) -> Shown:
    """Type 1 with a CFF program and its own encoding by /Differences."""
    letters = letters_of(text)
    fonts, special = _nimbus()
    names = [special.get(letter, letter) for letter in letters]
    charstrings, widths = {}, []
    for name in (".notdef", *names):
        glyph = fonts[0].CharStrings[name]
        record = RecordingPen()
        glyph.draw(record)
        pen = T2CharStringPen(glyph.width, None)
        record.replay(pen)
        charstrings[name] = pen.getCharString()
        widths.append(int(glyph.width))
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCFF("Test", {}, charstrings, {"defaultWidthX": 0, "nominalWidthX": 0})
    data = BytesIO()
    builder.font["CFF "].cff.compile(data, builder.font)
    codes = {letter: bytes([1 + at]) for at, letter in enumerate(letters)}
    described = descriptor(pdf, "/FontFile3", data.getvalue(), Subtype=Name.Type1C)
    encoding = Dictionary(Differences=[1, *(Name("/" + name) for name in names)])
    return _simple(pdf, "/Type1", codes, widths[1:], FontDescriptor=described, Encoding=encoding)


def type1_program(letters: str) -> bytes:
    """Each letter is a rectangle of its own size; its second half is drawn by a subroutine."""

    def secret(program: list[object]) -> bytes:
        charstring = T1CharString(program=program)
        charstring.compile()
        return bytes(encrypt(b"\0\0\0\0" + charstring.bytecode, 4330)[0])

    def entry(head: str, code: bytes, tail: str) -> bytes:
        return f"{head} {len(code)} RD ".encode() + code + f" {tail}\n".encode()

    subroutine = secret([-300, "hlineto", "closepath", "return"])
    private = b"dup /Private 8 dict dup begin /lenIV 4 def /Subrs 1 array\n" + entry(
        "dup 0", subroutine, "NP"
    )
    private += f"2 index /CharStrings {len(letters) + 1} dict dup begin\n".encode()
    private += entry("/.notdef", secret([0, 500, "hsbw", "endchar"]), "ND")
    for letter in letters:
        height = 100 + ord(letter) % 97 * 5
        program = [
            0,
            1000,
            2,
            "div",
            "hsbw",
            50,
            0,
            "rmoveto",
            300,
            "hlineto",
            height,
            "vlineto",
            0,
            "callsubr",
        ]
        name = _nimbus()[1].get(letter, letter)
        private += entry(f"/{name}", secret([*program, "endchar"]), "ND")
    clear = (
        b"%!PS-AdobeFont-1.0: Test\n12 dict begin\n/FontName /Test def\n/PaintType 0 def\n/FontType 1 def\n"
    )
    clear += b"/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n/FontBBox {0 0 1000 1000} readonly def\n"
    clear += b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
    for at, letter in enumerate(letters):
        clear += f"dup {1 + at} /{_nimbus()[1].get(letter, letter)} put\n".encode()
    clear += b"readonly def\ncurrentdict end\n"
    return clear + b"currentfile eexec\n" + bytes(encrypt(b"\0\0\0\0" + private + b"end end", 55_665)[0])


def type1(pdf: pikepdf.Pdf, text: str) -> Shown:
    """Type 1 with the program's own encoding, as TeX writes it."""
    letters = letters_of(text)
    codes = {letter: bytes([1 + at]) for at, letter in enumerate(letters)}
    described = descriptor(pdf, "/FontFile", type1_program(letters))
    return _simple(pdf, "/Type1", codes, [500] * len(letters), FontDescriptor=described)


def type3(pdf: pikepdf.Pdf, text: str) -> Shown:
    """Letters are paths and, every second one, a bitmap."""
    letters = letters_of(text)
    codes = {letter: bytes([1 + at]) for at, letter in enumerate(letters)}
    procedures = {}
    for letter in letters:
        height = 10 + ord(letter) % 97
        if ord(letter) % 2:
            ink = f"0 0 30 {height} re f".encode()
        else:
            ink = b"q 32 0 0 60 0 0 cm BI /W 8 /H 2 /IM true /BPC 1 ID " + bytes([height, 3]) + b" EI Q"
        procedures["/s" + str(ord(letter))] = pdf.make_indirect(
            pikepdf.Stream(pdf, b"40 0 0 0 40 110 d1 " + ink)
        )
    encoding = Dictionary(Differences=[1, *(Name(f"/s{ord(letter)}") for letter in letters)])
    return _simple(
        pdf, "/Type3", codes, [40] * len(letters), Encoding=encoding, CharProcs=Dictionary(procedures),
        FontMatrix=[1 / 64, 0, 0, 1 / 64, 0, 0], FontBBox=[0, 0, 100, 120], Resources=Dictionary(),
    )  # fmt: skip


def standard(pdf: pikepdf.Pdf, text: str) -> Shown:
    """Not embedded."""
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"), Encoding=Name.WinAnsiEncoding
    )
    return pdf.make_indirect(font), {letter: letter.encode("cp1252") for letter in letters_of(text)}


MAKERS: dict[str, Maker] = {
    maker.__name__: maker for maker in (libreoffice, word, type1c, type1, type3, standard)
}
