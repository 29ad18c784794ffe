"""Fonts whose codes select CIDs: Type 0 (ISO 32000-1, 9.7)."""

from typing import Final

import pikepdf

from redactor.formats.pdf.fonts import cmap, lenient
from redactor.formats.pdf.fonts.glyphs import Outlines

_MAX_CID: Final = 65_535


class Composite:
    """What the dictionaries of a Type 0 font say of its codes."""

    def __init__(self, font: pikepdf.Object) -> None:
        self._cmap = cmap.encoding(font.get("/Encoding"))
        self.vertical = self._cmap.vertical
        self._unicode = cmap.ToUnicode(font.get("/ToUnicode"))
        cid_font = descendant(font)
        info = cid_font.get("/CIDSystemInfo")
        ordering = info.get("/Ordering") if isinstance(info, pikepdf.Dictionary) else None
        self._collection = cmap.collection(bytes(ordering) if isinstance(ordering, pikepdf.String) else b"")
        self._default = lenient.number(cid_font.get("/DW"), 1000.0)
        self._widths = _spans(cid_font.get("/W"), 1)
        self._default_drop = lenient.numbers(cid_font.get("/DW2"), (880.0, -1000.0))
        self._drops = _spans(cid_font.get("/W2"), 3)
        to_glyph = cid_font.get("/CIDToGIDMap")
        self._to_glyph = lenient.data(to_glyph) or None
        self._truetype = cid_font.get("/Subtype") == "/CIDFontType2"

    def split(self, shown: bytes) -> list[bytes]:
        return self._cmap.split(shown)

    def width(self, raw: bytes) -> float | None:
        return lenient.em(self._widths.get(self._cmap.cid(raw), (self._default,))[0] / 1000)

    def drop(self, raw: bytes) -> tuple[float, tuple[float, float]]:
        width = self.width(raw) or 0.0
        top, drop = self._default_drop[0], self._default_drop[-1]
        drop, x, y = self._drops.get(self._cmap.cid(raw), (drop, width * 500, top))
        return lenient.em(drop / 1000), (lenient.em(x / 1000), lenient.em(y / 1000))

    def text(self, raw: bytes) -> str:
        told = self._unicode.text(raw)
        return told if told is not None else cmap.collected(self._collection, self._cmap.cid(raw))

    def drawn(self, raw: bytes) -> str:
        return cmap.collected(self._collection, self._cmap.cid(raw)) or self.text(raw)

    def glyph(self, raw: bytes, outlines: Outlines) -> int | None:
        cid = self._cmap.cid(raw)
        if self._to_glyph is not None:
            return int.from_bytes(self._to_glyph[2 * cid : 2 * cid + 2])
        return cid if self._truetype else outlines.collected(cid)


def descendant(font: pikepdf.Object) -> pikepdf.Object:
    """The CIDFont of a Type 0 font; an empty dictionary when there is none."""
    fonts = font.get("/DescendantFonts")
    first = fonts[0] if isinstance(fonts, pikepdf.Array) and len(fonts) else None
    return first if isinstance(first, pikepdf.Dictionary) else pikepdf.Dictionary()


def _spans(untrusted: object, arity: int) -> dict[int, tuple[float, ...]]:
    """/W or /W2: CID -> its numbers, from `c [n…]` and `first last n`."""
    items = list(untrusted) if isinstance(untrusted, pikepdf.Array) else []
    found: dict[int, tuple[float, ...]] = {}
    at = 0
    while at + 1 < len(items):
        first = int(lenient.number(items[at], 0.0))
        if isinstance(items[at + 1], pikepdf.Array):
            values = lenient.numbers(items[at + 1], ())
            for index in range(len(values) // arity):
                found[first + index] = values[index * arity : (index + 1) * arity]
            at += 2
        else:
            last = min(int(lenient.number(items[at + 1], 0.0)), _MAX_CID)
            span = tuple(lenient.number(item, 0.0) for item in items[at + 2 : at + 2 + arity])
            if len(span) == arity:
                found |= dict.fromkeys(range(first, last + 1), span)
            at += 2 + arity
    return found
