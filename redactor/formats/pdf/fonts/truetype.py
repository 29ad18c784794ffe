"""TrueType programs: read glyph by glyph, written anew from outlines alone (OpenType 1.9)."""

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

from fontTools.encodings.MacRoman import MacRoman
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter
from fontTools.ttLib.tables._g_l_y_f import Glyph as Simple
from fontTools.ttLib.tables.ttProgram import Program

from redactor.formats.pdf.fonts import encoding
from redactor.formats.pdf.fonts.glyphs import Kind

Box = tuple[int, int, int, int]
_ON_CURVE: Final = 1
_SYMBOL_PAGES: Final = (0xF000, 0, 0xF100, 0xF200)
"""Where a (3, 0) subtable may hold a font's bytes (ISO 32000-1, 9.6.6.4)."""


class TrueType:
    """An embedded TrueType program (FontFile2, or the glyf table of an OpenType one).

    Raises anything when the program is damaged.
    """

    kind = Kind.TRUETYPE

    def __init__(self, data: bytes) -> None:
        self._font = TTFont(BytesIO(data), lazy=True, fontNumber=0)
        self._count: int = self._font["maxp"].numGlyphs
        self._font.setGlyphOrder([f"g{number}" for number in range(self._count)])
        self.units: int = vars(self._font["head"])["unitsPerEm"]
        if not 16 <= self.units <= 16_384:
            raise ValueError("units per em out of range")
        style: int = vars(self._font["head"])["macStyle"]
        self.bold, self.italic = bool(style & 1), bool(style & 2)
        self._glyf = self._font["glyf"]
        self._metrics: Mapping[str, tuple[int, int]] = self._font["hmtx"].metrics
        self._maps = self._read_maps()
        self.symbolic = (3, 0) in self._maps or (3, 1) not in self._maps
        self._characters: dict[int, str] | None = None

    def _read_maps(self) -> dict[tuple[int, int], dict[int, str]]:
        if "cmap" not in self._font:
            return {}
        return {(table.platformID, table.platEncID): table.cmap for table in self._font["cmap"].tables}

    def outline(self, number: int) -> bytes:
        """Components are drawn into it, instructions are gone; it stands where its side bearing puts it."""
        if not 0 <= number < self._count:
            return b""
        name = f"g{number}"
        glyph = self._glyf[name]
        points, ends, flags = glyph.getCoordinates(self._glyf)
        if not len(ends):
            return b""
        plain = Simple()
        plain.numberOfContours = len(ends)
        plain.coordinates = points.copy()
        plain.coordinates.translate((self._metrics[name][1] - glyph.xMin, 0))
        plain.coordinates.toInt()
        plain.endPtsOfContours = list(ends)
        plain.flags = bytearray(flag & _ON_CURVE for flag in flags)
        plain.program = Program()
        plain.program.fromBytecode(b"")
        compiled: bytes = plain.compile(self._glyf)
        return compiled

    def advance(self, number: int) -> float:
        return self._metrics[f"g{number}"][0] / self.units if 0 <= number < self._count else 0.0

    def named(self, name: str) -> int | None:
        """By Unicode, by the Macintosh encoding, by the post table (ISO 32000-1, 9.6.6.4)."""
        text = encoding.text(name)
        found = self._maps.get((3, 1), {}).get(ord(text)) if len(text) == 1 else None
        if found is None and (1, 0) in self._maps and name in MacRoman:
            found = self._maps[1, 0].get(MacRoman.index(name))
        if found is None:
            return self._posted().get(name)
        return int(found[1:])

    def _posted(self) -> dict[str, int]:
        names: list[str] = vars(self._font["post"]).get("glyphOrder", []) if "post" in self._font else []
        return {name: number for number, name in reversed(list(enumerate(names)))}

    def encoded(self, code: int) -> int | None:
        for page in _SYMBOL_PAGES:
            if page + code in self._maps.get((3, 0), {}):
                return int(self._maps[3, 0][page + code][1:])
        for key in ((1, 0), (3, 1), (0, 3), (0, 1)):
            if code in self._maps.get(key, {}):
                return int(self._maps[key][code][1:])
        return None if self._maps else code

    def collected(self, cid: int) -> int:
        return cid

    def text(self, number: int) -> str:
        if self._characters is None:
            table = self._maps.get((3, 10), {}) | self._maps.get((0, 3), {}) | self._maps.get((3, 1), {})
            self._characters = {
                int(name[1:]): chr(code) for code, name in sorted(table.items(), reverse=True)
            }
        return self._characters.get(number, "")


def written(
    glyphs: Sequence[tuple[bytes, int]], units: int, *, bold: bool, italic: bool
) -> tuple[bytes, Box]:
    """A program of these outlines and advances, and the box around them; glyph 0 is empty."""
    outlines = [b"", *(outline + b"\0" * (-len(outline) % 4) for outline, _ in glyphs)]
    boxes = [struct.unpack(">hhhh", outline[2:10]) if outline else (0, 0, 0, 0) for outline in outlines]
    advances = [units, *(advance for _, advance in glyphs)]
    inked = [box for box, outline in zip(boxes, outlines, strict=True) if outline] or [(0, 0, 0, 0)]
    box = (
        min(b[0] for b in inked),
        min(b[1] for b in inked),
        max(b[2] for b in inked),
        max(b[3] for b in inked),
    )
    style = bold | italic << 1
    up, down = units * 9 // 10, -units * 2 // 10
    tables = {
        "glyf": b"".join(outlines) or b"\0",
        "head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, units, 0, 0, *box, style, 3, 2, 1, 0
        ),
        "hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH",
            0x10000,
            up,
            down,
            0,
            max(advances),
            box[0],
            0,
            box[2],
            1,
            0,
            0,
            *[0] * 5,
            len(boxes),
        ),
        "hmtx": b"".join(
            struct.pack(">Hh", advance, b[0]) for advance, b in zip(advances, boxes, strict=True)
        ),
        "loca": b"".join(struct.pack(">I", at) for at in _offsets(outlines)),
        "maxp": _maxima(outlines),
    }
    file = BytesIO()
    writer = SFNTWriter(file, len(tables))
    for tag, data in tables.items():
        writer[tag] = data
    writer.close()
    return file.getvalue(), box


def _offsets(parts: Sequence[bytes]) -> list[int]:
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _maxima(outlines: Sequence[bytes]) -> bytes:
    contours = [struct.unpack(">h", outline[:2])[0] for outline in outlines if outline]
    ends = [
        outline[8 + 2 * count : 10 + 2 * count]
        for outline, count in zip(filter(None, outlines), contours, strict=True)
    ]
    points = [int.from_bytes(end) + 1 for end in ends]
    return struct.pack(
        ">IHHHHH9H",
        0x10000,
        len(outlines),
        max(points, default=0),
        max(contours, default=0),
        0,
        0,
        1,
        *[0] * 8,
    )
