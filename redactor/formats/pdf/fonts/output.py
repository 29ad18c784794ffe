"""A rebuilt font as the copy's objects (ISO 32000-1, 9.7): Type 0, Identity, from its glyphs alone."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from redactor.formats.pdf.fonts import cff, truetype
from redactor.formats.pdf.fonts.glyphs import Glyph, Kind
from redactor.formats.pdf.fonts.style import Style

_PER_SECTION: Final = 100
"""Entries that one section of a CMap may hold."""
_ASCENT, _DESCENT = 900, -200
_NO_INK: Final = b"0 0 d0"


def font(target: pikepdf.Pdf, style: Style, glyphs: Sequence[Glyph]) -> pikepdf.Object:
    """The font whose CID n is the n-th glyph, counted from 1; for Type 3 the n-th of `type3_codes`."""
    if style.kind is Kind.TYPE3:
        return _type3(target, style, glyphs)
    outlines = [(glyph.outline, min(max(round(glyph.width * style.units), 0), 32_767)) for glyph in glyphs]
    name = f"{_tag(style, glyphs)}+{style.name}"
    if style.kind is Kind.TRUETYPE:
        program, box = truetype.written(outlines, style.units, bold=style.bold, italic=style.italic)
        key, stream = "/FontFile2", pikepdf.Stream(target, program, Length1=len(program))
    else:
        program, box = cff.written(outlines, style.units, name, bold=style.bold, italic=style.italic)
        key, stream = "/FontFile3", pikepdf.Stream(target, program, Subtype=Name.CIDFontType0C)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + name),
        Flags=style.flags,
        FontBBox=[round(edge * 1000 / style.units) for edge in box],
        ItalicAngle=-12 if style.italic else 0,
        Ascent=_ASCENT,
        Descent=_DESCENT,
        CapHeight=700,
        StemV=120 if style.bold else 80,
    )
    descriptor[key] = target.make_indirect(stream)
    return target.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + name),
            Encoding=Name("/Identity-V" if style.vertical else "/Identity-H"),
            DescendantFonts=[_cid_font(target, style, name, descriptor, glyphs)],
            ToUnicode=target.make_indirect(
                pikepdf.Stream(target, _to_unicode(glyphs, codes(style, len(glyphs))))
            ),
        )
    )


def _cid_font(
    target: pikepdf.Pdf, style: Style, name: str, descriptor: Dictionary, glyphs: Sequence[Glyph]
) -> pikepdf.Object:
    truetype = style.kind is Kind.TRUETYPE
    found = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2 if truetype else Name.CIDFontType0,
        BaseFont=Name("/" + name),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=target.make_indirect(descriptor),
        DW=1000,
        W=[1, Array([_thousandths(glyph.width) for glyph in glyphs])],
    )
    if truetype:
        found.CIDToGIDMap = Name.Identity
    if style.vertical:
        shown = [(glyph.drop, *glyph.origin) for glyph in glyphs]
        found.W2 = Array([1, Array([_thousandths(number) for numbers in shown for number in numbers])])
    return target.make_indirect(found)


def _thousandths(em: float) -> int | float:
    number = round(em * 1000, 2)
    return int(number) if number == int(number) else number


def _tag(style: Style, glyphs: Sequence[Glyph]) -> str:
    """Six letters that differ where fonts differ."""
    digest = hashlib.sha256(repr((style.name, style.units)).encode())
    for glyph in glyphs:
        digest.update(repr((glyph.text, glyph.outline, glyph.width, glyph.drop, glyph.origin)).encode())
    number = int.from_bytes(digest.digest()[:8])
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def codes(style: Style, count: int) -> list[bytes]:
    """What shows the glyphs of a built font, in order."""
    if style.kind is Kind.TYPE3:
        return [bytes([code]) for code in (*range(1, 32), *range(33, 256), 0)][:count]
    return [cid.to_bytes(2) for cid in range(1, count + 1)]


def _type3(target: pikepdf.Pdf, style: Style, glyphs: Sequence[Glyph]) -> pikepdf.Object:
    shown = codes(style, len(glyphs))
    widths = {code[0]: _thousandths(glyph.width) for code, glyph in zip(shown, glyphs, strict=True)}
    return target.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 0, 0],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            Resources=Dictionary(),
            FirstChar=0,
            LastChar=255,
            Widths=Array([widths.get(code, 0) for code in range(256)]),
            Encoding=Dictionary(
                Type=Name.Encoding,
                Differences=Array(
                    [item for code in shown for item in (code[0], Name(f"/g{code[0]}"))],
                ),
            ),
            CharProcs=Dictionary(
                {
                    f"/g{code[0]}": target.make_indirect(pikepdf.Stream(target, glyph.outline or _NO_INK))
                    for code, glyph in zip(shown, glyphs, strict=True)
                }
            ),
            ToUnicode=target.make_indirect(pikepdf.Stream(target, _to_unicode(glyphs, shown))),
        )
    )


def _to_unicode(glyphs: Sequence[Glyph], shown: Sequence[bytes]) -> bytes:
    entries = [
        f"<{code.hex().upper()}> <{glyph.text.encode('utf-16-be', 'replace').hex().upper()}>"
        for code, glyph in zip(shown, glyphs, strict=True)
    ]
    space = "<00> <FF>" if shown and len(shown[0]) == 1 else "<0000> <FFFF>"
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        space,
        "endcodespacerange",
        *_sections(entries),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines).encode("ascii")


def _sections(entries: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(entries), _PER_SECTION):
        section = entries[at : at + _PER_SECTION]
        yield from (f"{len(section)} beginbfchar", *section, "endbfchar")
