"""Outlines as Type 2 charstrings without width, hints and subroutines (Adobe technical note 5177)."""

import math
from types import SimpleNamespace
from typing import Any, Final, Protocol

from fontTools.misc.psCharStrings import T2CharString, encodeFixed, encodeIntCFF
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[int, int, int, int]
_ENDCHAR: Final = b"\x0e"
_MAX_SEGMENTS: Final = 50_000


class Drawable(Protocol):
    """A glyph of any font program."""

    def draw(self, pen: object, /) -> None: ...


class _Pen(T2CharStringPen):
    """Raises ValueError when a glyph has more segments than any glyph needs: subroutines can multiply."""

    skipMissingComponents = False  # noqa: N815 - fontTools' name; skipping would log the glyph's name

    def _p(self, pt: tuple[float, float]) -> list[float]:
        if len(self._commands) > _MAX_SEGMENTS:
            raise ValueError("too many segments")
        steps: list[float] = super()._p(pt)
        return steps

    def outline(self) -> bytes:
        """b"" when nothing was drawn."""
        if not any(operator != "rmoveto" for operator, _ in self._commands):
            return b""
        charstring = self.getCharString()
        charstring.compile()
        compiled: bytes = charstring.bytecode
        return compiled


def drawn(glyph: Drawable, glyphs: dict[str, Any] | None, matrix: Matrix | None = None) -> bytes:
    """The outline of a glyph, b"" when nothing is drawn; accents' parts are found by name in `glyphs`."""
    pen = _Pen(None, glyphs)
    glyph.draw(pen if matrix is None else TransformPen(pen, matrix))
    return pen.outline()


def transformed(outline: bytes, matrix: Matrix) -> bytes:
    """An outline that `drawn` made, drawn again through a matrix."""
    return drawn(_charstring(outline), None, matrix) if outline else b""


def box(outline: bytes) -> Box:
    """A box around an outline that `drawn` made and its control points, in whole units."""
    pen = ControlBoundsPen(None)
    _charstring(outline).draw(pen)
    x0, y0, x1, y1 = pen.bounds or (0, 0, 0, 0)
    return math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)


def with_width(outline: bytes, width: int) -> bytes:
    """The charstring of a font whose nominal width is 0."""
    number: bytes = (encodeIntCFF if -1131 <= width <= 1131 else encodeFixed)(width)
    return number + (outline or _ENDCHAR)


def _charstring(outline: bytes) -> T2CharString:
    return T2CharString(
        outline or _ENDCHAR, private=SimpleNamespace(Subrs=(), nominalWidthX=0, defaultWidthX=0)
    )
