"""Faces that stand in for fonts which are not embedded or damaged, and that placeholders are set in.

They are MuPDF's: Nimbus (metrically Helvetica, Times, Courier), Symbol, Dingbats, and Droid Sans Fallback for
characters that these don't have.
"""

from functools import cache, cached_property
from io import BytesIO
from typing import Any

import pymupdf
from fontTools.ttLib import TTFont

from redactor.formats.pdf.fonts import charstrings, encoding
from redactor.formats.pdf.fonts.cff import Cff
from redactor.formats.pdf.fonts.glyphs import Kind
from redactor.formats.pdf.fonts.style import Style

_UNITS = 1000


class Face:
    """A typeface that is at hand everywhere."""

    kind = Kind.CFF
    units = _UNITS

    def __init__(self, code: str) -> None:
        """`code` is one of PyMuPDF's names for the standard fonts."""
        self._cff = Cff(pymupdf.Font(code).buffer)

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

    def advance(self, text: str) -> float:
        """In em."""
        number = self._number(text)
        return self._cff.advance(number) if number is not None else _fallback().advance(text)

    def outline(self, text: str, width: float | None = None) -> bytes:
        """A charstring in thousandths of an em, drawn so wide that its advance is `width` em."""
        number = self._number(text)
        outline = self._cff.outline(number) if number is not None else _fallback().outline(text)
        own = self.advance(text)
        if width is None or not own or not width or abs(own - width) < 0.002:
            return outline
        return charstrings.transformed(outline, (width / own, 0, 0, 1, 0, 0))

    def _number(self, text: str) -> int | None:
        return self._numbers.get(text.replace("\xa0", " ").replace("\xad", "-"))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        dingbats = self._cff.named("a1") is not None
        names = ((self._cff.name(number), number) for number in reversed(range(self._cff.count)))
        return {encoding.text(name, dingbats=dingbats): number for name, number in names if "." not in name}


class _Fallback:
    """Droid Sans Fallback."""

    def __init__(self) -> None:
        self._font = TTFont(BytesIO(pymupdf.Font("cjk").buffer), lazy=True)
        self._names: dict[int, str] = self._font.getBestCmap() or {}
        self._glyphs: Any = self._font.getGlyphSet()
        self._units: int = vars(self._font["head"])["unitsPerEm"]

    def _name(self, text: str) -> str:
        return self._names.get(ord(text[0]), encoding.NOTDEF) if text.strip() else encoding.NOTDEF

    def advance(self, text: str) -> float:
        return float(self._glyphs[self._name(text)].width) / self._units

    def outline(self, text: str) -> bytes:
        if not text.strip():
            return b""
        scale = _UNITS / self._units
        return charstrings.drawn(self._glyphs[self._name(text)], self._glyphs, (scale, 0, 0, scale, 0, 0))


@cache
def _face(code: str) -> Face:
    return Face(code)


@cache
def _fallback() -> _Fallback:
    return _Fallback()
