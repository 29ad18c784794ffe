"""Faces that stand in for fonts which are not embedded or damaged, and that placeholders are set in.

They are MuPDF's: Nimbus (metrically Helvetica, Times, Courier), Symbol, Dingbats, and Droid Sans Fallback for
characters that these don't have.
"""

from functools import cache, cached_property
from io import BytesIO
from typing import Any, Final

import pymupdf
from fontTools.ttLib import TTFont

from redactor.formats.pdf.fonts import charstrings, encoding
from redactor.formats.pdf.fonts.cff import Cff
from redactor.formats.pdf.fonts.glyphs import Outlines
from redactor.formats.pdf.fonts.style import Style

_UNITS: Final = 1000
_SAME_WIDTH: Final = 0.002
_WIDEST: Final = 1.3
"""How much a letter may be widened: one drawn over a much wider place is harder to read than a gap."""
_PLAIN: Final = {"\xa0": " ", "\xad": "-", "fi": "ﬁ", "fl": "ﬂ"}
"""Characters that are drawn as others are."""


class Face:
    """A typeface that is at hand everywhere."""

    def __init__(self, code: str) -> None:
        """`code` is one of PyMuPDF's names for the standard fonts."""
        self._cff = Cff(pymupdf.Font(code).buffer)
        self._dingbats = code == "zadb"
        self._symbols = code in ("zadb", "symb")

    @staticmethod
    def for_style(style: Style) -> "Face":
        """The face nearest to a style."""
        if style.family == "Symbol":
            return _face("symb")
        if style.family == "ZapfDingbats":
            return _face("zadb")
        slants = (None, "bo", "it", "bi")
        slant = slants[style.bold + 2 * style.italic]
        if style.fixed:
            return _face(f"co{slant}" if slant else "cour")
        if style.serif:
            return _face(f"ti{slant or 'ro'}")
        return _face(f"he{slant or 'lv'}")

    @staticmethod
    def builtin(*, dingbats: bool) -> encoding.Names:
        """The own encoding of ZapfDingbats or Symbol."""
        return _face("zadb" if dingbats else "symb")._cff.names()

    @property
    def program(self) -> Outlines | None:
        """Of a face of symbols, which are chosen as fonts with a program choose; other faces draw text."""
        return self._cff if self._symbols else None

    def draw(self, text: str, number: int | None = None, width: float | None = None) -> tuple[bytes, float]:
        """A charstring in thousandths of an em, and its advance in em.

        Drawn is the program's glyph of this number or, without one, the text; it is stretched towards
        `width` em if that is given.
        """
        number = self._numbers.get(_PLAIN.get(text, text)) if number is None else number
        if number is not None:
            outline, advance = self._cff.outline(number), self._cff.advance(number)
        else:
            outline, advance = _fallback().draw(text)
        if not width or not advance or abs(advance - width) < _SAME_WIDTH:
            return outline, advance
        stretch = min(width / advance, _WIDEST)
        return charstrings.transformed(outline, (stretch, 0, 0, 1, 0, 0)), width

    @cached_property
    def _numbers(self) -> dict[str, int]:
        names = ((self._cff.name(number), number) for number in reversed(range(self._cff.count)))
        return {
            encoding.text(name, dingbats=self._dingbats): number for name, number in names if "." not in name
        }


class _Fallback:
    """Droid Sans Fallback."""

    def __init__(self) -> None:
        self._font = TTFont(BytesIO(pymupdf.Font("cjk").buffer), lazy=True)
        self._names: dict[int, str] = self._font.getBestCmap() or {}
        self._glyphs: Any = self._font.getGlyphSet()
        self._units: int = vars(self._font["head"])["unitsPerEm"]

    def draw(self, text: str) -> tuple[bytes, float]:
        """As Face.draw: the first character, or a box; nothing for a blank."""
        glyph = self._glyphs[self._names.get(ord(text[0]), encoding.NOTDEF) if text else encoding.NOTDEF]
        scale = _UNITS / self._units
        outline = charstrings.drawn(glyph, self._glyphs, (scale, 0, 0, scale, 0, 0)) if text.strip() else b""
        return outline, float(glyph.width) / self._units


@cache
def _face(code: str) -> Face:
    return Face(code)


@cache
def _fallback() -> _Fallback:
    return _Fallback()
