"""Fonts whose codes are single bytes: Type 1, TrueType, Type 3 (ISO 32000-1, 9.6)."""

from typing import Final

import pikepdf

from redactor.formats.pdf.fonts import encoding, lenient
from redactor.formats.pdf.fonts.cmap import ToUnicode
from redactor.formats.pdf.fonts.face import Face
from redactor.formats.pdf.fonts.glyphs import Outlines
from redactor.formats.pdf.fonts.truetype import TrueType

_SYMBOLIC: Final = 4


class Simple:
    """What the dictionary of a simple font says of its codes."""

    vertical = False

    def __init__(self, font: pikepdf.Object, descriptor: pikepdf.Object | None) -> None:
        self._unicode = ToUnicode(font.get("/ToUnicode"))
        self._widths = self._read_widths(font, descriptor)
        self._dingbats = "Dingbats" in lenient.name(font.get("/BaseFont"))
        self._symbolic = bool(lenient.integer(descriptor, "/Flags") & _SYMBOLIC)
        self._names = self._read_encoding(font, descriptor)

    def _read_encoding(self, font: pikepdf.Object, descriptor: pikepdf.Object | None) -> encoding.Names:
        """The names that the dictionary gives; an embedded program's own encoding is not among them."""
        found = font.get("/Encoding")
        own = found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()
        named = found if isinstance(found, pikepdf.Name) else own.get("/BaseEncoding")
        embedded = descriptor is not None and any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
        if not embedded and (self._dingbats or lenient.name(font.get("/BaseFont")) in ("Symbol", "SymbolMT")):
            names = Face.builtin(dingbats=self._dingbats)
        elif isinstance(named, pikepdf.Name):
            names = encoding.base(str(named))
        elif embedded:
            names = {}
        else:
            names = encoding.base("/StandardEncoding")
        return names | encoding.differences(own)

    @staticmethod
    def _read_widths(font: pikepdf.Object, descriptor: pikepdf.Object | None) -> dict[int, float]:
        scale = 0.001
        if font.get("/Subtype") == "/Type3":
            scale = abs(lenient.numbers(font.get("/FontMatrix"), (0.001,))[0])
        first = lenient.integer(font, "/FirstChar")
        widths = lenient.numbers(font.get("/Widths"), ())
        found = {first + at: lenient.em(width * scale) for at, width in enumerate(widths)}
        if not found:
            return {}
        missing = lenient.number(descriptor.get("/MissingWidth") if descriptor is not None else None, 0.0)
        return {code: lenient.em(missing * scale) for code in range(256)} | found

    def split(self, shown: bytes) -> list[bytes]:
        return [shown[at : at + 1] for at in range(len(shown))]

    def width(self, raw: bytes) -> float | None:
        return self._widths.get(raw[0])

    def drop(self, _raw: bytes) -> tuple[float, tuple[float, float]]:
        return 0.0, (0.0, 0.0)

    def text(self, raw: bytes) -> str:
        told = self._unicode.text(raw)
        if told is not None:
            return told
        return encoding.text(self._names.get(raw[0], ""), dingbats=self._dingbats)

    def drawn(self, raw: bytes) -> str:
        named = encoding.text(self._names.get(raw[0], ""), dingbats=self._dingbats)
        return named or self._unicode.text(raw) or ""

    def glyph(self, raw: bytes, outlines: Outlines) -> int | None:
        code, name = raw[0], self._names.get(raw[0])
        if isinstance(outlines, TrueType):
            by_name = name is not None and not (self._symbolic and outlines.symbolic)
            found = outlines.named(name) if by_name and name is not None else None
            return found if found is not None else outlines.encoded(code)
        found = outlines.named(name) if name is not None else None
        return found if found is not None else outlines.encoded(code)
