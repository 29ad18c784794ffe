"""CFF programs: read glyph by glyph, written anew from outlines alone (Adobe technical note 5176)."""

import struct
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from fontTools.cffLib import CFFFontSet, TopDict
from fontTools.misc.psCharStrings import encodeFloat

from redactor.formats.pdf.fonts import charstrings, encoding
from redactor.formats.pdf.fonts.charstrings import Box, Matrix
from redactor.formats.pdf.fonts.glyphs import Kind

_COMMON: Final = 1000
"""Units per em of fonts with an odd matrix."""


class Cff:
    """An embedded CFF program (FontFile3). Raises anything when the program is damaged."""

    kind = Kind.CFF

    def __init__(self, data: bytes) -> None:
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        self._top: TopDict = fonts[0]
        self._glyphs = self._top.CharStrings
        self._order: list[str] = list(self._top.charset)
        self._numbers = {name: number for number, name in enumerate(self._order)}
        self._cids = hasattr(self._top, "ROS")
        self._matrix = _matrix(self._top)
        self.units, self._transform = fitted(self._matrix)
        self.bold = self._top.rawDict.get("Weight") in ("Bold", "Black")
        self.italic = bool(self._top.rawDict.get("ItalicAngle"))
        self._known: dict[int, tuple[bytes, float]] = {}

    def outline(self, number: int) -> bytes:
        return self._drawn(number)[0]

    def advance(self, number: int) -> float:
        return self._drawn(number)[1]

    def _drawn(self, number: int) -> tuple[bytes, float]:
        """Outline and advance: a charstring holds both."""
        if not 0 <= number < len(self._order):
            return b"", 0.0
        if number not in self._known:
            glyph = self._glyphs[self._order[number]]
            outline = charstrings.drawn(glyph, self._glyphs, self._transform)
            self._known[number] = outline, float(glyph.width) * self._matrix[0]
        return self._known[number]

    def named(self, name: str) -> int | None:
        return self._numbers.get(name)

    def encoded(self, code: int) -> int | None:
        if self._cids:
            return code
        return self.named(self.names().get(code, encoding.NOTDEF))

    def names(self) -> encoding.Names:
        """The program's own encoding."""
        own = self._top.Encoding
        if own == "StandardEncoding":
            return encoding.base("/StandardEncoding")
        names = own if isinstance(own, list) else []
        return {code: name for code, name in enumerate(names) if name != encoding.NOTDEF}

    @property
    def count(self) -> int:
        """How many glyphs there are."""
        return len(self._order)

    def name(self, number: int) -> str:
        """A glyph's name."""
        return self._order[number]

    def collected(self, cid: int) -> int:
        return self._numbers.get(f"cid{cid:05d}", -1) if self._cids and cid else cid

    def text(self, number: int) -> str:
        return "" if self._cids or not 0 <= number < len(self._order) else encoding.text(self._order[number])


def _matrix(top: TopDict) -> Matrix:
    """Glyph space to em. A CID font's parts may hold it in place of the font or besides it."""
    own: list[float] = top.FontMatrix if "FontMatrix" in top.rawDict or "ROS" not in top.rawDict else []
    part: list[float] = []
    if "ROS" in top.rawDict and "FontMatrix" in top.FDArray[0].rawDict:
        part = top.FDArray[0].FontMatrix
    a, b, c, d, e, f = part or own or [0.001, 0, 0, 0.001, 0, 0]
    if part and own:
        scale = own[0]
        a, b, c, d, e, f = a * scale, b * scale, c * scale, d * scale, e * scale, f * scale
    return a, b, c, d, e, f


def fitted(matrix: Matrix) -> tuple[int, Matrix | None]:
    """Units per em of the copy, and what outlines must be transformed by; None where they can stay."""
    a, b, c, d, e, f = matrix
    if a > 0 and a == d and (b, c, e, f) == (0, 0, 0, 0) and 64 <= round(1 / a) <= 16_384:
        return round(1 / a), None
    return _COMMON, (a * _COMMON, b * _COMMON, c * _COMMON, d * _COMMON, e * _COMMON, f * _COMMON)


def written(
    glyphs: Sequence[tuple[bytes, int]], units: int, name: str, *, bold: bool, italic: bool
) -> tuple[bytes, Box]:
    """A CID-keyed program of these outlines and advances, and the box around them; CID 0 is empty."""
    boxes = [charstrings.box(outline) for outline, _ in glyphs if outline] or [(0, 0, 0, 0)]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    count = len(glyphs) + 1
    strings = _index([charstrings.with_width(b"", units)] + [charstrings.with_width(o, w) for o, w in glyphs])
    charset = struct.pack(">BHH", 2, 1, count - 2) if count > 1 else b"\0"
    select = struct.pack(">BHHBH", 3, 1, 0, 0, count)
    private = _entry(21, 0)  # nominalWidthX
    head = b"\x01\x00\x04\x04" + _index([name.encode("ascii")])
    tail = _index([b"Adobe", b"Identity", b"Bold"]) + _index([])

    def laid_out(start: int) -> tuple[bytes, bytes]:
        at_charset = start
        at_select = at_charset + len(charset)
        at_strings = at_select + len(select)
        at_private = at_strings + len(strings)
        at_parts = at_private + len(private)
        top = _entry((12, 30), 391, 392, 0)  # ROS
        top += _entry(4, 393) * bold + _entry((12, 2), -12) * italic  # Weight, ItalicAngle
        if units != _COMMON:
            scale = encodeFloat(1 / units)
            zero = _integer(0)
            top += scale + zero + zero + scale + zero + zero + bytes((12, 7))
        top += (
            _entry(5, *box) + _entry((12, 34), count) + _entry(15, at_charset) + _entry((12, 37), at_select)
        )
        top += _entry(17, at_strings) + _entry((12, 36), at_parts)
        return top, _index([_entry(18, len(private), at_private)])

    start = len(head + _index([laid_out(0)[0]]) + tail)
    top, parts = laid_out(start)
    return head + _index([top]) + tail + charset + select + strings + private + parts, box


def _integer(value: int) -> bytes:
    return b"\x1d" + struct.pack(">i", value)


def _entry(operator: int | tuple[int, int], *operands: int) -> bytes:
    code = bytes(operator) if isinstance(operator, tuple) else bytes([operator])
    return b"".join(map(_integer, operands)) + code


def _index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    offsets, at = [], 1
    for item in (*items, b""):
        offsets.append(at)
        at += len(item)
    return struct.pack(">HB", len(items), 4) + struct.pack(f">{len(offsets)}I", *offsets) + b"".join(items)
